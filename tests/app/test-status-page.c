/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/culm-alert-row.h"
#include "app/culm-job-card.h"
#include "app/culm-printer-page.h"
#include "app/culm-status-page.h"
#include "app/culm-sparkline.h"
#include "app/culm-temperature-tile.h"
#include "words/culm-format.h"

#include "app-fixture.h"
#include "test-link.h"
#include "test-printer.h"
#include "test-wait.h"

#define VIEW_ONLY "{\"fun\":\"20000000\"}"

typedef struct
{
  SimPrinter *simulated;
  BambuPrinter *printer;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
show (Fixture *fixture)
{
  fixture->page = GTK_WIDGET (culm_printer_page_new (fixture->printer));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 900);
  adw_window_set_content (ADW_WINDOW (fixture->window), g_object_ref (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_test_flush ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->simulated = sim_printer_new (data, NULL, &error);
  g_assert_no_error (error);
}

static void
set_up_live (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  sim_printer_start_job (fixture->simulated, "Bracket v3", 42);
  fixture->printer = test_printer_new_live (fixture->simulated, "Workshop");
  show (fixture);
}

static void
set_up_idle (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  fixture->printer = test_printer_new_live (fixture->simulated, "Desk");
  show (fixture);
}

/* Nothing of a page may outlive it, nor keep the printer. */
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

static gboolean
says (Fixture *fixture, const char *text)
{
  return app_test_find_label (fixture->page, text) != NULL;
}

static GtkWidget *
find_tile (Fixture *fixture, const char *title)
{
  GtkWidget *label = app_test_find_label (fixture->page, title);

  return label != NULL ? gtk_widget_get_ancestor (label, CULM_TYPE_TEMPERATURE_TILE) : NULL;
}

/* The line about the job that has just come to its end */
static char *
describe_last (Fixture *fixture, const char *how)
{
  gint64 done = bambu_job_get_done_time (bambu_printer_get_job (fixture->printer));
  g_autofree char *clock = culm_format_clock (done, done);

  g_assert_cmpint (done, >, 0);

  return g_strdup_printf ("Last: Bracket v3, %s %s", how, clock);
}

static void
test_job (Fixture *fixture, gconstpointer data)
{
  g_autofree char *last = NULL;
  GtkWidget *card = app_test_find (fixture->page, CULM_TYPE_JOB_CARD);
  GtkWidget *bar = app_test_find (card, GTK_TYPE_PROGRESS_BAR);

  patch (fixture, "{\"mc_percent\":43,\"layer_num\":120,\"total_layer_num\":340,"
                  "\"mc_remaining_time\":72,\"spd_lvl\":3}");

  g_assert_true (says (fixture, "Bracket v3"));
  g_assert_true (says (fixture, "Printing"));
  g_assert_nonnull (app_test_find_label (card, "43 %"));
  g_assert_true (says (fixture, "Layer 120 of 340"));
  g_assert_true (says (fixture, "1 h 12 min left"));
  g_assert_nonnull (app_test_find_label (card, "Sport"));
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), 0.43,
                                  0.001);

  patch (fixture, "{\"total_layer_num\":0,\"layer_num\":121}");
  g_assert_true (says (fixture, "Layer 121"));

  patch (fixture, "{\"gcode_state\":\"FINISH\",\"mc_percent\":100,\"mc_remaining_time\":0}");
  g_assert_true (says (fixture, "Bracket v3"));
  g_assert_nonnull (app_test_find_label (card, "100 %"));
  g_assert_false (gtk_widget_get_visible (bar));

  patch (fixture, "{\"gcode_state\":\"IDLE\"}");
  g_assert_true (says (fixture, "Nothing is printing"));
  last = describe_last (fixture, "finished");
  g_assert_true (says (fixture, last));
  g_assert_null (app_test_find_label (card, "100 %"));
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree char *last = NULL;

  patch (fixture, "{\"gcode_state\":\"FAILED\",\"mc_percent\":43}");
  patch (fixture, "{\"gcode_state\":\"IDLE\"}");
  last = describe_last (fixture, "ended");
  g_assert_true (says (fixture, last));
}

