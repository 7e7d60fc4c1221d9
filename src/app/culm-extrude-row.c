/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-extrude-row.h"

#include <glib/gi18n.h>

#include "culm-command-words.h"
#include "culm-control.h"
#include "culm-format.h"
#include "culm-obstacle-words.h"
#include "culm-wrap.h"

#define MELTING 220 /* °C */
#define DISTANCE 10 /* mm */

struct _CulmExtrudeRow
{
  AdwPreferencesRow parent_instance;

  BambuExtruder *extruder;
  CulmControl *control;
  CulmControl *heat_control;

  GtkWidget *spinner;
  GtkLabel *temperature;
  GtkLabel *hint;
  GtkLabel *caution;
  GtkWidget *buttons;
  GtkWidget *retract;
  GtkWidget *extrude;
  GtkWidget *heat;
};

G_DEFINE_FINAL_TYPE (CulmExtrudeRow, culm_extrude_row, ADW_TYPE_PREFERENCES_ROW)

static gboolean
is_waiting (CulmControl *control)
{
  return bambu_pending_is_active (culm_control_get_pending (control));
}

static char *
get_hint (gboolean warm, double target)
{
  g_autofree char *text = NULL;

  if (warm)
    return NULL;

  if (target >= BAMBU_EXTRUDE_MINIMUM)
    {
      text = culm_format_temperature (target);

      /* Translators: what a nozzle is on its way to: "220 °C" */
      return g_strdup_printf (_ ("The nozzle heats to %s"), text);
    }

  return culm_obstacle_words (BAMBU_OBSTACLE_COLD, BAMBU_EXTRUDE_MINIMUM);
}

static void
update (CulmExtrudeRow *self)
{
  BambuPrinter *printer = culm_control_get_printer (self->control);
  BambuHeater *heater = bambu_extruder_get_heater (self->extruder);
  /* Not if it is unknown */
  gboolean warm = bambu_heater_get_current (heater) >= BAMBU_EXTRUDE_MINIMUM;
  double target = culm_control_get_value (self->heat_control, bambu_heater_get_target (heater));
  g_autofree char *current = culm_format_temperature (bambu_heater_get_current (heater));
  g_autofree char *hint = get_hint (warm, target);
  const char *caution = culm_command_words_get_caution (bambu_printer_get_door (printer),
                                                        bambu_printer_get_connection (printer));
  gboolean available = gtk_widget_get_sensitive (self->buttons);
  gboolean may_heat = !warm && !(target >= BAMBU_EXTRUDE_MINIMUM) && available;

  gtk_label_set_text (self->temperature, current);
  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), hint != NULL && available);
  gtk_label_set_text (self->caution, caution != NULL ? caution : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caution), caution != NULL && may_heat);
  gtk_widget_set_visible (self->heat, may_heat);
  gtk_widget_set_visible (self->spinner,
                          is_waiting (self->control) || is_waiting (self->heat_control));

  gtk_widget_set_sensitive (self->retract, warm);
  gtk_widget_set_sensitive (self->extrude, warm);
  gtk_widget_set_tooltip_text (self->retract, hint);
  gtk_widget_set_tooltip_text (self->extrude, hint);
}

static void
on_retract (CulmExtrudeRow *self)
{
  culm_control_send (self->control, GTK_WIDGET (self), -DISTANCE);
}

static void
on_extrude (CulmExtrudeRow *self)
{
  culm_control_send (self->control, GTK_WIDGET (self), DISTANCE);
}

static void
on_heat (CulmExtrudeRow *self)
{
  culm_control_send (self->heat_control, GTK_WIDGET (self), MELTING);
}

/* Where there are two, their buttons are told apart by more than their place. */
static void
update_side (CulmExtrudeRow *self)
{
  GtkWidget *buttons[] = { self->retract, self->extrude, self->heat };
  const char *name = culm_format_nozzle (bambu_extruder_get_side (self->extruder));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name, -1);
}

static void
culm_extrude_row_dispose (GObject *object)
{
  CulmExtrudeRow *self = CULM_EXTRUDE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_EXTRUDE_ROW);
  g_clear_object (&self->control);
  g_clear_object (&self->heat_control);
  g_clear_object (&self->extruder);

  G_OBJECT_CLASS (culm_extrude_row_parent_class)->dispose (object);
}

static void
culm_extrude_row_class_init (CulmExtrudeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_extrude_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-extrude-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, temperature);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, hint);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, caution);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, buttons);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, retract);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, extrude);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeRow, heat);
  gtk_widget_class_bind_template_callback (widget_class, on_retract);
  gtk_widget_class_bind_template_callback (widget_class, on_extrude);
  gtk_widget_class_bind_template_callback (widget_class, on_heat);
}

static void
culm_extrude_row_init (CulmExtrudeRow *self)
{
  g_autofree char *celsius = culm_format_temperature (MELTING);
  g_autofree char *label = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));

  /* Translators: a button: "Heat to 220 °C" */
  label = g_strdup_printf (_ ("_Heat to %s"), celsius);
  gtk_button_set_label (GTK_BUTTON (self->heat), label);
}

GtkWidget *
culm_extrude_row_new (BambuPrinter *printer, BambuExtruder *extruder)
{
  CulmExtrudeRow *self;
  BambuHeater *heater;
  int id;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_EXTRUDER (extruder), NULL);

  self = g_object_new (CULM_TYPE_EXTRUDE_ROW, NULL);
  self->extruder = g_object_ref (extruder);
  heater = bambu_extruder_get_heater (extruder);
  id = bambu_extruder_get_id (extruder);
  self->control = culm_control_new (printer, BAMBU_CONTROL_EXTRUDE, id);
  self->heat_control = culm_control_new (printer, BAMBU_CONTROL_NOZZLE, id);

  g_signal_connect_object (extruder, "notify::side", G_CALLBACK (update_side), self,
                           G_CONNECT_SWAPPED);
  update_side (self);
  culm_control_attach (self->control, self->buttons);
  g_signal_connect_object (heater, "notify::current", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::door", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::connection", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heater, "notify::target", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buttons, "notify::sensitive", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->heat_control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}
