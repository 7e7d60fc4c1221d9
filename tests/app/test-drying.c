/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-ams-card.h>
#include <app/culm-ams-page.h>
#include <app/culm-dry-dialog.h>
#include <bambu/printer/bambu-printer-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

#define SOFT "Something in the unit softens above 55 °C: take it out, or dry at less"

static GtkWidget *
find_card (AppWindow *self, const char *name)
{
  GtkWidget *page;

  g_object_set (self->page, "view", "ams", NULL);
  app_test_flush ();
  page = app_test_find (self->page, CULM_TYPE_AMS_PAGE);

  return gtk_widget_get_ancestor (app_test_find_label (page, name), CULM_TYPE_AMS_CARD);
}

static GtkWidget *
open_dialog (AppWindow *self, GtkWidget *card)
{
  GtkWidget *button = app_test_find_button (card, "Dry…");

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  app_test_click (button);
  test_wait_until (app_window_get_dialog (self) != NULL);
  app_test_flush ();

  return GTK_WIDGET (app_window_get_dialog (self));
}

static gpointer
find_row (GtkWidget *dialog, const char *title)
{
  GtkWidget *label = app_test_find_label (dialog, title);

  g_assert_nonnull (label);

  return gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW);
}

static void
choose_material (GtkWidget *dialog, const char *name)
{
  AdwComboRow *row = find_row (dialog, "Material");
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (row));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (names)); i++)
    if (g_str_equal (gtk_string_list_get_string (names, i), name))
      adw_combo_row_set_selected (row, i);
  app_test_flush ();
}

static void
assert_figures (GtkWidget *dialog, int celsius, int hours)
{
  g_assert_cmpfloat (adw_spin_row_get_value (find_row (dialog, "Temperature")), ==, celsius);
  g_assert_cmpfloat (adw_spin_row_get_value (find_row (dialog, "Time")), ==, hours);
}

static void
assert_refused (GtkWidget *dialog, const char *reason)
{
  GtkWidget *start = app_test_find_button (dialog, "Start");

  g_assert_false (gtk_widget_is_sensitive (start));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (start), ==, reason);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (start), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       reason);
}

static void
test_dry (AppWindow *self, gconstpointer data)
{
  GtkWidget *card = find_card (self, "AMS 2 Pro A");
  GtkWidget *dialog = open_dialog (self, card);

  app_test_assert_named (dialog);
  /* There is PLA in it, which stands the least. */
  assert_figures (dialog, 55, 8);
  adw_switch_row_set_active (find_row (dialog, "Rotate Spools"), TRUE);
  app_test_click (app_test_find_button (dialog, "Start"));
  test_wait_until (app_window_get_dialog (self) == NULL);
  test_wait_until (app_window_count_requests (self, "ams_filament_drying") == 1);
  g_assert_cmpstr (app_window_get_request (self, "ams_filament_drying"), ==,
                   "'command':'ams_filament_drying','ams_id':0,'mode':1,'filament':'PLA','temp':55,"
                   "'duration':8,'humidity':0,'rotate_tray':true,'cooling_temp':45,'close_power_"
                   "conflict':false");
  g_assert_nonnull (app_test_find_label (card, "Waiting for the printer…"));
  g_assert_null (app_test_find_button (card, "Dry…"));

  sim_printer_advance (self->simulated, 20);
  test_wait_until (app_test_find_label (card, "Drying PLA at 55 °C, 8 h 0 min left") != NULL);
  g_assert_null (app_test_find_label (card, "Waiting for the printer…"));

  sim_printer_advance (self->simulated, 200 * 60);
  test_wait_until (app_test_find_label (card, "Drying PLA at 55 °C, 4 h 40 min left") != NULL);

  app_test_click (app_test_find_button (card, "Stop Drying"));
  test_wait_until (app_window_count_requests (self, "ams_filament_drying") == 2);
  g_assert_cmpstr (app_window_get_request (self, "ams_filament_drying"), ==,
                   "'command':'ams_filament_drying','ams_id':0,'mode':0,'filament':'','temp':0,"
                   "'duration':0,'humidity':0,'rotate_tray':false,'cooling_temp':0,'close_power_"
                   "conflict':false");
  sim_printer_advance (self->simulated, 5);
  test_wait_until (app_test_find_button (card, "Stop Drying") == NULL);
  test_wait_until (app_test_find_label (card, "Waiting for the printer…") == NULL);
  g_assert_cmpuint (app_window_count_requests (self, "ams_filament_drying"), ==, 2);
}

