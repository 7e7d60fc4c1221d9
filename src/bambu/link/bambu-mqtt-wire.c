/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-wire.h"

#include <errno.h>
#include <glib-unix.h>
#include <mosquitto.h>
#include <mqtt_protocol.h>
#include <string.h>
#include <sys/socket.h>

#include "bambu-source.h"

#define TICK_SECONDS 5
#define MAX_PACKETS_AT_ONCE 16
#define SUBACK_FAILURE 0x80

struct _BambuMqttWire
{
  GMainContext *context;
  char *host;
  char *address;
  guint16 port;
  char *name;
  char *refusal;
  char *(*redact) (const char *line);
  guint attempt_msec;
  guint keep_alive_seconds;
  const BambuMqttWireEvents *events;
  gpointer user_data;

  SSL_CTX *tls; /* NULL: none */
  struct mosquitto *client;
  GSource *watch; /* on its socket */
  GIOCondition watched;
  GSource *timer; /* until it opens */
  GSource *ticker;

  gboolean open;
  gboolean paused;

  GError *failure; /* noted in callbacks, before libmosquitto fails for it */
  char *tls_error;
};

void
bambu_mqtt_wire_note_failure (BambuMqttWire *self, BambuLinkError code, const char *reason)
{
  g_clear_error (&self->failure);
  self->failure = g_error_new (BAMBU_LINK_ERROR, code, "%s: %s", self->host, reason);
}

/* The last thing to do: the wire is freed in there. */
static void
fail (BambuMqttWire *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->failure);

  self->open = FALSE;
  self->events->failed (error, TRUE, self->user_data);
}

