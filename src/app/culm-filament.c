/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-filament.h"

#include <glib/gi18n.h>

#include "culm-ams-words.h"
#include "culm-colour.h"
#include "culm-spool.h"

struct _CulmFilament
{
  GtkBox parent_instance;

  BambuTray *tray;
};

G_DEFINE_FINAL_TYPE (CulmFilament, culm_filament, GTK_TYPE_BOX)

typedef enum
{
  PROP_TRAY = 1,
} CulmFilamentProperty;

static GParamSpec *properties[PROP_TRAY + 1];

static gboolean
is_tray (CulmFilament *self, BambuTray *tray)
{
  return tray != NULL;
}

static char *
get_colour (CulmFilament *self, const char *const *colours, BambuSpoolPattern pattern)
{
  return culm_colour_describe (colours, pattern);
}

static char *
get_text (CulmFilament *self,
          const char *label,
          BambuTrayState state,
          const char *material,
          const char *product)
{
  /* Translators: filament and the slot that it comes from: "PLA Basic, A2" */
  return g_strdup_printf (_ ("%s, %s"), culm_ams_words_filament (state, product, material), label);
}

static void
culm_filament_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFilament *self = CULM_FILAMENT (object);

  switch ((CulmFilamentProperty) prop_id)
    {
    case PROP_TRAY:
      g_value_set_object (value, self->tray);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_filament_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmFilament *self = CULM_FILAMENT (object);

  switch ((CulmFilamentProperty) prop_id)
    {
    case PROP_TRAY:
      if (g_set_object (&self->tray, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_filament_dispose (GObject *object)
{
  CulmFilament *self = CULM_FILAMENT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FILAMENT);
  g_clear_object (&self->tray);

  G_OBJECT_CLASS (culm_filament_parent_class)->dispose (object);
}

static void
culm_filament_class_init (CulmFilamentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_filament_get_property;
  object_class->set_property = culm_filament_set_property;
  object_class->dispose = culm_filament_dispose;

  properties[PROP_TRAY] =
      g_param_spec_object ("tray", NULL, NULL, BAMBU_TYPE_TRAY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_SPOOL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-filament.ui");
  gtk_widget_class_bind_template_callback (widget_class, is_tray);
  gtk_widget_class_bind_template_callback (widget_class, get_colour);
  gtk_widget_class_bind_template_callback (widget_class, get_text);
}

static void
culm_filament_init (CulmFilament *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
