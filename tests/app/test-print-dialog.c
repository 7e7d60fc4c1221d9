/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-print-options-group.h>
#include <app/culm-window-private.h>

#include "app-fixture.h"
#include "launch-fixture.h"
#include "print-window.h"
#include "project-writer.h"
#include "project-writer.h"
#include "test-printer.h"
#include "test-wait.h"

static const PrintFilament matching[] = {
  { "PLA", "#111111", "GFA00", 31.8 },
  { "PETG", "#0078BF", "GFG99", 5.3 },
};
static const PrintFilament missing[] = {
  { "PLA", "#FFFFFF", "GFA00", 10 },
  { "ABS", "#FF6A13", "GFB00", 20 },
};

static void
test_matched (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *row;

  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  row = print_window_find_row (dialog, 1);

  g_assert_nonnull (app_test_find_label (dialog, "Bracket v3"));
  g_assert_nonnull (app_test_find_label (dialog, "P1S · 0.4 mm nozzle · Textured PEI Plate"));
  g_assert_nonnull (app_test_find_label (dialog, "2 h 4 min · 37 g · 120 layers"));
  g_assert_nonnull (app_test_find_label (row, "A2 · PLA Basic"));
  g_assert_nonnull (app_test_find_label (row, "about 38 %"));
  g_assert_nonnull (app_test_find_label (print_window_find_row (dialog, 2), "A3 · Generic PETG"));
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Filament 1, PLA, black, 32 grams, uses slot A2, PLA Basic, black, about 38 percent left");
  print_window_assert_blocked (dialog, NULL);
  app_test_assert_named (dialog);

  print_window_close (self);
}

static void
test_unmatched (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *row;
  GtkWidget *check;

  print_window_write (self, 1, missing, 2);
  dialog = print_window_open (self);
  row = print_window_find_row (dialog, 2);
  check = app_test_find (row, GTK_TYPE_CHECK_BUTTON);

  print_window_assert_blocked (dialog, "Choose a slot for filament 2");
  g_assert_nonnull (app_test_find_label (row, "No ABS is loaded."));
  g_assert_false (gtk_widget_get_visible (check));
  g_assert_true (gtk_widget_is_sensitive (print_window_find_action (dialog, "print.upload")));

  print_window_choose_slot (row, "A3 · Generic PETG");
  g_assert_nonnull (app_test_find_label (row, "A3 has PETG, not ABS."));
  print_window_assert_blocked (dialog, "Choose a slot for filament 2");

  g_assert_true (gtk_widget_get_visible (check));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  print_window_assert_blocked (dialog, NULL);

  /* What was overruled was that material. */
  app_window_patch (&self->window, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"tray\":[{\"id\":\"2\","
                                   "\"tray_type\":\"TPU\",\"tray_info_idx\":\"GFU99\"}]}]}}");
  test_wait_until (app_test_find_label (row, "A3 has TPU, not ABS.") != NULL);
  print_window_assert_blocked (dialog, "Choose a slot for filament 2");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));

  print_window_close (self);
}

static void
test_plate (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  print_window_write (self, 2, missing, 2);
  dialog = print_window_open (self);
  print_window_assert_blocked (dialog, "Choose a slot for filament 2");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_test_find (dialog, GTK_TYPE_DROP_DOWN)), 1);
  g_assert_nonnull (app_test_find_label (print_window_find_row (dialog, 1), "A1 · PLA Basic"));
  print_window_assert_blocked (dialog, NULL);

  print_window_close (self);
}

/* A choice is for a printer. */
static void
test_printer (PrintWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) other = sim_printer_new ("X1C", NULL, &error);
  g_autoptr (BambuPrinter) printer = test_printer_new_live (other, "Lab");
  GtkWidget *dialog;
  AdwComboRow *combo;

  bambu_fleet_add_printer (self->window.fleet, printer);
  print_window_write (self, 1, missing, 2);
  dialog = print_window_open (self);
  combo = ADW_COMBO_ROW (app_test_find (dialog, ADW_TYPE_COMBO_ROW));
  print_window_choose_slot (print_window_find_row (dialog, 1), "A2 · PLA Basic");
  print_window_assert_blocked (dialog, "Choose a slot for filament 2");

  adw_combo_row_set_selected (combo, 1);
  g_assert_nonnull (app_test_find_label (print_window_find_row (dialog, 1), "A1 · PLA Basic"));
  g_assert_nonnull (app_test_find_label (print_window_find_row (dialog, 2), "A4 · ABS"));
  print_window_assert_blocked (dialog, NULL);

  adw_combo_row_set_selected (combo, 0);
  g_assert_nonnull (app_test_find_label (print_window_find_row (dialog, 1), "A2 · PLA Basic"));

  /* It is not another one in its place. */
  adw_combo_row_set_selected (combo, 1);
  test_await_true (bambu_fleet_remove (self->window.fleet, printer));
  print_window_assert_blocked (dialog, "Choose a printer");

  print_window_close (self);
  sim_printer_stop (other);
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
}

