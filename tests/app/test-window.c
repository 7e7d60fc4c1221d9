/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-demo.h>
#include <app/culm-printer-page.h>
#include <app/culm-printer-row.h>
#include <app/culm-sidebar.h>
#include <app/culm-welcome.h>
#include <app/culm-window.h>
#include <gio/gsettingsbackend.h>
#include <simulator/sim-demo.h>

#include "app-fixture.h"
#include "test-wait.h"

typedef struct
{
  BambuFleet *fleet;
  GSettings *settings;
  CulmWindow *window;
} Fixture;

static gboolean
is_populated (gpointer data)
{
  return app_test_find (data, CULM_TYPE_WELCOME) != NULL
         || app_test_find (data, CULM_TYPE_PRINTER_PAGE) != NULL;
}

static void
open_window (Fixture *fixture)
{
  fixture->window = culm_window_new (NULL, fixture->fleet, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  culm_window_set_loaded (fixture->window);
  app_test_wait (is_populated, fixture->window);
}

static void
close_window (Fixture *fixture)
{
  app_test_destroy (g_steal_pointer (&fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  fixture->fleet = app_test_fleet_new (app_test_find_free_port ());
  fixture->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->settings);
  app_test_flush ();
  g_assert_finalize_object (g_steal_pointer (&fixture->fleet));
}

static CulmSidebar *
get_sidebar (Fixture *fixture)
{
  return CULM_SIDEBAR (app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_SIDEBAR));
}

static CulmPrinterPage *
get_page (Fixture *fixture)
{
  return CULM_PRINTER_PAGE (app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_PRINTER_PAGE));
}

/* A simulated printer as the fleet would hold it. */
static SimPrinter *
add_simulated (Fixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) printers = sim_demo_create_printers ();
  BambuPrinter *printer = g_ptr_array_index (printers, 0);

  bambu_printer_set_name (printer, name);
  bambu_fleet_add_printer (fixture->fleet, printer);

  return sim_demo_get_simulated (printer);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  open_window (fixture);

  g_assert_nonnull (app_test_find_label (GTK_WIDGET (fixture->window), "Add your first printer"));
  g_assert_null (culm_sidebar_get_selected (get_sidebar (fixture)));
  app_test_assert_named (GTK_WIDGET (fixture->window));

  close_window (fixture);
}

static void
test_demo_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  open_window (fixture);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.try-demo", NULL);
  printer = culm_sidebar_get_selected (get_sidebar (fixture));
  g_assert_true (bambu_printer_is_demo (printer));
  g_assert_true (culm_printer_page_get_printer (get_page (fixture)) == printer);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (fixture->window), "Demo"));
  g_assert_true (CULM_IS_PRINTER_ROW (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  app_test_assert_named (GTK_WIDGET (fixture->window));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.remove-demo-printer", "s", "");
  app_test_flush ();
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->fleet)), ==, 0);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (fixture->window), "Add your first printer"));
  g_assert_null (get_page (fixture));

  close_window (fixture);
}

