/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-ams-card.h"
#include "app/culm-ams-page.h"
#include "app/culm-tray-popover.h"
#include "app/culm-tray-tile.h"

#include "app-fixture.h"
#include "test-printer.h"

typedef struct
{
  SimPrinter *simulated;
  BambuPrinter *printer;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->simulated = sim_printer_new (data, NULL, &error);
  g_assert_no_error (error);
  sim_printer_start_job (fixture->simulated, "Bracket v3", 42);
  fixture->printer = test_printer_new_live (fixture->simulated, "Workshop");

  fixture->page = g_object_new (CULM_TYPE_AMS_PAGE, "printer", fixture->printer, NULL);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 800, 900);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_ref (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_test_flush ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_flush ();
  g_assert_finalize_object (fixture->page);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->simulated);
}

static void
patch (Fixture *fixture, const char *json)
{
  g_autoptr (GError) error = NULL;

  sim_printer_patch (fixture->simulated, json, &error);
  g_assert_no_error (error);
  app_test_flush ();
}

static BambuTray *
get_tray (Fixture *fixture, guint unit, guint slot)
{
  GListModel *units = bambu_printer_get_ams_units (fixture->printer);
  g_autoptr (GListModel) ams = g_list_model_get_item (units, unit);
  g_autoptr (BambuTray) tray = g_list_model_get_item (ams, slot);

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

static void
assert_spoken (GtkWidget *tile, const char *expected)
{
  g_autofree char *spoken = NULL;

  g_object_get (tile, "spoken", &spoken, NULL);
  g_assert_cmpstr (spoken, ==, expected);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       expected);
}

static void
test_tiles (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tile = find_tile (fixture->page, get_tray (fixture, 0, 0));

  g_assert_nonnull (tile);
  assert_spoken (tile, "A1, PLA Basic, white, about 100 percent left");
  g_assert_nonnull (app_test_find_label (tile, "A1"));
  g_assert_nonnull (app_test_find_label (tile, "PLA Basic"));
  g_assert_nonnull (app_test_find_label (tile, "white"));
  g_assert_nonnull (app_test_find_label (tile, "about 100 %"));

  tile = find_tile (fixture->page, get_tray (fixture, 0, 1));
  assert_spoken (tile, "A2, PLA Basic, black, about 61 percent left, in use");
  g_assert_true (gtk_widget_has_css_class (tile, "in-use"));
  g_assert_nonnull (app_test_find_label (tile, "A2 · in use"));

  tile = find_tile (fixture->page, get_tray (fixture, 1, 2));
  assert_spoken (tile, "B3, Empty");

  tile = find_tile (fixture->page, get_tray (fixture, 1, 3));
  assert_spoken (tile, "B4, Not identified");

  app_test_assert_named (fixture->page);
}

/* °C and percent of all units, and percent of a spool */
static void
set_limits (Fixture *fixture, int humidity, int level, int celsius, int filament)
{
  g_autoptr (BambuLimits) limits = bambu_limits_new ();

  limits->air = (BambuAirLimit) { humidity, celsius };
  limits->humidity_level = level;
  limits->filament_percent = filament;
  bambu_printer_set_limits (fixture->printer, limits);
}

static gboolean
is_marked (Fixture *fixture, const char *text)
{
  GtkWidget *label = app_test_find_label (fixture->page, text);

  g_test_message ("%s", text);
  g_assert_nonnull (label);

  return gtk_widget_has_css_class (label, "warning");
}

/* What the user wants to be warned of is marked, by the same limits as the messages. */
static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLimits) limits = bambu_limits_new ();

  patch (fixture, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"humidity_raw\":\"61\",\"temp\":\"39.0\","
                  "\"tray\":[{\"id\":\"0\",\"remain\":27}]}]}}");
  g_assert_false (is_marked (fixture, "61 %"));
  g_assert_false (is_marked (fixture, "39 °C"));
  g_assert_false (is_marked (fixture, "about 27 %"));

  set_limits (fixture, 60, 2, 38, 30);
  g_assert_true (is_marked (fixture, "61 %"));
  g_assert_true (is_marked (fixture, "39 °C"));
  g_assert_true (is_marked (fixture, "about 27 %"));

  set_limits (fixture, 70, 2, 45, 20);
  g_assert_false (is_marked (fixture, "61 %"));
  g_assert_false (is_marked (fixture, "39 °C"));
  g_assert_false (is_marked (fixture, "about 27 %"));

  /* This unit alone, by either. */
  bambu_limits_set_unit (limits, bambu_printer_get_serial (fixture->printer), 0,
                         (BambuAirLimit) { 60, 0 });
  bambu_printer_set_limits (fixture->printer, limits);
  g_assert_true (is_marked (fixture, "61 %"));
  g_assert_false (is_marked (fixture, "39 °C"));

  /* What dries is damp and hot on purpose. */
  set_limits (fixture, 5, 2, 30, 20);
  g_assert_false (is_marked (fixture, "19 %"));

  set_limits (fixture, 60, 3, 38, 20);
  patch (fixture, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"humidity_raw\":\"0\",\"humidity\":\"3\"}]}}");
  g_assert_true (is_marked (fixture, "Level 3 of 5, medium"));
}

