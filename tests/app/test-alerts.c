/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include <app/culm-alert-history-page.h>
#include <app/culm-alert-history-row.h>
#include <app/culm-filament-page.h>
#include <app/culm-limits.h>
#include <app/culm-privacy-page.h>
#include <app/culm-window.h>
#include <gio/gsettingsbackend.h>
#include <simulator/sim-printer.h>

#include "app-fixture.h"
#include "culm-alert-words.h"
#include "culm-format.h"
#include "test-printer.h"
#include "test-wait.h"

#define SERIAL "01P00A000000001"

typedef struct
{
  BambuFleet *fleet;
  BambuStore *store;
  GSettings *settings;
  BambuAlertHistory *history;
  GtkWidget *window;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  fixture->fleet = app_test_fleet_new (app_test_find_free_port ());
  fixture->store = bambu_store_new (NULL);
  fixture->settings = g_settings_new_with_backend (CULM_APP_ID, backend);
  fixture->history = bambu_alert_history_new (fixture->store, G_LIST_MODEL (fixture->fleet));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    app_test_destroy (fixture->window);
  g_assert_finalize_object (fixture->history);
  g_clear_object (&fixture->settings);
  g_assert_finalize_object (fixture->store);
  app_test_flush ();
  g_assert_finalize_object (fixture->fleet);
}

static void
present (Fixture *fixture, GtkWidget *page)
{
  fixture->page = page;
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  app_test_flush ();
}

static void
remember (Fixture *fixture, const char *code, BambuSeverity severity, gint64 age, gboolean ended)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  test_await_true (bambu_store_save_alert (fixture->store, &(BambuKnownAlert) {
                                                               .serial = (char *) SERIAL,
                                                               .printer_name = (char *) "Workshop",
                                                               .kind = (char *) "hms",
                                                               .code = (char *) code,
                                                               .severity = severity,
                                                               .text = (char *) "It is <cold>",
                                                               .first_seen = now - age,
                                                               .last_seen = now,
                                                               .ended = ended ? now : 0,
                                                           }));
}

static void
load (Fixture *fixture)
{
  test_await_true (bambu_alert_history_load (fixture->history));
  app_test_flush ();
}

static GtkWidget *
find_by_name (Fixture *fixture, GType type, const char *name)
{
  return app_test_find (fixture->page, type) != NULL ? app_test_find_label (fixture->page, name)
                                                     : NULL;
}

static guint
count_shown (Fixture *fixture)
{
  guint n_shown;

  g_object_get (fixture->page, "n-shown", &n_shown, NULL);

  return n_shown;
}

/* Drop-downs have stacks too: the page's is below them. */
static const char *
get_view (Fixture *fixture)
{
  GtkWidget *box = gtk_widget_get_first_child (fixture->page);

  return gtk_stack_get_visible_child_name (GTK_STACK (gtk_widget_get_last_child (box)));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  present (fixture, culm_alert_history_page_new (fixture->history, fixture->fleet));
  g_assert_cmpstr (get_view (fixture), ==, "loading");
  load (fixture);
  g_assert_cmpstr (get_view (fixture), ==, "empty");
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;
  GtkWidget *drop;
  g_autoptr (BambuAlertEntry) first = NULL;

  remember (fixture, "0300_0100_0001_0001", BAMBU_SEVERITY_FATAL, 9000, FALSE);
  remember (fixture, "0300_0100_0003_0002", BAMBU_SEVERITY_COMMON, 50, TRUE);
  remember (fixture, "0300_0100_0003_0003", BAMBU_SEVERITY_COMMON, 40, TRUE);
  load (fixture);
  present (fixture, culm_alert_history_page_new (fixture->history, fixture->fleet));

  g_assert_cmpuint (count_shown (fixture), ==, 3);
  test_wait_until (find_by_name (fixture, CULM_TYPE_ALERT_HISTORY_ROW, "0300_0100_0001_0001")
                   != NULL);
  /* What holds comes first, though it is older. */
  row = app_test_find (fixture->page, CULM_TYPE_ALERT_HISTORY_ROW);
  g_object_get (row, "entry", &first, NULL);
  g_assert_cmpstr (bambu_alert_entry_get_known (first)->code, ==, "0300_0100_0001_0001");
  g_assert_nonnull (app_test_find_label (fixture->page, "Now"));
  g_assert_nonnull (app_test_find_label (fixture->page, "Before"));
  g_assert_nonnull (app_test_find_label (row, "It is <cold>"));
  app_test_assert_named (fixture->page);

  /* Read */
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 3);
  g_signal_emit_by_name (app_test_find (row, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 2);
  g_assert_true (bambu_alert_entry_get_known (first)->acknowledged);
  g_signal_emit_by_name (app_test_find_button (fixture->page, "Mark All as Read"), "clicked");
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 0);
  g_assert_false (
      gtk_widget_get_sensitive (app_test_find_button (fixture->page, "Mark All as Read")));

  /* Filters */
  drop = app_test_find (fixture->page, GTK_TYPE_DROP_DOWN);
  drop = gtk_widget_get_next_sibling (drop);
  g_assert_true (GTK_IS_DROP_DOWN (drop));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 2);
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 3);
  g_assert_cmpuint (count_shown (fixture), ==, 0);
  g_assert_cmpstr (get_view (fixture), ==, "no-match");
  g_signal_emit_by_name (app_test_find_button (fixture->page, "Show All"), "clicked");
  g_assert_cmpuint (count_shown (fixture), ==, 3);
}