static gboolean
has_alert (BambuPrinter *printer, const char *code)
{
  GListModel *alerts = bambu_printer_get_alerts (printer);

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (g_strcmp0 (bambu_alert_get_code (alert), code) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_order_by_urgency (gpointer data)
{
  static const char *const names[] = { "Big one", "Workshop", "Desk" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BambuPrinter *printer = culm_sidebar_get_nth (data, i);

      if (printer == NULL || g_strcmp0 (bambu_printer_get_name (printer), names[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_order_by_name (gpointer data)
{
  BambuPrinter *printer = culm_sidebar_get_nth (data, 2);

  return g_strcmp0 (bambu_printer_get_name (printer), "Zzz") == 0;
}

/* The demo has one printer that waits for its user, one that prints and one at rest. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  CulmSidebar *sidebar;
  BambuPrinter *selected;

  culm_demo_add_printers (fixture->fleet);
  open_window (fixture);
  sidebar = get_sidebar (fixture);

  app_test_wait (is_order_by_urgency, sidebar);

  selected = culm_sidebar_get_nth (sidebar, 2);
  culm_sidebar_select (sidebar, selected);
  bambu_printer_set_name (selected, "Zzz");
  app_test_wait (is_order_by_name, sidebar);
  g_assert_true (culm_sidebar_get_selected (sidebar) == selected);

  close_window (fixture);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  CulmSidebar *sidebar;

  culm_demo_add_printers (fixture->fleet);
  open_window (fixture);
  sidebar = get_sidebar (fixture);

  for (int i = 2; i >= 0; i--)
    {
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-printer", "i", i);
      g_assert_true (culm_sidebar_get_selected (sidebar) == culm_sidebar_get_nth (sidebar, i));
      g_assert_true (culm_printer_page_get_printer (get_page (fixture))
                     == culm_sidebar_get_nth (sidebar, i));
    }

  /* There is no fourth. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-printer", "i", 3);
  g_assert_true (culm_sidebar_get_selected (sidebar) == culm_sidebar_get_nth (sidebar, 0));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-pane", NULL);
  app_test_flush ();

  close_window (fixture);
}

static void
test_remembers_selection (Fixture *fixture, gconstpointer data)
{
  g_autofree char *serial = NULL;
  BambuPrinter *last;

  culm_demo_add_printers (fixture->fleet);
  open_window (fixture);
  last = culm_sidebar_get_nth (get_sidebar (fixture), 2);
  culm_sidebar_select (get_sidebar (fixture), last);
  close_window (fixture);

  serial = g_settings_get_string (fixture->settings, "selected-printer");
  g_assert_cmpstr (serial, ==, bambu_printer_get_serial (last));

  open_window (fixture);
  g_assert_true (culm_sidebar_get_selected (get_sidebar (fixture)) == last);
  close_window (fixture);
}

static gboolean
has_live_sentence (gpointer data)
{
  return g_str_has_prefix (culm_status_get_summary (data), "62 %");
}

static gboolean
has_cancelled_sentence (gpointer data)
{
  return g_strcmp0 (culm_status_get_summary (data), "Print cancelled") == 0;
}

/* The printer says for two seconds that its user ended the print; the row says it from then on. */
static void
test_row_follows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SimPrinter *simulated = add_simulated (fixture, "X1");
  CulmPrinterRow *row;
  CulmStatus *status;

  open_window (fixture);
  row = CULM_PRINTER_ROW (app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_PRINTER_ROW));
  status = culm_printer_row_get_status (row);

  app_test_wait (has_live_sentence, status);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (row), culm_status_get_summary (status)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       culm_status_get_sentence (status));
  g_assert_true (gtk_widget_get_visible (app_test_find (GTK_WIDGET (row), GTK_TYPE_PROGRESS_BAR)));

  /* Nothing but this happens to it. */
  sim_printer_stop (simulated);
  sim_printer_patch (simulated, "{\"gcode_state\":\"FAILED\",\"print_error\":50348044}", &error);
  g_assert_no_error (error);
  app_test_wait (has_cancelled_sentence, status);

  sim_printer_patch (simulated, "{\"print_error\":0}", &error);
  g_assert_no_error (error);
  app_test_flush ();
  g_assert_cmpstr (culm_status_get_summary (status), ==, "Print cancelled");
  g_assert_false (gtk_widget_get_visible (app_test_find (GTK_WIDGET (row), GTK_TYPE_PROGRESS_BAR)));

  close_window (fixture);
}

static void
raise_event (Fixture *fixture, const char *event)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.raise-in-demo", "s", event);
}

static GtkWidget *
open_menu (Fixture *fixture)
{
  GtkWidget *button = app_test_find_tip (GTK_WIDGET (get_page (fixture)), "Printer Menu");

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  test_wait_until (app_test_find_label (button, "Print a File…") != NULL);

  return button;
}

/* What a demo is for, with nothing at hand but the window */
static void
test_demo_events (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  open_window (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.try-demo", NULL);
  printer = culm_sidebar_get_selected (get_sidebar (fixture));
  sim_printer_set_period (sim_demo_get_simulated (printer), 0.1);
  sim_printer_set_speed (sim_demo_get_simulated (printer), 20);
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_RUNNING);

  g_assert_nonnull (app_test_find_label (open_menu (fixture), "Let Filament Run Out"));
  raise_event (fixture, "run-out");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE
                   && has_alert (printer, "0700_2100_0002_0001")
                   && has_alert (printer, "0700-8011"));

  /* One fault after the other */
  raise_event (fixture, "fault");
  test_wait_until (has_alert (printer, "0300_0100_0001_0007")
                   && !has_alert (printer, "0700_2100_0002_0001")
                   && !has_alert (printer, "0700-8011"));

  /* The user goes on, and it ends by itself. */
  raise_event (fixture, "finish");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_FINISH
                   && g_list_model_get_n_items (bambu_printer_get_alerts (printer)) == 0);

  /* Without a print there is one for it to happen in. */
  raise_event (fixture, "fault");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_PAUSE
                   && has_alert (printer, "0300_0100_0001_0007"));

  raise_event (fixture, "start");
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_PREPARE
                   && g_list_model_get_n_items (bambu_printer_get_alerts (printer)) == 0);

  raise_event (fixture, "leave");
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_WAITING);
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);

  close_window (fixture);
}

static void
test_real_has_no_events (Fixture *fixture, gconstpointer data)
{
  BambuPrinter *printer;

  add_simulated (fixture, "X1");
  printer = bambu_fleet_find (fixture->fleet, "00M00A000000001");
  bambu_printer_set_demo (printer, FALSE);
  open_window (fixture);
  test_wait_until (bambu_printer_get_state (printer) == BAMBU_STATE_RUNNING);

  g_assert_null (app_test_find_label (open_menu (fixture), "Let Filament Run Out"));
  g_assert_null (app_test_find_label (GTK_WIDGET (fixture->window), "Demo"));
  raise_event (fixture, "leave");
  g_assert_false (sim_printer_is_away (sim_demo_get_simulated (printer)));
  g_assert_cmpint (bambu_printer_get_link_state (printer), ==, BAMBU_LINK_STATE_OPEN);

  close_window (fixture);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/app/window/empty", test_empty);
  ADD ("/app/window/demo-comes-and-goes", test_demo_comes_and_goes);
  ADD ("/app/window/demo-events", test_demo_events);
  ADD ("/app/window/real-has-no-events", test_real_has_no_events);
  ADD ("/app/window/order", test_order);
  ADD ("/app/window/keys", test_keys);
  ADD ("/app/window/remembers-selection", test_remembers_selection);
  ADD ("/app/window/row-follows", test_row_follows);
#undef ADD

  return g_test_run ();
}
