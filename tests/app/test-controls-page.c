/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-controls-page.h>
#include <app/culm-extrude-row.h>
#include <app/culm-jog-pad.h>
#include <app/culm-move-group.h>
#include <bambu/printer/bambu-printer-private.h>
#include <simulator/sim-printer-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

/* `home_flag` with all axes homed, and with none */
#define HOMED "{\"home_flag\":7}"
#define NOT_HOMED "{\"home_flag\":0}"
/* Of an X1 */
#define DOOR_OPEN "{\"home_flag\":-1058681456}"

static GtkWidget *
find_page (AppWindow *self)
{
  return app_test_find (GTK_WIDGET (self->window), CULM_TYPE_CONTROLS_PAGE);
}

static double
get_position (AppWindow *self, SimAxis axis)
{
  return sim_machine_get_position (sim_printer_get_machine (self->simulated), axis);
}

/* A step, sent and confirmed */
static void
step (AppWindow *self, const char *name, BambuAxis axis)
{
  GtkWidget *button = app_test_find_tip (find_page (self), name);

  g_assert_nonnull (button);
  app_test_click (button);
  g_assert_true (app_window_is_pending_at (self, BAMBU_CONTROL_JOG, axis));
  test_wait_until (!app_window_is_pending_at (self, BAMBU_CONTROL_JOG, axis));
}

static void
test_open (AppWindow *self, gconstpointer data)
{
  GtkWidget *page;

  app_test_click (app_test_find_button (self->page, "AMS"));
  page = app_window_show_controls (self);
  g_assert_nonnull (app_test_find_label (page, "Workshop"));
  app_test_assert_named (page);

  /* Once is enough. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-controls", "s", "");
  gtk_widget_activate_action (page, "navigation.pop", NULL);
  test_wait_until (find_page (self) == NULL);
  g_assert_nonnull (app_test_find_button (self->page, "AMS"));

  app_window_show_controls (self);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-view", "s", "status");
  test_wait_until (find_page (self) == NULL);
}

static void
test_jog (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *pad = app_test_find (page, CULM_TYPE_JOG_PAD);

  app_window_patch (self, HOMED);
  step (self, "Head to the right, 10 mm", BAMBU_AXIS_X);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, 10);

  g_object_set (pad, "step", "50", NULL);
  step (self, "Head to the back, 50 mm", BAMBU_AXIS_Y);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Y), ==, 50);
  step (self, "Bed down, 10 mm", BAMBU_AXIS_Z);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Z), ==, 10);

  g_object_set (pad, "step", "1", NULL);
  step (self, "Head to the left, 1 mm", BAMBU_AXIS_X);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, 9);
  step (self, "Head to the front, 1 mm", BAMBU_AXIS_Y);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Y), ==, 49);
  step (self, "Bed up, 1 mm", BAMBU_AXIS_Z);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Z), ==, 9);
  g_assert_null (app_window_get_dialog (self));
}

/* What goes to and fro there is the bed; its way is the contrary on the wire. */
static void
test_slinger (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);

  app_window_patch (self, HOMED);
  g_assert_null (app_test_find_tip (page, "Head to the back, 10 mm"));
  step (self, "Bed to the back, 10 mm", BAMBU_AXIS_Y);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Y), ==, -10);
  step (self, "Head up, 10 mm", BAMBU_AXIS_Z);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Z), ==, 10);
  step (self, "Head to the right, 10 mm", BAMBU_AXIS_X);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, 10);
}

static void
test_short_steps (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);

  g_assert_nonnull (app_test_find_label (page, "10 mm"));
  g_assert_null (app_test_find_label (page, "50 mm"));

  app_window_patch (self, HOMED);
  step (self, "Head to the left, 10 mm", BAMBU_AXIS_X);
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, -10);
}

static void
test_not_homed (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *right = app_test_find_tip (page, "Head to the right, 10 mm");

  app_window_patch (self, NOT_HOMED);
  app_test_click (right);
  app_window_agree (self, "Cancel");
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, 0);

  app_test_click (right);
  app_window_agree (self, "Move");
  test_wait_until (get_position (self, SIM_AXIS_X) == 10);
  test_wait_until (!app_window_is_pending_at (self, BAMBU_CONTROL_JOG, BAMBU_AXIS_X));

  step (self, "Head to the right, 10 mm", BAMBU_AXIS_X);
  g_assert_null (app_window_get_dialog (self));
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, 20);
}

