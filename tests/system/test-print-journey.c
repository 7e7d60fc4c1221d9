/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-print-progress-page.h>
#include <app/culm-printer-page.h>
#include <app/culm-window.h>
#include <bambu/storage/bambu-ftps-storage.h>
#include <gio/gsettingsbackend.h>

#include "app/app-fixture.h"
#include "app/print-window.h"
#include "simulator-process.h"
#include "test-wait.h"

/* A file that is dropped on a simulated X1 Carbon with AMS, over its real broker and file server */

typedef struct
{
  SimulatorProcess *simulator;
  BambuFleet *fleet;
  BambuPrinter *printer;
  GtkWidget *window;
  char *path;
} Fixture;

/* The simulated printer has white PLA in A1 and grey PETG in B1, and no ASA. */
static const PrintFilament grey_and_white[] = {
  { "PETG", "#ADB1B2", "GFG02", 5.3 },
  { "PLA", "#FFFFFF", "GFA00", 31.8 },
};
static const PrintFilament foreign[] = {
  { "ASA", "#00AE42", "GFB01", 46.2 },
};

static JsonObject *
get_host (Fixture *self)
{
  return simulator_process_get_printer (self->simulator, 0);
}

static const char *
get_text (Fixture *self, const char *member)
{
  return json_object_get_string_member (get_host (self), member);
}

static void
add_printer (Fixture *self)
{
  g_autofree char *address = simulator_process_dup_address (self->simulator, 0);
  g_autoptr (GError) error = NULL;

  self->fleet = app_test_fleet_new (app_test_find_free_port ());
  bambu_trust_add_authority (bambu_fleet_get_trust (self->fleet), get_text (self, "ca_file"),
                             &error);
  g_assert_no_error (error);
  test_await_true (bambu_fleet_load (self->fleet));
  dex_future_disown (bambu_fleet_add (self->fleet, get_text (self, "serial"), "Workshop",
                                      get_text (self, "model"), address,
                                      get_text (self, "access_code"), NULL));
  test_wait_until ((self->printer = bambu_fleet_find (self->fleet, get_text (self, "serial")))
                   != NULL);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const options[] = { "--profile", "X1C", "--speed", "20", NULL };
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  g_autoptr (GError) error = NULL;
  GtkWidget *page;

  self->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);
  self->path = print_file_new ("Bracket v3.gcode.3mf");
  add_printer (self);

  self->window = GTK_WIDGET (culm_window_new (NULL, self->fleet, settings));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1000, 720);
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (CULM_WINDOW (self->window));
  test_wait_until ((page = app_test_find (self->window, CULM_TYPE_PRINTER_PAGE)) != NULL);
  /* Where the camera shows, a slow machine never comes to rest. */
  g_object_set (page, "view", "ams", NULL);
  test_wait_until (bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE);
  app_test_settle (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_test_destroy (self->window);
  test_wait_until (G_OBJECT (self->fleet)->ref_count == 1);
  g_assert_finalize_object (g_steal_pointer (&self->fleet));
  simulator_process_stop (self->simulator);
  g_assert_true (bambu_ftps_storage_wait_for_all (20 * 1000));
  print_file_remove (self->path);
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
}

static GtkWidget *
drop_file (Fixture *self, const PrintFilament *filaments, guint n_filaments)
{
  const char *const paths[] = { self->path, NULL };
  GtkWidget *dialog;

  print_file_write (self->path, "BL-P001", 1, filaments, n_filaments);
  g_assert_true (app_test_drop (self->window, 700, 400, paths));
  test_wait_until ((dialog = GTK_WIDGET (get_dialog (self))) != NULL);
  print_window_wait_read (dialog);
  app_test_settle (self->window);

  return dialog;
}

static gboolean
is_stored (Fixture *self)
{
  g_autofree char *path = g_build_filename (get_text (self, "files"), "Bracket_v3.gcode.3mf", NULL);
  g_autofree char *sent = NULL;
  g_autofree char *stored = NULL;
  gsize n_sent;
  gsize n_stored;

  g_assert_true (g_file_get_contents (self->path, &sent, &n_sent, NULL));

  return g_file_get_contents (path, &stored, &n_stored, NULL) && n_sent == n_stored
         && memcmp (sent, stored, n_sent) == 0;
}

