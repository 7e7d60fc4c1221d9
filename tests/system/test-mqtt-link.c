/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/link/bambu-mqtt-link-private.h"
#include "simulator/sim-broker.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <mosquitto.h>
#include <string.h>

#define SERIAL "01P00A000000001"
#define CODE "1a2b3c4d"

static const BambuMqttLimits limits = {
  .attempt_msec = 5000,
  .silence_msec = 60000,
  .stable_msec = 60000,
  .first_retry_msec = 20,
  .longest_retry_msec = 100,
  .keep_alive_seconds = 30,
};

/* A link and what it said. */
typedef struct
{
  BambuLink *link;
  GArray *states; /* BambuLinkState, as notified */
  GPtrArray *frames;
} Listener;

/* What the simulator would do: the printer's own side of the broker. */
typedef struct
{
  struct mosquitto *client;
  int connected;
  int n_taken;           /* messages that the broker acknowledged */
  GAsyncQueue *requests; /* GBytes */
} Printer;

typedef struct
{
  SimCertificate *authority;
  BambuTrust *trust;
  SimBroker *broker;
  guint16 port;
} Fixture;

static void
on_state (BambuLink *link, GParamSpec *pspec, gpointer user_data)
{
  Listener *listener = user_data;
  BambuLinkState state = bambu_link_get_state (link);

  g_array_append_val (listener->states, state);
}

static void
on_frame (BambuLink *link, BambuFrame *frame, gpointer user_data)
{
  Listener *listener = user_data;

  g_ptr_array_add (listener->frames, bambu_frame_ref (frame));
}

static Listener *
listen_with (BambuTrust *trust,
             const char *host,
             guint16 port,
             const char *code,
             const BambuMqttLimits *times)
{
  Listener *listener = g_new0 (Listener, 1);

  listener->states = g_array_new (FALSE, FALSE, sizeof (BambuLinkState));
  listener->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_frame_unref);
  listener->link = bambu_mqtt_link_new_lan (trust, host, port, SERIAL, code);
  bambu_mqtt_link_set_limits (BAMBU_MQTT_LINK (listener->link), times);
  g_signal_connect (listener->link, "notify::state", G_CALLBACK (on_state), listener);
  g_signal_connect (listener->link, "frame", G_CALLBACK (on_frame), listener);

  return listener;
}

static Listener *
listen_to (Fixture *fixture, const char *code)
{
  return listen_with (fixture->trust, "127.0.0.1", fixture->port, code, &limits);
}

static void
listener_free (Listener *listener)
{
  g_assert_finalize_object (listener->link);
  g_array_unref (listener->states);
  g_ptr_array_unref (listener->frames);
  g_free (listener);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listener, listener_free)

static guint
count_state (Listener *listener, BambuLinkState state)
{
  guint count = 0;

  for (guint i = 0; i < listener->states->len; i++)
    count += g_array_index (listener->states, BambuLinkState, i) == state;

  return count;
}

static void
wait_for_state (Listener *listener, BambuLinkState state)
{
  test_wait_until (bambu_link_get_state (listener->link) == state);
}

static void
open_and_wait (Listener *listener, BambuLinkState state)
{
  bambu_link_open (listener->link);
  g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_CONNECTING);
  wait_for_state (listener, state);
}

static void
assert_link_error (Listener *listener, BambuLinkError code)
{
  g_autoptr (GError) error = bambu_link_dup_error (listener->link);

  g_assert_error (error, BAMBU_LINK_ERROR, (int) code);
  g_assert_null (strstr (error->message, CODE));
  g_assert_null (strstr (error->message, SERIAL));
}

static void
assert_no_link_error (Listener *listener)
{
  g_autoptr (GError) error = bambu_link_dup_error (listener->link);

  g_assert_no_error (error);
}

static guint
count_in_log (Fixture *fixture, const char *text)
{
  g_autofree char *log = sim_broker_dup_log (fixture->broker);
  guint count = 0;

  for (const char *at = log; (at = strstr (at, text)); at += strlen (text))
    count++;

  return count;
}

