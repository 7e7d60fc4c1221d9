/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-printer-page.h>
#include <app/culm-window-private.h>

#include "app-fixture.h"
#include "app-fleet.h"
#include "test-wait.h"

static GtkWidget *
get_list (AppFleet *self)
{
  return gtk_widget_get_parent (app_fleet_find_row (self, APP_FLEET_WORKSHOP));
}

static GtkListBoxRow *
get_overview_row (AppFleet *self)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (get_list (self)), 0);
}

static gboolean
stands (AppFleet *self, const AppFleetPrinter *order)
{
  for (guint i = 0; i < APP_FLEET_N; i++)
    if (culm_sidebar_get_nth (app_fleet_get_sidebar (self), i) != self->printers[order[i]])
      return FALSE;

  return TRUE;
}

static const AppFleetPrinter by_urgency[] = { APP_FLEET_LAB, APP_FLEET_GARAGE, APP_FLEET_WORKSHOP,
                                              APP_FLEET_ATTIC, APP_FLEET_DESK };

static void
select_printer (AppFleet *self, AppFleetPrinter printer)
{
  culm_sidebar_select (app_fleet_get_sidebar (self), self->printers[printer]);
}

static gboolean
move (AppFleet *self, const char *action)
{
  gboolean moved =
      gtk_widget_activate_action (GTK_WIDGET (app_fleet_get_sidebar (self)), action, NULL);

  app_test_flush ();

  return moved;
}

/* All of them come first, as long as there are several. */
static void
test_overview_row (AppFleet *self, gconstpointer data)
{
  GtkListBoxRow *row = get_overview_row (self);
  gboolean overview;

  test_wait_until (stands (self, by_urgency));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (row), "All Printers"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (row), "2 printing, 1 needs attention"));
  app_test_assert_named (get_list (self));

  gtk_list_box_select_row (GTK_LIST_BOX (get_list (self)), row);
  g_object_get (app_fleet_get_sidebar (self), "overview", &overview, NULL);
  g_assert_true (overview);
  g_assert_null (culm_window_get_selected (self->window));
  g_assert_true (CULM_IS_OVERVIEW_PAGE (culm_window_get_content (self->window)));

  for (guint i = 0; i < APP_FLEET_N; i++)
    if (i != APP_FLEET_DESK)
      test_await_true (bambu_fleet_remove (self->fleet, self->printers[i]));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_DESK]);
  g_assert_true (CULM_IS_PRINTER_PAGE (culm_window_get_content (self->window)));
  g_assert_null (app_test_find (GTK_WIDGET (self->window), CULM_TYPE_OVERVIEW_PAGE));
}

static GtkWidget *
find_toast_button (AppFleet *self, const char *text)
{
  GType type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast =
      type != G_TYPE_INVALID ? app_test_find (GTK_WIDGET (self->window), type) : NULL;

  return toast != NULL ? app_test_find_button (toast, text) : NULL;
}

/* With the keyboard. What was by accident is taken back. */
static void
test_move (AppFleet *self, gconstpointer data)
{
  static const AppFleetPrinter moved[] = { APP_FLEET_LAB, APP_FLEET_GARAGE, APP_FLEET_DESK,
                                           APP_FLEET_WORKSHOP, APP_FLEET_ATTIC };
  GtkWidget *button;

  test_wait_until (stands (self, by_urgency));
  select_printer (self, APP_FLEET_DESK);
  g_assert_true (move (self, "sidebar.move-up"));
  g_assert_true (move (self, "sidebar.move-up"));
  g_assert_true (stands (self, moved));
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_DESK]);

  /* The first one stays the first. */
  select_printer (self, APP_FLEET_LAB);
  move (self, "sidebar.move-up");
  g_assert_true (stands (self, moved));

  test_wait_until ((button = find_toast_button (self, "Undo")) != NULL);
  app_test_click (button);
  g_assert_true (stands (self, by_urgency));
}

