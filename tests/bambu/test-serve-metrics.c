/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is told of printers as time series: in the strict form, and only what is known now. */

#include <math.h>

#include "fake-link.h"
#include "open-metrics.h"
#include "serve-fixture.h"
#include "serve/serve-exposition.h"
#include "serve/serve-metrics.h"

#define SERIAL "01P00A000000001"
#define OTHER_SERIAL "09400A000000002"
#define S "serial=\"" SERIAL "\""
#define CODE "87654321"
#define NOW 1700000090

#define FULL                                                                                       \
  "{'print':{'command':'push_status','msg':0,'home_flag':128,'gcode_state':'RUNNING','mc_percent'" \
  ":42,"                                                                                           \
  "'mc_remaining_time':17,'layer_num':12,'total_layer_num':99,'nozzle_temper':219.5,"              \
  "'nozzle_target_temper':220,'bed_temper':59.5,'bed_target_temper':0,'chamber_temper':5,"         \
  "'cooling_fan_speed':'15','big_fan1_speed':'0','big_fan2_speed':'0','wifi_signal':'-61dBm',"     \
  "'hms':[{'attr':50331904,'code':65543}],"                                                        \
  "'ams':{'ams_exist_bits':'1','tray_exist_bits':'3','ams':[{'id':'0','humidity':'3',"             \
  "'humidity_raw':'38','temp':'25.5','tray':[{'id':'0','tray_type':'PLA','remain':80,"             \
  "'tray_uuid':'0123456789ABCDEF0123456789ABCDEF','tag_uid':'0123456789ABCDEF'},"                  \
  "{'id':'1','tray_type':'PETG','remain':50},{'id':'2'},{'id':'3'}]}]}}}"
#define DELTA "{'print':{'command':'push_status','msg':1,'mc_percent':43}}"
#define OTHER "{'print':{'command':'mc_print','param':'x'}}"
#define VERSIONS                                                                                   \
  "{'info':{'command':'get_version','module':[{'name':'ota','sw_ver':'01.07.00.00'}]}}"

static const char *const read_families[] = {
  "culm_printer_state",
  "culm_printer_alerts",
  "culm_printer_wifi_signal_dbm",
  "culm_print_progress_ratio",
  "culm_print_remaining_seconds",
  "culm_print_layer",
  "culm_print_layers",
  "culm_heater_temperature_celsius",
  "culm_heater_target_celsius",
  "culm_fan_speed_ratio",
  "culm_ams_humidity_ratio",
  "culm_ams_dryness_level",
  "culm_ams_temperature_celsius",
  "culm_tray_remaining_ratio",
};

typedef struct
{
  ServeFixture http;
  GListStore *printers;
  BambuPrinter *printer;
  BambuLink *link;
  ServeMetrics *metrics;
} Fixture;

static const gboolean is_open = TRUE;

static BambuLink *
add_link (BambuPrinter *printer)
{
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  BambuLink *link = fake_link_new_lan (trust, "192.0.2.1", 8883, SERIAL, CODE);

  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);

  return link;
}

static void
answer_nothing (SoupServer *server,
                SoupServerMessage *message,
                const char *path,
                GHashTable *query,
                gpointer user_data)
{
  soup_server_message_set_status (message, SOUP_STATUS_NO_CONTENT, NULL);
}

/* @data: (nullable): others reach it, too */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServeGuard) guard = serve_guard_new (data == NULL, SECRET);

  fixture->printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  fixture->printer = bambu_printer_new (SERIAL, NULL);
  bambu_printer_set_name (fixture->printer, "Loft");
  fixture->link = add_link (fixture->printer);
  g_list_store_append (fixture->printers, fixture->printer);
  fixture->metrics = serve_metrics_new (G_LIST_MODEL (fixture->printers), guard);
  serve_fixture_listen (&fixture->http, NULL, guard, answer_nothing, NULL);
  serve_server_add_page (fixture->http.server, SERVE_METRICS_PATH, serve_metrics_handle,
                         fixture->metrics);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  serve_fixture_drop_clients (&fixture->http);
  serve_server_free (fixture->http.server);
  serve_metrics_free (fixture->metrics);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  g_assert_finalize_object (fixture->printers);
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->link);
}

#define ASK(name, ...)                                                                             \
  g_autoptr (ServeAnswer) name = serve_fixture_ask (&fixture->http, __VA_ARGS__)

static void
say (BambuLink *link, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');

  fake_link_say (FAKE_LINK (link), text);
}

static void
open_link (BambuLink *link)
{
  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, "aa", BAMBU_VERDICT_PINNED);
}

