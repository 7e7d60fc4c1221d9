/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-again-button.h>
#include <app/culm-print-job-row.h>
#include <app/culm-print-progress-page.h>
#include <app/culm-recent-files.h>
#include <app/culm-uploads.h>
#include <app/culm-window-private.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app-desktop.h"
#include "app-fixture.h"
#include "print-window.h"
#include "test-wait.h"

#define MEGABYTE 1000000

static AppDesktop *desktop;
static GApplication *application;

static const PrintFilament matching[] = {
  { "PLA", "#111111", "GFA00", 31.8 },
  { "PETG", "#0078BF", "GFG99", 5.3 },
};

static GtkWidget *
get_window (PrintWindow *self)
{
  return GTK_WIDGET (self->window.window);
}

static GtkWidget *
send_file (PrintWindow *self, const char *action)
{
  GtkWidget *dialog;

  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  gtk_widget_activate_action (dialog, action, NULL);
  test_wait_until (fake_storage_is_uploading (self->storage));
  app_test_settle (get_window (self));

  return dialog;
}

static BambuPrintJob *
get_job (PrintWindow *self)
{
  GListModel *jobs = culm_print_desk_get_jobs (culm_window_get_print_desk (self->window.window));
  g_autoptr (BambuPrintJob) job = g_list_model_get_item (jobs, 0);

  return job; /* the list holds it */
}

static GtkWidget *
find_job_row (PrintWindow *self)
{
  return app_test_find (get_window (self), CULM_TYPE_PRINT_JOB_ROW);
}

static void
test_print (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_auto (GStrv) recent = NULL;
  g_autofree char *path = NULL;

  sim_printer_start (self->window.simulated);
  dialog = send_file (self, "print.start");
  g_assert_nonnull (app_test_find_label (dialog, "Print on Workshop"));
  app_test_assert_named (dialog);

  bambu_transfer_set_progress (bambu_print_job_get_transfer (get_job (self)), 31 * MEGABYTE,
                               62 * MEGABYTE);
  bambu_transfer_flush (bambu_print_job_get_transfer (get_job (self)));
  g_assert_nonnull (app_test_find_label (dialog, "31.0\302\240MB of 62.0\302\240MB"));
  g_assert_cmpfloat (
      gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (app_test_find (
          app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE), GTK_TYPE_PROGRESS_BAR))),
      ==, 0.5);

  g_assert_null (app_window_get_request (&self->window, "project_file"));
  fake_storage_finish (self->storage);
  test_wait_until (app_window_get_dialog (&self->window) == NULL);
  test_wait_until (app_test_find_label (get_window (self), "Workshop prints “Bracket v3”") != NULL);

  g_assert_cmpuint (sim_printer_get_n_starts (self->window.simulated), ==, 1);
  g_assert_nonnull (
      strstr (app_window_get_request (&self->window, "project_file"), "'ams_mapping':[1,2]"));
  g_assert_null (find_job_row (self));

  recent = culm_recent_files_list (culm_window_get_settings (self->window.window));
  g_assert_cmpstr (recent[0], ==, self->path);
  g_assert_null (recent[1]);

  /* By its name it can be printed again. */
  path = culm_recent_files_find (culm_window_get_settings (self->window.window), "Bracket v3");
  g_assert_cmpstr (path, ==, self->path);
  gtk_widget_activate_action (get_window (self), "win.print-path", "^ay", path);
  test_wait_until (app_window_get_dialog (&self->window) != NULL);
  print_window_close (self);
}

static void
test_in_the_clear (PrintWindow *self, gconstpointer data)
{
  static const char *const NOTE =
      "Workshop cannot encrypt files on their way: whoever listens on this network can read them. "
      "The access code is encrypted.";
  GtkWidget *dialog = send_file (self, "print.upload");

  g_assert_null (app_test_find_label (dialog, NOTE));
  fake_storage_set_in_the_clear (self->storage);
  g_assert_nonnull (app_test_find_label (dialog, NOTE));
  fake_storage_finish (self->storage);
  test_wait_until (app_window_get_dialog (&self->window) == NULL);
}

static void
test_only_upload (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog = send_file (self, "print.upload");

  g_assert_nonnull (app_test_find_label (dialog, "Upload to Workshop"));
  fake_storage_finish (self->storage);
  test_wait_until (app_test_find_label (get_window (self), "“Bracket v3” is on Workshop now")
                   != NULL);
  g_assert_null (app_window_get_request (&self->window, "project_file"));
  g_assert_null (find_job_row (self));
}