static void
assert_narrow (Fixture *fixture)
{
  int minimum;

  gtk_widget_measure (fixture->page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 350);
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  remember (fixture, "0300_0100_0001_0001", BAMBU_SEVERITY_FATAL, 9000, FALSE);
  load (fixture);
  present (fixture, culm_alert_history_page_new (fixture->history, fixture->fleet));
  assert_narrow (fixture);
}

/* What was done, and when it was there: not when it was found to be gone. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *first = culm_format_clock (now - 9000, now);
  g_autofree char *last = culm_format_clock (now - 5400, now);
  g_autofree char *times = g_strdup_printf ("Workshop · first seen %s, last seen %s", first, last);
  GtkWidget *row;

  test_await_true (bambu_store_save_alert (fixture->store, &(BambuKnownAlert) {
                                                               .serial = (char *) SERIAL,
                                                               .printer_name = (char *) "Workshop",
                                                               .kind = (char *) "print-error",
                                                               .code = (char *) "0300-8003",
                                                               .first_seen = now - 9000,
                                                               .last_seen = now - 5400,
                                                               .ended = now - 60,
                                                               .answer = (char *) "resume",
                                                           }));
  load (fixture);
  present (fixture, culm_alert_history_page_new (fixture->history, fixture->fleet));
  test_wait_until ((row = app_test_find (fixture->page, CULM_TYPE_ALERT_HISTORY_ROW)) != NULL);
  g_assert_nonnull (app_test_find_label (row, times));
  g_assert_nonnull (app_test_find_label (row, "You resumed the print."));
}

static void
test_answers (void)
{
  static const char *const NICKS[] = { "resume", "retry", "done", "ignore", "stop", "dismiss" };

  for (guint i = 0; i < G_N_ELEMENTS (NICKS); i++)
    g_assert_true (g_str_has_prefix (culm_alert_get_answer (NICKS[i]), "You "));
  g_assert_cmpstr (culm_alert_get_answer (NULL), ==, "");
  g_assert_cmpstr (culm_alert_get_answer ("dance"), ==, "");
}

/* Each host that the library knows of is there. */
static void
test_privacy (Fixture *fixture, gconstpointer data)
{
  static const char *const HOSTS[] = {
    "api.bambulab.com or api.bambulab.cn",
    "bambulab.com or bambulab.cn",
    "us.mqtt.bambulab.com or cn.mqtt.bambulab.com",
    "e.bambulab.com",
    "Your printers",
  };

  present (fixture, GTK_WIDGET (culm_privacy_page_new (fixture->settings)));
  for (guint i = 0; i < G_N_ELEMENTS (HOSTS); i++)
    g_assert_nonnull (app_test_find_label (fixture->page, HOSTS[i]));
  assert_narrow (fixture);
}