/* Nobody saw when it ended. */
static void
test_last_unseen (Fixture *fixture, gconstpointer data)
{
  patch (fixture, "{\"subtask_name\":\"Vase\"}");
  g_assert_true (says (fixture, "Last: Vase"));
}

static void
test_name (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = app_test_find (fixture->page, CULM_TYPE_JOB_CARD);
  GtkWidget *name = app_test_find_label (card, "Bracket v3");

  g_assert_true (gtk_label_get_selectable (GTK_LABEL (name)));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (name), ==, "Bracket v3");
}

static void
test_spoken (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card = app_test_find (fixture->page, CULM_TYPE_JOB_CARD);
  g_autofree char *spoken = NULL;

  patch (fixture, "{\"gcode_state\":\"IDLE\"}");

  g_object_get (card, "spoken", &spoken, NULL);
  g_assert_cmpstr (spoken, ==, "Nothing is printing. Ready.");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Print job");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       spoken);

  app_test_assert_named (fixture->page);
}

static void
test_temperatures (Fixture *fixture, gconstpointer data)
{
  GtkWidget *nozzle = find_tile (fixture, "Nozzle");

  g_assert_nonnull (nozzle);
  g_assert_nonnull (find_tile (fixture, "Bed"));
  /* A P1S reports a filler for its chamber. */
  g_assert_null (find_tile (fixture, "Chamber"));

  patch (fixture, "{\"nozzle_temper\":80.4,\"nozzle_target_temper\":220}");
  g_assert_nonnull (app_test_find_label (nozzle, "80 °C"));
  g_assert_nonnull (app_test_find_label (nozzle, "→ 220 °C"));
  g_assert_true (gtk_widget_has_css_class (nozzle, "heating"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (nozzle), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "80 °C, heating to 220 °C");

  patch (fixture, "{\"nozzle_temper\":30,\"nozzle_target_temper\":0}");
  g_assert_nonnull (app_test_find_label (nozzle, "→ off"));
  g_assert_false (gtk_widget_has_css_class (nozzle, "heating"));
}

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_set_str (user_data, g_variant_get_string (parameter, NULL));
}

/* The tile says in words what its curve shows, and leads to more. */
static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action =
      g_simple_action_new ("show-temperatures", G_VARIANT_TYPE_STRING);
  g_autofree char *shown = g_strdup ("none");
  GtkWidget *tile = find_tile (fixture, "Nozzle");
  GtkWidget *button =
      gtk_widget_get_ancestor (app_test_find (tile, CULM_TYPE_SPARKLINE), GTK_TYPE_BUTTON);

  g_signal_connect (action, "activate", G_CALLBACK (on_action), &shown);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));

  /* A printer that has just reported was not heard for a minute. */
  g_assert_nonnull (app_test_find_label (tile, gtk_widget_get_tooltip_text (button)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "History");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (shown, ==, "");
}

static void
test_two_nozzles (Fixture *fixture, gconstpointer data)
{
  GtkWidget *left = find_tile (fixture, "Left nozzle");
  GtkWidget *right = find_tile (fixture, "Right nozzle");

  g_assert_nonnull (left);
  g_assert_nonnull (right);
  g_assert_null (find_tile (fixture, "Nozzle"));
  g_assert_true (gtk_widget_get_next_sibling (left) == right);
  g_assert_nonnull (find_tile (fixture, "Chamber"));
}

static GtkWidget *
find_alert (Fixture *fixture, const char *text)
{
  GtkWidget *label = app_test_find_label (fixture->page, text);

  return label != NULL ? gtk_widget_get_ancestor (label, CULM_TYPE_ALERT_ROW) : NULL;
}