static void
on_printer_connect (struct mosquitto *client, void *user_data, int code)
{
  g_autofree char *topic = sim_broker_dup_topic (SERIAL, "request");

  g_assert_cmpint (code, ==, 0);
  mosquitto_subscribe (client, NULL, topic, 1);
}

static void
on_printer_subscribe (
    struct mosquitto *client, void *user_data, int message_id, int n_granted, const int *granted)
{
  Printer *printer = user_data;

  g_atomic_int_set (&printer->connected, TRUE);
  g_main_context_wakeup (NULL);
}

static void
on_printer_message (struct mosquitto *client,
                    void *user_data,
                    const struct mosquitto_message *message)
{
  Printer *printer = user_data;

  g_assert_false (message->retain);
  g_async_queue_push (printer->requests, g_bytes_new (message->payload, message->payloadlen));
  g_main_context_wakeup (NULL);
}

static void
on_printer_publish (struct mosquitto *client, void *user_data, int message_id)
{
  Printer *printer = user_data;

  g_atomic_int_inc (&printer->n_taken);
}

static Printer *
printer_new (Fixture *fixture)
{
  Printer *printer = g_new0 (Printer, 1);

  printer->requests = g_async_queue_new_full ((GDestroyNotify) g_bytes_unref);
  printer->client = mosquitto_new (NULL, TRUE, printer);
  mosquitto_connect_callback_set (printer->client, on_printer_connect);
  mosquitto_subscribe_callback_set (printer->client, on_printer_subscribe);
  mosquitto_message_callback_set (printer->client, on_printer_message);
  mosquitto_publish_callback_set (printer->client, on_printer_publish);
  g_assert_cmpint (
      mosquitto_connect (printer->client, sim_broker_get_socket_path (fixture->broker), 0, 60), ==,
      0);
  g_assert_cmpint (mosquitto_loop_start (printer->client), ==, 0);
  test_wait_until (g_atomic_int_get (&printer->connected));

  return printer;
}

static void
printer_free (Printer *printer)
{
  mosquitto_disconnect (printer->client);
  mosquitto_loop_stop (printer->client, FALSE);
  mosquitto_destroy (printer->client);
  g_async_queue_unref (printer->requests);
  g_free (printer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printer, printer_free)

static void
say_bytes (Printer *printer, const void *data, gsize size)
{
  g_autofree char *topic = sim_broker_dup_topic (SERIAL, "report");

  g_assert_cmpint (mosquitto_publish (printer->client, NULL, topic, (int) size, data, 1, FALSE), ==,
                   0);
}

static void
say (Printer *printer, const char *text)
{
  say_bytes (printer, text, strlen (text));
}

/* A report that can be told apart by its sequence number. */
static void
say_number (Printer *printer, int number)
{
  g_autofree char *text = g_strdup_printf (
      "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"sequence_id\":\"%d\"}}", number);

  say (printer, text);
}

static void
start_broker (Fixture *fixture)
{
  test_await_true (sim_broker_start (fixture->broker));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) leaf = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->authority = sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  leaf = sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, fixture->authority);
  fixture->broker = sim_broker_new ();
  fixture->port =
      sim_broker_add_printer (fixture->broker, "127.0.0.1", 0, SERIAL, CODE, leaf, TRUE, &error);
  g_assert_no_error (error);

  fixture->trust = bambu_trust_new ();
  path = g_build_filename (g_get_tmp_dir (), "culm-test-ca-XXXXXX", NULL);
  g_close (g_mkstemp (path), NULL);
  sim_certificate_save (fixture->authority, path, FALSE, &error);
  g_assert_no_error (error);
  bambu_trust_add_authority (fixture->trust, path, &error);
  g_assert_no_error (error);
  g_unlink (path);

  start_broker (fixture);
}

/* Each session's thread keeps the trust until it has said good-bye. */
static gboolean
has_one_reference (gpointer object)
{
  return g_atomic_int_get (&G_OBJECT (object)->ref_count) == 1;
}