static OpenMetrics *
read_metrics (const char *text)
{
  g_autofree char *fault = NULL;
  OpenMetrics *metrics = open_metrics_parse (text, &fault);

  if (metrics == NULL)
    g_error ("%s\nin\n%s", fault, text);

  return metrics;
}

static OpenMetrics *
metrics_of (BambuPrinter *printer, guint64 n_reports)
{
  const ServeMetricsSource source = { printer, n_reports };
  g_autofree char *text = serve_metrics_to_text (&source, 1, NOW);

  return read_metrics (text);
}

/* That the reader finds faults says that it finding none means something. */
static void
test_reader (void)
{
#define GOOD "# TYPE a gauge\n# HELP a b\n"
  static const char *const bad[] = {
    "",
    GOOD "a 1\n",
    GOOD "a 1\n# EOF",
    GOOD "a 1\n# EOF\n\n",
    GOOD "a 1\n\n# EOF\n",
    "a 1\n# EOF\n",
    "# HELP a b\na 1\n# EOF\n",
    "# TYPE a gauge\na 1\n# EOF\n",
    "# TYPE a number\n# HELP a b\na 1\n# EOF\n",
    GOOD "# TYPE a gauge\na 1\n# EOF\n",
    GOOD "a 1\n# UNIT a b\n# EOF\n",
    "# TYPE a_s gauge\n# UNIT a_s seconds\n# HELP a_s b\na_s 1\n# EOF\n",
    "# TYPE a_x info\n# UNIT a_x x\n# HELP a_x b\na_x_info 1\n# EOF\n",
    GOOD "b 1\n# EOF\n",
    GOOD "a_total 1\n# EOF\n",
    GOOD "a  1\n# EOF\n",
    GOOD "a 1 \n# EOF\n",
    GOOD "a 1,5\n# EOF\n",
    GOOD "a nan\n# EOF\n",
    GOOD "a\t1\n# EOF\n",
    GOOD "a 1\r\n# EOF\n",
    GOOD "a{b=c} 1\n# EOF\n",
    GOOD "a{b=\"c\",} 1\n# EOF\n",
    GOOD "a{b=\"c\", d=\"e\"} 1\n# EOF\n",
    GOOD "a{b-c=\"d\"} 1\n# EOF\n",
    GOOD "a{b=\"c\"d\"} 1\n# EOF\n",
    GOOD "a{b=\"\\c\"} 1\n# EOF\n",
    GOOD "a{b=\"c\\\"} 1\n# EOF\n",
    GOOD "a{b=\"c\nd\"} 1\n# EOF\n",
    GOOD "a{b=\"c\",b=\"d\"} 1\n# EOF\n",
    GOOD "a{b=\"\xff\"} 1\n# EOF\n",
    GOOD "a 1\na 2\n# EOF\n",
    GOOD "a{b=\"1\",c=\"2\"} 1\na{c=\"2\",b=\"1\"} 2\n# EOF\n",
    GOOD "a 1\n# TYPE b gauge\n# HELP b c\nb 1\n# HELP a b\n# EOF\n",
    "# TYPE a counter\n# HELP a b\na 1\n# EOF\n",
    "# TYPE a counter\n# HELP a b\na_total -1\n# EOF\n",
    "# TYPE a counter\n# HELP a b\na_total NaN\n# EOF\n",
    "# TYPE a info\n# HELP a b\na_info 2\n# EOF\n",
    "# TYPE a stateset\n# HELP a b\na{b=\"c\"} 1\n# EOF\n",
    "# TYPE a stateset\n# HELP a b\na{a=\"c\"} 2\n# EOF\n",
    "# TYPE a gauge\n# HELP a \"b\"\na 1\n# EOF\n",
    "# EOF\n# EOF\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *fault = NULL;

      if (open_metrics_parse (bad[i], &fault) != NULL)
        g_error ("This is taken for right:\n%s", bad[i]);
      g_assert_nonnull (fault);
    }

  g_clear_pointer (&(OpenMetrics *) { read_metrics ("# EOF\n") }, open_metrics_free);
  g_clear_pointer (&(OpenMetrics *) { read_metrics (GOOD "a{b=\"c\\\\\\\"\\n\"} 1e-3\n# EOF\n") },
                   open_metrics_free);
}