static void
test_alerts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *fatal;

  g_assert_false (says (fixture, "Needs Attention"));

  /* HMS, common before fatal */
  patch (fixture, "{\"hms\":[{\"attr\":50331904,\"code\":196615},{\"attr\":50331904,"
                  "\"code\":65543}]}");
  g_assert_true (says (fixture, "Needs Attention"));
  g_assert_nonnull (find_alert (
      fixture, "The printer reports 0300_0100_0003_0007. This app has no text for it."));
  fatal =
      find_alert (fixture, "The printer reports 0300_0100_0001_0007. This app has no text for it.");
  g_assert_nonnull (fatal);
  g_assert_cmpint (gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (fatal)), ==, 0);
  /* It has no answers: it is closed. */
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (fatal)));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (fatal), TRUE);
  app_test_flush ();
  g_assert_nonnull (app_test_find_label (fatal, "0300_0100_0001_0007"));
  g_assert_nonnull (app_test_find_button (fatal, "Open Bambu Lab’s Page"));
  /* Nobody has texts to fetch here. */
  g_assert_null (app_test_find_button (fatal, "Show Bambu Lab’s Texts…"));
  app_test_assert_named (fatal);

  patch (fixture, "{\"hms\":[]}");
  g_assert_false (says (fixture, "Needs Attention"));
}

static void
test_alert_texts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAlert) alert = NULL;

  patch (fixture, "{\"hms\":[{\"attr\":50331904,\"code\":196615}]}");
  alert = g_list_model_get_item (bambu_printer_get_alerts (fixture->printer), 0);

  bambu_alert_set_text (alert, "<b>Cold & wet</b>");
  g_assert_nonnull (find_alert (fixture, "<b>Cold & wet</b>"));

  /* What the maker does not show to users */
  bambu_alert_set_text (alert, "");
  patch (fixture, "{\"hms\":[{\"attr\":50331904,\"code\":196615}],\"mc_percent\":3}");
  test_wait_until (!says (fixture, "Needs Attention"));
}

static void
test_answers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *resume;

  patch (fixture, "{\"gcode_state\":\"PAUSE\",\"print_error\":50364419}");
  row = find_alert (fixture, "The printer reports 0300-8003. This app has no text for it.");
  g_assert_nonnull (row);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)));
  resume = app_test_find_button (row, "Resume");
  g_assert_nonnull (resume);
  g_assert_true (gtk_widget_get_sensitive (resume));
  g_assert_nonnull (app_test_find_button (row, "Stop…"));
  g_assert_null (app_test_find_button (row, "Try Again"));
  g_assert_null (app_test_find_button (row, "Dismiss"));
  app_test_assert_named (row);

  /* Somebody resumed it at the printer: what was drawn for the pause is gone. */
  patch (fixture, "{\"gcode_state\":\"RUNNING\"}");
  g_assert_null (app_test_find_button (row, "Resume"));
  g_assert_null (app_test_find_button (row, "Stop…"));
  g_assert_nonnull (app_test_find_button (row, "Dismiss"));

  patch (fixture, "{\"gcode_state\":\"PAUSE\",\"fun\":\"20000000\"}");
  g_assert_false (gtk_widget_get_sensitive (resume));
  g_assert_cmpstr (
      gtk_widget_get_tooltip_text (resume), ==,
      "This printer accepts commands only from Bambu Lab’s apps. You can watch it here.");
}

static void
test_stop_question (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  AdwDialog *dialog;

  patch (fixture, "{\"gcode_state\":\"PAUSE\",\"print_error\":50364419,\"mc_percent\":42}");
  row = find_alert (fixture, "The printer reports 0300-8003. This app has no text for it.");
  g_signal_emit_by_name (app_test_find_button (row, "Stop…"), "clicked");
  app_test_flush ();
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==,
                   "Stop “Bracket v3”?");
  g_assert_cmpstr (adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (dialog)), ==, "keep");

  /* The question goes when there is nothing to stop. */
  patch (fixture, "{\"gcode_state\":\"FAILED\"}");
  test_wait_until (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)) == NULL);
}