static void
test_soft_spools (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (self, find_card (self, "AMS 2 Pro A"));

  g_assert_null (app_test_find_label (dialog, "A1: PLA Basic"));
  choose_material (dialog, "PETG");
  assert_figures (dialog, 65, 8);
  g_assert_nonnull (app_test_find_label (dialog, "A1: PLA Basic"));
  g_assert_nonnull (app_test_find_label (dialog, "A3: PLA Matte"));
  g_assert_nonnull (app_test_find_label (dialog, "Softens above 55 °C: take it out"));
  g_assert_null (app_test_find_label (dialog, "A2: PETG HF"));
  assert_refused (dialog, SOFT);

  /* No hotter than the unit can: what is dried at 80 °C elsewhere. */
  choose_material (dialog, "ABS");
  assert_figures (dialog, 65, 8);

  adw_spin_row_set_value (find_row (dialog, "Temperature"), 50);
  app_test_flush ();
  g_assert_null (app_test_find_label (dialog, "A1: PLA Basic"));
  g_assert_true (gtk_widget_is_sensitive (app_test_find_button (dialog, "Start")));

  adw_spin_row_set_value (find_row (dialog, "Temperature"), 65);
  app_window_patch (self, "{\"ams\":{\"tray_exist_bits\":\"a\"}}");
  g_assert_null (app_test_find_label (dialog, "A1: PLA Basic"));
  g_assert_true (gtk_widget_is_sensitive (app_test_find_button (dialog, "Start")));
}

static void
test_obstacles (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (self, find_card (self, "AMS HT-A"));

  g_assert_cmpfloat (
      gtk_adjustment_get_upper (adw_spin_row_get_adjustment (find_row (dialog, "Temperature"))), ==,
      85);
  assert_figures (dialog, 80, 12);
  app_window_patch (self, "{\"ams\":{\"ams\":[{\"id\":\"128\",\"dry_sf_reason\":[1,3]}]}}");
  assert_refused (dialog, "There is not enough power for one more dryer. Filament of this unit is "
                          "in the feeder. Unload it first.");
  g_assert_nonnull (app_test_find_label (
      dialog, "There is not enough power for one more dryer. Filament of this unit is in the "
              "feeder. Unload it first."));

  app_window_patch (self, "{\"ams\":{\"ams\":[{\"id\":\"128\",\"dry_sf_reason\":[]}]}}");
  g_assert_true (gtk_widget_is_sensitive (app_test_find_button (dialog, "Start")));

  app_window_patch (self, "{\"fun\":\"20000000\"}");
  test_wait_until (app_window_get_dialog (self) == NULL);
  g_assert_false (
      gtk_widget_is_sensitive (app_test_find_button (find_card (self, "AMS HT-A"), "Dry…")));
  g_assert_cmpuint (app_window_count_requests (self, "ams_filament_drying"), ==, 0);
}

/* The dialog is gone by then; what it asked for is not. */
static void
test_not_confirmed (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (self, find_card (self, "AMS 2 Pro A"));

  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, 0.001);
  app_test_click (app_test_find_button (dialog, "Start"));
  test_wait_until (
      app_window_find_toast (self, "Workshop did not confirm: drying at 55 °C in AMS 2 Pro A")
      != NULL);
  test_wait_until (app_window_count_requests (self, "ams_filament_drying") == 1);

  app_test_click (app_window_find_toast (self, "Try Again"));
  test_wait_until (app_window_count_requests (self, "ams_filament_drying") == 2);
  g_assert_cmpstr (app_window_get_request (self, "ams_filament_drying"), ==,
                   "'command':'ams_filament_drying','ams_id':0,'mode':1,'filament':'PLA','temp':55,"
                   "'duration':8,'humidity':0,'rotate_tray':false,'cooling_temp':45,'close_power_"
                   "conflict':false");
}

static void
test_refused (AppWindow *self, gconstpointer data)
{
  GtkWidget *card = find_card (self, "AMS 2 Pro A");
  GtkWidget *dialog = open_dialog (self, card);

  app_window_set_fault (self, "ams-drying-refused");
  app_test_click (app_test_find_button (dialog, "Start"));
  test_wait_until (app_window_count_requests (self, "ams_filament_drying") == 1);
  test_wait_until (app_test_find_button (card, "Dry…") != NULL);
  g_assert_null (app_test_find_button (card, "Stop Drying"));
}

/* It dries, but only its own screen stops it. */
static void
test_not_able (AppWindow *self, gconstpointer data)
{
  GtkWidget *card = find_card (self, "AMS 2 Pro B");

  g_assert_nonnull (app_test_find_label (card, "Drying PETG at 65 °C, 6 h 23 min left"));
  g_assert_null (app_test_find_button (card, "Stop Drying"));
  g_assert_null (app_test_find_button (find_card (self, "AMS A"), "Dry…"));
  g_assert_null (app_test_find_button (find_card (self, "AMS HT-A"), "Dry…"));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/drying/dry", AppWindow, "P2S", app_window_set_up_idle, test_dry,
              app_window_tear_down);
  g_test_add ("/drying/soft-spools", AppWindow, "P2S", app_window_set_up_idle, test_soft_spools,
              app_window_tear_down);
  g_test_add ("/drying/obstacles", AppWindow, "H2D", app_window_set_up_idle, test_obstacles,
              app_window_tear_down);
  g_test_add ("/drying/not-confirmed", AppWindow, "P2S", app_window_set_up_idle, test_not_confirmed,
              app_window_tear_down);
  g_test_add ("/drying/refused", AppWindow, "P2S", app_window_set_up_idle, test_refused,
              app_window_tear_down);
  g_test_add ("/drying/not-able", AppWindow, "X1C", app_window_set_up_idle, test_not_able,
              app_window_tear_down);

  return g_test_run ();
}
