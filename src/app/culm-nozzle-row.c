/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-nozzle-row.h"

#include <glib/gi18n.h>

#include "culm-format.h"

struct _CulmNozzleRow
{
  AdwActionRow parent_instance;

  BambuExtruder *extruder;
};

G_DEFINE_FINAL_TYPE (CulmNozzleRow, culm_nozzle_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_EXTRUDER = 1,
} CulmNozzleRowProperty;

static GParamSpec *properties[PROP_EXTRUDER + 1];

static char *
get_title (CulmNozzleRow *self, BambuSide side)
{
  return g_strdup (culm_format_nozzle (side));
}

static char *
get_subtitle (CulmNozzleRow *self, double diameter, const char *kind)
{
  const char *material = culm_format_nozzle_kind (kind);

  if (diameter <= 0)
    return g_strdup (material != NULL ? material : "–");

  if (material == NULL)
    /* Translators: the diameter of a nozzle */
    return g_strdup_printf (_ ("%.1f mm"), diameter);

  /* Translators: the diameter and the material of a nozzle: "0.4 mm, hardened steel" */
  return g_strdup_printf (_ ("%.1f mm, %s"), diameter, material);
}

static void
culm_nozzle_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmNozzleRow *self = CULM_NOZZLE_ROW (object);

  switch ((CulmNozzleRowProperty) prop_id)
    {
    case PROP_EXTRUDER:
      g_value_set_object (value, self->extruder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_nozzle_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  CulmNozzleRow *self = CULM_NOZZLE_ROW (object);

  switch ((CulmNozzleRowProperty) prop_id)
    {
    case PROP_EXTRUDER:
      if (g_set_object (&self->extruder, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_nozzle_row_dispose (GObject *object)
{
  CulmNozzleRow *self = CULM_NOZZLE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_NOZZLE_ROW);
  g_clear_object (&self->extruder);

  G_OBJECT_CLASS (culm_nozzle_row_parent_class)->dispose (object);
}

static void
culm_nozzle_row_class_init (CulmNozzleRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_nozzle_row_get_property;
  object_class->set_property = culm_nozzle_row_set_property;
  object_class->dispose = culm_nozzle_row_dispose;

  properties[PROP_EXTRUDER] =
      g_param_spec_object ("extruder", NULL, NULL, BAMBU_TYPE_EXTRUDER,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-nozzle-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
}

static void
culm_nozzle_row_init (CulmNozzleRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_nozzle_row_new (BambuExtruder *extruder)
{
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (extruder), NULL);

  return g_object_new (CULM_TYPE_NOZZLE_ROW, "extruder", extruder, NULL);
}
