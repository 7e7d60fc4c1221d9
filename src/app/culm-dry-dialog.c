/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-dry-dialog.h"

#include <bambu/printer/bambu-filament.h>
#include <bambu/printer/bambu-printer-control.h>
#include <bambu/printer/bambu-tray.h>
#include <glib/gi18n.h>

#include "culm-ams-words.h"
#include "culm-command.h"
#include "culm-control.h"
#include "culm-obstacle-words.h"
#include "culm-wrap.h"

struct _CulmDryDialog
{
  AdwDialog parent_instance;

  GtkWidget *opener; /* weak */
  BambuPrinter *printer;
  BambuAms *unit;
  CulmControl *control; /* of the button; also heeds what is in the way */
  GPtrArray *rows;      /* of spools that do not stand the heat */

  AdwWindowTitle *title;
  AdwBanner *banner;
  AdwComboRow *material_row;
  AdwSpinRow *celsius_row;
  AdwSpinRow *hours_row;
  AdwSwitchRow *rotate_row;
  AdwPreferencesGroup *spool_group;
  GtkWidget *start_button;
};

G_DEFINE_FINAL_TYPE (CulmDryDialog, culm_dry_dialog, ADW_TYPE_DIALOG)

static const BambuMaterial *
get_material (CulmDryDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->material_row);
  gsize n_materials;
  const BambuMaterial *materials = bambu_material_list (&n_materials);

  return selected < n_materials ? &materials[selected] : NULL;
}

static int
get_celsius (CulmDryDialog *self)
{
  return (int) adw_spin_row_get_value (self->celsius_row);
}

static void
add_spool (CulmDryDialog *self, BambuTray *tray, const char *why)
{
  const char *name = culm_ams_words_filament (
      bambu_tray_get_state (tray), bambu_tray_get_product (tray), bambu_tray_get_material (tray));
  g_autofree char *title = NULL;
  GtkWidget *row;

  /* Translators: a slot and what is in it: "A1: PLA Basic" */
  title = g_strdup_printf (_ ("%s: %s"), bambu_tray_get_label (tray), name);
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", why,
                      "focusable", FALSE, NULL);
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->spool_group, row);
}

/* What does not stand it has to be taken out; where nothing is known the user is asked to look. */
static void
check_spool (CulmDryDialog *self, BambuTray *tray)
{
  int limit = bambu_tray_get_dry_limit (tray);
  g_autofree char *why = NULL;

  if (limit >= get_celsius (self))
    return;

  why = limit > 0 ? g_strdup_printf (_ ("Softens above %d °C: take it out"), limit)
                  : g_strdup_printf (_ ("Look whether it stands %d °C"), get_celsius (self));
  add_spool (self, tray, why);
}

/* Returns: (transfer full) (nullable): why the printer would not take it */
static char *
dup_obstacle (CulmDryDialog *self)
{
  int limit = bambu_ams_get_dry_limit (self->unit);

  if (bambu_ams_get_dry_obstacles (self->unit) != 0)
    return culm_obstacle_words_dryer (bambu_ams_get_dry_obstacles (self->unit));

  return get_celsius (self) > limit ? culm_obstacle_words (BAMBU_OBSTACLE_SOFT, limit) : NULL;
}

static void
update (CulmDryDialog *self)
{
  BambuDryObstacles obstacles = bambu_ams_get_dry_obstacles (self->unit);
  g_autofree char *sentences = culm_obstacle_words_dryer (obstacles);
  g_autofree char *obstacle = dup_obstacle (self);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->spool_group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->unit)); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (G_LIST_MODEL (self->unit), i);

      check_spool (self, tray);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->spool_group), self->rows->len > 0);

  adw_banner_set_title (self->banner, sentences);
  adw_banner_set_revealed (self->banner, obstacles != 0);
  culm_control_set_obstacle (self->control, obstacle);
}

static void
on_material (CulmDryDialog *self)
{
  const BambuMaterial *material = get_material (self);

  /* The template is being built. */
  if (self->unit == NULL || material == NULL)
    return;

  adw_spin_row_set_value (self->celsius_row, material->dry_celsius);
  adw_spin_row_set_value (self->hours_row, material->dry_hours);
  update (self);
}

static void
on_celsius (CulmDryDialog *self)
{
  if (self->unit != NULL)
    update (self);
}

/* What outlives the dialog */
typedef struct
{
  BambuAms *unit;
  const char *material; /* static */
  int celsius;
  int hours;
  gboolean rotate;
} Drying;

static void
drying_free (gpointer data)
{
  Drying *drying = data;

  g_object_unref (drying->unit);
  g_free (drying);
}

