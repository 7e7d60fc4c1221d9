/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-file-sender.h"

#include <glib/gi18n.h>
#include <words/culm-storage-words.h>

#include "culm-question.h"
#include "culm-toast.h"

/* FAT32 takes no larger ones; protocol/lan-files.md §4. */
#define MAX_BYTES (G_GINT64_CONSTANT (0xFFFFFFFF))

/* A file that waits */
typedef struct
{
  GFile *file;
  CulmFolder *folder;
} Entry;

struct _CulmFileSender
{
  GObject parent_instance;

  GtkWidget *widget; /* weak */
  BambuPrinter *printer;
  CulmFileTransfers *transfers;
  GQueue entries;      /* of Entry; the first is being asked about */
  AdwDialog *question; /* weak */
};

G_DEFINE_FINAL_TYPE (CulmFileSender, culm_file_sender, G_TYPE_OBJECT)

enum
{
  SENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_object_unref (self->file);
  g_object_unref (self->folder);
  g_free (self);
}

static void
drop_first (CulmFileSender *self)
{
  entry_free (g_queue_pop_head (&self->entries));
}

static void
send_as (CulmFileSender *self, const char *name)
{
  Entry *entry = g_queue_peek_head (&self->entries);
  g_autofree char *path = bambu_stored_path_build (culm_folder_get_path (entry->folder), name);

  culm_file_transfers_send (self->transfers, entry->file, path);
  g_signal_emit (self, signals[SENT], 0, entry->file);
}

static char *
dup_safe_name (const Entry *entry)
{
  g_autofree char *base = g_file_get_basename (entry->file);

  return bambu_stored_name_make_safe (base);
}

/* Returns: (transfer full) (nullable): why it cannot be sent */
static char *
find_obstacle (const Entry *entry)
{
  g_autofree char *base = g_file_get_basename (entry->file);
  g_autofree char *name = g_filename_display_name (base);
  g_autoptr (GFileInfo) info = NULL;

  if (g_file_peek_path (entry->file) == NULL)
    /* Translators: a file, as in all of these */
    return g_strdup_printf (_ ("“%s” is not on this computer. Copy it here first."), name);

  info = g_file_query_info (entry->file, "standard::type,standard::size,access::can-read",
                            G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return g_strdup_printf (_ ("“%s” is a folder. Send the files that are in it."), name);
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
      || !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_READ))
    return g_strdup_printf (_ ("“%s” cannot be read."), name);
  if (g_file_info_get_size (info) > MAX_BYTES)
    return g_strdup_printf (_ ("“%s” is larger than 4 GB, and no printer’s card takes that."),
                            name);
  if (g_file_info_get_size (info) == 0)
    return g_strdup_printf (_ ("“%s” is empty."), name);

  return NULL;
}

static void next (CulmFileSender *self);

static void
on_exists_response (CulmFileSender *self, const char *response)
{
  Entry *entry = g_queue_peek_head (&self->entries);
  g_autofree char *name = dup_safe_name (entry);
  g_autofree char *other =
      bambu_stored_name_make_unique (name, culm_folder_get_files (entry->folder));

  g_clear_weak_pointer (&self->question);
  if (g_str_equal (response, "replace"))
    send_as (self, name);
  else if (g_str_equal (response, "keep"))
    send_as (self, other);

  drop_first (self);
  next (self);
}

static void
ask_about_old (CulmFileSender *self, const char *name)
{
  g_autofree char *body =
      /* Translators: a file */
      g_strdup_printf (_ ("There is a file “%s” on the printer already."), name);
  AdwAlertDialog *dialog = culm_question_new (_ ("Replace the File?"), body);

  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "keep", _ ("_Keep Both"),
                                  "replace", _ ("_Replace"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_exists_response), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, ADW_DIALOG (dialog));
  adw_dialog_present (ADW_DIALOG (dialog), self->widget);
}

/* What comes twice is one file, or two that the printer cannot tell apart. */
static gboolean
is_on_its_way (CulmFileSender *self, const Entry *entry, const char *name)
{
  g_autofree char *path = bambu_stored_path_build (culm_folder_get_path (entry->folder), name);
  g_autofree char *text = NULL;

  if (!culm_file_transfers_is_sending (self->transfers, path))
    return FALSE;

  text = g_strdup_printf (_ ("“%s” is on its way already."), name);
  culm_toast_show (self->widget, text);

  return TRUE;
}

