/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-general-page.h>
#include <app/culm-notifications-page.h>
#include <app/culm-upload-guard.h>
#include <app/culm-uploads.h>
#include <app/culm-window-private.h>
#include <glib/gstdio.h>
#include <simulator/sim-local-storage.h>
#include <string.h>

#include "app-fixture.h"
#include "app-process.h"
#include "test-wait.h"

/* What is left when the window is closed. */

#define FINISHED                                                                                   \
  "{\"gcode_state\":\"FINISH\",\"mc_percent\":100,\"mc_remaining_time\":0,\"stg_cur\":-1}"

static GtkWidget *
get_window (AppProcess *self)
{
  return GTK_WIDGET (culm_application_get_window (self->application));
}

static void
close_window (AppProcess *self)
{
  g_application_activate (G_APPLICATION (self->application));
  test_wait_until (gtk_widget_get_mapped (get_window (self)));
  gtk_window_close (GTK_WINDOW (get_window (self)));
}

static GtkWidget *
get_dialog (AppProcess *self)
{
  return GTK_WIDGET (adw_application_window_get_visible_dialog (
      ADW_APPLICATION_WINDOW (culm_application_get_window (self->application))));
}

static void
answer (AppProcess *self, const char *label)
{
  test_wait_until (get_dialog (self) != NULL);
  g_assert_nonnull (app_test_find_label (get_dialog (self), "Keep Watching in the Background?"));
  app_test_assert_named (get_dialog (self));
  app_test_click (app_test_find_button (get_dialog (self), label));
}

static GVariant *
get_last_request (AppProcess *self)
{
  return g_ptr_array_index (self->desktop->requests, self->desktop->requests->len - 1);
}

static void
test_watching (AppProcess *self, gconstpointer data)
{
  const char *reason = NULL;
  gboolean autostart = TRUE;

  app_desktop_show_portal (self->desktop);
  g_settings_set_boolean (self->settings, "keep-watching", TRUE);
  test_wait_until (self->desktop->requests->len == 1);
  g_variant_lookup (get_last_request (self), "reason", "&s", &reason);
  g_variant_lookup (get_last_request (self), "autostart", "b", &autostart);
  g_assert_cmpstr (reason, ==, "Culm watches your printers and tells what happens.");
  g_assert_false (autostart);

  close_window (self);
  g_assert_false (gtk_widget_get_visible (get_window (self)));
  test_wait_until (self->desktop->status != NULL);
  g_assert_true (g_str_has_prefix (self->desktop->status, "1 printing, done "));
  app_process_patch (self, FINISHED);
  test_wait_until (g_str_equal (self->desktop->status, "Nothing is printing"));

  app_desktop_activate (self->desktop, CULM_APP_ID);
  g_assert_true (gtk_widget_get_visible (get_window (self)));
  app_desktop_hide_portal (self->desktop);
}

static gboolean
may_use_cameras (BambuPrintHistory *history)
{
  gboolean may;

  g_object_get (history, "may-use-cameras", &may, NULL);

  return may;
}

/* Nobody looks: prints are written down without pictures. */
static void
test_cameras (AppProcess *self, gconstpointer data)
{
  BambuPrintHistory *history =
      culm_window_get_print_history (culm_application_get_window (self->application));

  g_settings_set_boolean (self->settings, "keep-watching", TRUE);
  g_application_activate (G_APPLICATION (self->application));
  test_wait_until (gtk_widget_get_mapped (get_window (self)));
  g_assert_true (may_use_cameras (history));

  close_window (self);
  g_assert_false (may_use_cameras (history));
  g_application_activate (G_APPLICATION (self->application));
  g_assert_true (may_use_cameras (history));
}

