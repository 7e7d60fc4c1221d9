/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of protocol/seed-servers.md §2 and its rulings, from outside. */

#include <string.h>

#include "fake-link.h"
#include "serve-fixture.h"
#include "serve/serve-compat.h"

#define SERIAL "01P00A000000001"
#define QUIET_SERIAL "03900A000000002"
#define CODE "87654321"
#define STATUS "/api/v1/status"
#define PRINT "/api/v1/print"
#define DEVICES "/api/v1/devices"

#define FULL                                                                                       \
  "{'print':{'command':'push_status','msg':0,'gcode_state':'RUNNING','mc_percent':42,"             \
  "'mc_remaining_time':17,'layer_num':12,'total_layer_num':99,'print_type':'local',"               \
  "'gcode_file':'cube.gcode','subtask_name':'Würfel','nozzle_temper':219.5,"                       \
  "'nozzle_target_temper':220,'bed_temper':59.5,'bed_target_temper':60,'chamber_temper':5,"        \
  "'nozzle_diameter':'0.4','spd_mag':124,'spd_lvl':3,'ams_status':768,'ams_rfid_status':6,"        \
  "'fan_gear':255,'wifi_signal':'-61dBm','lights_report':[{'node':'chamber_light','mode':'on'}]}}"
#define DELTA "{'print':{'command':'push_status','msg':1,'mc_percent':43}}"

typedef struct
{
  ServeFixture http;
  GListStore *printers;
  BambuPrinter *printer;
  BambuPrinter *quiet;
  BambuLink *link;
  ServeCompat *compat;
} Fixture;

static const gboolean is_open = TRUE;

/* @data: (nullable): others reach it, too */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ServeGuard) guard = serve_guard_new (data == NULL, SECRET);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();

  fixture->printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  fixture->printer = bambu_printer_new (SERIAL, NULL);
  bambu_printer_set_name (fixture->printer, "Loft");
  fixture->quiet = bambu_printer_new (QUIET_SERIAL, NULL);
  bambu_printer_set_name (fixture->quiet, "Garage");
  g_list_store_append (fixture->printers, fixture->printer);
  g_list_store_append (fixture->printers, fixture->quiet);
  fixture->link = fake_link_new_lan (trust, "192.0.2.1", 8883, SERIAL, CODE);
  bambu_printer_set_link (fixture->printer, fixture->link, BAMBU_CONNECTION_LAN);
  fixture->compat = serve_compat_new (G_LIST_MODEL (fixture->printers), guard);
  serve_fixture_listen (&fixture->http, NULL, guard, serve_compat_handle, fixture->compat);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  serve_fixture_drop_clients (&fixture->http);
  serve_server_free (fixture->http.server);
  serve_compat_free (fixture->compat);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  g_assert_finalize_object (fixture->printers);
  g_assert_finalize_object (fixture->printer);
  g_assert_finalize_object (fixture->quiet);
  g_assert_finalize_object (fixture->link);
}

static void
say (Fixture *fixture, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');

  fake_link_say (FAKE_LINK (fixture->link), text);
}

static void
connect_and_report (Fixture *fixture)
{
  fake_link_settle (FAKE_LINK (fixture->link), BAMBU_LINK_STATE_OPEN, "aa", BAMBU_VERDICT_PINNED);
  say (fixture, FULL);
}

#define ASK(name, ...)                                                                             \
  g_autoptr (ServeAnswer) name = serve_fixture_ask (&fixture->http, __VA_ARGS__)

static JsonNode *
find (ServeAnswer *answer, const char *path)
{
  g_assert_nonnull (answer->node);

  return bambu_json_find (json_node_get_object (answer->node), path);
}

static const char *
text_of (ServeAnswer *answer, const char *path)
{
  return bambu_json_get_text (find (answer, path));
}

static double
number_of (ServeAnswer *answer, const char *path)
{
  double number = -1;

  g_assert_true (bambu_json_read_double (find (answer, path), &number));

  return number;
}

static gboolean
truth_of (ServeAnswer *answer, const char *path)
{
  return json_node_get_boolean (find (answer, path));
}

