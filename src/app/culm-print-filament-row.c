/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-filament-row.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-ams-words.h"
#include "culm-colour.h"
#include "culm-format.h"
#include "culm-match-words.h"
#include "culm-slot-row.h"
#include "culm-spool.h"

struct _CulmPrintFilamentRow
{
  AdwPreferencesRow parent_instance;

  CulmPrintPlan *plan;
  guint filament;
  BambuTray *tray; /* that is shown, NULL for none */

  GtkBox *columns;
  CulmSpool *spool;
  GtkWidget *arrow;
  GtkLabel *material;
  GtkLabel *facts;
  GtkMenuButton *button;
  CulmSpool *slot_spool;
  GtkLabel *slot_name;
  GtkLabel *slot_facts;
  GtkPopover *popover;
  GtkListBox *slots;
  GtkLabel *remark;
  GtkCheckButton *overrule;
};

G_DEFINE_FINAL_TYPE (CulmPrintFilamentRow, culm_print_filament_row, ADW_TYPE_PREFERENCES_ROW)

static const BambuProjectFilamentValues *
get_values (CulmPrintFilamentRow *self)
{
  g_autoptr (BambuProjectFilament) filament =
      g_list_model_get_item (culm_print_plan_get_filaments (self->plan), self->filament);

  return bambu_project_filament_get_values (filament); /* the plate holds it */
}

static char **
dup_colours (const BambuProjectFilamentValues *values)
{
  return g_strdupv ((char *[]) { (char *) values->colour, NULL });
}

/* What the plate needs does not change. */
static void
show_filament (CulmPrintFilamentRow *self)
{
  const BambuProjectFilamentValues *values = get_values (self);
  g_auto (GStrv) colours = dup_colours (values);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *facts = NULL;

  g_object_set (self->spool, "colours", colours, "tray-state", BAMBU_TRAY_STATE_KNOWN,
                "remain-percent", 100, NULL);
  gtk_label_set_text (self->material, culm_match_words_get_material (values));

  g_strv_builder_take (builder, g_strdup_printf (_ ("Filament %d"), values->position));
  if (!isnan (values->grams))
    g_strv_builder_take (builder, culm_format_weight (values->grams));
  if (values->extruder >= 0
      && g_list_model_get_n_items (
             bambu_printer_get_extruders (culm_print_plan_get_printer (self->plan)))
             > 1)
    g_strv_builder_add (
        builder, culm_format_nozzle (values->extruder > 0 ? BAMBU_SIDE_LEFT : BAMBU_SIDE_RIGHT));
  parts = g_strv_builder_end (builder);
  facts = g_strjoinv (" · ", parts);
  gtk_label_set_text (self->facts, facts);
}

static void
show_slot (CulmPrintFilamentRow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *facts = NULL;

  if (self->tray == NULL)
    {
      g_object_set (self->slot_spool, "tray-state", BAMBU_TRAY_STATE_EMPTY, NULL);
      gtk_label_set_text (self->slot_name, _ ("Choose a Slot…"));
      gtk_widget_set_visible (GTK_WIDGET (self->slot_facts), FALSE);
      return;
    }

  name = culm_slot_row_dup_title (self->tray);
  facts = culm_slot_row_dup_facts (self->tray);
  culm_slot_row_show_spool (self->slot_spool, self->tray);
  gtk_label_set_text (self->slot_name, name);
  gtk_label_set_text (self->slot_facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->slot_facts), *facts != '\0');
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
show_remark (CulmPrintFilamentRow *self, const BambuMatch *match)
{
  gboolean is_settled = bambu_match_is_settled (match);
  const char *label = self->tray != NULL ? bambu_tray_get_label (self->tray) : NULL;
  const char *loaded = self->tray != NULL ? bambu_tray_get_material (self->tray) : NULL;
  g_autofree char *reason = culm_match_words_reason (match, get_values (self), label, loaded);
  g_autofree char *notes = culm_match_words_notes (match->notes);
  const char *remark = reason != NULL ? reason : notes;

  gtk_label_set_text (self->remark, remark);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), *remark != '\0');
  set_class (GTK_WIDGET (self->remark), "error", !is_settled);
  set_class (GTK_WIDGET (self->remark), "warning",
             is_settled && (reason != NULL || (match->notes & BAMBU_MATCH_NOTE_TOO_LITTLE)));
  set_class (GTK_WIDGET (self->remark), "dimmed", is_settled && reason == NULL);
  set_class (GTK_WIDGET (self->button), "unmatched", !is_settled);

  gtk_check_button_set_active (self->overrule, match->is_overruled);
  gtk_widget_set_visible (GTK_WIDGET (self->overrule), bambu_match_can_overrule (match));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, remark, -1);
}

