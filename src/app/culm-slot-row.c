/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-slot-row.h"

#include <glib/gi18n.h>

#include "culm-ams-words.h"
#include "culm-colour.h"

struct _CulmSlotRow
{
  GtkListBoxRow parent_instance;

  BambuTray *tray;

  CulmSpool *spool;
  GtkLabel *title;
  GtkLabel *facts;
  GtkWidget *check;
};

G_DEFINE_FINAL_TYPE (CulmSlotRow, culm_slot_row, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_name (BambuTray *tray)
{
  return culm_ams_words_filament (bambu_tray_get_state (tray), bambu_tray_get_product (tray),
                                  bambu_tray_get_material (tray));
}

static void
culm_slot_row_dispose (GObject *object)
{
  CulmSlotRow *self = CULM_SLOT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_SLOT_ROW);
  g_clear_object (&self->tray);

  G_OBJECT_CLASS (culm_slot_row_parent_class)->dispose (object);
}

static void
culm_slot_row_class_init (CulmSlotRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_slot_row_dispose;

  g_type_ensure (CULM_TYPE_SPOOL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-slot-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmSlotRow, spool);
  gtk_widget_class_bind_template_child (widget_class, CulmSlotRow, title);
  gtk_widget_class_bind_template_child (widget_class, CulmSlotRow, facts);
  gtk_widget_class_bind_template_child (widget_class, CulmSlotRow, check);
}

static void
culm_slot_row_init (CulmSlotRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
culm_slot_row_new (BambuTray *tray, gboolean is_chosen)
{
  CulmSlotRow *self;
  g_autofree char *title = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (BAMBU_IS_TRAY (tray), NULL);

  self = g_object_new (CULM_TYPE_SLOT_ROW, NULL);
  self->tray = g_object_ref (tray);
  title = culm_slot_row_dup_title (tray);
  facts = culm_slot_row_dup_facts (tray);
  spoken = culm_slot_row_dup_spoken (tray);

  culm_slot_row_show_spool (self->spool, tray);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->facts, facts);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), *facts != '\0');
  gtk_widget_set_opacity (self->check, is_chosen ? 1 : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return GTK_WIDGET (self);
}

BambuTray *
culm_slot_row_get_tray (CulmSlotRow *self)
{
  g_return_val_if_fail (CULM_IS_SLOT_ROW (self), NULL);

  return self->tray;
}

char *
culm_slot_row_dup_title (BambuTray *tray)
{
  /* Translators: a slot and what is in it: "A2 · PLA Basic" */
  return g_strdup_printf (_ ("%s · %s"), bambu_tray_get_label (tray), get_name (tray));
}

char *
culm_slot_row_dup_facts (BambuTray *tray)
{
  int percent = bambu_tray_get_remain_percent (tray);

  if (bambu_tray_get_state (tray) != BAMBU_TRAY_STATE_KNOWN || percent < 0)
    return g_strdup ("");

  /* Translators: how much of a spool is left */
  return g_strdup_printf (_ ("about %d %%"), percent);
}

char *
culm_slot_row_dup_spoken (BambuTray *tray)
{
  g_autofree char *colour =
      culm_colour_describe (bambu_tray_get_colours (tray), bambu_tray_get_pattern (tray));

  return culm_ams_words_spoken (bambu_tray_get_label (tray), bambu_tray_get_state (tray),
                                get_name (tray), colour, bambu_tray_get_remain_percent (tray),
                                FALSE);
}

void
culm_slot_row_show_spool (CulmSpool *spool, BambuTray *tray)
{
  g_object_set (spool, "colours", bambu_tray_get_colours (tray), "pattern",
                bambu_tray_get_pattern (tray), "remain-percent",
                bambu_tray_get_remain_percent (tray), "tray-state", bambu_tray_get_state (tray),
                NULL);
}
