/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-fan-row.h"

#include <glib/gi18n.h>

#include "culm-format.h"

struct _CulmFanRow
{
  AdwActionRow parent_instance;

  BambuFan *fan;
};

G_DEFINE_FINAL_TYPE (CulmFanRow, culm_fan_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_FAN = 1,
} CulmFanRowProperty;

static GParamSpec *properties[PROP_FAN + 1];

static char *
get_title (CulmFanRow *self, BambuFanKind kind)
{
  return g_strdup (culm_format_fan (kind));
}

static char *
get_subtitle (CulmFanRow *self, gboolean automatic)
{
  /* Translators: the printer rules a fan by itself */
  return g_strdup (automatic ? _ ("Automatic") : "");
}

static char *
get_percent (CulmFanRow *self, int percent)
{
  if (percent == 0)
    /* Translators: a fan does not turn */
    return g_strdup (_ ("Off"));

  return culm_format_percent (percent);
}

static double
get_fraction (CulmFanRow *self, int percent)
{
  return MAX (percent, 0) / 100.0;
}

static void
culm_fan_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFanRow *self = CULM_FAN_ROW (object);

  switch ((CulmFanRowProperty) prop_id)
    {
    case PROP_FAN:
      g_value_set_object (value, self->fan);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_fan_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmFanRow *self = CULM_FAN_ROW (object);

  switch ((CulmFanRowProperty) prop_id)
    {
    case PROP_FAN:
      if (g_set_object (&self->fan, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_fan_row_dispose (GObject *object)
{
  CulmFanRow *self = CULM_FAN_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FAN_ROW);
  g_clear_object (&self->fan);

  G_OBJECT_CLASS (culm_fan_row_parent_class)->dispose (object);
}

static void
culm_fan_row_class_init (CulmFanRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_fan_row_get_property;
  object_class->set_property = culm_fan_row_set_property;
  object_class->dispose = culm_fan_row_dispose;

  properties[PROP_FAN] =
      g_param_spec_object ("fan", NULL, NULL, BAMBU_TYPE_FAN,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-fan-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, get_percent);
  gtk_widget_class_bind_template_callback (widget_class, get_fraction);
}

static void
culm_fan_row_init (CulmFanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_fan_row_new (BambuFan *fan)
{
  g_return_val_if_fail (BAMBU_IS_FAN (fan), NULL);

  return g_object_new (CULM_TYPE_FAN_ROW, "fan", fan, NULL);
}
