/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-session.h"

#include <errno.h>
#include <glib-unix.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>

#include "bambu-backoff.h"
#include "bambu-redact.h"
#include "bambu-trust-private.h"

#define TICK_SECONDS 5
#define MAX_ADDRESSES 4
#define MAX_PACKETS_AT_ONCE 16

const BambuMqttLimits bambu_mqtt_default_limits = {
  .attempt_msec = 10 * 1000,
  .silence_msec = 10 * 1000,
  .stable_msec = 30 * 1000,
  .first_retry_msec = 1000,
  .longest_retry_msec = 30 * 1000,
  .keep_alive_seconds = 30,
};

struct _BambuMqttSession
{
  /* Not changed after the start. */
  BambuMqttTarget target;
  BambuMqttLimits limits;
  char *name; /* the serial as it may stand in a log */
  GMainContext *context;
  BambuMqttQueue *queue;

  /* All that follows: only on the thread. */
  gboolean quit;
  SSL_CTX *tls;
  struct mosquitto *client; /* while an attempt or a connection lasts */
  GSource *watch;           /* on its socket */
  GIOCondition watched;
  GSource *timer; /* end of the attempt, of the silence, of the wait */
  GSource *ticker;

  GCancellable *lookup;  /* while a name is looked up */
  guint lookups_pending; /* a cancelled one still calls back */
  GQueue addresses;      /* that were not tried yet */

  guint failures;
  gint64 opened_at; /* monotonic; 0 if it is not */
  gboolean heard;
  gboolean silent; /* and said so */

  GError *failure; /* why the attempt fails, noted before libmosquitto does */
  char *tls_error;
};

typedef struct
{
  BambuMqttSession *session; /* borrowed: its thread keeps it */
  GBytes *payload;
  int qos;
  DexPromise *promise;
} PublishRequest;

static void begin_attempt (BambuMqttSession *self);
static void next_address (BambuMqttSession *self);
static void update_watch (BambuMqttSession *self);

void
bambu_mqtt_target_init (BambuMqttTarget *self,
                        BambuTrust *trust,
                        const char *host,
                        guint16 port,
                        const char *serial,
                        const char *user,
                        const char *password)
{
  self->trust = g_object_ref (trust);
  self->host = g_strdup (host);
  self->port = port;
  self->serial = g_strdup (serial);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
}

void
bambu_mqtt_target_clear (BambuMqttTarget *self)
{
  g_clear_object (&self->trust);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->password, bambu_secret_free);
}

gboolean
bambu_mqtt_topic_is_report (const char *topic, const char *serial)
{
  g_auto (GStrv) parts = g_strsplit (topic, "/", 4);

  /* Nobody was seen to use the last two, but they are documented (protocol/mqtt-state.md, "Seed and
   * reality"). */
  return g_strv_length (parts) == 3 && g_str_equal (parts[1], serial)
         && (g_str_equal (parts[2], "report") || g_str_equal (parts[2], "status")
             || g_str_equal (parts[2], "state"));
}

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Arms the one timer; what it meant before no longer matters. */
static void
set_timer (BambuMqttSession *self, guint msec, GSourceFunc func)
{
  clear_source (&self->timer);
  self->timer = g_timeout_source_new (msec);
  g_source_set_callback (self->timer, func, self, NULL);
  g_source_attach (self->timer, self->context);
}

static void
tell_state (BambuMqttSession *self, BambuLinkState state, const GError *error)
{
  BambuMqttEvent event = {
    .kind = BAMBU_MQTT_EVENT_STATE,
    .state = state,
    .error = error != NULL ? g_error_copy (error) : NULL,
  };

  g_autofree char *word = g_enum_to_string (BAMBU_TYPE_LINK_STATE, state);

  g_debug ("%s: %s%s%s", self->name, word, error ? ": " : "", error ? error->message : "");
  bambu_mqtt_queue_push (self->queue, event, 0);
}

static void
note_failure (BambuMqttSession *self, BambuLinkError code, const char *reason)
{
  g_clear_error (&self->failure);
  self->failure = g_error_new (BAMBU_LINK_ERROR, code, "%s: %s", self->target.host, reason);
}

