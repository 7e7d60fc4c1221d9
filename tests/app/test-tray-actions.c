/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-ams-page.h>
#include <app/culm-change-card.h>
#include <app/culm-tray-actions.h>
#include <app/culm-tray-popover.h>
#include <app/culm-tray-tile.h>
#include <bambu/printer/bambu-printer-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

#define IMPATIENT 0.001 /* of the usual patience: 10 ms */
#define A_LONG_TIME 600 /* seconds of the printer */

typedef struct
{
  AppWindow parent;

  GtkWidget *ams; /* the page */
} Fixture;

static void
show_ams (Fixture *self)
{
  g_object_set (self->parent.page, "view", "ams", NULL);
  app_test_flush ();
  self->ams = app_test_find (self->parent.page, CULM_TYPE_AMS_PAGE);
  g_assert_nonnull (self->ams);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  app_window_set_up_idle (&self->parent, data);
  show_ams (self);
}

static void
set_up_printing (Fixture *self, gconstpointer data)
{
  app_window_set_up (&self->parent, data);
  show_ams (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  app_window_tear_down (&self->parent, data);
}

static BambuTray *
get_tray (Fixture *self, int ams, int slot)
{
  BambuTray *tray = bambu_printer_find_tray (self->parent.printer, ams, slot);

  g_assert_nonnull (tray);

  return tray;
}

static GtkWidget *
find_tile (GtkWidget *widget, BambuTray *tray)
{
  if (CULM_IS_TRAY_TILE (widget))
    {
      g_autoptr (BambuTray) shown = NULL;

      g_object_get (widget, "tray", &shown, NULL);
      if (shown == tray)
        return widget;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_tile (child, tray);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
get_tile (Fixture *self, BambuTray *tray)
{
  GtkWidget *tile = find_tile (self->ams, tray);

  g_assert_nonnull (tile);

  return tile;
}

static GtkWidget *
open_popover (Fixture *self, BambuTray *tray)
{
  GtkWidget *tile = get_tile (self, tray);
  GtkWidget *popover;

  /* A dialog that closes moves the focus, which would close the popover. */
  app_test_settle (GTK_WIDGET (self->parent.window));
  app_test_click (tile);
  popover = app_test_find (tile, CULM_TYPE_TRAY_POPOVER);
  test_wait_until (gtk_widget_get_mapped (popover));
  app_test_flush ();

  return popover;
}

static void
click (Fixture *self, BambuTray *tray, const char *text)
{
  GtkWidget *button = app_test_find_button (open_popover (self, tray), text);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  app_test_click (button);
  app_test_flush ();
}

static gboolean
is_waiting (GtkWidget *tile)
{
  gboolean waiting;

  g_object_get (tile, "waiting", &waiting, NULL);

  return waiting;
}

static void
assert_question (Fixture *self, const char *heading, const char *body)
{
  AdwAlertDialog *dialog;

  test_wait_until (app_window_get_dialog (&self->parent) != NULL);
  dialog = ADW_ALERT_DIALOG (app_window_get_dialog (&self->parent));
  g_assert_cmpstr (adw_alert_dialog_get_heading (dialog), ==, heading);
  g_assert_cmpstr (adw_alert_dialog_get_body (dialog), ==, body);
}

static void
answer (Fixture *self, const char *text)
{
  GtkWidget *button =
      app_test_find_button (GTK_WIDGET (app_window_get_dialog (&self->parent)), text);

  app_test_click (button);
  test_wait_until (app_window_get_dialog (&self->parent) == NULL);
  app_test_flush ();
}

static void
assert_insensitive (Fixture *self, BambuTray *tray, const char *text, const char *reason)
{
  GtkWidget *popover = open_popover (self, tray);
  GtkWidget *button = app_test_find_button (popover, text);

  g_assert_nonnull (button);
  g_assert_false (gtk_widget_is_sensitive (button));
  if (reason != NULL)
    g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, reason);
  g_assert_nonnull (gtk_widget_get_tooltip_text (button));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       gtk_widget_get_tooltip_text (button));
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_test_flush ();
}

static void
load (Fixture *self, BambuTray *tray)
{
  click (self, tray, "Load…");
  answer (self, "Load");
  test_wait_until (is_waiting (get_tile (self, tray)));
  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (bambu_tray_is_in_use (tray));
  test_wait_until (!gtk_widget_get_visible (app_test_find (self->ams, CULM_TYPE_CHANGE_CARD)));
}

static void
test_load (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 2);
  GtkWidget *tile = get_tile (self, tray);

  click (self, tray, "Load…");
  assert_question (self, "Load A3 (PETG, steel blue)?",
                   "The nozzle will heat to 245 °C, and the head will move.");
  answer (self, "Cancel");
  g_assert_cmpuint (app_window_count_requests (&self->parent, "ams_change_filament"), ==, 0);
  g_assert_false (is_waiting (tile));

  click (self, tray, "Load…");
  answer (self, "Load");
  test_wait_until (app_window_count_requests (&self->parent, "ams_change_filament") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_change_filament"), ==,
                   "'command':'ams_change_filament','ams_id':0,'slot_id':2,'target':2,'curr_temp':"
                   "-1,'tar_temp':245");
  g_assert_true (is_waiting (tile));

  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (!is_waiting (tile));
  g_assert_nonnull (
      app_test_find_label (self->ams, "Loading A3 (PETG, steel blue): heating the nozzle"));

  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (bambu_tray_is_in_use (tray));
  test_wait_until (!gtk_widget_get_visible (app_test_find (self->ams, CULM_TYPE_CHANGE_CARD)));

  click (self, get_tray (self, 0, 0), "Load…");
  assert_question (self, "Load A1 (PLA, white)?",
                   "The nozzle will heat to 245 °C, and the head will move. A3 (PETG, steel blue) "
                   "will be unloaded first.");
  answer (self, "Cancel");
  g_assert_cmpuint (app_window_count_requests (&self->parent, "ams_change_filament"), ==, 1);
}

