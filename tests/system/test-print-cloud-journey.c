/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-print-progress-page.h>
#include <app/culm-printer-page.h>
#include <app/culm-window.h>
#include <bambu/print/bambu-print-job-private.h>
#include <bambu/printer/bambu-printer-private.h>
#include <bambu/storage/bambu-ftps-storage.h>
#include <gio/gsettingsbackend.h>

#include "app/app-cloud.h"
#include "app/app-fixture.h"
#include "app/print-window.h"
#include "test-wait.h"

/* A file that is dropped on a simulated X1 Carbon that is known by an account only: the service
 * and its bucket, the broker and the printer are real processes. */

#define ACCOUNT "plain@example.com"
#define PASSWORD "bamboo-plain"
#define IMPATIENT 0.01
#define POLL_MSEC 5
#define NAME "3DP-01P-001" /* in the account */

typedef struct
{
  AppCloud *cloud;
  BambuPrinter *printer;
  GSettings *settings;
  GtkWidget *window;
  char *path;
} Fixture;

/* The simulated printer has white PLA in A1 and grey PETG in B1. */
static const PrintFilament grey_and_white[] = {
  { "PETG", "#ADB1B2", "GFG02", 5.3 },
  { "PLA", "#FFFFFF", "GFA00", 31.8 },
};

static JsonObject *
get_host (Fixture *self)
{
  return simulator_process_get_printer (self->cloud->simulator, 0);
}

