/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-notes-dialog.h"

#include <glib/gi18n.h>

#include "culm-web-page.h"

/* Real ones have some thousand; a label is not made for a book. */
#define LONGEST 20000

struct _CulmNotesDialog
{
  AdwDialog parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (CulmNotesDialog, culm_notes_dialog, ADW_TYPE_DIALOG)

static void
culm_notes_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_NOTES_DIALOG);

  G_OBJECT_CLASS (culm_notes_dialog_parent_class)->dispose (object);
}

static void
culm_notes_dialog_class_init (CulmNotesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_notes_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-notes-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmNotesDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, CulmNotesDialog, label);
}

static void
culm_notes_dialog_init (CulmNotesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
culm_notes_dialog_new (const char *version, const char *notes)
{
  CulmNotesDialog *self = g_object_new (CULM_TYPE_NOTES_DIALOG, NULL);
  /* Translators: a version of a printer's firmware */
  g_autofree char *title = g_strdup_printf (_ ("Version %s"), version);
  glong length = g_utf8_strlen (notes, -1);
  g_autofree char *text = g_utf8_substring (notes, 0, MIN (length, LONGEST));

  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_label_set_text (self->label, text);
  /* The label would have the focus, and all of it selected. */
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->scroller));

  return ADW_DIALOG (self);
}

static gboolean
is_web_address (const char *text)
{
  const char *scheme = g_uri_peek_scheme (text);

  return g_strcmp0 (scheme, "https") == 0 && g_uri_is_valid (text, G_URI_FLAGS_NONE, NULL);
}

void
culm_notes_show (GtkWidget *widget, const char *version, const char *notes)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (notes != NULL);

  if (is_web_address (notes))
    culm_web_page_open (widget, notes);
  else
    adw_dialog_present (culm_notes_dialog_new (version, notes), widget);
}
