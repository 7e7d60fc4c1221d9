/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-unit-row.h"

#include <glib/gi18n.h>

struct _CulmUnitRow
{
  AdwActionRow parent_instance;

  BambuAms *ams;
};

G_DEFINE_FINAL_TYPE (CulmUnitRow, culm_unit_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_AMS = 1,
} CulmUnitRowProperty;

static GParamSpec *properties[PROP_AMS + 1];

static char *
get_subtitle (CulmUnitRow *self, const char *firmware)
{
  /* Translators: a version */
  return firmware != NULL ? g_strdup_printf (_ ("Firmware %s"), firmware) : NULL;
}

static gboolean
has_firmware (CulmUnitRow *self, const char *firmware)
{
  return firmware != NULL;
}

static void
culm_unit_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmUnitRow *self = CULM_UNIT_ROW (object);

  switch ((CulmUnitRowProperty) prop_id)
    {
    case PROP_AMS:
      g_value_set_object (value, self->ams);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_unit_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmUnitRow *self = CULM_UNIT_ROW (object);

  switch ((CulmUnitRowProperty) prop_id)
    {
    case PROP_AMS:
      if (g_set_object (&self->ams, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_unit_row_dispose (GObject *object)
{
  CulmUnitRow *self = CULM_UNIT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_UNIT_ROW);
  g_clear_object (&self->ams);

  G_OBJECT_CLASS (culm_unit_row_parent_class)->dispose (object);
}

static void
culm_unit_row_class_init (CulmUnitRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_unit_row_get_property;
  object_class->set_property = culm_unit_row_set_property;
  object_class->dispose = culm_unit_row_dispose;

  properties[PROP_AMS] =
      g_param_spec_object ("ams", NULL, NULL, BAMBU_TYPE_AMS,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-unit-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_firmware);
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
}

static void
culm_unit_row_init (CulmUnitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_unit_row_new (BambuAms *ams)
{
  g_return_val_if_fail (BAMBU_IS_AMS (ams), NULL);

  return g_object_new (CULM_TYPE_UNIT_ROW, "ams", ams, NULL);
}