static const char *
explain_verdict (BambuVerdict verdict)
{
  switch (verdict)
    {
    case BAMBU_VERDICT_UNKNOWN:
      return "no known authority signed its certificate";
    case BAMBU_VERDICT_CHANGED:
      return "its certificate is not the one that was accepted before";
    case BAMBU_VERDICT_WRONG_NAME:
      return "its certificate does not name this printer";
    case BAMBU_VERDICT_EXPIRED:
      return "its certificate is outside its dates, or this computer's clock is wrong";
    case BAMBU_VERDICT_KNOWN_CA:
    case BAMBU_VERDICT_PINNED:
    default:
      return "its certificate is in order";
    }
}

static void
on_certificate (const BambuCertificate *certificate, gpointer user_data)
{
  BambuMqttSession *self = user_data;
  BambuMqttEvent event = {
    .kind = BAMBU_MQTT_EVENT_CERTIFICATE,
    .certificate = bambu_certificate_copy (certificate),
  };

  if (!bambu_certificate_is_trusted (certificate))
    note_failure (self, BAMBU_LINK_ERROR_CERTIFICATE, explain_verdict (certificate->verdict));

  bambu_mqtt_queue_push (self->queue, event, 0);
}

static SSL_CTX *
get_tls (BambuMqttSession *self)
{
  if (self->tls == NULL)
    {
      self->tls = SSL_CTX_new (TLS_client_method ());
      SSL_CTX_set_mode (self->tls, SSL_MODE_RELEASE_BUFFERS);
      SSL_CTX_set_session_cache_mode (self->tls, SSL_SESS_CACHE_OFF);
      bambu_trust_configure (self->target.trust, self->tls, self->target.serial, on_certificate,
                             self);
    }

  return self->tls;
}

/* Ends what is under way, without a word about it. */
static void
end_attempt (BambuMqttSession *self)
{
  clear_source (&self->timer);
  clear_source (&self->ticker);
  clear_source (&self->watch);
  g_clear_pointer (&self->client, mosquitto_destroy);
  g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
  g_queue_clear_full (&self->addresses, g_free);
}

static gboolean
on_wait_over (gpointer user_data)
{
  begin_attempt (user_data);

  return G_SOURCE_REMOVE;
}

static void
fail (BambuMqttSession *self, GError *error) /* (transfer full) */
{
  g_autoptr (GError) owned = error;
  guint wait;

  end_attempt (self);

  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED))
    {
      tell_state (self, BAMBU_LINK_STATE_REFUSED, error);
      return;
    }
  if (g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CERTIFICATE))
    {
      tell_state (self, BAMBU_LINK_STATE_UNTRUSTED, error);
      return;
    }

  if (self->opened_at != 0
      && g_get_monotonic_time () - self->opened_at >= (gint64) self->limits.stable_msec * 1000)
    self->failures = 0;

  wait = bambu_backoff_msec (self->failures++, self->limits.first_retry_msec,
                             self->limits.longest_retry_msec, g_random_double ());
  set_timer (self, wait, on_wait_over);
  tell_state (self, BAMBU_LINK_STATE_WAITING, error);
}

static void
fail_with (BambuMqttSession *self, BambuLinkError code, const char *reason)
{
  fail (self, g_error_new (BAMBU_LINK_ERROR, code, "%s: %s", self->target.host, reason));
}

/* Why libmosquitto gave up. What its callbacks noted says more than its code. */
static void
fail_with_result (BambuMqttSession *self, int result, int error_number)
{
  const char *reason =
      result == MOSQ_ERR_ERRNO ? g_strerror (error_number) : mosquitto_strerror (result);

  if (self->failure != NULL)
    fail (self, g_steal_pointer (&self->failure));
  else if (self->opened_at == 0 && self->tls_error != NULL)
    fail_with (self, BAMBU_LINK_ERROR_PROTOCOL, self->tls_error);
  else if (result == MOSQ_ERR_PROTOCOL || result == MOSQ_ERR_MALFORMED_PACKET)
    fail_with (self, BAMBU_LINK_ERROR_PROTOCOL, reason);
  else if (result == MOSQ_ERR_KEEPALIVE)
    fail_with (self, BAMBU_LINK_ERROR_TIMED_OUT, reason);
  else
    fail_with (self, BAMBU_LINK_ERROR_UNREACHABLE,
               error_number == EPROTO ? "the connection was closed" : reason);
}

