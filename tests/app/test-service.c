/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-firmware-row.h>
#include <simulator/sim-link.h>
#include <simulator/sim-printer-private.h>
#include <words/culm-format.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

#define OFFER                                                                                      \
  "{\"upgrade_state\":{\"new_version_state\":1,\"new_ver_list\":[{\"name\":\"ota\","               \
  "\"cur_ver\":\"01.08.02.00\",\"new_ver\":\"99.01.00.00\"}]}}"
#define NO_OFFER "{\"upgrade_state\":{\"new_version_state\":2}}"

static void
activate (AppWindow *self, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), action, "s", "");
}

static gboolean
has_toast (AppWindow *self, const char *text)
{
  return app_test_find_label (GTK_WIDGET (self->window), text) != NULL;
}

/* Disabled, it hides from the menu. */
static void
assert_disabled (AppWindow *self, const char *action)
{
  activate (self, action);
  app_test_flush ();
  g_assert_null (app_window_get_dialog (self));
}

static AdwAlertDialog *
await_dialog (AppWindow *self)
{
  test_wait_until (app_window_get_dialog (self) != NULL);

  return ADW_ALERT_DIALOG (app_window_get_dialog (self));
}

/* As if it were the account's printer */
static void
reach_by_cloud (AppWindow *self)
{
  g_autoptr (BambuLink) link = sim_link_new (self->simulated);

  bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_CLOUD);
  test_wait_until (bambu_printer_get_freshness (self->printer) == BAMBU_FRESHNESS_LIVE);
  sim_printer_start (self->simulated);
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_code (AppWindow *self, gconstpointer data)
{
  const char *code = sim_printer_get_access_code (self->simulated);
  g_autofree char *copied = NULL;
  GtkWidget *dialog;
  GtkWidget *row;
  GtkWidget *reveal;

  reach_by_cloud (self);
  activate (self, "win.show-access-code");
  dialog = GTK_WIDGET (await_dialog (self));
  row = app_test_find_row (dialog, "Access Code");
  test_wait_until ((reveal = app_test_find_tip (dialog, "Show Access Code")) != NULL);
  app_test_assert_named (dialog);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "••••••••");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), TRUE);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, code);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (reveal), FALSE);
  g_assert_null (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), code));

  app_test_click (app_test_find_tip (dialog, "Copy Access Code"));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (dialog), NULL, on_text, &copied);
  test_wait_until (copied != NULL);
  g_assert_cmpstr (copied, ==, code);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_code_fails (AppWindow *self, gconstpointer data)
{
  reach_by_cloud (self);
  sim_printer_stop (self->simulated);
  activate (self, "win.show-access-code");
  await_dialog (self);
  bambu_printer_set_link (self->printer, NULL, BAMBU_CONNECTION_CLOUD);
  test_wait_until (app_window_get_dialog (self) == NULL);
}

/* On the LAN it is what one came in with. */
static void
test_no_code (AppWindow *self, gconstpointer data)
{
  assert_disabled (self, "win.show-access-code");
}

static void
test_restart (AppWindow *self, gconstpointer data)
{
  AdwAlertDialog *dialog;
  int n_commands = 0;

  sim_printer_start (self->simulated);
  app_window_count_commands (self, BAMBU_CONTROL_REBOOT, &n_commands);
  activate (self, "win.restart-printer");
  dialog = await_dialog (self);
  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, "Restart “Workshop”?");
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  app_window_agree (self, "Cancel");
  g_assert_cmpint (n_commands, ==, 0);

  activate (self, "win.restart-printer");
  await_dialog (self);
  app_window_patch (self, "{\"gcode_state\":\"RUNNING\"}");
  test_wait_until (app_window_get_dialog (self) == NULL);
  app_window_patch (self, "{\"gcode_state\":\"IDLE\"}");

  activate (self, "win.restart-printer");
  await_dialog (self);
  app_window_agree (self, "Restart");
  test_wait_until (n_commands == 1);
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_REBOOT));
  g_assert_true (sim_printer_is_away (self->simulated));
}