static void
test_print (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = drop_file (self, grey_and_white, 2);
  g_autoptr (BambuPrintJob) job = NULL;
  JsonObject *start;

  g_assert_nonnull (app_test_find_label (dialog, "B1 · PETG HF"));
  g_assert_nonnull (app_test_find_label (dialog, "A1 · PLA Basic"));
  gtk_widget_activate_action (dialog, "print.start", NULL);
  job = g_object_ref (culm_print_dialog_get_job (CULM_PRINT_DIALOG (dialog)));

  test_wait_until (!bambu_print_job_is_running (job));
  g_assert_no_error (bambu_print_job_get_error (job));
  test_wait_until (get_dialog (self) == NULL);
  test_wait_until (app_test_find_label (self->window, "Workshop prints “Bracket v3”") != NULL);
  g_assert_true (is_stored (self));

  /* Once, the right file, and out of the right slot */
  test_wait_until ((start = simulator_process_get_event (self->simulator, "start", 0)) != NULL);
  g_assert_cmpstr (json_object_get_string_member (start, "subtask_name"), ==, "Bracket v3");
  g_assert_cmpint (json_object_get_int_member (start, "plate"), ==, 1);
  test_wait_until (bambu_printer_get_state (self->printer) == BAMBU_STATE_RUNNING);
  test_wait_until (bambu_printer_get_active_tray (self->printer) != NULL);
  g_assert_cmpstr (bambu_tray_get_label (bambu_printer_get_active_tray (self->printer)), ==, "B1");
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "start"), ==, 1);
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "start-failed"), ==, 0);
}

static void
test_wrong_filament (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = drop_file (self, foreign, 1);

  g_assert_nonnull (app_test_find_label (dialog, "Choose a slot for filament 1"));
  g_assert_nonnull (app_test_find_label (dialog, "No ASA is loaded."));
  gtk_widget_activate_action (dialog, "print.start", NULL);
  app_test_flush ();
  g_assert_null (app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE));

  adw_dialog_force_close (ADW_DIALOG (dialog));
  test_wait_until (get_dialog (self) == NULL);
  g_assert_false (is_stored (self));
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "start"), ==, 0);
}

static void
set_fault (Fixture *self, const char *fault)
{
  g_autofree char *line = g_strdup_printf ("fault %s %s", fault, get_text (self, "serial"));
  guint n = simulator_process_count_events (self->simulator, "faults");

  /* Commands are done in order. */
  simulator_process_tell (self->simulator, line);
  simulator_process_tell (self->simulator, "fault list");
  test_wait_until (simulator_process_count_events (self->simulator, "faults") > n);
}

/* Of a printer that says that it does not obey */
static void
test_view_only (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  set_fault (self, "authorization");
  test_wait_until (bambu_printer_get_rights (self->printer) == BAMBU_RIGHTS_VIEW_ONLY);
  dialog = drop_file (self, grey_and_white, 2);
  g_assert_nonnull (
      app_test_find_label (dialog, "This printer accepts commands only from Bambu Lab’s apps."));

  gtk_widget_activate_action (dialog, "print.upload", NULL);
  test_wait_until (get_dialog (self) == NULL);
  g_assert_true (is_stored (self));
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "start"), ==, 0);
}

/* Of one that does not say so before: the file is kept there. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  set_fault (self, "no-fun");
  set_fault (self, "authorization");
  dialog = drop_file (self, grey_and_white, 2);
  gtk_widget_activate_action (dialog, "print.start", NULL);
  test_wait_until (app_test_find_label (dialog,
                                        "Workshop accepts commands only from Bambu Lab’s apps. The "
                                        "file is on the printer: start it there.")
                   != NULL);
  g_assert_true (is_stored (self));
  g_assert_cmpuint (simulator_process_count_events (self->simulator, "start"), ==, 0);

  adw_dialog_force_close (ADW_DIALOG (dialog));
  test_wait_until (get_dialog (self) == NULL);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/system/print-journey/print", test_print);
  ADD ("/system/print-journey/wrong-filament", test_wrong_filament);
  ADD ("/system/print-journey/view-only", test_view_only);
  ADD ("/system/print-journey/refused", test_refused);
#undef ADD

  return g_test_run ();
}
