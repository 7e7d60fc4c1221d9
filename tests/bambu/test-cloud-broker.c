/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link/bambu-cloud-broker-private.h"
#include "link/bambu-mqtt-link.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "test-wait.h"
#include "tiny-broker.h"

#define FIRST "01P00A000000001"
#define SECOND "00M00A000000002"
#define UID "123456789"
#define TOKEN "AQAtoken-that-lives"
#define OTHER_TOKEN "AQBtoken-that-follows"
#define REPORT "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"bed_temper\":20}}"
#define LEFT "{\"event\":{\"event\":\"client.disconnected\"}}"
#define CAME "{\"event\":{\"event\":\"client.connected\"}}"

static const BambuMqttLimits limits = {
  .attempt_msec = 10000,
  .stable_msec = 60000,
  .first_retry_msec = 20,
  .longest_retry_msec = 20,
  .keep_alive_seconds = 30,
};

typedef struct
{
  SimCertificate *authority;
  char *authorities;
  TinyBroker *server;
  BambuCloudBroker *broker;
} Fixture;

static SimCertificate *
make_leaf (Fixture *fixture, SimCertificateFlags flags)
{
  return sim_certificate_new ("broker", SIM_CERTIFICATE_EC | flags, fixture->authority);
}

static void
serve (Fixture *fixture, SimCertificate *leaf)
{
  fixture->server = tiny_broker_new (leaf);
  fixture->broker = bambu_cloud_broker_new ("localhost", tiny_broker_get_port (fixture->server),
                                            fixture->authorities);
  bambu_cloud_broker_set_limits (fixture->broker, &limits);
  bambu_cloud_broker_set_login (fixture->broker, UID, TOKEN);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) leaf = NULL;
  g_autoptr (GError) error = NULL;

  fixture->authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  fixture->authorities = g_build_filename (g_get_tmp_dir (), "culm-test-ca-XXXXXX", NULL);
  g_close (g_mkstemp (fixture->authorities), NULL);
  sim_certificate_save (fixture->authority, fixture->authorities, FALSE, &error);
  g_assert_no_error (error);

  leaf = make_leaf (fixture, GPOINTER_TO_INT (data));
  serve (fixture, leaf);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->broker);
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));
  tiny_broker_free (fixture->server);
  sim_certificate_unref (fixture->authority);
  g_unlink (fixture->authorities);
  g_free (fixture->authorities);
}

static BambuLink *
open_link (Fixture *fixture, const char *serial)
{
  BambuLink *link = bambu_cloud_broker_get_link (fixture->broker, serial);

  bambu_link_open (link);

  return link;
}

static void
wait_for_state (BambuLink *link, BambuLinkState state)
{
  test_wait_until (bambu_link_get_state (link) == state);
}

static void
assert_error (BambuLink *link, BambuLinkError code)
{
  g_autoptr (GError) error = bambu_link_dup_error (link);

  g_assert_error (error, BAMBU_LINK_ERROR, (int) code);
  g_assert_null (strstr (error->message, TOKEN));
}

static void
count_frame (BambuLink *link, BambuFrame *frame, guint *count)
{
  (*count)++;
}

static DexFuture *
ask (BambuLink *link, const char *text)
{
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));

  return bambu_link_publish (link, payload, 0);
}

static void
test_one_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) first = open_link (fixture, FIRST);
  g_autoptr (BambuLink) second = open_link (fixture, SECOND);
  g_autoptr (BambuCertificate) certificate = NULL;
  guint n_first = 0, n_second = 0;

  g_signal_connect (first, "frame", G_CALLBACK (count_frame), &n_first);
  g_signal_connect (second, "frame", G_CALLBACK (count_frame), &n_second);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  wait_for_state (second, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpint (bambu_cloud_broker_get_state (fixture->broker), ==, BAMBU_LINK_STATE_OPEN);

  /* Once, MQTT 3.1.1, clean, with user and password, as the documents say. */
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 1);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect u_" UID " " TOKEN " 04c2 30"), ==,
                    1);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "id culm-"), ==, 1);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "name localhost"), ==, 1);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "subscribe "), ==, 2);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "subscribe device/" FIRST "/report"), ==,
                    1);

  tiny_broker_say (fixture->server, FIRST, REPORT);
  tiny_broker_say (fixture->server, "03W00A000000003", REPORT);
  tiny_broker_say (fixture->server, FIRST, REPORT);
  tiny_broker_say (fixture->server, SECOND, REPORT);
  test_wait_until (n_second == 1);
  g_assert_cmpuint (n_first, ==, 2);

  test_await_true (ask (second, "question"));
  test_wait_until (tiny_broker_count (fixture->server, "publish device/" SECOND "/request question")
                   == 1);

  /* The broker's certificate is not the printer's. */
  certificate = bambu_link_dup_certificate (first);
  g_assert_null (certificate);

  {
    g_autoptr (BambuLink) again = bambu_cloud_broker_get_link (fixture->broker, FIRST);

    g_assert_true (again == first);
  }
}

