/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-tray-dialog.h"

#include <bambu/printer/bambu-filament.h>
#include <glib/gi18n.h>

#include "culm-colour.h"
#include "culm-control.h"
#include "culm-spool.h"
#include "culm-tray-actions.h"
#include "culm-wrap.h"

#define SWATCH_SIZE 36
#define GENERIC "Generic "

struct _CulmTrayDialog
{
  AdwDialog parent_instance;

  GtkWidget *opener; /* weak */
  BambuPrinter *printer;
  BambuTray *tray;
  GPtrArray *ids; /* of the filaments in the list */
  char *colour;
  gboolean showing; /* not the user's doing */

  AdwPreferencesGroup *colour_group;
  AdwComboRow *material_row;
  AdwComboRow *filament_row;
  GtkFlowBox *swatches;
  GtkColorDialogButton *own_button;
  AdwSpinRow *min_row;
  AdwSpinRow *max_row;
  GtkWidget *apply_button;
};

G_DEFINE_FINAL_TYPE (CulmTrayDialog, culm_tray_dialog, ADW_TYPE_DIALOG)

static GtkStringList *
get_strings (AdwComboRow *row)
{
  return GTK_STRING_LIST (adw_combo_row_get_model (row));
}

static const char *
get_selected (AdwComboRow *row)
{
  guint selected = adw_combo_row_get_selected (row);

  return selected != GTK_INVALID_LIST_POSITION
             ? gtk_string_list_get_string (get_strings (row), selected)
             : NULL;
}

static guint
find_string (GtkStringList *strings, const char *text)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (strings)); i++)
    if (g_strcmp0 (gtk_string_list_get_string (strings, i), text) == 0)
      return i;

  return GTK_INVALID_LIST_POSITION;
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Those of the table, and that of the tray if it is another one. */
static void
fill_materials (CulmTrayDialog *self)
{
  const char *reported = bambu_tray_get_material (self->tray);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gsize n_filaments;
  const BambuFilament *filaments = bambu_filament_list (&n_filaments);

  for (gsize i = 0; i < n_filaments; i++)
    if (!g_ptr_array_find_with_equal_func (names, filaments[i].material, g_str_equal, NULL))
      g_ptr_array_add (names, (gpointer) filaments[i].material);
  if (reported != NULL && !g_ptr_array_find_with_equal_func (names, reported, g_str_equal, NULL))
    g_ptr_array_add (names, (gpointer) reported);

  g_ptr_array_sort (names, compare_text);
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (get_strings (self->material_row), g_ptr_array_index (names, i));
}

static void
add_filament (CulmTrayDialog *self, const char *id, const char *name)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (get_strings (self->filament_row), name);
}

/* A preset that a user made is known by its number only. */
static void
fill_filaments (CulmTrayDialog *self, const char *material)
{
  GtkStringList *strings = get_strings (self->filament_row);
  const char *reported = bambu_tray_get_filament_id (self->tray);
  const char *product = bambu_tray_get_product (self->tray);
  guint selected = 0;
  gsize n_filaments;
  const BambuFilament *filaments = bambu_filament_list (&n_filaments);

  g_ptr_array_set_size (self->ids, 0);
  gtk_string_list_splice (strings, 0, g_list_model_get_n_items (G_LIST_MODEL (strings)), NULL);

  if (reported != NULL && bambu_filament_find (reported) == NULL
      && g_strcmp0 (bambu_tray_get_material (self->tray), material) == 0)
    add_filament (self, reported, product != NULL ? product : reported);

  for (gsize i = 0; i < n_filaments; i++)
    if (g_str_equal (filaments[i].material, material))
      {
        if (g_strcmp0 (reported, filaments[i].id) == 0
            || (selected == 0 && g_str_has_prefix (filaments[i].name, GENERIC)))
          selected = self->ids->len;
        add_filament (self, filaments[i].id, filaments[i].name);
        if (g_strcmp0 (reported, filaments[i].id) == 0)
          reported = NULL;
      }

  adw_combo_row_set_selected (self->filament_row, selected);
}

