/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-filament-group.h"

#include <glib/gi18n.h>

#include "culm-print-filament-row.h"

struct _CulmPrintFilamentGroup
{
  AdwPreferencesGroup parent_instance;

  CulmPrintPlan *plan;
  GPtrArray *rows;
  BambuPlate *plate; /* whose rows these are, and of which printer */
  BambuPrinter *printer;
  gboolean narrow;
};

typedef enum
{
  PROP_NARROW = 1,
} CulmPrintFilamentGroupProperty;

static GParamSpec *properties[PROP_NARROW + 1];

G_DEFINE_FINAL_TYPE (CulmPrintFilamentGroup, culm_print_filament_group, ADW_TYPE_PREFERENCES_GROUP)

static void
describe (CulmPrintFilamentGroup *self)
{
  g_autofree char *text = NULL;

  if (self->printer != NULL)
    /* Translators: a printer's name */
    text = g_strdup_printf (_ ("Matched to what %s has loaded now."),
                            bambu_printer_get_name (self->printer));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
}

static void
rebuild (CulmPrintFilamentGroup *self)
{
  GListModel *filaments = culm_print_plan_get_filaments (self->plan);
  guint n = filaments != NULL && self->printer != NULL ? g_list_model_get_n_items (filaments) : 0;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *row = culm_print_filament_row_new (self->plan, i);

      culm_print_filament_row_set_narrow (CULM_PRINT_FILAMENT_ROW (row), self->narrow);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  describe (self);
}

static void
update (CulmPrintFilamentGroup *self)
{
  gboolean is_other_plate = g_set_object (&self->plate, culm_print_plan_get_plate (self->plan));
  gboolean is_other_printer =
      g_set_object (&self->printer, culm_print_plan_get_printer (self->plan));

  if (is_other_plate || is_other_printer)
    {
      rebuild (self);
      return;
    }

  for (guint i = 0; i < self->rows->len; i++)
    culm_print_filament_row_update (g_ptr_array_index (self->rows, i));
}

static void
set_narrow (CulmPrintFilamentGroup *self, gboolean narrow)
{
  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  for (guint i = 0; i < self->rows->len; i++)
    culm_print_filament_row_set_narrow (g_ptr_array_index (self->rows, i), narrow);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
culm_print_filament_group_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, CULM_PRINT_FILAMENT_GROUP (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
culm_print_filament_group_set_property (GObject *object,
                                        guint prop_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    set_narrow (CULM_PRINT_FILAMENT_GROUP (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
culm_print_filament_group_dispose (GObject *object)
{
  CulmPrintFilamentGroup *self = CULM_PRINT_FILAMENT_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_FILAMENT_GROUP);
  g_clear_object (&self->plan);
  g_clear_object (&self->plate);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_print_filament_group_parent_class)->dispose (object);
}

static void
culm_print_filament_group_finalize (GObject *object)
{
  g_ptr_array_unref (CULM_PRINT_FILAMENT_GROUP (object)->rows);

  G_OBJECT_CLASS (culm_print_filament_group_parent_class)->finalize (object);
}

static void
culm_print_filament_group_class_init (CulmPrintFilamentGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = culm_print_filament_group_dispose;
  object_class->finalize = culm_print_filament_group_finalize;
  object_class->get_property = culm_print_filament_group_get_property;
  object_class->set_property = culm_print_filament_group_set_property;

  properties[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass), CULM_RESOURCE_BASE
                                               "/ui/culm-print-filament-group.ui");
}

static void
culm_print_filament_group_init (CulmPrintFilamentGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_print_filament_group_set_plan (CulmPrintFilamentGroup *self, CulmPrintPlan *plan)
{
  g_return_if_fail (CULM_IS_PRINT_FILAMENT_GROUP (self));
  g_return_if_fail (CULM_IS_PRINT_PLAN (plan));
  g_return_if_fail (self->plan == NULL);

  self->plan = g_object_ref (plan);
  g_signal_connect_object (plan, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
