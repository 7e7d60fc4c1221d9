/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-diagnostics-dialog.h"

#include <glib/gi18n.h>
#include <string.h>
#include <words/culm-diagnostics.h>

#include "culm-log.h"
#include "culm-toast.h"

struct _CulmDiagnosticsDialog
{
  AdwDialog parent_instance;

  GtkTextView *text_view;
  GtkWidget *save_button;

  char *text;
};

G_DEFINE_FINAL_TYPE (CulmDiagnosticsDialog, culm_diagnostics_dialog, ADW_TYPE_DIALOG)

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmDiagnosticsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    adw_dialog_close (ADW_DIALOG (self));
  else if (parent != NULL)
    culm_toast_show_failure (parent, _ ("The diagnostics could not be saved there."), error);
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmDiagnosticsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        g_message ("No place was chosen: %s", error->message);
      return;
    }

  bytes = g_bytes_new (self->text, strlen (self->text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_written, g_object_ref (self));
}

static void
on_save (CulmDiagnosticsDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Save Diagnostics"));
  gtk_file_dialog_set_initial_name (dialog, "culm-diagnostics.txt");
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, on_chosen,
                        g_object_ref (self));
}

static void
on_copy (CulmDiagnosticsDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static void
culm_diagnostics_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_DIAGNOSTICS_DIALOG);

  G_OBJECT_CLASS (culm_diagnostics_dialog_parent_class)->dispose (object);
}

static void
culm_diagnostics_dialog_finalize (GObject *object)
{
  g_free (CULM_DIAGNOSTICS_DIALOG (object)->text);

  G_OBJECT_CLASS (culm_diagnostics_dialog_parent_class)->finalize (object);
}

static void
culm_diagnostics_dialog_class_init (CulmDiagnosticsDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = culm_diagnostics_dialog_dispose;
  object_class->finalize = culm_diagnostics_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-diagnostics-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmDiagnosticsDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, CulmDiagnosticsDialog, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
culm_diagnostics_dialog_init (CulmDiagnosticsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GStrv
list_known (BambuAccountList *accounts)
{
  g_autoptr (GStrvBuilder) known = g_strv_builder_new ();

  for (guint i = 0; accounts != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      g_strv_builder_add (known, bambu_account_get_account (account));
      g_strv_builder_add (known, bambu_account_get_name (account));
    }

  return g_strv_builder_end (known);
}

char *
culm_diagnostics_dup_system (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  return g_strdup_printf (
      "System: %s%s\nDisplay: %s\nGTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\nLanguage: %s",
      system != NULL ? system : "–",
      g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? " (Flatpak)" : "",
      display != NULL ? G_OBJECT_TYPE_NAME (display) : "–", gtk_get_major_version (),
      gtk_get_minor_version (), gtk_get_micro_version (), adw_get_major_version (),
      adw_get_minor_version (), adw_get_micro_version (), glib_major_version, glib_minor_version,
      glib_micro_version, g_get_language_names ()[0]);
}

AdwDialog *
culm_diagnostics_dialog_new (BambuFleet *fleet, BambuAccountList *accounts)
{
  CulmDiagnosticsDialog *self;
  g_autofree char *system = culm_diagnostics_dup_system ();
  g_autofree char *log = culm_log_dup ();
  g_auto (GStrv) known = list_known (accounts);

  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);

  self = g_object_new (CULM_TYPE_DIAGNOSTICS_DIALOG, NULL);
  self->text = culm_diagnostics_new (G_LIST_MODEL (fleet), system, log, (const char *const *) known,
                                     g_get_real_time () / G_USEC_PER_SEC);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), self->text, -1);
  adw_dialog_set_focus (ADW_DIALOG (self), self->save_button);

  return ADW_DIALOG (self);
}
