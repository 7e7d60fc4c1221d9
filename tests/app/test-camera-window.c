/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-camera-card.h>
#include <app/culm-camera-window.h>
#include <app/culm-overview-page.h>
#include <app/culm-printer-page.h>
#include <app/culm-window-private.h>
#include <simulator/sim-demo.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-printer.h"
#include "test-wait.h"

/* Cameras in the app's window and beside it. */

static void
set_up (AppWindow *fixture, gconstpointer data)
{
  app_window_set_up (fixture, data);
  bambu_camera_set_source_func (bambu_fleet_get_camera (fixture->fleet, fixture->printer),
                                sim_demo_make_source, NULL, NULL);
}

static void
activate (AppWindow *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, "s", ""));
}

static GtkWidget *
find_camera_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      if (CULM_IS_CAMERA_WINDOW (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
pop_out (AppWindow *fixture)
{
  GtkWidget *window;

  activate (fixture, "win.pop-out-camera");
  test_wait_until ((window = find_camera_window ()) != NULL && gtk_widget_get_mapped (window));

  return window;
}

static void
test_pause (AppWindow *fixture, gconstpointer data)
{
  GtkWidget *window = pop_out (fixture);

  sim_printer_start (fixture->simulated);
  app_test_assert_named (window);
  app_test_click (app_test_find_button (window, "Pause"));
  test_wait_until (app_test_find_button (window, "Resume") != NULL);
  g_assert_null (app_test_find_button (window, "Pause"));
  g_assert_cmpuint (app_window_count_requests (fixture, "pause"), ==, 1);

  app_test_click (app_test_find_button (window, "Resume"));
  test_wait_until (app_test_find_button (window, "Pause") != NULL);
  g_assert_cmpuint (app_window_count_requests (fixture, "resume"), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What went wrong is told where it was asked for. */
static void
test_failure (AppWindow *fixture, gconstpointer data)
{
  GtkWidget *window = pop_out (fixture);

  app_window_set_fault (fixture, "authorization");
  sim_printer_start (fixture->simulated);
  app_test_click (app_test_find_button (window, "Pause"));
  test_wait_until (app_test_find (window, g_type_from_name ("AdwToastWidget")) != NULL);
  g_assert_null (app_test_find (GTK_WIDGET (fixture->window), g_type_from_name ("AdwToastWidget")));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_removed (AppWindow *fixture, gconstpointer data)
{
  pop_out (fixture);
  activate (fixture, "win.show-camera-fullscreen");

  activate (fixture, "win.remove-demo-printer");
  test_wait_until (find_camera_window () == NULL);
}

static void
test_owner_closed (AppWindow *fixture, gconstpointer data)
{
  CulmWindow *other =
      culm_window_new (NULL, fixture->fleet, culm_window_get_settings (fixture->window));

  culm_camera_window_pop_out (GTK_WIDGET (other),
                              bambu_fleet_get_camera (fixture->fleet, fixture->printer));
  g_assert_nonnull (find_camera_window ());
  app_test_destroy (other);
  test_wait_until (find_camera_window () == NULL);
}

/* As when it is closed, and its printers are watched in the background */
static void
test_owner_hidden (AppWindow *fixture, gconstpointer data)
{
  pop_out (fixture);
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  test_wait_until (find_camera_window () == NULL);
}

/* How a picture is turned is remembered for its printer. */
static void
test_flip (AppWindow *fixture, gconstpointer data)
{
  GSettings *settings = culm_window_get_settings (fixture->window);
  GtkWidget *card = app_test_find (fixture->page, CULM_TYPE_CAMERA_CARD);
  g_autoptr (GVariant) flipped = NULL;
  gboolean horizontally;
  gboolean vertically;

  g_assert_true (gtk_widget_activate_action (card, "picture.flip-vertically", NULL));
  flipped = g_settings_get_value (settings, "flipped-cameras");
  g_assert_true (g_variant_lookup (flipped, bambu_printer_get_serial (fixture->printer), "(bb)",
                                   &horizontally, &vertically));
  g_assert_false (horizontally);
  g_assert_true (vertically);

  g_assert_true (gtk_widget_activate_action (card, "picture.flip-vertically", NULL));
  g_clear_pointer (&flipped, g_variant_unref);
  flipped = g_settings_get_value (settings, "flipped-cameras");
  g_assert_cmpuint (g_variant_n_children (flipped), ==, 0);
}

/* What was remembered holds from the first picture on. */
static void
test_flip_remembered (AppWindow *fixture, gconstpointer data)
{
  GSettings *settings = culm_window_get_settings (fixture->window);
  g_autofree char *text = g_strdup_printf ("{'%s': (true, false), 'OTHER': (false, true)}",
                                           bambu_printer_get_serial (fixture->printer));
  g_autoptr (GVariant) flipped = g_variant_ref_sink (g_variant_new_parsed (text));
  g_autoptr (CulmCameraFeed) feed =
      culm_camera_feed_dup_for_camera (bambu_fleet_get_camera (fixture->fleet, fixture->printer));
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuCamera) camera = bambu_camera_new (fixture->printer, trust);
  g_autoptr (CulmCameraFeed) another = culm_camera_feed_dup_for_camera (camera);

  g_assert_false (culm_camera_feed_is_flipped_horizontally (feed));
  g_settings_set_value (settings, "flipped-cameras", flipped);
  culm_camera_feed_set_settings (another, settings);
  g_assert_true (culm_camera_feed_is_flipped_horizontally (another));
  g_assert_false (culm_camera_feed_is_flipped_vertically (another));

  g_object_set (another, "flip-horizontally", FALSE, NULL);
  g_variant_unref (g_steal_pointer (&flipped));
  flipped = g_settings_get_value (settings, "flipped-cameras");
  g_assert_cmpuint (g_variant_n_children (flipped), ==, 1);
}

/* Through the printer's own settings, and shown as it reports them */
static void
test_record (AppWindow *fixture, gconstpointer data)
{
  GtkWidget *card = app_test_find (fixture->page, CULM_TYPE_CAMERA_CARD);

  sim_printer_start (fixture->simulated);
  g_assert_true (gtk_widget_activate_action (card, "picture.record", NULL));
  test_wait_until (app_window_get_request (fixture, "ipcam_record_set") != NULL);
  g_assert_true (gtk_widget_activate_action (card, "picture.quality", "s", "0"));
  test_wait_until (app_window_get_request (fixture, "ipcam_resolution_set") != NULL);
}

static guint
count_tiles (GtkWidget *wall, const char *pill)
{
  GtkFlowBox *tiles = GTK_FLOW_BOX (app_test_find (wall, GTK_TYPE_FLOW_BOX));
  GtkFlowBoxChild *tile;
  guint n = 0;

  for (int i = 0; (tile = gtk_flow_box_get_child_at_index (tiles, i)) != NULL; i++)
    n += gtk_widget_get_mapped (GTK_WIDGET (tile))
         && (pill == NULL || app_test_find_label (GTK_WIDGET (tile), pill) != NULL);

  return n;
}

static GtkWidget *
get_tile (GtkWidget *wall, int index)
{
  return GTK_WIDGET (gtk_flow_box_get_child_at_index (
      GTK_FLOW_BOX (app_test_find (wall, GTK_TYPE_FLOW_BOX)), index));
}

/* All of them, one live: the one with the focus. */
static void
test_wall (AppWindow *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new ("P1S", NULL, &error);
  g_autoptr (BambuPrinter) other = test_printer_new_live (simulated, "Garage");
  GtkWidget *wall;

  g_assert_no_error (error);
  /* One is not several. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-overview", "s", "pictures");
  g_assert_null (app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_OVERVIEW_PAGE));
  bambu_printer_set_demo (other, TRUE);
  bambu_fleet_add_printer (fixture->fleet, other);
  bambu_camera_set_source_func (bambu_fleet_get_camera (fixture->fleet, other),
                                sim_demo_make_source, NULL, NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-overview", "s",
                                             "pictures"));
  wall = app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_OVERVIEW_PAGE);
  g_assert_true (culm_window_get_content (fixture->window) == wall);
  test_wait_until (count_tiles (wall, NULL) == 2);
  app_test_assert_named (wall);
  test_wait_until (count_tiles (wall, "Live") == 1);
  test_wait_until (count_tiles (wall, "Snapshot") == 1);

  gtk_widget_grab_focus (get_tile (wall, 1));
  test_wait_until (app_test_find_label (get_tile (wall, 1), "Live") != NULL);
  test_wait_until (app_test_find_label (get_tile (wall, 0), "Snapshot") != NULL);
  g_assert_null (app_test_find_tip (wall, "Take Picture"));

  g_signal_emit_by_name (get_tile (wall, 1), "activate");
  test_wait_until (app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_OVERVIEW_PAGE) == NULL);
  g_assert_true (culm_window_get_selected (fixture->window) == other);

  dex_future_disown (bambu_fleet_remove (fixture->fleet, other));
  bambu_printer_set_link (other, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
}

/* Those that are further down cost nothing before they are scrolled to. */
static void
test_wall_scrolled (AppWindow *fixture, gconstpointer data)
{
  static const char *const models[] = { "P1S", "P1P", "A1", "A1 mini", "X1C", "H2D", "P2S" };
  BambuPrinter *printers[G_N_ELEMENTS (models)];
  BambuCamera *last;
  GtkWidget *wall;
  GtkAdjustment *adjustment;

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SimPrinter) simulated = sim_printer_new (models[i], NULL, &error);

      g_assert_no_error (error);
      printers[i] = test_printer_new_live (simulated, models[i]);
      bambu_printer_set_demo (printers[i], TRUE);
      bambu_fleet_add_printer (fixture->fleet, printers[i]);
      bambu_camera_set_source_func (bambu_fleet_get_camera (fixture->fleet, printers[i]),
                                    sim_demo_make_source, NULL, NULL);
    }
  last = bambu_fleet_get_camera (fixture->fleet, printers[G_N_ELEMENTS (models) - 1]);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 400);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-overview", "s",
                                             "pictures"));
  wall = app_test_find (GTK_WIDGET (fixture->window), CULM_TYPE_OVERVIEW_PAGE);
  test_wait_until (app_test_find_label (get_tile (wall, 0), "Live") != NULL);
  g_assert_null (bambu_camera_get_picture (last));
  g_assert_cmpint (bambu_camera_get_state (last), ==, BAMBU_CAMERA_STATE_IDLE);

  adjustment = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (app_test_find (wall, GTK_TYPE_SCROLLED_WINDOW)));
  app_test_settle (GTK_WIDGET (fixture->window));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  test_wait_until (app_test_find_label (get_tile (wall, G_N_ELEMENTS (models)), "Snapshot")
                   != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      dex_future_disown (bambu_fleet_remove (fixture->fleet, printers[i]));
      bambu_printer_set_link (printers[i], NULL, BAMBU_CONNECTION_NONE);
      g_object_unref (printers[i]);
    }
  app_test_flush ();
}

#define ADD(name, test)                                                                            \
  g_test_add ("/camera-window/" name, AppWindow, "X1C", set_up, test, app_window_tear_down)

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;
  gst_init (NULL, NULL);

  ADD ("pause", test_pause);
  ADD ("failure", test_failure);
  ADD ("removed", test_removed);
  ADD ("owner-closed", test_owner_closed);
  ADD ("owner-hidden", test_owner_hidden);
  ADD ("flip", test_flip);
  ADD ("flip-remembered", test_flip_remembered);
  ADD ("record", test_record);
  ADD ("wall", test_wall);
  ADD ("wall-scrolled", test_wall_scrolled);

  return g_test_run ();
}
