/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-gate.h"

struct _BambuCloudGate
{
  GObject parent_instance;

  gboolean closed;
};

typedef enum
{
  PROP_CLOSED = 1,
} BambuCloudGateProperty;

static GParamSpec *properties[PROP_CLOSED + 1];

G_DEFINE_FINAL_TYPE (BambuCloudGate, bambu_cloud_gate, G_TYPE_OBJECT)

static void
bambu_cloud_gate_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuCloudGate *self = BAMBU_CLOUD_GATE (object);

  switch ((BambuCloudGateProperty) prop_id)
    {
    case PROP_CLOSED:
      g_value_set_boolean (value, self->closed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_cloud_gate_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  BambuCloudGate *self = BAMBU_CLOUD_GATE (object);

  switch ((BambuCloudGateProperty) prop_id)
    {
    case PROP_CLOSED:
      bambu_cloud_gate_set_closed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_cloud_gate_class_init (BambuCloudGateClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_cloud_gate_get_property;
  object_class->set_property = bambu_cloud_gate_set_property;

  properties[PROP_CLOSED] =
      g_param_spec_boolean ("closed", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_cloud_gate_init (BambuCloudGate *self)
{
}

BambuCloudGate *
bambu_cloud_gate_get_default (void)
{
  static BambuCloudGate *shared;

  if (shared == NULL)
    shared = g_object_new (BAMBU_TYPE_CLOUD_GATE, NULL);

  return shared;
}

gboolean
bambu_cloud_gate_is_closed (BambuCloudGate *self)
{
  g_return_val_if_fail (BAMBU_IS_CLOUD_GATE (self), FALSE);

  return self->closed;
}

void
bambu_cloud_gate_set_closed (BambuCloudGate *self, gboolean closed)
{
  g_return_if_fail (BAMBU_IS_CLOUD_GATE (self));

  if (self->closed == closed)
    return;

  self->closed = closed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLOSED]);
}