static void
test_unload (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 1, 3);

  load (self, tray);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_change_filament"), ==,
                   "'command':'ams_change_filament','ams_id':1,'slot_id':3,'target':7,'curr_temp':"
                   "-1,'tar_temp':215,'extruder_id':0");

  click (self, tray, "Unload…");
  assert_question (self, "Unload B4 (PLA, 3 colors)?",
                   "The nozzle will heat to 215 °C, and the head will move.");
  answer (self, "Unload");
  test_wait_until (app_window_count_requests (&self->parent, "ams_change_filament") == 2);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_change_filament"), ==,
                   "'command':'ams_change_filament','ams_id':1,'slot_id':255,'target':255,'curr_"
                   "temp':215,'tar_temp':215,'extruder_id':0");
  g_assert_true (is_waiting (get_tile (self, tray)));

  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (!bambu_tray_is_in_use (tray));
  g_assert_false (is_waiting (get_tile (self, tray)));
  g_assert_null (app_test_find_button (open_popover (self, tray), "Unload…"));
}

/* The printer asks whether filament comes out of an external spool. */
static void
test_external (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, BAMBU_EXTERNAL_MAIN, 0);
  GtkWidget *card = app_test_find (self->ams, CULM_TYPE_CHANGE_CARD);

  click (self, tray, "Load…");
  answer (self, "Load");
  test_wait_until (app_window_count_requests (&self->parent, "ams_change_filament") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_change_filament"), ==,
                   "'command':'ams_change_filament','ams_id':255,'slot_id':0,'target':255,'curr_"
                   "temp':-1,'tar_temp':215");

  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (app_test_find_button (card, "It Comes Out") != NULL);
  g_assert_nonnull (app_test_find_label (card, "Loading Ext (PLA, black): waiting for you"));
  g_assert_null (app_test_find_button (card, "Try Again"));
  app_test_assert_named (card);

  app_test_click (app_test_find_button (card, "It Comes Out"));
  test_wait_until (app_window_count_requests (&self->parent, "ams_control") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_control"), ==,
                   "'command':'ams_control','param':'done'");
  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (!gtk_widget_get_visible (card) && bambu_tray_is_in_use (tray));
}