static void
show_window (Fixture *self)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  GtkWidget *page;

  self->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  self->window = GTK_WIDGET (culm_window_new (NULL, self->cloud->fleet, self->settings));
  culm_window_set_account_printers (CULM_WINDOW (self->window), self->cloud->account_printers);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (CULM_WINDOW (self->window));
  test_wait_until ((page = app_test_find (self->window, CULM_TYPE_PRINTER_PAGE)) != NULL);
  gtk_widget_activate_action (self->window, "win.open-printer", "s", APP_CLOUD_X1C);
  /* Where the camera shows, a slow machine never comes to rest. */
  g_object_set (page, "view", "ams", NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const options[] = { "--speed", "20", NULL };
  BambuAccount *account;
  g_autoptr (GError) error = NULL;

  self->cloud = app_cloud_new_with (options);
  bambu_trust_add_authority (bambu_fleet_get_trust (self->cloud->fleet),
                             json_object_get_string_member (get_host (self), "ca_file"), &error);
  g_assert_no_error (error);
  account = app_cloud_sign_in (self->cloud, ACCOUNT, PASSWORD);
  dex_unref (test_await (bambu_account_printers_load (self->cloud->account_printers, account)));
  self->printer = bambu_fleet_find (self->cloud->fleet, APP_CLOUD_X1C);
  self->path = print_file_new ("Bracket v3.gcode.3mf");

  show_window (self);
  test_wait_until (bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE);
  g_assert_cmpint (bambu_printer_get_connection (self->printer), ==, BAMBU_CONNECTION_CLOUD);
  app_test_settle (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_test_destroy (self->window);
  g_clear_object (&self->settings);
  app_cloud_free (self->cloud);
  g_assert_true (bambu_ftps_storage_wait_for_all (20 * 1000));
  print_file_remove (self->path);
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static GtkWidget *
drop_file (Fixture *self)
{
  const char *const paths[] = { self->path, NULL };
  GtkWidget *dialog;

  print_file_write (self->path, "BL-P001", 1, grey_and_white, 2);
  g_assert_true (app_test_drop (self->window, 700, 400, paths));
  test_wait_until ((dialog = GTK_WIDGET (get_dialog (self))) != NULL);
  print_window_wait_read (dialog);
  app_test_settle (self->window);
  g_assert_nonnull (app_test_find_label (dialog, "B1 · PETG HF"));
  g_assert_nonnull (app_test_find_label (dialog, "A1 · PLA Basic"));

  return dialog;
}

static BambuPrintJob *
send_file (Fixture *self, GtkWidget *dialog, const char *action)
{
  BambuPrintJob *job;

  gtk_widget_activate_action (dialog, action, NULL);
  job = culm_print_dialog_get_job (CULM_PRINT_DIALOG (dialog));
  g_assert_cmpint (bambu_print_job_get_way (job), ==, BAMBU_PRINT_WAY_CLOUD);
  job->poll_msec = POLL_MSEC;

  return job;
}

static guint
count (Fixture *self, const char *event)
{
  return simulator_process_count_events (self->cloud->simulator, event);
}

/* It prints, out of the right slot, what it was sent on this way. */
static void
assert_started (Fixture *self, const char *type)
{
  JsonObject *start;

  test_wait_until ((start = simulator_process_get_event (self->cloud->simulator, "start", 0))
                   != NULL);
  g_assert_cmpstr (json_object_get_string_member (start, "subtask_name"), ==, "Bracket v3");
  g_assert_cmpint (json_object_get_int_member (start, "plate"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (start, "type"), ==, type);
  test_wait_until (bambu_printer_get_state (self->printer) == BAMBU_STATE_RUNNING);
  test_wait_until (bambu_printer_get_active_tray (self->printer) != NULL);
  g_assert_cmpstr (bambu_tray_get_label (bambu_printer_get_active_tray (self->printer)), ==, "B1");
  g_assert_cmpuint (count (self, "start"), ==, 1);
  g_assert_cmpuint (count (self, "start-failed"), ==, 0);
}

static void
test_print (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (BambuPrintJob) job = NULL;

  app_cloud_set_fault (self->cloud, "task-any-client", NULL, TRUE);
  dialog = drop_file (self);
  g_assert_nonnull (app_test_find_tip (
      dialog, "Puts the file into your account, where Bambu Lab’s app finds it"));
  job = g_object_ref (send_file (self, dialog, "print.start"));

  test_wait_until (!bambu_print_job_is_running (job));
  g_assert_no_error (bambu_print_job_get_error (job));
  test_wait_until (get_dialog (self) == NULL);
  test_wait_until (app_test_find_label (self->window, NAME " prints “Bracket v3”") != NULL);
  assert_started (self, "cloud");
  g_assert_cmpuint (count (self, "task"), ==, 1);
}

/* The project stays in the account; nothing is printed. */
static void
test_only_upload (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = drop_file (self);

  send_file (self, dialog, "print.upload");
  g_assert_nonnull (app_test_find_label (dialog, "Upload to your Bambu Lab account"));
  test_wait_until (
      app_test_find_label (self->window, "“Bracket v3” is in your Bambu Lab account now") != NULL);
  g_assert_null (get_dialog (self));
  g_assert_cmpuint (app_cloud_count (self->cloud, "/v1/iot-service/api/user/project/"), ==, 1);
  g_assert_cmpuint (app_cloud_count (self->cloud, "/v1/user-service/my/task"), ==, 0);
  g_assert_cmpuint (count (self, "start"), ==, 0);
}

/* What the service, its bucket or the printer may have against it (protocol/cloud-print.md), by
 * tests; what a refusal leaves behind may end one. */
typedef struct
{
  const char *test;
  const char *fault; /* NULL: as the vendor's service is today */
  const char *arguments;
  const char *sentence;
  BambuPrintStep step;
  guint n_tasks;
  gboolean offers_lan; /* once the printer is reached there */
} Refusal;

#define PROJECT "/v1/iot-service/api/user/project 9"
#define TASK "/v1/user-service/my/task 9"
#define OWN_APPS                                                                                   \
  "Bambu Lab’s cloud starts prints only for Bambu Lab’s own apps. The file is in your account, "   \
  "where their app finds it."

static const Refusal refusals[] = {
  { "service", "edge-500", PROJECT,
    "Bambu Lab’s cloud does not answer as it should. Printers on your network still work.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "service", "uploads-expired", NULL,
    "Bambu Lab’s cloud gave an address for the upload that is no longer valid.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "service", "uploads-typed", NULL,
    "Bambu Lab’s cloud did not accept the upload to the address that it gave.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "service", "bucket-reset", NULL, "The upload stopped because the connection was lost.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "service", "upload-fails", NULL, "Bambu Lab’s cloud could not make anything of the file.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "service", "upload-never-done", NULL,
    "The file was uploaded, but Bambu Lab’s cloud has not finished reading it.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "service", NULL, NULL, OWN_APPS, BAMBU_PRINT_STEP_START, 0, TRUE },
  { "service", "task-wordless", NULL, OWN_APPS, BAMBU_PRINT_STEP_START, 0, TRUE },
  { "printer", "edge-reset", TASK,
    "Bambu Lab’s cloud has not said whether the print will start. Look at the printer before you "
    "try again.",
    BAMBU_PRINT_STEP_START, 0, FALSE },
  { "sign-in", "edge-401-dead", PROJECT, "Your Bambu Lab sign-in has ended.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "too-often", "edge-429", PROJECT,
    "Bambu Lab’s cloud wants to be asked less often. Wait some minutes before you try again.",
    BAMBU_PRINT_STEP_UPLOAD, 0, TRUE },
  { "printer", "task-lost", NULL,
    NAME " has not shown the print. It may begin yet: look at the printer before you try again.",
    BAMBU_PRINT_STEP_CONFIRM, 1, FALSE },
  { "printer", "authorization-hms", NULL,
    NAME " accepts commands only from Bambu Lab’s apps. The file is in your account, where "
         "their app finds it.",
    BAMBU_PRINT_STEP_CONFIRM, 1, FALSE },
};

static void
reach_at (Fixture *self, const char *address, BambuConnection connection)
{
  bambu_printer_set_patience (self->printer, 1);
  dex_unref (test_await (bambu_fleet_set_address (self->cloud->fleet, self->printer, address)));
  test_wait_until (bambu_printer_get_connection (self->printer) == connection
                   && bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE);
  app_test_settle (self->window);
}

static void
reach_over_lan (Fixture *self)
{
  g_autofree char *address = simulator_process_dup_address (self->cloud->simulator, 0);

  reach_at (self, address, BAMBU_CONNECTION_LAN);
}

static GtkWidget *
fail (Fixture *self, const Refusal *refusal)
{
  GtkWidget *dialog;
  GtkWidget *page;

  if (refusal->n_tasks > 0)
    {
      app_cloud_set_fault (self->cloud, "task-any-client", NULL, TRUE);
      bambu_printer_set_patience (self->printer, IMPATIENT);
    }
  if (refusal->fault != NULL)
    app_cloud_set_fault (self->cloud, refusal->fault, refusal->arguments, TRUE);

  dialog = drop_file (self);
  send_file (self, dialog, "print.start");
  page = app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE);
  test_wait_until (
      bambu_print_job_get_error (culm_print_dialog_get_job (CULM_PRINT_DIALOG (dialog))) != NULL);
  app_test_settle (self->window);

  return page;
}

/* The sentence, and what can be done about it; the file stays chosen, and is not printed. */
static void
refuse (Fixture *self, const Refusal *refusal)
{
  guint n_tasks = count (self, "task");
  GtkWidget *page = fail (self, refusal);
  GtkWidget *dialog = GTK_WIDGET (get_dialog (self));
  BambuPrintJob *job = culm_print_dialog_get_job (CULM_PRINT_DIALOG (dialog));
  g_autofree char *failure = culm_print_progress_dup_failure (job);

  g_test_message ("%s: %s", refusal->fault, bambu_print_job_get_error (job)->message);
  g_assert_cmpstr (failure, ==, refusal->sentence);
  g_assert_nonnull (app_test_find_label (page, refusal->sentence));
  g_assert_cmpint (bambu_print_job_get_step (job), ==, refusal->step);
  g_assert_nonnull (app_test_find_button (page, "Try Again"));
  g_assert_nonnull (app_test_find_button (page, "Copy Details"));
  g_assert_null (app_test_find_button (page, "Print over the Local Network"));
  app_test_assert_named (dialog);

  reach_over_lan (self);
  g_assert_true ((app_test_find_button (page, "Print over the Local Network") != NULL)
                 == refusal->offers_lan);

  g_assert_cmpuint (count (self, "task"), ==, n_tasks + refusal->n_tasks);
  g_assert_cmpuint (count (self, "start"), ==, 0);
  g_assert_true (g_file_test (self->path, G_FILE_TEST_EXISTS));
  gtk_widget_activate_action (page, "navigation.pop", NULL);
  test_wait_until (app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE) == NULL);
  g_assert_nonnull (app_test_find_label (dialog, "B1 · PETG HF"));

  adw_dialog_force_close (ADW_DIALOG (dialog));
  test_wait_until (get_dialog (self) == NULL);
}

static void
test_refusals (Fixture *self, gconstpointer test)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      if (!g_str_equal (refusals[i].test, test))
        continue;

      /* Nobody is there. */
      if (bambu_printer_get_connection (self->printer) == BAMBU_CONNECTION_LAN)
        reach_at (self, "127.0.0.1:1", BAMBU_CONNECTION_CLOUD);

      refuse (self, &refusals[i]);
      if (refusals[i].fault != NULL)
        app_cloud_set_fault (self->cloud, refusals[i].fault, NULL, FALSE);
    }
}