static gboolean
on_poll (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_threads (BambuTrust *trust)
{
  guint poll = g_timeout_add (5, on_poll, NULL);

  test_wait_until (has_one_reference (trust));
  g_source_remove (poll);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  wait_for_threads (fixture->trust);
  g_assert_finalize_object (fixture->trust);
  test_await_true (sim_broker_stop (fixture->broker));
  g_assert_finalize_object (fixture->broker);
  sim_certificate_unref (fixture->authority);
}

static void
test_opens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Printer) printer = printer_new (fixture);
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  g_autoptr (BambuCertificate) certificate = NULL;

  g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_CLOSED);
  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
  assert_no_link_error (listener);

  certificate = bambu_link_dup_certificate (listener->link);
  g_assert_cmpstr (certificate->common_name, ==, SERIAL);
  g_assert_cmpint (certificate->verdict, ==, BAMBU_VERDICT_KNOWN_CA);

  for (int i = 0; i < 100; i++)
    say_number (printer, i);
  test_wait_until (listener->frames->len == 100);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);

      g_assert_cmpstr (bambu_frame_get_sequence_id (g_ptr_array_index (listener->frames, i)), ==,
                       number);
    }

  bambu_link_open (listener->link); /* does nothing */
  bambu_link_close (listener->link);
  g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_CLOSED);
  g_assert_cmpuint (listener->states->len, ==, 3);

  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
}

static void
test_publishes (Fixture *fixture, gconstpointer data)
{
  const char *text = "{\"info\":{\"command\":\"get_version\",\"sequence_id\":\"20001\"}}";
  g_autoptr (Printer) printer = printer_new (fixture);
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  g_autoptr (GBytes) payload = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) closed = NULL;
  g_autoptr (GError) connecting = NULL;
  g_autoptr (GError) late = NULL;
  g_autoptr (DexFuture) lost = NULL;

  closed = test_await_error (bambu_link_publish (listener->link, payload, 0));
  g_assert_error (closed, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED);
  bambu_link_open (listener->link);
  connecting = test_await_error (bambu_link_publish (listener->link, payload, 0));
  g_assert_error (connecting, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED);
  wait_for_state (listener, BAMBU_LINK_STATE_OPEN);

  for (int qos = 0; qos < 2; qos++)
    {
      g_autoptr (GBytes) request = NULL;

      test_await_true (bambu_link_publish (listener->link, payload, qos));
      test_wait_until (g_async_queue_length (printer->requests) > 0);
      request = g_async_queue_pop (printer->requests);
      g_assert_true (g_bytes_equal (request, payload));
    }

  /* What was handed over before the end is still sent, and then it is over. */
  test_await_true (bambu_link_publish (listener->link, payload, 0));
  bambu_link_close (listener->link);
  late = test_await_error (bambu_link_publish (listener->link, payload, 0));
  g_assert_error (late, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED);
  test_wait_until (g_async_queue_length (printer->requests) > 0);
  g_bytes_unref (g_async_queue_pop (printer->requests));
}

static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) wrong = listen_to (fixture, "00000000");
  g_autoptr (Listener) nowhere = listen_with (fixture->trust, "127.0.0.1", 1, CODE, &limits);

  open_and_wait (wrong, BAMBU_LINK_STATE_REFUSED);
  assert_link_error (wrong, BAMBU_LINK_ERROR_REFUSED);

  /* Another with the same times tries again and again meanwhile. */
  bambu_link_open (nowhere->link);
  test_wait_until (count_state (nowhere, BAMBU_LINK_STATE_WAITING) >= 5);
  assert_link_error (nowhere, BAMBU_LINK_ERROR_UNREACHABLE);
  g_assert_cmpint (bambu_link_get_state (wrong->link), ==, BAMBU_LINK_STATE_REFUSED);
  g_assert_cmpuint (count_in_log (fixture, "not authorised"), ==, 1);
  g_assert_cmpuint (count_in_log (fixture, "New connection from 127.0.0.1"), ==, 1);

  /* Only when told to. */
  open_and_wait (wrong, BAMBU_LINK_STATE_REFUSED);
  test_wait_until (count_in_log (fixture, "not authorised") == 2);
}

