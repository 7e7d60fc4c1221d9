/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-actions.h"

#include <bambu/bambu-weak-ref.h>
#include <glib/gi18n.h>
#include <words/culm-storage-words.h>

#include "culm-entry-dialog.h"
#include "culm-file-transfers.h"
#include "culm-folder-page.h"
#include "culm-launch.h"
#include "culm-question.h"
#include "culm-toast.h"

/* A deletion of some files, or a renaming */
typedef struct
{
  GWeakRef page;
  CulmStorageAction action;
  char *name; /* of the file that is worked on */
} Change;

static Change *
change_new (CulmFolderPage *page, CulmStorageAction action, const char *name)
{
  Change *self = g_new0 (Change, 1);

  g_weak_ref_init (&self->page, page);
  self->action = action;
  self->name = g_strdup (name);

  return self;
}

static void
change_free (gpointer data)
{
  Change *self = data;

  g_weak_ref_clear (&self->page);
  g_free (self->name);
  g_free (self);
}

static BambuStorage *
get_storage (CulmFolderPage *page)
{
  return culm_folder_get_storage (culm_folder_page_get_folder (page));
}

static BambuStoredFile *
dup_only (CulmFolderPage *page)
{
  g_autoptr (GListModel) selected = culm_folder_page_dup_selected (page);

  return g_list_model_get_n_items (selected) == 1 ? g_list_model_get_item (selected, 0) : NULL;
}

static void
reload (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  culm_folder_load (culm_folder_page_get_folder (CULM_FOLDER_PAGE (widget)));
}

static DexFuture *
on_changed (DexFuture *future, gpointer user_data)
{
  Change *change = user_data;
  g_autoptr (CulmFolderPage) page = g_weak_ref_get (&change->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (page == NULL)
    return dex_ref (future);

  if (dex_future_get_value (future, &error) == NULL)
    {
      const char *printer = bambu_printer_get_name (culm_folder_page_get_printer (page));
      g_autofree char *why = culm_storage_words_failure (error, change->action, printer);

      /* Translators: a file, and a sentence that says what went wrong with it */
      text = g_strdup_printf (_ ("%s: %s"), change->name, why);
      culm_toast_show (GTK_WIDGET (page), text);
    }
  culm_folder_load (culm_folder_page_get_folder (page));

  return dex_ref (future);
}

static void
follow (CulmFolderPage *page, CulmStorageAction action, const char *name, DexFuture *future)
{
  dex_future_disown (
      dex_future_finally (future, on_changed, change_new (page, action, name), change_free));
}

static void
on_delete_response (AdwAlertDialog *dialog, const char *response, CulmFolderPage *page)
{
  GListModel *files = g_object_get_data (G_OBJECT (dialog), "files");

  if (!g_str_equal (response, "delete"))
    return;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);
      const BambuStoredFileValues *values = bambu_stored_file_get_values (file);

      follow (page, CULM_STORAGE_ACTION_REMOVE, values->name,
              bambu_storage_remove (get_storage (page), values->path));
    }
}

static void
delete_files (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmFolderPage *page = CULM_FOLDER_PAGE (widget);
  GListModel *files = culm_folder_page_dup_selected (page);
  guint n = g_list_model_get_n_items (files);
  const char *printer = bambu_printer_get_name (culm_folder_page_get_printer (page));
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  heading = g_strdup_printf (ngettext ("Delete %u File?", "Delete %u Files?", n), n);
  if (n == 1)
    {
      g_autoptr (BambuStoredFile) file = dup_only (page);

      /* Translators: a file and a printer */
      body = g_strdup_printf (_ ("“%s” will be deleted from %s. This cannot be undone."),
                              bambu_stored_file_get_values (file)->name, printer);
    }
  else
    /* Translators: a printer */
    body =
        g_strdup_printf (_ ("The files will be deleted from %s. This cannot be undone."), printer);

  dialog = ADW_DIALOG (culm_question_new (heading, body));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete",
                                  _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "files", files, g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_delete_response), page, 0);
  adw_dialog_present (dialog, widget);
}