static void
test_comes_and_goes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) first = open_link (fixture, FIRST);
  g_autoptr (BambuLink) second = NULL;
  g_autoptr (GError) error = NULL;
  guint n_first = 0, n_second = 0;

  g_signal_connect (first, "frame", G_CALLBACK (count_frame), &n_first);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);

  second = open_link (fixture, SECOND);
  g_signal_connect (second, "frame", G_CALLBACK (count_frame), &n_second);
  g_assert_cmpint (bambu_link_get_state (second), ==, BAMBU_LINK_STATE_CONNECTING);
  wait_for_state (second, BAMBU_LINK_STATE_OPEN);

  bambu_link_close (first);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_CLOSED);
  error = test_await_error (ask (first, "question"));
  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED);
  test_wait_until (tiny_broker_count (fixture->server, "unsubscribe device/" FIRST "/report") == 1);

  tiny_broker_say (fixture->server, FIRST, REPORT);
  tiny_broker_say (fixture->server, SECOND, REPORT);
  test_wait_until (n_second == 1);
  g_assert_cmpuint (n_first, ==, 0);

  bambu_link_open (first);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 1);

  /* A link that is dropped is not heard any more; one whose broker is gone is closed. */
  g_assert_finalize_object (g_steal_pointer (&second));
  test_wait_until (tiny_broker_count (fixture->server, "unsubscribe device/" SECOND "/report")
                   == 1);
  g_assert_finalize_object (fixture->broker);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_CLOSED);
  bambu_link_open (first);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_CLOSED);
  fixture->broker = bambu_cloud_broker_new ("localhost", 8883, NULL);
}

static void
refuse_token (Fixture *fixture, int answer)
{
  g_autoptr (BambuLink) first = NULL;
  g_autoptr (BambuLink) second = NULL;

  tiny_broker_set_answer (fixture->server, answer);
  first = open_link (fixture, FIRST);
  second = open_link (fixture, SECOND);
  wait_for_state (first, BAMBU_LINK_STATE_REFUSED);
  wait_for_state (second, BAMBU_LINK_STATE_REFUSED);
  assert_error (first, BAMBU_LINK_ERROR_REFUSED);
  g_assert_cmpint (bambu_cloud_broker_get_state (fixture->broker), ==, BAMBU_LINK_STATE_REFUSED);

  /* Nothing but another token leads to another try. */
  bambu_link_open (first);
  bambu_cloud_broker_set_login (fixture->broker, "u_" UID, TOKEN);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_REFUSED);

  tiny_broker_set_answer (fixture->server, 0);
  bambu_cloud_broker_set_login (fixture->broker, "u_" UID, OTHER_TOKEN);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  wait_for_state (second, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 2);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect u_" UID " " OTHER_TOKEN), ==, 1);

  /* An open connection bears a new token, and signing out ends it. */
  bambu_cloud_broker_set_login (fixture->broker, UID, TOKEN);
  test_await_true (ask (first, "question"));
  bambu_cloud_broker_set_login (fixture->broker, NULL, NULL);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_CLOSED);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 2);

  bambu_cloud_broker_set_login (fixture->broker, UID, TOKEN);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
}

static void
test_bad_token (Fixture *fixture, gconstpointer data)
{
  refuse_token (fixture, 4);
}

static void
test_dead_token (Fixture *fixture, gconstpointer data)
{
  refuse_token (fixture, 5);
}

