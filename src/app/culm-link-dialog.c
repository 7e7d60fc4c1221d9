/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-link-dialog.h"

#include <glib/gi18n.h>
#include <words/culm-details.h>
#include <words/culm-print-link-words.h>

#include "culm-announce.h"
#include "culm-copy-button.h"

struct _CulmLinkDialog
{
  AdwDialog parent_instance;

  GtkLabel *heading;
  GtkLabel *description;
  GtkWidget *progress_box;
  GtkProgressBar *bar;
  GtkLabel *figures;
  GtkLabel *problem;
  GtkWidget *download_button;
  CulmCopyButton *copy_button;
  GtkWidget *cancel_button;

  BambuPrintLink *link;
  BambuTransfer *transfer;
  DexFuture *fetching;
};

enum
{
  SIGNAL_FETCHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CulmLinkDialog, culm_link_dialog, ADW_TYPE_DIALOG)

static void
on_progress (CulmLinkDialog *self)
{
  gint64 done = bambu_transfer_get_bytes_done (self->transfer);
  gint64 total = bambu_transfer_get_bytes_total (self->transfer);
  g_autofree char *so_far = g_format_size ((guint64) done);
  g_autofree char *text = NULL;

  if (total > 0)
    {
      g_autofree char *all = g_format_size ((guint64) total);

      /* Translators: sizes: "12.4 MB of 40.1 MB" */
      text = g_strdup_printf (_ ("%s of %s"), so_far, all);
      gtk_progress_bar_set_fraction (self->bar, (double) done / (double) total);
    }
  else if (adw_get_enable_animations (GTK_WIDGET (self)))
    gtk_progress_bar_pulse (self->bar);

  gtk_label_set_text (self->figures, text != NULL ? text : so_far);
}

static void
show_failure (CulmLinkDialog *self, const GError *error)
{
  g_autofree char *text =
      culm_print_words_link_failure (error, self->link != NULL ? self->link->host : NULL);
  g_autofree char *details = culm_details_new (text, error, g_get_real_time () / G_USEC_PER_SEC);

  gtk_label_set_text (self->heading, _ ("The File Was Not Downloaded"));
  gtk_widget_set_visible (GTK_WIDGET (self->description), FALSE);
  gtk_widget_set_visible (self->download_button, FALSE);
  gtk_label_set_text (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_widget_set_visible (self->progress_box, FALSE);
  culm_copy_button_set_details (self->copy_button, details);
  gtk_button_set_label (GTK_BUTTON (self->cancel_button), _ ("_Close"));
  culm_announce (GTK_WIDGET (self), text);
}

static DexFuture *
on_fetched (DexFuture *future, gpointer user_data)
{
  CulmLinkDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autofree char *path = value != NULL ? g_value_dup_string (value) : NULL;

  if (path == NULL)
    {
      show_failure (self, error);
      return NULL;
    }

  g_object_ref (self);
  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_FETCHED], 0, path);
  g_object_unref (self);

  return NULL;
}

static void
on_download (CulmLinkDialog *self)
{
  /* Translators: a file's name */
  g_autofree char *title = g_strdup_printf (_ ("Downloading “%s”"), self->link->name);

  gtk_widget_set_visible (self->download_button, FALSE);
  gtk_widget_set_visible (self->progress_box, TRUE);
  gtk_widget_grab_focus (self->cancel_button);
  gtk_label_set_text (self->heading, title);
  gtk_label_set_text (self->description, self->link->host);
  on_progress (self);

  self->fetching = dex_future_finally (bambu_print_link_fetch (self->link, self->transfer),
                                       on_fetched, self, NULL);
}

static void
on_cancel (CulmLinkDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
culm_link_dialog_closed (AdwDialog *dialog)
{
  dex_clear (&CULM_LINK_DIALOG (dialog)->fetching);
}

static void
culm_link_dialog_dispose (GObject *object)
{
  CulmLinkDialog *self = CULM_LINK_DIALOG (object);

  dex_clear (&self->fetching);
  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_LINK_DIALOG);
  g_clear_object (&self->transfer);
  g_clear_pointer (&self->link, bambu_print_link_free);

  G_OBJECT_CLASS (culm_link_dialog_parent_class)->dispose (object);
}

static void
culm_link_dialog_class_init (CulmLinkDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_link_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = culm_link_dialog_closed;

  signals[SIGNAL_FETCHED] = g_signal_new ("fetched", CULM_TYPE_LINK_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (CULM_TYPE_COPY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-link-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, description);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, progress_box);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, bar);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, figures);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, download_button);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, CulmLinkDialog, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_download);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

static void
culm_link_dialog_init (CulmLinkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->transfer = bambu_transfer_new ();
  g_signal_connect_object (self->transfer, "notify", G_CALLBACK (on_progress), self,
                           G_CONNECT_SWAPPED);
}

CulmLinkDialog *
culm_link_dialog_new (BambuPrintLink *link)
{
  CulmLinkDialog *self;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (link != NULL, NULL);

  self = g_object_new (CULM_TYPE_LINK_DIALOG, NULL);
  self->link = link;
  /* Translators: a file's name */
  title = g_strdup_printf (_ ("Download “%s”?"), link->name);
  /* Translators: a host's name, cdn.example.com */
  text = g_strdup_printf (_ ("A website wants Culm to print this file. It is fetched from %s, "
                             "which learns that this computer asked. Then Culm shows what it is; "
                             "nothing is printed before you say so."),
                          link->host);
  gtk_label_set_text (self->heading, title);
  gtk_label_set_text (self->description, text);
  /* A stray key must not fetch what a stranger wants. */
  adw_dialog_set_focus (ADW_DIALOG (self), self->cancel_button);

  return self;
}

CulmLinkDialog *
culm_link_dialog_new_refused (const GError *error)
{
  CulmLinkDialog *self;

  g_return_val_if_fail (error != NULL, NULL);

  self = g_object_new (CULM_TYPE_LINK_DIALOG, NULL);
  show_failure (self, error);

  return self;
}