static void
show_usual_range (CulmTrayDialog *self)
{
  const char *name = get_selected (self->material_row);
  const BambuMaterial *material = name != NULL ? bambu_material_find (name) : NULL;

  if (material == NULL)
    return;

  adw_spin_row_set_value (self->max_row, material->nozzle_max);
  adw_spin_row_set_value (self->min_row, material->nozzle_min);
}

static void
on_material (CulmTrayDialog *self)
{
  const char *material = get_selected (self->material_row);

  if (self->showing || material == NULL)
    return;

  fill_filaments (self, material);
  show_usual_range (self);
  gtk_widget_set_sensitive (self->apply_button, self->ids->len > 0);
}

static void
on_min (CulmTrayDialog *self)
{
  if (adw_spin_row_get_value (self->max_row) < adw_spin_row_get_value (self->min_row))
    adw_spin_row_set_value (self->max_row, adw_spin_row_get_value (self->min_row));
}

static void
on_max (CulmTrayDialog *self)
{
  if (adw_spin_row_get_value (self->min_row) > adw_spin_row_get_value (self->max_row))
    adw_spin_row_set_value (self->min_row, adw_spin_row_get_value (self->max_row));
}

static char *
name_colour (const char *colour)
{
  return culm_colour_describe ((const char *[]) { colour, NULL }, BAMBU_SPOOL_PATTERN_SOLID);
}

static void
set_colour (CulmTrayDialog *self, const char *colour)
{
  const char *const *usual = culm_colour_list_usual ();
  g_autofree char *name = name_colour (colour);
  GdkRGBA rgba;
  int selected = -1;

  g_set_str (&self->colour, colour);
  adw_preferences_group_set_description (self->colour_group, name);

  for (int i = 0; usual[i] != NULL; i++)
    if (g_str_equal (usual[i], colour))
      selected = i;

  self->showing = TRUE;
  if (selected >= 0)
    gtk_flow_box_select_child (self->swatches,
                               gtk_flow_box_get_child_at_index (self->swatches, selected));
  else
    gtk_flow_box_unselect_all (self->swatches);
  if (culm_colour_parse (colour, &rgba))
    gtk_color_dialog_button_set_rgba (self->own_button, &rgba);
  self->showing = FALSE;
}

static void
on_swatch (CulmTrayDialog *self)
{
  g_autoptr (GList) selected = gtk_flow_box_get_selected_children (self->swatches);

  if (!self->showing && selected != NULL)
    set_colour (self, culm_colour_list_usual ()[gtk_flow_box_child_get_index (selected->data)]);
}

static void
on_own_colour (CulmTrayDialog *self)
{
  g_autofree char *colour = NULL;

  if (self->showing)
    return;

  colour = culm_colour_dup_hex (gtk_color_dialog_button_get_rgba (self->own_button));
  set_colour (self, colour);
}

static void
fill_swatches (CulmTrayDialog *self)
{
  const char *const *usual = culm_colour_list_usual ();

  for (guint i = 0; usual[i] != NULL; i++)
    {
      g_autofree char *name = name_colour (usual[i]);
      GtkWidget *spool =
          g_object_new (CULM_TYPE_SPOOL, "colours", (const char *[]) { usual[i], NULL },
                        "tray-state", BAMBU_TRAY_STATE_KNOWN, "remain-percent", 100,
                        "width-request", SWATCH_SIZE, "height-request", SWATCH_SIZE, NULL);
      GtkWidget *child = g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "child", spool, "tooltip-text",
                                       name, "halign", GTK_ALIGN_CENTER, NULL);

      gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      gtk_flow_box_append (self->swatches, child);
    }
}

static void
send (CulmTrayDialog *self, const BambuFilamentChoice *choice)
{
  GtkWidget *widget = self->opener != NULL ? self->opener : GTK_WIDGET (self);

  culm_tray_actions_set_filament (widget, self->printer, self->tray, choice);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
on_apply (CulmTrayDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->filament_row);
  const char *id;
  g_autofree char *setting_id = NULL;

  if (selected >= self->ids->len)
    return;

  id = g_ptr_array_index (self->ids, selected);
  setting_id = bambu_filament_dup_setting_id (id);
  send (self, &(BambuFilamentChoice) {
                  .filament_id = id,
                  .setting_id = setting_id,
                  .material = get_selected (self->material_row),
                  .colour = self->colour,
                  .nozzle_temp_min = (int) adw_spin_row_get_value (self->min_row),
                  .nozzle_temp_max = (int) adw_spin_row_get_value (self->max_row),
              });
}