static gboolean
is_connected (struct mosquitto *client)
{
  struct sockaddr_storage peer;
  socklen_t size = sizeof peer;

  return getpeername (mosquitto_socket (client), (struct sockaddr *) &peer, &size) == 0;
}

/* This address does not do; another may. */
static void
fail_address (BambuMqttSession *self, const char *reason)
{
  if (g_queue_is_empty (&self->addresses))
    {
      fail_with (self, BAMBU_LINK_ERROR_UNREACHABLE, reason);
      return;
    }

  g_debug ("%s: %s, tries the next address", self->name, reason);
  next_address (self);
}

static gboolean
on_attempt_over (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (self->client == NULL)
    fail_with (self, BAMBU_LINK_ERROR_UNREACHABLE, "the name was not found in time");
  else if (is_connected (self->client))
    fail_with (self, BAMBU_LINK_ERROR_TIMED_OUT, "connected, but it does not answer");
  else
    fail_address (self, "nothing answers at this address");

  return G_SOURCE_REMOVE;
}

static gboolean
on_silence (gpointer user_data)
{
  BambuMqttSession *self = user_data;
  g_autoptr (GError) error = NULL;

  clear_source (&self->timer);
  if (!self->heard)
    {
      self->silent = TRUE;
      error = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL,
                                   "Connected but no data: check the serial");
      tell_state (self, BAMBU_LINK_STATE_OPEN, error);
    }

  return G_SOURCE_REMOVE;
}

static void
on_connect (struct mosquitto *client, void *user_data, int code)
{
  BambuMqttSession *self = user_data;
  g_autofree char *topic = NULL;

  switch (code)
    {
    case CONNACK_ACCEPTED:
      topic = g_strdup_printf ("device/%s/report", self->target.serial);
      if (mosquitto_subscribe (client, NULL, topic, 0) != MOSQ_ERR_SUCCESS)
        note_failure (self, BAMBU_LINK_ERROR_PROTOCOL, "the serial does not fit into a topic");
      break;

    case CONNACK_REFUSED_BAD_USERNAME_PASSWORD:
    case CONNACK_REFUSED_NOT_AUTHORIZED:
      note_failure (self, BAMBU_LINK_ERROR_REFUSED, "the access code is not accepted");
      break;

    case CONNACK_REFUSED_SERVER_UNAVAILABLE:
      note_failure (self, BAMBU_LINK_ERROR_UNREACHABLE, "its broker is not available now");
      break;

    default:
      note_failure (self, BAMBU_LINK_ERROR_PROTOCOL,
                    "it does not accept MQTT 3.1.1 or the client's name");
    }
}

static void
on_subscribe (
    struct mosquitto *client, void *user_data, int message_id, int n_granted, const int *granted)
{
  BambuMqttSession *self = user_data;

  if (n_granted != 1 || granted[0] > 2)
    {
      note_failure (self, BAMBU_LINK_ERROR_PROTOCOL, "it does not let us subscribe to its reports");
      return;
    }

  self->opened_at = g_get_monotonic_time ();
  set_timer (self, self->limits.silence_msec, on_silence);
  tell_state (self, BAMBU_LINK_STATE_OPEN, NULL);
}

static void
on_message (struct mosquitto *client, void *user_data, const struct mosquitto_message *message)
{
  BambuMqttSession *self = user_data;
  g_autoptr (GError) error = NULL;
  BambuFrame *frame;

  if (!bambu_mqtt_topic_is_report (message->topic, self->target.serial))
    {
      g_debug ("%s: a message on a topic that is not the printer's", self->name);
      return;
    }

  self->heard = TRUE;
  if (self->silent)
    {
      self->silent = FALSE;
      tell_state (self, BAMBU_LINK_STATE_OPEN, NULL);
    }

  frame = bambu_frame_parse (message->payload, message->payloadlen, &error);
  if (frame == NULL)
    {
      g_debug ("%s: a message of %d bytes was dropped: %s", self->name, message->payloadlen,
               error->message);
      return;
    }

  bambu_mqtt_queue_push (self->queue,
                         (BambuMqttEvent) { .kind = BAMBU_MQTT_EVENT_FRAME, .frame = frame },
                         message->payloadlen);
}