/* Over the local network instead, as it is offered */
static void
test_lan_instead (Fixture *self, gconstpointer data)
{
  static const Refusal refusal = { "other-apps" };
  GtkWidget *page = fail (self, &refusal);

  reach_over_lan (self);
  app_test_click (app_test_find_button (page, "Print over the Local Network"));
  test_wait_until (get_dialog (self) == NULL);
  assert_started (self, "local");
  g_assert_cmpuint (count (self, "task"), ==, 0);
}

/* Tried again, what is there is not uploaded again, and no second print is asked for. */
static void
test_again (Fixture *self, gconstpointer data)
{
  static const Refusal refusal = { "printer-silent", "task-lost", .n_tasks = 1 };
  GtkWidget *page = fail (self, &refusal);
  guint n_uploads = count (self, "upload");
  GtkWidget *dialog = GTK_WIDGET (get_dialog (self));
  BambuPrintJob *job;

  app_cloud_set_fault (self->cloud, "task-lost", NULL, FALSE);
  app_test_click (app_test_find_button (page, "Try Again"));
  job = culm_print_dialog_get_job (CULM_PRINT_DIALOG (dialog));
  test_wait_until (!bambu_print_job_is_running (job));
  g_assert_error (bambu_print_job_get_error (job), BAMBU_PRINTER_ERROR,
                  BAMBU_PRINTER_ERROR_NOT_CONFIRMED);
  g_assert_cmpuint (count (self, "task"), ==, 1);
  g_assert_cmpuint (count (self, "upload"), ==, n_uploads);

  adw_dialog_force_close (ADW_DIALOG (dialog));
  test_wait_until (get_dialog (self) == NULL);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function, data)                                                                  \
  g_test_add ("/system/print-cloud-journey/" path, Fixture, data, set_up, function, tear_down)
  ADD ("print", test_print, NULL);
  ADD ("only-upload", test_only_upload, NULL);
  ADD ("lan-instead", test_lan_instead, NULL);
  ADD ("again", test_again, NULL);
  ADD ("refused/service", test_refusals, "service");
  ADD ("refused/sign-in", test_refusals, "sign-in");
  ADD ("refused/too-often", test_refusals, "too-often");
  ADD ("refused/printer", test_refusals, "printer");
#undef ADD

  return g_test_run ();
}