static void
test_ask (AppProcess *self, gconstpointer data)
{
  close_window (self);
  test_wait_until (get_dialog (self) != NULL);
  /* Neither answer */
  adw_dialog_close (ADW_DIALOG (get_dialog (self)));
  test_wait_until (get_dialog (self) == NULL);
  g_assert_true (gtk_widget_get_visible (get_window (self)));
  g_assert_false (g_settings_get_boolean (self->settings, "keep-watching-asked"));

  gtk_window_close (GTK_WINDOW (get_window (self)));
  answer (self, "Keep Watching");
  test_wait_until (!gtk_widget_get_visible (get_window (self)));
  g_assert_true (g_settings_get_boolean (self->settings, "keep-watching"));

  /* Once is enough. */
  g_settings_set_boolean (self->settings, "keep-watching", FALSE);
  close_window (self);
  test_wait_until (get_window (self) == NULL);
}

static void
test_ask_quit (AppProcess *self, gconstpointer data)
{
  close_window (self);
  answer (self, "Quit");
  test_wait_until (get_window (self) == NULL);
  g_assert_false (g_settings_get_boolean (self->settings, "keep-watching"));
  g_assert_true (g_settings_get_boolean (self->settings, "keep-watching-asked"));
}

static void
test_idle (AppProcess *self, gconstpointer data)
{
  app_process_patch (self, FINISHED);
  close_window (self);
  test_wait_until (get_window (self) == NULL);
  g_assert_false (g_settings_get_boolean (self->settings, "keep-watching-asked"));
}

static void
test_quit (AppProcess *self, gconstpointer data)
{
  g_settings_set_boolean (self->settings, "keep-watching", TRUE);
  close_window (self);
  g_assert_false (gtk_widget_get_visible (get_window (self)));
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  test_wait_until (get_window (self) == NULL);
}

static gboolean
is_uploading (void)
{
  return g_list_model_get_n_items (culm_uploads_get ()) > 0;
}

static guint
count_under_way (AppProcess *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "uploads-under-way");

  return g_strv_length (names);
}

/* To a printer that takes its time */
static void
send_file (SimLocalStorage *storage, const char *path)
{
  g_autoptr (CulmFileTransfers) transfers = culm_file_transfers_dup (BAMBU_STORAGE (storage));
  g_autoptr (GFile) file = g_file_new_for_path (path);

  sim_local_storage_set_held (storage, TRUE);
  culm_file_transfers_send (transfers, file, "/Bracket v3.gcode.3mf");
  g_assert_true (is_uploading ());
}

