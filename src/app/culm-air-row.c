/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-air-row.h"

#include "culm-choice.h"
#include "culm-format.h"

struct _CulmAirRow
{
  AdwActionRow parent_instance;

  BambuPrinter *printer;

  CulmChoice *choice;
};

G_DEFINE_FINAL_TYPE (CulmAirRow, culm_air_row, ADW_TYPE_ACTION_ROW)

typedef enum
{
  PROP_PRINTER = 1,
} CulmAirRowProperty;

static GParamSpec *properties[PROP_PRINTER + 1];

/* Those that commands know; full cooling is the printer's own. */
#define N_SETTABLE 3

static char *
get_mode (CulmAirRow *self, int mode)
{
  return g_strdup (culm_format_air_mode (mode));
}

static void
set_printer (CulmAirRow *self, BambuPrinter *printer)
{
  g_autoptr (CulmControl) control = culm_control_new (printer, BAMBU_CONTROL_AIR_DUCT, 0);

  self->printer = g_object_ref (printer);
  for (int mode = 0; mode < N_SETTABLE; mode++)
    if (bambu_printer_has_air_mode (printer, mode))
      culm_choice_add (self->choice, mode, culm_format_air_mode (mode));
  g_object_set (self->choice, "control", control, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRINTER]);
}

static void
culm_air_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmAirRow *self = CULM_AIR_ROW (object);

  switch ((CulmAirRowProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_air_row_dispose (GObject *object)
{
  CulmAirRow *self = CULM_AIR_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_AIR_ROW);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_air_row_parent_class)->dispose (object);
}

static void
culm_air_row_class_init (CulmAirRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_air_row_get_property;
  object_class->dispose = culm_air_row_dispose;

  properties[PROP_PRINTER] =
      g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (CULM_TYPE_CHOICE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-air-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAirRow, choice);
  gtk_widget_class_bind_template_callback (widget_class, get_mode);
}

static void
culm_air_row_init (CulmAirRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_air_row_new (BambuPrinter *printer)
{
  CulmAirRow *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_AIR_ROW, NULL);
  set_printer (self, printer);

  return GTK_WIDGET (self);
}
