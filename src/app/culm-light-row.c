/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-light-row.h"

#include <glib/gi18n.h>

struct _CulmLightRow
{
  AdwActionRow parent_instance;

  BambuLight *light;
};

G_DEFINE_FINAL_TYPE (CulmLightRow, culm_light_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_LIGHT = 1,
} CulmLightRowProperty;

static GParamSpec *properties[PROP_LIGHT + 1];

static const struct
{
  const char *node;
  const char *name;
} names[] = {
  { "chamber_light", N_ ("Chamber light") },
  { "chamber_light2", N_ ("Second chamber light") },
  { "work_light", N_ ("Work light") },
  { "heatbed_light", N_ ("Bed light") },
};

static char *
get_title (CulmLightRow *self, const char *node)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (node, names[i].node) == 0)
      return g_strdup (_ (names[i].name));

  return g_strdup (node);
}

static char *
get_mode (CulmLightRow *self, const char *mode)
{
  if (g_strcmp0 (mode, "on") == 0)
    /* Translators: a light */
    return g_strdup (_ ("On"));

  if (g_strcmp0 (mode, "off") == 0)
    /* Translators: a light */
    return g_strdup (_ ("Off"));

  if (g_strcmp0 (mode, "flashing") == 0)
    /* Translators: a light */
    return g_strdup (_ ("Flashing"));

  return g_strdup (mode);
}

static void
culm_light_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmLightRow *self = CULM_LIGHT_ROW (object);

  switch ((CulmLightRowProperty) prop_id)
    {
    case PROP_LIGHT:
      g_value_set_object (value, self->light);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_light_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmLightRow *self = CULM_LIGHT_ROW (object);

  switch ((CulmLightRowProperty) prop_id)
    {
    case PROP_LIGHT:
      if (g_set_object (&self->light, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_light_row_dispose (GObject *object)
{
  CulmLightRow *self = CULM_LIGHT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_LIGHT_ROW);
  g_clear_object (&self->light);

  G_OBJECT_CLASS (culm_light_row_parent_class)->dispose (object);
}

static void
culm_light_row_class_init (CulmLightRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_light_row_get_property;
  object_class->set_property = culm_light_row_set_property;
  object_class->dispose = culm_light_row_dispose;

  properties[PROP_LIGHT] =
      g_param_spec_object ("light", NULL, NULL, BAMBU_TYPE_LIGHT,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-light-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_mode);
}

static void
culm_light_row_init (CulmLightRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_light_row_new (BambuLight *light)
{
  g_return_val_if_fail (BAMBU_IS_LIGHT (light), NULL);

  return g_object_new (CULM_TYPE_LIGHT_ROW, "light", light, NULL);
}
