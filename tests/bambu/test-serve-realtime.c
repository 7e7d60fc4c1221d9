/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sessions that listen to a printer, beside a broker that says what a test wants it to. */

#include <glib/gstdio.h>
#include <string.h>

#include "link/bambu-mqtt-link.h"
#include "serve-fixture.h"
#include "serve/serve-proxy-private.h"
#include "test-wait.h"
#include "tiny-broker.h"

#define SERIAL "01P00A000000001"
#define OTHER_SERIAL "01P00A000000002"
#define REALTIME "/v1/iot-service/api/user/device/realtime"
#define READ REALTIME "?device_id=" SERIAL
#define START "{\"device_id\":\"" SERIAL "\"}"
#define PROFILE "GET /v1/user-service/my/profile"
#define FULL                                                                                       \
  "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"bed_temper\":20,\"nozzle_temper\":30,"      \
  "\"gcode_state\":\"IDLE\",\"note\":\"at 10.0.0.7\",\"ams\":{}}}"
#define BLINK (50 * G_TIME_SPAN_MILLISECOND)
#define PUSHALL "publish device/" SERIAL "/request {\"pushing\""
#define DELTA "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"bed_temper\":60}}"

typedef struct
{
  ServeFixture serve;
  char *folder;
  char *authorities;
  TinyBroker *broker;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new ("localhost", SIM_CERTIFICATE_EC | SIM_CERTIFICATE_HOST, authority);
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture->folder = g_dir_make_tmp ("culm-serve-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->authorities = g_build_filename (fixture->folder, "ca.pem", NULL);
  sim_certificate_save (authority, fixture->authorities, FALSE, &error);
  g_assert_no_error (error);
  fixture->broker = tiny_broker_new (leaf);
  address = g_strdup_printf ("localhost:%u", tiny_broker_get_port (fixture->broker));
  serve_fixture_use_broker (address, fixture->authorities);
  serve_fixture_set_up (&fixture->serve, data);
  cloud_server_json (fixture->serve.cloud, PROFILE, "{\"uid\":42,\"uidStr\":\"42\"}");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  serve_fixture_tear_down (&fixture->serve, data);
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));
  tiny_broker_free (fixture->broker);
  g_unlink (fixture->authorities);
  g_rmdir (fixture->folder);
  g_free (fixture->authorities);
  g_free (fixture->folder);
}

#define ASK(name, ...)                                                                             \
  g_autoptr (ServeAnswer) name = serve_fixture_ask (&fixture->serve, __VA_ARGS__)

static JsonNode *
find (ServeAnswer *answer, const char *path)
{
  g_assert_nonnull (answer->node);

  return bambu_json_find (json_node_get_object (answer->node), path);
}

static gint64
number_of (ServeAnswer *answer, const char *path)
{
  gint64 number = -1;

  bambu_json_read_int (find (answer, path), &number);

  return number;
}

static void
begin (Fixture *fixture, const char *custom, const char *status)
{
  ASK (answer, "POST", REALTIME "/start", custom, NULL, START);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (bambu_json_get_text (find (answer, "status")), ==, status);
  g_assert_cmpstr (bambu_json_get_text (find (answer, "device_id")), ==, SERIAL);
  g_assert_cmpint (number_of (answer, "expires_in"), ==, 120);
  g_assert_nonnull (bambu_json_get_text (find (answer, "message")));
}

static guint
read_status (Fixture *fixture, const char *custom)
{
  ASK (answer, "GET", READ, custom, NULL, NULL);

  return answer->status;
}