static void
test_feed_fails (Fixture *self, gconstpointer data)
{
  GtkWidget *card = app_test_find (self->ams, CULM_TYPE_CHANGE_CARD);

  app_window_set_fault (&self->parent, "ams-feed-fails");
  click (self, get_tray (self, 0, 1), "Load…");
  answer (self, "Load");
  test_wait_until (app_window_count_requests (&self->parent, "ams_change_filament") == 1);
  g_assert_null (app_test_find_button (card, "Try Again"));

  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (app_test_find_button (card, "Try Again") != NULL);
  app_test_click (app_test_find_button (card, "Try Again"));
  test_wait_until (app_window_count_requests (&self->parent, "ams_control") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_control"), ==,
                   "'command':'ams_control','param':'resume'");
}

static void
test_abort (Fixture *self, gconstpointer data)
{
  GtkWidget *card = app_test_find (self->ams, CULM_TYPE_CHANGE_CARD);

  app_window_set_fault (&self->parent, "ams-feed-fails");
  click (self, get_tray (self, 0, 1), "Load…");
  answer (self, "Load");
  test_wait_until (app_window_count_requests (&self->parent, "ams_change_filament") == 1);
  sim_printer_advance (self->parent.simulated, A_LONG_TIME);
  test_wait_until (app_test_find_button (card, "Abort") != NULL);

  app_test_click (app_test_find_button (card, "Abort"));
  test_wait_until (app_window_count_requests (&self->parent, "ams_control") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_control"), ==,
                   "'command':'ams_control','param':'abort'");
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (!gtk_widget_get_visible (card));
}

static void
test_load_is_moot (Fixture *self, gconstpointer data)
{
  click (self, get_tray (self, 0, 1), "Load…");
  test_wait_until (app_window_get_dialog (&self->parent) != NULL);
  app_window_patch (&self->parent, "{\"gcode_state\":\"RUNNING\"}");
  test_wait_until (app_window_get_dialog (&self->parent) == NULL);
  app_test_flush ();
  g_assert_cmpuint (app_window_count_requests (&self->parent, "ams_change_filament"), ==, 0);
}

static void
test_not_confirmed (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 1);

  app_window_set_fault (&self->parent, "no-effect");
  bambu_printer_set_patience (self->parent.printer, IMPATIENT);
  click (self, tray, "Load…");
  answer (self, "Load");
  test_wait_until (app_window_find_toast (&self->parent, "Workshop did not confirm: loading A2")
                   != NULL);
  /* What heats and moves is asked for anew. */
  g_assert_null (app_window_find_toast (&self->parent, "Try Again"));
  g_assert_false (is_waiting (get_tile (self, tray)));
  g_assert_cmpuint (app_window_count_requests (&self->parent, "ams_change_filament"), ==, 1);
}

static void
test_read_tag (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 0);

  click (self, tray, "Read Tag Again");
  test_wait_until (app_window_count_requests (&self->parent, "ams_get_rfid") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_get_rfid"), ==,
                   "'command':'ams_get_rfid','ams_id':0,'slot_id':0");
  g_assert_true (is_waiting (get_tile (self, tray)));
  sim_printer_advance (self->parent.simulated, 3);
  test_wait_until (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_READING);
  sim_printer_advance (self->parent.simulated, 30);
  test_wait_until (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_KNOWN);
  g_assert_false (is_waiting (get_tile (self, tray)));
}

