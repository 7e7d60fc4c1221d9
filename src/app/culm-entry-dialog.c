/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-entry-dialog.h"

#include <glib/gi18n.h>

#include "culm-question.h"

struct _CulmEntryDialog
{
  AdwAlertDialog parent_instance;

  GtkListBox *list;
  GtkEditable *entry;
  AdwSwitchRow *switch_row; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (CulmEntryDialog, culm_entry_dialog, ADW_TYPE_ALERT_DIALOG)

static void
on_text_changed (CulmEntryDialog *self)
{
  g_autofree char *text = culm_entry_dialog_dup_text (self);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "accept", *text != '\0');
}

static void
culm_entry_dialog_class_init (CulmEntryDialogClass *klass)
{
}

static void
culm_entry_dialog_init (CulmEntryDialog *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);

  self->entry = GTK_EDITABLE (adw_entry_row_new ());
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->entry), TRUE);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_text_changed), self,
                           G_CONNECT_SWAPPED);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_list_box_append (self->list, GTK_WIDGET (self->entry));

  adw_alert_dialog_set_extra_child (dialog, GTK_WIDGET (self->list));
  adw_alert_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->entry));
  culm_question_fit (dialog);
}

CulmEntryDialog *
culm_entry_dialog_new (const char *heading, const char *label, const char *text, const char *accept)
{
  CulmEntryDialog *self = g_object_new (CULM_TYPE_ENTRY_DIALOG, "heading", heading, NULL);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);

  adw_alert_dialog_add_response (dialog, "accept", accept);
  adw_alert_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "accept");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), label);
  gtk_editable_set_text (self->entry, text != NULL ? text : "");
  on_text_changed (self);

  return self;
}

char *
culm_entry_dialog_dup_text (CulmEntryDialog *self)
{
  g_return_val_if_fail (CULM_IS_ENTRY_DIALOG (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

void
culm_entry_dialog_add_switch (CulmEntryDialog *self, const char *label)
{
  g_return_if_fail (CULM_IS_ENTRY_DIALOG (self));
  g_return_if_fail (self->switch_row == NULL);

  self->switch_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->switch_row), label);
  adw_switch_row_set_active (self->switch_row, TRUE);
  gtk_list_box_append (self->list, GTK_WIDGET (self->switch_row));
}

gboolean
culm_entry_dialog_get_switch (CulmEntryDialog *self)
{
  g_return_val_if_fail (CULM_IS_ENTRY_DIALOG (self), FALSE);

  return self->switch_row != NULL && adw_switch_row_get_active (self->switch_row);
}
