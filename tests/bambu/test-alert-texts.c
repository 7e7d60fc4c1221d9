/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/alert/bambu-alert-texts.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "bambu/account/bambu-cloud-error.h"
#include "bambu/alert/bambu-alert-table.h"
#include "cloud-fixture.h"
#include "report-fixture.h"
#include "test-wait.h"

#define ASKED "GET /query.php"
#define SERIAL "01P00A000000001"
/* The sentences in here are ours. */
#define GERMAN                                                                                     \
  "{'result':0,'t':1,'ver':202603041659,'data':{'device_hms':{'ver':1,'de':[{'ecode':"             \
  "'0300010000010007','intro':'Das Bett ist kalt.'}]},'device_error':{'ver':1,'de':[{'ecode':"     \
  "'07008011','intro':'Die Spule ist leer.'}]}}}"
#define ENGLISH                                                                                    \
  "{'result':0,'ver':7,'data':{'device_hms':{'en':[{'ecode':'0300010000010007','intro':"           \
  "'The bed is cold.'}]},'device_error':{'en':[{'ecode':'05004004','intro':'It is busy.'},"        \
  "{'ecode':'0500400A','intro':''}]}}}"
#define EMPTY_SPOOL "'print_error':117473297"
#define BUSY "'print_error':83902468"
#define COLD_BED "'hms':[{'attr':50331904,'code':65543}]"

typedef struct
{
  CloudServer *server;
  GListStore *printers;
  BambuPrinter *printer;
  BambuAlertTexts *texts;
  char *folder;
} Fixture;

static void
create_texts (Fixture *fixture)
{
  g_clear_object (&fixture->texts);
  fixture->texts = bambu_alert_texts_new (G_LIST_MODEL (fixture->printers), fixture->server->origin,
                                          NULL, fixture->folder, "de");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->server = cloud_server_new (NULL);
  fixture->folder = g_dir_make_tmp ("culm-texts-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  fixture->printer = bambu_printer_new (SERIAL, NULL);
  g_list_store_append (fixture->printers, fixture->printer);
  create_texts (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (fixture->texts);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_clear_object (&fixture->printers);
  g_assert_finalize_object (fixture->printer);
  cloud_server_free (fixture->server);
}

static void
answer (Fixture *fixture, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');

  cloud_server_json (fixture->server, ASKED, text);
}

static void
report (Fixture *fixture, const char *fields)
{
  g_autoptr (BambuFrame) frame = fixture_status (fields, TRUE);

  bambu_printer_apply (fixture->printer, frame);
}

static const char *
get_text (Fixture *fixture)
{
  g_autoptr (BambuAlert) alert =
      g_list_model_get_item (bambu_printer_get_alerts (fixture->printer), 0);

  return bambu_alert_get_text (alert);
}

static char *
dup_path (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

/* As if it had been kept so long ago. */
static void
keep (Fixture *fixture, const char *name, const char *json, gint64 age)
{
  g_autofree char *path = dup_path (fixture, name);
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  gint64 time = g_get_real_time () / G_USEC_PER_SEC - age;
  struct utimbuf times = { time, time };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static gint64
get_kept_time (Fixture *fixture, const char *name)
{
  g_autofree char *path = dup_path (fixture, name);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? status.st_mtime : 0;
}

static void
settle_badly (Fixture *fixture, BambuCloudError expected)
{
  g_autoptr (GError) error = test_await_error (bambu_alert_texts_settle (fixture->texts));

  g_assert_true (g_error_matches (error, BAMBU_CLOUD_ERROR, (int) expected));
  g_assert_null (get_text (fixture));
}

static void
test_consent (Fixture *fixture, gconstpointer data)
{
  answer (fixture, GERMAN);
  report (fixture, EMPTY_SPOOL);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_null (get_text (fixture));
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 0);

  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpstr (get_text (fixture), ==, "Die Spule ist leer.");
  g_assert_cmpstr (cloud_server_last (fixture->server, ASKED)->query, ==, "lang=de&d=01P");

  /* Not once more, also for other codes and after a restart. */
  report (fixture, COLD_BED);
  g_assert_cmpstr (get_text (fixture), ==, "Das Bett ist kalt.");
  create_texts (fixture);
  report (fixture, "'hms':[]");
  report (fixture, EMPTY_SPOOL);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpstr (get_text (fixture), ==, "Die Spule ist leer.");
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 1);
}

static void
test_nothing_to_ask (Fixture *fixture, gconstpointer data)
{
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, "'mc_percent':3");
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 0);
}

