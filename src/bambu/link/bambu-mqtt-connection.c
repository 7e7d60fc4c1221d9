/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-connection.h"

#include <errno.h>
#include <glib-unix.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <sys/socket.h>

#include "bambu-mqtt-tls.h"
#include "bambu-mqtt-topic.h"
#include "bambu-redact.h"
#include "bambu-source.h"
#include "bambu-trust-private.h"

#define TICK_SECONDS 5
#define MAX_PACKETS_AT_ONCE 16
#define SUBACK_FAILURE 0x80

struct _BambuMqttConnection
{
  GMainContext *context;
  const BambuMqttTarget *target;
  char *address;
  char *name; /* the target's in a log */
  guint attempt_msec;
  guint keep_alive_seconds;
  const BambuMqttConnectionEvents *events;
  gpointer user_data;

  SSL_CTX *tls;
  struct mosquitto *client;
  GHashTable *subscriptions; /* message id → serial, until the broker has answered */
  GSource *watch;            /* on its socket */
  GIOCondition watched;
  GSource *timer; /* until it opens */
  GSource *ticker;

  gboolean open;
  gboolean paused;

  GError *failure; /* noted in callbacks, before libmosquitto fails for it */
  char *tls_error;
};

static void
note_failure (BambuMqttConnection *self, BambuLinkError code, const char *reason)
{
  g_clear_error (&self->failure);
  self->failure = g_error_new (BAMBU_LINK_ERROR, code, "%s: %s", self->target->host, reason);
}

/* The last thing to do: the connection is freed in there. */
static void
fail (BambuMqttConnection *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->failure);

  self->open = FALSE;
  self->events->failed (error, TRUE, self->user_data);
}

static void
fail_unreached (BambuMqttConnection *self, const char *reason)
{
  g_autoptr (GError) error = NULL;

  note_failure (self, BAMBU_LINK_ERROR_UNREACHABLE, reason);
  error = g_steal_pointer (&self->failure);
  self->events->failed (error, FALSE, self->user_data);
}

/* What is left of errno: libmosquitto makes EPROTO of all errors below TLS, and closing may clear
 * that. */
static const char *
explain_result (int result, int error_number)
{
  if (result != MOSQ_ERR_ERRNO && result != MOSQ_ERR_TLS)
    return mosquitto_strerror (result);

  return error_number == 0 || error_number == EPROTO ? "the connection was closed"
                                                     : g_strerror (error_number);
}

/* libmosquitto gave up. What the callbacks noted says more than its code. */
static void
fail_with_result (BambuMqttConnection *self, int result, int error_number)
{
  const char *reason = explain_result (result, error_number);

  if (self->failure == NULL)
    {
      if (!self->open && self->tls_error != NULL)
        note_failure (self, BAMBU_LINK_ERROR_PROTOCOL, self->tls_error);
      else if (result == MOSQ_ERR_PROTOCOL || result == MOSQ_ERR_MALFORMED_PACKET)
        note_failure (self, BAMBU_LINK_ERROR_PROTOCOL, reason);
      else if (result == MOSQ_ERR_KEEPALIVE)
        note_failure (self, BAMBU_LINK_ERROR_TIMED_OUT, reason);
      else
        note_failure (self, BAMBU_LINK_ERROR_UNREACHABLE, reason);
    }

  fail (self);
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
      g_return_val_if_reached (NULL);
    }
}

static void
on_certificate (const BambuCertificate *certificate, gpointer user_data)
{
  BambuMqttConnection *self = user_data;

  if (!bambu_certificate_is_trusted (certificate))
    note_failure (self, BAMBU_LINK_ERROR_CERTIFICATE, explain_verdict (certificate->verdict));

  self->events->shown (certificate, self->user_data);
}

static void
on_host_refused (const char *reason, gpointer user_data)
{
  note_failure (user_data, BAMBU_LINK_ERROR_CERTIFICATE, reason);
}