static void
test_upload (AppProcess *self, gconstpointer data)
{
  g_autofree char *root = g_dir_make_tmp ("culm-upload-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (root, "sent.gcode.3mf", NULL);
  g_autofree char *arrived = g_build_filename (root, "Bracket v3.gcode.3mf", NULL);
  SimLocalStorage *storage = sim_local_storage_new (root);

  g_assert_true (g_file_set_contents (path, "bracket", -1, NULL));
  send_file (storage, path);
  g_assert_true (app_desktop_is_inhibited (self->desktop));
  sim_local_storage_set_held (storage, FALSE);
  test_wait_until (!is_uploading ());
  test_wait_until (!app_desktop_is_inhibited (self->desktop));
  g_assert_cmpint (g_remove (arrived), ==, 0);

  /* It goes on without the window, and nobody has to be asked. */
  send_file (storage, path);
  g_settings_set_boolean (self->settings, "keep-watching", TRUE);
  close_window (self);
  g_assert_false (gtk_widget_get_visible (get_window (self)));
  g_assert_true (is_uploading ());
  g_assert_true (app_desktop_is_inhibited (self->desktop));

  /* Whoever quits is asked, and sees it. */
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  test_wait_until (get_dialog (self) != NULL);
  g_assert_true (gtk_widget_get_visible (get_window (self)));
  app_test_click (app_test_find_button (get_dialog (self), "Keep Running"));
  test_wait_until (get_dialog (self) == NULL);
  g_assert_true (is_uploading ());

  g_action_group_activate_action (G_ACTION_GROUP (self->application), "quit", NULL);
  test_wait_until (get_dialog (self) != NULL);
  app_test_click (app_test_find_button (get_dialog (self), "Cancel It and Quit"));
  sim_local_storage_set_held (storage, FALSE);
  test_wait_until (get_window (self) == NULL);
  g_assert_false (is_uploading ());
  test_wait_until (!app_desktop_is_inhibited (self->desktop));
  g_assert_false (g_file_test (arrived, G_FILE_TEST_EXISTS));

  g_object_add_weak_pointer (G_OBJECT (storage), (gpointer *) &storage);
  g_object_unref (storage);
  test_wait_until (storage == NULL);
  g_remove (path);
  g_remove (root);
}

/* By a signal: nobody can be asked, but the next start tells of it. */
static void
test_ended (AppProcess *self, gconstpointer data)
{
  g_autofree char *root = g_dir_make_tmp ("culm-ended-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (root, "sent.gcode.3mf", NULL);
  g_autofree char *arrived = g_build_filename (root, "Bracket v3.gcode.3mf", NULL);
  SimLocalStorage *storage = sim_local_storage_new (root);
  g_auto (GStrv) names = NULL;
  g_autoptr (CulmUploadGuard) next = NULL;

  /* What arrives is not told of. */
  g_assert_true (g_file_set_contents (path, "bracket", -1, NULL));
  send_file (storage, path);
  g_assert_cmpuint (count_under_way (self), ==, 1);
  sim_local_storage_set_held (storage, FALSE);
  test_wait_until (!is_uploading ());
  g_assert_cmpuint (count_under_way (self), ==, 0);
  g_assert_cmpint (g_remove (arrived), ==, 0);

  send_file (storage, path);
  culm_application_end (self->application);
  sim_local_storage_set_held (storage, FALSE);
  test_wait_until (!is_uploading ());
  g_assert_false (g_file_test (arrived, G_FILE_TEST_EXISTS));
  names = g_settings_get_strv (self->settings, "uploads-under-way");
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "Bracket v3.gcode.3mf");

  next = culm_upload_guard_new (GTK_APPLICATION (self->application), self->settings);
  g_application_activate (G_APPLICATION (self->application));
  test_wait_until (gtk_widget_get_mapped (get_window (self)));
  send_file (storage, path);
  g_assert_cmpuint (count_under_way (self), ==, 2);
  culm_upload_guard_tell (next, get_window (self));
  test_wait_until (app_test_find_label (get_window (self),
                                        "“Bracket v3.gcode.3mf” was on its way to a "
                                        "printer when Culm ended. Send it again if it "
                                        "is not there.")
                   != NULL);
  g_assert_cmpuint (count_under_way (self), ==, 1);
  culm_uploads_cancel_all ();
  sim_local_storage_set_held (storage, FALSE);
  test_wait_until (!is_uploading ());
  g_assert_cmpuint (count_under_way (self), ==, 0);

  g_object_add_weak_pointer (G_OBJECT (storage), (gpointer *) &storage);
  g_object_unref (storage);
  test_wait_until (storage == NULL);
  g_remove (path);
  g_remove (root);
}

static GtkWidget *
open_page (AppProcess *self)
{
  g_application_activate (G_APPLICATION (self->application));
  gtk_widget_activate_action (get_window (self), "win.preferences", NULL);
  test_wait_until (get_dialog (self) != NULL);
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (get_dialog (self)),
                                                "general");
  app_test_settle (get_window (self));

  return app_test_find (get_dialog (self), CULM_TYPE_GENERAL_PAGE);
}

static void
close_page (AppProcess *self)
{
  adw_dialog_force_close (ADW_DIALOG (get_dialog (self)));
  test_wait_until (get_dialog (self) == NULL);
}

static GtkWidget *
find_row (GtkWidget *page, const char *title)
{
  return app_test_find_row (page, title);
}

static void
test_no_portal (AppProcess *self, gconstpointer data)
{
  GtkWidget *page = open_page (self);
  GtkWidget *login = find_row (page, "Start at Login");

  app_test_assert_named (page);
  test_wait_until (!gtk_widget_is_sensitive (login));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (login)), ==,
                   "This desktop has no portal that starts apps at login.");
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (
                                find_row (page, "Keep Watching When the Window Is Closed"))),
                            "Culm watches all the same"));
  close_page (self);

  g_settings_set_boolean (self->settings, "keep-watching", TRUE);
  close_window (self);
  g_assert_false (gtk_widget_get_visible (get_window (self)));
}