static void
on_log (struct mosquitto *client, void *user_data, int level, const char *text)
{
  BambuMqttSession *self = user_data;
  g_autofree char *line = NULL;

  if (level == MOSQ_LOG_ERR && g_str_has_prefix (text, "OpenSSL Error"))
    g_set_str (&self->tls_error, text);

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;

  line = bambu_redact_within (text, self->target.serial);
  g_debug ("%s: %s", self->name, line);
}

static GIOCondition
wanted_conditions (BambuMqttSession *self)
{
  SSL *tls = mosquitto_ssl_get (self->client);

  /* libmosquitto always wants to write while its first packet waits for the handshake, which may
   * want to read. */
  if (tls != NULL && !SSL_is_init_finished (tls))
    return SSL_want_write (tls) ? G_IO_OUT : G_IO_IN;

  return mosquitto_want_write (self->client) ? G_IO_IN | G_IO_OUT : G_IO_IN;
}

static int
socket_error (int fd)
{
  int error_number = 0;
  socklen_t size = sizeof error_number;

  if (getsockopt (fd, SOL_SOCKET, SO_ERROR, &error_number, &size) != 0)
    return errno;

  return error_number;
}

static gboolean
on_socket (int fd, GIOCondition condition, gpointer user_data)
{
  BambuMqttSession *self = user_data;
  int error_number;
  int result = MOSQ_ERR_SUCCESS;

  /* libmosquitto would only say that TLS failed. */
  if (self->opened_at == 0 && (error_number = socket_error (fd)) != 0)
    {
      fail_address (self, g_strerror (error_number));
      return G_SOURCE_REMOVE;
    }

  errno = 0;
  if (condition & (G_IO_IN | G_IO_ERR | G_IO_HUP))
    result = mosquitto_loop_read (self->client, 1);
  if (result == MOSQ_ERR_SUCCESS && self->failure == NULL && condition & G_IO_OUT)
    result = mosquitto_loop_write (self->client, MAX_PACKETS_AT_ONCE);

  if (result != MOSQ_ERR_SUCCESS || self->failure != NULL)
    {
      fail_with_result (self, result, errno);
      return G_SOURCE_REMOVE;
    }

  update_watch (self);

  return G_SOURCE_CONTINUE;
}

/* Watches the socket for what is wanted now; not at all while nobody takes what came. */
static void
update_watch (BambuMqttSession *self)
{
  GIOCondition wanted;

  if (bambu_mqtt_queue_is_full (self->queue))
    {
      clear_source (&self->watch);
      return;
    }

  wanted = wanted_conditions (self);
  if (self->watch != NULL && self->watched == wanted)
    return;

  clear_source (&self->watch);
  self->watched = wanted;
  self->watch = g_unix_fd_source_new (mosquitto_socket (self->client), wanted);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (on_socket), self, NULL);
  g_source_attach (self->watch, self->context);
}

static gboolean
on_tick (gpointer user_data)
{
  BambuMqttSession *self = user_data;
  int result;

  /* An answer to a ping may be among what is not read. */
  if (self->watch == NULL)
    return G_SOURCE_CONTINUE;

  result = mosquitto_loop_misc (self->client);
  if (result != MOSQ_ERR_SUCCESS)
    {
      fail_with_result (self, result, errno);
      return G_SOURCE_REMOVE;
    }

  update_watch (self);

  return G_SOURCE_CONTINUE;
}

