/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-files-page.h"

#include <glib/gi18n.h>

#include "culm-file-transfers.h"
#include "culm-folder-page.h"
#include "culm-transfer-row.h"
#include "culm-toast.h"

struct _CulmFilesPage
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  BambuStorage *storage;
  CulmFileTransfers *transfers;

  AdwNavigationView *folders;
  GtkWidget *transfer_frame;
  GtkListBox *transfer_list;
};

G_DEFINE_FINAL_TYPE (CulmFilesPage, culm_files_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_PRINTER = 1,
  PROP_STORAGE,
} CulmFilesPageProperty;

static GParamSpec *properties[PROP_STORAGE + 1];

static CulmFolderPage *
get_folder_page (CulmFilesPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->folders);

  return CULM_IS_FOLDER_PAGE (page) ? CULM_FOLDER_PAGE (page) : NULL;
}

static void open_folder (CulmFilesPage *self, const char *path);

static void
open_folder (CulmFilesPage *self, const char *path)
{
  CulmFolderPage *page = culm_folder_page_new (self->printer, self->storage, path);

  g_signal_connect_object (page, "open-folder", G_CALLBACK (open_folder), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (self->folders, ADW_NAVIGATION_PAGE (page));
}

static void
on_back (CulmFilesPage *self)
{
  adw_navigation_view_pop (self->folders);
}

static gboolean
is_below (CulmFilesPage *self, AdwNavigationPage *page)
{
  return page != NULL && adw_navigation_view_get_previous_page (self->folders, page) != NULL;
}

static char *
get_title (CulmFilesPage *self, AdwNavigationPage *page)
{
  return page != NULL ? g_strdup (adw_navigation_page_get_title (page)) : NULL;
}

static void
on_transfers_changed (CulmFilesPage *self)
{
  gtk_widget_set_visible (self->transfer_frame,
                          g_list_model_get_n_items (culm_file_transfers_get_list (self->transfers))
                              > 0);
}

static void
on_done (CulmFilesPage *self, CulmFileTransfer *transfer)
{
  CulmFolderPage *page = get_folder_page (self);

  if (culm_file_transfer_is_upload (transfer) && page != NULL)
    culm_folder_load (culm_folder_page_get_folder (page));
}

static GtkWidget *
create_transfer_row (gpointer item, gpointer user_data)
{
  CulmFilesPage *self = user_data;

  return g_object_new (CULM_TYPE_TRANSFER_ROW, "item", item, "printer", self->printer, NULL);
}

static void
send_as (CulmFilesPage *self, GFile *file, const char *name)
{
  CulmFolderPage *page = get_folder_page (self);
  g_autofree char *path =
      bambu_stored_path_build (culm_folder_get_path (culm_folder_page_get_folder (page)), name);

  culm_file_transfers_send (self->transfers, file, path);
}

static void
on_exists_response (AdwAlertDialog *dialog, const char *response, CulmFilesPage *self)
{
  GFile *file = g_object_get_data (G_OBJECT (dialog), "file");
  const char *name = g_object_get_data (G_OBJECT (dialog), "name");
  CulmFolderPage *page = get_folder_page (self);

  if (g_str_equal (response, "replace"))
    send_as (self, file, name);
  else if (g_str_equal (response, "keep") && page != NULL)
    {
      g_autofree char *other = bambu_stored_name_make_unique (
          name, culm_folder_get_files (culm_folder_page_get_folder (page)));

      send_as (self, file, other);
    }
}

static void
ask_about_old (CulmFilesPage *self, GFile *file, const char *name)
{
  g_autofree char *body =
      /* Translators: a file */
      g_strdup_printf (_ ("There is a file “%s” on the printer already."), name);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Replace the File?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "keep",
                                  _ ("_Keep Both"), "replace", _ ("_Replace"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "replace",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "file", g_object_ref (file), g_object_unref);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_exists_response), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

void
culm_files_page_send (CulmFilesPage *self, GFile *file)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autoptr (BambuStoredFile) old = NULL;
  CulmFolderPage *page;

  g_return_if_fail (CULM_IS_FILES_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  page = get_folder_page (self);
  if (page == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    {
      culm_toast_show (GTK_WIDGET (self),
                       _ ("Only files on this computer can be sent. Copy it here first."));
      return;
    }

  base = g_file_get_basename (file);
  name = bambu_stored_name_make_safe (base);
  old = bambu_stored_name_find (name, culm_folder_get_files (culm_folder_page_get_folder (page)));
  if (old != NULL)
    ask_about_old (self, file, name);
  else
    send_as (self, file, name);
}

static void
on_files_chosen (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CulmFilesPage) self = user_data;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (dialog), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      culm_files_page_send (self, file);
    }
}

static void
on_send_clicked (CulmFilesPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Send Files"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 on_files_chosen, g_object_ref (self));
}

static void
set_storage (CulmFilesPage *self, BambuStorage *storage)
{
  g_assert (self->printer != NULL && self->storage == NULL);
  self->storage = g_object_ref (storage);

  self->transfers = culm_file_transfers_dup (storage);
  gtk_list_box_bind_model (self->transfer_list, culm_file_transfers_get_list (self->transfers),
                           create_transfer_row, self, NULL);
  g_signal_connect_object (culm_file_transfers_get_list (self->transfers), "items-changed",
                           G_CALLBACK (on_transfers_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->transfers, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  on_transfers_changed (self);

  open_folder (self, "/");
  gtk_stack_set_visible_child_name (GTK_STACK (adw_bin_get_child (ADW_BIN (self))), "files");
}

static void
culm_files_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmFilesPage *self = CULM_FILES_PAGE (object);

  switch ((CulmFilesPageProperty) prop_id)
    {
    case PROP_PRINTER:
      g_value_set_object (value, self->printer);
      break;
    case PROP_STORAGE:
      g_value_set_object (value, self->storage);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_files_page_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  CulmFilesPage *self = CULM_FILES_PAGE (object);

  switch ((CulmFilesPageProperty) prop_id)
    {
    case PROP_PRINTER:
      if (g_set_object (&self->printer, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_STORAGE:
      if (g_value_get_object (value) == self->storage)
        break;
      set_storage (self, g_value_get_object (value));
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_files_page_dispose (GObject *object)
{
  CulmFilesPage *self = CULM_FILES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CULM_TYPE_FILES_PAGE);
  g_clear_object (&self->transfers);
  g_clear_object (&self->storage);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_files_page_parent_class)->dispose (object);
}

static void
culm_files_page_class_init (CulmFilesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = culm_files_page_get_property;
  object_class->set_property = culm_files_page_set_property;
  object_class->dispose = culm_files_page_dispose;

  properties[PROP_PRINTER] = g_param_spec_object ("printer", NULL, NULL, BAMBU_TYPE_PRINTER, flags);
  properties[PROP_STORAGE] = g_param_spec_object ("storage", NULL, NULL, BAMBU_TYPE_STORAGE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, folders);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, transfer_frame);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, transfer_list);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, is_below);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
}

static void
culm_files_page_init (CulmFilesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_files_page_search (CulmFilesPage *self)
{
  CulmFolderPage *page;

  g_return_if_fail (CULM_IS_FILES_PAGE (self));

  page = get_folder_page (self);
  if (page != NULL)
    culm_folder_page_search (page);
}
