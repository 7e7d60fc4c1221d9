/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-chamber-light.h>
#include <app/culm-drop-cover.h>
#include <app/culm-overview-bar.h>
#include <app/culm-printer-page.h>
#include <app/culm-slot-row.h>
#include <app/culm-window-private.h>
#include <bambu/printer/bambu-printer-private.h>

#include "app-fixture.h"
#include "app-fleet.h"
#include "test-link.h"
#include "test-wait.h"

static GtkFlowBox *
get_cards (GtkWidget *page)
{
  return GTK_FLOW_BOX (app_test_find (page, GTK_TYPE_FLOW_BOX));
}

static gboolean
is_shown (AppFleet *self, AppFleetPrinter printer)
{
  return gtk_widget_get_child_visible (app_fleet_find_card (self, printer));
}

static guint
count_shown (AppFleet *self)
{
  guint n = 0;

  for (guint i = 0; i < APP_FLEET_N; i++)
    n += is_shown (self, i);

  return n;
}

static guint
count_selected (AppFleet *self)
{
  guint n = 0;

  for (guint i = 0; i < APP_FLEET_N; i++)
    n += culm_printer_card_is_selected (CULM_PRINTER_CARD (app_fleet_find_card (self, i)));

  return n;
}

static void
activate (GtkWidget *widget, const char *action)
{
  g_assert_true (gtk_widget_activate_action (widget, action, NULL));
}

static void
choose_chip (GtkWidget *page, const char *text)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (app_test_find_button (page, text)), TRUE);
  app_test_flush ();
}

static GtkWidget *
find_toast_label (AppFleet *self, const char *text)
{
  GType type = g_type_from_name ("AdwToastWidget");
  GtkWidget *toast =
      type != G_TYPE_INVALID ? app_test_find (GTK_WIDGET (self->window), type) : NULL;

  return toast != NULL ? app_test_find_label (toast, text) : NULL;
}

/* One a printer, as urgent as in the list; each says what it does. */
static void
test_cards (AppFleet *self, gconstpointer data)
{
  static const AppFleetPrinter order[] = { APP_FLEET_LAB, APP_FLEET_GARAGE, APP_FLEET_WORKSHOP,
                                           APP_FLEET_ATTIC, APP_FLEET_DESK };
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *garage = app_fleet_find_card (self, APP_FLEET_GARAGE);
  GtkWidget *attic = app_fleet_find_card (self, APP_FLEET_ATTIC);
  g_autofree char *since = NULL;

  g_assert_cmpuint (count_shown (self), ==, APP_FLEET_N);
  for (guint i = 0; i < APP_FLEET_N; i++)
    g_assert_true (GTK_WIDGET (gtk_flow_box_get_child_at_index (get_cards (page), i))
                   == app_fleet_find_card (self, order[i]));
  g_assert_nonnull (app_test_find_label (page, "2 printing, 1 needs attention"));

  g_assert_nonnull (app_test_find_label (garage, "Garage"));
  g_assert_nonnull (app_test_find_label (garage, "Printing"));
  g_assert_nonnull (app_test_find_label (garage, "90 %"));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (garage),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));

  /* It keeps its place. */
  g_assert_true (gtk_widget_has_css_class (attic, "away"));
  g_object_get (culm_printer_card_get_status (CULM_PRINTER_CARD (attic)), "summary", &since, NULL);
  g_assert_true (g_str_has_prefix (since, "Offline since "));
  g_assert_nonnull (app_test_find_label (attic, since));

  app_test_assert_named (page);
}