static struct mosquitto *
make_client (BambuMqttSession *self)
{
  g_autofree char *id = g_strdup_printf ("culm-%08x%08x", g_random_int (), g_random_int ());
  struct mosquitto *client = mosquitto_new (id, TRUE, self);

  if (client == NULL)
    g_error ("Out of memory");

  mosquitto_int_option (client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V311);
  mosquitto_int_option (client, MOSQ_OPT_TCP_NODELAY, 1);
  mosquitto_int_option (client, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
  mosquitto_void_option (client, MOSQ_OPT_SSL_CTX, get_tls (self));
  mosquitto_username_pw_set (client, self->target.user, self->target.password);

  mosquitto_connect_callback_set (client, on_connect);
  mosquitto_subscribe_callback_set (client, on_subscribe);
  mosquitto_message_callback_set (client, on_message);
  mosquitto_log_callback_set (client, on_log);

  return client;
}

static void
next_address (BambuMqttSession *self)
{
  g_autofree char *address = g_queue_pop_head (&self->addresses);
  int result;

  clear_source (&self->watch);
  clear_source (&self->ticker);
  g_clear_pointer (&self->client, mosquitto_destroy);

  set_timer (self, self->limits.attempt_msec, on_attempt_over);
  self->client = make_client (self);

  errno = 0;
  result = mosquitto_connect_async (self->client, address, self->target.port,
                                    (int) self->limits.keep_alive_seconds);
  if (self->failure != NULL) /* a near printer may have shown its certificate already */
    {
      fail_with_result (self, result, errno);
      return;
    }
  if (result != MOSQ_ERR_SUCCESS)
    {
      fail_address (self,
                    result == MOSQ_ERR_ERRNO ? g_strerror (errno) : mosquitto_strerror (result));
      return;
    }

  self->ticker = g_timeout_source_new_seconds (TICK_SECONDS);
  g_source_set_callback (self->ticker, on_tick, self, NULL);
  g_source_attach (self->ticker, self->context);
  update_watch (self);
}

static void
on_name_resolved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BambuMqttSession *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (GInetAddress) addresses = NULL;

  addresses = g_resolver_lookup_by_name_finish (G_RESOLVER (object), result, &error);
  self->lookups_pending--;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->lookup);
  if (error != NULL)
    {
      fail_with (self, BAMBU_LINK_ERROR_UNREACHABLE, error->message);
      return;
    }

  for (GList *l = addresses; l != NULL && self->addresses.length < MAX_ADDRESSES; l = l->next)
    g_queue_push_tail (&self->addresses, g_inet_address_to_string (l->data));

  next_address (self);
}

static void
begin_attempt (BambuMqttSession *self)
{
  end_attempt (self);
  self->opened_at = 0;
  self->heard = self->silent = FALSE;
  g_clear_error (&self->failure);
  g_clear_pointer (&self->tls_error, g_free);

  tell_state (self, BAMBU_LINK_STATE_CONNECTING, NULL);

  if (g_hostname_is_ip_address (self->target.host))
    {
      g_queue_push_tail (&self->addresses, g_strdup (self->target.host));
      next_address (self);
      return;
    }

  /* Not left to libmosquitto: it waits in getaddrinfo(), and tries the first address only. */
  self->lookup = g_cancellable_new ();
  self->lookups_pending++;
  set_timer (self, self->limits.attempt_msec, on_attempt_over);
  g_resolver_lookup_by_name_async (g_resolver_get_default (), self->target.host, self->lookup,
                                   on_name_resolved, self);
}

static void
publish_request_free (gpointer data)
{
  PublishRequest *request = data;

  /* The session ended before it came to this one. */
  if (dex_future_is_pending (DEX_FUTURE (request->promise)))
    dex_promise_reject (
        request->promise,
        g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "The link was closed"));

  dex_clear (&request->promise);
  g_clear_pointer (&request->payload, g_bytes_unref);
  g_free (request);
}