static void
test_index (Fixture *fixture, gconstpointer data)
{
  ASK (index, "GET", "/", NULL, NULL, NULL);
  ASK (head, "HEAD", "/", NULL, NULL, NULL);
  ASK (version, "GET", "/api/version", NULL, NULL, NULL);

  g_assert_cmpuint (index->status, ==, 200);
  g_assert_cmpstr (text_of (index, "name"), ==, "Bambu Lab Compatibility Layer");
  g_assert_cmpstr (text_of (index, "version"), ==, "2.0.0");
  g_assert_nonnull (text_of (index, "description"));
  g_assert_cmpfloat (number_of (index, "devices"), ==, 2);
  g_assert_cmpstr (text_of (index, "mqtt_bridge"), ==, "enabled");
  g_assert_cmpstr (text_of (index, "status"), ==, "online");
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpstr (head->body, ==, "");

  g_assert_cmpuint (version->status, ==, 200);
  g_assert_cmpstr (text_of (version, "api_version"), ==, "1.0.0");
  g_assert_true (truth_of (version, "compatibility_layer"));
  g_assert_cmpuint (
      json_array_get_length (json_node_get_array (find (version, "supported_clients"))), ==, 4);
}

static void
test_health (Fixture *fixture, gconstpointer data)
{
  ASK (before, "GET", "/health", NULL, NULL, NULL);
  connect_and_report (fixture);
  ASK (after, "GET", "/health", NULL, NULL, NULL);

  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpstr (text_of (before, "status"), ==, "healthy");
  g_assert_cmpstr (text_of (before, "mqtt_bridge"), ==, "stopped");
  g_assert_cmpstr (text_of (before, "api_client"), ==, "disconnected");
  g_assert_cmpfloat (number_of (before, "devices"), ==, 2);
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$",
                                       text_of (before, "timestamp"), 0, 0));
  g_assert_cmpstr (text_of (after, "mqtt_bridge"), ==, "running");
  g_assert_cmpstr (text_of (after, "api_client"), ==, "connected");
}

static void
assert_status (ServeAnswer *answer, double percent)
{
  static const char *const keys[] = {
    "command",
    "msg",
    "sequence_id",
    "mc_percent",
    "mc_remaining_time",
    "print_type",
    "print_status",
    "gcode_state",
    "gcode_file",
    "subtask_name",
    "nozzle_temper",
    "nozzle_target_temper",
    "bed_temper",
    "bed_target_temper",
    "chamber_temper",
    "spd_mag",
    "spd_lvl",
    "layer_num",
    "total_layer_num",
    "ams_status",
    "ams_rfid_status",
    "lights_report",
    "fan_gear",
    "wifi_signal",
    "dev_id",
    "name",
    "online",
    "age_seconds",
  };

  g_assert_cmpuint (answer->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *path = g_strconcat ("print.", keys[i], NULL);

      if (find (answer, path) == NULL)
        g_error ("There is no “%s”", keys[i]);
    }
  g_assert_cmpuint (json_object_get_size (json_node_get_object (find (answer, "print"))), ==,
                    G_N_ELEMENTS (keys));

  g_assert_cmpstr (text_of (answer, "print.command"), ==, "push_status");
  g_assert_cmpfloat (number_of (answer, "print.msg"), ==, 0);
  g_assert_cmpint (g_ascii_strtoll (text_of (answer, "print.sequence_id"), NULL, 10), >,
                   1700000000);
  g_assert_cmpfloat (number_of (answer, "print.mc_percent"), ==, percent);
  g_assert_cmpfloat (number_of (answer, "print.mc_remaining_time"), ==, 17);
  g_assert_cmpstr (text_of (answer, "print.print_type"), ==, "local");
  g_assert_cmpstr (text_of (answer, "print.print_status"), ==, "RUNNING");
  g_assert_cmpstr (text_of (answer, "print.gcode_state"), ==, "RUNNING");
  g_assert_cmpstr (text_of (answer, "print.gcode_file"), ==, "cube.gcode");
  g_assert_cmpstr (text_of (answer, "print.subtask_name"), ==, "Würfel");
  g_assert_cmpfloat (number_of (answer, "print.nozzle_temper"), ==, 219.5);
  g_assert_cmpfloat (number_of (answer, "print.nozzle_target_temper"), ==, 220);
  g_assert_cmpfloat (number_of (answer, "print.bed_temper"), ==, 59.5);
  g_assert_cmpfloat (number_of (answer, "print.bed_target_temper"), ==, 60);
  /* This model has no sensor there, and says 5 in any case. */
  g_assert_cmpfloat (number_of (answer, "print.chamber_temper"), ==, 0);
  g_assert_cmpfloat (number_of (answer, "print.spd_mag"), ==, 124);
  g_assert_cmpfloat (number_of (answer, "print.spd_lvl"), ==, 3);
  g_assert_cmpfloat (number_of (answer, "print.layer_num"), ==, 12);
  g_assert_cmpfloat (number_of (answer, "print.total_layer_num"), ==, 99);
  g_assert_cmpfloat (number_of (answer, "print.ams_status"), ==, 768);
  g_assert_cmpfloat (number_of (answer, "print.ams_rfid_status"), ==, 6);
  g_assert_cmpfloat (number_of (answer, "print.fan_gear"), ==, 255);
  g_assert_cmpstr (text_of (answer, "print.wifi_signal"), ==, "-61dBm");
  g_assert_cmpstr (text_of (answer, "print.dev_id"), ==, SERIAL);
  g_assert_cmpstr (text_of (answer, "print.name"), ==, "Loft");
  g_assert_true (truth_of (answer, "print.online"));
  g_assert_cmpfloat (number_of (answer, "print.age_seconds"), <, 60);
  g_assert_nonnull (strstr (answer->body, "\"lights_report\":[{\"node\":\"chamber_light\","
                                          "\"mode\":\"on\"}]"));
}

