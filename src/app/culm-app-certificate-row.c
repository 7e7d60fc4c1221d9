/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-app-certificate-row.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>

#include "culm-announce.h"
#include "culm-wrap.h"

/* A chain of certificates with a key has some thousand. */
#define MOST_BYTES (256 * 1024)

struct _CulmAppCertificateRow
{
  AdwActionRow parent_instance;

  BambuAccountList *accounts;
  const char *problem; /* NULL none */

  GtkWidget *remove;
};

G_DEFINE_FINAL_TYPE (CulmAppCertificateRow, culm_app_certificate_row, ADW_TYPE_ACTION_ROW)

static void
update (CulmAppCertificateRow *self)
{
  BambuAppCertificate *certificate = bambu_account_list_get_app_certificate (self->accounts);
  const char *text = _ ("Only for those to whom Bambu Lab gave one of their own");

  if (certificate != NULL)
    text = bambu_app_certificate_get_id (certificate);
  if (self->problem != NULL)
    {
      text = self->problem;
      gtk_widget_add_css_class (GTK_WIDGET (self), "error");
      culm_announce_urgent (GTK_WIDGET (self), text);
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_widget_set_visible (self->remove, certificate != NULL);
}

static DexFuture *
on_set (DexFuture *future, gpointer user_data)
{
  g_autoptr (CulmAppCertificateRow) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return NULL;

  self->problem = NULL;
  if (dex_future_get_value (future, &error) == NULL)
    self->problem = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)
                        ? _ ("This file does not hold a certificate and its key.")
                        : _ ("The file cannot be read.");
  update (self);

  return NULL;
}

static DexFuture *
on_read (DexFuture *future, gpointer user_data)
{
  BambuAccountList *accounts = user_data;
  GBytes *bytes = g_value_get_boxed (dex_future_get_value (future, NULL));
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *pem = NULL;
  DexFuture *set;

  if (size == 0 || size > MOST_BYTES || memchr (data, '\0', size) != NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "No PEM");

  pem = g_strndup (data, size);
  set = bambu_account_list_set_app_certificate (accounts, pem);
  explicit_bzero (pem, size);

  return set;
}

static DexFuture *
on_open (DexFuture *future, gpointer user_data)
{
  GInputStream *stream = g_value_get_object (dex_future_get_value (future, NULL));

  return dex_future_then (dex_input_stream_read_bytes (stream, MOST_BYTES + 1, G_PRIORITY_DEFAULT),
                          on_read, g_object_ref (user_data), g_object_unref);
}

void
culm_app_certificate_row_take (CulmAppCertificateRow *self, GFile *file)
{
  DexFuture *taken;

  g_return_if_fail (CULM_IS_APP_CERTIFICATE_ROW (self));
  g_return_if_fail (G_IS_FILE (file));

  taken = dex_future_then (dex_file_read (file, G_PRIORITY_DEFAULT), on_open,
                           g_object_ref (self->accounts), g_object_unref);
  dex_future_disown (
      dex_future_finally (taken, on_set, bambu_weak_ref_new (self), bambu_weak_ref_free));
}

static void
on_chosen (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmAppCertificateRow) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  if (file != NULL)
    culm_app_certificate_row_take (self, file);
}

static void
on_choose_clicked (CulmAppCertificateRow *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("App Certificate"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        on_chosen, g_object_ref (self));
}

static void
on_remove_clicked (CulmAppCertificateRow *self)
{
  dex_future_disown (
      dex_future_finally (bambu_account_list_set_app_certificate (self->accounts, NULL), on_set,
                          bambu_weak_ref_new (self), bambu_weak_ref_free));
}

static void
culm_app_certificate_row_dispose (GObject *object)
{
  CulmAppCertificateRow *self = CULM_APP_CERTIFICATE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_APP_CERTIFICATE_ROW);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (culm_app_certificate_row_parent_class)->dispose (object);
}

static void
culm_app_certificate_row_class_init (CulmAppCertificateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_app_certificate_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, CULM_RESOURCE_BASE
                                               "/ui/culm-app-certificate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmAppCertificateRow, remove);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
}

static void
culm_app_certificate_row_init (CulmAppCertificateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  culm_wrap (GTK_WIDGET (self));
}

GtkWidget *
culm_app_certificate_row_new (BambuAccountList *accounts)
{
  CulmAppCertificateRow *self;

  g_return_val_if_fail (BAMBU_IS_ACCOUNT_LIST (accounts), NULL);

  self = g_object_new (CULM_TYPE_APP_CERTIFICATE_ROW, NULL);
  self->accounts = g_object_ref (accounts);
  update (self);

  return GTK_WIDGET (self);
}