static DexFuture *
ask (BambuPrinter *printer, gpointer data)
{
  const Drying *drying = data;

  return bambu_printer_start_drying (printer, drying->unit, drying->material, drying->celsius,
                                     drying->hours, drying->rotate);
}

static void
on_start (CulmDryDialog *self)
{
  const BambuMaterial *material = get_material (self);
  GtkWidget *widget = self->opener != NULL ? self->opener : GTK_WIDGET (self);
  Drying *drying;

  if (material == NULL)
    return;

  drying = g_new (Drying, 1);
  drying->unit = g_object_ref (self->unit);
  drying->material = material->name;
  drying->celsius = get_celsius (self);
  drying->hours = (int) adw_spin_row_get_value (self->hours_row);
  drying->rotate = adw_switch_row_get_active (self->rotate_row);
  culm_command_carry_out (widget, self->printer, ask, drying, drying_free);
  adw_dialog_close (ADW_DIALOG (self));
}

/* That of the spool that stands the least. */
static const BambuMaterial *
find_default (CulmDryDialog *self)
{
  int limit = bambu_ams_get_dry_limit (self->unit);

  for (guint i = 0; limit < G_MAXINT && i < g_list_model_get_n_items (G_LIST_MODEL (self->unit));
       i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (G_LIST_MODEL (self->unit), i);

      if (bambu_tray_get_dry_limit (tray) == limit)
        return bambu_material_find (bambu_tray_get_material (tray));
    }

  return bambu_material_find ("PLA");
}

static void
show_unit (CulmDryDialog *self)
{
  GtkStringList *names = GTK_STRING_LIST (adw_combo_row_get_model (self->material_row));
  const BambuMaterial *wanted = find_default (self);
  gsize n_materials;
  const BambuMaterial *materials = bambu_material_list (&n_materials);
  guint selected = 0;

  for (guint i = 0; i < n_materials; i++)
    {
      if (&materials[i] == wanted)
        selected = i;
      gtk_string_list_append (names, materials[i].name);
    }

  adw_window_title_set_subtitle (self->title, bambu_ams_get_name (self->unit));
  gtk_adjustment_set_upper (adw_spin_row_get_adjustment (self->celsius_row),
                            bambu_ams_get_dry_maximum (self->unit));
  adw_combo_row_set_selected (self->material_row, selected);
  on_material (self);
}

static void
follow (CulmDryDialog *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->unit)); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (G_LIST_MODEL (self->unit), i);

      g_signal_connect_object (tray, "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (tray, "notify::material", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->unit, "notify::dry-obstacles", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}

/* A focus that is left in a closed dialog keeps what it is in alive (libadwaita 1.7). */
static void
culm_dry_dialog_closed (AdwDialog *dialog)
{
  adw_dialog_set_focus (dialog, NULL);
}

static void
culm_dry_dialog_dispose (GObject *object)
{
  CulmDryDialog *self = CULM_DRY_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_DRY_DIALOG);
  g_clear_weak_pointer (&self->opener);
  g_clear_object (&self->control);
  g_clear_object (&self->unit);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_dry_dialog_parent_class)->dispose (object);
}

static void
culm_dry_dialog_finalize (GObject *object)
{
  CulmDryDialog *self = CULM_DRY_DIALOG (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (culm_dry_dialog_parent_class)->finalize (object);
}

static void
culm_dry_dialog_class_init (CulmDryDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_dry_dialog_dispose;
  object_class->finalize = culm_dry_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = culm_dry_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-dry-dialog.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_material);
  gtk_widget_class_bind_template_callback (widget_class, on_celsius);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, material_row);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, celsius_row);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, hours_row);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, rotate_row);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, spool_group);
  gtk_widget_class_bind_template_child (widget_class, CulmDryDialog, start_button);
}

static void
culm_dry_dialog_init (CulmDryDialog *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

AdwDialog *
culm_dry_dialog_new (GtkWidget *opener, BambuPrinter *printer, BambuAms *unit)
{
  CulmDryDialog *self;
  g_autoptr (CulmControl) guard = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (opener), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (BAMBU_IS_AMS (unit), NULL);

  self = g_object_new (CULM_TYPE_DRY_DIALOG, NULL);
  g_set_weak_pointer (&self->opener, opener);
  self->printer = g_object_ref (printer);
  self->unit = g_object_ref (unit);
  self->control = culm_control_new (printer, BAMBU_CONTROL_DRYER, bambu_ams_get_id (unit));
  culm_control_attach (self->control, self->start_button);
  show_unit (self);
  follow (self);

  /* What is in the way may go away while the dialog says so. */
  guard = culm_control_new (printer, BAMBU_CONTROL_DRYER, bambu_ams_get_id (unit));
  culm_control_guard (guard, ADW_DIALOG (self));

  return ADW_DIALOG (self);
}