static void
expect_untrusted (Fixture *fixture, SimCertificate *leaf, BambuVerdict verdict)
{
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  g_autoptr (BambuCertificate) certificate = NULL;

  test_await_true (sim_broker_stop (fixture->broker));
  sim_broker_set_certificate (fixture->broker, SERIAL, leaf, TRUE);
  start_broker (fixture);

  open_and_wait (listener, BAMBU_LINK_STATE_UNTRUSTED);
  assert_link_error (listener, BAMBU_LINK_ERROR_CERTIFICATE);
  certificate = bambu_link_dup_certificate (listener->link);
  g_assert_cmpint (certificate->verdict, ==, verdict);

  /* It ends before the log-in, also as the broker sees it. */
  test_wait_until (count_in_log (fixture, "alert handshake failure") == 1);
  g_assert_cmpuint (count_in_log (fixture, "New client connected"), ==, 0);
  g_assert_cmpuint (count_in_log (fixture, "not authorised"), ==, 0);
}

static void
test_untrusted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) stranger =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (SimCertificate) wrong_name =
      sim_certificate_new ("01P00A000000002", SIM_CERTIFICATE_V1, fixture->authority);
  g_autoptr (SimCertificate) expired =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_EXPIRED, fixture->authority);
  g_autoptr (SimCertificate) unknown = sim_certificate_new (SERIAL, SIM_CERTIFICATE_V1, stranger);
  g_autoptr (SimCertificate) other = sim_certificate_new (SERIAL, SIM_CERTIFICATE_EC, NULL);

  expect_untrusted (fixture, wrong_name, BAMBU_VERDICT_WRONG_NAME);
  expect_untrusted (fixture, expired, BAMBU_VERDICT_EXPIRED);
  expect_untrusted (fixture, unknown, BAMBU_VERDICT_UNKNOWN);

  bambu_trust_set_pin (fixture->trust, SERIAL, sim_certificate_get_fingerprint (unknown));
  expect_untrusted (fixture, other, BAMBU_VERDICT_CHANGED);
}

static void
test_pinned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) own = sim_certificate_new (SERIAL, SIM_CERTIFICATE_EC, NULL);
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  g_autoptr (BambuCertificate) certificate = NULL;

  test_await_true (sim_broker_stop (fixture->broker));
  sim_broker_set_certificate (fixture->broker, SERIAL, own, FALSE);
  start_broker (fixture);
  open_and_wait (listener, BAMBU_LINK_STATE_UNTRUSTED);

  /* What the user's word does. */
  certificate = bambu_link_dup_certificate (listener->link);
  bambu_trust_set_pin (fixture->trust, SERIAL, certificate->fingerprint);
  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
  assert_no_link_error (listener);
}

static void
test_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  g_autoptr (Printer) printer = NULL;

  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);

  test_await_true (sim_broker_kill (fixture->broker));
  wait_for_state (listener, BAMBU_LINK_STATE_WAITING);
  assert_link_error (listener, BAMBU_LINK_ERROR_UNREACHABLE);
  test_wait_until (count_state (listener, BAMBU_LINK_STATE_WAITING) >= 3);
  assert_link_error (listener, BAMBU_LINK_ERROR_UNREACHABLE);

  start_broker (fixture);
  wait_for_state (listener, BAMBU_LINK_STATE_OPEN);
  assert_no_link_error (listener);

  printer = printer_new (fixture);
  say_number (printer, 1);
  test_wait_until (listener->frames->len == 1);
}