static void
test_cancel (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog = send_file (self, "print.start");
  GtkWidget *page = app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE);

  app_test_click (app_test_find_button (page, "Cancel"));
  test_wait_until (!fake_storage_is_uploading (self->storage));
  test_wait_until (find_job_row (self) == NULL);

  /* The file stays chosen. */
  test_wait_until (app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE) == NULL);
  print_window_assert_blocked (dialog, NULL);
  g_assert_null (app_window_get_request (&self->window, "project_file"));
  print_window_close (self);
}

static void
test_failure (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *page;

  sim_printer_start (self->window.simulated);
  dialog = send_file (self, "print.start");
  page = app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE);
  bambu_transfer_set_progress (bambu_print_job_get_transfer (get_job (self)), 62, 100);
  fake_storage_fail (self->storage, BAMBU_STORAGE_ERROR_UNREACHABLE);
  test_wait_until (
      app_test_find_label (page, "The upload stopped at 62 % because the connection was lost.")
      != NULL);
  g_assert_true (gtk_widget_get_visible (app_test_find_button (page, "Copy Details")));
  app_test_assert_named (dialog);

  app_test_click (app_test_find_button (page, "Try Again"));
  test_wait_until (fake_storage_is_uploading (self->storage));
  fake_storage_finish (self->storage);
  test_wait_until (sim_printer_get_n_starts (self->window.simulated) == 1);
  test_wait_until (app_window_get_dialog (&self->window) == NULL);
  g_assert_cmpuint (fake_storage_count_uploads (self->storage), ==, 2);
}

/* It goes on without the dialog, which can be opened again. */
static void
test_closed (PrintWindow *self, gconstpointer data)
{
  GtkWidget *row;

  send_file (self, "print.start");
  print_window_close (self);
  row = find_job_row (self);
  g_assert_true (gtk_widget_get_mapped (row));
  bambu_transfer_set_progress (bambu_print_job_get_transfer (get_job (self)), 42, 100);
  bambu_transfer_flush (bambu_print_job_get_transfer (get_job (self)));
  g_assert_nonnull (app_test_find_label (row, "To Workshop, 42 %"));
  app_test_assert_named (row);

  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  test_wait_until (app_window_get_dialog (&self->window) != NULL);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (app_window_get_dialog (&self->window)),
                                         "Print on Workshop"));
  print_window_close (self);

  /* What failed while nobody looked stays in the list until somebody did. */
  fake_storage_fail (self->storage, BAMBU_STORAGE_ERROR_FULL);
  test_wait_until (app_test_find_label (get_window (self), "“Bracket v3” was not printed") != NULL);
  g_assert_nonnull (app_test_find_label (row, "The storage of Workshop is full."));
  app_test_click (app_test_find_tip (row, "Dismiss"));
  g_assert_null (find_job_row (self));
}

static void
test_quit (PrintWindow *self, gconstpointer data)
{
  send_file (self, "print.start");
  print_window_close (self);

  gtk_window_close (GTK_WINDOW (self->window.window));
  app_window_agree (&self->window, "Keep Running");
  g_assert_true (fake_storage_is_uploading (self->storage));

  culm_window_quit (self->window.window);
  test_wait_until (app_window_get_dialog (&self->window) != NULL);
  g_assert_nonnull (app_test_find_label (
      GTK_WIDGET (app_window_get_dialog (&self->window)),
      "“Bracket v3” is on its way to Workshop. If you quit now, it does not get there."));
  app_window_agree (&self->window, "Keep Running");
  g_assert_true (fake_storage_is_uploading (self->storage));

  g_object_ref (self->window.window);
  gtk_window_close (GTK_WINDOW (self->window.window));
  test_wait_until (app_window_get_dialog (&self->window) != NULL);
  app_test_click (app_test_find_button (GTK_WIDGET (app_window_get_dialog (&self->window)),
                                        "Cancel It and Quit"));
  test_wait_until (!gtk_widget_get_mapped (get_window (self)));
  g_assert_false (fake_storage_is_uploading (self->storage));
  g_assert_null (app_window_get_request (&self->window, "project_file"));

  g_object_unref (self->window.window);
  self->window.window = g_object_new (GTK_TYPE_WINDOW, NULL); /* to be destroyed with the rest */
}

/* The printer may show only then that it takes signed commands only. */
static void
test_view_only (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *page;

  sim_printer_start (self->window.simulated);
  app_window_set_fault (&self->window, "authorization-code");
  dialog = send_file (self, "print.start");
  page = app_test_find (dialog, CULM_TYPE_PRINT_PROGRESS_PAGE);
  g_assert_null (app_test_find_button (page, "What Can I Do?"));
  fake_storage_finish (self->storage);
  test_wait_until (app_test_find_button (page, "What Can I Do?") != NULL);
  app_test_assert_named (dialog);
  app_test_click (app_test_find_button (page, "What Can I Do?"));
  test_wait_until (app_test_find_label (GTK_WIDGET (self->window.window), "View Only") != NULL);
  adw_dialog_close (app_window_get_dialog (&self->window));
  test_wait_until (app_window_get_dialog (&self->window) == ADW_DIALOG (dialog));
  print_window_close (self);
}

