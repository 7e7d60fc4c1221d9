/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-advanced-page.h>
#include <app/culm-gcode-group.h>
#include <app/culm-window-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

static GtkWidget *
show_group (AppWindow *self)
{
  GtkWidget *group;

  g_settings_set_boolean (culm_window_get_settings (self->window), "gcode-entry", TRUE);
  group = app_test_find (app_window_show_controls (self), CULM_TYPE_GCODE_GROUP);
  g_assert_true (gtk_widget_get_visible (group));

  return group;
}

static GtkEditable *
find_entry (GtkWidget *group)
{
  return GTK_EDITABLE (app_test_find (group, ADW_TYPE_ENTRY_ROW));
}

static double
get_target (AppWindow *self)
{
  return bambu_heater_get_target (bambu_printer_get_bed (self->printer));
}

static void
enter_line (GtkWidget *group, const char *line)
{
  gtk_editable_set_text (find_entry (group), line);
  app_test_click (app_test_find_button (group, "Send"));
}

static void
test_off (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  AdwDialog *dialog;
  GtkWidget *row;

  g_assert_false (gtk_widget_get_visible (app_test_find (page, CULM_TYPE_GCODE_GROUP)));

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.preferences", NULL);
  test_wait_until ((dialog = app_window_get_dialog (self)) != NULL);
  adw_action_row_activate (ADW_ACTION_ROW (app_test_find_row (GTK_WIDGET (dialog), "Advanced")));
  row = app_test_find (app_test_find (GTK_WIDGET (dialog), CULM_TYPE_ADVANCED_PAGE),
                       ADW_TYPE_SWITCH_ROW);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_true (gtk_widget_get_visible (app_test_find (page, CULM_TYPE_GCODE_GROUP)));

  adw_dialog_force_close (dialog);
  app_test_assert_named (page);
}

static void
test_send (AppWindow *self, gconstpointer data)
{
  GtkWidget *group = show_group (self);

  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (group, "Send")));
  enter_line (group, "  ");
  g_assert_false (app_window_is_pending (self, BAMBU_CONTROL_GCODE));

  enter_line (group, " M140 S55 ");
  g_assert_true (app_window_is_pending (self, BAMBU_CONTROL_GCODE));

  /* The next one waits where it is. */
  gtk_editable_set_text (find_entry (group), "M140 S60");
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (group, "Send")));
  g_signal_emit_by_name (find_entry (group), "entry-activated");
  g_assert_cmpstr (gtk_editable_get_text (find_entry (group)), ==, "M140 S60");

  test_wait_until (get_target (self) == 55);
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_GCODE));
  g_assert_cmpstr (gtk_editable_get_text (find_entry (group)), ==, "M140 S60");
  g_signal_emit_by_name (find_entry (group), "entry-activated");
  test_wait_until (get_target (self) == 60);
  test_wait_until (*gtk_editable_get_text (find_entry (group)) == '\0');
  g_assert_null (app_window_get_dialog (self));
}

static void
test_refused (AppWindow *self, gconstpointer data)
{
  GtkWidget *group = show_group (self);
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_GCODE, &n_commands);
  app_window_set_fault (self, "authorization-code");
  enter_line (group, "M140 S55");
  test_wait_until (n_commands == 1 && !app_window_is_pending (self, BAMBU_CONTROL_GCODE));
  app_test_flush ();
  g_assert_cmpstr (gtk_editable_get_text (find_entry (group)), ==, "M140 S55");
  g_assert_cmpfloat (get_target (self), !=, 55);
}

static void
test_printing (AppWindow *self, gconstpointer data)
{
  GtkWidget *group = show_group (self);
  AdwAlertDialog *dialog;
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_GCODE, &n_commands);
  enter_line (group, "M140 S71");
  test_wait_until (app_window_get_dialog (self) != NULL);
  dialog = ADW_ALERT_DIALOG (app_window_get_dialog (self));
  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, "Send “M140 S71” Now?");
  g_assert_cmpstr (adw_alert_dialog_get_default_response (dialog), ==, "cancel");
  app_window_agree (self, "Cancel");
  g_assert_cmpint (n_commands, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (group)), ==, "M140 S71");

  app_test_click (app_test_find_button (group, "Send"));
  app_window_agree (self, "Send");
  test_wait_until (get_target (self) == 71);
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_GCODE));

  /* And the next one again */
  enter_line (group, "M140 S72");
  app_window_agree (self, "Cancel");
  g_assert_cmpint (n_commands, ==, 1);
}

static void
press (GtkWidget *group, guint key)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (find_entry (group)));
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &handled);
    }
}

static void
assert_line (GtkWidget *group, const char *line)
{
  g_assert_cmpstr (gtk_editable_get_text (find_entry (group)), ==, line);
}

static void
test_history (AppWindow *self, gconstpointer data)
{
  static const char *const LINES[] = { "M140 S41", "M140 S42", "M140 S42" };
  GtkWidget *group = show_group (self);

  for (guint i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      enter_line (group, LINES[i]);
      test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_GCODE));
    }

  press (group, GDK_KEY_Up);
  assert_line (group, "M140 S42");
  press (group, GDK_KEY_Up);
  assert_line (group, "M140 S41");
  press (group, GDK_KEY_Up);
  assert_line (group, "M140 S41");
  press (group, GDK_KEY_Down);
  assert_line (group, "M140 S42");
  press (group, GDK_KEY_Down);
  assert_line (group, "");

  /* What is being written waits below the last one, */
  gtk_editable_set_text (find_entry (group), "M106 S");
  press (group, GDK_KEY_Up);
  assert_line (group, "M140 S42");
  press (group, GDK_KEY_Down);
  assert_line (group, "M106 S");
  press (group, GDK_KEY_Down);
  assert_line (group, "M106 S");

  /* and so does one that was changed. */
  press (group, GDK_KEY_Up);
  press (group, GDK_KEY_Up);
  gtk_editable_set_text (find_entry (group), "M140 S41 ; less");
  press (group, GDK_KEY_Up);
  assert_line (group, "M140 S42");
  press (group, GDK_KEY_Down);
  assert_line (group, "M140 S41 ; less");

  /* It is there for as long as the app runs. */
  gtk_widget_activate_action (group, "navigation.pop", NULL);
  test_wait_until (app_test_find (self->page, CULM_TYPE_GCODE_GROUP) == NULL);
  group = show_group (self);
  press (group, GDK_KEY_Up);
  assert_line (group, "M140 S42");
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/controls-gcode/off", AppWindow, "P1S", app_window_set_up_idle, test_off,
              app_window_tear_down);
  g_test_add ("/controls-gcode/send", AppWindow, "P1S", app_window_set_up_idle, test_send,
              app_window_tear_down);
  g_test_add ("/controls-gcode/refused", AppWindow, "P1S", app_window_set_up_idle, test_refused,
              app_window_tear_down);
  g_test_add ("/controls-gcode/printing", AppWindow, "P1S", app_window_set_up, test_printing,
              app_window_tear_down);
  g_test_add ("/controls-gcode/history", AppWindow, "P1S", app_window_set_up_idle, test_history,
              app_window_tear_down);

  return g_test_run ();
}
