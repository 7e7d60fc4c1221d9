/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-fan-row.h"

#include <glib/gi18n.h>

#include "culm-choice.h"
#include "culm-format.h"

/* Percent; what the coarsest printer can tell apart */
#define STEP 10

struct _CulmFanRow
{
  AdwActionRow parent_instance;

  BambuFan *fan;
  CulmControl *control;
  gboolean compact;

  CulmChoice *choice;
};

G_DEFINE_FINAL_TYPE (CulmFanRow, culm_fan_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_FAN = 1,
  PROP_CONTROL,
  PROP_COMPACT,
} CulmFanRowProperty;

static GParamSpec *properties[PROP_COMPACT + 1];

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

/* The printer rules the others by itself. */
static gboolean
is_settable (CulmFanRow *self, BambuFanKind kind, gboolean automatic)
{
  return kind != BAMBU_FAN_KIND_HEATBREAK && !automatic;
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
    case PROP_CONTROL:
      g_value_set_object (value, self->control);
      break;
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
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
    case PROP_CONTROL:
      if (g_set_object (&self->control, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        break;
      self->compact = g_value_get_boolean (value);
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
  g_clear_object (&self->control);
  g_clear_object (&self->fan);

  G_OBJECT_CLASS (culm_fan_row_parent_class)->dispose (object);
}

static void
culm_fan_row_class_init (CulmFanRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_fan_row_get_property;
  object_class->set_property = culm_fan_row_set_property;
  object_class->dispose = culm_fan_row_dispose;

  properties[PROP_FAN] = g_param_spec_object ("fan", NULL, NULL, BAMBU_TYPE_FAN, flags);
  properties[PROP_CONTROL] = g_param_spec_object ("control", NULL, NULL, CULM_TYPE_CONTROL, flags);
  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_CHOICE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-fan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFanRow, choice);
  gtk_widget_class_bind_template_callback (widget_class, is_settable);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_subtitle);
  gtk_widget_class_bind_template_callback (widget_class, get_percent);
  gtk_widget_class_bind_template_callback (widget_class, get_fraction);
}

static void
culm_fan_row_init (CulmFanRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (int percent = 0; percent <= 100; percent += STEP)
    {
      g_autofree char *label = get_percent (self, percent);

      culm_choice_add (self->choice, percent, label);
    }
}

GtkWidget *
culm_fan_row_new (BambuPrinter *printer, BambuFan *fan)
{
  g_autoptr (CulmControl) control = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_FAN (fan), NULL);

  control = culm_control_new (printer, BAMBU_CONTROL_FAN, bambu_fan_get_kind (fan));

  return g_object_new (CULM_TYPE_FAN_ROW, "fan", fan, "control", control, NULL);
}