/* While the wait would long be endless for any other. */
static void
test_waits_for_a_missing_one (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits patient = limits;
  g_autoptr (Printer) printer = NULL;
  g_autoptr (Listener) listener = NULL;

  patient.longest_retry_msec = 24 * 60 * 60 * 1000;
  patient.first_retry_msec = 20;
  patient.missing_msec = 24 * 60 * 60 * 1000;
  patient.longest_missing_retry_msec = 20;
  listener = listen_with (fixture->trust, "127.0.0.1", fixture->port, CODE, &patient);
  printer = printer_new (fixture);
  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
  say_number (printer, 1);
  test_wait_until (listener->frames->len == 1);

  test_await_true (sim_broker_kill (fixture->broker));
  test_wait_until (count_state (listener, BAMBU_LINK_STATE_WAITING) >= 20);

  start_broker (fixture);
  wait_for_state (listener, BAMBU_LINK_STATE_OPEN);
}

static void
test_opens_at_once (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits slow = limits;
  g_autoptr (Listener) listener = NULL;

  slow.first_retry_msec = slow.longest_retry_msec = 24 * 60 * 60 * 1000;
  listener = listen_with (fixture->trust, "127.0.0.1", fixture->port, CODE, &slow);
  test_await_true (sim_broker_stop (fixture->broker));
  open_and_wait (listener, BAMBU_LINK_STATE_WAITING);
  start_broker (fixture);

  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
}

static int n_dropped; /* lines in the log about messages that say nothing */

/* Also called on the links' threads. */
static GLogWriterOutput
count_dropped (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && fields[i].length < 0
        && strstr (fields[i].value, "was dropped"))
      {
        g_assert_cmpint (level & G_LOG_LEVEL_MASK, ==, G_LOG_LEVEL_DEBUG);
        g_atomic_int_inc (&n_dropped);
      }

  return g_log_writer_default (level, fields, n_fields, user_data);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Printer) printer = printer_new (fixture);
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  gsize size = 2 * 1024 * 1024;
  g_autofree char *large = g_malloc (size);

  memset (large, '[', size);
  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
  g_atomic_int_set (&n_dropped, 0);

  say (printer, "no JSON");
  say (printer, "");
  say (printer, "{\"print\":{");
  say (printer, "[]");
  say_bytes (printer, "\0\xff\xfe", 3);
  say_bytes (printer, large, size);
  say_bytes (printer, large, 2000);
  say_number (printer, 7);

  test_wait_until (listener->frames->len > 0);
  g_assert_cmpuint (listener->frames->len, ==, 1);
  g_assert_cmpint (g_atomic_int_get (&n_dropped), ==, 7); /* a line each */
  g_assert_cmpstr (bambu_frame_get_sequence_id (g_ptr_array_index (listener->frames, 0)), ==, "7");
  g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (count_state (listener, BAMBU_LINK_STATE_OPEN), ==, 1);
}

/* More than is taken while the main loop is busy: it is read later, and nothing is missing. */
static void
test_flood (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Printer) printer = printer_new (fixture);
  g_autoptr (Listener) listener = listen_to (fixture, CODE);
  const int n_messages = 900;

  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);
  for (int i = 0; i < n_messages; i++)
    say_number (printer, i);
  while (g_atomic_int_get (&printer->n_taken)
         < n_messages) /* by the broker; this thread is "busy" */
    g_thread_yield ();

  test_wait_until ((int) listener->frames->len == n_messages);
  g_assert_cmpstr (
      bambu_frame_get_sequence_id (g_ptr_array_index (listener->frames, n_messages - 1)), ==,
      "899");
}

static void
test_silence (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits impatient = limits;
  g_autoptr (Printer) printer = printer_new (fixture);
  g_autoptr (Listener) listener = NULL;
  g_autoptr (GError) error = NULL;

  impatient.silence_msec = 50;
  listener = listen_with (fixture->trust, "127.0.0.1", fixture->port, CODE, &impatient);
  open_and_wait (listener, BAMBU_LINK_STATE_OPEN);

  test_wait_until ((error = bambu_link_dup_error (listener->link)));
  g_assert_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL);
  g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_OPEN);

  say_number (printer, 1);
  test_wait_until (listener->frames->len == 1);
  assert_no_link_error (listener);
  g_assert_cmpuint (count_state (listener, BAMBU_LINK_STATE_OPEN), ==, 1);
}