static void
test_changes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tile = find_tile (fixture->page, get_tray (fixture, 0, 0));

  patch (fixture, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"tray\":[{\"id\":\"0\",\"remain\":7,"
                  "\"tray_color\":\"FF0000FF\",\"cols\":[\"FF0000FF\"]}]}]}}");
  assert_spoken (tile, "A1, PLA Basic, red, about 7 percent left");
  g_assert_nonnull (app_test_find_label (tile, "about 7 %"));

  patch (fixture, "{\"ams\":{\"tray_exist_bits\":\"0\"}}");
  assert_spoken (tile, "A1, Empty");
  g_assert_null (app_test_find_label (tile, "about 7 %"));
}

static void
test_unit (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (app_test_find_label (fixture->page, "AMS A"));
  g_assert_nonnull (app_test_find_label (fixture->page, "AMS 2 Pro B"));
  g_assert_nonnull (app_test_find_label (fixture->page, "9 %"));
  g_assert_nonnull (app_test_find_label (fixture->page, "Drying PETG at 65 °C, 6 h 23 min left"));
  /* One nozzle only: nobody asks which. */
  g_assert_null (app_test_find_label (fixture->page, "Right nozzle"));

  patch (fixture, "{\"ams\":{\"ams\":[{\"id\":\"0\",\"humidity_raw\":\"0\",\"humidity\":\"3\"}]}}");
  g_assert_nonnull (app_test_find_label (fixture->page, "Level 3 of 5, medium"));
}

static void
on_history (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_variant_get (parameter, "(si)", NULL, user_data);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action =
      g_simple_action_new ("show-ams-history", G_VARIANT_TYPE ("(si)"));
  GtkWidget *label = app_test_find_label (fixture->page, "AMS 2 Pro B");
  GtkWidget *button =
      app_test_find (gtk_widget_get_ancestor (label, CULM_TYPE_AMS_CARD), GTK_TYPE_BUTTON);
  int unit = -1;

  g_signal_connect (action, "activate", G_CALLBACK (on_history), &unit);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));

  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "History");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpint (unit, ==, 1);
}

static void
test_sides (Fixture *fixture, gconstpointer data)
{
  GtkWidget *left = app_test_find_label (fixture->page, "Left nozzle");
  GtkWidget *right = app_test_find_label (fixture->page, "Right nozzle");

  g_assert_nonnull (left);
  g_assert_nonnull (right);
  g_assert_true (gtk_widget_has_css_class (right, "accent"));
  g_assert_false (gtk_widget_has_css_class (left, "accent"));
  g_assert_nonnull (app_test_find_label (fixture->page, "External spools"));
}

static void
test_external_only (Fixture *fixture, gconstpointer data)
{
  g_assert_null (app_test_find (fixture->page, CULM_TYPE_AMS_CARD));
  g_assert_nonnull (app_test_find_label (fixture->page, "External spool"));
}

static void
test_popover (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tile = find_tile (fixture->page, get_tray (fixture, 0, 0));
  GtkWidget *popover;

  g_signal_emit_by_name (tile, "clicked");
  app_test_flush ();

  popover = app_test_find (tile, CULM_TYPE_TRAY_POPOVER);
  g_assert_nonnull (popover);
  g_assert_true (gtk_widget_get_visible (popover));
  g_assert_nonnull (app_test_find_label (popover, "A1: PLA Basic"));
  g_assert_nonnull (app_test_find_label (popover, "PLA"));
  g_assert_nonnull (app_test_find_label (popover, "about 100 %"));
  g_assert_nonnull (app_test_find_label (popover, "190 to 230 °C"));

  gtk_popover_popdown (GTK_POPOVER (popover));
  app_test_flush ();
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/ams-page/tiles", Fixture, "X1C", set_up, test_tiles, tear_down);
  g_test_add ("/ams-page/changes", Fixture, "X1C", set_up, test_changes, tear_down);
  g_test_add ("/ams-page/limits", Fixture, "X1C", set_up, test_limits, tear_down);
  g_test_add ("/ams-page/unit", Fixture, "X1C", set_up, test_unit, tear_down);
  g_test_add ("/ams-page/history", Fixture, "X1C", set_up, test_history, tear_down);
  g_test_add ("/ams-page/sides", Fixture, "H2D", set_up, test_sides, tear_down);
  g_test_add ("/ams-page/external-only", Fixture, "P1P", set_up, test_external_only, tear_down);
  g_test_add ("/ams-page/popover", Fixture, "X1C", set_up, test_popover, tear_down);

  return g_test_run ();
}