static void
test_obstacles (Fixture *self, gconstpointer data)
{
  GtkWidget *popover;

  load (self, get_tray (self, 0, 0));
  assert_insensitive (self, get_tray (self, 0, 1), "Read Tag Again", "Unload the filament first");
  assert_insensitive (self, get_tray (self, 0, 1), "Edit Filament…",
                      "The spool’s tag says what it is");

  popover = open_popover (self, get_tray (self, 0, 3));
  g_assert_nonnull (app_test_find_label (popover, "There is no spool in this slot."));
  g_assert_null (app_test_find_button (popover, "Load…"));
  g_assert_null (app_test_find_button (popover, "Edit Filament…"));
  g_assert_null (app_test_find_button (popover, "Read Tag Again"));
}

static void
test_printing (Fixture *self, gconstpointer data)
{
  assert_insensitive (self, get_tray (self, 0, 0), "Unload…", NULL);
  assert_insensitive (self, get_tray (self, 0, 2), "Load…", NULL);
  assert_insensitive (self, get_tray (self, 0, 2), "Read Tag Again", NULL);

  app_window_patch (&self->parent, "{\"ams\":{\"tray_now\":\"2\"},\"flag3\":0}");
  assert_insensitive (self, get_tray (self, 0, 2), "Edit Filament…",
                      "Not while it is printed with");
}

static void
test_facts (Fixture *self, gconstpointer data)
{
  GtkWidget *popover;

  app_window_patch (&self->parent,
                    "{\"ams\":{\"ams\":[{\"id\":\"0\",\"tray\":[{\"id\":\"0\","
                    "\"tray_uuid\":\"0123456789ABCDEF0123456789ABCDEF\",\"cali_idx\":3,"
                    "\"k\":0.02}]}]}}");
  popover = open_popover (self, get_tray (self, 0, 0));
  g_assert_nonnull (app_test_find_label (popover, "0123456789ABCDEF0123456789ABCDEF"));
  g_assert_nonnull (app_test_find_label (popover, "K 0.020, profile 3"));
  app_test_assert_named (popover);
}

static GtkWidget *
open_editor (Fixture *self, BambuTray *tray)
{
  click (self, tray, "Edit Filament…");
  test_wait_until (app_window_get_dialog (&self->parent) != NULL);
  app_test_flush ();

  return GTK_WIDGET (app_window_get_dialog (&self->parent));
}

/* The row that has this title */
static gpointer
find_row (GtkWidget *dialog, const char *title)
{
  GtkWidget *label = app_test_find_label (dialog, title);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW);
}

static void
choose (GtkWidget *dialog, const char *title, const char *text)
{
  AdwComboRow *row = find_row (dialog, title);
  GtkStringList *strings = GTK_STRING_LIST (adw_combo_row_get_model (row));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (strings)); i++)
    if (g_str_equal (gtk_string_list_get_string (strings, i), text))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }

  g_assert_not_reached ();
}

static void
assert_chosen (GtkWidget *dialog, const char *title, const char *text)
{
  AdwComboRow *row = find_row (dialog, title);
  GtkStringObject *selected = adw_combo_row_get_selected_item (row);

  g_assert_nonnull (selected);
  g_assert_cmpstr (gtk_string_object_get_string (selected), ==, text);
}

static void
choose_colour (GtkWidget *dialog, const char *name)
{
  GtkFlowBox *swatches = GTK_FLOW_BOX (app_test_find (dialog, GTK_TYPE_FLOW_BOX));

  for (int i = 0;; i++)
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (swatches, i);

      g_assert_nonnull (child);
      if (g_str_equal (gtk_widget_get_tooltip_text (GTK_WIDGET (child)), name))
        {
          gtk_test_accessible_assert_property (GTK_ACCESSIBLE (child),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL, name);
          gtk_flow_box_select_child (swatches, child);
          return;
        }
    }
}

static void
apply (Fixture *self)
{
  app_test_click (app_window_find_button (&self->parent, "Apply"));
  test_wait_until (app_window_get_dialog (&self->parent) == NULL);
  app_test_flush ();
}