static void
test_escapes (void)
{
  static const ServeFamily family = { "a", "gauge", NULL, "b" };
  ServeExposition *exposition = serve_exposition_new ();
  g_autofree char *endless = g_strnfill (1000, 'x');
  g_autofree char *cut = g_strnfill (SERVE_EXPOSITION_LONGEST_LABEL, 'x');
  g_autofree char *endless_sample = g_strdup_printf ("a{b=\"%s\"}", cut);
  g_autofree char *text = NULL;
  g_autoptr (OpenMetrics) metrics = NULL;

  serve_exposition_begin (exposition, &family);
  serve_exposition_add (exposition, 1, "b", "\\ \" \n", NULL);
  serve_exposition_add (exposition, 2, "b", "\"} 1\n# EOF\n", NULL);
  serve_exposition_add (exposition, 3, "b", "Würfel \xff", "c", "", "d", NULL, NULL);
  serve_exposition_add (exposition, 4, "b", endless, NULL);
  serve_exposition_add (exposition, 5, NULL, NULL);
  serve_exposition_add (exposition, 1234567890, "b", "large", NULL);
  serve_exposition_add (exposition, 0.42, "b", "small", NULL);
  serve_exposition_add (exposition, NAN, "b", "unknown", NULL);
  serve_exposition_add (exposition, INFINITY, "b", "endless", NULL);
  text = serve_exposition_finish (exposition);
  metrics = read_metrics (text);

  g_assert_cmpuint (open_metrics_count (metrics), ==, 7);
  g_assert_cmpfloat (open_metrics_get (metrics, "a{b=\"\\\\ \\\" \\n\"}"), ==, 1);
  g_assert_cmpfloat (open_metrics_get (metrics, "a{b=\"\\\"} 1\\n# EOF\\n\"}"), ==, 2);
  g_assert_cmpfloat (open_metrics_get (metrics, "a{b=\"Würfel \xef\xbf\xbd\"}"), ==, 3);
  g_assert_cmpfloat (open_metrics_get (metrics, endless_sample), ==, 4);
  g_assert_cmpfloat (open_metrics_get (metrics, "a"), ==, 5);
  g_assert_nonnull (strstr (text, "a{b=\"large\"} 1234567890\n"));
  g_assert_nonnull (strstr (text, "a{b=\"small\"} 0.42\n"));
}

static void
test_readings (void)
{
  static const struct
  {
    const char *sample;
    double value;
  } expected[] = {
    { "culm_printer_info{" S ",name=\"Loft\",model=\"P1S\",firmware=\"01.07.00.00\","
      "connection=\"lan\"}",
      1 },
    { "culm_printer_link_up{" S "}", 1 },
    { "culm_printer_reports_total{" S "}", 5 },
    { "culm_printer_state{" S ",culm_printer_state=\"running\"}", 1 },
    { "culm_printer_state{" S ",culm_printer_state=\"idle\"}", 0 },
    { "culm_printer_state{" S ",culm_printer_state=\"failed\"}", 0 },
    { "culm_printer_alerts{" S ",severity=\"fatal\"}", 1 },
    { "culm_printer_alerts{" S ",severity=\"serious\"}", 0 },
    { "culm_printer_wifi_signal_dbm{" S "}", -61 },
    { "culm_print_progress_ratio{" S "}", 0.42 },
    { "culm_print_remaining_seconds{" S "}", 17 * 60 },
    { "culm_print_layer{" S "}", 12 },
    { "culm_print_layers{" S "}", 99 },
    { "culm_heater_temperature_celsius{" S ",heater=\"nozzle\",side=\"only\"}", 219.5 },
    { "culm_heater_target_celsius{" S ",heater=\"nozzle\",side=\"only\"}", 220 },
    { "culm_heater_temperature_celsius{" S ",heater=\"bed\"}", 59.5 },
    { "culm_heater_target_celsius{" S ",heater=\"bed\"}", 0 },
    { "culm_fan_speed_ratio{" S ",fan=\"part\"}", 1 },
    { "culm_fan_speed_ratio{" S ",fan=\"aux\"}", 0 },
    { "culm_ams_humidity_ratio{" S ",ams=\"0\",name=\"AMS A\"}", 0.38 },
    { "culm_ams_dryness_level{" S ",ams=\"0\",name=\"AMS A\"}", 3 },
    { "culm_ams_temperature_celsius{" S ",ams=\"0\",name=\"AMS A\"}", 25.5 },
    { "culm_tray_remaining_ratio{" S ",ams=\"0\",slot=\"0\",name=\"A1\"}", 0.8 },
  };
  static const char *const unknown[] = {
    /* It has no sensor there, and says 5 in any case. */
    "culm_heater_temperature_celsius{" S ",heater=\"chamber\"}",
    "culm_heater_target_celsius{" S ",heater=\"chamber\"}",
    "culm_printer_state{" S ",culm_printer_state=\"unknown\"}",
    /* Nothing measured it. */
    "culm_tray_remaining_ratio{" S ",ams=\"0\",slot=\"1\",name=\"A2\"}",
    "culm_tray_remaining_ratio{" S ",ams=\"0\",slot=\"2\",name=\"A3\"}",
  };
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (BambuLink) link = add_link (printer);
  g_autoptr (OpenMetrics) metrics = NULL;

  bambu_printer_set_name (printer, "Loft");
  open_link (link);
  say (link, VERSIONS);
  say (link, FULL);
  metrics = metrics_of (printer, 5);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (open_metrics_get (metrics, expected[i].sample) != expected[i].value)
      g_error ("%s is %g", expected[i].sample, open_metrics_get (metrics, expected[i].sample));
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    if (open_metrics_has (metrics, unknown[i]))
      g_error ("There is “%s”", unknown[i]);
  for (guint i = 0; i < G_N_ELEMENTS (read_families); i++)
    if (!open_metrics_has_family (metrics, read_families[i]))
      g_error ("There is no “%s”", read_families[i]);

  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
}

