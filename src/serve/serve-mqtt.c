/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-mqtt.h"

#include <signal.h>
#include <string.h>

#include "link/bambu-backoff.h"
#include "link/bambu-mqtt-tls.h"
#include "link/bambu-mqtt-wire.h"

#define ATTEMPT_MSEC (10 * 1000)
#define STABLE_USEC (30 * G_USEC_PER_SEC)
#define FIRST_RETRY_MSEC 1000
#define LONGEST_RETRY_MSEC (60 * 1000)
#define KEEP_ALIVE_SECONDS 30

struct _ServeMqtt
{
  const ServeBroker *broker;
  const ServeMqttSettings *settings;
  gpointer user_data;

  GSocketAddressEnumerator *addresses; /* of the attempt under way */
  GCancellable *lookup;
  BambuMqttWire *wire; /* to one of them */
  GError *unreached;   /* why the address before was not */
  guint retry;
  guint failures;
  gint64 opened_at; /* monotonic; 0: this attempt did not get so far */
};

static void begin_attempt (gpointer user_data);
static void try_next_address (ServeMqtt *self);

static void
end_attempt (ServeMqtt *self)
{
  g_cancellable_cancel (self->lookup);
  g_clear_object (&self->lookup);
  g_clear_object (&self->addresses);
  g_clear_pointer (&self->wire, bambu_mqtt_wire_free);
  g_clear_error (&self->unreached);
}

static void
wait (ServeMqtt *self, const GError *error)
{
  guint msec;

  if (self->opened_at != 0 && g_get_monotonic_time () - self->opened_at >= STABLE_USEC)
    self->failures = 0;
  msec = bambu_backoff_msec (self->failures++, FIRST_RETRY_MSEC, LONGEST_RETRY_MSEC,
                             g_random_double ());

  end_attempt (self);
  self->opened_at = 0;
  self->retry = g_timeout_add_once (msec, begin_attempt, self);
  g_debug ("%s, tries again in %u ms", error->message, msec);
  self->settings->failed (error, self->user_data);
}

static void
on_host_refused (const char *reason, gpointer user_data)
{
  ServeMqtt *self = user_data;

  bambu_mqtt_wire_note_failure (self->wire, BAMBU_LINK_ERROR_CERTIFICATE, reason);
}

static void
on_accepted (gpointer user_data)
{
  ServeMqtt *self = user_data;

  bambu_mqtt_wire_set_open (self->wire);
  self->opened_at = g_get_monotonic_time ();
  if (self->settings->subscription != NULL)
    bambu_mqtt_wire_subscribe (self->wire, self->settings->subscription);
  serve_mqtt_publish (self, self->settings->status_topic, "online", TRUE);
  self->settings->opened (self->user_data);
}

static void
on_subscribed (int message_id, gboolean is_granted, gpointer user_data)
{
  ServeMqtt *self = user_data;
  g_autoptr (GError) error = NULL;

  if (is_granted)
    return;

  error = g_error_new (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                       "%s: it does not let us hear commands", self->broker->host);
  self->settings->failed (error, self->user_data);
}

static gboolean
on_message (
    const char *topic, const void *data, gsize size, gboolean is_retained, gpointer user_data)
{
  ServeMqtt *self = user_data;

  self->settings->message (topic, data, size, is_retained, self->user_data);

  return TRUE;
}

static void
on_failed (const GError *error, gboolean reached, gpointer user_data)
{
  ServeMqtt *self = user_data;

  if (reached)
    {
      wait (self, error);
      return;
    }

  g_debug ("%s, tries the next address", error->message);
  g_clear_error (&self->unreached);
  self->unreached = g_error_copy (error);
  g_clear_pointer (&self->wire, bambu_mqtt_wire_free);
  try_next_address (self);
}

static const BambuMqttWireEvents wire_events = {
  .accepted = on_accepted,
  .subscribed = on_subscribed,
  .message = on_message,
  .failed = on_failed,
};

static SSL_CTX *
create_tls (ServeMqtt *self)
{
  SSL_CTX *tls;

  if (!self->broker->is_tls)
    return NULL;

  tls = bambu_mqtt_wire_create_tls ();
  bambu_mqtt_tls_configure_for_host (tls, self->broker->host, self->broker->authorities,
                                     on_host_refused, self);

  return tls;
}

static void
try_address (ServeMqtt *self, GSocketAddress *socket_address)
{
  GInetSocketAddress *address = G_INET_SOCKET_ADDRESS (socket_address);
  g_autofree char *text = g_inet_address_to_string (g_inet_socket_address_get_address (address));
  const BambuMqttWireSettings settings = {
    .host = self->broker->host,
    .address = text,
    .port = self->broker->port,
    .tls = create_tls (self),
    .user = self->broker->user,
    .password = self->broker->password,
    .refusal = "the name or the password is not accepted",
    .will_topic = self->settings->status_topic,
    .will = "offline",
    .attempt_msec = ATTEMPT_MSEC,
    .keep_alive_seconds = KEEP_ALIVE_SECONDS,
  };

  self->wire = bambu_mqtt_wire_new (g_main_context_default (), &settings, &wire_events, self);
  bambu_mqtt_wire_start (self->wire);
}

static void
on_address (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ServeMqtt *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = g_socket_address_enumerator_next_finish (
      G_SOCKET_ADDRESS_ENUMERATOR (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (address != NULL)
    {
      try_address (self, address);
      return;
    }

  if (error == NULL)
    error = g_steal_pointer (&self->unreached);
  wait (self, error);
}

static void
try_next_address (ServeMqtt *self)
{
  g_socket_address_enumerator_next_async (self->addresses, self->lookup, on_address, self);
}

/* Not left to libmosquitto: it waits in getaddrinfo(), and tries the first address only. */
static void
begin_attempt (gpointer user_data)
{
  ServeMqtt *self = user_data;
  g_autoptr (GSocketConnectable) connectable =
      g_network_address_new (self->broker->host, self->broker->port);

  self->retry = 0;
  self->lookup = g_cancellable_new ();
  self->addresses = g_socket_connectable_enumerate (connectable);
  try_next_address (self);
}

ServeMqtt *
serve_mqtt_new (const ServeBroker *broker, const ServeMqttSettings *settings, gpointer user_data)
{
  ServeMqtt *self = g_new0 (ServeMqtt, 1);

  self->broker = broker;
  self->settings = settings;
  self->user_data = user_data;

  /* A write to a connection that broke is an error to handle, not the end of the program. */
  signal (SIGPIPE, SIG_IGN);
  begin_attempt (self);

  return self;
}

void
serve_mqtt_free (ServeMqtt *self)
{
  if (serve_mqtt_is_open (self))
    serve_mqtt_publish (self, self->settings->status_topic, "offline", TRUE);

  end_attempt (self);
  g_clear_handle_id (&self->retry, g_source_remove);
  g_free (self);
}

gboolean
serve_mqtt_is_open (ServeMqtt *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->wire != NULL && bambu_mqtt_wire_is_open (self->wire);
}

void
serve_mqtt_publish (ServeMqtt *self, const char *topic, const char *text, gboolean is_retained)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (serve_mqtt_is_open (self)
      && !bambu_mqtt_wire_publish (self->wire, topic, text, strlen (text), 0, is_retained, &error))
    g_debug ("%s", error->message); /* the wire fails by itself, and all is said again */
}