/* It stays through what happens to the printers, and until the next start. */
static void
test_order_kept (AppFleet *self, gconstpointer data)
{
  static const AppFleetPrinter moved[] = { APP_FLEET_GARAGE, APP_FLEET_LAB, APP_FLEET_WORKSHOP,
                                           APP_FLEET_ATTIC, APP_FLEET_DESK };

  test_wait_until (stands (self, by_urgency));
  select_printer (self, APP_FLEET_LAB);
  g_assert_true (move (self, "sidebar.move-down"));
  g_assert_true (stands (self, moved));

  sim_printer_patch (self->simulated[APP_FLEET_WORKSHOP],
                     "{\"gcode_state\":\"PAUSE\",\"stg_cur\":16}", NULL);
  test_wait_until (bambu_printer_get_state (self->printers[APP_FLEET_WORKSHOP])
                   == BAMBU_STATE_PAUSE);
  app_test_flush ();
  g_assert_true (stands (self, moved));

  app_fleet_close_window (self);
  app_fleet_open_window (self);
  g_assert_true (stands (self, moved));

  g_settings_set_string (self->settings, "printer-order", "automatic");
  g_assert_false (stands (self, moved));
  g_settings_set_string (self->settings, "printer-order", "own");
  g_assert_true (stands (self, moved));
}

static GtkDropTarget *
find_row_target (GtkWidget *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller); /* the list holds it */
    }

  return NULL;
}

static gboolean
drop_row (AppFleet *self, GtkWidget *row, GtkWidget *onto, gboolean lower_half)
{
  GtkWidget *list = get_list (self);
  g_auto (GValue) value = G_VALUE_INIT;
  graphene_rect_t bounds;
  gboolean taken = FALSE;

  g_assert_true (gtk_widget_compute_bounds (onto, list, &bounds));
  g_value_init (&value, GTK_TYPE_LIST_BOX_ROW);
  g_value_set_object (&value, row);
  g_signal_emit_by_name (find_row_target (list), "drop", &value, bounds.origin.x + 20.0,
                         bounds.origin.y + bounds.size.height * (lower_half ? 0.8 : 0.2), &taken);
  app_test_settle (GTK_WIDGET (self->window));

  return taken;
}

/* A whole drag cannot be made up: this is what its end tells the list. */
static void
test_drag (AppFleet *self, gconstpointer data)
{
  static const AppFleetPrinter first[] = { APP_FLEET_DESK, APP_FLEET_LAB, APP_FLEET_GARAGE,
                                           APP_FLEET_WORKSHOP, APP_FLEET_ATTIC };
  static const AppFleetPrinter last[] = { APP_FLEET_LAB, APP_FLEET_GARAGE, APP_FLEET_WORKSHOP,
                                          APP_FLEET_ATTIC, APP_FLEET_DESK };
  GtkWidget *desk = app_fleet_find_row (self, APP_FLEET_DESK);

  test_wait_until (stands (self, by_urgency));
  g_assert_true (drop_row (self, desk, app_fleet_find_row (self, APP_FLEET_LAB), FALSE));
  g_assert_true (stands (self, first));
  g_assert_true (drop_row (self, desk, app_fleet_find_row (self, APP_FLEET_ATTIC), TRUE));
  g_assert_true (stands (self, last));

  /* Nothing stands above all of them. */
  g_assert_true (drop_row (self, desk, GTK_WIDGET (get_overview_row (self)), FALSE));
  g_assert_true (stands (self, first));

  /* Where it is already */
  g_assert_false (drop_row (self, desk, desk, TRUE));
  g_assert_true (stands (self, first));
}

/* F9 hides it, and shows it again. */
static void
test_hidden (AppFleet *self, gconstpointer data)
{
  GtkWidget *sidebar = GTK_WIDGET (app_fleet_get_sidebar (self));

  g_assert_true (gtk_widget_get_mapped (sidebar));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toggle-sidebar", NULL);
  test_wait_until (!gtk_widget_get_mapped (sidebar));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.toggle-sidebar", NULL);
  test_wait_until (gtk_widget_get_mapped (sidebar));
}

static guint
count_shown (AppFleet *self)
{
  guint n = 0;

  for (guint i = 0; i < APP_FLEET_N; i++)
    n += gtk_widget_get_child_visible (app_fleet_find_row (self, i));

  return n;
}