/* On the card of the job, once it is over and while its file is here */
static void
test_again (PrintWindow *self, gconstpointer data)
{
  GtkWidget *button = app_test_find (self->window.page, CULM_TYPE_AGAIN_BUTTON);
  GtkWidget *dialog;

  sim_printer_start (self->window.simulated);
  g_assert_false (gtk_widget_get_visible (button));
  send_file (self, "print.start");
  fake_storage_finish (self->storage);
  test_wait_until (app_window_get_dialog (&self->window) == NULL);
  test_wait_until (bambu_job_is_active (bambu_printer_get_job (self->window.printer)));
  g_assert_false (gtk_widget_get_visible (button));

  app_window_patch (&self->window, "{\"gcode_state\":\"FINISH\",\"mc_percent\":100}");
  test_wait_until (gtk_widget_get_visible (button));
  app_test_click (button);
  test_wait_until ((dialog = GTK_WIDGET (app_window_get_dialog (&self->window))) != NULL);
  print_window_read (self, dialog);
  g_assert_nonnull (app_test_find_label (dialog, "Bracket v3"));
  print_window_close (self);

  /* It went away meanwhile. */
  g_assert_cmpint (g_remove (self->path), ==, 0);
  app_test_click (button);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_null (app_window_get_dialog (&self->window));
}

/* Nobody looks at the window. */
static void
test_notified (PrintWindow *self, gconstpointer data)
{
  CulmPrintDesk *desk = culm_window_get_print_desk (self->window.window);
  const char *serial = bambu_printer_get_serial (self->window.printer);
  g_autoptr (CulmNotifier) notifier = culm_notifier_new (
      application, self->window.fleet, culm_window_get_settings (self->window.window));
  g_autofree char *failed = g_strdup_printf ("upload-failed-%s", serial);
  g_autofree char *done = g_strdup_printf ("upload-done-%s", serial);

  culm_print_desk_set_notifier (desk, notifier);
  send_file (self, "print.upload");
  print_window_close (self);
  gtk_widget_set_visible (get_window (self), FALSE);
  fake_storage_fail (self->storage, BAMBU_STORAGE_ERROR_FULL);
  test_wait_until (app_desktop_shows (desktop, failed));
  g_assert_cmpstr (app_desktop_get_text (desktop, failed, "title"), ==,
                   "“Bracket v3” was not uploaded");
  g_assert_cmpstr (app_desktop_get_text (desktop, failed, "body"), ==,
                   "The storage of Workshop is full.");
  g_assert_true (app_desktop_has_button (desktop, failed, "Try Again"));

  culm_print_desk_retry (desk, self->window.printer);
  test_wait_until (fake_storage_is_uploading (self->storage));
  test_wait_until (!app_desktop_shows (desktop, failed));
  print_window_close (self);
  fake_storage_finish (self->storage);
  test_wait_until (app_desktop_shows (desktop, done));
  g_assert_cmpstr (app_desktop_get_text (desktop, done, "title"), ==,
                   "“Bracket v3” is on Workshop now");

  /* There is nothing to try again any more. */
  culm_print_desk_retry (desk, self->window.printer);
  app_test_flush ();
  g_assert_false (fake_storage_is_uploading (self->storage));
  g_assert_null (app_window_get_dialog (&self->window));
  g_assert_null (culm_uploads_dup_warning ());
  gtk_widget_set_visible (get_window (self), TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  desktop = app_desktop_new ();
  if (!app_test_init (&argc, &argv))
    return 77;

  application = g_application_new ("io.github.culm.Test", G_APPLICATION_DEFAULT_FLAGS);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);

#define ADD(name, function)                                                                        \
  g_test_add ("/print-progress/" name, PrintWindow, "P1S", print_window_set_up, function,          \
              print_window_tear_down)
  ADD ("print", test_print);
  ADD ("only-upload", test_only_upload);
  ADD ("in-the-clear", test_in_the_clear);
  ADD ("cancel", test_cancel);
  ADD ("failure", test_failure);
  ADD ("closed", test_closed);
  ADD ("view-only", test_view_only);
  ADD ("again", test_again);
  ADD ("quit", test_quit);
  ADD ("notified", test_notified);

  return g_test_run ();
}
