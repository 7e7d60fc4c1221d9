/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-air-row.h>
#include <app/culm-choice.h>
#include <app/culm-fan-row.h>
#include <app/culm-temperature-tile.h>
#include <bambu/printer/bambu-printer-private.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

#define IMPATIENT 0.001 /* of the usual patience: 10 ms */
#define VIEW_ONLY "{\"fun\":\"20000000\"}"

static GtkWidget *
find_tile (AppWindow *self, CulmHeaterKind kind)
{
  GtkWidget *tile = app_test_find (self->page, CULM_TYPE_TEMPERATURE_TILE);
  CulmHeaterKind found;

  for (; tile != NULL; tile = gtk_widget_get_next_sibling (tile))
    {
      g_object_get (tile, "kind", &found, NULL);
      if (found == kind)
        return tile;
    }

  g_assert_not_reached ();
}

static GtkWidget *
open_popover (AppWindow *self, CulmHeaterKind kind)
{
  GtkWidget *tile = find_tile (self, kind);
  GtkWidget *popover;

  app_test_click (app_test_find (tile, GTK_TYPE_BUTTON));
  popover = app_test_find (tile, CULM_TYPE_HEAT_POPOVER);
  test_wait_until (gtk_widget_get_mapped (popover));

  return popover;
}

static GtkSpinButton *
get_spin (GtkWidget *popover)
{
  return GTK_SPIN_BUTTON (app_test_find (popover, GTK_TYPE_SPIN_BUTTON));
}

/* As Enter in it does */
static void
press_enter (GtkWidget *popover)
{
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (get_spin (popover))), "activate");
}

static double
get_bed_target (AppWindow *self)
{
  return bambu_heater_get_target (bambu_printer_get_bed (self->printer));
}

static void
test_preset (AppWindow *self, gconstpointer data)
{
  GtkWidget *popover = open_popover (self, CULM_HEATER_KIND_BED);
  int n_commands = 0;

  sim_printer_start (self->simulated);
  app_window_count_commands (self, BAMBU_CONTROL_BED, &n_commands);
  app_test_assert_named (popover);
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (popover)), ==, get_bed_target (self));

  /* A preset fills in the number, and no more. */
  app_test_click (app_test_find_button (popover, "PETG"));
  g_assert_cmpfloat (gtk_spin_button_get_value (get_spin (popover)), ==, 70);
  g_assert_cmpint (n_commands, ==, 0);

  app_test_click (app_test_find_button (popover, "Apply"));
  g_assert_true (app_window_is_pending (self, BAMBU_CONTROL_BED));
  g_assert_nonnull (app_test_find_label (find_tile (self, CULM_HEATER_KIND_BED), "→ 70 °C"));
  test_wait_until (get_bed_target (self) == 70);
  g_assert_cmpint (n_commands, ==, 1);
  test_wait_until (!gtk_widget_get_mapped (popover));

  popover = open_popover (self, CULM_HEATER_KIND_BED);
  app_test_click (app_test_find_button (popover, "Off"));
  app_test_click (app_test_find_button (popover, "Apply"));
  test_wait_until (get_bed_target (self) == 0);
}

/* Enter applies what was typed, within the model's limits; it is offered from then on. */
static void
test_typed (AppWindow *self, gconstpointer data)
{
  GtkWidget *popover = open_popover (self, CULM_HEATER_KIND_BED);
  int maximum = (int) bambu_heater_get_maximum (bambu_printer_get_bed (self->printer));

  sim_printer_start (self->simulated);
  g_assert_null (app_test_find_button (popover, "63 °C"));
  gtk_editable_set_text (GTK_EDITABLE (get_spin (popover)), "63");
  press_enter (popover);
  test_wait_until (get_bed_target (self) == 63);

  popover = open_popover (self, CULM_HEATER_KIND_BED);
  g_assert_nonnull (app_test_find_button (popover, "63 °C"));
  gtk_editable_set_text (GTK_EDITABLE (get_spin (popover)), "999");
  app_test_click (app_test_find_button (popover, "Apply"));
  test_wait_until (get_bed_target (self) == maximum);
}

static void
test_rolls_back (AppWindow *self, gconstpointer data)
{
  GtkWidget *popover = open_popover (self, CULM_HEATER_KIND_NOZZLE);

  app_window_set_fault (self, "no-effect");
  bambu_printer_set_patience (self->printer, IMPATIENT);
  app_test_click (app_test_find_button (popover, "ABS"));
  app_test_click (app_test_find_button (popover, "Apply"));
  g_assert_nonnull (app_test_find_label (find_tile (self, CULM_HEATER_KIND_NOZZLE), "→ 270 °C"));

  test_wait_until (app_window_find_toast (self, "Try Again") != NULL);
  g_assert_nonnull (app_window_find_toast (self, "Workshop did not confirm: nozzle 270 °C"));
  test_wait_until (app_test_find_label (find_tile (self, CULM_HEATER_KIND_NOZZLE), "→ 270 °C")
                   == NULL);
}

