/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-temperature-tile.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-format.h"
#include "culm-sparkline.h"

struct _CulmTemperatureTile
{
  AdwBin parent_instance;

  BambuHeater *heater;
  CulmHeaterKind kind;
  CulmControl *control;
  BambuSide side;
  gboolean active;
  BambuTrend *trend;
  char *spoken;

  GtkWidget *set;
  GtkWidget *popover; /* NULL until it was wanted */
};

G_DEFINE_FINAL_TYPE (CulmTemperatureTile, culm_temperature_tile, ADW_TYPE_BIN)

typedef enum
{
  PROP_HEATER = 1,
  PROP_KIND,
  PROP_CONTROL,
  PROP_SIDE,
  PROP_ACTIVE,
  PROP_TREND,
  PROP_SPOKEN,
} CulmTemperatureTileProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

static char **
get_classes (CulmTemperatureTile *self, gboolean heating)
{
  return g_strdupv ((char *[]) { "card", "temperature", heating ? "heating" : NULL, NULL });
}

static char *
get_icon (CulmTemperatureTile *self, CulmHeaterKind kind)
{
  switch (kind)
    {
    case CULM_HEATER_KIND_BED:
      return g_strdup ("culm-bed-symbolic");
    case CULM_HEATER_KIND_CHAMBER:
      return g_strdup ("culm-chamber-symbolic");
    case CULM_HEATER_KIND_NOZZLE:
    default:
      return g_strdup ("culm-nozzle-symbolic");
    }
}

static char *
get_title (CulmTemperatureTile *self, CulmHeaterKind kind, BambuSide side)
{
  switch (kind)
    {
    case CULM_HEATER_KIND_BED:
      /* Translators: the plate that a printer prints on */
      return g_strdup (_ ("Bed"));
    case CULM_HEATER_KIND_CHAMBER:
      /* Translators: the room inside of a printer */
      return g_strdup (_ ("Chamber"));
    case CULM_HEATER_KIND_NOZZLE:
    default:
      return g_strdup (culm_format_nozzle (side));
    }
}

static gboolean
is_marked (CulmTemperatureTile *self, BambuSide side, gboolean active)
{
  return side != BAMBU_SIDE_ONLY && active;
}

static char *
get_current (CulmTemperatureTile *self, double current)
{
  return culm_format_temperature (current);
}

/* What is waited for, if anything is */
static char *
get_target (CulmTemperatureTile *self, double target, gboolean waits, double wanted)
{
  return culm_format_target (waits && !isnan (wanted) ? wanted : target);
}

static gboolean
can_heat (CulmTemperatureTile *self, double maximum)
{
  return maximum > 0;
}

static gboolean
has_target (CulmTemperatureTile *self, double target, double maximum)
{
  return !isnan (target) && maximum > 0;
}

static char *
get_spoken (CulmTemperatureTile *self,
            double current,
            double target,
            double maximum,
            gboolean heating,
            gboolean waits)
{
  g_autofree char *now = culm_format_temperature (current);
  g_autofree char *aim = NULL;

  if (waits)
    /* Translators: a temperature; somebody has just set another one */
    return g_strdup_printf (_ ("%s, waiting for the printer"), now);

  if (!has_target (self, target, maximum))
    return g_steal_pointer (&now);

  if (target <= 0)
    /* Translators: the temperature of something that does not heat now */
    return g_strdup_printf (_ ("%s, heating is off"), now);

  aim = culm_format_temperature (target);

  if (heating)
    return g_strdup_printf (_ ("%s, heating to %s"), now, aim);

  return g_strdup_printf (_ ("%s, kept at %s"), now, aim);
}