static GtkEventController *
find_keys (GtkWidget *pad)
{
  GtkWidget *ways = gtk_widget_get_last_child (gtk_widget_get_first_child (pad));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (ways);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        return controller;
    }

  g_assert_not_reached ();
}

static gboolean
press (GtkEventController *keys, guint key)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (keys, "key-pressed", key, 0, 0, &handled);

  return handled;
}

static void
test_keys (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkEventController *keys = find_keys (app_test_find (page, CULM_TYPE_JOG_PAD));
  GtkWidget *row = app_test_find (page, ADW_TYPE_SWITCH_ROW);
  int n_commands = 0;

  app_window_patch (self, HOMED);
  app_window_count_commands (self, BAMBU_CONTROL_JOG, &n_commands);
  g_assert_false (adw_switch_row_get_active (ADW_SWITCH_ROW (row)));
  g_assert_false (press (keys, GDK_KEY_Right));
  g_assert_cmpint (n_commands, ==, 0);

  adw_switch_row_set_active (ADW_SWITCH_ROW (row), TRUE);
  g_assert_true (press (keys, GDK_KEY_Right));
  test_wait_until (!app_window_is_pending_at (self, BAMBU_CONTROL_JOG, BAMBU_AXIS_X));
  g_assert_cmpfloat (get_position (self, SIM_AXIS_X), ==, 10);

  /* It is still down. */
  g_assert_true (press (keys, GDK_KEY_Right));
  g_assert_cmpint (n_commands, ==, 1);

  g_signal_emit_by_name (keys, "key-released", GDK_KEY_Right, 0, 0);
  g_assert_true (press (keys, GDK_KEY_Right));
  g_assert_cmpint (n_commands, ==, 2);
  g_assert_true (press (keys, GDK_KEY_Page_Up));
  test_wait_until (!app_window_is_pending_at (self, BAMBU_CONTROL_JOG, BAMBU_AXIS_Z));
  g_assert_cmpfloat (get_position (self, SIM_AXIS_Z), ==, -10);

  g_assert_false (press (keys, GDK_KEY_Tab));
}

static gboolean
is_sensitive (GtkWidget *page, const char *name)
{
  return gtk_widget_is_sensitive (app_test_find_tip (page, name));
}