static void
test_warnings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLimits) limits = bambu_limits_new ();

  limits->air.humidity_percent = 1;
  bambu_printer_set_limits (fixture->printer, limits);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_warnings (fixture->printer)), >, 0);
  test_wait_until (says (fixture, "Needs Attention"));
  bambu_printer_set_limits (fixture->printer, NULL);
  test_wait_until (!says (fixture, "Needs Attention"));
}

static void
test_freshness (Fixture *fixture, gconstpointer data)
{
  GtkWidget *status = app_test_find (fixture->page, CULM_TYPE_STATUS_PAGE);

  g_assert_true (gtk_widget_has_css_class (status, "live"));

  bambu_link_close (bambu_printer_get_link (fixture->printer));
  app_test_flush ();

  g_assert_true (gtk_widget_has_css_class (status, "stale"));
  /* Values stay. */
  g_assert_true (says (fixture, "Bracket v3"));
  g_assert_true (says (fixture, "42 %"));
}

static void
test_view_only (Fixture *fixture, gconstpointer data)
{
  AdwBanner *banner = ADW_BANNER (app_test_find (fixture->page, ADW_TYPE_BANNER));

  g_assert_false (adw_banner_get_revealed (banner));

  patch (fixture, VIEW_ONLY);

  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "What Can I Do?");
  g_signal_emit_by_name (banner, "button-clicked");
  app_test_flush ();
  g_assert_nonnull (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (fixture->window)));
}

static void
test_banners (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link = test_link_new (BAMBU_LINK_STATE_REFUSED, BAMBU_LINK_ERROR_REFUSED);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) retry = g_simple_action_new ("retry", G_VARIANT_TYPE_STRING);
  g_autofree char *retried = NULL;
  AdwBanner *banner;

  fixture->printer = test_printer_new_remembered (fixture->simulated, "Attic", 3600);
  show (fixture);
  banner = ADW_BANNER (app_test_find (fixture->page, ADW_TYPE_BANNER));
  g_signal_connect (retry, "activate", G_CALLBACK (on_action), &retried);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (retry));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));

  bambu_printer_set_link (fixture->printer, link, BAMBU_CONNECTION_LAN);
  app_test_flush ();
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "Enter Code…");

  test_link_set_state (TEST_LINK (link), BAMBU_LINK_STATE_WAITING, BAMBU_LINK_ERROR_UNREACHABLE);
  app_test_flush ();
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "Retry");
  g_assert_true (g_str_has_prefix (adw_banner_get_title (banner), "Not connected."));
  g_signal_emit_by_name (banner, "button-clicked");
  g_assert_cmpstr (retried, ==, bambu_printer_get_serial (fixture->printer));

  test_link_set_state (TEST_LINK (link), BAMBU_LINK_STATE_UNTRUSTED, BAMBU_LINK_ERROR_CERTIFICATE);
  app_test_flush ();
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "Review…");

  /* Connecting is said only when it takes its time. */
  test_link_set_state (TEST_LINK (link), BAMBU_LINK_STATE_CONNECTING, -1);
  app_test_flush ();
  g_assert_false (adw_banner_get_revealed (banner));
  test_wait_until (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==, "Connecting…");
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "");
}

static void
test_unsteady (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link = test_link_new (BAMBU_LINK_STATE_OPEN, -1);
  AdwBanner *banner;

  fixture->printer = test_printer_new_remembered (fixture->simulated, "Attic", 3600);
  show (fixture);
  banner = ADW_BANNER (app_test_find (fixture->page, ADW_TYPE_BANNER));
  bambu_printer_set_link (fixture->printer, link, BAMBU_CONNECTION_LAN);
  app_test_flush ();

  for (int i = 1; i <= 3; i++)
    {
      test_link_set_state (TEST_LINK (link), BAMBU_LINK_STATE_WAITING,
                           BAMBU_LINK_ERROR_UNREACHABLE);
      app_test_flush ();
      g_assert_cmpint (g_str_has_prefix (adw_banner_get_title (banner), "Not connected."), ==,
                       i < 3);
      test_link_set_state (TEST_LINK (link), BAMBU_LINK_STATE_OPEN, -1);
      app_test_flush ();
    }

  /* It does not come and go with the connection. */
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==,
                   "Attic keeps ending the connection. Some models serve only one app at a time.");
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "");
}

