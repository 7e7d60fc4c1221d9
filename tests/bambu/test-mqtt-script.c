/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu/link/bambu-mqtt-link-private.h"
#include "simulator/sim-certificate.h"
#include "test-wait.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <string.h>

/* What no real broker says: a server that answers by a script. */

#define SERIAL "01P00A000000001"
#define CODE "1a2b3c4d"
#define MAX_STEPS 4

#define CONNACK(code) BYTES ("\x20\x02\x00" code)
#define SUBACK(code) BYTES ("\x90\x03\x00\x01" code)
#define BYTES(literal) { literal, sizeof (literal) - 1 }

static const BambuMqttLimits limits = {
  .attempt_msec = 10000,
  .silence_msec = 60000,
  .stable_msec = 60000,
  .first_retry_msec = 20,
  .longest_retry_msec = 20,
  .keep_alive_seconds = 30,
};

typedef struct
{
  const char *data;
  gsize size;
} Reply;

/* For each packet that comes there is a reply; then it hangs up, or listens to the end. */
typedef struct
{
  const char *name;
  gboolean plain;     /* no TLS: replies as soon as something comes */
  gboolean untrusted; /* the link does not know its CA */
  gboolean hold;
  Reply replies[MAX_STEPS];
  BambuLinkState state;
  BambuLinkError error;
} Script;

typedef struct
{
  const Script *script;
  GSocket *socket;
  GCancellable *cancellable;
  GThread *thread;
  SSL_CTX *tls;
  int n_connections;
  GMutex mutex;
  GByteArray *received; /* application data of all connections; under the mutex */
} Server;

static gssize
read_some (Server *server, GSocket *client, SSL *tls)
{
  char buffer[4096];
  gssize size = tls != NULL ? SSL_read (tls, buffer, sizeof buffer)
                            : g_socket_receive (client, buffer, sizeof buffer, NULL, NULL);

  if (size > 0)
    {
      g_mutex_lock (&server->mutex);
      g_byte_array_append (server->received, (guint8 *) buffer, size);
      g_mutex_unlock (&server->mutex);
      g_main_context_wakeup (NULL);
    }

  return size;
}

static void
serve (Server *server, GSocket *client)
{
  const Script *script = server->script;
  SSL *tls = NULL;
  gboolean greeted = TRUE;

  if (!script->plain)
    {
      g_unix_set_fd_nonblocking (g_socket_get_fd (client), FALSE, NULL);
      tls = SSL_new (server->tls);
      SSL_set_fd (tls, g_socket_get_fd (client));
      greeted = SSL_accept (tls) == 1;
    }

  for (gsize i = 0; greeted && i < MAX_STEPS && script->replies[i].data != NULL; i++)
    {
      const Reply *reply = &script->replies[i];

      if (read_some (server, client, tls) <= 0)
        break;
      if (tls != NULL)
        SSL_write (tls, reply->data, (int) reply->size);
      else
        g_socket_send (client, reply->data, reply->size, NULL, NULL);
    }

  while (greeted && script->hold && read_some (server, client, tls) > 0)
    ;

  if (tls != NULL)
    SSL_free (tls);
  g_socket_close (client, NULL);
}

static gpointer
serve_all (gpointer user_data)
{
  Server *server = user_data;
  GSocket *client;

  while ((client = g_socket_accept (server->socket, server->cancellable, NULL)))
    {
      g_atomic_int_inc (&server->n_connections);
      serve (server, client);
      g_object_unref (client);
    }

  return NULL;
}

static Server *
server_new (const Script *script, SimCertificate *certificate)
{
  Server *server = g_new0 (Server, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autofree char *folder = g_dir_make_tmp ("culm-script-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "leaf.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "leaf.key", NULL);

  g_assert_no_error (error);
  sim_certificate_save (certificate, path, TRUE, &error);
  g_assert_no_error (error);
  sim_certificate_save_key (certificate, key, &error);
  g_assert_no_error (error);
  server->tls = SSL_CTX_new (TLS_server_method ());
  g_assert_cmpint (SSL_CTX_use_certificate_chain_file (server->tls, path), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey_file (server->tls, key, SSL_FILETYPE_PEM), ==, 1);
  g_unlink (path);
  g_unlink (key);
  g_rmdir (folder);

  server->script = script;
  server->received = g_byte_array_new ();
  g_mutex_init (&server->mutex);
  server->cancellable = g_cancellable_new ();
  server->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_bind (server->socket, address, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (server->socket, &error);
  g_assert_no_error (error);
  server->thread = g_thread_new ("server", serve_all, server);

  return server;
}

static guint16
server_get_port (Server *server)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (server->socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

/* Ends after it has read all that was sent. */
static void
server_stop (Server *server)
{
  g_cancellable_cancel (server->cancellable);
  if (server->thread != NULL)
    g_thread_join (g_steal_pointer (&server->thread));
}

static void
server_free (Server *server)
{
  server_stop (server);
  g_object_unref (server->cancellable);
  g_object_unref (server->socket);
  SSL_CTX_free (server->tls);
  g_byte_array_unref (server->received);
  g_mutex_clear (&server->mutex);
  g_free (server);
}

static guint
count_received (Server *server, const char *text)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&server->mutex);
  const char *at = (const char *) server->received->data;
  const char *end = at + server->received->len;
  guint count = 0;

  while (at != NULL && (at = memmem (at, end - at, text, strlen (text))))
    {
      count++;
      at += strlen (text);
    }

  return count;
}

static void
count_frame (BambuLink *link, BambuFrame *frame, gpointer user_data)
{
  guint *count = user_data;

  (*count)++;
}

static BambuTrust *
make_trust (SimCertificate *authority)
{
  BambuTrust *trust = bambu_trust_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-script-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "ca.pem", NULL);

  g_assert_no_error (error);
  sim_certificate_save (authority, path, FALSE, &error);
  g_assert_no_error (error);
  bambu_trust_add_authority (trust, path, &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);

  return trust;
}