/* What is in the AMS, each in words */
static void
test_swatches (AppFleet *self, gconstpointer data)
{
  GtkWidget *card;

  app_fleet_show_overview (self);
  card = app_fleet_find_card (self, APP_FLEET_WORKSHOP);
  for (guint i = 0; i < g_list_model_get_n_items (bambu_printer_get_ams_units (self->printers[0]));
       i++)
    {
      g_autoptr (GListModel) unit =
          g_list_model_get_item (bambu_printer_get_ams_units (self->printers[0]), i);

      for (guint j = 0; j < g_list_model_get_n_items (unit); j++)
        {
          g_autoptr (BambuTray) tray = g_list_model_get_item (unit, j);
          g_autofree char *spoken = culm_slot_row_dup_spoken (tray);
          GtkWidget *spool = app_test_find_tip (card, spoken);

          g_assert_nonnull (spool);
          gtk_test_accessible_assert_property (GTK_ACCESSIBLE (spool),
                                               GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
        }
    }
}

/* Enter opens a printer, Ctrl+0 comes back. */
static void
test_open (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);

  g_signal_emit_by_name (app_fleet_find_card (self, APP_FLEET_DESK), "activate");
  g_assert_true (CULM_IS_PRINTER_PAGE (culm_window_get_content (self->window)));
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_DESK]);
  g_assert_true (app_fleet_show_overview (self) == page);
}

static void
test_mode (AppFleet *self, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GtkWidget *page = app_fleet_show_overview (self);
  g_autofree char *kept = NULL;
  g_autofree char *mode = NULL;
  gboolean pictures;

  g_assert_true (gtk_widget_activate_action (window, "win.show-overview", "s", "pictures"));
  g_object_get (page, "mode", &mode, NULL);
  g_assert_cmpstr (mode, ==, "pictures");
  g_object_get (app_fleet_find_card (self, APP_FLEET_DESK), "pictures", &pictures, NULL);
  g_assert_true (pictures);

  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (app_test_find (page, ADW_TYPE_TOGGLE_GROUP)),
                                    "cards");
  g_object_get (app_fleet_find_card (self, APP_FLEET_DESK), "pictures", &pictures, NULL);
  g_assert_false (pictures);
  kept = g_settings_get_string (self->settings, "overview-mode");
  g_assert_cmpstr (kept, ==, "cards");
}

static void
test_filters (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);

  /* The focus does not stay where nobody sees it. */
  test_wait_until (gtk_widget_grab_focus (app_fleet_find_card (self, APP_FLEET_LAB)));
  choose_chip (page, "Printing 2");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->window))
                 == app_test_find_button (page, "Printing 2"));
  g_assert_cmpuint (count_shown (self), ==, 2);
  g_assert_true (is_shown (self, APP_FLEET_GARAGE) && is_shown (self, APP_FLEET_WORKSHOP));
  choose_chip (page, "Needs attention 1");
  g_assert_true (count_shown (self) == 1 && is_shown (self, APP_FLEET_LAB));
  choose_chip (page, "Offline 1");
  g_assert_true (count_shown (self) == 1 && is_shown (self, APP_FLEET_ATTIC));
  choose_chip (page, "Ready 1");
  g_assert_true (count_shown (self) == 1 && is_shown (self, APP_FLEET_DESK));

  /* The last one of them becomes another. */
  sim_printer_start_job (self->simulated[APP_FLEET_DESK], "Clip", 5);
  sim_printer_patch (self->simulated[APP_FLEET_DESK], "{\"mc_percent\":5}", NULL);
  test_wait_until (app_test_find_label (page, "No Printer Is Ready") != NULL);
  g_assert_nonnull (app_test_find_button (page, "Ready 0"));
  g_assert_cmpuint (count_shown (self), ==, 0);

  app_test_click (app_test_find_button (page, "Show All"));
  g_assert_cmpuint (count_shown (self), ==, APP_FLEET_N);
}

static void
test_search (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *entry;

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.search", NULL);
  entry = app_test_find (page, GTK_TYPE_SEARCH_ENTRY);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), entry));

  gtk_editable_set_text (GTK_EDITABLE (entry), "wORk");
  test_wait_until (count_shown (self) == 1);
  g_assert_true (is_shown (self, APP_FLEET_WORKSHOP));

  gtk_editable_set_text (GTK_EDITABLE (entry), "Voron");
  test_wait_until (app_test_find_label (page, "No results for “Voron”") != NULL);
  app_test_click (app_test_find_button (page, "Show All"));
  test_wait_until (count_shown (self) == APP_FLEET_N);
}