static void
test_code_not_kept (Fixture *fixture, gconstpointer data)
{
  AdwBanner *banner = ADW_BANNER (app_test_find (fixture->page, ADW_TYPE_BANNER));

  g_assert_false (adw_banner_get_revealed (banner));
  g_object_set (fixture->page, "code-kept", FALSE, NULL);
  g_assert_true (adw_banner_get_revealed (banner));

  patch (fixture, VIEW_ONLY);
  g_assert_cmpstr (adw_banner_get_button_label (banner), ==, "What Can I Do?");
}

static void
test_serial (Fixture *fixture, gconstpointer data)
{
  const char *serial = bambu_printer_get_serial (fixture->printer);
  GtkWidget *expander = app_test_find (fixture->page, ADW_TYPE_EXPANDER_ROW);
  GtkWidget *toggle;

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  app_test_flush ();
  g_assert_false (says (fixture, serial));

  toggle = app_test_find (gtk_widget_get_ancestor (app_test_find_label (expander, "Serial Number"),
                                                   ADW_TYPE_ACTION_ROW),
                          GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  g_assert_true (says (fixture, serial));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  int minimum;

  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add ("/status-page/job", Fixture, "P1S", set_up_live, test_job, tear_down);
  g_test_add ("/status-page/stopped", Fixture, "P1S", set_up_live, test_stopped, tear_down);
  g_test_add ("/status-page/last-unseen", Fixture, "P1S", set_up_idle, test_last_unseen, tear_down);
  g_test_add ("/status-page/name", Fixture, "P1S", set_up_live, test_name, tear_down);
  g_test_add ("/status-page/spoken", Fixture, "P1S", set_up_live, test_spoken, tear_down);
  g_test_add ("/status-page/temperatures", Fixture, "P1S", set_up_idle, test_temperatures,
              tear_down);
  g_test_add ("/status-page/history", Fixture, "P1S", set_up_idle, test_history, tear_down);
  g_test_add ("/status-page/two-nozzles", Fixture, "H2D", set_up_idle, test_two_nozzles, tear_down);
  g_test_add ("/status-page/alerts", Fixture, "P1S", set_up_idle, test_alerts, tear_down);
  g_test_add ("/status-page/alert-texts", Fixture, "P1S", set_up_idle, test_alert_texts, tear_down);
  g_test_add ("/status-page/answers", Fixture, "P1S", set_up_live, test_answers, tear_down);
  g_test_add ("/status-page/stop-question", Fixture, "P1S", set_up_live, test_stop_question,
              tear_down);
  g_test_add ("/status-page/warnings", Fixture, "H2D", set_up_idle, test_warnings, tear_down);
  g_test_add ("/status-page/freshness", Fixture, "P1S", set_up_live, test_freshness, tear_down);
  g_test_add ("/status-page/serial", Fixture, "P1S", set_up_idle, test_serial, tear_down);
  g_test_add ("/status-page/narrow", Fixture, "H2D", set_up_live, test_narrow, tear_down);
  g_test_add ("/printer-page/view-only", Fixture, "P1S", set_up_idle, test_view_only, tear_down);
  g_test_add ("/printer-page/banners", Fixture, "P1S", set_up, test_banners, tear_down);
  g_test_add ("/printer-page/unsteady", Fixture, "P1S", set_up, test_unsteady, tear_down);
  g_test_add ("/printer-page/code-not-kept", Fixture, "P1S", set_up_idle, test_code_not_kept,
              tear_down);

  return g_test_run ();
}
