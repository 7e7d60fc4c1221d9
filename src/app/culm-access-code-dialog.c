/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-access-code-dialog.h"

#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-question.h"

struct _CulmAccessCodeDialog
{
  AdwAlertDialog parent_instance;

  char *code;

  AdwActionRow *row;
  GtkWidget *spinner;
  GtkToggleButton *reveal;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (CulmAccessCodeDialog, culm_access_code_dialog, ADW_TYPE_ALERT_DIALOG)

static void
update (CulmAccessCodeDialog *self)
{
  gboolean shown = self->code != NULL && gtk_toggle_button_get_active (self->reveal);

  adw_action_row_set_subtitle (self->row, shown ? self->code : "••••••••");
  adw_action_row_set_subtitle_selectable (self->row, shown);
  gtk_widget_set_visible (self->spinner, self->code == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), self->code != NULL);
  gtk_widget_set_visible (self->copy, self->code != NULL);
}

static void
on_copy (CulmAccessCodeDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->code);
  gtk_button_set_icon_name (GTK_BUTTON (self->copy), "object-select-symbolic");
  culm_announce (GTK_WIDGET (self), _ ("Access code copied"));
}

static void
culm_access_code_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_ACCESS_CODE_DIALOG);

  G_OBJECT_CLASS (culm_access_code_dialog_parent_class)->dispose (object);
}

static void
culm_access_code_dialog_finalize (GObject *object)
{
  CulmAccessCodeDialog *self = CULM_ACCESS_CODE_DIALOG (object);

  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (culm_access_code_dialog_parent_class)->finalize (object);
}

static void
culm_access_code_dialog_class_init (CulmAccessCodeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_access_code_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = culm_access_code_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-access-code-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAccessCodeDialog, row);
  gtk_widget_class_bind_template_child (widget_class, CulmAccessCodeDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, CulmAccessCodeDialog, reveal);
  gtk_widget_class_bind_template_child (widget_class, CulmAccessCodeDialog, copy);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
}

static void
culm_access_code_dialog_init (CulmAccessCodeDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_question_fit (ADW_ALERT_DIALOG (self));
  update (self);
}

CulmAccessCodeDialog *
culm_access_code_dialog_new (BambuPrinter *printer)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  return g_object_new (CULM_TYPE_ACCESS_CODE_DIALOG, "heading", bambu_printer_get_name (printer),
                       NULL);
}

void
culm_access_code_dialog_set_code (CulmAccessCodeDialog *self, const char *code)
{
  g_return_if_fail (CULM_IS_ACCESS_CODE_DIALOG (self));

  g_set_str (&self->code, code);
  update (self);
}