/* From the desktop's search, also when the window has just been opened for it */
static void
test_find (AppFleet *self, gconstpointer data)
{
  GtkWidget *page;

  app_fleet_close_window (self);
  self->window = culm_window_new (NULL, self->fleet, self->settings);
  culm_window_find_printers (self->window, "printer X1 works");
  gtk_window_present (GTK_WINDOW (self->window));
  culm_window_set_loaded (self->window);
  test_wait_until ((page = app_test_find (GTK_WIDGET (self->window), CULM_TYPE_OVERVIEW_PAGE))
                       != NULL
                   && count_shown (self) == 1);
  g_assert_true (is_shown (self, APP_FLEET_WORKSHOP));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)),
                                         app_test_find (page, GTK_TYPE_SEARCH_ENTRY)));

  /* By its state, from wherever the window is */
  culm_window_select (self->window, self->printers[APP_FLEET_DESK]);
  culm_window_find_printers (self->window, "printing");
  test_wait_until (count_shown (self) == 2);
  g_assert_true (is_shown (self, APP_FLEET_GARAGE));
}

/* To each only what makes sense to it now */
static void
test_selection (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *bar = app_test_find (page, CULM_TYPE_OVERVIEW_BAR);
  GtkWidget *revealer = gtk_widget_get_ancestor (bar, GTK_TYPE_REVEALER);
  GtkWidget *desk = app_fleet_find_card (self, APP_FLEET_DESK);

  sim_printer_start (self->simulated[APP_FLEET_WORKSHOP]);
  sim_printer_start (self->simulated[APP_FLEET_GARAGE]);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  activate (page, "overview.select-all");
  g_assert_cmpuint (count_selected (self), ==, APP_FLEET_N);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  g_assert_nonnull (app_test_find_label (bar, "5 selected"));
  g_assert_nonnull (app_test_find_tip (bar, "Pause: 2 of 5"));
  g_assert_nonnull (app_test_find_tip (bar, "Resume: 1 of 5"));
  app_test_assert_named (page);

  /* Not with the focus on them, but as a click does in this state */
  g_signal_emit_by_name (desk, "toggled");
  g_assert_nonnull (app_test_find_label (bar, "4 selected"));

  activate (bar, "group.pause");
  test_wait_until (app_fleet_count (self, APP_FLEET_WORKSHOP, "pause") == 1
                   && app_fleet_count (self, APP_FLEET_GARAGE, "pause") == 1);
  test_wait_until (bambu_printer_get_state (self->printers[APP_FLEET_WORKSHOP]) == BAMBU_STATE_PAUSE
                   && bambu_printer_get_state (self->printers[APP_FLEET_GARAGE])
                          == BAMBU_STATE_PAUSE);
  test_wait_until (app_test_find_tip (bar, "Resume: 3 of 4") != NULL);
  g_assert_nonnull (app_test_find_tip (bar, "None of them has a print that can be paused now"));
  gtk_widget_activate_action (bar, "group.pause", NULL);

  activate (bar, "group.resume");
  test_wait_until (bambu_printer_get_state (self->printers[APP_FLEET_WORKSHOP])
                   == BAMBU_STATE_RUNNING);
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_WORKSHOP, "pause"), ==, 1);
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_LAB, "pause"), ==, 0);
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_DESK, "pause"), ==, 0);
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_DESK, "resume"), ==, 0);
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_WORKSHOP, "resume"), ==, 1);
  g_assert_null (app_test_find_button (bar, "Stop"));

  activate (page, "overview.unselect");
  g_assert_cmpuint (count_selected (self), ==, 0);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
}

static gboolean
is_lit (AppFleet *self, AppFleetPrinter printer)
{
  return culm_chamber_light_is_on (self->printers[printer]);
}