#define ABS_RED                                                                                    \
  "'command':'ams_filament_setting','ams_id':0,'slot_id':2,'tray_id':2,'tray_info_idx':'GFB99',"   \
  "'setting_id':'GFSB99','tray_color':'C12E1FFF','nozzle_temp_min':240,'nozzle_temp_max':280,"     \
  "'tray_type':'ABS'"
#define PETG_BLUE                                                                                  \
  "'command':'ams_filament_setting','ams_id':0,'slot_id':2,'tray_id':2,'tray_info_idx':'GFG99',"   \
  "'setting_id':'GFSG99','tray_color':'0078BFFF','nozzle_temp_min':220,'nozzle_temp_max':270,"     \
  "'tray_type':'PETG'"

static void
test_edit (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 2);
  GtkWidget *dialog = open_editor (self, tray);

  app_test_assert_named (dialog);
  g_assert_cmpstr (adw_dialog_get_title (ADW_DIALOG (dialog)), ==, "Filament in A3");
  assert_chosen (dialog, "Material", "PETG");
  assert_chosen (dialog, "Filament", "Generic PETG");
  g_assert_nonnull (app_test_find_label (dialog, "steel blue"));

  choose (dialog, "Material", "ABS");
  assert_chosen (dialog, "Filament", "Generic ABS");
  choose_colour (dialog, "red");
  apply (self);
  test_wait_until (app_window_count_requests (&self->parent, "ams_filament_setting") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_filament_setting"), ==, ABS_RED);
  g_assert_true (is_waiting (get_tile (self, tray)));

  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (app_test_find_label (GTK_WIDGET (self->parent.window), "A3 is ABS, red now")
                   != NULL);
  g_assert_cmpstr (bambu_tray_get_material (tray), ==, "ABS");
  g_assert_false (is_waiting (get_tile (self, tray)));

  app_test_click (app_window_find_button (&self->parent, "Undo"));
  test_wait_until (app_window_count_requests (&self->parent, "ams_filament_setting") == 2);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_filament_setting"), ==, PETG_BLUE);
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (g_strcmp0 (bambu_tray_get_material (tray), "PETG") == 0);
  test_wait_until (!is_waiting (get_tile (self, tray)));
}

static void
test_undo_too_late (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 2);
  GtkWidget *dialog = open_editor (self, tray);
  GtkWidget *undo;

  choose (dialog, "Material", "ABS");
  choose_colour (dialog, "red");
  apply (self);
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until ((undo = app_window_find_button (&self->parent, "Undo")) != NULL);

  app_window_patch (&self->parent, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"tray\":[{\"id\":\"2\","
                                   "\"tray_color\":\"00FF00FF\"}]}]}}");
  app_test_click (undo);
  test_wait_until (
      app_test_find_label (GTK_WIDGET (self->parent.window), "A3 was changed again meanwhile")
      != NULL);
  g_assert_cmpuint (app_window_count_requests (&self->parent, "ams_filament_setting"), ==, 1);
}

static void
test_forget (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 2);
  GtkWidget *dialog = open_editor (self, tray);

  g_signal_emit_by_name (find_row (dialog, "Set to “Not Identified”"), "activated");
  test_wait_until (app_window_get_dialog (&self->parent) == NULL);
  test_wait_until (app_window_count_requests (&self->parent, "ams_filament_setting") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_filament_setting"), ==,
                   "'command':'ams_filament_setting','ams_id':0,'slot_id':2,'tray_id':2,'tray_info_"
                   "idx':'','setting_id':'','tray_color':'','nozzle_temp_min':0,'nozzle_temp_max':0"
                   ",'tray_type':''");
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (
      app_test_find_label (GTK_WIDGET (self->parent.window), "A3 is not identified now") != NULL);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_UNKNOWN);

  app_test_click (app_window_find_button (&self->parent, "Undo"));
  test_wait_until (app_window_count_requests (&self->parent, "ams_filament_setting") == 2);
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_KNOWN);
  g_assert_cmpstr (bambu_tray_get_material (tray), ==, "PLA");
}

