/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tray-popover.h"

#include <glib/gi18n.h>

#include "culm-ams-words.h"
#include "culm-colour.h"

struct _CulmTrayPopover
{
  GtkPopover parent_instance;

  BambuTray *tray;
};

G_DEFINE_FINAL_TYPE (CulmTrayPopover, culm_tray_popover, GTK_TYPE_POPOVER)

typedef enum
{
  PROP_TRAY = 1,
} CulmTrayPopoverProperty;

static GParamSpec *properties[PROP_TRAY + 1];

static char *
get_title (CulmTrayPopover *self,
           const char *label,
           BambuTrayState state,
           const char *material,
           const char *product)
{
  /* Translators: a slot and what is in it: "A1: PLA Basic" */
  return g_strdup_printf (_ ("%s: %s"), label, culm_ams_words_filament (state, product, material));
}

static gboolean
is_known (CulmTrayPopover *self, BambuTrayState state)
{
  return state == BAMBU_TRAY_STATE_KNOWN;
}

static gboolean
is_unknown (CulmTrayPopover *self, BambuTrayState state)
{
  return state != BAMBU_TRAY_STATE_KNOWN;
}

static gboolean
is_told (CulmTrayPopover *self, BambuTrayState state, const char *text)
{
  return state == BAMBU_TRAY_STATE_KNOWN && text != NULL && *text != '\0';
}

static char *
get_colour (CulmTrayPopover *self, const char *const *colours, BambuSpoolPattern pattern)
{
  g_autofree char *colour = culm_colour_describe (colours, pattern);

  if (*colour == '\0')
    return g_strdup (_ ("unknown"));

  return g_steal_pointer (&colour);
}

static char *
get_remaining (CulmTrayPopover *self, int percent)
{
  if (percent < 0)
    return g_strdup (_ ("unknown"));

  return g_strdup_printf (_ ("about %d %%"), percent);
}

static char *
get_range (CulmTrayPopover *self, int minimum, int maximum)
{
  if (minimum > 0 && maximum > 0)
    /* Translators: a range of temperatures */
    return g_strdup_printf (_ ("%d to %d °C"), minimum, maximum);

  if (minimum > 0 || maximum > 0)
    return g_strdup_printf (_ ("%d °C"), MAX (minimum, maximum));

  return g_strdup (_ ("unknown"));
}

static char *
get_tag (CulmTrayPopover *self, gboolean read_by_rfid)
{
  return g_strdup (read_by_rfid ? _ ("read by the AMS") : _ ("none; set by hand"));
}

static char *
get_hint (CulmTrayPopover *self, BambuTrayState state)
{
  switch (state)
    {
    case BAMBU_TRAY_STATE_EMPTY:
      return g_strdup (_ ("There is no spool in this slot."));
    case BAMBU_TRAY_STATE_READING:
      return g_strdup (_ ("The spool’s tag is being read."));
    case BAMBU_TRAY_STATE_UNKNOWN:
    case BAMBU_TRAY_STATE_KNOWN:
    default:
      return g_strdup (_ ("The spool has no tag that the printer can read. Its filament can be set "
                          "on the printer."));
    }
}

static void
culm_tray_popover_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmTrayPopover *self = CULM_TRAY_POPOVER (object);

  switch ((CulmTrayPopoverProperty) prop_id)
    {
    case PROP_TRAY:
      g_value_set_object (value, self->tray);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_tray_popover_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  CulmTrayPopover *self = CULM_TRAY_POPOVER (object);

  switch ((CulmTrayPopoverProperty) prop_id)
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
culm_tray_popover_dispose (GObject *object)
{
  CulmTrayPopover *self = CULM_TRAY_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TRAY_POPOVER);
  g_clear_object (&self->tray);

  G_OBJECT_CLASS (culm_tray_popover_parent_class)->dispose (object);
}

static void
culm_tray_popover_class_init (CulmTrayPopoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_tray_popover_get_property;
  object_class->set_property = culm_tray_popover_set_property;
  object_class->dispose = culm_tray_popover_dispose;

  properties[PROP_TRAY] =
      g_param_spec_object ("tray", NULL, NULL, BAMBU_TYPE_TRAY,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-tray-popover.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, is_known);
  gtk_widget_class_bind_template_callback (widget_class, is_unknown);
  gtk_widget_class_bind_template_callback (widget_class, is_told);
  gtk_widget_class_bind_template_callback (widget_class, get_colour);
  gtk_widget_class_bind_template_callback (widget_class, get_remaining);
  gtk_widget_class_bind_template_callback (widget_class, get_range);
  gtk_widget_class_bind_template_callback (widget_class, get_tag);
  gtk_widget_class_bind_template_callback (widget_class, get_hint);
}

static void
culm_tray_popover_init (CulmTrayPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_tray_popover_new (BambuTray *tray)
{
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), NULL);

  return g_object_new (CULM_TYPE_TRAY_POPOVER, "tray", tray, NULL);
}