static void
on_forget (CulmTrayDialog *self)
{
  send (self, NULL);
}

static void
show_range (CulmTrayDialog *self)
{
  int maximum = bambu_printer_get_model (self->printer)->nozzle_max;
  int low = bambu_tray_get_nozzle_temp_min (self->tray);
  int high = bambu_tray_get_nozzle_temp_max (self->tray);

  gtk_adjustment_set_upper (adw_spin_row_get_adjustment (self->min_row), maximum);
  gtk_adjustment_set_upper (adw_spin_row_get_adjustment (self->max_row), maximum);

  if (low <= 0 || high <= 0)
    {
      show_usual_range (self);
      return;
    }

  adw_spin_row_set_value (self->max_row, high);
  adw_spin_row_set_value (self->min_row, low);
}

static void
show_tray (CulmTrayDialog *self)
{
  const char *const *colours = bambu_tray_get_colours (self->tray);
  const char *material = bambu_tray_get_material (self->tray);
  /* Translators: a slot: "A2" */
  g_autofree char *title =
      g_strdup_printf (_ ("Filament in %s"), bambu_tray_get_label (self->tray));

  adw_dialog_set_title (ADW_DIALOG (self), title);

  self->showing = TRUE;
  fill_materials (self);
  adw_combo_row_set_selected (
      self->material_row,
      find_string (get_strings (self->material_row), material != NULL ? material : "PLA"));
  fill_filaments (self, get_selected (self->material_row));
  self->showing = FALSE;

  show_range (self);
  set_colour (self,
              colours != NULL && colours[0] != NULL ? colours[0] : culm_colour_list_usual ()[0]);
}

/* A focus that is left in a closed dialog keeps what it is in alive (libadwaita 1.7). */
static void
culm_tray_dialog_closed (AdwDialog *dialog)
{
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_tray_dialog_dispose (GObject *object)
{
  CulmTrayDialog *self = CULM_TRAY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_TRAY_DIALOG);
  g_clear_weak_pointer (&self->opener);
  g_clear_object (&self->tray);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_tray_dialog_parent_class)->dispose (object);
}

static void
culm_tray_dialog_finalize (GObject *object)
{
  CulmTrayDialog *self = CULM_TRAY_DIALOG (object);

  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->colour, g_free);

  G_OBJECT_CLASS (culm_tray_dialog_parent_class)->finalize (object);
}

static void
culm_tray_dialog_class_init (CulmTrayDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_tray_dialog_dispose;
  object_class->finalize = culm_tray_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = culm_tray_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-tray-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_material);
  gtk_widget_class_bind_template_callback (widget_class, on_swatch);
  gtk_widget_class_bind_template_callback (widget_class, on_own_colour);
  gtk_widget_class_bind_template_callback (widget_class, on_min);
  gtk_widget_class_bind_template_callback (widget_class, on_max);
  gtk_widget_class_bind_template_callback (widget_class, on_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_forget);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, colour_group);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, material_row);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, filament_row);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, swatches);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, own_button);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, min_row);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, max_row);
  gtk_widget_class_bind_template_child (widget_class, CulmTrayDialog, apply_button);
}

static void
culm_tray_dialog_init (CulmTrayDialog *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
  fill_swatches (self);

  /* What takes the focus is a button in it, which has no name (GTK 4.18). */
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->own_button))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Own Color"), -1);
}

AdwDialog *
culm_tray_dialog_new (GtkWidget *opener, BambuPrinter *printer, BambuTray *tray)
{
  CulmTrayDialog *self;
  g_autoptr (CulmControl) control = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (opener), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), NULL);

  self = g_object_new (CULM_TYPE_TRAY_DIALOG, NULL);
  g_set_weak_pointer (&self->opener, opener);
  self->printer = g_object_ref (printer);
  self->tray = g_object_ref (tray);
  show_tray (self);

  control = culm_control_new (printer, BAMBU_CONTROL_TRAY, culm_tray_actions_get_index (tray));
  culm_control_guard (control, ADW_DIALOG (self));

  return ADW_DIALOG (self);
}