static void
test_english (Fixture *fixture, gconstpointer data)
{
  answer (fixture, GERMAN);
  answer (fixture, ENGLISH);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, BUSY);
  test_wait_until (get_text (fixture) != NULL);
  g_assert_cmpstr (get_text (fixture), ==, "It is busy.");
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 2);
  g_assert_cmpstr (cloud_server_last (fixture->server, ASKED)->query, ==, "lang=en&d=01P");
}

static void
test_internal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAlert) alert = NULL;

  answer (fixture, ENGLISH);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, "'print_error':83902474");
  test_wait_until (get_text (fixture) != NULL);
  alert = g_list_model_get_item (bambu_printer_get_alerts (fixture->printer), 0);
  g_assert_true (bambu_alert_is_internal (alert));
}

static void
test_old (Fixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  keep (fixture, "01P-de.json", GERMAN, 3 * 24 * 3600);
  answer (fixture, "{'result':201,'t':1}");

  /* What is old is good enough until something newer is there. */
  report (fixture, EMPTY_SPOOL);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpstr (get_text (fixture), ==, "Die Spule ist leer.");
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 0);

  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpstr (cloud_server_last (fixture->server, ASKED)->query, ==,
                   "lang=de&d=01P&v=202603041659");
  g_assert_cmpint (get_kept_time (fixture, "01P-de.json"), >=, now);

  report (fixture, "'print_error':0");
  report (fixture, EMPTY_SPOOL);
  g_assert_cmpstr (get_text (fixture), ==, "Die Spule ist leer.");
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 1);
}

static void
test_old_and_no_answer (Fixture *fixture, gconstpointer data)
{
  keep (fixture, "01P-de.json", GERMAN, 3 * 24 * 3600);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, EMPTY_SPOOL);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpstr (get_text (fixture), ==, "Die Spule ist leer.");
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 1);
}

/* What was kept may have been damaged since. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  keep (fixture, "01P-de.json", "{'result':0,", 60);
  answer (fixture, GERMAN);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, EMPTY_SPOOL);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpstr (get_text (fixture), ==, "Die Spule ist leer.");
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *body;
    BambuCloudError error;
  } cases[] = {
    { "<!DOCTYPE html><html><body>Welcome</body></html>", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "{'result':0,'data':{'device_hms':{'de':[{'eco", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "[]", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "7", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "{'result':'no','data':7}", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "{'data':{'device_hms':[],'device_error':{'de':{}}}}", BAMBU_CLOUD_ERROR_PROTOCOL },
    { "{'data':{'device_hms':{'de':[7,null,{},{'ecode':7,'intro':'x'},{'ecode':'0300','intro':"
      "'x'},{'ecode':'07008011','intro':[]}]}}}",
      BAMBU_CLOUD_ERROR_PROTOCOL },
    /* Nothing is there that could be unchanged. */
    { "{'result':201}", BAMBU_CLOUD_ERROR_PROTOCOL },
  };

  report (fixture, EMPTY_SPOOL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cloud_server_forget (fixture->server, ASKED);
      answer (fixture, cases[i].body);
      bambu_alert_texts_set_enabled (fixture->texts, FALSE);
      bambu_alert_texts_set_enabled (fixture->texts, TRUE);
      settle_badly (fixture, cases[i].error);
    }

  cloud_server_forget (fixture->server, ASKED);
  bambu_alert_texts_set_enabled (fixture->texts, FALSE);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  settle_badly (fixture, BAMBU_CLOUD_ERROR_SERVER); /* 404 */

  cloud_server_raw (fixture->server, ASKED,
                    "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{\"result\":0,");
  bambu_alert_texts_set_enabled (fixture->texts, FALSE);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  settle_badly (fixture, BAMBU_CLOUD_ERROR_SERVER);

  g_assert_cmpint (get_kept_time (fixture, "01P-de.json"), ==, 0);
}

static void
test_huge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (9 * 1024 * 1024, ' ');

  cloud_server_json (fixture->server, ASKED, huge);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, EMPTY_SPOOL);
  settle_badly (fixture, BAMBU_CLOUD_ERROR_PROTOCOL);
}

/* Nobody waits for it: neither reports nor the end. */
static void
test_silent (Fixture *fixture, gconstpointer data)
{
  cloud_server_hang (fixture->server, ASKED);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  report (fixture, EMPTY_SPOOL);
  test_wait_until (cloud_server_count (fixture->server, ASKED) == 1);
  report (fixture, COLD_BED);
  g_assert_null (get_text (fixture));

  bambu_alert_texts_set_enabled (fixture->texts, FALSE);
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 1);
}