/* A spool that is changed while the dialog is open */
static void
test_change (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *row;

  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  row = print_window_find_row (dialog, 2);
  print_window_assert_blocked (dialog, NULL);
  app_window_patch (&self->window, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"tray\":[{\"id\":\"2\","
                                   "\"tray_type\":\"ABS\",\"tray_info_idx\":\"GFB99\"}]}]}}");
  test_wait_until (app_test_find_label (row, "No PETG is loaded.") != NULL);
  g_assert_nonnull (app_test_find_label (row, "Choose a Slot…"));
  print_window_assert_blocked (dialog, "Choose a slot for filament 2");

  print_window_close (self);
}

/* A printer that begins to print while the dialog is open */
static void
test_busy (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  print_window_assert_blocked (dialog, NULL);
  sim_printer_start_job (self->window.simulated, "Other", 10);
  app_window_patch (&self->window, "{\"gcode_state\":\"RUNNING\",\"mc_remaining_time\":0}");
  test_wait_until (!gtk_widget_is_sensitive (print_window_find_action (dialog, "print.start")));
  g_assert_true (g_str_has_prefix (
      gtk_widget_get_tooltip_text (print_window_find_action (dialog, "print.start")),
      "The printer is busy"));
  g_assert_true (gtk_widget_is_sensitive (print_window_find_action (dialog, "print.upload")));

  print_window_close (self);
}

/* A printer that goes away while the dialog is open */
static void
test_offline (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  print_window_assert_blocked (dialog, NULL);
  bambu_link_close (bambu_printer_get_link (self->window.printer));
  test_wait_until (!gtk_widget_is_sensitive (print_window_find_action (dialog, "print.start")));
  print_window_assert_blocked (dialog, "The printer is not connected.");

  print_window_close (self);
}

/* Somebody has to take the last print off the plate, and to say so. */
static void
test_plate_clear (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *row;

  app_window_patch (&self->window, "{\"gcode_state\":\"FINISH\"}");
  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  print_window_assert_blocked (dialog, "Take the last print off the plate first.");
  row = app_test_find_row (dialog, "The plate is clear");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (app_test_find (row, GTK_TYPE_CHECK_BUTTON)), TRUE);
  print_window_assert_blocked (dialog, NULL);

  print_window_close (self);
}

static AdwSwitchRow *
find_switch (GtkWidget *dialog, const char *title)
{
  return ADW_SWITCH_ROW (app_test_find_row (dialog, title));
}

static void
test_options (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;
  BambuPrintOptions options;

  print_window_write (self, 1, matching, 2);
  dialog = print_window_open (self);
  g_assert_null (app_test_find_label (dialog, "First layer inspection"));
  g_assert_false (adw_switch_row_get_active (find_switch (dialog, "Time-lapse")));
  adw_switch_row_set_active (find_switch (dialog, "Time-lapse"), TRUE);
  adw_switch_row_set_active (find_switch (dialog, "Bed leveling"), FALSE);
  culm_print_options_group_get (
      CULM_PRINT_OPTIONS_GROUP (app_test_find (dialog, CULM_TYPE_PRINT_OPTIONS_GROUP)), &options);
  g_assert_true (options.timelapse);
  g_assert_cmpint (options.bed_levelling, ==, BAMBU_PRINT_CHOICE_OFF);

  gtk_widget_activate_action (dialog, "print.start", NULL);
  test_wait_until (fake_storage_is_uploading (self->storage));
  print_window_close (self);
  fake_storage_fail (self->storage, BAMBU_STORAGE_ERROR_FULL);

  /* What was chosen is chosen for the next print. */
  dialog = print_window_open (self);
  g_assert_true (adw_switch_row_get_active (find_switch (dialog, "Time-lapse")));
  g_assert_false (adw_switch_row_get_active (find_switch (dialog, "Bed leveling")));
  g_assert_true (adw_switch_row_get_active (find_switch (dialog, "Vibration calibration")));

  print_window_close (self);
}