typedef struct
{
  Server *server;
  BambuLink *link;
  guint n_frames;
} Meeting;

static void
meet (Meeting *meeting, const Script *script)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new (SERIAL, SIM_CERTIFICATE_EC, script->untrusted ? NULL : authority);
  g_autoptr (BambuTrust) trust = make_trust (authority);

  meeting->server = server_new (script, leaf);
  meeting->link =
      bambu_mqtt_link_new_lan (trust, "127.0.0.1", server_get_port (meeting->server), SERIAL, CODE);
  bambu_mqtt_link_set_limits (BAMBU_MQTT_LINK (meeting->link), &limits);
  g_signal_connect (meeting->link, "frame", G_CALLBACK (count_frame), &meeting->n_frames);
  bambu_link_open (meeting->link);
}

static void
part (Meeting *meeting)
{
  g_assert_finalize_object (meeting->link);
  server_free (meeting->server);
}

static const Script refusals[] = {
  { "bad-password", .replies = { CONNACK ("\x04") }, .state = BAMBU_LINK_STATE_REFUSED,
    .error = BAMBU_LINK_ERROR_REFUSED },
  { "not-authorized", .replies = { CONNACK ("\x05") }, .state = BAMBU_LINK_STATE_REFUSED,
    .error = BAMBU_LINK_ERROR_REFUSED },
  { "unavailable", .replies = { CONNACK ("\x03") }, .state = BAMBU_LINK_STATE_WAITING,
    .error = BAMBU_LINK_ERROR_UNREACHABLE },
  { "wrong-version", .replies = { CONNACK ("\x01") }, .state = BAMBU_LINK_STATE_WAITING,
    .error = BAMBU_LINK_ERROR_PROTOCOL },
  { "odd-code", .replies = { CONNACK ("\xf0") }, .state = BAMBU_LINK_STATE_WAITING,
    .error = BAMBU_LINK_ERROR_PROTOCOL },
  { "no-subscription", .hold = TRUE, .replies = { CONNACK ("\x00"), SUBACK ("\x80") },
    .state = BAMBU_LINK_STATE_WAITING, .error = BAMBU_LINK_ERROR_PROTOCOL },
  { "speaks-http",
    .replies = { BYTES ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/html; "
                        "charset=utf-8\r\nContent-Length: 30\r\nConnection: close\r\n\r\n") },
    .state = BAMBU_LINK_STATE_WAITING, .error = BAMBU_LINK_ERROR_PROTOCOL },
  { "endless-length", .hold = TRUE, .replies = { BYTES ("\x20\xff\xff\xff\xff\xff\xff") },
    .state = BAMBU_LINK_STATE_WAITING, .error = BAMBU_LINK_ERROR_PROTOCOL },
  { "no-tls", .plain = TRUE, .replies = { BYTES ("HTTP/1.1 400 Bad Request\r\n\r\n") },
    .state = BAMBU_LINK_STATE_WAITING, .error = BAMBU_LINK_ERROR_PROTOCOL },
  { "hangs-up", .state = BAMBU_LINK_STATE_WAITING, .error = BAMBU_LINK_ERROR_UNREACHABLE },
  { "hangs-up-late", .replies = { CONNACK ("\x00") }, .state = BAMBU_LINK_STATE_WAITING,
    .error = BAMBU_LINK_ERROR_UNREACHABLE },
};