/* While one step is on its way the next along that axis can be seen not to go off. */
static void
test_steps_in_turn (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *pad = app_test_find (page, CULM_TYPE_JOG_PAD);
  GtkWidget *right = app_test_find_tip (page, "Head to the right, 10 mm");
  GtkEventController *keys = find_keys (pad);
  GtkWidget *spinner = app_test_find (pad, ADW_TYPE_SPINNER);
  GtkStack *upright = GTK_STACK (app_test_find (pad, GTK_TYPE_STACK));
  int n_commands = 0;

  app_window_patch (self, HOMED);
  g_object_set (pad, "keys", TRUE, NULL);
  g_assert_true (gtk_widget_grab_focus (right));
  g_assert_false (gtk_widget_get_visible (spinner));

  app_window_set_fault (self, "commands-dropped");
  bambu_printer_set_patience (self->printer, 0.001);
  app_window_count_commands (self, BAMBU_CONTROL_JOG, &n_commands);
  app_test_click (right);
  g_assert_false (is_sensitive (page, "Head to the right, 10 mm"));
  g_assert_false (is_sensitive (page, "Head to the left, 10 mm"));
  g_assert_true (is_sensitive (page, "Head to the back, 10 mm"));
  g_assert_true (is_sensitive (page, "Bed up, 10 mm"));
  g_assert_true (gtk_widget_get_visible (spinner));
  app_test_assert_named (pad);

  /* The keys stay with the pad, and say that they do nothing. */
  g_assert_true (gtk_widget_is_focus (gtk_event_controller_get_widget (keys)));
  g_assert_true (press (keys, GDK_KEY_Left));
  g_assert_cmpint (n_commands, ==, 1);

  test_wait_until (!app_window_is_pending_at (self, BAMBU_CONTROL_JOG, BAMBU_AXIS_X));
  g_assert_true (gtk_widget_is_sensitive (right));
  g_assert_true (gtk_widget_is_focus (right));
  g_assert_false (gtk_widget_get_visible (spinner));
  g_assert_false (gtk_widget_get_focusable (gtk_event_controller_get_widget (keys)));
  test_wait_until (app_window_find_toast (self, "Workshop did not confirm: 10 mm along X") != NULL);
  g_assert_null (app_window_find_toast (self, "Try Again"));
  g_assert_cmpint (n_commands, ==, 1);

  g_assert_cmpstr (gtk_stack_get_visible_child_name (upright), ==, "name");
  app_test_click (app_test_find_tip (page, "Bed up, 10 mm"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (upright), ==, "moving");
  test_wait_until (g_str_equal (gtk_stack_get_visible_child_name (upright), "name"));
}

static void
test_home (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  int n_homings = 0;

  app_window_count_commands (self, BAMBU_CONTROL_HOME, &n_homings);
  app_window_patch (self, NOT_HOMED);
  app_test_click (app_test_find_button (page, "All…"));
  test_wait_until (app_window_get_dialog (self) != NULL);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (app_window_get_dialog (self))),
                   ==, "Home All Axes?");
  app_window_agree (self, "Cancel");
  g_assert_false (app_window_is_pending (self, BAMBU_CONTROL_HOME));

  app_test_click (app_test_find_button (page, "All…"));
  app_window_agree (self, "Home");
  test_wait_until (sim_machine_is_busy (sim_printer_get_machine (self->simulated)));
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_HOME));
  sim_printer_advance (self->simulated, 12);
  test_wait_until (bambu_printer_is_homed (self->printer, BAMBU_AXIS_Z));

  app_test_click (app_test_find_button (page, "Head Only…"));
  app_window_agree (self, "Home");
  test_wait_until (n_homings == 2 && !app_window_is_pending (self, BAMBU_CONTROL_HOME));

  app_test_click (app_test_find_button (page, "Turn Off"));
  test_wait_until (!bambu_printer_is_homed (self->printer, BAMBU_AXIS_Z));
}

static const char *
get_reason (GtkWidget *page)
{
  return adw_preferences_group_get_description (
      ADW_PREFERENCES_GROUP (app_test_find (page, CULM_TYPE_MOVE_GROUP)));
}

static void
test_printing (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *right = app_test_find_tip (page, "Head to the right, 10 mm");
  int n_commands = 0;

  g_assert_false (gtk_widget_is_sensitive (right));
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (page, "All…")));
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (page, "Turn Off")));
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (page, "Extrude 10 mm")));
  g_assert_cmpstr (get_reason (page), ==, "Not while printing");
  g_assert_nonnull (app_test_find_tip (page, "Not while printing"));

  app_window_count_commands (self, BAMBU_CONTROL_JOG, &n_commands);
  app_test_click (right);
  g_assert_cmpint (n_commands, ==, 0);

  /* A pause lets filament through. */
  app_window_patch (self, "{\"gcode_state\":\"PAUSE\",\"nozzle_temper\":220}");
  test_wait_until (gtk_widget_is_sensitive (app_test_find_button (page, "Extrude 10 mm")));
  g_assert_false (gtk_widget_is_sensitive (right));

  app_window_patch (self, "{\"gcode_state\":\"FINISH\"}");
  test_wait_until (gtk_widget_is_sensitive (right));
  g_assert_cmpstr (get_reason (page), ==, "Make sure the plate and the chamber are clear.");
  app_window_patch (self, "{\"upgrade_state\":{\"status\":\"FLASHING\"}}");
  test_wait_until (!gtk_widget_is_sensitive (right));
  g_assert_cmpstr (get_reason (page), ==, "Not while the firmware is being updated");
}

static void
test_extrude (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *extrude = app_test_find_button (page, "Extrude 10 mm");

  g_assert_false (gtk_widget_is_sensitive (extrude));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (extrude), ==, "Heat the nozzle to 170 °C first");
  g_assert_nonnull (app_test_find_label (page, "Heat the nozzle to 170 °C first"));

  app_test_click (app_test_find_button (page, "Heat to 220 °C"));
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_NOZZLE));
  g_assert_null (app_test_find_button (page, "Heat to 220 °C"));
  g_assert_nonnull (app_test_find_label (page, "The nozzle heats to 220 °C"));
  g_assert_cmpfloat (bambu_heater_get_target (bambu_extruder_get_heater (
                         bambu_printer_get_active_extruder (self->printer))),
                     ==, 220);

  sim_printer_advance (self->simulated, 300);
  test_wait_until (gtk_widget_is_sensitive (extrude));
  app_test_click (extrude);
  test_wait_until (get_position (self, SIM_AXIS_EXTRUDER) == 10);
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_EXTRUDE));
  app_test_click (app_test_find_button (page, "Retract 10 mm"));
  test_wait_until (get_position (self, SIM_AXIS_EXTRUDER) == 0);
  g_assert_null (app_test_find_label (page, "Prints with"));
}