/* Said as it is wanted: those that are lit already are left alone. */
static void
test_light (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *bar = app_test_find (page, CULM_TYPE_OVERVIEW_BAR);
  guint n;

  sim_printer_start (self->simulated[APP_FLEET_WORKSHOP]);
  sim_printer_start (self->simulated[APP_FLEET_GARAGE]);
  test_await_true (
      bambu_printer_set_light (self->printers[APP_FLEET_GARAGE], BAMBU_LIGHT_PLACE_CHAMBER, FALSE));
  test_await_true (bambu_printer_set_light (self->printers[APP_FLEET_WORKSHOP],
                                            BAMBU_LIGHT_PLACE_CHAMBER, TRUE));
  g_assert_true (!is_lit (self, APP_FLEET_GARAGE) && is_lit (self, APP_FLEET_WORKSHOP));

  choose_chip (page, "Printing 2");
  activate (page, "overview.select-all");
  g_assert_cmpuint (count_selected (self), ==, 2);
  n = app_fleet_count (self, APP_FLEET_WORKSHOP, "ledctrl");
  g_assert_true (gtk_widget_activate_action (bar, "group.light", "b", TRUE));
  test_wait_until (is_lit (self, APP_FLEET_GARAGE));
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_WORKSHOP, "ledctrl"), ==, n);

  app_test_flush ();
  g_assert_true (gtk_widget_activate_action (bar, "group.light", "b", FALSE));
  test_wait_until (!is_lit (self, APP_FLEET_GARAGE) && !is_lit (self, APP_FLEET_WORKSHOP));
}

/* All that did not obey, each by its name, in one toast */
static void
test_failures (AppFleet *self, gconstpointer data)
{
  static const AppFleetPrinter deaf[] = { APP_FLEET_WORKSHOP, APP_FLEET_GARAGE };
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *bar = app_test_find (page, CULM_TYPE_OVERVIEW_BAR);

  for (guint i = 0; i < G_N_ELEMENTS (deaf); i++)
    sim_printer_set_fault (self->simulated[deaf[i]], "commands-dropped", TRUE, NULL);
  activate (page, "overview.select-all");
  activate (bar, "group.pause");
  test_wait_until (app_fleet_count (self, APP_FLEET_WORKSHOP, "pause") == 1
                   && app_fleet_count (self, APP_FLEET_GARAGE, "pause") == 1);

  bambu_printer_give_up (self->printers[APP_FLEET_WORKSHOP]);
  app_test_flush ();
  g_assert_null (
      g_type_from_name ("AdwToastWidget") != G_TYPE_INVALID
          ? app_test_find (GTK_WIDGET (self->window), g_type_from_name ("AdwToastWidget"))
          : NULL);
  bambu_printer_give_up (self->printers[APP_FLEET_GARAGE]);
  test_wait_until (find_toast_label (self, "Workshop did not confirm: pause\n"
                                           "Garage did not confirm: pause")
                   != NULL);
  g_assert_cmpuint (app_fleet_count (self, APP_FLEET_WORKSHOP, "pause"), ==, 1);
}

/* What is not seen is not selected. */
static void
test_hidden (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);

  activate (page, "overview.select-all");
  choose_chip (page, "Printing 2");
  g_assert_cmpuint (count_selected (self), ==, 2);
  choose_chip (page, "Offline 1");
  g_assert_cmpuint (count_selected (self), ==, 0);
  choose_chip (page, "All");
  g_assert_cmpuint (count_selected (self), ==, 0);
}

/* Ctrl+Space and Ctrl+A, which are the list's own keys */
static void
test_keys (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);
  GtkFlowBox *cards = get_cards (page);
  gboolean selecting;

  gtk_widget_grab_focus (app_fleet_find_card (self, APP_FLEET_GARAGE));
  g_signal_emit_by_name (cards, "toggle-cursor-child");
  g_assert_cmpuint (count_selected (self), ==, 1);
  g_assert_true (CULM_IS_OVERVIEW_PAGE (culm_window_get_content (self->window)));
  g_object_get (page, "selecting", &selecting, NULL);
  g_assert_true (selecting);
  g_signal_emit_by_name (cards, "toggle-cursor-child");
  g_assert_cmpuint (count_selected (self), ==, 0);
  g_object_get (page, "selecting", &selecting, NULL);
  g_assert_false (selecting);

  g_signal_emit_by_name (cards, "select-all");
  g_assert_cmpuint (count_selected (self), ==, APP_FLEET_N);
  g_signal_emit_by_name (cards, "unselect-all");
  g_assert_cmpuint (count_selected (self), ==, 0);
}

