/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-link.h"

struct _TestLink
{
  GObject parent_instance;

  BambuLinkState state;
  GError *error;
  BambuLinkState opened_state;
  int opened_code;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ERROR,
  PROP_CERTIFICATE,
} TestLinkProperty;

static void test_link_iface_init (BambuLinkInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestLink,
                               test_link,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BAMBU_TYPE_LINK, test_link_iface_init))

static void
test_link_open (BambuLink *link)
{
  TestLink *self = TEST_LINK (link);

  test_link_set_state (self, self->opened_state, self->opened_code);
}

static void
test_link_close (BambuLink *link)
{
  test_link_set_state (TEST_LINK (link), BAMBU_LINK_STATE_CLOSED, -1);
}

static DexFuture *
test_link_publish (BambuLink *link, GBytes *payload, int qos)
{
  return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "The link is not open");
}

static void
test_link_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TestLink *self = TEST_LINK (object);

  switch ((TestLinkProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_CERTIFICATE:
      g_value_set_boxed (value, NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
test_link_finalize (GObject *object)
{
  TestLink *self = TEST_LINK (object);

  g_clear_error (&self->error);

  G_OBJECT_CLASS (test_link_parent_class)->finalize (object);
}

static void
test_link_class_init (TestLinkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_link_get_property;
  object_class->finalize = test_link_finalize;

  g_object_class_override_property (object_class, PROP_STATE, "state");
  g_object_class_override_property (object_class, PROP_ERROR, "error");
  g_object_class_override_property (object_class, PROP_CERTIFICATE, "certificate");
}

static void
test_link_init (TestLink *self)
{
}

static void
test_link_iface_init (BambuLinkInterface *iface)
{
  iface->open = test_link_open;
  iface->close = test_link_close;
  iface->publish = test_link_publish;
}

BambuLink *
test_link_new (BambuLinkState state, int code)
{
  TestLink *self = g_object_new (TEST_TYPE_LINK, NULL);

  self->opened_state = state;
  self->opened_code = code;

  return BAMBU_LINK (self);
}

void
test_link_set_state (TestLink *self, BambuLinkState state, int code)
{
  g_object_freeze_notify (G_OBJECT (self));

  g_clear_error (&self->error);
  if (code >= 0)
    self->error = g_error_new_literal (BAMBU_LINK_ERROR, code, "The test wants it so");
  g_object_notify (G_OBJECT (self), "error");

  if (self->state != state)
    {
      self->state = state;
      g_object_notify (G_OBJECT (self), "state");
    }

  g_object_thaw_notify (G_OBJECT (self));
}