static void
test_denied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) first = NULL;
  g_autoptr (BambuLink) second = NULL;

  tiny_broker_deny (fixture->server, FIRST);
  first = open_link (fixture, FIRST);
  second = open_link (fixture, SECOND);
  wait_for_state (first, BAMBU_LINK_STATE_REFUSED);
  wait_for_state (second, BAMBU_LINK_STATE_OPEN);
  assert_error (first, BAMBU_LINK_ERROR_REFUSED);
  g_assert_cmpint (bambu_cloud_broker_get_state (fixture->broker), ==, BAMBU_LINK_STATE_OPEN);

  tiny_broker_deny (fixture->server, NULL);
  bambu_link_open (first);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_CONNECTING);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 1);

  /* A serial that is no part of a topic harms nobody else either. */
  {
    g_autoptr (BambuLink) odd = open_link (fixture, "#");

    wait_for_state (odd, BAMBU_LINK_STATE_REFUSED);
    g_assert_cmpint (bambu_link_get_state (second), ==, BAMBU_LINK_STATE_OPEN);
  }
}

static void
test_presence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) first = open_link (fixture, FIRST);
  g_autoptr (BambuLink) second = open_link (fixture, SECOND);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) none = NULL;
  guint n_first = 0;

  g_signal_connect (first, "frame", G_CALLBACK (count_frame), &n_first);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  wait_for_state (second, BAMBU_LINK_STATE_OPEN);

  tiny_broker_say (fixture->server, FIRST, LEFT);
  wait_for_state (first, BAMBU_LINK_STATE_WAITING);
  assert_error (first, BAMBU_LINK_ERROR_ABSENT);
  g_assert_cmpint (bambu_link_get_state (second), ==, BAMBU_LINK_STATE_OPEN);
  error = test_await_error (ask (first, "question"));
  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED);

  tiny_broker_say (fixture->server, FIRST, CAME);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  none = bambu_link_dup_error (first);
  g_assert_no_error (none);
  g_assert_cmpuint (n_first, ==, 2);

  /* Who speaks is there. */
  tiny_broker_say (fixture->server, FIRST, LEFT);
  wait_for_state (first, BAMBU_LINK_STATE_WAITING);
  tiny_broker_say (fixture->server, FIRST, REPORT);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);

  /* The device list says it, too. */
  bambu_cloud_broker_set_present (fixture->broker, FIRST, FALSE);
  g_assert_cmpint (bambu_link_get_state (first), ==, BAMBU_LINK_STATE_WAITING);

  /* What happens between two connections is not heard. */
  tiny_broker_hang_up (fixture->server);
  wait_for_state (second, BAMBU_LINK_STATE_WAITING);
  wait_for_state (first, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 2);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "subscribe "), ==, 4);
}

/* One waits for the gap to pass, and what waits when the connection is lost is not sent after it.
 */
static void
test_gap (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits gap = limits;
  g_autoptr (BambuLink) link = NULL;
  g_autoptr (DexFuture) lost = NULL;
  g_autoptr (GError) error = NULL;

  gap.publish_gap_msec = 10;
  bambu_cloud_broker_set_limits (fixture->broker, &gap);
  link = open_link (fixture, FIRST);
  wait_for_state (link, BAMBU_LINK_STATE_OPEN);

  for (int i = 0; i < 5; i++)
    dex_future_disown (ask (link, "question"));
  test_await_true (ask (link, "last"));
  test_wait_until (tiny_broker_count (fixture->server, "publish ") == 6);

  gap.publish_gap_msec = 60 * 60 * 1000;
  bambu_link_close (link);
  g_assert_finalize_object (g_steal_pointer (&link));
  bambu_cloud_broker_set_login (fixture->broker, NULL, NULL);
  bambu_cloud_broker_set_limits (fixture->broker, &gap);
  bambu_cloud_broker_set_login (fixture->broker, UID, TOKEN);
  link = open_link (fixture, FIRST);
  wait_for_state (link, BAMBU_LINK_STATE_OPEN);
  test_await_true (ask (link, "at once"));
  lost = ask (link, "too late");
  tiny_broker_hang_up (fixture->server);
  error = test_await_error (g_steal_pointer (&lost));
  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED);
  wait_for_state (link, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "publish device/" FIRST "/request too"), ==,
                    0);
}