/* Its menu, and the window's keys, are about the card with the focus. */
static void
test_current (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *menu;

  gtk_widget_grab_focus (app_fleet_find_card (self, APP_FLEET_WORKSHOP));
  test_wait_until (culm_window_get_selected (self->window) == self->printers[APP_FLEET_WORKSHOP]);
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.pause-or-resume", "s", ""));
  test_wait_until (app_fleet_count (self, APP_FLEET_WORKSHOP, "pause") == 1);

  gtk_widget_grab_focus (app_test_find_button (page, "All"));
  test_wait_until (culm_window_get_selected (self->window) == NULL);

  gtk_widget_grab_focus (app_fleet_find_card (self, APP_FLEET_GARAGE));
  activate (page, "overview.menu");
  menu = gtk_widget_get_last_child (GTK_WIDGET (get_cards (page)));
  g_assert_true (GTK_IS_POPOVER_MENU (menu));
  test_wait_until (gtk_widget_get_mapped (menu));
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_GARAGE]);
  g_assert_true (gtk_widget_activate_action (menu, "win.open-printer", "s", ""));
  gtk_popover_popdown (GTK_POPOVER (menu));
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_GARAGE]);
  g_assert_true (CULM_IS_PRINTER_PAGE (culm_window_get_content (self->window)));
}

static BambuCameraState
get_camera_state (AppFleet *self, AppFleetPrinter printer)
{
  return bambu_camera_get_state (bambu_fleet_get_camera (self->fleet, self->printers[printer]));
}

/* The last picture stays when a printer goes, and nobody asks for another. */
static void
test_lost (AppFleet *self, gconstpointer data)
{
  g_autoptr (BambuLink) link =
      test_link_new (BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_UNREACHABLE);
  GtkWidget *card;
  GtkWidget *picture;

  app_fleet_show_overview (self);
  card = app_fleet_find_card (self, APP_FLEET_DESK);
  test_wait_until (app_test_find_label (card, "Snapshot") != NULL);
  /* There may be many: it is not kept larger than it is seen. */
  picture = app_test_find (card, GTK_TYPE_PICTURE);
  g_assert_cmpint (
      gdk_paintable_get_intrinsic_width (gtk_picture_get_paintable (GTK_PICTURE (picture))), ==,
      640);

  bambu_printer_set_link (self->printers[APP_FLEET_DESK], link, BAMBU_CONNECTION_LAN);
  bambu_printer_set_freshness (self->printers[APP_FLEET_DESK], BAMBU_FRESHNESS_OFFLINE);
  test_wait_until (gtk_widget_has_css_class (card, "away"));
  g_assert_nonnull (gtk_picture_get_paintable (GTK_PICTURE (picture)));
  g_assert_true (gtk_widget_has_css_class (picture, "stale"));
  g_assert_null (app_test_find_label (card, "Snapshot"));
  g_assert_null (app_test_find_label (card, "No picture"));
  g_assert_cmpint (get_camera_state (self, APP_FLEET_DESK), ==, BAMBU_CAMERA_STATE_IDLE);
}

/* One that is not seen costs nothing. */
static void
test_away (AppFleet *self, gconstpointer data)
{
  GtkWidget *card;

  app_fleet_show_overview (self);
  card = app_fleet_find_card (self, APP_FLEET_WORKSHOP);
  gtk_widget_grab_focus (card);
  test_wait_until (app_test_find_label (card, "Live") != NULL);
  g_assert_cmpint (get_camera_state (self, APP_FLEET_WORKSHOP), ==, BAMBU_CAMERA_STATE_LIVE);

  culm_sidebar_select (app_fleet_get_sidebar (self), self->printers[APP_FLEET_DESK]);
  test_wait_until (get_camera_state (self, APP_FLEET_WORKSHOP) == BAMBU_CAMERA_STATE_IDLE);
}