/* Without asking, for which there is a limit */
static guint
count_messages (Fixture *fixture)
{
  ServeSessionInfo info;

  serve_realtime_read (fixture->serve.proxy->realtime, CUSTOM, SERIAL, &info);

  return info.n_messages;
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 404);
  begin (fixture, CUSTOM, "started");
  test_wait_until (tiny_broker_count (fixture->broker, "subscribe device/" SERIAL) == 1);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect u_42 " REAL), ==, 1);

  ASK (waiting, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpuint (waiting->status, ==, 202);
  g_assert_cmpstr (bambu_json_get_text (find (waiting, "status")), ==, "waiting");
  g_assert_nonnull (bambu_json_get_text (find (waiting, "message")));
  g_assert_cmpstr (bambu_json_get_text (find (waiting, "device_id")), ==, SERIAL);
  g_assert_cmpint (number_of (waiting, "session_age"), ==, 0);
  g_assert_cmpint (number_of (waiting, "expires_in"), ==, 120);

  tiny_broker_say (fixture->broker, SERIAL, FULL);
  test_wait_until (count_messages (fixture) == 1);
  serve_fixture_pass (10 * G_USEC_PER_SEC);

  ASK (report, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpuint (report->status, ==, 200);
  g_assert_cmpstr (bambu_json_get_text (find (report, "device_id")), ==, SERIAL);
  g_assert_cmpint (number_of (report, "timestamp"), >, 1700000000);
  g_assert_cmpint (number_of (report, "age_seconds"), ==, 10);
  g_assert_cmpint (number_of (report, "expires_in"), ==, 110);
  g_assert_cmpint (number_of (report, "message_count"), ==, 1);

  /* Somebody else's session it is not. */
  g_assert_cmpuint (read_status (fixture, OTHER_CUSTOM), ==, 404);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  begin (fixture, CUSTOM, "started");
  tiny_broker_say (fixture->broker, SERIAL, FULL);
  test_wait_until (count_messages (fixture) == 1);
  ASK (first, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpint (number_of (first, "data.print.bed_temper"), ==, 20);

  tiny_broker_say (fixture->broker, SERIAL, DELTA);
  test_wait_until (count_messages (fixture) == 2);

  ASK (answer, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpint (number_of (answer, "data.print.bed_temper"), ==, 60);
  g_assert_cmpint (number_of (answer, "data.print.nozzle_temper"), ==, 30);
  g_assert_null (strstr (answer->body, "10.0.0.7"));
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  begin (fixture, CUSTOM, "started");
  serve_fixture_pass (100 * G_USEC_PER_SEC);
  begin (fixture, CUSTOM, "extended");
  serve_fixture_pass (119 * G_USEC_PER_SEC);
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 202);

  ASK (sessions, "GET", "/admin/mqtt", NULL, NULL, NULL);
  g_assert_cmpint (number_of (sessions, "active_sessions"), ==, 1);
  g_assert_cmpint (number_of (sessions, "session_duration"), ==, 120);
  g_assert_cmpint (number_of (sessions, "cleanup_interval"), ==, 30);
  g_assert_cmpint (number_of (sessions, "sessions." SERIAL ".expires_in"), ==, 1);
  g_assert_cmpint (number_of (sessions, "sessions." SERIAL ".session_age"), ==, 219);
  g_assert_cmpint (number_of (sessions, "sessions." SERIAL ".message_count"), ==, 0);
  g_assert_cmpint (number_of (sessions, "sessions." SERIAL ".last_update"), ==, 0);
  g_assert_false (json_node_get_boolean (find (sessions, "sessions." SERIAL ".has_data")));
  g_assert_true (json_node_get_boolean (find (sessions, "sessions." SERIAL ".connected")));

  serve_fixture_pass (1 * G_USEC_PER_SEC);
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 410);
  serve_fixture_pass (30 * G_USEC_PER_SEC);
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 404);

  ASK (health, "GET", "/health", NULL, NULL, NULL);
  g_assert_cmpint (number_of (health, "mqtt_active_sessions"), ==, 0);
  begin (fixture, CUSTOM, "started");
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  ASK (no_json, "POST", REALTIME "/start", CUSTOM, NULL, "{");
  ASK (no_id, "POST", REALTIME "/start", CUSTOM, NULL, "{}");
  ASK (bad_id, "POST", REALTIME "/start", CUSTOM, NULL, "{\"device_id\":\"#\"}");
  ASK (read_no_id, "GET", REALTIME, CUSTOM, NULL, NULL);
  ASK (no_token, "GET", READ, NULL, NULL, NULL);
  ASK (stranger, "POST", REALTIME "/start", REAL, NULL, START);
  ASK (get, "GET", REALTIME "/start", CUSTOM, NULL, NULL);

  g_assert_cmpuint (no_json->status, ==, 400);
  g_assert_cmpstr (no_json->body, ==, "{\"error\":\"Invalid JSON\"}");
  g_assert_cmpuint (no_id->status, ==, 400);
  g_assert_cmpstr (no_id->body, ==, "{\"error\":\"device_id required\"}");
  g_assert_cmpuint (bad_id->status, ==, 400);
  g_assert_cmpuint (read_no_id->status, ==, 400);
  g_assert_cmpstr (read_no_id->body, ==, "{\"error\":\"device_id required\"}");
  g_assert_cmpuint (no_token->status, ==, 401);
  g_assert_cmpstr (bambu_json_get_text (find (no_token, "error")), ==, "Missing token");
  g_assert_cmpuint (stranger->status, ==, 401);
  g_assert_cmpstr (bambu_json_get_text (find (stranger, "error")), ==, "Invalid token");
  g_assert_cmpuint (get->status, ==, 405);
}

