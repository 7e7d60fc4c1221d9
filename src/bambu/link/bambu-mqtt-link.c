/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-link-private.h"

struct _BambuMqttLink
{
  GObject parent_instance;

  BambuMqttTarget target;
  BambuMqttLimits limits;
  BambuMqttSession *session; /* from open to close */

  BambuLinkState state;
  GError *error;
  BambuCertificate *certificate;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_CERTIFICATE,
} BambuMqttLinkProperty;

static void bambu_mqtt_link_iface_init (BambuLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuMqttLink,
                               bambu_mqtt_link,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_LINK, bambu_mqtt_link_iface_init))

static void
set_state (BambuMqttLink *self, BambuLinkState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
}

static void
set_error (BambuMqttLink *self, const GError *error)
{
  if (bambu_link_same_error (self->error, error))
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify (G_OBJECT (self), "error");
}

static gboolean
same_certificate (const BambuCertificate *a, const BambuCertificate *b)
{
  return a != NULL && g_strcmp0 (a->fingerprint, b->fingerprint) == 0 && a->verdict == b->verdict;
}

static void
set_certificate (BambuMqttLink *self, const BambuCertificate *certificate)
{
  if (same_certificate (self->certificate, certificate))
    return;

  g_clear_pointer (&self->certificate, bambu_certificate_free);
  self->certificate = bambu_certificate_copy (certificate);
  g_object_notify (G_OBJECT (self), "certificate");
}

static void
on_session_event (const BambuMqttEvent *event, gpointer user_data)
{
  g_autoptr (BambuMqttLink) self = g_object_ref (user_data); /* a handler may drop the last one */

  switch (event->kind)
    {
    case BAMBU_MQTT_EVENT_STATE:
      g_object_freeze_notify (G_OBJECT (self));
      if (event->state != BAMBU_LINK_STATE_CONNECTING) /* why it is not open still holds */
        set_error (self, event->error);
      set_state (self, event->state);
      g_object_thaw_notify (G_OBJECT (self));
      break;

    case BAMBU_MQTT_EVENT_CERTIFICATE:
      set_certificate (self, event->certificate);
      break;

    case BAMBU_MQTT_EVENT_FRAME:
      bambu_link_emit_frame (BAMBU_LINK (self), event->frame);
      break;

    case BAMBU_MQTT_EVENT_SUBSCRIBED:
    default:
      g_assert_not_reached ();
    }
}

static void
bambu_mqtt_link_open (BambuLink *link)
{
  BambuMqttLink *self = BAMBU_MQTT_LINK (link);

  if (self->state == BAMBU_LINK_STATE_CONNECTING || self->state == BAMBU_LINK_STATE_OPEN)
    return;

  if (self->session != NULL)
    bambu_mqtt_session_retry (self->session);
  else
    self->session = bambu_mqtt_session_start (&self->target, &self->limits, on_session_event, self);

  set_state (self, BAMBU_LINK_STATE_CONNECTING);
}

static void
bambu_mqtt_link_close (BambuLink *link)
{
  BambuMqttLink *self = BAMBU_MQTT_LINK (link);

  g_clear_pointer (&self->session, bambu_mqtt_session_stop);

  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, NULL);
  set_state (self, BAMBU_LINK_STATE_CLOSED);
  g_object_thaw_notify (G_OBJECT (self));
}

static DexFuture *
bambu_mqtt_link_publish (BambuLink *link, GBytes *payload, int qos)
{
  BambuMqttLink *self = BAMBU_MQTT_LINK (link);

  if (self->state != BAMBU_LINK_STATE_OPEN)
    return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED,
                                  "The link is not open");

  return bambu_mqtt_session_publish (self->session, self->target.serial, payload, qos);
}

static void
bambu_mqtt_link_iface_init (BambuLinkInterface *iface)
{
  iface->open = bambu_mqtt_link_open;
  iface->close = bambu_mqtt_link_close;
  iface->publish = bambu_mqtt_link_publish;
}

static void
bambu_mqtt_link_dispose (GObject *object)
{
  BambuMqttLink *self = BAMBU_MQTT_LINK (object);

  g_clear_pointer (&self->session, bambu_mqtt_session_stop);

  G_OBJECT_CLASS (bambu_mqtt_link_parent_class)->dispose (object);
}

static void
bambu_mqtt_link_finalize (GObject *object)
{
  BambuMqttLink *self = BAMBU_MQTT_LINK (object);

  bambu_mqtt_target_clear (&self->target);
  g_clear_error (&self->error);
  g_clear_pointer (&self->certificate, bambu_certificate_free);

  G_OBJECT_CLASS (bambu_mqtt_link_parent_class)->finalize (object);
}

static void
bambu_mqtt_link_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuMqttLink *self = BAMBU_MQTT_LINK (object);

  switch ((BambuMqttLinkProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_CERTIFICATE:
      g_value_set_boxed (value, self->certificate);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_mqtt_link_class_init (BambuMqttLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_mqtt_link_dispose;
  object_class->finalize = bambu_mqtt_link_finalize;
  object_class->get_property = bambu_mqtt_link_get_property;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_ERROR, "error");
  g_object_class_override_property (object_class, PROP_CERTIFICATE, "certificate");
}

static void
bambu_mqtt_link_init (BambuMqttLink *self)
{
  self->limits = bambu_mqtt_default_limits;
}

BambuLink *
bambu_mqtt_link_new_lan (
    BambuTrust *trust, const char *host, guint16 port, const char *serial, const char *access_code)
{
  BambuMqttLink *self;

  g_return_val_if_fail (BAMBU_IS_TRUST (trust), NULL);
  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (port != 0, NULL);
  g_return_val_if_fail (serial != NULL, NULL);
  g_return_val_if_fail (access_code != NULL, NULL);

  self = g_object_new (BAMBU_TYPE_MQTT_LINK, NULL);
  bambu_mqtt_target_copy (&self->target, &(BambuMqttTarget) {
                                             .trust = trust,
                                             .host = (char *) host,
                                             .port = port,
                                             .serial = (char *) serial,
                                             .user = (char *) "bblp",
                                             .password = (char *) access_code,
                                         });

  return BAMBU_LINK (self);
}

void
bambu_mqtt_link_set_limits (BambuMqttLink *self, const BambuMqttLimits *limits)
{
  g_return_if_fail (BAMBU_IS_MQTT_LINK (self));
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
}

gboolean
bambu_mqtt_link_wait_for_all (guint timeout_msec)
{
  return bambu_mqtt_session_wait_for_all (timeout_msec);
}