static void
test_by_printer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) mine = bambu_printer_new (SERIAL, NULL);
  g_autoptr (BambuPrinter) other = bambu_printer_new ("01S00A000000002", NULL);
  GtkWidget *drop;

  bambu_printer_set_name (mine, "Workshop");
  bambu_printer_set_name (other, "Attic");
  bambu_fleet_add_printer (fixture->fleet, other);
  bambu_fleet_add_printer (fixture->fleet, mine);
  remember (fixture, "0300_0100_0001_0001", BAMBU_SEVERITY_FATAL, 9000, TRUE);
  load (fixture);
  present (fixture, culm_alert_history_page_new (fixture->history, fixture->fleet));

  drop = app_test_find (fixture->page, GTK_TYPE_DROP_DOWN);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 1);
  g_assert_cmpuint (count_shown (fixture), ==, 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), 2);
  g_assert_cmpuint (count_shown (fixture), ==, 1);

  /* Who was chosen stays. */
  test_await_true (bambu_fleet_remove (fixture->fleet, other));
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop)), ==, 1);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLimits) limits = NULL;
  BambuAirLimit dry = { 15, 60 };
  BambuAirLimit found;

  limits = culm_limits_read (fixture->settings);
  g_assert_cmpint (limits->filament_percent, ==, 20);
  g_assert_cmpint (limits->air.humidity_percent, ==, 40);
  g_assert_cmpint (limits->air.celsius, ==, 45);
  g_assert_cmpint (limits->humidity_level, ==, 2);
  g_clear_pointer (&limits, bambu_limits_unref);

  culm_limits_set_exception (fixture->settings, "material:PA", &dry);
  culm_limits_set_exception (fixture->settings, "unit:01P00A:128", &(BambuAirLimit) { 5, 6 });
  culm_limits_set_exception (fixture->settings, "unit::1", &dry);
  culm_limits_set_exception (fixture->settings, "nonsense", &dry);
  limits = culm_limits_read (fixture->settings);
  found = bambu_limits_find_air (limits, "01P00A", 128, NULL);
  g_assert_cmpint (found.humidity_percent, ==, 5);
  found = bambu_limits_find_air (limits, "01P00A", 0, (const char *[]) { "PA", NULL });
  g_assert_cmpint (found.celsius, ==, 60);
  g_clear_pointer (&limits, bambu_limits_unref);

  culm_limits_set_exception (fixture->settings, "material:PA", NULL);
  limits = culm_limits_read (fixture->settings);
  found = bambu_limits_find_air (limits, "01P00A", 0, (const char *[]) { "PA", NULL });
  g_assert_cmpint (found.celsius, ==, 45);
}

static void
test_follow (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) simulated = sim_printer_new ("H2D", NULL, &error);
  g_autoptr (BambuPrinter) printer = NULL;
  GListModel *warnings;

  g_assert_no_error (error);
  printer = test_printer_new_live (simulated, "Lab");
  warnings = bambu_printer_get_warnings (printer);
  g_settings_set_int (fixture->settings, "ams-humidity-percent", 0);
  g_settings_set_int (fixture->settings, "ams-humidity-level", 0);
  g_settings_set_int (fixture->settings, "ams-celsius", 0);
  g_settings_set_int (fixture->settings, "filament-low-percent", 0);
  culm_limits_follow (fixture->fleet, fixture->settings);
  bambu_fleet_add_printer (fixture->fleet, printer);
  g_assert_cmpuint (g_list_model_get_n_items (warnings), ==, 0);

  g_settings_set_int (fixture->settings, "ams-humidity-percent", 1);
  g_assert_cmpuint (g_list_model_get_n_items (warnings), >, 0);
  g_settings_set_int (fixture->settings, "ams-humidity-percent", 0);
  g_assert_cmpuint (g_list_model_get_n_items (warnings), ==, 0);
  test_await_true (bambu_fleet_remove (fixture->fleet, printer));
}