/* Takes connections and says nothing. */
static void
test_mute_server (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits impatient = limits;
  g_autoptr (GSocketListener) server = g_socket_listener_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (Listener) listener = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (server, NULL, &error);

  g_assert_no_error (error);
  impatient.attempt_msec = 50;
  listener = listen_with (fixture->trust, "127.0.0.1", port, CODE, &impatient);
  open_and_wait (listener, BAMBU_LINK_STATE_WAITING);
  assert_link_error (listener, BAMBU_LINK_ERROR_TIMED_OUT);
  test_wait_until (count_state (listener, BAMBU_LINK_STATE_WAITING) >= 3);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  BambuMqttLimits impatient = limits;
  g_autoptr (Listener) local =
      listen_with (fixture->trust, "localhost", fixture->port, CODE, &limits);
  g_autoptr (Listener) unknown = NULL;

  open_and_wait (local, BAMBU_LINK_STATE_OPEN);

  impatient.attempt_msec = 200;
  unknown = listen_with (fixture->trust, "printer.invalid", fixture->port, CODE, &impatient);
  open_and_wait (unknown, BAMBU_LINK_STATE_WAITING);
  assert_link_error (unknown, BAMBU_LINK_ERROR_UNREACHABLE);
}

static void
test_close_early (Fixture *fixture, gconstpointer data)
{
  const char *hosts[] = { "127.0.0.1", "localhost", "printer.invalid" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (Listener) listener =
          listen_with (fixture->trust, hosts[i], fixture->port, CODE, &limits);

      bambu_link_open (listener->link);
      bambu_link_close (listener->link);
      g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_CLOSED);
      bambu_link_open (listener->link);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      bambu_link_close (listener->link);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_cmpint (bambu_link_get_state (listener->link), ==, BAMBU_LINK_STATE_CLOSED);
      bambu_link_open (listener->link); /* and is dropped like this */
    }
}

/* A handler that drops the link while it says something. */
static void
drop_link (BambuLink *link, gpointer detail, gpointer user_data)
{
  BambuLink **owned = user_data;

  if (bambu_link_get_state (link) != BAMBU_LINK_STATE_CONNECTING)
    g_clear_object (owned);
}

static void
test_dropped_by_handler (Fixture *fixture, gconstpointer data)
{
  BambuLink *link =
      bambu_mqtt_link_new_lan (fixture->trust, "127.0.0.1", fixture->port, SERIAL, CODE);
  gpointer weak = link;

  g_object_add_weak_pointer (G_OBJECT (link), &weak);
  g_signal_connect (link, "notify::state", G_CALLBACK (drop_link), &link);
  bambu_link_open (link);
  test_wait_until (link == NULL);
  g_assert_null (weak);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_log_set_writer_func (count_dropped, NULL, NULL);
  mosquitto_lib_init ();

  ADD ("/mqtt-link/opens", test_opens);
  ADD ("/mqtt-link/publishes", test_publishes);
  ADD ("/mqtt-link/wrong-code", test_wrong_code);
  ADD ("/mqtt-link/untrusted", test_untrusted);
  ADD ("/mqtt-link/pinned", test_pinned);
  ADD ("/mqtt-link/comes-back", test_comes_back);
  ADD ("/mqtt-link/waits-for-a-missing-one", test_waits_for_a_missing_one);
  ADD ("/mqtt-link/opens-at-once", test_opens_at_once);
  ADD ("/mqtt-link/garbage", test_garbage);
  ADD ("/mqtt-link/flood", test_flood);
  ADD ("/mqtt-link/silence", test_silence);
  ADD ("/mqtt-link/mute-server", test_mute_server);
  ADD ("/mqtt-link/names", test_names);
  ADD ("/mqtt-link/close-early", test_close_early);
  ADD ("/mqtt-link/dropped-by-handler", test_dropped_by_handler);

  result = g_test_run ();
  mosquitto_lib_cleanup ();

  return result;
}