static void
assert_failed (Fixture *fixture)
{
  ASK (answer, "POST", REALTIME "/start", CUSTOM, NULL, START);

  g_assert_cmpuint (answer->status, ==, 500);
  g_assert_nonnull (bambu_json_get_text (find (answer, "error")));
  g_assert_cmpstr (bambu_json_get_text (find (answer, "status")), ==, "failed");
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 404);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  tiny_broker_set_answer (fixture->broker, 5);
  assert_failed (fixture);
}

static gboolean
on_patience_over (gpointer broker)
{
  tiny_broker_hold (broker, FALSE);

  return G_SOURCE_REMOVE;
}

/* The program whose paths these are waits for a second. */
static void
test_slow (Fixture *fixture, gconstpointer data)
{
  tiny_broker_hold (fixture->broker, TRUE);
  g_timeout_add (1200, on_patience_over, fixture->broker);
  begin (fixture, CUSTOM, "started");
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 202);
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  tiny_broker_hold (fixture->broker, TRUE);
  assert_failed (fixture);

  /* It is not given up for good. */
  tiny_broker_hold (fixture->broker, FALSE);
  begin (fixture, CUSTOM, "started");
}

/* What came before is told meanwhile, and goes on when the connection is there again. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  begin (fixture, CUSTOM, "started");
  test_wait_until (tiny_broker_count (fixture->broker, PUSHALL) == 1);
  tiny_broker_say (fixture->broker, SERIAL, FULL);
  test_wait_until (count_messages (fixture) == 1);
  serve_fixture_pass (60 * G_USEC_PER_SEC);
  tiny_broker_hang_up (fixture->broker);
  test_wait_until (tiny_broker_count (fixture->broker, "subscribe device/" SERIAL) == 2);

  ASK (before, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpuint (before->status, ==, 200);
  g_assert_cmpint (number_of (before, "age_seconds"), ==, 60);
  g_assert_cmpint (number_of (before, "expires_in"), ==, 60);

  tiny_broker_say (fixture->broker, SERIAL, DELTA);
  test_wait_until (count_messages (fixture) == 2);
  ASK (after, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpint (number_of (after, "age_seconds"), ==, 0);
  g_assert_cmpint (number_of (after, "data.print.bed_temper"), ==, 60);
  g_assert_cmpint (number_of (after, "data.print.nozzle_temper"), ==, 30);

  /* It is asked once; a second time would be before another one is. */
  ASK (other, "POST", REALTIME "/start", CUSTOM, NULL, "{\"device_id\":\"" OTHER_SERIAL "\"}");
  g_assert_cmpuint (other->status, ==, 200);
  test_wait_until (tiny_broker_count (fixture->broker, "publish device/" OTHER_SERIAL) == 1);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, PUSHALL), ==, 1);
}

/* What it was asked for was lost as well. */
static void
test_dropped_early (Fixture *fixture, gconstpointer data)
{
  begin (fixture, CUSTOM, "started");
  test_wait_until (tiny_broker_count (fixture->broker, PUSHALL) == 1);
  tiny_broker_hang_up (fixture->broker);
  test_wait_until (tiny_broker_count (fixture->broker, PUSHALL) == 2);
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 202);
}

static void
test_no_number (Fixture *fixture, gconstpointer data)
{
  cloud_server_forget (fixture->serve.cloud, PROFILE);
  cloud_server_json (fixture->serve.cloud, PROFILE, "{\"name\":\"Ann\"}");
  assert_failed (fixture);
}

/* The service does not even tell whose token it is. */
static void
test_no_profile (Fixture *fixture, gconstpointer data)
{
  cloud_server_forget (fixture->serve.cloud, PROFILE);
  cloud_server_answer (fixture->serve.cloud, PROFILE, 401, NULL, "{\"code\":4}");
  assert_failed (fixture);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect "), ==, 0);
}

static void
test_other_spelling (Fixture *fixture, gconstpointer data)
{
  cloud_server_forget (fixture->serve.cloud, PROFILE);
  cloud_server_json (fixture->serve.cloud, PROFILE, "{\"user_id\":\"43\"}");
  begin (fixture, CUSTOM, "started");
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect u_43 " REAL), ==, 1);
}

