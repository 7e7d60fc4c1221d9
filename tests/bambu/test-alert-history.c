/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/alert/bambu-alert-history.h"

#include "bambu/printer/bambu-printer.h"
#include "fake-link.h"
#include "report-fixture.h"
#include "test-wait.h"

#define SERIAL "01P00A000000001"
#define TWO "'hms':[{'attr':50331904,'code':65543},{'attr':117440512,'code':262145}]"
#define ONE "'hms':[{'attr':50331904,'code':65543}]"
#define NONE "'hms':[]"

typedef struct
{
  BambuStore *store;
  GListStore *printers;
  BambuPrinter *printer;
  BambuAlertHistory *history;
} Fixture;

static BambuPrinter *
add_printer (Fixture *fixture, const char *serial, const char *name, gboolean demo)
{
  BambuPrinter *printer = bambu_printer_new (serial, NULL);

  bambu_printer_set_name (printer, name);
  bambu_printer_set_demo (printer, demo);
  g_list_store_append (fixture->printers, printer);

  return printer;
}

static void
set_live (BambuPrinter *printer)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuLink) link =
      fake_link_new_lan (trust, "192.0.2.1", 8883, bambu_printer_get_serial (printer), "12345678");

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);
  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, NULL, BAMBU_VERDICT_KNOWN_CA);
}

static void
create_history (Fixture *fixture)
{
  g_clear_object (&fixture->history);
  fixture->history = bambu_alert_history_new (fixture->store, G_LIST_MODEL (fixture->printers));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = bambu_store_new (NULL);
  fixture->printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  fixture->printer = add_printer (fixture, SERIAL, "Workshop", FALSE);
  set_live (fixture->printer);
  create_history (fixture);
  test_await_true (bambu_alert_history_load (fixture->history));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->history);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  g_clear_object (&fixture->printers);
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->store);
}

static void
flush (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
report (BambuPrinter *printer, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  bambu_printer_apply (printer, frame);
  flush ();
}

static guint
count (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->history));
}

static BambuAlertEntry *
peek (Fixture *fixture, guint position)
{
  g_autoptr (BambuAlertEntry) entry =
      g_list_model_get_item (G_LIST_MODEL (fixture->history), position);

  return entry;
}

static const BambuKnownAlert *
peek_known (Fixture *fixture, guint position)
{
  return bambu_alert_entry_get_known (peek (fixture, position));
}

static BambuAlertEntry *
find (Fixture *fixture, const char *code)
{
  for (guint i = 0; i < count (fixture); i++)
    if (g_str_equal (peek_known (fixture, i)->code, code))
      return peek (fixture, i);

  return NULL;
}

static void
load_again (Fixture *fixture)
{
  create_history (fixture);
  test_await_true (bambu_alert_history_load (fixture->history));
}

static void
test_come_and_go (Fixture *fixture, gconstpointer data)
{
  BambuAlertEntry *fatal;

  g_assert_cmpuint (count (fixture), ==, 0);
  report (fixture->printer, TWO);
  g_assert_cmpuint (count (fixture), ==, 2);
  fatal = find (fixture, "0300_0100_0001_0007");
  g_assert_nonnull (fatal);
  g_assert_cmpint (bambu_alert_entry_get_kind (fatal), ==, BAMBU_ALERT_KIND_HMS);
  g_assert_cmpint (bambu_alert_entry_get_severity (fatal), ==, BAMBU_SEVERITY_FATAL);
  g_assert_true (bambu_alert_entry_is_active (fatal));
  g_assert_cmpstr (bambu_alert_entry_get_known (fatal)->printer_name, ==, "Workshop");

  report (fixture->printer, TWO);
  g_assert_cmpuint (count (fixture), ==, 2);

  report (fixture->printer, ONE);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (bambu_alert_entry_is_active (fatal));
  g_assert_false (bambu_alert_entry_is_active (find (fixture, "0700_0000_0004_0001")));

  report (fixture->printer, NONE);
  g_assert_false (bambu_alert_entry_is_active (fatal));

  /* It is remembered. */
  load_again (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_false (bambu_alert_entry_is_active (find (fixture, "0300_0100_0001_0007")));
}

/* The answer often comes to its effect by the alert's going. */
static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAlert) alert = NULL;

  report (fixture->printer, ONE);
  alert = g_list_model_get_item (bambu_printer_get_alerts (fixture->printer), 0);
  report (fixture->printer, NONE);
  g_assert_null (peek_known (fixture, 0)->answer);

  bambu_alert_history_note_answer (fixture->history, fixture->printer, alert,
                                   BAMBU_ALERT_ACTION_RESUME);
  g_assert_cmpstr (peek_known (fixture, 0)->answer, ==, "resume");
  g_assert_cmpint (peek_known (fixture, 0)->last_seen, ==, peek_known (fixture, 0)->ended);

  load_again (fixture);
  g_assert_cmpstr (peek_known (fixture, 0)->answer, ==, "resume");

  /* When it comes back, nothing was done about it yet. */
  report (fixture->printer, ONE);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (bambu_alert_entry_is_active (peek (fixture, 0)));
  g_assert_null (peek_known (fixture, 0)->answer);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  report (fixture->printer, ONE);

  /* Culm ends and starts while it is there: the same. */
  load_again (fixture);
  flush ();
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_true (bambu_alert_entry_is_active (peek (fixture, 0)));
  report (fixture->printer, ONE);
  g_assert_cmpuint (count (fixture), ==, 1);

  /* It ended while nobody looked. */
  create_history (fixture);
  report (fixture->printer, NONE);
  test_await_true (bambu_alert_history_load (fixture->history));
  flush ();
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_false (bambu_alert_entry_is_active (peek (fixture, 0)));
}