static void
test_filament_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) added = NULL;
  g_autoptr (GVariant) removed = NULL;
  GtkWidget *add;
  GtkWidget *remove;

  present (fixture, GTK_WIDGET (culm_filament_page_new (fixture->settings, fixture->fleet)));
  app_test_assert_named (fixture->page);
  assert_narrow (fixture);
  adw_spin_row_set_value (ADW_SPIN_ROW (app_test_find (fixture->page, ADW_TYPE_SPIN_ROW)), 35);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "filament-low-percent"), ==, 35);

  add = gtk_widget_get_ancestor (app_test_find_label (fixture->page, "Add Exception"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (add, "activated");
  app_test_flush ();
  added = g_settings_get_value (fixture->settings, "ams-exceptions");
  g_assert_cmpuint (g_variant_n_children (added), ==, 1);
  remove = app_test_find_label (fixture->page, "Remove Exception");
  g_assert_nonnull (remove);

  g_signal_emit_by_name (gtk_widget_get_ancestor (remove, GTK_TYPE_LIST_BOX_ROW), "activated");
  app_test_flush ();
  removed = g_settings_get_value (fixture->settings, "ams-exceptions");
  g_assert_cmpuint (g_variant_n_children (removed), ==, 0);
  g_assert_null (app_test_find_label (fixture->page, "Remove Exception"));
}

/* Returns: (nullable): the question */
static AdwDialog *
ask (CulmWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-alert-texts", NULL);

  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

/* Nobody is asked twice, and nothing is fetched before. */
static void
test_consent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (BambuAlertTexts) texts = bambu_alert_texts_new (
      G_LIST_MODEL (fixture->fleet), "http://127.0.0.1:9", NULL, "/nonexistent", "en");
  g_autoptr (GError) error = NULL;
  CulmWindow *window;
  AdwDialog *dialog;

  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", CULM_APP_ID, "flags",
                              G_APPLICATION_NON_UNIQUE, NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  window = culm_window_new (application, fixture->fleet, fixture->settings);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (ask (window));

  /* As the application does. */
  g_settings_bind (fixture->settings, "show-alert-texts", texts, "enabled", G_SETTINGS_BIND_GET);
  culm_window_set_alert_texts (window, texts);
  g_assert_false (bambu_alert_texts_get_enabled (texts));
  dialog = ask (window);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_signal_emit_by_name (dialog, "response", "show");
  adw_dialog_force_close (dialog);
  g_assert_true (bambu_alert_texts_get_enabled (texts));
  g_assert_true (g_settings_get_boolean (fixture->settings, "show-alert-texts"));
  g_assert_null (ask (window));

  g_settings_set_boolean (fixture->settings, "show-alert-texts", FALSE);
  g_assert_false (bambu_alert_texts_get_enabled (texts));
  g_assert_null (ask (window));

  app_test_destroy (window);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_words (void)
{
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_HMS, "0300_0100_0001_0007", NULL, 0),
               "The printer reports 0300_0100_0001_0007. This app has no text for it.");
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_HMS, "0300_0100_0001_0007", "Cold", 0),
               "Cold");
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_PRINT_ERROR, "0300-400C", "Abbruch", 0),
               "The print was cancelled");
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_FILAMENT_LOW, "A2", NULL, 12),
               "Filament in A2 is low: about 12 %");
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_HUMIDITY, "AMS A", NULL, 44),
               "AMS A is damp: 44 %");
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_HUMIDITY, "AMS A", NULL, -2),
               "AMS A is damp: level 2 of 5");
  assert_text (culm_alert_to_sentence (BAMBU_ALERT_KIND_HEAT, "AMS A", NULL, 50),
               "AMS A is warm: 50 °C");
  assert_text (culm_alert_get_cause (BAMBU_ALERT_KIND_HMS, "0300_0100_0001_0007", 0),
               "Reported by the printer’s motion and heat control.");
  assert_text (culm_alert_get_cause (BAMBU_ALERT_KIND_PRINT_ERROR, "0700-8011", 0),
               "Reported by the AMS.");
  assert_text (culm_alert_get_cause (BAMBU_ALERT_KIND_HUMIDITY, "AMS A", 40),
               "Culm warns above 40 %.");
  assert_text (
      culm_alert_get_advice (BAMBU_ALERT_KIND_PRINT_ERROR, "0700-8011", BAMBU_ALERT_ACTION_RETRY),
      "See to the filament at the printer, then try again.");
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

  g_test_add_func ("/app/alerts/words", test_words);
  g_test_add ("/app/alerts/history/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/app/alerts/history/list", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/app/alerts/history/row", Fixture, NULL, set_up, test_row, tear_down);
  g_test_add_func ("/app/alerts/answers", test_answers);
  g_test_add ("/app/alerts/privacy", Fixture, NULL, set_up, test_privacy, tear_down);
  g_test_add ("/app/alerts/history/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/app/alerts/history/by-printer", Fixture, NULL, set_up, test_by_printer, tear_down);
  g_test_add ("/app/alerts/limits", Fixture, NULL, set_up, test_limits, tear_down);
  g_test_add ("/app/alerts/follow", Fixture, NULL, set_up, test_follow, tear_down);
  g_test_add ("/app/alerts/filament-page", Fixture, NULL, set_up, test_filament_page, tear_down);
  g_test_add ("/app/alerts/consent", Fixture, NULL, set_up, test_consent, tear_down);

  return g_test_run ();
}