static void
test_refused (AppProcess *self, gconstpointer data)
{
  app_desktop_show_portal (self->desktop);
  self->desktop->refuses = TRUE;
  g_settings_set_boolean (self->settings, "keep-watching", TRUE);
  close_window (self);
  test_wait_until (app_desktop_shows (self->desktop, "background"));
  app_desktop_hide_portal (self->desktop);
}

static void
test_login (AppProcess *self, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *row;
  gboolean autostart = FALSE;
  g_auto (GStrv) command = NULL;

  app_desktop_show_portal (self->desktop);
  page = open_page (self);
  row = find_row (page, "Start at Login");
  test_wait_until (gtk_widget_is_sensitive (row));

  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  test_wait_until (self->desktop->requests->len == 1);
  g_variant_lookup (get_last_request (self), "autostart", "b", &autostart);
  g_variant_lookup (get_last_request (self), "commandline", "^as", &command);
  g_assert_true (autostart);
  g_assert_cmpstr (command[0], ==, "culm");
  g_assert_cmpstr (command[1], ==, "--background");

  adw_switch_row_set_active (ADW_SWITCH_ROW (row), FALSE);
  test_wait_until (self->desktop->requests->len == 2);
  g_variant_lookup (get_last_request (self), "autostart", "b", &autostart);
  g_assert_false (autostart);

  self->desktop->refuses = TRUE;
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  test_wait_until (!adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "The desktop did not allow it.");
  g_assert_cmpuint (self->desktop->requests->len, ==, 3);
  close_page (self);
  app_desktop_hide_portal (self->desktop);
}

static void
test_page (AppProcess *self, gconstpointer data)
{
  const char *serial = bambu_printer_get_serial (self->printer);
  const CulmEvent *event = culm_event_get (CULM_EVENT_PAUSED);
  GtkWidget *page;
  GtkWidget *printer_row;
  GtkWidget *row;

  open_page (self);
  adw_action_row_activate (ADW_ACTION_ROW (app_test_find_row (get_dialog (self), "Notifications")));
  app_test_settle (get_window (self));
  page = app_test_find (get_dialog (self), CULM_TYPE_NOTIFICATIONS_PAGE);
  app_test_assert_named (page);

  g_assert_false (g_settings_get_boolean (self->settings, "notify-first-layer"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_row (page, "First Layer Done")), TRUE);
  g_assert_true (g_settings_get_boolean (self->settings, "notify-first-layer"));

  printer_row =
      gtk_widget_get_ancestor (app_test_find_label (page, "Workshop"), ADW_TYPE_EXPANDER_ROW);
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (printer_row)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (printer_row), TRUE);
  app_test_settle (get_window (self));
  app_test_assert_named (page);
  row = find_row (printer_row, "Paused by Somebody Else");
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), FALSE);
  g_assert_true (culm_event_is_muted (self->settings, serial, event));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_false (culm_event_is_muted (self->settings, serial, event));

  /* What nobody is told of cannot be told of this one. */
  g_settings_set_boolean (self->settings, "notify-paused", FALSE);
  g_assert_false (gtk_widget_is_sensitive (row));

  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (printer_row), FALSE);
  g_assert_true (culm_event_is_muted (self->settings, serial, NULL));
  close_page (self);
  g_assert_true (culm_event_is_muted (self->settings, serial, NULL));
}

int
main (int argc, char *argv[])
{
  if (!app_process_init (&argc, &argv))
    return 77;

#define ADD(name, function)                                                                        \
  g_test_add ("/background/" name, AppProcess, "P1S", app_process_set_up, function,                \
              app_process_tear_down)
  ADD ("watching", test_watching);
  ADD ("cameras", test_cameras);
  ADD ("ask", test_ask);
  ADD ("ask-quit", test_ask_quit);
  ADD ("idle", test_idle);
  ADD ("quit", test_quit);
  ADD ("upload", test_upload);
  ADD ("ended", test_ended);
  ADD ("no-portal", test_no_portal);
  ADD ("refused", test_refused);
  ADD ("login", test_login);
  ADD ("page", test_page);

  return g_test_run ();
}