/* Whoever heats from afar, or with the door open, is told. */
static void
test_caution (AppWindow *self, gconstpointer data)
{
  g_autoptr (BambuLink) link = g_object_ref (bambu_printer_get_link (self->printer));
  GtkWidget *page = app_window_show_controls (self);

  g_assert_null (app_test_find_label (page, "The printer’s door is open."));
  g_assert_null (app_test_find_label (page, "You are not on the printer’s network."));

  bambu_printer_set_link (self->printer, link, BAMBU_CONNECTION_CLOUD);
  test_wait_until (app_test_find_label (page, "You are not on the printer’s network.") != NULL);

  app_window_patch (self, DOOR_OPEN);
  g_assert_nonnull (app_test_find_label (page, "The printer’s door is open."));

  app_test_click (app_test_find_button (page, "Heat to 220 °C"));
  g_assert_nonnull (app_test_find_label (page, "The nozzle heats to 220 °C"));
  g_assert_null (app_test_find_label (page, "The printer’s door is open."));
}

static void
test_two_nozzles (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *left = app_test_find_label (page, "Left nozzle");
  int id = bambu_extruder_get_id (bambu_printer_get_active_extruder (self->printer));
  GtkWidget *choice;

  g_assert_nonnull (app_test_find_label (page, "Right nozzle"));
  app_test_click (app_test_find_button (gtk_widget_get_ancestor (left, CULM_TYPE_EXTRUDE_ROW),
                                        "Heat to 220 °C"));
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (app_test_find_button (page, "Retract 10 mm")),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Left nozzle");
  g_assert_true (app_window_is_pending_at (self, BAMBU_CONTROL_NOZZLE, 1));
  g_assert_false (app_window_is_pending_at (self, BAMBU_CONTROL_NOZZLE, 0));

  g_assert_cmpint (id, ==, 0);
  choice = gtk_widget_get_ancestor (app_test_find_label (page, "Left"), ADW_TYPE_TOGGLE_GROUP);
  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (choice), "1");
  app_window_agree (self, "Cancel");
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (choice)), ==, "0");

  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (choice), "1");
  app_window_agree (self, "Change");
  test_wait_until (app_window_is_pending (self, BAMBU_CONTROL_EXTRUDER));
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (choice)), ==, "1");
  sim_printer_advance (self->simulated, 6);
  test_wait_until (bambu_extruder_get_id (bambu_printer_get_active_extruder (self->printer)) == 1
                   && !app_window_is_pending (self, BAMBU_CONTROL_EXTRUDER));
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (choice)), ==, "1");
}

/* Left of the printer is left in every language. */
static void
test_mirrored (AppWindow *self, gconstpointer data)
{
  GtkWidget *left;
  GtkWidget *right;
  graphene_rect_t left_bounds;
  graphene_rect_t right_bounds;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  left = app_test_find_tip (app_window_show_controls (self), "Head to the left, 10 mm");
  right = app_test_find_tip (self->page, "Head to the right, 10 mm");
  app_test_settle (GTK_WIDGET (self->window));

  g_assert_cmpint (gtk_widget_get_direction (gtk_widget_get_first_child (left)), ==,
                   GTK_TEXT_DIR_LTR);
  g_assert_true (gtk_widget_compute_bounds (left, self->page, &left_bounds));
  g_assert_true (gtk_widget_compute_bounds (right, self->page, &right_bounds));
  g_assert_cmpfloat (left_bounds.origin.x, <, right_bounds.origin.x);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
choose (GtkWidget *page, const char *title)
{
  GtkWidget *row = app_test_find_row (page, title);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_test_find (row, GTK_TYPE_CHECK_BUTTON)), TRUE);
}

