/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-connection.h"

#include "bambu-mqtt-tls.h"
#include "bambu-mqtt-topic.h"
#include "bambu-mqtt-wire.h"
#include "bambu-trust-private.h"

struct _BambuMqttConnection
{
  const BambuMqttTarget *target;
  char *name; /* the target's in a log */
  const BambuMqttConnectionEvents *events;
  gpointer user_data;

  BambuMqttWire *wire;
  GHashTable *subscriptions; /* message id → serial, until the broker has answered */
};

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
    bambu_mqtt_wire_note_failure (self->wire, BAMBU_LINK_ERROR_CERTIFICATE,
                                  explain_verdict (certificate->verdict));

  self->events->shown (certificate, self->user_data);
}

static void
on_host_refused (const char *reason, gpointer user_data)
{
  BambuMqttConnection *self = user_data;

  bambu_mqtt_wire_note_failure (self->wire, BAMBU_LINK_ERROR_CERTIFICATE, reason);
}

static gboolean
subscribe (BambuMqttConnection *self, const char *serial)
{
  g_autofree char *topic = bambu_mqtt_topic_new (serial, "report");
  int message_id = bambu_mqtt_wire_subscribe (self->wire, topic);

  if (message_id == -1)
    return FALSE;

  g_hash_table_insert (self->subscriptions, GINT_TO_POINTER (message_id), g_strdup (serial));

  return TRUE;
}

static void
set_open (BambuMqttConnection *self)
{
  bambu_mqtt_wire_set_open (self->wire);
  self->events->opened (self->user_data);
}

static void
on_accepted (gpointer user_data)
{
  BambuMqttConnection *self = user_data;

  if (self->target->serial == NULL)
    set_open (self);
  else if (!subscribe (self, self->target->serial))
    bambu_mqtt_wire_note_failure (self->wire, BAMBU_LINK_ERROR_PROTOCOL,
                                  "the serial does not fit into a topic");
}

static void
on_subscribed (int message_id, gboolean is_granted, gpointer user_data)
{
  BambuMqttConnection *self = user_data;
  g_autofree char *serial = NULL;

  if (!g_hash_table_steal_extended (self->subscriptions, GINT_TO_POINTER (message_id), NULL,
                                    (gpointer *) &serial))
    return;

  if (self->target->serial == NULL)
    self->events->subscribed (serial, is_granted, self->user_data);
  else if (is_granted)
    set_open (self);
  else
    bambu_mqtt_wire_note_failure (self->wire, BAMBU_LINK_ERROR_PROTOCOL,
                                  "it does not let us subscribe to its reports");
}

static gboolean
on_message (
    const char *topic, const void *data, gsize size, gboolean is_retained, gpointer user_data)
{
  BambuMqttConnection *self = user_data;
  const char *only = self->target->serial;
  g_autofree char *serial = bambu_mqtt_topic_dup_reporter (topic);

  if (serial != NULL && (only == NULL || g_str_equal (serial, only)))
    return self->events->message (serial, data, size, self->user_data);

  g_debug ("%s: a message on a topic that is not the printer's", self->name);

  return TRUE;
}

static void
on_failed (const GError *error, gboolean reached, gpointer user_data)
{
  BambuMqttConnection *self = user_data;

  self->events->failed (error, reached, self->user_data);
}

static const BambuMqttWireEvents wire_events = {
  .accepted = on_accepted,
  .subscribed = on_subscribed,
  .message = on_message,
  .failed = on_failed,
};

static SSL_CTX *
create_tls (BambuMqttConnection *self)
{
  SSL_CTX *tls = bambu_mqtt_wire_create_tls ();

  if (self->target->trust != NULL)
    bambu_trust_configure (self->target->trust, tls, self->target->serial, on_certificate, self);
  else
    bambu_mqtt_tls_configure_for_host (tls, self->target->host, self->target->authorities,
                                       on_host_refused, self);

  return tls;
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
  BambuMqttWireSettings settings;

  self->target = target;
  self->name = bambu_mqtt_target_dup_name (target);
  self->events = events;
  self->user_data = user_data;
  self->subscriptions = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  settings = (BambuMqttWireSettings) {
    .host = target->host,
    .address = address,
    .port = target->port,
    .tls = create_tls (self),
    .user = target->user,
    .password = target->password,
    .refusal =
        target->serial != NULL ? "the access code is not accepted" : "the token is not accepted",
    .attempt_msec = attempt_msec,
    .keep_alive_seconds = keep_alive_seconds,
    .name = self->name,
    .redact = bambu_mqtt_topic_redact,
  };
  self->wire = bambu_mqtt_wire_new (context, &settings, &wire_events, self);

  return self;
}

void
bambu_mqtt_connection_start (BambuMqttConnection *self)
{
  g_return_if_fail (self != NULL);

  bambu_mqtt_wire_start (self->wire);
}

gboolean
bambu_mqtt_connection_is_open (BambuMqttConnection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return bambu_mqtt_wire_is_open (self->wire);
}

void
bambu_mqtt_connection_resume (BambuMqttConnection *self)
{
  g_return_if_fail (self != NULL);

  bambu_mqtt_wire_resume (self->wire);
}

gboolean
bambu_mqtt_connection_subscribe (BambuMqttConnection *self, const char *serial)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bambu_mqtt_wire_is_open (self->wire), FALSE);

  return subscribe (self, serial);
}

void
bambu_mqtt_connection_unsubscribe (BambuMqttConnection *self, const char *serial)
{
  g_autofree char *topic = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (bambu_mqtt_wire_is_open (self->wire));

  topic = bambu_mqtt_topic_new (serial, "report");
  bambu_mqtt_wire_unsubscribe (self->wire, topic);
}

gboolean
bambu_mqtt_connection_publish (
    BambuMqttConnection *self, const char *serial, GBytes *payload, int qos, GError **error)
{
  g_autofree char *topic = NULL;
  gsize size;
  const void *data = g_bytes_get_data (payload, &size);

  g_return_val_if_fail (self != NULL, FALSE);

  topic = bambu_mqtt_topic_new (serial, "request");

  return bambu_mqtt_wire_publish (self->wire, topic, data, size, qos, FALSE, error);
}

void
bambu_mqtt_connection_free (BambuMqttConnection *self)
{
  g_return_if_fail (self != NULL);

  bambu_mqtt_wire_free (self->wire);
  g_hash_table_unref (self->subscriptions);
  g_free (self->name);
  g_free (self);
}