/* Heard, but it told nothing */
static void
test_unknown (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (BambuLink) link = add_link (printer);
  g_autoptr (OpenMetrics) metrics = NULL;

  open_link (link);
  say (link, "{'print':{'command':'push_status','msg':0,'mc_percent':7,'total_layer_num':0}}");
  metrics = metrics_of (printer, 1);

  g_assert_cmpfloat (open_metrics_get (metrics, "culm_print_progress_ratio{" S "}"), ==, 0.07);
  for (guint i = 0; i < G_N_ELEMENTS (read_families); i++)
    if (!g_str_equal (read_families[i], "culm_print_progress_ratio")
        && !g_str_equal (read_families[i], "culm_printer_alerts")
        && open_metrics_has_family (metrics, read_families[i]))
      g_error ("There is “%s”", read_families[i]);

  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
}

/* What it said last is remembered, but it is not so now. */
static void
test_offline (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autofree char *text = g_strdelimit (g_strdup (FULL), "'", '"');
  g_autoptr (GBytes) report = g_bytes_new (text, strlen (text));
  g_autoptr (OpenMetrics) never = metrics_of (printer, 0);
  g_autoptr (OpenMetrics) metrics = NULL;

  g_assert_false (open_metrics_has_family (never, "culm_printer_report_age_seconds"));
  g_assert_cmpfloat (open_metrics_get (never, "culm_printer_link_up{" S "}"), ==, 0);

  bambu_printer_restore (printer, report, NOW - 90);
  metrics = metrics_of (printer, 0);

  g_assert_true (bambu_printer_has_report (printer));
  g_assert_cmpuint (open_metrics_count (metrics), ==, 4);
  g_assert_true (open_metrics_has_family (metrics, "culm_printer"));
  g_assert_cmpfloat (open_metrics_get (metrics, "culm_printer_link_up{" S "}"), ==, 0);
  g_assert_cmpfloat (open_metrics_get (metrics, "culm_printer_reports_total{" S "}"), ==, 0);
  g_assert_cmpfloat (open_metrics_get (metrics, "culm_printer_report_age_seconds{" S "}"), ==, 90);
}

/* Two printers, one of them with two nozzles: a family is in one piece. */
static void
test_several (void)
{
  g_autoptr (BambuPrinter) first = bambu_printer_new (SERIAL, NULL);
  g_autoptr (BambuPrinter) second = bambu_printer_new (OTHER_SERIAL, NULL);
  g_autoptr (BambuLink) link = add_link (first);
  g_autoptr (BambuLink) other = add_link (second);
  const ServeMetricsSource sources[] = { { first, 1 }, { second, 2 } };
  g_autofree char *text = NULL;
  g_autoptr (OpenMetrics) metrics = NULL;

  bambu_printer_set_name (second, "He said \"two\"\\\n");
  open_link (link);
  open_link (other);
  say (link, FULL);
  say (other,
       "{'print':{'command':'push_status','msg':0,'gcode_state':'IDLE','device':{'extruder':{"
       "'state':2,'info':[{'id':0,'temp':9175140},{'id':1,'temp':25}]},'ctc':{'info':{"
       "'temp':31}}}}}");
  text = serve_metrics_to_text (sources, G_N_ELEMENTS (sources), NOW);
  metrics = read_metrics (text);

  g_assert_cmpfloat (open_metrics_get (metrics, "culm_printer_info{serial=\"" OTHER_SERIAL
                                                "\",name=\"He said \\\"two\\\"\\\\\\n\","
                                                "model=\"H2D\",connection=\"lan\"}"),
                     ==, 1);
  g_assert_cmpfloat (open_metrics_get (metrics,
                                       "culm_heater_temperature_celsius{serial=\"" OTHER_SERIAL
                                       "\",heater=\"nozzle\",side=\"right\"}"),
                     ==, 100);
  g_assert_cmpfloat (open_metrics_get (metrics, "culm_heater_target_celsius{serial=\"" OTHER_SERIAL
                                                "\",heater=\"nozzle\",side=\"right\"}"),
                     ==, 140);
  g_assert_cmpfloat (open_metrics_get (metrics,
                                       "culm_heater_temperature_celsius{serial=\"" OTHER_SERIAL
                                       "\",heater=\"nozzle\",side=\"left\"}"),
                     ==, 25);
  g_assert_cmpfloat (open_metrics_get (metrics,
                                       "culm_heater_temperature_celsius{serial=\"" OTHER_SERIAL
                                       "\",heater=\"chamber\"}"),
                     ==, 31);
  g_assert_cmpfloat (open_metrics_get (metrics, "culm_printer_reports_total{" S "}"), ==, 1);

  bambu_printer_set_link (first, NULL, BAMBU_CONNECTION_NONE);
  bambu_printer_set_link (second, NULL, BAMBU_CONNECTION_NONE);
}