static int
get_calibrated (AppWindow *self)
{
  return bambu_pending_get_value (
      bambu_printer_get_pending (self->printer, BAMBU_CONTROL_CALIBRATION, 0));
}

static void
test_calibration (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *start = app_test_find_button (page, "Start…");
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_CALIBRATION, &n_commands);
  g_assert_false (gtk_widget_is_sensitive (start));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (start), ==, "Choose what to calibrate");
  g_assert_null (app_test_find_label (page, "Micro lidar"));
  g_assert_null (app_test_find_label (page, "Offset between the nozzles"));

  choose (page, "Bed leveling");
  choose (page, "Vibration compensation");
  g_assert_true (gtk_widget_is_sensitive (start));
  app_test_click (start);
  test_wait_until (app_window_get_dialog (self) != NULL);
  g_assert_nonnull (strstr (
      adw_alert_dialog_get_body (ADW_ALERT_DIALOG (app_window_get_dialog (self))), "10 min"));
  app_window_agree (self, "Cancel");
  app_test_flush ();
  g_assert_cmpint (n_commands, ==, 0);

  app_test_click (start);
  app_window_agree (self, "Start");
  test_wait_until (n_commands == 1);
  g_assert_cmpint (get_calibrated (self), ==,
                   BAMBU_CALIBRATION_BED_LEVELLING | BAMBU_CALIBRATION_VIBRATION);
  test_wait_until (!app_window_is_pending (self, BAMBU_CONTROL_CALIBRATION));
  g_assert_true (sim_machine_is_busy (sim_printer_get_machine (self->simulated)));
}

static void
test_calibrations (AppWindow *self, gconstpointer data)
{
  static const struct
  {
    const char *title;
    BambuCalibrations bit;
  } ALL[] = {
    { "Bed leveling", BAMBU_CALIBRATION_BED_LEVELLING },
    { "Vibration compensation", BAMBU_CALIBRATION_VIBRATION },
    { "Motor noise cancellation", BAMBU_CALIBRATION_MOTOR_NOISE },
    { "Micro lidar", BAMBU_CALIBRATION_LIDAR },
    { "Offset between the nozzles", BAMBU_CALIBRATION_NOZZLE_OFFSET },
    { "Bed leveling, hot", BAMBU_CALIBRATION_HOT_BED },
    { "Position of clump detection", BAMBU_CALIBRATION_CLUMP_POSITION },
  };
  BambuCalibrations fitted = bambu_printer_get_calibrations (self->printer);
  GtkWidget *page = app_window_show_controls (self);

  for (guint i = 0; i < G_N_ELEMENTS (ALL); i++)
    if (fitted & ALL[i].bit)
      choose (page, ALL[i].title);
    else
      g_assert_null (app_test_find_label (page, ALL[i].title));

  app_test_click (app_test_find_button (page, "Start…"));
  app_window_agree (self, "Start");
  test_wait_until (app_window_is_pending (self, BAMBU_CONTROL_CALIBRATION));
  g_assert_cmpint (get_calibrated (self), ==, fitted);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, profile, function)                                                               \
  g_test_add ("/controls-page/" path, AppWindow, profile, app_window_set_up_idle, function,        \
              app_window_tear_down)
  ADD ("open", "P1S", test_open);
  ADD ("jog", "P1S", test_jog);
  ADD ("slinger", "A1 mini", test_slinger);
  ADD ("short-steps", "H2D", test_short_steps);
  ADD ("not-homed", "P1S", test_not_homed);
  ADD ("keys", "P1S", test_keys);
  ADD ("steps-in-turn", "P1S", test_steps_in_turn);
  ADD ("home", "P1S", test_home);
  ADD ("extrude", "P1S", test_extrude);
  ADD ("caution", "X1C", test_caution);
  ADD ("two-nozzles", "H2D", test_two_nozzles);
  ADD ("mirrored", "P1S", test_mirrored);
  ADD ("calibration", "P1S", test_calibration);
  ADD ("calibrations-of-x1c", "X1C", test_calibrations);
  ADD ("calibrations-of-h2d", "H2D", test_calibrations);
#undef ADD
  g_test_add ("/controls-page/printing", AppWindow, "P1S", app_window_set_up, test_printing,
              app_window_tear_down);

  return g_test_run ();
}