static void
on_rename_response (CulmEntryDialog *dialog, const char *response, CulmFolderPage *page)
{
  BambuStoredFile *file = g_object_get_data (G_OBJECT (dialog), "file");
  const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
  g_autofree char *name = culm_entry_dialog_dup_text (dialog);
  g_autofree char *path = NULL;

  if (!g_str_equal (response, "accept") || g_str_equal (name, values->name))
    return;

  if (!bambu_stored_name_is_valid (name))
    {
      culm_toast_show (
          GTK_WIDGET (page),
          _ ("A card cannot have such a name: leave out < > : \" / \\ | ? * and a dot or "
             "space at the end."));
      return;
    }

  path = bambu_stored_path_build (culm_folder_get_path (culm_folder_page_get_folder (page)), name);
  follow (page, CULM_STORAGE_ACTION_RENAME, values->name,
          bambu_storage_rename (get_storage (page), values->path, path));
}

static void
rename_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmFolderPage *page = CULM_FOLDER_PAGE (widget);
  BambuStoredFile *file = dup_only (page);
  CulmEntryDialog *dialog;

  if (file == NULL)
    return;

  dialog = culm_entry_dialog_new (_ ("Rename File"), _ ("Name"),
                                  bambu_stored_file_get_values (file)->name, _ ("_Rename"));
  g_object_set_data_full (G_OBJECT (dialog), "file", file, g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_rename_response), page, 0);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
on_save_chosen (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmFolderPage) page = user_data;
  g_autoptr (GFile) to = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  const char *path = g_object_get_data (dialog, "path");
  g_autoptr (CulmFileTransfers) transfers = culm_file_transfers_dup (get_storage (page));

  if (to != NULL)
    culm_file_transfers_save (transfers, path, to);
}

static void
on_save_folder_chosen (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmFolderPage) page = user_data;
  g_autoptr (GFile) folder =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  GListModel *files = g_object_get_data (dialog, "files");
  g_autoptr (CulmFileTransfers) transfers = culm_file_transfers_dup (get_storage (page));

  for (guint i = 0; folder != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);
      const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
      g_autoptr (GFile) to = g_file_get_child (folder, values->name);

      if (g_file_query_exists (to, NULL))
        {
          g_autofree char *text =
              /* Translators: a file */
              g_strdup_printf (_ ("“%s” is in the folder already and was left out."), values->name);

          culm_toast_show (GTK_WIDGET (page), text);
        }
      else
        culm_file_transfers_save (transfers, values->path, to);
    }
}

static void
save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmFolderPage *page = CULM_FOLDER_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (BambuStoredFile) file = dup_only (page);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  if (file != NULL)
    {
      const BambuStoredFileValues *values = bambu_stored_file_get_values (file);

      gtk_file_dialog_set_initial_name (dialog, values->name);
      g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (values->path), g_free);
      gtk_file_dialog_save (dialog, window, NULL, on_save_chosen, g_object_ref (page));
    }
  else
    {
      g_object_set_data_full (G_OBJECT (dialog), "files", culm_folder_page_dup_selected (page),
                              g_object_unref);
      gtk_file_dialog_select_folder (dialog, window, NULL, on_save_folder_chosen,
                                     g_object_ref (page));
    }
}

/* Returns: (transfer full): where a copy goes that somebody only looks at; %NULL with a toast */
static GFile *
make_copy (CulmFolderPage *page, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-XXXXXX", &error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL)
    culm_toast_show (GTK_WIDGET (page), error->message);

  return path != NULL ? g_file_new_for_path (path) : NULL;
}

/* What is done with a copy once it is there */
typedef struct
{
  CulmFolderPage *page; /* not held: the signal goes with it */
  GFile *file;
  char *path;
  void (*use) (CulmFolderPage *page, GFile *file, const char *path);
} Copy;

static void
copy_free (gpointer data, GClosure *closure)
{
  Copy *copy = data;

  g_object_unref (copy->file);
  g_free (copy->path);
  g_free (copy);
}

static void
on_copy_done (CulmFileTransfers *transfers, CulmFileTransfer *transfer, gpointer user_data)
{
  Copy *copy = user_data;

  if (g_file_equal (culm_file_transfer_get_file (transfer), copy->file))
    copy->use (copy->page, copy->file, copy->path);
}

