/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-extrude-group.h"

#include <glib/gi18n.h>

#include "culm-confirm.h"
#include "culm-extrude-row.h"
#include "culm-obstacle.h"

struct _CulmExtrudeGroup
{
  AdwPreferencesGroup parent_instance;

  BambuPrinter *printer;
  CulmControl *control; /* which of them prints */
  GPtrArray *rows;

  AdwToggleGroup *choice;
  GtkWidget *choice_row;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (CulmExtrudeGroup, culm_extrude_group, ADW_TYPE_PREFERENCES_GROUP)

static int
get_shown (CulmExtrudeGroup *self)
{
  return culm_control_get_value (
      self->control, bambu_extruder_get_id (bambu_printer_get_active_extruder (self->printer)));
}

static void
update (CulmExtrudeGroup *self)
{
  g_autofree char *name = g_strdup_printf ("%d", get_shown (self));

  adw_toggle_group_set_active_name (self->choice, name);
  gtk_widget_set_visible (self->spinner,
                          bambu_pending_is_active (culm_control_get_pending (self->control)));
}

static void
on_chosen (CulmExtrudeGroup *self)
{
  const char *name = adw_toggle_group_get_active_name (self->choice);

  if (name == NULL || atoi (name) == get_shown (self))
    return;

  culm_confirm_send (self->control, GTK_WIDGET (self), _ ("Print With the Other Nozzle?"),
                     _ ("The head moves to change its nozzle. Make sure the chamber is clear."),
                     C_ ("nozzle", "_Change"), atoi (name));
  /* Until it is agreed to */
  update (self);
}

static void
add_choice (CulmExtrudeGroup *self, BambuExtruder *extruder)
{
  AdwToggle *toggle = adw_toggle_new ();
  g_autofree char *name = g_strdup_printf ("%d", bambu_extruder_get_id (extruder));

  adw_toggle_set_name (toggle, name);
  adw_toggle_set_label (toggle, bambu_extruder_get_side (extruder) == BAMBU_SIDE_LEFT
                                    /* Translators: one of two nozzles */
                                    ? _ ("Left")
                                    /* Translators: one of two nozzles */
                                    : _ ("Right"));
  adw_toggle_group_add (self->choice, toggle);
}

/* From left to right, as they hang in the printer */
static int
compare (gconstpointer a, gconstpointer b)
{
  BambuExtruder *first = *(BambuExtruder *const *) a;
  BambuExtruder *second = *(BambuExtruder *const *) b;

  return (bambu_extruder_get_side (second) == BAMBU_SIDE_LEFT)
         - (bambu_extruder_get_side (first) == BAMBU_SIDE_LEFT);
}

static void
on_extruders_changed (CulmExtrudeGroup *self)
{
  GListModel *extruders = bambu_printer_get_extruders (self->printer);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  adw_toggle_group_remove_all (self->choice);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (extruders, i));
  g_ptr_array_sort (sorted, compare);

  for (guint i = 0; i < sorted->len; i++)
    {
      GtkWidget *row = culm_extrude_row_new (self->printer, sorted->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
      add_choice (self, sorted->pdata[i]);
    }

  gtk_widget_set_visible (self->choice_row, sorted->len > 1);
  update (self);
}

static void
culm_extrude_group_dispose (GObject *object)
{
  CulmExtrudeGroup *self = CULM_EXTRUDE_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_EXTRUDE_GROUP);
  g_clear_object (&self->control);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_extrude_group_parent_class)->dispose (object);
}

static void
culm_extrude_group_finalize (GObject *object)
{
  CulmExtrudeGroup *self = CULM_EXTRUDE_GROUP (object);

  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (culm_extrude_group_parent_class)->finalize (object);
}

static void
culm_extrude_group_class_init (CulmExtrudeGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_extrude_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = culm_extrude_group_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-extrude-group.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeGroup, choice);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeGroup, choice_row);
  gtk_widget_class_bind_template_child (widget_class, CulmExtrudeGroup, spinner);
}

static void
culm_extrude_group_init (CulmExtrudeGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  /* As they hang in the printer, whichever way is written */
  gtk_widget_set_direction (GTK_WIDGET (self->choice), GTK_TEXT_DIR_LTR);
}

AdwPreferencesGroup *
culm_extrude_group_new (BambuPrinter *printer)
{
  CulmExtrudeGroup *self;
  g_autoptr (CulmControl) extrude = NULL;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  self = g_object_new (CULM_TYPE_EXTRUDE_GROUP, NULL);
  self->printer = g_object_ref (printer);
  self->control = culm_control_new (printer, BAMBU_CONTROL_EXTRUDER, 0);
  culm_control_attach (self->control, GTK_WIDGET (self->choice));
  extrude = culm_control_new (printer, BAMBU_CONTROL_EXTRUDE, 0);
  culm_obstacle_show_in (extrude, ADW_PREFERENCES_GROUP (self));

  g_signal_connect_object (bambu_printer_get_extruders (printer), "items-changed",
                           G_CALLBACK (on_extruders_changed), self, G_CONNECT_SWAPPED);
  on_extruders_changed (self);
  g_signal_connect_object (printer, "notify::active-extruder", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (culm_control_get_pending (self->control), "notify::active",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->choice, "notify::active-name", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);

  return ADW_PREFERENCES_GROUP (self);
}