/* What is remembered of a printer tells nothing new. */
static void
test_not_live (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) remembered = bambu_printer_new ("01S00A000000001", NULL);
  g_autoptr (GBytes) kept = NULL;

  report (fixture->printer, ONE);
  kept = bambu_printer_dup_report (fixture->printer);
  bambu_printer_restore (remembered, kept, 1000);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_alerts (remembered)), ==, 1);
  g_list_store_append (fixture->printers, remembered);
  flush ();
  g_assert_cmpuint (count (fixture), ==, 1);

  /* Nor does one that is gone end anything. */
  bambu_link_close (bambu_printer_get_link (fixture->printer));
  report (fixture->printer, NONE);
  g_assert_true (bambu_alert_entry_is_active (peek (fixture, 0)));
}

static void
test_text_and_warnings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAlert) alert = NULL;
  g_autoptr (BambuLimits) limits = bambu_limits_new ();
  BambuAlertEntry *humid;

  report (fixture->printer, ONE);
  alert = g_list_model_get_item (bambu_printer_get_alerts (fixture->printer), 0);
  bambu_alert_set_text (alert, "The bed is cold.");
  limits->air.humidity_percent = 30;
  bambu_printer_set_limits (fixture->printer, limits);
  report (fixture->printer,
          ONE ",'ams':{'tray_exist_bits':'1','ams_exist_bits':'1','ams':[{'id':'0','info':'1003',"
              "'humidity_raw':'44','tray':[{'id':'0','tray_type':'PLA'}]}]}");
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_cmpstr (bambu_alert_entry_get_known (find (fixture, "0300_0100_0001_0007"))->text, ==,
                   "The bed is cold.");
  humid = find (fixture, "AMS 2 Pro A");
  g_assert_cmpint (bambu_alert_entry_get_kind (humid), ==, BAMBU_ALERT_KIND_HUMIDITY);
  g_assert_cmpint (bambu_alert_entry_get_known (humid)->value, ==, 44);
  g_assert_cmpint (bambu_alert_entry_get_known (humid)->limit, ==, 30);

  /* The maker does not show it to users. */
  bambu_alert_set_text (alert, "");
  report (fixture->printer, ONE ",'mc_percent':1");
  g_assert_false (bambu_alert_entry_is_active (find (fixture, "0300_0100_0001_0007")));
}

static void
on_unread (BambuAlertHistory *history, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static void
test_unread (Fixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  g_signal_connect (fixture->history, "notify::unread", G_CALLBACK (on_unread), &n_notified);
  report (fixture->printer, TWO);
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 2);
  bambu_alert_history_acknowledge (fixture->history, peek (fixture, 0));
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 1);
  bambu_alert_history_acknowledge (fixture->history, peek (fixture, 0));
  g_assert_cmpuint (n_notified, ==, 2);

  bambu_alert_history_acknowledge_all (fixture->history);
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 0);

  load_again (fixture);
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 0);

  /* One that comes back is news. */
  report (fixture->printer, NONE);
  test_wait_until (g_get_real_time () / G_USEC_PER_SEC > peek_known (fixture, 0)->first_seen);
  report (fixture->printer, ONE);
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 3);
  g_assert_true (bambu_alert_entry_is_active (peek (fixture, 0)));
}

static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) demo = add_printer (fixture, "01S00D000000001", "Demo", TRUE);

  set_live (demo);
  report (demo, TWO);
  g_assert_cmpuint (count (fixture), ==, 2);
  bambu_alert_history_acknowledge_all (fixture->history);
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 0);

  load_again (fixture);
  flush ();
  /* It is there again because the printer says so. */
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 2);

  g_list_store_remove (fixture->printers, 1);
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (bambu_alert_history_get_unread (fixture->history), ==, 0);
  report (demo, ONE);
  g_assert_cmpuint (count (fixture), ==, 0);
  bambu_printer_set_link (demo, NULL, BAMBU_CONNECTION_NONE);
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < 1010; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i);

      dex_future_disown (bambu_store_save_alert (fixture->store, &(BambuKnownAlert) {
                                                                     .serial = (char *) "other",
                                                                     .kind = (char *) "hms",
                                                                     .code = code,
                                                                     .first_seen = now - 5000 + i,
                                                                     .last_seen = now,
                                                                     .ended = now,
                                                                 }));
    }
  load_again (fixture);
  g_assert_cmpuint (count (fixture), ==, 1000);
  g_assert_cmpstr (peek_known (fixture, 0)->code, ==, "1009");

  report (fixture->printer, ONE);
  g_assert_cmpuint (count (fixture), ==, 1000);
  g_assert_cmpstr (peek_known (fixture, 0)->code, ==, "0300_0100_0001_0007");
  g_assert_cmpstr (peek_known (fixture, 999)->code, ==, "11");
}

static void
test_no_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) broken = bambu_store_new ("/dev/null/culm.db");
  g_autoptr (BambuAlertHistory) history =
      bambu_alert_history_new (broken, G_LIST_MODEL (fixture->printers));
  g_autoptr (GError) error = test_await_error (bambu_alert_history_load (history));

  g_assert_error (error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE);
  report (fixture->printer, ONE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/alert-history/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("come-and-go", test_come_and_go);
  ADD ("answer", test_answer);
  ADD ("again", test_again);
  ADD ("not-live", test_not_live);
  ADD ("text-and-warnings", test_text_and_warnings);
  ADD ("unread", test_unread);
  ADD ("demo", test_demo);
  ADD ("bounds", test_bounds);
  ADD ("no-store", test_no_store);

  return g_test_run ();
}