static void
test_edit_external (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, BAMBU_EXTERNAL_MAIN, 0);
  GtkWidget *dialog = open_editor (self, tray);
  AdwSpinRow *low = find_row (dialog, "Lowest Temperature");
  AdwSpinRow *high = find_row (dialog, "Highest Temperature");
  GtkColorDialogButton *own =
      GTK_COLOR_DIALOG_BUTTON (app_test_find (dialog, GTK_TYPE_COLOR_DIALOG_BUTTON));

  /* Neither beyond the other, nor beyond what the printer can. */
  adw_spin_row_set_value (low, 260);
  g_assert_cmpfloat (adw_spin_row_get_value (high), ==, 260);
  adw_spin_row_set_value (high, 1000);
  g_assert_cmpfloat (adw_spin_row_get_value (high), ==, 300);
  adw_spin_row_set_value (high, 210);
  g_assert_cmpfloat (adw_spin_row_get_value (low), ==, 210);

  gtk_color_dialog_button_set_rgba (own, &(GdkRGBA) { 0, 0.5f, 1, 1 });
  apply (self);
  test_wait_until (app_window_count_requests (&self->parent, "ams_filament_setting") == 1);
  g_assert_cmpstr (
      app_window_get_request (&self->parent, "ams_filament_setting"), ==,
      "'command':'ams_filament_setting','ams_id':255,'slot_id':0,'tray_id':254,'tray_info_idx':'"
      "GFL99','setting_id':'GFSL99','tray_color':'0080FFFF','nozzle_temp_min':210,'nozzle_temp_"
      "max':210,'tray_type':'PLA'");
}

static void
test_edit_is_moot (Fixture *self, gconstpointer data)
{
  open_editor (self, get_tray (self, 0, 2));
  app_window_patch (&self->parent, "{\"fun\":\"20000000\"}");
  test_wait_until (app_window_get_dialog (&self->parent) == NULL);
  g_assert_cmpuint (app_window_count_requests (&self->parent, "ams_filament_setting"), ==, 0);
}

static GtkWidget *
open_profiles (Fixture *self, BambuTray *tray)
{
  click (self, tray, "K Profile…");
  test_wait_until (app_window_get_dialog (&self->parent) != NULL);

  return GTK_WIDGET (app_window_get_dialog (&self->parent));
}

/* What is not on the visible page of a stack is there all the same. */
static gboolean
shows_profiles (GtkWidget *dialog, const char *page)
{
  GtkStack *stack = GTK_STACK (app_test_find (dialog, GTK_TYPE_STACK));

  return g_str_equal (gtk_stack_get_visible_child_name (stack), page);
}

static GtkCheckButton *
get_choice (GtkWidget *dialog, const char *title)
{
  return GTK_CHECK_BUTTON (app_test_find (find_row (dialog, title), GTK_TYPE_CHECK_BUTTON));
}

static gboolean
can_apply (GtkWidget *dialog)
{
  return gtk_widget_is_sensitive (app_test_find_button (dialog, "Apply"));
}

