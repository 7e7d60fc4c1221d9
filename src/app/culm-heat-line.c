/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-heat-line.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-format.h"

struct _CulmHeatLine
{
  GtkBox parent_instance;

  BambuPrinter *printer;
  GtkWidget *nozzles;
  GtkWidget *bed;
  char *spoken;
};

typedef enum
{
  PROP_SPOKEN = 1,
} CulmHeatLineProperty;

static GParamSpec *properties[PROP_SPOKEN + 1];

G_DEFINE_FINAL_TYPE (CulmHeatLine, culm_heat_line, GTK_TYPE_BOX)

/* As they hang in the printer, seen from its front. Transfer full, nullable: not known. */
static char *
dup_nozzles (CulmHeatLine *self)
{
  GListModel *extruders = bambu_printer_get_extruders (self->printer);
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      double celsius = bambu_heater_get_current (bambu_extruder_get_heater (extruder));
      char **side = bambu_extruder_get_side (extruder) == BAMBU_SIDE_LEFT ? &left : &right;

      if (!isnan (celsius))
        {
          g_free (*side);
          *side = culm_format_temperature (celsius);
        }
    }

  if (left != NULL && right != NULL)
    /* Translators: the temperatures of the left and the right nozzle: "220 °C | 30 °C" */
    return g_strdup_printf (_ ("%s | %s"), left, right);

  return left != NULL ? g_steal_pointer (&left) : g_steal_pointer (&right);
}

static char *
dup_bed (CulmHeatLine *self)
{
  double celsius = bambu_heater_get_current (bambu_printer_get_bed (self->printer));

  return isnan (celsius) ? NULL : culm_format_temperature (celsius);
}

static char *
dup_spoken (const char *nozzles, const char *bed)
{
  if (nozzles != NULL && bed != NULL)
    /* Translators: temperatures */
    return g_strdup_printf (_ ("Nozzle %s, bed %s"), nozzles, bed);
  if (nozzles != NULL)
    /* Translators: a temperature */
    return g_strdup_printf (_ ("Nozzle %s"), nozzles);

  /* Translators: a temperature, of the plate that a printer prints on */
  return bed != NULL ? g_strdup_printf (_ ("Bed %s"), bed) : NULL;
}

static void
show (GtkWidget *label, const char *text)
{
  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (gtk_widget_get_parent (label), text != NULL);
}

static void
update (CulmHeatLine *self)
{
  g_autofree char *nozzles = dup_nozzles (self);
  g_autofree char *bed = dup_bed (self);
  g_autofree char *spoken = dup_spoken (nozzles, bed);

  if (!g_set_str (&self->spoken, spoken))
    return;

  show (self->nozzles, nozzles);
  show (self->bed, bed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPOKEN]);
}

static void
follow_extruders (CulmHeatLine *self, guint position, guint removed, guint added, GListModel *model)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (model, i);

      g_signal_connect_object (bambu_extruder_get_heater (extruder), "notify::current",
                               G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }

  update (self);
}

static GtkWidget *
add_label (CulmHeatLine *self, const char *icon_name, const char *tip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_tooltip_text (box, tip);
  gtk_widget_set_visible (box, FALSE);
  gtk_widget_add_css_class (image, "dimmed");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (self), box);

  return label;
}

static void
culm_heat_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmHeatLine *self = CULM_HEAT_LINE (object);

  switch ((CulmHeatLineProperty) prop_id)
    {
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_heat_line_dispose (GObject *object)
{
  g_clear_object (&CULM_HEAT_LINE (object)->printer);

  G_OBJECT_CLASS (culm_heat_line_parent_class)->dispose (object);
}

static void
culm_heat_line_finalize (GObject *object)
{
  g_free (CULM_HEAT_LINE (object)->spoken);

  G_OBJECT_CLASS (culm_heat_line_parent_class)->finalize (object);
}

static void
culm_heat_line_class_init (CulmHeatLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = culm_heat_line_get_property;
  object_class->dispose = culm_heat_line_dispose;
  object_class->finalize = culm_heat_line_finalize;

  properties[PROP_SPOKEN] =
      g_param_spec_string ("spoken", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
culm_heat_line_init (CulmHeatLine *self)
{
  gtk_box_set_spacing (GTK_BOX (self), 9);
  self->nozzles = add_label (self, "culm-nozzle-symbolic", _ ("Nozzle"));
  self->bed = add_label (self, "culm-bed-symbolic", _ ("Bed"));
}

GtkWidget *
culm_heat_line_new (BambuPrinter *printer)
{
  CulmHeatLine *self;
  GListModel *extruders;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_HEAT_LINE, NULL);
  self->printer = g_object_ref (printer);
  extruders = bambu_printer_get_extruders (printer);
  g_signal_connect_object (bambu_printer_get_bed (printer), "notify::current", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (extruders, "items-changed", G_CALLBACK (follow_extruders), self,
                           G_CONNECT_SWAPPED);
  follow_extruders (self, 0, 0, g_list_model_get_n_items (extruders), extruders);

  return GTK_WIDGET (self);
}

const char *
culm_heat_line_get_spoken (CulmHeatLine *self)
{
  g_return_val_if_fail (CULM_IS_HEAT_LINE (self), NULL);

  return self->spoken;
}
