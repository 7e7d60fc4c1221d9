/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-history-actions.h"

#include <bambu/bambu-weak-ref.h>
#include <bambu/history/bambu-print-export.h>
#include <glib/gi18n.h>
#include <string.h>

#include "culm-question.h"
#include "culm-toast.h"

#define MODEL "culm-history-model"

typedef struct
{
  GWeakRef widget;
  GListStore *records;
  char *format;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_weak_ref_clear (&self->widget);
  g_object_unref (self->records);
  g_free (self->format);
  g_free (self);
}

/* What is shown when it is asked for: later there may be other prints. */
static GListStore *
copy (GListModel *records)
{
  GListStore *store = g_list_store_new (BAMBU_TYPE_PRINT_RECORD);

  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (records, i);

      g_list_store_append (store, record);
    }

  return store;
}

static void
on_written (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = g_file_replace_contents_finish (G_FILE (file), result, NULL, &error);

  bambu_weak_ref_free (user_data);
  if (widget == NULL || gtk_widget_get_root (widget) == NULL)
    return;

  if (done)
    culm_toast_show (widget, _ ("History exported"));
  else
    culm_toast_show_failure (widget, _ ("The history could not be exported."), error);
}

void
culm_history_actions_save (GtkWidget *widget, GListModel *records, const char *format, GFile *file)
{
  char *text;
  g_autoptr (GBytes) bytes = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_LIST_MODEL (records));
  g_return_if_fail (G_IS_FILE (file));

  text =
      g_str_equal (format, "json") ? bambu_prints_to_json (records) : bambu_prints_to_csv (records);
  bytes = g_bytes_new_take (text, strlen (text));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       on_written, bambu_weak_ref_new (widget));
}

static void
on_chosen (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  Export *self = user_data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&self->widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (file != NULL && widget != NULL)
    culm_history_actions_save (widget, G_LIST_MODEL (self->records), self->format, file);
  else if (file == NULL && widget != NULL && gtk_widget_get_root (widget) != NULL
           && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    culm_toast_show_failure (widget, _ ("The history could not be exported."), error);

  export_free (self);
}

static void export (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GListModel *model = g_object_get_data (G_OBJECT (widget), MODEL);
  const char *format = g_variant_get_string (parameter, NULL);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%F");
  g_autofree char *name = NULL;
  Export *self;

  if (model == NULL)
    return;

  /* Translators: the name of a file: a day, and its extension: “2026-03-03 Prints.csv” */
  name = g_strdup_printf (_ ("%s Prints.%s"), day, format);
  self = g_new0 (Export, 1);
  g_weak_ref_init (&self->widget, widget);
  self->records = copy (model);
  self->format = g_strdup (format);
  gtk_file_dialog_set_title (dialog, _ ("Export History"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, on_chosen, self);
}

static DexFuture *
on_cleared (DexFuture *future, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = dex_future_get_value (future, &error) != NULL;

  if (widget != NULL && gtk_widget_get_root (widget) != NULL)
    {
      if (done)
        culm_toast_show (widget, _ ("The history was cleared"));
      else
        culm_toast_show_failure (widget, _ ("The history could not be cleared."), error);
    }

  return NULL;
}

static void
on_response (AdwAlertDialog *dialog, const char *response, GtkWidget *widget)
{
  BambuPrintHistory *history = g_object_get_data (G_OBJECT (dialog), "history");

  if (g_str_equal (response, "clear"))
    dex_future_disown (dex_future_finally (bambu_print_history_clear (history), on_cleared,
                                           bambu_weak_ref_new (widget), bambu_weak_ref_free));
}

void
culm_history_actions_clear (GtkWidget *widget, BambuPrintHistory *history)
{
  AdwAlertDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (BAMBU_IS_PRINT_HISTORY (history));

  dialog = culm_question_new (
      _ ("Clear the History of All Printers?"),
      _ ("What was printed, pictures and notes are deleted from this computer. What Bambu Lab’s "
         "cloud knows of prints stays there. This cannot be undone."));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "clear", _ ("C_lear"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "history", g_object_ref (history), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), widget, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
clear (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  g_autoptr (BambuPrintHistory) history = NULL;

  g_object_get (widget, "history", &history, NULL);
  if (history != NULL)
    culm_history_actions_clear (widget, history);
}

void
culm_history_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.export", "s", export);
  gtk_widget_class_install_action (widget_class, "history.clear", NULL, clear);
}

void
culm_history_actions_update (GtkWidget *widget, GListModel *model)
{
  g_autoptr (BambuPrintHistory) history = NULL;

  g_object_get (widget, "history", &history, NULL);
  g_object_set_data_full (G_OBJECT (widget), MODEL, g_object_ref (model), g_object_unref);
  gtk_widget_action_set_enabled (widget, "history.export", g_list_model_get_n_items (model) > 0);
  gtk_widget_action_set_enabled (widget, "history.clear",
                                 history != NULL
                                     && g_list_model_get_n_items (G_LIST_MODEL (history)) > 0);
}