static void
test_restart_while_printing (AppWindow *self, gconstpointer data)
{
  activate (self, "win.restart-printer");
  test_wait_until (has_toast (self, "Nothing was sent to Workshop. Not while printing."));
  g_assert_null (app_window_get_dialog (self));
}

static GtkWidget *
find_row (AppWindow *self)
{
  return app_test_find (self->page, CULM_TYPE_FIRMWARE_ROW);
}

static const char *
get_subtitle (AppWindow *self)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (self)));
}

static void
assert_progress (AppWindow *self)
{
  g_autofree char *percent =
      culm_format_percent (bambu_printer_get_upgrade_percent (self->printer));
  g_autofree char *expected =
      g_strdup_printf ("Updating, %s. Do not switch off the printer.", percent);

  g_assert_cmpstr (get_subtitle (self), ==, expected);
}

static void
test_update (AppWindow *self, gconstpointer data)
{
  AdwAlertDialog *dialog;
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_UPGRADE, &n_commands);
  assert_disabled (self, "win.update-firmware");
  g_assert_null (app_test_find_button (find_row (self), "Update…"));

  app_window_patch (self, OFFER);
  sim_printer_start (self->simulated);
  app_test_assert_named (find_row (self));
  app_test_click (app_test_find_button (find_row (self), "Update…"));
  dialog = await_dialog (self);
  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, "Update “Workshop”?");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "version 99.01.00.00"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "20 min"));
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (dialog), "Do not switch off the printer."));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  g_assert_nonnull (app_test_find_button (GTK_WIDGET (dialog), "What’s New…"));
  app_window_agree (self, "Cancel");
  g_assert_cmpint (n_commands, ==, 0);

  activate (self, "win.update-firmware");
  await_dialog (self);
  app_window_agree (self, "Update");
  test_wait_until (bambu_printer_is_upgrading (self->printer));
  g_assert_null (app_test_find_button (find_row (self), "Update…"));
  assert_disabled (self, "win.update-firmware");

  sim_printer_advance (self->simulated, 10);
  test_wait_until (bambu_printer_get_upgrade_percent (self->printer) > 0);
  assert_progress (self);
  test_wait_until (has_toast (self, "The update runs. Do not switch off the printer."));
  g_assert_cmpint (n_commands, ==, 1);
}

static void
test_update_is_moot (AppWindow *self, gconstpointer data)
{
  app_window_patch (self, OFFER);
  activate (self, "win.update-firmware");
  await_dialog (self);
  app_window_patch (self, NO_OFFER);
  test_wait_until (app_window_get_dialog (self) == NULL);
}

static void
test_update_while_printing (AppWindow *self, gconstpointer data)
{
  GtkWidget *update;

  app_window_patch (self, OFFER);
  update = app_test_find_button (find_row (self), "Update…");
  g_assert_false (gtk_widget_is_sensitive (update));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (update), ==, "Not while printing");

  /* From the menu, it is told. */
  activate (self, "win.update-firmware");
  test_wait_until (has_toast (self, "Nothing was sent to Workshop. Not while printing."));
  g_assert_null (app_window_get_dialog (self));
  g_assert_false (bambu_printer_is_upgrading (self->printer));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, set_up, function)                                                                \
  g_test_add ("/service/" path, AppWindow, "P1S", set_up, function, app_window_tear_down)
  ADD ("code", app_window_set_up_idle, test_code);
  ADD ("code-fails", app_window_set_up_idle, test_code_fails);
  ADD ("no-code", app_window_set_up_idle, test_no_code);
  ADD ("restart", app_window_set_up_idle, test_restart);
  ADD ("restart-while-printing", app_window_set_up, test_restart_while_printing);
  ADD ("update", app_window_set_up_idle, test_update);
  ADD ("update-is-moot", app_window_set_up_idle, test_update_is_moot);
  ADD ("update-while-printing", app_window_set_up, test_update_while_printing);
#undef ADD

  return g_test_run ();
}