/* All was asked for when the link came up, and what comes later is merged into it. */
static void
test_status (Fixture *fixture, gconstpointer data)
{
  connect_and_report (fixture);
  ASK (full, "GET", STATUS "?device_id=" SERIAL, NULL, NULL, NULL);
  say (fixture, DELTA);
  ASK (merged, "GET", STATUS "?device_id=" SERIAL, NULL, NULL, NULL);
  ASK (same, "GET", PRINT "?device_id=" SERIAL, NULL, NULL, NULL);

  g_assert_cmpuint (fake_link_count_requests (FAKE_LINK (fixture->link), "pushall"), ==, 1);
  assert_status (full, 42);
  assert_status (merged, 43);
  assert_status (same, 43);
}

/* One that never reported is left out. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  ASK (before, "GET", STATUS, NULL, NULL, NULL);
  connect_and_report (fixture);
  ASK (after, "GET", STATUS, NULL, NULL, NULL);
  ASK (same, "GET", PRINT, NULL, NULL, NULL);

  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpstr (before->body, ==, "{}");
  g_assert_cmpuint (json_object_get_size (json_node_get_object (after->node)), ==, 1);
  g_assert_cmpfloat (number_of (after, SERIAL ".print.mc_percent"), ==, 42);
  g_assert_cmpfloat (number_of (same, SERIAL ".print.mc_percent"), ==, 42);
}

/* Nothing of it is known yet; in the end, why. */
static void
test_silent (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    BambuLinkState state;
    const char *words;
  } cases[] = {
    { BAMBU_LINK_STATE_CONNECTING, "The printer has not reported yet" },
    { BAMBU_LINK_STATE_OPEN, "The printer has not reported yet" },
    { BAMBU_LINK_STATE_WAITING, "The printer is not reached" },
    { BAMBU_LINK_STATE_REFUSED, "The printer refuses the access code" },
    { BAMBU_LINK_STATE_UNTRUSTED, "The printer's certificate is not trusted" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fake_link_settle (FAKE_LINK (fixture->link), cases[i].state, "aa", BAMBU_VERDICT_UNKNOWN);
      ASK (answer, "GET", STATUS "?device_id=" SERIAL, NULL, NULL, NULL);

      g_assert_cmpuint (answer->status, ==, 502);
      g_assert_cmpstr (text_of (answer, "error"), ==, cases[i].words);
    }
}

static void
test_not_there (Fixture *fixture, gconstpointer data)
{
  ASK (unknown, "GET", STATUS "?device_id=00M00A000000009", NULL, NULL, NULL);
  ASK (empty, "GET", STATUS "?device_id=", NULL, NULL, NULL);
  ASK (quiet, "GET", STATUS "?device_id=" QUIET_SERIAL, NULL, NULL, NULL);
  ASK (path, "GET", "/api/v1/statuses", NULL, NULL, NULL);
  ASK (deeper, "GET", STATUS "/" SERIAL, NULL, NULL, NULL);

  g_assert_cmpuint (unknown->status, ==, 404);
  g_assert_cmpstr (unknown->body, ==, "{\"error\":\"Device not found\"}");
  g_assert_cmpuint (empty->status, ==, 404);
  g_assert_cmpuint (quiet->status, ==, 502);
  g_assert_nonnull (text_of (quiet, "error"));
  g_assert_cmpuint (path->status, ==, 404);
  g_assert_cmpuint (deeper->status, ==, 404);
}