static void
copy_and (CulmFolderPage *page,
          const BambuStoredFileValues *values,
          void (*use) (CulmFolderPage *page, GFile *file, const char *path))
{
  g_autoptr (CulmFileTransfers) transfers = culm_file_transfers_dup (get_storage (page));
  g_autoptr (GFile) file = make_copy (page, values->name);
  GClosure *closure;
  Copy *copy;

  if (file == NULL)
    return;

  copy = g_new0 (Copy, 1);
  copy->page = page;
  copy->file = g_object_ref (file);
  copy->path = g_strdup (values->path);
  copy->use = use;
  closure = g_cclosure_new (G_CALLBACK (on_copy_done), copy, copy_free);
  g_object_watch_closure (G_OBJECT (page), closure);
  g_signal_connect_closure (transfers, "done", closure, FALSE);
  culm_file_transfers_save (transfers, values->path, file);
}

static void
use_by_opening (CulmFolderPage *page, GFile *file, const char *path)
{
  culm_launch_or_tell (GTK_WIDGET (page), file, CULM_LAUNCH_OPEN);
}

static void
open_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmFolderPage *page = CULM_FOLDER_PAGE (widget);
  g_autoptr (BambuStoredFile) file = dup_only (page);

  if (file != NULL)
    copy_and (page, bambu_stored_file_get_values (file), use_by_opening);
}

static void
use_by_printing (CulmFolderPage *page, GFile *file, const char *path)
{
  g_autofree char *local = g_file_get_path (file);

  gtk_widget_activate_action (GTK_WIDGET (page), "win.print-stored", "(ss^ay)",
                              bambu_printer_get_serial (culm_folder_page_get_printer (page)), path,
                              local);
}

static void
print_file (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  CulmFolderPage *page = CULM_FOLDER_PAGE (widget);
  g_autoptr (BambuStoredFile) file = dup_only (page);

  if (file != NULL)
    copy_and (page, bambu_stored_file_get_values (file), use_by_printing);
}

void
culm_file_actions_add (GtkWidgetClass *widget_class, const CulmFileAction *actions, gsize n_actions)
{
  for (gsize i = 0; i < n_actions; i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].modifiers,
                                           actions[i].name, NULL);
    }
}

void
culm_file_actions_install (GtkWidgetClass *widget_class)
{
  static const CulmFileAction ACTIONS[] = {
    { "files.print", print_file, GDK_KEY_p, GDK_CONTROL_MASK },
    { "files.open", open_file, GDK_KEY_o, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "files.save", save, GDK_KEY_s, GDK_CONTROL_MASK },
    { "files.rename", rename_file, GDK_KEY_F2, 0 },
    { "files.delete", delete_files, GDK_KEY_Delete, 0 },
    { "files.reload", reload, GDK_KEY_F5, 0 },
  };

  culm_file_actions_add (widget_class, ACTIONS, G_N_ELEMENTS (ACTIONS));
}

void
culm_file_actions_update (GtkWidget *page, GListModel *selected)
{
  guint n = g_list_model_get_n_items (selected);
  g_autoptr (BambuStoredFile) first = n == 1 ? g_list_model_get_item (selected, 0) : NULL;
  BambuStoredKind kind =
      first != NULL ? bambu_stored_file_get_values (first)->kind : BAMBU_STORED_KIND_OTHER;

  gtk_widget_action_set_enabled (page, "files.print", kind == BAMBU_STORED_KIND_3MF);
  gtk_widget_action_set_enabled (page, "files.open", n == 1);
  gtk_widget_action_set_enabled (page, "files.save", n > 0);
  gtk_widget_action_set_enabled (
      page, "files.rename",
      n == 1 && bambu_storage_can_rename (get_storage (CULM_FOLDER_PAGE (page))));
  gtk_widget_action_set_enabled (page, "files.delete", n > 0);
}

const char *
culm_file_actions_get_default (BambuStoredKind kind)
{
  return kind == BAMBU_STORED_KIND_3MF ? "files.print" : "files.open";
}