static double
count_reports (Fixture *fixture)
{
  ASK (answer, "GET", "/metrics", NULL, NULL, NULL);
  g_autoptr (OpenMetrics) metrics = read_metrics (answer->body);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Type"), ==,
                   "application/openmetrics-text; version=1.0.0; charset=utf-8");
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Cache-Control"), ==, "no-store");

  return open_metrics_get (metrics, "culm_printer_reports_total{" S "}");
}

/* On whatever way they come; what is no report does not count. */
static void
test_reports (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (count_reports (fixture), ==, 0);
  open_link (fixture->link);
  say (fixture->link, FULL);
  say (fixture->link, VERSIONS);
  say (fixture->link, OTHER);
  say (fixture->link, DELTA);
  g_assert_cmpfloat (count_reports (fixture), ==, 2);

  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  say (fixture->link, DELTA);
  g_assert_finalize_object (fixture->link);
  fixture->link = add_link (fixture->printer);
  open_link (fixture->link);
  say (fixture->link, FULL);
  g_assert_cmpfloat (count_reports (fixture), ==, 3);
}

static void
test_requests (Fixture *fixture, gconstpointer data)
{
  ASK (head, "HEAD", "/metrics", NULL, NULL, NULL);
  ASK (post, "POST", "/metrics", NULL, NULL, "{}");
  ASK (below, "GET", "/metrics/more", NULL, NULL, NULL);
  ASK (beside, "GET", "/metricsmore", NULL, NULL, NULL);
  ASK (other, "GET", "/other", NULL, NULL, NULL);
  ASK (named, "GET", "/metrics", NULL, "Host: culm.example", NULL);

  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (head->body, ==, "");
  g_assert_cmpuint (post->status, ==, 405);
  g_assert_cmpuint (below->status, ==, 404);
  g_assert_cmpuint (beside->status, ==, 404);
  g_assert_cmpuint (other->status, ==, 204);
  g_assert_cmpuint (named->status, ==, 403);
}

static void
test_secret (Fixture *fixture, gconstpointer data)
{
  ASK (nobody, "GET", "/metrics", NULL, NULL, NULL);
  ASK (somebody, "GET", "/metrics", "the secret of another one", NULL, NULL);
  ASK (friend, "GET", "/metrics", SECRET, NULL, NULL);

  g_assert_cmpuint (nobody->status, ==, 401);
  g_assert_null (strstr (nobody->body, SERIAL));
  g_assert_cmpuint (somebody->status, ==, 401);
  g_assert_cmpuint (friend->status, ==, 200);
  g_assert_nonnull (strstr (friend->body, SERIAL));
  g_assert_null (strstr (friend->body, CODE));
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/serve-metrics/reader", test_reader);
  g_test_add_func ("/serve-metrics/escapes", test_escapes);
  g_test_add_func ("/serve-metrics/readings", test_readings);
  g_test_add_func ("/serve-metrics/unknown", test_unknown);
  g_test_add_func ("/serve-metrics/offline", test_offline);
  g_test_add_func ("/serve-metrics/several", test_several);
  ADD ("/serve-metrics/reports", NULL, test_reports);
  ADD ("/serve-metrics/requests", NULL, test_requests);
  ADD ("/serve-metrics/secret", &is_open, test_secret);

  return g_test_run ();
}