static void
fail_unreached (BambuMqttWire *self, const char *reason)
{
  g_autoptr (GError) error = NULL;

  bambu_mqtt_wire_note_failure (self, BAMBU_LINK_ERROR_UNREACHABLE, reason);
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
fail_with_result (BambuMqttWire *self, int result, int error_number)
{
  const char *reason = explain_result (result, error_number);
  BambuLinkError code = BAMBU_LINK_ERROR_UNREACHABLE;

  if (self->failure == NULL)
    {
      if (!self->open && self->tls_error != NULL)
        {
          code = BAMBU_LINK_ERROR_PROTOCOL;
          reason = self->tls_error;
        }
      else if (result == MOSQ_ERR_PROTOCOL || result == MOSQ_ERR_MALFORMED_PACKET)
        code = BAMBU_LINK_ERROR_PROTOCOL;
      else if (result == MOSQ_ERR_KEEPALIVE)
        code = BAMBU_LINK_ERROR_TIMED_OUT;

      bambu_mqtt_wire_note_failure (self, code, reason);
    }

  fail (self);
}

static void
on_connect (struct mosquitto *client, void *user_data, int code)
{
  BambuMqttWire *self = user_data;

  switch (code)
    {
    case CONNACK_ACCEPTED:
      self->events->accepted (self->user_data);
      break;

    case CONNACK_REFUSED_BAD_USERNAME_PASSWORD:
    case CONNACK_REFUSED_NOT_AUTHORIZED:
      bambu_mqtt_wire_note_failure (self, BAMBU_LINK_ERROR_REFUSED, self->refusal);
      break;

    case CONNACK_REFUSED_SERVER_UNAVAILABLE:
      bambu_mqtt_wire_note_failure (self, BAMBU_LINK_ERROR_UNREACHABLE,
                                    "its broker is not available now");
      break;

    default:
      bambu_mqtt_wire_note_failure (self, BAMBU_LINK_ERROR_PROTOCOL,
                                    "it does not accept MQTT 3.1.1 or the client's name");
    }
}

static void
on_subscribe (
    struct mosquitto *client, void *user_data, int message_id, int n_granted, const int *granted)
{
  BambuMqttWire *self = user_data;

  self->events->subscribed (message_id, n_granted == 1 && granted[0] < SUBACK_FAILURE,
                            self->user_data);
}

static void
on_message (struct mosquitto *client, void *user_data, const struct mosquitto_message *message)
{
  BambuMqttWire *self = user_data;

  if (!self->events->message (message->topic, message->payload, message->payloadlen,
                              message->retain, self->user_data))
    self->paused = TRUE;
}

static void
on_log (struct mosquitto *client, void *user_data, int level, const char *text)
{
  BambuMqttWire *self = user_data;
  g_autofree char *line = NULL;

  if (level == MOSQ_LOG_ERR && g_str_has_prefix (text, "OpenSSL Error"))
    g_set_str (&self->tls_error, text);

  if (self->name == NULL || g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;

  line = self->redact (text);
  g_debug ("%s: %s", self->name, line);
}

static gboolean
is_connected (BambuMqttWire *self)
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
  BambuMqttWire *self = user_data;

  if (is_connected (self))
    {
      bambu_mqtt_wire_note_failure (self, BAMBU_LINK_ERROR_TIMED_OUT,
                                    "connected, but it does not answer");
      fail (self);
    }
  else
    {
      fail_unreached (self, "nothing answers at this address");
    }

  return G_SOURCE_REMOVE;
}

static GIOCondition
get_wanted_condition (BambuMqttWire *self)
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
update_watch (BambuMqttWire *self)
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
  BambuMqttWire *self = user_data;
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
  BambuMqttWire *self = user_data;
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

SSL_CTX *
bambu_mqtt_wire_create_tls (void)
{
  SSL_CTX *tls = SSL_CTX_new (TLS_client_method ());

  SSL_CTX_set_mode (tls, SSL_MODE_RELEASE_BUFFERS); /* most of the time nothing comes */
  SSL_CTX_set_session_cache_mode (tls, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_options (tls,
                       SSL_OP_IGNORE_UNEXPECTED_EOF); /* MQTT tells itself where a packet ends */

  return tls;
}

static struct mosquitto *
create_client (BambuMqttWire *self, const BambuMqttWireSettings *settings)
{
  g_autofree char *id = g_strdup_printf ("culm-%08x%08x", g_random_int (), g_random_int ());
  struct mosquitto *client = mosquitto_new (id, TRUE, self);

  if (client == NULL)
    g_error ("Out of memory");

  mosquitto_int_option (client, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V311);
  mosquitto_int_option (client, MOSQ_OPT_TCP_NODELAY, 1);
  if (self->tls != NULL)
    {
      mosquitto_int_option (client, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
      mosquitto_void_option (client, MOSQ_OPT_SSL_CTX, self->tls);
    }
  if (settings->user != NULL)
    mosquitto_username_pw_set (client, settings->user, settings->password);
  if (settings->will_topic != NULL)
    mosquitto_will_set (client, settings->will_topic, (int) strlen (settings->will), settings->will,
                        0, TRUE);

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

BambuMqttWire *
bambu_mqtt_wire_new (GMainContext *context,
                     const BambuMqttWireSettings *settings,
                     const BambuMqttWireEvents *events,
                     gpointer user_data)
{
  BambuMqttWire *self = g_new0 (BambuMqttWire, 1);

  init_library ();

  self->context = g_main_context_ref (context);
  self->host = g_strdup (settings->host);
  self->address = g_strdup (settings->address);
  self->port = settings->port;
  self->name = g_strdup (settings->name);
  self->refusal = g_strdup (settings->refusal);
  self->redact = settings->redact;
  self->attempt_msec = settings->attempt_msec;
  self->keep_alive_seconds = settings->keep_alive_seconds;
  self->events = events;
  self->user_data = user_data;
  self->tls = settings->tls;
  self->client = create_client (self, settings);

  return self;
}

void
bambu_mqtt_wire_start (BambuMqttWire *self)
{
  int result;

  g_return_if_fail (self != NULL);

  errno = 0;
  result = mosquitto_connect_async (self->client, self->address, self->port,
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

void
bambu_mqtt_wire_set_open (BambuMqttWire *self)
{
  g_return_if_fail (self != NULL);

  self->open = TRUE;
  bambu_source_clear (&self->timer);
}

gboolean
bambu_mqtt_wire_is_open (BambuMqttWire *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->open;
}

void
bambu_mqtt_wire_resume (BambuMqttWire *self)
{
  g_return_if_fail (self != NULL);

  if (!self->paused)
    return;

  self->paused = FALSE;
  update_watch (self);
}

int
bambu_mqtt_wire_subscribe (BambuMqttWire *self, const char *topic)
{
  int message_id;

  g_return_val_if_fail (self != NULL, -1);

  if (mosquitto_subscribe (self->client, &message_id, topic, 0) != MOSQ_ERR_SUCCESS)
    return -1;

  update_watch (self);

  return message_id;
}

void
bambu_mqtt_wire_unsubscribe (BambuMqttWire *self, const char *topic)
{
  g_return_if_fail (self != NULL);

  mosquitto_unsubscribe (self->client, NULL, topic); /* what still comes is not wanted */
  update_watch (self);
}

gboolean
bambu_mqtt_wire_publish (BambuMqttWire *self,
                         const char *topic,
                         gconstpointer data,
                         gsize size,
                         int qos,
                         gboolean is_retained,
                         GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->open, FALSE);

  result = mosquitto_publish (self->client, NULL, topic, (int) size, data, qos, is_retained);
  if (result != MOSQ_ERR_SUCCESS)
    {
      g_set_error (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "%s: %s", self->host,
                   mosquitto_strerror (result));
      return FALSE;
    }

  update_watch (self);

  return TRUE;
}

void
bambu_mqtt_wire_free (BambuMqttWire *self)
{
  g_return_if_fail (self != NULL);

  bambu_source_clear (&self->watch);
  bambu_source_clear (&self->timer);
  bambu_source_clear (&self->ticker);

  if (self->open)
    mosquitto_disconnect (self->client);
  mosquitto_destroy (self->client);
  g_clear_pointer (&self->tls, SSL_CTX_free);

  g_clear_error (&self->failure);
  g_free (self->tls_error);
  g_free (self->host);
  g_free (self->address);
  g_free (self->name);
  g_free (self->refusal);
  g_main_context_unref (self->context);
  g_free (self);
}