static void
test_too_many_connections (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits few = limits;
  g_autoptr (BambuLink) link = NULL;

  few.max_connections = 3;
  few.connections_msec = 60 * 60 * 1000;
  bambu_cloud_broker_set_limits (fixture->broker, &few);
  link = open_link (fixture, FIRST);

  for (guint i = 1; i <= 3; i++)
    {
      test_wait_until (tiny_broker_count (fixture->server, "connect ") == i);
      wait_for_state (link, BAMBU_LINK_STATE_OPEN);
      tiny_broker_hang_up (fixture->server);
      wait_for_state (link, BAMBU_LINK_STATE_WAITING);
    }

  /* Who asks for it gets an answer, but no connection. */
  assert_error (link, BAMBU_LINK_ERROR_UNREACHABLE);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      bambu_link_open (link);
      test_wait_until ((g_clear_error (&error), error = bambu_link_dup_error (link))
                       && strstr (error->message, "too many"));
    }
  bambu_cloud_broker_set_login (fixture->broker, UID, OTHER_TOKEN);
  wait_for_state (link, BAMBU_LINK_STATE_WAITING);
  g_assert_cmpuint (tiny_broker_count (fixture->server, "connect "), ==, 3);
}

static void
test_pause_ends (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits few = limits;
  g_autoptr (BambuLink) link = NULL;

  few.max_connections = 2;
  few.connections_msec = 300;
  bambu_cloud_broker_set_limits (fixture->broker, &few);
  link = open_link (fixture, FIRST);

  for (guint i = 1; i <= 4; i++)
    {
      test_wait_until (tiny_broker_count (fixture->server, "connect ") == i);
      wait_for_state (link, BAMBU_LINK_STATE_OPEN);
      tiny_broker_hang_up (fixture->server);
      wait_for_state (link, BAMBU_LINK_STATE_WAITING);
    }
}

/* Whoever is not the cloud gets neither user nor token, but may go away again. */
static void
test_impostor (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link = open_link (fixture, FIRST);

  wait_for_state (link, BAMBU_LINK_STATE_WAITING);
  assert_error (link, BAMBU_LINK_ERROR_CERTIFICATE);
  g_assert_cmpuint (tiny_broker_count (fixture->server, ""), ==, 0);
}

static void
test_system_authorities (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link = NULL;
  guint16 port = tiny_broker_get_port (fixture->server);

  g_assert_finalize_object (fixture->broker);
  fixture->broker = bambu_cloud_broker_new ("localhost", port, NULL);
  bambu_cloud_broker_set_limits (fixture->broker, &limits);
  bambu_cloud_broker_set_login (fixture->broker, UID, TOKEN);
  link = open_link (fixture, FIRST);
  wait_for_state (link, BAMBU_LINK_STATE_WAITING);
  assert_error (link, BAMBU_LINK_ERROR_CERTIFICATE);
  g_assert_cmpuint (tiny_broker_count (fixture->server, ""), ==, 0);
}

static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link = NULL;

  bambu_cloud_broker_set_login (fixture->broker, NULL, NULL);
  link = open_link (fixture, FIRST);
  g_assert_cmpint (bambu_link_get_state (link), ==, BAMBU_LINK_STATE_CLOSED);
  bambu_cloud_broker_set_login (fixture->broker, UID, TOKEN);
  wait_for_state (link, BAMBU_LINK_STATE_OPEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  signal (SIGPIPE, SIG_IGN); /* the server's */

#define ADD_WITH(name, data, function)                                                             \
  g_test_add ("/bambu/cloud-broker/" name, Fixture, GINT_TO_POINTER (data), set_up, function,      \
              tear_down)
#define ADD(name, function) ADD_WITH (name, SIM_CERTIFICATE_HOST, function)

  ADD ("one-connection", test_one_connection);
  ADD ("comes-and-goes", test_comes_and_goes);
  ADD ("bad-token", test_bad_token);
  ADD ("dead-token", test_dead_token);
  ADD ("denied", test_denied);
  ADD ("presence", test_presence);
  ADD ("gap", test_gap);
  ADD ("too-many-connections", test_too_many_connections);
  ADD ("pause-ends", test_pause_ends);
  ADD_WITH ("wrong-name", SIM_CERTIFICATE_NONE, test_impostor);
  ADD_WITH ("expired", SIM_CERTIFICATE_HOST | SIM_CERTIFICATE_EXPIRED, test_impostor);
  ADD ("system-authorities", test_system_authorities);
  ADD ("signed-out", test_signed_out);

  return g_test_run ();
}
