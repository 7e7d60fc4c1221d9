/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-link.h"

#include "bambu-cloud-broker-private.h"

typedef enum
{
  ANSWER_AWAITED,
  ANSWER_GRANTED,
  ANSWER_REFUSED,
} Answer;

struct _BambuCloudLink
{
  GObject parent_instance;

  BambuCloudBroker *broker; /* weak */
  char *serial;
  gboolean wanted;
  Answer answer;   /* of this connection */
  gboolean absent; /* the printer is not connected to the cloud */

  BambuLinkState state;
  GError *error;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_CERTIFICATE,
} BambuCloudLinkProperty;

static void bambu_cloud_link_iface_init (BambuLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuCloudLink,
                               bambu_cloud_link,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_LINK, bambu_cloud_link_iface_init))

static void
set (BambuCloudLink *self, BambuLinkState state, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));

  /* Through an attempt it still holds why it is not open. */
  if (state != BAMBU_LINK_STATE_CONNECTING && !bambu_link_same_error (self->error, error))
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify (G_OBJECT (self), "error");
    }

  if (self->state != state)
    {
      self->state = state;
      g_object_notify (G_OBJECT (self), "state");
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
update (BambuCloudLink *self)
{
  g_autoptr (GError) error = NULL;
  BambuLinkState state;

  if (!self->wanted || self->broker == NULL)
    {
      set (self, BAMBU_LINK_STATE_CLOSED, NULL);
      return;
    }

  state = bambu_cloud_broker_get_state (self->broker);
  if (state != BAMBU_LINK_STATE_OPEN)
    {
      set (self, state, bambu_cloud_broker_get_error (self->broker));
      return;
    }

  switch (self->answer)
    {
    case ANSWER_AWAITED:
      set (self, BAMBU_LINK_STATE_CONNECTING, NULL);
      return;

    case ANSWER_REFUSED:
      error = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_REFUSED,
                                   "The cloud does not let this account hear the printer");
      set (self, BAMBU_LINK_STATE_REFUSED, error);
      return;

    case ANSWER_GRANTED:
      break;

    default:
      g_assert_not_reached ();
    }

  if (self->absent)
    {
      error = g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_ABSENT,
                                   "The printer is not connected to the cloud");
      set (self, BAMBU_LINK_STATE_WAITING, error);
      return;
    }

  set (self, BAMBU_LINK_STATE_OPEN, NULL);
}

static void
bambu_cloud_link_open (BambuLink *link)
{
  BambuCloudLink *self = BAMBU_CLOUD_LINK (link);

  if (self->broker == NULL)
    return;

  if (self->answer == ANSWER_REFUSED)
    {
      bambu_cloud_broker_ignore (self->broker, self->serial);
      self->answer = ANSWER_AWAITED;
    }

  self->wanted = TRUE;
  bambu_cloud_broker_listen (self->broker, self->serial);
  update (self);
}

static void
bambu_cloud_link_close (BambuLink *link)
{
  BambuCloudLink *self = BAMBU_CLOUD_LINK (link);

  if (self->wanted && self->broker != NULL)
    bambu_cloud_broker_ignore (self->broker, self->serial);

  self->wanted = FALSE;
  self->answer = ANSWER_AWAITED;
  update (self);
}

static DexFuture *
bambu_cloud_link_publish (BambuLink *link, GBytes *payload, int qos)
{
  BambuCloudLink *self = BAMBU_CLOUD_LINK (link);

  if (self->state != BAMBU_LINK_STATE_OPEN)
    return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED,
                                  "The link is not open");

  return bambu_cloud_broker_publish (self->broker, self->serial, payload, qos);
}

static void
bambu_cloud_link_iface_init (BambuLinkInterface *iface)
{
  iface->open = bambu_cloud_link_open;
  iface->close = bambu_cloud_link_close;
  iface->publish = bambu_cloud_link_publish;
}

static void
bambu_cloud_link_dispose (GObject *object)
{
  BambuCloudLink *self = BAMBU_CLOUD_LINK (object);

  if (self->broker != NULL)
    {
      if (self->wanted)
        bambu_cloud_broker_ignore (self->broker, self->serial);
      bambu_cloud_broker_forget_link (self->broker, self->serial);
    }
  g_clear_weak_pointer (&self->broker);

  G_OBJECT_CLASS (bambu_cloud_link_parent_class)->dispose (object);
}

static void
bambu_cloud_link_finalize (GObject *object)
{
  BambuCloudLink *self = BAMBU_CLOUD_LINK (object);

  g_clear_pointer (&self->serial, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bambu_cloud_link_parent_class)->finalize (object);
}

static void
bambu_cloud_link_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCloudLink *self = BAMBU_CLOUD_LINK (object);

  switch ((BambuCloudLinkProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;

    case PROP_CERTIFICATE: /* the cloud's says nothing of the printer */
      g_value_set_boxed (value, NULL);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_cloud_link_class_init (BambuCloudLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_cloud_link_dispose;
  object_class->finalize = bambu_cloud_link_finalize;
  object_class->get_property = bambu_cloud_link_get_property;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_ERROR, "error");
  g_object_class_override_property (object_class, PROP_CERTIFICATE, "certificate");
}

static void
bambu_cloud_link_init (BambuCloudLink *self)
{
}

BambuCloudLink *
bambu_cloud_link_new (BambuCloudBroker *broker, const char *serial)
{
  BambuCloudLink *self = g_object_new (BAMBU_TYPE_CLOUD_LINK, NULL);

  g_set_weak_pointer (&self->broker, broker);
  self->serial = g_strdup (serial);

  return self;
}

void
bambu_cloud_link_follow (BambuCloudLink *self)
{
  /* Who came or went while nobody listened is not known: the printer will have to speak. */
  if (self->state == BAMBU_LINK_STATE_OPEN || self->answer != ANSWER_AWAITED)
    if (bambu_cloud_broker_get_state (self->broker) != BAMBU_LINK_STATE_OPEN)
      {
        self->answer = ANSWER_AWAITED;
        self->absent = FALSE;
      }

  update (self);
}

void
bambu_cloud_link_take_answer (BambuCloudLink *self, gboolean is_granted)
{
  if (!self->wanted)
    return;

  self->answer = is_granted ? ANSWER_GRANTED : ANSWER_REFUSED;
  update (self);
}

void
bambu_cloud_link_set_present (BambuCloudLink *self, gboolean present)
{
  self->absent = !present;
  update (self);
}

void
bambu_cloud_link_receive (BambuCloudLink *self, BambuFrame *frame)
{
  g_autoptr (BambuCloudLink) held = g_object_ref (self); /* a handler may drop the last one */

  if (!self->wanted)
    return;

  /* First the state: nothing is to be asked of a printer that left, but of one that came. */
  if (bambu_frame_get_kind (frame) != BAMBU_FRAME_PRESENCE)
    bambu_cloud_link_set_present (self, TRUE);
  else
    bambu_cloud_link_set_present (
        self, !yyjson_equals_str (yyjson_obj_get (bambu_frame_get_section (frame), "event"),
                                  "client.disconnected"));

  if (self->wanted)
    bambu_link_emit_frame (BAMBU_LINK (self), frame);
}
