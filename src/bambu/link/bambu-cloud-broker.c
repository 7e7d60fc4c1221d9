/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-broker-private.h"

#include "bambu-cloud-gate.h"
#include "bambu-cloud-link.h"

#define USER_PREFIX "u_"

struct _BambuCloudBroker
{
  GObject parent_instance;

  BambuMqttTarget target; /* no password: signed out */
  BambuMqttLimits limits;
  BambuMqttSession *session; /* from the first link that is opened to the end or signing out */
  GHashTable *links;         /* serial → BambuCloudLink, borrowed: it takes itself out */
  GHashTable *heard;         /* serials of those that are open */

  BambuLinkState state;
  GError *error;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
} BambuCloudBrokerProperty;

static GParamSpec *properties[PROP_ERROR + 1];

G_DEFINE_FINAL_TYPE (BambuCloudBroker, bambu_cloud_broker, G_TYPE_OBJECT)

static void
tell_links (BambuCloudBroker *self)
{
  g_autoptr (GPtrArray) links = g_hash_table_get_values_as_ptr_array (self->links);

  /* Each may take itself or others out. */
  g_ptr_array_set_free_func (links, g_object_unref);
  g_ptr_array_foreach (links, (GFunc) g_object_ref, NULL);
  for (guint i = 0; i < links->len; i++)
    bambu_cloud_link_follow (g_ptr_array_index (links, i));
}