/* "Filament 1, PETG, orange, 406 grams, uses slot A3, PETG, orange, about 60 percent left" */
static void
say (CulmPrintFilamentRow *self)
{
  const BambuProjectFilamentValues *values = get_values (self);
  g_auto (GStrv) colours = dup_colours (values);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *colour = NULL;
  g_autofree char *spoken = NULL;

  colour = culm_colour_describe ((const char *const *) colours, BAMBU_SPOOL_PATTERN_SOLID);
  g_strv_builder_take (builder, g_strdup_printf (_ ("Filament %d"), values->position));
  g_strv_builder_add (builder, culm_match_words_get_material (values));
  if (*colour != '\0')
    g_strv_builder_add (builder, colour);
  if (!isnan (values->grams))
    {
      int grams = (int) CLAMP (round (values->grams), 0, G_MAXINT);

      g_strv_builder_take (
          builder,
          g_strdup_printf (g_dngettext (NULL, "%d gram", "%d grams", (gulong) grams), grams));
    }
  if (self->tray != NULL)
    {
      g_autofree char *slot = culm_slot_row_dup_spoken (self->tray);

      /* Translators: a slot and what is in it: "A3, PETG, orange, about 60 percent left" */
      g_strv_builder_take (builder, g_strdup_printf (_ ("uses slot %s"), slot));
    }
  else
    g_strv_builder_add (builder, _ ("has no slot"));
  parts = g_strv_builder_end (builder);

  /* Translators: between the things that are said of a spool */
  spoken = g_strjoinv (_ (", "), parts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
}

/* As the printer has it when the list opens */
static void
fill_slots (GtkMenuButton *button, gpointer user_data)
{
  CulmPrintFilamentRow *self = user_data;
  GListModel *trays = culm_print_plan_get_trays (self->plan);

  gtk_list_box_remove_all (self->slots);
  for (guint i = 0; trays != NULL && i < g_list_model_get_n_items (trays); i++)
    {
      g_autoptr (BambuTray) tray = g_list_model_get_item (trays, i);
      GtkWidget *row = culm_slot_row_new (tray, tray == self->tray);

      gtk_list_box_append (self->slots, row);
      if (tray == self->tray)
        gtk_list_box_select_row (self->slots, GTK_LIST_BOX_ROW (row));
    }
}

static void
on_slot_activated (CulmPrintFilamentRow *self, GtkListBoxRow *row)
{
  BambuTray *tray = culm_slot_row_get_tray (CULM_SLOT_ROW (row));

  gtk_popover_popdown (self->popover);
  if (tray != self->tray)
    culm_print_plan_choose (self->plan, self->filament, tray, FALSE);
}

static void
on_overrule (CulmPrintFilamentRow *self)
{
  gboolean overrule = gtk_check_button_get_active (self->overrule);
  const GArray *matches = culm_print_plan_get_matches (self->plan);
  const BambuMatch *match = &g_array_index (matches, BambuMatch, self->filament);

  if (self->tray != NULL && overrule != match->is_overruled)
    culm_print_plan_choose (self->plan, self->filament, self->tray, overrule);
}

static void
culm_print_filament_row_dispose (GObject *object)
{
  CulmPrintFilamentRow *self = CULM_PRINT_FILAMENT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_PRINT_FILAMENT_ROW);
  g_clear_object (&self->tray);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (culm_print_filament_row_parent_class)->dispose (object);
}

static void
culm_print_filament_row_class_init (CulmPrintFilamentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_print_filament_row_dispose;

  g_type_ensure (CULM_TYPE_SPOOL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-print-filament-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, columns);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, spool);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, material);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, button);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, slot_spool);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, slot_name);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, slot_facts);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, popover);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, slots);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, remark);
  gtk_widget_class_bind_template_child (widget_class, CulmPrintFilamentRow, overrule);
  gtk_widget_class_bind_template_callback (widget_class, on_slot_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_overrule);
}

static void
culm_print_filament_row_init (CulmPrintFilamentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, fill_slots, self, NULL);
}

GtkWidget *
culm_print_filament_row_new (CulmPrintPlan *plan, guint filament)
{
  CulmPrintFilamentRow *self;

  g_return_val_if_fail (CULM_IS_PRINT_PLAN (plan), NULL);

  self = g_object_new (CULM_TYPE_PRINT_FILAMENT_ROW, NULL);
  self->plan = g_object_ref (plan);
  self->filament = filament;
  show_filament (self);
  culm_print_filament_row_update (self);

  return GTK_WIDGET (self);
}

void
culm_print_filament_row_update (CulmPrintFilamentRow *self)
{
  const GArray *matches;
  const BambuMatch *match;

  g_return_if_fail (CULM_IS_PRINT_FILAMENT_ROW (self));

  matches = culm_print_plan_get_matches (self->plan);
  match = &g_array_index (matches, BambuMatch, self->filament);

  g_clear_object (&self->tray);
  if (match->slot >= 0)
    self->tray =
        g_list_model_get_item (culm_print_plan_get_trays (self->plan), (guint) match->slot);

  show_slot (self);
  show_remark (self, match);
  say (self);
}

void
culm_print_filament_row_set_narrow (CulmPrintFilamentRow *self, gboolean is_narrow)
{
  g_return_if_fail (CULM_IS_PRINT_FILAMENT_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), is_narrow
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->columns, !is_narrow);
  gtk_widget_set_visible (self->arrow, !is_narrow);
}