/* Who does not listen any more has nothing sent to him. */
static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  ASK (first, "POST", REALTIME "/start", CUSTOM, NULL, "{\"device_id\":\"" OTHER_SERIAL "\"}");

  g_assert_cmpuint (first->status, ==, 200);
  serve_fixture_pass (120 * G_USEC_PER_SEC - BLINK);
  begin (fixture, CUSTOM, "started"); /* and all is looked through in a blink */
  serve_fixture_pass (BLINK);

  test_wait_until (tiny_broker_count (fixture->broker, "unsubscribe device/" OTHER_SERIAL) == 1);
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "unsubscribe device/" SERIAL), ==, 0);
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 202);
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  ASK (other, "POST", REALTIME "/start", CUSTOM, NULL, "{\"device_id\":\"" OTHER_SERIAL "\"}");

  g_assert_cmpuint (other->status, ==, 200);
  begin (fixture, CUSTOM, "started");
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect "), ==, 1);

  ASK (health, "GET", "/health", NULL, NULL, NULL);
  g_assert_cmpint (number_of (health, "mqtt_active_sessions"), ==, 2);
}

/* Two tokens for one sign-in have sessions of their own, on one connection. */
static void
test_two_tokens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (fixture->serve.token_file,
                            "{\"" CUSTOM "\":\"" REAL "\",\"" OTHER_CUSTOM "\":\"" REAL "\"}", -1,
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  begin (fixture, CUSTOM, "started");
  serve_fixture_pass (60 * G_USEC_PER_SEC);
  begin (fixture, OTHER_CUSTOM, "started");
  g_assert_cmpuint (tiny_broker_count (fixture->broker, "connect "), ==, 1);
  tiny_broker_say (fixture->broker, SERIAL, FULL);
  test_wait_until (count_messages (fixture) == 1);

  serve_fixture_pass (60 * G_USEC_PER_SEC);
  g_assert_cmpuint (read_status (fixture, CUSTOM), ==, 410);
  ASK (other, "GET", READ, OTHER_CUSTOM, NULL, NULL);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpint (number_of (other, "expires_in"), ==, 60);
  g_assert_cmpint (number_of (other, "message_count"), ==, 1);

  /* Each is told of: one has ended, the other goes on. */
  ASK (sessions, "GET", "/admin/mqtt", NULL, NULL, NULL);
  g_assert_cmpint (number_of (sessions, "active_sessions"), ==, 1);
  g_assert_cmpint (number_of (sessions, "sessions." SERIAL ".expires_in")
                       + number_of (sessions, "sessions." SERIAL "#2.expires_in"),
                   ==, 60);
}

/* Whatever a printer calls its secrets, and wherever it has them */
static void
test_secrets (Fixture *fixture, gconstpointer data)
{
  static const char *const secrets[] = { "12345678", "10.0.0.7", "rtsps:", REAL, CUSTOM };

  begin (fixture, CUSTOM, "started");
  tiny_broker_say (fixture->broker, SERIAL,
                   "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"bed_temper\":20,"
                   "\"nozzle_temper\":30,\"gcode_state\":\"IDLE\",\"subtask_name\":\"" CUSTOM
                   "\",\"ams\":{\"ams\":[[{\"access_code\":\"12345678\",\"at\":[\"10.0.0.7\"]}],"
                   "[[\"rtsps://10.0.0.7/x\"]],{\"tokens\":[[\"" REAL "\"]]}]}}}");
  test_wait_until (count_messages (fixture) == 1);

  ASK (answer, "GET", READ, CUSTOM, NULL, NULL);
  g_assert_cmpuint (answer->status, ==, 200);

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (answer->body, secrets[i]));
  g_assert_nonnull (strstr (answer->body, "[{\"access_code\":\"********\","));
  g_assert_nonnull (strstr (answer->body, "[[\"[URL_REDACTED]\"]]"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/serve-realtime/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("states", test_states);
  ADD ("merge", test_merge);
  ADD ("end", test_end);
  ADD ("wrong", test_wrong);
  ADD ("refused", test_refused);
  ADD ("slow", test_slow);
  ADD ("silent", test_silent);
  ADD ("dropped", test_dropped);
  ADD ("dropped-early", test_dropped_early);
  ADD ("no-number", test_no_number);
  ADD ("no-profile", test_no_profile);
  ADD ("other-spelling", test_other_spelling);
  ADD ("sweep", test_sweep);
  ADD ("two", test_two);
  ADD ("two-tokens", test_two_tokens);
  ADD ("secrets", test_secrets);

  return g_test_run ();
}