static void
set_state (BambuCloudBroker *self, BambuLinkState state, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (state != BAMBU_LINK_STATE_CONNECTING && !bambu_link_same_error (self->error, error))
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
    }

  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }

  tell_links (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_session_event (const BambuMqttEvent *event, gpointer user_data)
{
  g_autoptr (BambuCloudBroker) self =
      g_object_ref (user_data); /* a handler may drop the last one */
  BambuCloudLink *link =
      event->serial != NULL ? g_hash_table_lookup (self->links, event->serial) : NULL;

  switch (event->kind)
    {
    case BAMBU_MQTT_EVENT_STATE:
      set_state (self, event->state, event->error);
      break;

    case BAMBU_MQTT_EVENT_SUBSCRIBED:
      if (link != NULL)
        bambu_cloud_link_take_answer (link, event->is_granted);
      break;

    case BAMBU_MQTT_EVENT_FRAME:
      if (link != NULL)
        bambu_cloud_link_receive (link, event->frame);
      break;

    case BAMBU_MQTT_EVENT_CERTIFICATE:
    default:
      g_assert_not_reached ();
    }
}

static void
start (BambuCloudBroker *self)
{
  GHashTableIter iter;
  gpointer serial;

  if (self->session != NULL || self->target.password == NULL
      || bambu_cloud_gate_is_closed (bambu_cloud_gate_get_default ())
      || g_hash_table_size (self->heard) == 0)
    return;

  self->session = bambu_mqtt_session_start (&self->target, &self->limits, on_session_event, self);

  g_hash_table_iter_init (&iter, self->heard);
  while (g_hash_table_iter_next (&iter, &serial, NULL))
    bambu_mqtt_session_add_printer (self->session, serial);

  set_state (self, BAMBU_LINK_STATE_CONNECTING, NULL);
}

static void
bambu_cloud_broker_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCloudBroker *self = BAMBU_CLOUD_BROKER (object);

  switch ((BambuCloudBrokerProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_cloud_broker_dispose (GObject *object)
{
  BambuCloudBroker *self = BAMBU_CLOUD_BROKER (object);

  g_clear_pointer (&self->session, bambu_mqtt_session_stop);
  set_state (self, BAMBU_LINK_STATE_CLOSED, NULL);

  G_OBJECT_CLASS (bambu_cloud_broker_parent_class)->dispose (object);
}

static void
bambu_cloud_broker_finalize (GObject *object)
{
  BambuCloudBroker *self = BAMBU_CLOUD_BROKER (object);

  bambu_mqtt_target_clear (&self->target);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->heard, g_hash_table_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bambu_cloud_broker_parent_class)->finalize (object);
}

static void
bambu_cloud_broker_class_init (BambuCloudBrokerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_cloud_broker_dispose;
  object_class->finalize = bambu_cloud_broker_finalize;
  object_class->get_property = bambu_cloud_broker_get_property;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BAMBU_TYPE_LINK_STATE, BAMBU_LINK_STATE_CLOSED,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ERROR] =
      g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
on_gate (BambuCloudBroker *self)
{
  if (!bambu_cloud_gate_is_closed (bambu_cloud_gate_get_default ()))
    {
      start (self);
      return;
    }

  g_clear_pointer (&self->session, bambu_mqtt_session_stop);
  set_state (self, BAMBU_LINK_STATE_CLOSED, NULL);
}

static void
bambu_cloud_broker_init (BambuCloudBroker *self)
{
  g_signal_connect_object (bambu_cloud_gate_get_default (), "notify::closed", G_CALLBACK (on_gate),
                           self, G_CONNECT_SWAPPED);
  self->limits = bambu_mqtt_cloud_limits;
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->heard = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

BambuCloudBroker *
bambu_cloud_broker_new (const char *host, guint16 port, const char *authorities)
{
  BambuCloudBroker *self;

  g_return_val_if_fail (host != NULL, NULL);
  g_return_val_if_fail (port != 0, NULL);

  self = g_object_new (BAMBU_TYPE_CLOUD_BROKER, NULL);
  self->target.host = g_strdup (host);
  self->target.port = port;
  self->target.authorities = g_strdup (authorities);

  return self;
}

void
bambu_cloud_broker_set_limits (BambuCloudBroker *self, const BambuMqttLimits *limits)
{
  g_return_if_fail (BAMBU_IS_CLOUD_BROKER (self));
  g_return_if_fail (limits->max_connections <= BAMBU_MQTT_MAX_CONNECTIONS);

  self->limits = *limits;
}

void
bambu_cloud_broker_set_login (BambuCloudBroker *self, const char *uid, const char *token)
{
  g_autofree char *user = NULL;

  g_return_if_fail (BAMBU_IS_CLOUD_BROKER (self));
  g_return_if_fail ((uid == NULL) == (token == NULL));

  if (uid != NULL)
    user =
        g_str_has_prefix (uid, USER_PREFIX) ? g_strdup (uid) : g_strconcat (USER_PREFIX, uid, NULL);

  if (g_strcmp0 (self->target.user, user) == 0 && g_strcmp0 (self->target.password, token) == 0)
    return;

  bambu_mqtt_target_set_login (&self->target, user, token);

  if (token == NULL)
    {
      g_clear_pointer (&self->session, bambu_mqtt_session_stop);
      set_state (self, BAMBU_LINK_STATE_CLOSED, NULL);
    }
  else if (self->session != NULL)
    {
      bambu_mqtt_session_set_login (self->session, user, token);
    }
  else
    {
      start (self);
    }
}

BambuLink *
bambu_cloud_broker_get_link (BambuCloudBroker *self, const char *serial)
{
  BambuCloudLink *link;

  g_return_val_if_fail (BAMBU_IS_CLOUD_BROKER (self), NULL);
  g_return_val_if_fail (serial != NULL, NULL);

  if ((link = g_hash_table_lookup (self->links, serial)))
    return g_object_ref (BAMBU_LINK (link));

  link = bambu_cloud_link_new (self, serial);
  g_hash_table_insert (self->links, g_strdup (serial), link);

  return BAMBU_LINK (link);
}

void
bambu_cloud_broker_set_present (BambuCloudBroker *self, const char *serial, gboolean present)
{
  BambuCloudLink *link;

  g_return_if_fail (BAMBU_IS_CLOUD_BROKER (self));
  g_return_if_fail (serial != NULL);

  if ((link = g_hash_table_lookup (self->links, serial)))
    bambu_cloud_link_set_present (link, present);
}

BambuLinkState
bambu_cloud_broker_get_state (BambuCloudBroker *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_BROKER (self), BAMBU_LINK_STATE_CLOSED);

  return self->state;
}

const GError *
bambu_cloud_broker_get_error (BambuCloudBroker *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_BROKER (self), NULL);

  return self->error;
}

void
bambu_cloud_broker_listen (BambuCloudBroker *self, const char *serial)
{
  gboolean is_new = g_hash_table_add (self->heard, g_strdup (serial));

  if (self->session == NULL)
    {
      start (self);
      return;
    }

  if (is_new)
    bambu_mqtt_session_add_printer (self->session, serial);
  if (self->state == BAMBU_LINK_STATE_WAITING)
    bambu_mqtt_session_retry (self->session);
}

void
bambu_cloud_broker_ignore (BambuCloudBroker *self, const char *serial)
{
  if (g_hash_table_remove (self->heard, serial) && self->session != NULL)
    bambu_mqtt_session_remove_printer (self->session, serial);
}

DexFuture *
bambu_cloud_broker_publish (BambuCloudBroker *self, const char *serial, GBytes *payload, int qos)
{
  return bambu_mqtt_session_publish (self->session, serial, payload, qos);
}

void
bambu_cloud_broker_forget_link (BambuCloudBroker *self, const char *serial)
{
  g_hash_table_remove (self->links, serial);
}