static gboolean
on_publish_request (gpointer user_data)
{
  PublishRequest *request = user_data;
  BambuMqttSession *self = request->session;
  g_autofree char *topic = NULL;
  gsize size;
  const void *data = g_bytes_get_data (request->payload, &size);
  int result;

  if (self->client == NULL || self->opened_at == 0)
    return G_SOURCE_REMOVE;

  topic = g_strdup_printf ("device/%s/request", self->target.serial);
  result = mosquitto_publish (self->client, NULL, topic, (int) size, data, request->qos, FALSE);
  if (result == MOSQ_ERR_SUCCESS)
    dex_promise_resolve_boolean (request->promise, TRUE);
  else
    dex_promise_reject (request->promise,
                        g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "%s: %s",
                                     self->target.host, mosquitto_strerror (result)));

  if (mosquitto_socket (self->client) != -1)
    update_watch (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_retry_request (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (self->client == NULL && self->lookup == NULL)
    begin_attempt (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_drained (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (self->client != NULL)
    update_watch (self);

  return G_SOURCE_REMOVE;
}

static gboolean
on_stop_request (gpointer user_data)
{
  BambuMqttSession *self = user_data;

  if (self->client != NULL && self->opened_at != 0)
    mosquitto_disconnect (self->client);
  end_attempt (self);
  self->quit = TRUE;

  return G_SOURCE_REMOVE;
}

/* Asks the thread for something. Not g_main_context_invoke(): before the thread runs that would do
 * it here. */
static void
post (BambuMqttSession *self, GSourceFunc func, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, func, data, destroy);
  g_source_attach (source, self->context);
}

static void
resume (gpointer user_data)
{
  post (user_data, on_drained, user_data, NULL);
}

static void
bambu_mqtt_session_clear (gpointer data)
{
  BambuMqttSession *self = data;

  bambu_mqtt_target_clear (&self->target);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->queue, bambu_mqtt_queue_unref);
  g_clear_pointer (&self->tls, SSL_CTX_free);
  g_clear_error (&self->failure);
  g_clear_pointer (&self->tls_error, g_free);
}

static void
bambu_mqtt_session_unref (BambuMqttSession *self)
{
  g_atomic_rc_box_release_full (self, bambu_mqtt_session_clear);
}

static gpointer
session_thread (gpointer user_data)
{
  BambuMqttSession *self = user_data;
  sigset_t signals;

  /* A write to a connection that broke is an error to handle, not an end of the program. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  g_main_context_push_thread_default (self->context);
  begin_attempt (self);
  while (!self->quit || self->lookups_pending > 0)
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);

  bambu_mqtt_session_unref (self);

  return NULL;
}

static void
init_library (void)
{
  static gsize initialized;

  if (g_once_init_enter (&initialized))
    {
      mosquitto_lib_init ();
      g_once_init_leave (&initialized, 1);
    }
}

BambuMqttSession *
bambu_mqtt_session_start (const BambuMqttTarget *target,
                          const BambuMqttLimits *limits,
                          BambuMqttEventFunc func,
                          gpointer user_data)
{
  BambuMqttSession *self = g_atomic_rc_box_new0 (BambuMqttSession);
  g_autoptr (GMainContext) here = g_main_context_ref_thread_default ();

  init_library ();

  bambu_mqtt_target_init (&self->target, target->trust, target->host, target->port, target->serial,
                          target->user, target->password);
  self->limits = *limits;
  self->name = bambu_redact (target->serial);
  self->context = g_main_context_new ();
  self->queue = bambu_mqtt_queue_new (here, func, user_data, resume, self);
  g_queue_init (&self->addresses);

  /* Nobody joins it: it ends by itself after the stop. */
  g_thread_unref (g_thread_new ("bambu-mqtt", session_thread, g_atomic_rc_box_acquire (self)));

  return self;
}

void
bambu_mqtt_session_retry (BambuMqttSession *self)
{
  g_return_if_fail (self != NULL);

  post (self, on_retry_request, self, NULL);
}

DexFuture *
bambu_mqtt_session_publish (BambuMqttSession *self, GBytes *payload, int qos)
{
  PublishRequest *request;
  DexFuture *future;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (payload != NULL, NULL);

  request = g_new0 (PublishRequest, 1);
  request->session = self;
  request->payload = g_bytes_ref (payload);
  request->qos = qos;
  request->promise = dex_promise_new ();
  future = dex_ref (DEX_FUTURE (request->promise));

  post (self, on_publish_request, request, publish_request_free);

  return future;
}

void
bambu_mqtt_session_stop (BambuMqttSession *self)
{
  g_return_if_fail (self != NULL);

  bambu_mqtt_queue_stop (self->queue);
  post (self, on_stop_request, self, NULL);
  bambu_mqtt_session_unref (self);
}
