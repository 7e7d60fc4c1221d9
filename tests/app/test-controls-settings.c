/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-nozzle-group.h>
#include <bambu/printer/bambu-printer-private.h>
#include <words/culm-setting-words.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

#define IMPATIENT 0.001 /* of the usual patience: 10 ms */

static BambuSetting *
get_setting (AppWindow *self, BambuSettingKind kind)
{
  GListModel *settings = bambu_printer_get_settings (self->printer);

  for (guint i = 0; i < g_list_model_get_n_items (settings); i++)
    {
      g_autoptr (BambuSetting) setting = g_list_model_get_item (settings, i);

      if (bambu_setting_get_kind (setting) == kind)
        return setting;
    }

  g_assert_not_reached ();
}

static gboolean
is_pending (AppWindow *self, BambuSettingKind kind)
{
  return app_window_is_pending_at (self, BAMBU_CONTROL_SETTING, kind);
}

static GtkDropDown *
find_choice (AppWindow *self, const char *title)
{
  GtkWidget *row = app_test_find_row (app_window_show_controls (self), title);

  g_assert_false (gtk_widget_get_visible (app_test_find (row, GTK_TYPE_SWITCH)));

  return GTK_DROP_DOWN (app_test_find (row, GTK_TYPE_DROP_DOWN));
}

static void
test_words (void)
{
  for (BambuSettingKind kind = 0; kind < BAMBU_N_SETTINGS; kind++)
    {
      g_assert_cmpstr (culm_setting_words_get_name (kind), !=, "");
      g_assert_cmpstr (culm_setting_words_get_effect (kind), !=, "");
    }

  for (CulmSettingSection i = 0; i < CULM_N_SETTING_SECTIONS; i++)
    g_assert_cmpstr (culm_setting_words_get_section (i), !=, "");
}

/* What works an AMS stands on its page. */
static gboolean
is_of_ams (BambuSettingKind kind)
{
  return culm_setting_words_find_section (kind) == CULM_SETTING_SECTION_AMS;
}

/* All that the printer has, and nothing else. */
static void
test_all (AppWindow *self, gconstpointer data)
{
  GListModel *settings = bambu_printer_get_settings (self->printer);
  GtkWidget *page = app_window_show_controls (self);
  guint64 fitted = 0;

  for (guint i = 0; i < g_list_model_get_n_items (settings); i++)
    {
      g_autoptr (BambuSetting) setting = g_list_model_get_item (settings, i);

      fitted |= G_GUINT64_CONSTANT (1) << bambu_setting_get_kind (setting);
    }
  g_assert_cmpuint (fitted, !=, 0);

  for (BambuSettingKind kind = 0; kind < BAMBU_N_SETTINGS; kind++)
    if (kind != BAMBU_SETTING_PURIFICATION)
      g_assert_cmpint (app_test_find_label (page, culm_setting_words_get_name (kind)) != NULL, ==,
                       !is_of_ams (kind) && (fitted >> kind & 1));
  app_test_assert_named (page);
}

static void
test_switch (AppWindow *self, gconstpointer data)
{
  GtkWidget *row = app_test_find_row (app_window_show_controls (self), "Recover from lost steps");
  GtkSwitch *on = GTK_SWITCH (app_test_find (row, GTK_TYPE_SWITCH));
  BambuSetting *setting = get_setting (self, BAMBU_SETTING_STEP_LOSS);
  int was = bambu_setting_get_value (setting);

  g_assert_cmpint (gtk_switch_get_active (on), ==, was);
  gtk_switch_set_active (on, !was);
  g_assert_true (is_pending (self, BAMBU_SETTING_STEP_LOSS));
  g_assert_nonnull (app_test_find_label (row, "Waiting for the printer…"));
  test_wait_until (bambu_setting_get_value (setting) == !was
                   && !is_pending (self, BAMBU_SETTING_STEP_LOSS));
  g_assert_cmpint (gtk_switch_get_active (on), ==, !was);
  g_assert_null (app_test_find_label (row, "Waiting for the printer…"));

  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);
  gtk_switch_set_active (on, was);
  g_assert_cmpint (gtk_switch_get_active (on), ==, was);
  test_wait_until (app_window_find_toast (self, "Try Again") != NULL);
  test_wait_until (gtk_switch_get_active (on) == !was);
}