static void
test_refusal (gconstpointer data)
{
  const Script *script = data;
  g_autoptr (GError) error = NULL;
  Meeting meeting = { 0 };

  meet (&meeting, script);
  test_wait_until (bambu_link_get_state (meeting.link) == script->state);
  error = bambu_link_dup_error (meeting.link);
  g_assert_error (error, BAMBU_LINK_ERROR, (int) script->error);
  g_assert_cmpuint (meeting.n_frames, ==, 0);

  if (script->state == BAMBU_LINK_STATE_WAITING)
    test_wait_until (g_atomic_int_get (&meeting.server->n_connections) > 2);
  else
    g_assert_cmpint (g_atomic_int_get (&meeting.server->n_connections), ==, 1);

  part (&meeting);
}

/* Not a byte of the log-in before the certificate is accepted. */
static void
test_says_nothing (void)
{
  const Script script = { "untrusted", .untrusted = TRUE, .hold = TRUE };
  Meeting meeting = { 0 };

  meet (&meeting, &script);
  test_wait_until (bambu_link_get_state (meeting.link) == BAMBU_LINK_STATE_UNTRUSTED);
  g_assert_finalize_object (meeting.link);
  server_stop (meeting.server);
  g_assert_cmpuint (meeting.server->received->len, ==, 0);
  server_free (meeting.server);
}

static void
test_log_in (void)
{
  const Script script = { "opens", .hold = TRUE, .replies = { CONNACK ("\x00"), SUBACK ("\x00") } };
  Meeting meeting = { 0 };

  meet (&meeting, &script);
  test_wait_until (bambu_link_get_state (meeting.link) == BAMBU_LINK_STATE_OPEN);
  g_assert_cmpuint (count_received (meeting.server, "MQTT\x04\xc2"), ==,
                    1); /* clean, with user and password */
  g_assert_cmpuint (count_received (meeting.server, "culm-"), ==, 1);
  g_assert_cmpuint (count_received (meeting.server, "bblp"), ==, 1);
  g_assert_cmpuint (count_received (meeting.server, CODE), ==, 1);
  g_assert_cmpuint (count_received (meeting.server, "device/" SERIAL "/report"), ==, 1);
  g_assert_cmpuint (count_received (meeting.server, "device/" SERIAL "/"), ==, 1);
  part (&meeting);
}

static void
test_foreign_topic (void)
{
  /* Ours is 29 characters long: with 2 bytes of length and 19 of text 50, or 0x32. */
  const Script script = {
    "foreign-topic",
    .hold = TRUE,
    .replies = { CONNACK ("\x00"), BYTES ("\x90\x03\x00\x01\x00"
                                          "\x30\x32\x00\x1d"
                                          "device/01P00A000000002/report"
                                          "{\"print\":{\"msg\":1}}"
                                          "\x30\x32\x00\x1d"
                                          "device/01P00A000000001/report"
                                          "{\"print\":{\"msg\":1}}") },
  };
  Meeting meeting = { 0 };

  meet (&meeting, &script);
  test_wait_until (meeting.n_frames > 0);
  g_assert_cmpuint (meeting.n_frames, ==, 1);
  g_assert_cmpint (bambu_link_get_state (meeting.link), ==, BAMBU_LINK_STATE_OPEN);
  part (&meeting);
}

/* A request that was not acknowledged before the loss is not sent again after it. */
static void
test_no_replay (void)
{
  const Script script = {
    "no-replay",
    .replies = { CONNACK ("\x00"), SUBACK ("\x00"), BYTES ("\xd0\x00") /* an answer to no ping */ },
  };
  g_autoptr (GBytes) first = g_bytes_new_static ("first request", strlen ("first request"));
  g_autoptr (GBytes) second = g_bytes_new_static ("second request", strlen ("second request"));
  Meeting meeting = { 0 };

  meet (&meeting, &script);
  test_wait_until (bambu_link_get_state (meeting.link) == BAMBU_LINK_STATE_OPEN);
  test_await_true (bambu_link_publish (meeting.link, first, 1));
  test_wait_until (bambu_link_get_state (meeting.link) == BAMBU_LINK_STATE_WAITING);
  test_wait_until (bambu_link_get_state (meeting.link) == BAMBU_LINK_STATE_OPEN);
  test_await_true (bambu_link_publish (meeting.link, second, 1));
  test_wait_until (count_received (meeting.server, "second request") == 1);
  g_assert_cmpuint (count_received (meeting.server, "first request"), ==, 1);
  part (&meeting);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dex_init ();
  signal (SIGPIPE, SIG_IGN); /* the server's; the link's thread has to see to itself */

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/mqtt-script/refusal/", refusals[i].name, NULL);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/mqtt-script/says-nothing", test_says_nothing);
  g_test_add_func ("/mqtt-script/log-in", test_log_in);
  g_test_add_func ("/mqtt-script/foreign-topic", test_foreign_topic);
  g_test_add_func ("/mqtt-script/no-replay", test_no_replay);

  status = g_test_run ();
  g_assert_true (bambu_mqtt_link_wait_for_all (10000));

  return status;
}