static gboolean
subscribe (BambuMqttConnection *self, const char *serial)
{
  g_autofree char *topic = bambu_mqtt_topic_new (serial, "report");
  int message_id;

  if (mosquitto_subscribe (self->client, &message_id, topic, 0) != MOSQ_ERR_SUCCESS)
    return FALSE;

  g_hash_table_insert (self->subscriptions, GINT_TO_POINTER (message_id), g_strdup (serial));

  return TRUE;
}

static void
set_open (BambuMqttConnection *self)
{
  self->open = TRUE;
  bambu_source_clear (&self->timer);
  self->events->opened (self->user_data);
}

static void
on_connect (struct mosquitto *client, void *user_data, int code)
{
  BambuMqttConnection *self = user_data;

  switch (code)
    {
    case CONNACK_ACCEPTED:
      if (self->target->serial == NULL)
        set_open (self);
      else if (!subscribe (self, self->target->serial))
        note_failure (self, BAMBU_LINK_ERROR_PROTOCOL, "the serial does not fit into a topic");
      break;

    case CONNACK_REFUSED_BAD_USERNAME_PASSWORD:
    case CONNACK_REFUSED_NOT_AUTHORIZED:
      note_failure (self, BAMBU_LINK_ERROR_REFUSED,
                    self->target->serial != NULL ? "the access code is not accepted"
                                                 : "the token is not accepted");
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
  BambuMqttConnection *self = user_data;
  gboolean is_granted = n_granted == 1 && granted[0] < SUBACK_FAILURE;
  g_autofree char *serial = NULL;

  if (!g_hash_table_steal_extended (self->subscriptions, GINT_TO_POINTER (message_id), NULL,
                                    (gpointer *) &serial))
    return;

  if (self->target->serial == NULL)
    self->events->subscribed (serial, is_granted, self->user_data);
  else if (is_granted)
    set_open (self);
  else
    note_failure (self, BAMBU_LINK_ERROR_PROTOCOL, "it does not let us subscribe to its reports");
}

static void
on_message (struct mosquitto *client, void *user_data, const struct mosquitto_message *message)
{
  BambuMqttConnection *self = user_data;
  const char *only = self->target->serial;
  g_autofree char *serial = bambu_mqtt_topic_dup_reporter (message->topic);

  if (serial == NULL || (only != NULL && !g_str_equal (serial, only)))
    g_debug ("%s: a message on a topic that is not the printer's", self->name);
  else if (!self->events->message (serial, message->payload, message->payloadlen, self->user_data))
    self->paused = TRUE;
}

static void
on_log (struct mosquitto *client, void *user_data, int level, const char *text)
{
  BambuMqttConnection *self = user_data;
  g_autofree char *line = NULL;

  if (level == MOSQ_LOG_ERR && g_str_has_prefix (text, "OpenSSL Error"))
    g_set_str (&self->tls_error, text);

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;

  line = bambu_mqtt_topic_redact (text);
  g_debug ("%s: %s", self->name, line);
}

static gboolean
is_connected (BambuMqttConnection *self)
{
  struct sockaddr_storage peer;
  socklen_t size = sizeof peer;

  return getpeername (mosquitto_socket (self->client), (struct sockaddr *) &peer, &size) == 0;
}

static int
get_socket_error (int fd)
{
  int error_number = 0;
  socklen_t size = sizeof error_number;

  if (getsockopt (fd, SOL_SOCKET, SO_ERROR, &error_number, &size) != 0)
    return errno;

  return error_number;
}

static gboolean
on_attempt_over (gpointer user_data)
{
  BambuMqttConnection *self = user_data;

  if (is_connected (self))
    {
      note_failure (self, BAMBU_LINK_ERROR_TIMED_OUT, "connected, but it does not answer");
      fail (self);
    }
  else
    {
      fail_unreached (self, "nothing answers at this address");
    }

  return G_SOURCE_REMOVE;
}

static GIOCondition
get_wanted_condition (BambuMqttConnection *self)
{
  SSL *tls = mosquitto_ssl_get (self->client);

  /* libmosquitto wants to write as long as its first packet waits for the handshake, which may want
   * to read. */
  if (tls != NULL && !SSL_is_init_finished (tls))
    return SSL_want_write (tls) ? G_IO_OUT : G_IO_IN;

  return mosquitto_want_write (self->client) ? G_IO_IN | G_IO_OUT : G_IO_IN;
}

static gboolean on_socket (int fd, GIOCondition condition, gpointer user_data);

static void
update_watch (BambuMqttConnection *self)
{
  GIOCondition wanted;

  if (self->paused)
    {
      bambu_source_clear (&self->watch);
      return;
    }

  wanted = get_wanted_condition (self);
  if (self->watch != NULL && self->watched == wanted)
    return;

  bambu_source_clear (&self->watch);
  self->watched = wanted;
  self->watch = g_unix_fd_source_new (mosquitto_socket (self->client), wanted);
  g_source_set_callback (self->watch, G_SOURCE_FUNC (on_socket), self, NULL);
  g_source_attach (self->watch, self->context);
}

static gboolean
on_socket (int fd, GIOCondition condition, gpointer user_data)
{
  BambuMqttConnection *self = user_data;
  int error_number;
  int result = MOSQ_ERR_SUCCESS;

  /* libmosquitto would only say that TLS failed. */
  if (!self->open && (error_number = get_socket_error (fd)) != 0)
    {
      fail_unreached (self, g_strerror (error_number));
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

/* For the keep-alive. */
static gboolean
on_tick (gpointer user_data)
{
  BambuMqttConnection *self = user_data;
  int result;

  if (self->paused) /* the answer to a ping may be among what is not read */
    return G_SOURCE_CONTINUE;

  errno = 0;
  result = mosquitto_loop_misc (self->client);
  if (result != MOSQ_ERR_SUCCESS)
    {
      fail_with_result (self, result, errno);
      return G_SOURCE_REMOVE;
    }

  update_watch (self);

  return G_SOURCE_CONTINUE;
}

static SSL_CTX *
make_tls (BambuMqttConnection *self)
{
  SSL_CTX *tls = SSL_CTX_new (TLS_client_method ());

  SSL_CTX_set_mode (tls, SSL_MODE_RELEASE_BUFFERS); /* most of the time nothing comes */
  SSL_CTX_set_session_cache_mode (tls, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options (tls,
                       SSL_OP_IGNORE_UNEXPECTED_EOF); /* MQTT tells itself where a packet ends */
  if (self->target->trust != NULL)
    bambu_trust_configure (self->target->trust, tls, self->target->serial, on_certificate, self);
  else
    bambu_mqtt_tls_configure_for_host (tls, self->target->host, self->target->authorities,
                                       on_host_refused, self);

  return tls;
}

static struct mosquitto *
make_client (BambuMqttConnection *self)
{
  g_autofree char *id = g_strdup_printf ("culm-%08x%08x", g_random_int (), g_random_int ());
  struct mosquitto *client = mosquitto_new (id, TRUE, self);

  if (client == NULL)
    g_error ("Out of memory");

  mosquitto_int_option (client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V311);
  mosquitto_int_option (client, MOSQ_OPT_TCP_NODELAY, 1);
  mosquitto_int_option (client, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
  mosquitto_void_option (client, MOSQ_OPT_SSL_CTX, self->tls);
  mosquitto_username_pw_set (client, self->target->user, self->target->password);

  mosquitto_connect_callback_set (client, on_connect);
  mosquitto_subscribe_callback_set (client, on_subscribe);
  mosquitto_message_callback_set (client, on_message);
  mosquitto_log_callback_set (client, on_log);

  return client;
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

BambuMqttConnection *
bambu_mqtt_connection_new (GMainContext *context,
                           const BambuMqttTarget *target,
                           const char *address,
                           guint attempt_msec,
                           guint keep_alive_seconds,
                           const BambuMqttConnectionEvents *events,
                           gpointer user_data)
{
  BambuMqttConnection *self = g_new0 (BambuMqttConnection, 1);

  init_library ();

  self->context = g_main_context_ref (context);
  self->target = target;
  self->address = g_strdup (address);
  self->name = bambu_mqtt_target_dup_name (target);
  self->attempt_msec = attempt_msec;
  self->keep_alive_seconds = keep_alive_seconds;
  self->events = events;
  self->user_data = user_data;
  self->subscriptions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->tls = make_tls (self);
  self->client = make_client (self);

  return self;
}

void
bambu_mqtt_connection_start (BambuMqttConnection *self)
{
  int result;

  g_return_if_fail (self != NULL);

  errno = 0;
  result = mosquitto_connect_async (self->client, self->address, self->target->port,
                                    (int) self->keep_alive_seconds);
  if (self->failure != NULL || self->tls_error != NULL) /* one nearby may be that quick */
    {
      fail_with_result (self, result, errno);
      return;
    }
  if (result != MOSQ_ERR_SUCCESS)
    {
      /* Nothing came yet, so TLS can only fail for what is below it. */
      fail_unreached (self, result == MOSQ_ERR_TLS ? "the connection was refused"
                                                   : explain_result (result, errno));
      return;
    }

  self->timer = bambu_source_attach (g_timeout_source_new (self->attempt_msec), self->context,
                                     on_attempt_over, self);
  self->ticker = bambu_source_attach (g_timeout_source_new_seconds (TICK_SECONDS), self->context,
                                      on_tick, self);
  update_watch (self);
}

gboolean
bambu_mqtt_connection_is_open (BambuMqttConnection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->open;
}

void
bambu_mqtt_connection_resume (BambuMqttConnection *self)
{
  g_return_if_fail (self != NULL);

  if (!self->paused)
    return;

  self->paused = FALSE;
  update_watch (self);
}

gboolean
bambu_mqtt_connection_subscribe (BambuMqttConnection *self, const char *serial)
{
  gboolean is_asked;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->open, FALSE);

  is_asked = subscribe (self, serial);
  update_watch (self);

  return is_asked;
}

void
bambu_mqtt_connection_unsubscribe (BambuMqttConnection *self, const char *serial)
{
  g_autofree char *topic = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->open);

  topic = bambu_mqtt_topic_new (serial, "report");
  mosquitto_unsubscribe (self->client, NULL, topic); /* what still comes is not wanted */
  update_watch (self);
}

gboolean
bambu_mqtt_connection_publish (
    BambuMqttConnection *self, const char *serial, GBytes *payload, int qos, GError **error)
{
  g_autofree char *topic = NULL;
  gsize size;
  const void *data = g_bytes_get_data (payload, &size);
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->open, FALSE);

  topic = bambu_mqtt_topic_new (serial, "request");
  result = mosquitto_publish (self->client, NULL, topic, (int) size, data, qos, FALSE);
  if (result != MOSQ_ERR_SUCCESS)
    {
      g_set_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "%s: %s", self->target->host,
                   mosquitto_strerror (result));
      return FALSE;
    }

  update_watch (self);

  return TRUE;
}

void
bambu_mqtt_connection_free (BambuMqttConnection *self)
{
  g_return_if_fail (self != NULL);

  bambu_source_clear (&self->watch);
  bambu_source_clear (&self->timer);
  bambu_source_clear (&self->ticker);

  if (self->open)
    mosquitto_disconnect (self->client);
  mosquitto_destroy (self->client);
  SSL_CTX_free (self->tls);

  g_hash_table_unref (self->subscriptions);
  g_clear_error (&self->failure);
  g_free (self->tls_error);
  g_free (self->address);
  g_free (self->name);
  g_main_context_unref (self->context);
  g_free (self);
}