static void
test_sensitivity (AppWindow *self, gconstpointer data)
{
  GtkDropDown *choice = find_choice (self, "Failed print");
  BambuSetting *setting = get_setting (self, BAMBU_SETTING_MONITOR);

  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), ==, 5);

  gtk_drop_down_set_selected (choice, 4);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 4);
  test_wait_until (bambu_setting_get_sensitivity (setting) == BAMBU_SENSITIVITY_HIGH
                   && !is_pending (self, BAMBU_SETTING_MONITOR));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 4);

  gtk_drop_down_set_selected (choice, 1);
  test_wait_until (bambu_setting_get_sensitivity (setting) == BAMBU_SENSITIVITY_NEVER
                   && !is_pending (self, BAMBU_SETTING_MONITOR));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 1);

  gtk_drop_down_set_selected (choice, 0);
  test_wait_until (bambu_setting_get_value (setting) == 0
                   && !is_pending (self, BAMBU_SETTING_MONITOR));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 0);

  /* Turned on again by its sensitivity */
  gtk_drop_down_set_selected (choice, 2);
  test_wait_until (bambu_setting_get_value (setting) == 1
                   && !is_pending (self, BAMBU_SETTING_MONITOR));
  g_assert_cmpint (bambu_setting_get_sensitivity (setting), ==, BAMBU_SENSITIVITY_LOW);
}

static void
test_door (AppWindow *self, gconstpointer data)
{
  GtkDropDown *choice = find_choice (self, "When the door opens");
  BambuSetting *setting = get_setting (self, BAMBU_SETTING_DOOR);

  gtk_drop_down_set_selected (choice, 2);
  test_wait_until (bambu_setting_get_value (setting) == 2
                   && !is_pending (self, BAMBU_SETTING_DOOR));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);

  /* At the printer somebody chose otherwise. */
  app_window_patch (self, "{\"cfg\":\"0\"}");
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 0);
  g_assert_false (is_pending (self, BAMBU_SETTING_DOOR));
}

static void
test_resolution (AppWindow *self, gconstpointer data)
{
  GtkDropDown *choice = find_choice (self, "Camera resolution");
  BambuSetting *setting = get_setting (self, BAMBU_SETTING_RESOLUTION);
  int was = bambu_setting_get_value (setting);

  gtk_drop_down_set_selected (choice, !was);
  test_wait_until (bambu_setting_get_value (setting) == !was);
}

static void
test_nozzle (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  BambuExtruder *extruder = bambu_printer_get_active_extruder (self->printer);
  AdwComboRow *diameter = ADW_COMBO_ROW (app_test_find_row (page, "Diameter"));
  AdwComboRow *kind = ADW_COMBO_ROW (app_test_find_row (page, "Material"));

  g_assert_cmpuint (adw_combo_row_get_selected (diameter), ==, 1);
  adw_combo_row_set_selected (diameter, 2);
  test_wait_until (bambu_extruder_get_nozzle_diameter (extruder) == 0.6
                   && !app_window_is_pending (self, BAMBU_CONTROL_NOZZLE_KIND));
  adw_combo_row_set_selected (kind, 1);
  test_wait_until (g_strcmp0 (bambu_extruder_get_nozzle_kind (extruder), "hardened_steel") == 0
                   && !app_window_is_pending (self, BAMBU_CONTROL_NOZZLE_KIND));
  g_assert_cmpfloat (bambu_extruder_get_nozzle_diameter (extruder), ==, 0.6);
  g_assert_cmpuint (adw_combo_row_get_selected (diameter), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (kind), ==, 1);
}

static void
test_extras (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  BambuPending *buzzer = bambu_printer_get_pending (self->printer, BAMBU_CONTROL_BUZZER, 0);
  BambuPending *air =
      bambu_printer_get_pending (self->printer, BAMBU_CONTROL_SETTING, BAMBU_SETTING_PURIFICATION);

  g_assert_false (gtk_widget_get_visible (app_test_find (page, CULM_TYPE_NOZZLE_GROUP)));
  app_test_click (app_test_find_button (page, "Alarm"));
  g_assert_true (bambu_pending_is_active (buzzer));
  g_assert_cmpfloat (bambu_pending_get_value (buzzer), ==, BAMBU_BUZZER_ALARM);
  test_wait_until (!bambu_pending_is_active (buzzer));

  app_test_click (app_test_find_button (page, "Mode 2"));
  g_assert_true (bambu_pending_is_active (air));
  g_assert_cmpfloat (bambu_pending_get_value (air), ==, 2);
  test_wait_until (!bambu_pending_is_active (air));
}

