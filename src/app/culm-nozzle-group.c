/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-nozzle-group.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-command.h"
#include "culm-control.h"
#include "culm-format.h"
#include "culm-obstacle.h"

static const double diameters[] = { 0.2, 0.4, 0.6, 0.8 }; /* mm */
static const char *const kinds[] = { "stainless_steel", "hardened_steel", "tungsten_carbide" };

struct _CulmNozzleGroup
{
  AdwPreferencesGroup parent_instance;

  BambuPrinter *printer;
  BambuExtruder *extruder;
  CulmControl *control;
  gboolean updating;

  GtkWidget *spinner;
  AdwComboRow *diameter;
  AdwComboRow *kind;
};

G_DEFINE_FINAL_TYPE (CulmNozzleGroup, culm_nozzle_group, ADW_TYPE_PREFERENCES_GROUP)

static guint
find_diameter (double diameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (diameters); i++)
    if (fabs (diameters[i] - diameter) < 0.01)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static guint
find_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

/* What is told is both at once. */
static void
update (CulmNozzleGroup *self)
{
  BambuPending *pending = culm_control_get_pending (self->control);
  gboolean waits = bambu_pending_is_active (pending);

  self->updating = TRUE;
  adw_combo_row_set_selected (
      self->diameter, find_diameter (culm_control_get_value (
                          self->control, bambu_extruder_get_nozzle_diameter (self->extruder))));
  adw_combo_row_set_selected (self->kind,
                              find_kind (waits ? bambu_pending_get_text (pending)
                                               : bambu_extruder_get_nozzle_kind (self->extruder)));
  self->updating = FALSE;

  gtk_widget_set_visible (self->spinner, waits);
  gtk_widget_set_visible (GTK_WIDGET (self), !bambu_printer_sees_nozzle (self->printer));
}

typedef struct
{
  double diameter;
  const char *kind; /* static */
} Choice;

static DexFuture *
ask (BambuPrinter *printer, gpointer data)
{
  const Choice *choice = data;

  return bambu_printer_set_nozzle_kind (printer, choice->diameter, choice->kind);
}

static void
on_selected (CulmNozzleGroup *self)
{
  Choice choice;
  guint diameter = adw_combo_row_get_selected (self->diameter);
  guint kind = adw_combo_row_get_selected (self->kind);

  /* Half of it says nothing. */
  if (self->updating || diameter == GTK_INVALID_LIST_POSITION || kind == GTK_INVALID_LIST_POSITION)
    return;

  choice = (Choice) { diameters[diameter], kinds[kind] };
  culm_command_carry_out (GTK_WIDGET (self), self->printer, ask, g_memdup2 (&choice, sizeof choice),
                          g_free);
  update (self);
}

static void
fill (CulmNozzleGroup *self)
{
  g_autoptr (GtkStringList) sizes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) materials = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (diameters); i++)
    /* Translators: the diameter of a nozzle */
    gtk_string_list_take (sizes, g_strdup_printf (_ ("%.1f mm"), diameters[i]));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    gtk_string_list_append (materials, culm_format_nozzle_kind (kinds[i]));

  self->updating = TRUE;
  adw_combo_row_set_model (self->diameter, G_LIST_MODEL (sizes));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (materials));
  self->updating = FALSE;
}

static void
culm_nozzle_group_dispose (GObject *object)
{
  CulmNozzleGroup *self = CULM_NOZZLE_GROUP (object);

  self->updating = TRUE; /* until it is gone */
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_NOZZLE_GROUP);
  g_clear_object (&self->control);
  g_clear_object (&self->extruder);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_nozzle_group_parent_class)->dispose (object);
}

static void
culm_nozzle_group_class_init (CulmNozzleGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_nozzle_group_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-nozzle-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmNozzleGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmNozzleGroup, diameter);
  gtk_widget_class_bind_template_child (widget_class, CulmNozzleGroup, kind);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
}

static void
culm_nozzle_group_init (CulmNozzleGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill (self);
}

AdwPreferencesGroup *
culm_nozzle_group_new (BambuPrinter *printer)
{
  static const char *const signals[] = { "notify::nozzle-diameter", "notify::nozzle-kind" };
  CulmNozzleGroup *self;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_NOZZLE_GROUP, NULL);
  self->printer = g_object_ref (printer);
  self->extruder = g_object_ref (bambu_printer_get_active_extruder (printer));
  self->control = culm_control_new (printer, BAMBU_CONTROL_NOZZLE_KIND, 0);
  culm_control_attach (self->control, GTK_WIDGET (self->diameter));
  culm_control_attach (self->control, GTK_WIDGET (self->kind));
  culm_obstacle_show_in (self->control, ADW_PREFERENCES_GROUP (self));

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (self->extruder, signals[i], G_CALLBACK (update), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "notify::capabilities", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);

  return ADW_PREFERENCES_GROUP (self);
}
