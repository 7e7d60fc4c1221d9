/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-saving.h"

struct _CulmSaving
{
  GObject parent_instance;

  GNetworkMonitor *network;
  GPowerProfileMonitor *power;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (CulmSaving, culm_saving, G_TYPE_OBJECT)

typedef enum
{
  PROP_ACTIVE = 1,
} CulmSavingProperty;

static GParamSpec *properties[PROP_ACTIVE + 1];

static void
update (CulmSaving *self)
{
  gboolean active = g_network_monitor_get_network_metered (self->network)
                    || g_power_profile_monitor_get_power_saver_enabled (self->power);

  if (self->active == active)
    return;

  self->active = active;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
culm_saving_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmSaving *self = CULM_SAVING (object);

  switch ((CulmSavingProperty) prop_id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_saving_dispose (GObject *object)
{
  CulmSaving *self = CULM_SAVING (object);

  g_clear_object (&self->network);
  g_clear_object (&self->power);

  G_OBJECT_CLASS (culm_saving_parent_class)->dispose (object);
}

static void
culm_saving_class_init (CulmSavingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = culm_saving_get_property;
  object_class->dispose = culm_saving_dispose;

  properties[PROP_ACTIVE] =
      g_param_spec_boolean ("active", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_saving_init (CulmSaving *self)
{
}

CulmSaving *
culm_saving_dup_default (void)
{
  static CulmSaving *shared; /* weak */
  g_autoptr (GPowerProfileMonitor) power = NULL;

  if (shared != NULL)
    return g_object_ref (shared);

  power = g_power_profile_monitor_dup_default ();
  shared = culm_saving_new (g_network_monitor_get_default (), power);
  g_object_add_weak_pointer (G_OBJECT (shared), (gpointer *) &shared);

  return shared;
}

CulmSaving *
culm_saving_new (GNetworkMonitor *network, GPowerProfileMonitor *power)
{
  CulmSaving *self;

  g_return_val_if_fail (G_IS_NETWORK_MONITOR (network), NULL);
  g_return_val_if_fail (G_IS_POWER_PROFILE_MONITOR (power), NULL);

  self = g_object_new (CULM_TYPE_SAVING, NULL);
  self->network = g_object_ref (network);
  self->power = g_object_ref (power);
  g_signal_connect_object (network, "notify::network-metered", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (power, "notify::power-saver-enabled", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return self;
}

gboolean
culm_saving_is_active (CulmSaving *self)
{
  g_return_val_if_fail (CULM_IS_SAVING (self), FALSE);

  return self->active;
}