static void
test_no_extras (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);

  g_assert_null (app_test_find_label (page, "Buzzer"));
  g_assert_null (app_test_find_label (page, "Clean the air"));
  g_assert_null (app_test_find_label (page, "When the door opens"));
  g_assert_null (app_test_find_label (page, "Sound and Air"));
}

/* What the group that @child is in says below its title */
static const char *
get_description (GtkWidget *child)
{
  GtkWidget *group = gtk_widget_get_ancestor (child, ADW_TYPE_PREFERENCES_GROUP);

  return adw_preferences_group_get_description (ADW_PREFERENCES_GROUP (group));
}

/* A detector is of use to the print that runs; a calibration would ruin it. */
static void
test_printing (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *row = app_test_find_row (page, "Recover from lost steps");
  GtkWidget *on = app_test_find (row, GTK_TYPE_SWITCH);
  GtkWidget *calibration = app_test_find_row (page, "Bed leveling");
  GtkWidget *diameter = app_test_find_row (page, "Diameter");

  g_assert_true (gtk_widget_is_sensitive (on));
  g_assert_cmpstr (get_description (row), ==, "");
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (page, "Start…")));
  g_assert_false (gtk_widget_is_sensitive (calibration));
  g_assert_cmpstr (get_description (calibration), ==, "Not while printing");
  g_assert_false (gtk_widget_is_sensitive (diameter));
  g_assert_cmpstr (get_description (diameter), ==, "Not while printing");
  g_assert_cmpstr (get_description (app_test_find_button (page, "Extrude 10 mm")), ==,
                   "Not while printing");

  app_window_patch (self, "{\"gcode_state\":\"FINISH\"}");
  g_assert_true (gtk_widget_is_sensitive (calibration));
  g_assert_cmpstr (get_description (calibration), ==,
                   "After moving the printer, after repairs, or when prints get worse");

  app_window_patch (self, "{\"fun\":\"20000000\"}");
  g_assert_false (gtk_widget_is_sensitive (on));
  g_assert_cmpstr (
      get_description (row), ==,
      "This printer accepts commands only from Bambu Lab’s apps. You can watch it here.");
  g_assert_cmpstr (
      gtk_widget_get_tooltip_text (on), ==,
      "This printer accepts commands only from Bambu Lab’s apps. You can watch it here.");
}

static void
test_buzzer_while_printing (AppWindow *self, gconstpointer data)
{
  GtkWidget *page = app_window_show_controls (self);
  GtkWidget *beep = app_test_find_button (page, "Beep");

  g_assert_true (gtk_widget_is_sensitive (beep));
  app_test_click (beep);
  test_wait_until (app_window_get_request (self, "buzzer_ctrl") != NULL);
  g_assert_true (gtk_widget_is_sensitive (app_test_find_button (page, "Mode 1")));

  app_window_patch (self, "{\"upgrade_state\":{\"status\":\"FLASHING\"}}");
  g_assert_false (gtk_widget_is_sensitive (beep));
  g_assert_cmpstr (get_description (beep), ==, "Not while the firmware is being updated");
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add_func ("/controls-settings/words", test_words);
#define ADD(path, profile, function)                                                               \
  g_test_add ("/controls-settings/" path, AppWindow, profile, app_window_set_up_idle, function,    \
              app_window_tear_down)
  ADD ("all-of-p1s", "P1S", test_all);
  ADD ("all-of-a1mini", "A1 mini", test_all);
  ADD ("all-of-x1c", "X1C", test_all);
  ADD ("all-of-h2d", "H2D", test_all);
  ADD ("switch", "P1S", test_switch);
  ADD ("sensitivity", "X1C", test_sensitivity);
  ADD ("door", "H2D", test_door);
  ADD ("resolution", "X1C", test_resolution);
  ADD ("nozzle", "A1 mini", test_nozzle);
  ADD ("extras", "H2D", test_extras);
  ADD ("no-extras", "P1S", test_no_extras);
#undef ADD
  g_test_add ("/controls-settings/printing", AppWindow, "P1S", app_window_set_up, test_printing,
              app_window_tear_down);
  g_test_add ("/controls-settings/buzzer-while-printing", AppWindow, "H2D", app_window_set_up,
              test_buzzer_while_printing, app_window_tear_down);

  return g_test_run ();
}