/* What is not known is a number or a text all the same, and an old report is said to be old. */
static void
test_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) report = g_bytes_new_static ("{\"print\":{\"command\":\"push_status\","
                                                  "\"msg\":0}}",
                                                  43);
  g_autoptr (JsonObject) outer = NULL;
  g_autoptr (JsonObject) early = NULL;
  JsonObject *print;

  bambu_printer_restore (fixture->quiet, report, 1700000000);
  outer = serve_compat_report_new (fixture->quiet, 1700000090);
  early = serve_compat_report_new (fixture->quiet, 1600000000);
  print = json_object_get_object_member (outer, "print");

  g_assert_cmpint (json_object_get_int_member (print, "age_seconds"), ==, 90);
  g_assert_cmpstr (json_object_get_string_member (print, "sequence_id"), ==, "1700000090");
  g_assert_false (json_object_get_boolean_member (print, "online"));
  g_assert_cmpstr (json_object_get_string_member (print, "dev_id"), ==, QUIET_SERIAL);
  g_assert_cmpint (json_object_get_int_member (print, "mc_percent"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (print, "mc_remaining_time"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (print, "layer_num"), ==, 0);
  g_assert_cmpfloat (json_object_get_double_member (print, "nozzle_temper"), ==, 0);
  g_assert_cmpfloat (json_object_get_double_member (print, "bed_target_temper"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (print, "gcode_state"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (print, "subtask_name"), ==, "");
  g_assert_cmpint (json_object_get_int_member (print, "spd_mag"), ==, 100);
  g_assert_cmpint (json_object_get_int_member (print, "spd_lvl"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (print, "ams_status"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (print, "wifi_signal"), ==, "-50dBm");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (print, "lights_report")),
                    ==, 0);
  /* A clock was set back. */
  print = json_object_get_object_member (early, "print");
  g_assert_cmpint (json_object_get_int_member (print, "age_seconds"), ==, 0);
}

/* One that has a sensor in there */
static void
test_chamber (void)
{
  static const char said[] = "{\"print\":{\"command\":\"push_status\",\"msg\":0,"
                             "\"chamber_temper\":38.5}}";
  g_autoptr (GBytes) report = g_bytes_new_static (said, strlen (said));
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("00M00A000000003", NULL);
  g_autoptr (JsonObject) outer = NULL;
  JsonObject *print;

  bambu_printer_restore (printer, report, 1700000000);
  outer = serve_compat_report_new (printer, 1700000000);
  print = json_object_get_object_member (outer, "print");
  g_assert_cmpfloat (json_object_get_double_member (print, "chamber_temper"), ==, 38.5);
}

static void
test_lost (Fixture *fixture, gconstpointer data)
{
  connect_and_report (fixture);
  fake_link_settle (FAKE_LINK (fixture->link), BAMBU_LINK_STATE_WAITING, NULL, 0);
  ASK (answer, "GET", STATUS "?device_id=" SERIAL, NULL, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpfloat (number_of (answer, "print.mc_percent"), ==, 42);
  g_assert_false (truth_of (answer, "print.online"));
}

static JsonObject *
device_of (ServeAnswer *answer, guint i)
{
  JsonArray *devices = json_node_get_array (find (answer, "devices"));

  g_assert_cmpuint (json_array_get_length (devices), ==, 2);

  return json_array_get_object_element (devices, i);
}

static void
assert_device (ServeAnswer *answer, guint i, const char *key, const char *text)
{
  g_assert_cmpuint (json_object_get_size (device_of (answer, i)), ==, 9);
  g_assert_cmpstr (json_object_get_string_member (device_of (answer, i), key), ==, text);
}

static void
test_devices (Fixture *fixture, gconstpointer data)
{
  connect_and_report (fixture);
  ASK (answer, "GET", DEVICES, NULL, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  assert_device (answer, 0, "dev_id", SERIAL);
  assert_device (answer, 0, "name", "Loft");
  assert_device (answer, 0, "print_status", "RUNNING");
  assert_device (answer, 0, "dev_model_name", "C12");
  assert_device (answer, 0, "dev_product_name", "P1S");
  assert_device (answer, 0, "dev_access_code", "********");
  assert_device (answer, 0, "dev_structure", "CoreXY");
  g_assert_true (json_object_get_boolean_member (device_of (answer, 0), "online"));
  g_assert_cmpfloat (json_object_get_double_member (device_of (answer, 0), "nozzle_diameter"), ==,
                     0.4);

  /* One that never reported */
  assert_device (answer, 1, "dev_id", QUIET_SERIAL);
  assert_device (answer, 1, "name", "Garage");
  assert_device (answer, 1, "print_status", "");
  assert_device (answer, 1, "dev_model_name", "N2S");
  assert_device (answer, 1, "dev_access_code", "********");
  assert_device (answer, 1, "dev_structure", "I3");
  g_assert_false (json_object_get_boolean_member (device_of (answer, 1), "online"));
  g_assert_cmpfloat (json_object_get_double_member (device_of (answer, 1), "nozzle_diameter"), ==,
                     0);
  g_assert_null (strstr (answer->body, CODE));
}

static void
test_methods (Fixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "POST", "PUT", "DELETE", "PATCH", "OPTIONS" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      ASK (answer, methods[i], STATUS, NULL, NULL, "{}");

      g_assert_cmpuint (answer->status, ==, 405);
      g_assert_cmpstr (text_of (answer, "error"), ==, "Method Not Allowed");
      g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Allow"), ==, "GET, HEAD");
    }
}

/* Whoever reaches it from elsewhere has to know the secret, whatever is asked. */
static void
test_secret (Fixture *fixture, gconstpointer data)
{
  static const char *const paths[] = { "/", "/health", "/api/version", STATUS, PRINT, DEVICES };

  connect_and_report (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      ASK (nobody, "GET", paths[i], NULL, NULL, NULL);
      ASK (somebody, "GET", paths[i], "the secret of another one", NULL, NULL);
      ASK (friend, "GET", paths[i], SECRET, "Host: culm.example", NULL);

      g_assert_cmpuint (nobody->status, ==, 401);
      g_assert_null (strstr (nobody->body, SERIAL));
      g_assert_cmpuint (somebody->status, ==, 401);
      g_assert_null (strstr (somebody->body, SERIAL));
      g_assert_cmpuint (friend->status, ==, 200);
      g_assert_null (strstr (friend->body, CODE));
    }
}

/* A web page that has a name of its own lead here */
static void
test_host (Fixture *fixture, gconstpointer data)
{
  ASK (named, "GET", STATUS, NULL, "Host: culm.example", NULL);
  ASK (local, "GET", STATUS, NULL, "Host: localhost:8080", NULL);

  g_assert_cmpuint (named->status, ==, 403);
  g_assert_cmpuint (local->status, ==, 200);
}

static void
test_modes (void)
{
  static const struct
  {
    const char *name;
    guint16 port;
    gboolean is_proxy;
    const char *methods;
  } modes[] = {
    { "strict", 5001, TRUE, "GET, HEAD, POST" },
    { "full", 5003, TRUE, "GET, HEAD, POST, PUT, PATCH, DELETE" },
    { "compat", 8080, FALSE, "GET, HEAD" },
    { "none", 0, FALSE, NULL },
  };
  ServeMode mode;

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_true (serve_mode_parse (modes[i].name, &mode));
      g_assert_cmpstr (serve_mode_get_name (mode), ==, modes[i].name);
      g_assert_cmpuint (serve_mode_get_port (mode), ==, modes[i].port);
      g_assert_cmpstr (serve_mode_get_methods (mode), ==, modes[i].methods);
      g_assert_cmpint (serve_mode_is_proxy (mode), ==, modes[i].is_proxy);
    }
  g_assert_false (serve_mode_parse ("Strict", &mode));
  g_assert_false (serve_mode_parse ("", &mode));
}

#define ADD(path, data, func) g_test_add (path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/serve-compat/index", NULL, test_index);
  ADD ("/serve-compat/health", NULL, test_health);
  ADD ("/serve-compat/status", NULL, test_status);
  ADD ("/serve-compat/all", NULL, test_all);
  ADD ("/serve-compat/silent", NULL, test_silent);
  ADD ("/serve-compat/not-there", NULL, test_not_there);
  ADD ("/serve-compat/old", NULL, test_old);
  ADD ("/serve-compat/lost", NULL, test_lost);
  ADD ("/serve-compat/devices", NULL, test_devices);
  ADD ("/serve-compat/methods", NULL, test_methods);
  ADD ("/serve-compat/secret", &is_open, test_secret);
  ADD ("/serve-compat/host", NULL, test_host);
  g_test_add_func ("/serve-compat/chamber", test_chamber);
  g_test_add_func ("/serve-compat/modes", test_modes);

  return g_test_run ();
}
