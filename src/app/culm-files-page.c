/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-files-page.h"

#include <glib/gi18n.h>
#include <words/culm-storage-words.h>

#include "culm-file-sender.h"
#include "culm-folder-page.h"
#include "culm-print-desk.h"
#include "culm-recent-files.h"
#include "culm-recent-page.h"
#include "culm-toast.h"
#include "culm-transfer-row.h"
#include "culm-window-private.h"

struct _CulmFilesPage
{
  AdwBin parent_instance;

  BambuPrinter *printer;
  BambuStorage *storage;
  CulmFileTransfers *transfers;
  CulmFileSender *sender;
  GtkWidget *window; /* weak: where something was sent */

  AdwToggleGroup *source_group;
  GtkStack *source_stack;
  GtkWidget *send_button;
  GtkWidget *print_button;
  CulmRecentPage *recent_page;
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

static gboolean
shows_computer (CulmFilesPage *self)
{
  return g_strcmp0 (adw_toggle_group_get_active_name (self->source_group), "computer") == 0;
}

static void
on_source (CulmFilesPage *self)
{
  const char *page = shows_computer (self)   ? "computer"
                     : self->storage != NULL ? "printer"
                                             : "none";

  gtk_stack_set_visible_child_name (self->source_stack, page);
  gtk_widget_set_visible (self->send_button, g_str_equal (page, "printer"));
  gtk_widget_set_visible (self->print_button, !g_str_equal (page, "printer"));
}

static CulmFolderPage *
get_folder_page (CulmFilesPage *self)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (self->folders);

  return CULM_IS_FOLDER_PAGE (page) ? CULM_FOLDER_PAGE (page) : NULL;
}

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

/* Who has gone elsewhere in the window does not see the row. */
static void
tell_elsewhere (CulmFilesPage *self, const char *text)
{
  if (self->window != NULL && !culm_files_page_takes_files (self))
    culm_toast_show (self->window, text);
}

static void
on_done (CulmFilesPage *self, CulmFileTransfer *transfer)
{
  CulmFolderPage *page = get_folder_page (self);

  g_autofree char *text = NULL;

  if (!culm_file_transfer_is_upload (transfer))
    return;

  if (page != NULL)
    culm_folder_load (culm_folder_page_get_folder (page));
  /* Translators: a file's name and a printer's */
  text = g_strdup_printf (_ ("“%s” is on %s now"), culm_file_transfer_get_name (transfer),
                          bambu_printer_get_name (self->printer));
  tell_elsewhere (self, text);
}

static void
on_failed (CulmFilesPage *self, CulmFileTransfer *transfer)
{
  g_autofree char *why = NULL;
  g_autofree char *text = NULL;

  if (!culm_file_transfer_is_upload (transfer))
    return;

  why = culm_storage_words_failure (culm_file_transfer_get_error (transfer),
                                    CULM_STORAGE_ACTION_UPLOAD,
                                    bambu_printer_get_name (self->printer));
  /* Translators: a file, and a sentence that says what went wrong with it */
  text = g_strdup_printf (_ ("%s: %s"), culm_file_transfer_get_name (transfer), why);
  tell_elsewhere (self, text);
}

static GtkWidget *
create_transfer_row (gpointer item, gpointer user_data)
{
  CulmFilesPage *self = user_data;

  return g_object_new (CULM_TYPE_TRANSFER_ROW, "item", item, "printer", self->printer, NULL);
}

/* What can be printed is also among the files on this computer. */
static void
on_sent (CulmFilesPage *self, GFile *file)
{
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));

  if (CULM_IS_WINDOW (window) && culm_print_desk_is_printable (file))
    culm_recent_files_add (culm_window_get_settings (CULM_WINDOW (window)),
                           g_file_peek_path (file));
}

void
culm_files_page_send (CulmFilesPage *self, GFile *file)
{
  CulmFolderPage *page;

  g_return_if_fail (CULM_IS_FILES_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  page = get_folder_page (self);
  g_set_weak_pointer (&self->window, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  if (page != NULL)
    culm_file_sender_add (self->sender, file, culm_folder_page_get_folder (page));
}

gboolean
culm_files_page_takes_files (CulmFilesPage *self)
{
  g_return_val_if_fail (CULM_IS_FILES_PAGE (self), FALSE);

  return self->storage != NULL && !shows_computer (self)
         && gtk_widget_get_mapped (GTK_WIDGET (self));
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
  g_signal_connect_object (self->transfers, "failed", G_CALLBACK (on_failed), self,
                           G_CONNECT_SWAPPED);
  on_transfers_changed (self);

  self->sender = culm_file_sender_new (GTK_WIDGET (self), self->printer, self->transfers);
  g_signal_connect_object (self->sender, "sent", G_CALLBACK (on_sent), self, G_CONNECT_SWAPPED);

  open_folder (self, "/");
  on_source (self);
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
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->sender);
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

  g_type_ensure (CULM_TYPE_RECENT_PAGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, source_group);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, source_stack);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, send_button);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, recent_page);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, folders);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, transfer_frame);
  gtk_widget_class_bind_template_child (widget_class, CulmFilesPage, transfer_list);
  gtk_widget_class_bind_template_callback (widget_class, on_source);
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
  if (shows_computer (self))
    culm_recent_page_search (self->recent_page);
  else if (page != NULL)
    culm_folder_page_search (page);
}