static void
test_k_profile (Fixture *self, gconstpointer data)
{
  BambuTray *tray = get_tray (self, 0, 2);
  GtkWidget *dialog = open_profiles (self, tray);

  test_wait_until (shows_profiles (dialog, "profiles"));
  app_test_assert_named (dialog);
  g_assert_cmpuint (app_window_count_requests (&self->parent, "extrusion_cali_get"), ==, 1);
  g_assert_nonnull (app_test_find_label (dialog, "K 0.042"));
  /* That is for another filament. */
  g_assert_null (app_test_find_label (dialog, "Generic PLA"));
  g_assert_true (gtk_check_button_get_active (get_choice (dialog, "The Printer’s Own")));
  g_assert_false (can_apply (dialog));

  gtk_check_button_set_active (get_choice (dialog, "Generic PETG"), TRUE);
  g_assert_true (can_apply (dialog));
  apply (self);
  test_wait_until (app_window_count_requests (&self->parent, "extrusion_cali_sel") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "extrusion_cali_sel"), ==,
                   "'command':'extrusion_cali_sel','tray_id':2,'ams_id':0,'slot_id':2,'cali_idx':1,"
                   "'filament_id':'GFG99','nozzle_diameter':'0.4'");
  g_assert_true (is_waiting (get_tile (self, tray)));
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (bambu_tray_get_k_profile (tray) == 1);
  g_assert_nonnull (app_test_find_label (open_popover (self, tray), "K 0.042, profile 1"));

  dialog = open_profiles (self, tray);
  test_wait_until (shows_profiles (dialog, "profiles"));
  g_assert_true (gtk_check_button_get_active (get_choice (dialog, "Generic PETG")));
  gtk_check_button_set_active (get_choice (dialog, "The Printer’s Own"), TRUE);
  apply (self);
  test_wait_until (app_window_count_requests (&self->parent, "extrusion_cali_sel") == 2);
  g_assert_cmpstr (app_window_get_request (&self->parent, "extrusion_cali_sel"), ==,
                   "'command':'extrusion_cali_sel','tray_id':2,'ams_id':0,'slot_id':2,'cali_idx':-1"
                   ",'filament_id':'GFG99','nozzle_diameter':'0.4'");
}

static void
test_no_k_profiles (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = open_profiles (self, get_tray (self, 128, 0));

  test_wait_until (shows_profiles (dialog, "profiles"));
  g_assert_nonnull (app_test_find_label (
      dialog, "The printer keeps no profile for this filament and nozzle. Its calibration makes "
              "them."));
  g_assert_false (can_apply (dialog));
}

static void
test_k_profiles_fail (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  g_autoptr (GError) error = NULL;

  /* This one is known to obey: its silence is no refusal. */
  bambu_printer_set_patience (self->parent.printer, IMPATIENT);
  app_window_set_fault (&self->parent, "no-effect");
  dialog = open_profiles (self, get_tray (self, 1, 2));
  test_wait_until (shows_profiles (dialog, "problem"));

  sim_printer_set_fault (self->parent.simulated, "no-effect", FALSE, &error);
  g_assert_no_error (error);
  bambu_printer_set_patience (self->parent.printer, 1);
  app_test_click (app_test_find_button (dialog, "Try Again"));
  test_wait_until (shows_profiles (dialog, "profiles"));
  g_assert_nonnull (app_test_find_label (dialog, "Generic PETG"));
}

static GtkSwitch *
find_switch (Fixture *self, const char *title)
{
  return GTK_SWITCH (app_test_find (find_row (self->ams, title), GTK_TYPE_SWITCH));
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  GtkSwitch *refill = find_switch (self, "Auto-refill");
  GtkSwitch *insert = find_switch (self, "Read new spools");
  gboolean refilled = gtk_switch_get_active (refill);
  gboolean read = gtk_switch_get_active (insert);
  g_autofree char *option = g_strdup_printf ("'command':'print_option','auto_switch_filament':%s",
                                             refilled ? "false" : "true");
  g_autofree char *flags = g_strdup_printf (
      "'command':'ams_user_setting','ams_id':-1,'startup_read_option':%s,'tray_read_option':%s,"
      "'calibrate_remain_flag':%s",
      gtk_switch_get_active (find_switch (self, "Read spools at start")) ? "true" : "false",
      read ? "false" : "true",
      gtk_switch_get_active (find_switch (self, "Measure what remains")) ? "true" : "false");

  app_test_assert_named (self->ams);
  gtk_switch_set_active (refill, !refilled);
  g_assert_nonnull (app_test_find_label (self->ams, "Waiting for the printer…"));
  test_wait_until (app_window_count_requests (&self->parent, "print_option") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "print_option"), ==, option);
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (app_test_find_label (self->ams, "Waiting for the printer…") == NULL);
  g_assert_cmpint (gtk_switch_get_active (refill), ==, !refilled);

  gtk_switch_set_active (insert, !read);
  test_wait_until (app_window_count_requests (&self->parent, "ams_user_setting") == 1);
  g_assert_cmpstr (app_window_get_request (&self->parent, "ams_user_setting"), ==, flags);
  sim_printer_advance (self->parent.simulated, 5);
  test_wait_until (app_test_find_label (self->ams, "Waiting for the printer…") == NULL);
  g_assert_cmpint (gtk_switch_get_active (insert), ==, !read);

  app_window_set_fault (&self->parent, "no-effect");
  bambu_printer_set_patience (self->parent.printer, IMPATIENT);
  gtk_switch_set_active (insert, read);
  g_assert_cmpint (gtk_switch_get_active (insert), ==, read);
  test_wait_until (gtk_switch_get_active (insert) == !read);
}