static void
test_bad_file (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (self->path, "no archive", -1, NULL));
  dialog = print_window_open (self);
  g_assert_nonnull (app_test_find_label (dialog, "This is neither a 3MF file nor G-code."));
  g_assert_false (gtk_widget_is_sensitive (print_window_find_action (dialog, "print.start")));
  gtk_widget_activate_action (dialog, "print.cancel", NULL);
  test_wait_until (app_window_get_dialog (&self->window) == NULL);
}

static void
test_unsliced (PrintWindow *self, gconstpointer data)
{
  ProjectWriter *writer = project_writer_new (self->path);
  GtkWidget *dialog;

  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add (writer, "Metadata/project_settings.config", "{\"filament_type\":[\"PLA\"]}");
  project_writer_close (writer);
  dialog = print_window_open (self);
  g_assert_nonnull (app_test_find_label (dialog, "This file is not sliced."));
  g_assert_true (gtk_widget_is_sensitive (app_test_find_button (dialog, "Open in Slicer…")));
  print_window_assert_blocked (dialog, "There is nothing to print in this file");
  app_test_assert_named (dialog);

  print_window_close (self);
}

/* What the slicer warned of is told, and forbids nothing. */
static void
test_warnings (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  print_file_write_with (
      self->path, "C12", 2, matching, 2,
      "<metadata key='outside' value='true'/>"
      "<warning msg='bed_temperature_too_high_than_filament' level='1' error_code='1000C001'/>"
      "<warning msg='spool_may_not_fit' level='1' error_code='1000C0FF'/>");
  dialog = print_window_open (self);
  g_assert_nonnull (app_test_find_label (dialog, "Something is not on the plate."));
  g_assert_nonnull (
      app_test_find_label (dialog, "The bed is hotter than one of the filaments can take: the "
                                   "nozzle may clog. Leave the door and the top open."));
  g_assert_nonnull (app_test_find_label (dialog, "The slicer warns: spool may not fit (1000C0FF)"));
  print_window_assert_blocked (dialog, NULL);
  app_test_assert_named (dialog);

  /* They are the plate's, and each is there once. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_test_find (dialog, GTK_TYPE_DROP_DOWN)), 1);
  g_assert_nonnull (app_test_find_label (dialog, "Something is not on the plate."));
  print_window_close (self);
}

/* What cannot be printed can be taken to the slicer from here. */
static void
test_open_in_slicer (PrintWindow *self, gconstpointer data)
{
  ProjectWriter *writer = project_writer_new (self->path);
  GtkWidget *dialog;

  project_writer_add (writer, "3D/3dmodel.model", "<model/>");
  project_writer_add (writer, "Metadata/project_settings.config", "{}");
  project_writer_close (writer);
  launch_fixture_set_app (self->path);
  dialog = print_window_open (self);
  g_assert_nonnull (app_test_find_label (dialog, "This file is not sliced."));
  app_test_click (app_test_find_button (dialog, "Open in Slicer…"));
  test_wait_until (g_strcmp0 (launch_fixture_get_opened (), self->path) == 0);
  print_window_close (self);
}

/* Where only signed commands are taken, that is explained before anything is sent. */
static void
test_view_only (PrintWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  print_window_write (self, 1, matching, 2);
  app_window_patch (&self->window, "{\"fun\":\"20000000\"}");
  dialog = print_window_open (self);
  print_window_assert_blocked (dialog, "This printer accepts commands only from Bambu Lab’s apps.");
  app_test_click (app_test_find_button (dialog, "What Can I Do?"));
  test_wait_until (app_test_find_label (GTK_WIDGET (self->window.window), "View Only") != NULL);
  adw_dialog_close (app_window_get_dialog (&self->window));
  test_wait_until (app_window_get_dialog (&self->window) == ADW_DIALOG (dialog));
  print_window_close (self);
}

int
main (int argc, char *argv[])
{
  int result;

  launch_fixture_init ();
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(name, function)                                                                        \
  g_test_add ("/print-dialog/" name, PrintWindow, "P1S", print_window_set_up, function,            \
              print_window_tear_down)
  ADD ("matched", test_matched);
  ADD ("unmatched", test_unmatched);
  ADD ("plate", test_plate);
  ADD ("printer", test_printer);
  ADD ("change", test_change);
  ADD ("busy", test_busy);
  ADD ("offline", test_offline);
  ADD ("plate-clear", test_plate_clear);
  ADD ("options", test_options);
  ADD ("bad-file", test_bad_file);
  ADD ("unsliced", test_unsliced);

  ADD ("warnings", test_warnings);
  ADD ("open-in-slicer", test_open_in_slicer);
  ADD ("view-only", test_view_only);

  result = g_test_run ();
  launch_fixture_finish ();

  return result;
}