static void
test_printers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) demo = bambu_printer_new ("01S00A000000001", NULL);
  g_autoptr (BambuPrinter) strange = bambu_printer_new ("..", NULL);
  g_autoptr (BambuPrinter) path = bambu_printer_new ("../../x", NULL);
  g_autoptr (BambuFrame) frame = fixture_status (EMPTY_SPOOL, TRUE);

  bambu_printer_set_demo (demo, TRUE);
  g_list_store_append (fixture->printers, demo);
  g_list_store_append (fixture->printers, strange);
  g_list_store_append (fixture->printers, path);
  bambu_alert_texts_set_enabled (fixture->texts, TRUE);
  bambu_printer_apply (demo, frame);
  bambu_printer_apply (strange, frame);
  bambu_printer_apply (path, frame);

  /* One that is gone is not asked for. */
  g_list_store_remove (fixture->printers, 0);
  report (fixture, EMPTY_SPOOL);
  test_await_true (bambu_alert_texts_settle (fixture->texts));
  g_assert_cmpuint (cloud_server_count (fixture->server, ASKED), ==, 0);
}

static void
test_table (void)
{
  g_autofree char *text = g_strdelimit (g_strdup (ENGLISH), "'", '"');
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GString) flood = g_string_new ("{\"data\":{\"device_hms\":{\"en\":[");
  g_autofree char *page = g_strnfill (5000, 'x');
  g_autoptr (GBytes) flood_body = NULL;
  g_autoptr (BambuAlertTable) table = NULL;
  g_autoptr (BambuAlertTable) bounded = NULL;
  g_autoptr (GError) error = NULL;
  gboolean unchanged;

  /* A language that the service does not have */
  table = bambu_alert_table_parse (body, "tlh", 5, &unchanged, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bambu_alert_table_get_size (table), ==, 3);
  g_assert_cmpint (bambu_alert_table_get_version (table), ==, 7);
  g_assert_cmpint (bambu_alert_table_get_time (table), ==, 5);
  g_assert_cmpstr (bambu_alert_table_find (table, "0300_0100_0001_0007"), ==, "The bed is cold.");
  /* The second of several parts: the low byte of its attribute */
  g_assert_cmpstr (bambu_alert_table_find (table, "0300_0102_0001_0007"), ==, "The bed is cold.");
  g_assert_null (bambu_alert_table_find (table, "0300_0200_0001_0007"));
  g_assert_cmpstr (bambu_alert_table_find (table, "0500-4004"), ==, "It is busy.");
  g_assert_cmpstr (bambu_alert_table_find (table, "0500-400A"), ==, "");
  g_assert_null (bambu_alert_table_find (table, "A2"));

  g_string_append_printf (flood, "{\"ecode\":\"0000000000000001\",\"intro\":\"%s\"}", page);
  for (guint i = 2; i < 40000; i++)
    g_string_append_printf (flood, ",{\"ecode\":\"%016X\",\"intro\":\"a\"}", i);
  g_string_append (flood, "]}}}");
  flood_body = g_string_free_to_bytes (g_steal_pointer (&flood));
  bounded = bambu_alert_table_parse (flood_body, "en", 5, &unchanged, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (bambu_alert_table_get_size (bounded), ==, 30000);
  g_assert_cmpuint (strlen (bambu_alert_table_find (bounded, "0000_0000_0000_0001")), ==, 1000);
}

static void
test_languages (void)
{
  static const struct
  {
    const char *locale;
    const char *language;
  } cases[] = {
    { "de_AT.UTF-8", "de" },    { "de", "de" },       { "C", "en" },        { "C.UTF-8", "en" },
    { "zh_CN.UTF-8", "zh-cn" }, { "zh_TW", "zh-tw" }, { "pt_BR", "pt-br" }, { "sr@latin", "sr" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const locales[] = { cases[i].locale, "C", NULL };
      g_autofree char *language = bambu_alert_texts_choose_language (locales);

      g_assert_cmpstr (language, ==, cases[i].language);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/alert-texts/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("consent", test_consent);
  ADD ("nothing-to-ask", test_nothing_to_ask);
  ADD ("english", test_english);
  ADD ("internal", test_internal);
  ADD ("old", test_old);
  ADD ("old-and-no-answer", test_old_and_no_answer);
  ADD ("damaged", test_damaged);
  ADD ("faults", test_faults);
  ADD ("huge", test_huge);
  ADD ("silent", test_silent);
  ADD ("printers", test_printers);
  g_test_add_func ("/alert-texts/table", test_table);
  g_test_add_func ("/alert-texts/languages", test_languages);

  return g_test_run ();
}