static void
test_view_only (AppWindow *self, gconstpointer data)
{
  GtkWidget *popover = open_popover (self, CULM_HEATER_KIND_BED);
  int n_commands = 0;

  app_window_count_commands (self, BAMBU_CONTROL_BED, &n_commands);
  app_window_patch (self, VIEW_ONLY);
  g_assert_false (gtk_widget_get_sensitive (app_test_find_button (popover, "Apply")));
  g_assert_nonnull (app_test_find_label (
      popover, "This printer accepts commands only from Bambu Lab’s apps. You can watch it here."));

  press_enter (popover);
  app_test_flush ();
  g_assert_cmpint (n_commands, ==, 0);
}

/* A chamber that only measures has nothing to be set. */
static void
test_only_measured (AppWindow *self, gconstpointer data)
{
  GtkWidget *tile = find_tile (self, CULM_HEATER_KIND_CHAMBER);
  GtkWidget *button = app_test_find (tile, GTK_TYPE_BUTTON);

  g_assert_true (gtk_widget_get_visible (tile));
  g_assert_false (gtk_widget_get_can_target (button));
  g_assert_false (gtk_widget_get_focusable (button));
  g_assert_true (gtk_widget_get_sensitive (button));
}

static GtkWidget *
find_fan_row (AppWindow *self, BambuFanKind kind)
{
  GtkWidget *row = app_test_find (self->page, CULM_TYPE_FAN_ROW);

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      g_autoptr (BambuFan) fan = NULL;

      if (!CULM_IS_FAN_ROW (row))
        continue;
      g_object_get (row, "fan", &fan, NULL);
      if (bambu_fan_get_kind (fan) == kind)
        return row;
    }

  return NULL;
}

static void
choose (GtkWidget *row, int value)
{
  GtkWidget *choice = app_test_find (row, CULM_TYPE_CHOICE);

  g_assert_true (gtk_widget_get_visible (choice));
  gtk_widget_activate_action (app_test_find (choice, GTK_TYPE_MENU_BUTTON), "choice.set", "i",
                              value);
}

static const char *
get_shown (GtkWidget *row)
{
  return gtk_menu_button_get_label (GTK_MENU_BUTTON (app_test_find (row, GTK_TYPE_MENU_BUTTON)));
}

static void
test_fan (AppWindow *self, gconstpointer data)
{
  GtkWidget *row = find_fan_row (self, BAMBU_FAN_KIND_AUX);
  BambuPending *pending =
      bambu_printer_get_pending (self->printer, BAMBU_CONTROL_FAN, BAMBU_FAN_KIND_AUX);
  g_autoptr (BambuFan) fan = NULL;

  sim_printer_start (self->simulated);
  g_object_get (row, "fan", &fan, NULL);
  choose (row, 70);
  g_assert_true (bambu_pending_is_active (pending));
  g_assert_cmpstr (get_shown (row), ==, "70 %");
  test_wait_until (!bambu_pending_is_active (pending));
  g_assert_cmpint (ABS (bambu_fan_get_percent (fan) - 70), <=, 5);
  app_test_assert_named (row);

  /* The printer cools the heat break as it needs. */
  row = find_fan_row (self, BAMBU_FAN_KIND_HEATBREAK);
  g_assert_false (gtk_widget_get_visible (app_test_find (row, CULM_TYPE_CHOICE)));
}

static void
test_air_duct (AppWindow *self, gconstpointer data)
{
  GtkWidget *row = app_test_find (self->page, CULM_TYPE_AIR_ROW);
  int other = bambu_printer_get_air_mode (self->printer) == 0 ? 1 : 0;

  g_assert_nonnull (row);
  g_assert_cmpstr (get_shown (row), ==, other == 1 ? "Cooling" : "Heating");
  sim_printer_start (self->simulated);
  choose (row, other);
  test_wait_until (bambu_printer_get_air_mode (self->printer) == other);
  g_assert_cmpstr (get_shown (row), ==, other == 1 ? "Heating" : "Cooling");
  app_test_assert_named (row);
}

static void
test_no_air_duct (AppWindow *self, gconstpointer data)
{
  g_assert_null (app_test_find (self->page, CULM_TYPE_AIR_ROW));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, profile, function)                                                               \
  g_test_add ("/heat/" path, AppWindow, profile, app_window_set_up, function, app_window_tear_down)
  ADD ("preset", "P1S", test_preset);
  ADD ("typed", "P1S", test_typed);
  ADD ("rolls-back", "X1C", test_rolls_back);
  ADD ("view-only", "P1S", test_view_only);
  ADD ("only-measured", "X1C", test_only_measured);
  ADD ("fan", "P1S", test_fan);
  ADD ("air-duct", "H2D", test_air_duct);
  ADD ("no-air-duct", "P1S", test_no_air_duct);
#undef ADD

  return g_test_run ();
}