/* Returns: whether the first entry is done with */
static gboolean
send_first (CulmFileSender *self)
{
  Entry *entry = g_queue_peek_head (&self->entries);
  g_autofree char *obstacle = find_obstacle (entry);
  g_autofree char *name = NULL;
  g_autoptr (BambuStoredFile) old = NULL;

  if (obstacle != NULL)
    {
      culm_toast_show (self->widget, obstacle);
      return TRUE;
    }

  name = dup_safe_name (entry);
  if (is_on_its_way (self, entry, name))
    return TRUE;

  old = bambu_stored_name_find (name, culm_folder_get_files (entry->folder));
  if (old != NULL)
    {
      ask_about_old (self, name);
      return FALSE;
    }

  send_as (self, name);

  return TRUE;
}

static void
tell_unread (CulmFileSender *self, CulmFolder *folder)
{
  const GError *error = culm_folder_get_error (folder);
  g_autofree char *why = culm_storage_words_failure (error, CULM_STORAGE_ACTION_LIST,
                                                     bambu_printer_get_name (self->printer));
  /* Translators: a sentence that says why */
  g_autofree char *text = g_strdup_printf (_ ("Nothing was sent. %s"), why);

  culm_toast_show (self->widget, text);
}

static void
on_folder_changed (CulmFileSender *self, GParamSpec *pspec, CulmFolder *folder)
{
  if (culm_folder_get_state (folder) == CULM_FOLDER_STATE_LOADING)
    return;

  g_signal_handlers_disconnect_by_func (folder, on_folder_changed, self);
  if (culm_folder_get_state (folder) == CULM_FOLDER_STATE_FAILED)
    {
      tell_unread (self, folder);
      g_queue_clear_full (&self->entries, entry_free);
    }

  next (self);
}

/* What is there already is known once the folder was read. */
static gboolean
wait_for_folder (CulmFileSender *self, CulmFolder *folder)
{
  if (culm_folder_get_state (folder) == CULM_FOLDER_STATE_READY)
    return FALSE;

  g_signal_handlers_disconnect_by_func (folder, on_folder_changed, self);
  culm_folder_load (folder);
  g_signal_connect_object (folder, "notify::state", G_CALLBACK (on_folder_changed), self,
                           G_CONNECT_SWAPPED);

  return TRUE;
}

static void
next (CulmFileSender *self)
{
  while (self->question == NULL && !g_queue_is_empty (&self->entries))
    {
      Entry *entry = g_queue_peek_head (&self->entries);

      if (wait_for_folder (self, entry->folder) || !send_first (self))
        return;

      drop_first (self);
    }
}

static void
culm_file_sender_dispose (GObject *object)
{
  CulmFileSender *self = CULM_FILE_SENDER (object);

  g_queue_clear_full (&self->entries, entry_free);
  g_clear_weak_pointer (&self->question);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->transfers);
  g_clear_object (&self->printer);

  G_OBJECT_CLASS (culm_file_sender_parent_class)->dispose (object);
}

static void
culm_file_sender_class_init (CulmFileSenderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_file_sender_dispose;

  signals[SENT] = g_signal_new ("sent", CULM_TYPE_FILE_SENDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_FILE);
}

static void
culm_file_sender_init (CulmFileSender *self)
{
  g_queue_init (&self->entries);
}

CulmFileSender *
culm_file_sender_new (GtkWidget *widget, BambuPrinter *printer, CulmFileTransfers *transfers)
{
  CulmFileSender *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (CULM_IS_FILE_TRANSFERS (transfers), NULL);

  self = g_object_new (CULM_TYPE_FILE_SENDER, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->printer = g_object_ref (printer);
  self->transfers = g_object_ref (transfers);

  return self;
}

void
culm_file_sender_add (CulmFileSender *self, GFile *file, CulmFolder *folder)
{
  Entry *entry;

  g_return_if_fail (CULM_IS_FILE_SENDER (self));
  g_return_if_fail (G_IS_FILE (file));
  g_return_if_fail (CULM_IS_FOLDER (folder) && culm_folder_get_storage (folder) != NULL);

  entry = g_new0 (Entry, 1);
  entry->file = g_object_ref (file);
  entry->folder = g_object_ref (folder);
  g_queue_push_tail (&self->entries, entry);
  if (self->entries.length == 1)
    next (self);
}