/* Without an AMS there is nothing to set. */
static void
test_no_settings (Fixture *self, gconstpointer data)
{
  g_assert_null (app_test_find_label (self->ams, "Auto-refill"));
  g_assert_null (app_test_find_label (self->ams, "AMS Settings"));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/tray-actions/load", Fixture, "P1S", set_up, test_load, tear_down);
  g_test_add ("/tray-actions/unload", Fixture, "H2D", set_up, test_unload, tear_down);
  g_test_add ("/tray-actions/external", Fixture, "P1P", set_up, test_external, tear_down);
  g_test_add ("/tray-actions/feed-fails", Fixture, "P1S", set_up, test_feed_fails, tear_down);
  g_test_add ("/tray-actions/abort", Fixture, "A1 mini", set_up, test_abort, tear_down);
  g_test_add ("/tray-actions/load-is-moot", Fixture, "P1S", set_up, test_load_is_moot, tear_down);
  g_test_add ("/tray-actions/not-confirmed", Fixture, "X1C", set_up, test_not_confirmed, tear_down);
  g_test_add ("/tray-actions/read-tag", Fixture, "A1 mini", set_up, test_read_tag, tear_down);
  g_test_add ("/tray-actions/obstacles", Fixture, "P1S", set_up, test_obstacles, tear_down);
  g_test_add ("/tray-actions/printing", Fixture, "P1S", set_up_printing, test_printing, tear_down);
  g_test_add ("/tray-actions/edit", Fixture, "P1S", set_up, test_edit, tear_down);
  g_test_add ("/tray-actions/undo-too-late", Fixture, "P1S", set_up, test_undo_too_late, tear_down);
  g_test_add ("/tray-actions/forget", Fixture, "A1 mini", set_up, test_forget, tear_down);
  g_test_add ("/tray-actions/edit-external", Fixture, "P1P", set_up, test_edit_external, tear_down);
  g_test_add ("/tray-actions/edit-is-moot", Fixture, "P1S", set_up, test_edit_is_moot, tear_down);
  g_test_add ("/tray-actions/k-profile", Fixture, "P1S", set_up, test_k_profile, tear_down);
  g_test_add ("/tray-actions/no-k-profiles", Fixture, "H2D", set_up, test_no_k_profiles, tear_down);
  g_test_add ("/tray-actions/k-profiles-fail", Fixture, "H2D", set_up, test_k_profiles_fail,
              tear_down);
  g_test_add ("/tray-actions/settings", Fixture, "X1C", set_up, test_settings, tear_down);
  g_test_add ("/tray-actions/no-settings", Fixture, "P1P", set_up, test_no_settings, tear_down);
  g_test_add ("/tray-actions/facts", Fixture, "X1C", set_up, test_facts, tear_down);

  return g_test_run ();
}