static void
add_more (AppFleet *self, BambuPrinter **more, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *serial = g_strdup_printf ("01P00C00000000%u", i);
      g_autofree char *name = g_strdup_printf ("Shelf %u", i + 1);

      more[i] = bambu_printer_new (serial, "C12");
      bambu_printer_set_name (more[i], name);
      bambu_fleet_add_printer (self->fleet, more[i]);
    }
}

static guint
count_own (AppFleet *self)
{
  g_auto (GStrv) serials = g_settings_get_strv (self->settings, "own-printer-order");

  return g_strv_length (serials);
}

/* Ctrl+F, where there are many. What is found first is opened by Enter. */
static void
test_search (AppFleet *self, gconstpointer data)
{
  GtkWidget *sidebar = GTK_WIDGET (app_fleet_get_sidebar (self));
  GtkSearchBar *bar = GTK_SEARCH_BAR (app_test_find (sidebar, GTK_TYPE_SEARCH_BAR));
  GtkWidget *entry = app_test_find (sidebar, GTK_TYPE_SEARCH_ENTRY);
  BambuPrinter *more[2];

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.search", NULL);
  g_assert_false (gtk_search_bar_get_search_mode (bar));

  add_more (self, more, G_N_ELEMENTS (more));
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.search", NULL);
  g_assert_true (gtk_search_bar_get_search_mode (bar));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "gaR");
  test_wait_until (count_shown (self) == 1);
  g_assert_true (gtk_widget_get_child_visible (app_fleet_find_row (self, APP_FLEET_GARAGE)));
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (get_overview_row (self))));
  g_assert_true (culm_sidebar_get_nth (CULM_SIDEBAR (sidebar), 0)
                 == self->printers[APP_FLEET_GARAGE]);
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_GARAGE]);

  /* Places in a part of the list mean nothing. */
  move (self, "sidebar.move-down");
  g_assert_cmpuint (count_own (self), ==, 0);

  gtk_editable_set_text (GTK_EDITABLE (entry), "nowhere");
  test_wait_until (app_test_find_label (sidebar, "No results for “nowhere”") != NULL);
  app_test_click (app_test_find_button (sidebar, "Clear Search"));
  test_wait_until (count_shown (self) == APP_FLEET_N);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      test_await_true (bambu_fleet_remove (self->fleet, more[i]));
      g_object_unref (more[i]);
    }
}

/* The menu is about the row that it was opened on. */
static void
test_menu (AppFleet *self, gconstpointer data)
{
  GtkWidget *list = get_list (self);
  GtkWidget *sidebar = GTK_WIDGET (app_fleet_get_sidebar (self));
  GtkWidget *menu;

  test_wait_until (stands (self, by_urgency));
  select_printer (self, APP_FLEET_DESK);
  g_assert_true (gtk_widget_activate_action (sidebar, "sidebar.menu", NULL));
  test_wait_until ((menu = app_test_find (list, GTK_TYPE_POPOVER_MENU)) != NULL
                   && gtk_widget_get_mapped (menu));
  g_assert_true (gtk_widget_activate_action (menu, "sidebar.move-up", NULL));
  g_assert_true (culm_sidebar_get_nth (CULM_SIDEBAR (sidebar), 3)
                 == self->printers[APP_FLEET_DESK]);
  g_assert_true (gtk_widget_activate_action (menu, "win.remove-demo-printer", "s", ""));
  app_test_flush ();
  g_assert_null (
      bambu_fleet_find (self->fleet, bambu_printer_get_serial (self->printers[APP_FLEET_DESK])));
  gtk_popover_popdown (GTK_POPOVER (menu));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/app/sidebar/" name, AppFleet, NULL, app_fleet_set_up, test, app_fleet_tear_down)

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;
  gst_init (NULL, NULL); /* for the simulated cameras */

  ADD ("overview-row", test_overview_row);
  ADD ("move", test_move);
  ADD ("order-kept", test_order_kept);
  ADD ("drag", test_drag);
  ADD ("hidden", test_hidden);
  ADD ("search", test_search);
  ADD ("menu", test_menu);

  return g_test_run ();
}