static void
on_clicked (CulmTemperatureTile *self)
{
  g_autofree char *title = get_title (self, self->kind, self->side);

  if (self->popover == NULL)
    {
      self->popover = g_object_new (CULM_TYPE_HEAT_POPOVER, "heater", self->heater, "kind",
                                    self->kind, "control", self->control, NULL);
      gtk_widget_set_parent (self->popover, self->set);
    }

  g_object_set (self->popover, "title", title, NULL);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
culm_temperature_tile_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  CulmTemperatureTile *self = CULM_TEMPERATURE_TILE (object);

  switch ((CulmTemperatureTileProperty) prop_id)
    {
    case PROP_HEATER:
      g_value_set_object (value, self->heater);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_CONTROL:
      g_value_set_object (value, self->control);
      break;
    case PROP_SIDE:
      g_value_set_enum (value, self->side);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_TREND:
      g_value_set_object (value, self->trend);
      break;
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_temperature_tile_set_property (GObject *object,
                                    guint prop_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  CulmTemperatureTile *self = CULM_TEMPERATURE_TILE (object);

  switch ((CulmTemperatureTileProperty) prop_id)
    {
    case PROP_HEATER:
      if (g_set_object (&self->heater, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_CONTROL:
      if (g_set_object (&self->control, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SIDE:
      self->side = g_value_get_enum (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_ACTIVE:
      self->active = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_TREND:
      if (g_set_object (&self->trend, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SPOKEN:
      if (!g_set_str (&self->spoken, g_value_get_string (value)))
        break;
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      self->spoken, -1);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_temperature_tile_dispose (GObject *object)
{
  CulmTemperatureTile *self = CULM_TEMPERATURE_TILE (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TEMPERATURE_TILE);
  g_clear_object (&self->trend);
  g_clear_object (&self->control);
  g_clear_object (&self->heater);

  G_OBJECT_CLASS (culm_temperature_tile_parent_class)->dispose (object);
}

static void
culm_temperature_tile_finalize (GObject *object)
{
  CulmTemperatureTile *self = CULM_TEMPERATURE_TILE (object);

  g_clear_pointer (&self->spoken, g_free);

  G_OBJECT_CLASS (culm_temperature_tile_parent_class)->finalize (object);
}

static void
culm_temperature_tile_class_init (CulmTemperatureTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_temperature_tile_get_property;
  object_class->set_property = culm_temperature_tile_set_property;
  object_class->dispose = culm_temperature_tile_dispose;
  object_class->finalize = culm_temperature_tile_finalize;

  properties[PROP_HEATER] = g_param_spec_object ("heater", NULL, NULL, BAMBU_TYPE_HEATER, flags);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, CULM_TYPE_HEATER_KIND, CULM_HEATER_KIND_NOZZLE, flags);
  properties[PROP_CONTROL] = g_param_spec_object ("control", NULL, NULL, CULM_TYPE_CONTROL, flags);
  properties[PROP_SIDE] =
      g_param_spec_enum ("side", NULL, NULL, BAMBU_TYPE_SIDE, BAMBU_SIDE_ONLY, flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, flags);
  properties[PROP_TREND] = g_param_spec_object ("trend", NULL, NULL, BAMBU_TYPE_TREND, flags);
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_SPARKLINE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-temperature-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTemperatureTile, set);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, get_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, is_marked);
  gtk_widget_class_bind_template_callback (widget_class, get_current);
  gtk_widget_class_bind_template_callback (widget_class, get_target);
  gtk_widget_class_bind_template_callback (widget_class, can_heat);
  gtk_widget_class_bind_template_callback (widget_class, has_target);
  gtk_widget_class_bind_template_callback (widget_class, get_spoken);
}

static void
culm_temperature_tile_init (CulmTemperatureTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_temperature_tile_new (BambuHeater *heater,
                           CulmHeaterKind kind,
                           CulmControl *control,
                           BambuTrend *trend)
{
  g_return_val_if_fail (BAMBU_IS_HEATER (heater), NULL);
  g_return_val_if_fail (CULM_IS_CONTROL (control), NULL);
  g_return_val_if_fail (BAMBU_IS_TREND (trend), NULL);

  return g_object_new (CULM_TYPE_TEMPERATURE_TILE, "heater", heater, "kind", kind, "control",
                       control, "trend", trend, NULL);
}