static void
test_start_page (AppFleet *self, gconstpointer data)
{
  g_settings_set_string (self->settings, "start-page", "all-printers");
  g_settings_set_string (self->settings, "selected-printer",
                         bambu_printer_get_serial (self->printers[APP_FLEET_DESK]));
  app_fleet_open_window (self);
  g_assert_true (CULM_IS_OVERVIEW_PAGE (culm_window_get_content (self->window)));
  g_assert_null (app_test_find (GTK_WIDGET (self->window), CULM_TYPE_PRINTER_PAGE));
  app_fleet_close_window (self);

  g_settings_set_string (self->settings, "start-page", "last-printer");
  app_fleet_open_window (self);
  g_assert_true (culm_window_get_selected (self->window) == self->printers[APP_FLEET_DESK]);
  g_assert_null (app_test_find (GTK_WIDGET (self->window), CULM_TYPE_OVERVIEW_PAGE));
}

static gboolean
hover (AppFleet *self, GtkWidget *widget, double x, double y)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/Bracket v3.gcode.3mf");
  GSList files = { file, NULL };
  graphene_point_t point;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (self->window),
                                           &GRAPHENE_POINT_INIT ((float) x, (float) y), &point));

  return culm_window_show_drop (self->window, point.x, point.y, &files);
}

/* A file is for the card that it is held over, and says so there; between them it is for none. */
static void
test_drop (AppFleet *self, gconstpointer data)
{
  GtkWidget *page = app_fleet_show_overview (self);
  GtkWidget *desk = app_fleet_find_card (self, APP_FLEET_DESK);
  GtkWidget *cover = GTK_WIDGET (culm_window_get_drop_cover (self->window));
  graphene_rect_t bounds;

  gtk_widget_grab_focus (app_fleet_find_card (self, APP_FLEET_WORKSHOP));
  g_assert_true (hover (self, desk, 60, 60));
  g_assert_true (gtk_widget_get_visible (cover));
  g_assert_nonnull (app_test_find_label (cover, "Print on Desk"));
  app_test_settle (GTK_WIDGET (self->window));
  g_assert_true (gtk_widget_compute_bounds (cover, desk, &bounds));
  g_assert_cmpint ((int) bounds.origin.x, >=, -6);
  g_assert_cmpint ((int) bounds.size.width, <=, gtk_widget_get_width (desk) + 12);

  g_assert_true (hover (self, app_fleet_find_card (self, APP_FLEET_GARAGE), 60, 60));
  g_assert_nonnull (app_test_find_label (cover, "Garage is printing: upload only"));

  g_assert_false (hover (self, page, 20, 20));
  g_assert_false (gtk_widget_get_visible (cover));
}

#define ADD(name, test)                                                                            \
  g_test_add ("/app/overview/" name, AppFleet, NULL, app_fleet_set_up, test, app_fleet_tear_down)

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;
  gst_init (NULL, NULL); /* for the simulated cameras */

  ADD ("cards", test_cards);
  ADD ("swatches", test_swatches);
  ADD ("open", test_open);
  ADD ("mode", test_mode);
  ADD ("filters", test_filters);
  ADD ("search", test_search);
  ADD ("find", test_find);
  ADD ("selection", test_selection);
  ADD ("light", test_light);
  ADD ("failures", test_failures);
  ADD ("hidden", test_hidden);
  ADD ("keys", test_keys);
  ADD ("current", test_current);
  ADD ("lost", test_lost);
  ADD ("away", test_away);
  ADD ("drop", test_drop);
  g_test_add ("/app/overview/start-page", AppFleet, NULL, app_fleet_set_up_closed, test_start_page,
              app_fleet_tear_down);

  return g_test_run ();
}
