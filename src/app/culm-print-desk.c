/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-print-desk-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "culm-print-dialog.h"
#include "culm-window-private.h"
#include "culm-toast.h"

/* A file that waits to be asked about */
typedef struct
{
  char *path;
  BambuPrinter *printer; /* NULL: the one that is shown by then */
} Entry;

G_DEFINE_FINAL_TYPE (CulmPrintDesk, culm_print_desk, G_TYPE_OBJECT)

static void
stored_free (gpointer data)
{
  CulmStoredPlace *self = data;

  g_free (self->serial);
  g_free (self->path);
  g_free (self);
}

/* It was made for this window alone, in a folder of its own. */
static void
remove_copy (gpointer data)
{
  g_autofree char *path = data;
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

/* Takes the path. */
static Entry *
entry_new (char *path, BambuPrinter *printer)
{
  Entry *self = g_new0 (Entry, 1);

  self->path = path;
  g_set_object (&self->printer, printer);

  return self;
}

static void
entry_free (Entry *self)
{
  g_free (self->path);
  g_clear_object (&self->printer);
  g_free (self);
}

AdwToast *
culm_print_desk_tell (CulmPrintDesk *self, const char *text)
{
  return culm_toast_show (GTK_WIDGET (self->window), text);
}

static void ask (CulmPrintDesk *self);

static void
drop_entries (CulmPrintDesk *self)
{
  guint n = g_queue_get_length (&self->entries);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u more file was left out", "%u more files were left out", n), n);

  g_queue_clear_full (&self->entries, (GDestroyNotify) entry_free);
  culm_print_desk_tell (self, text);
}

/* Who gives up on one file has given up on those that were meant to follow. */
static void
on_closed (CulmPrintDesk *self, CulmPrintDialog *dialog)
{
  BambuPrintJob *job = culm_print_dialog_get_job (dialog);

  g_clear_weak_pointer (&self->dialog);
  if (self->window == NULL)
    return;

  /* The user saw why it failed. */
  if (job != NULL && !bambu_print_job_is_running (job))
    culm_print_desk_dismiss (self, job);

  if (g_queue_is_empty (&self->entries))
    return;

  if (job != NULL)
    ask (self);
  else
    drop_entries (self);
}

void
culm_print_desk_present (CulmPrintDesk *self, CulmPrintDialog *dialog)
{
  g_set_weak_pointer (&self->dialog, dialog);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (on_closed), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), self->window);
}

static void
ask (CulmPrintDesk *self)
{
  Entry *entry = g_queue_pop_head (&self->entries);
  g_autoptr (BambuPrinter) first = g_list_model_get_item (G_LIST_MODEL (self->fleet), 0);
  /* What came before the printers were known is for the one that is shown. */
  BambuPrinter *printer = entry->printer != NULL
                              ? entry->printer
                              : culm_window_get_selected (CULM_WINDOW (self->window));
  CulmPrintDialog *dialog =
      culm_print_dialog_new (self, entry->path, printer != NULL ? printer : first);

  self->n_asked++;
  if (self->n_all > 1)
    {
      g_autofree char *subtitle =
          /* Translators: which one of several: "File 1 of 3" */
          g_strdup_printf (_ ("File %u of %u"), self->n_asked, self->n_all);

      culm_print_dialog_set_subtitle (dialog, subtitle);
    }
  culm_print_desk_present (self, dialog);
  entry_free (entry);
}

static void
ask_if_idle (CulmPrintDesk *self)
{
  guint n_waiting = g_queue_get_length (&self->entries);

  if (!self->is_open || self->dialog != NULL || n_waiting == 0)
    return;

  if (g_list_model_get_n_items (G_LIST_MODEL (self->fleet)) == 0)
    {
      g_queue_clear_full (&self->entries, (GDestroyNotify) entry_free);
      culm_print_desk_tell (self, _ ("Add a printer first, then print the file"));
      return;
    }

  self->n_asked = 0;
  self->n_all = n_waiting;
  ask (self);
}

static void
culm_print_desk_dispose (GObject *object)
{
  CulmPrintDesk *self = CULM_PRINT_DESK (object);

  g_queue_clear_full (&self->entries, (GDestroyNotify) entry_free);
  g_clear_pointer (&self->stored, g_hash_table_unref);
  g_clear_weak_pointer (&self->dialog);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->queue);
  g_clear_object (&self->jobs);
  g_clear_object (&self->account_printers);
  g_clear_object (&self->notifier);
  g_clear_object (&self->settings);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (culm_print_desk_parent_class)->dispose (object);
}

static void
culm_print_desk_class_init (CulmPrintDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = culm_print_desk_dispose;
}

static void
culm_print_desk_init (CulmPrintDesk *self)
{
  g_queue_init (&self->entries);
  self->stored = g_hash_table_new_full (g_str_hash, g_str_equal, remove_copy, stored_free);
  self->queue = bambu_print_queue_new ();
  g_signal_connect_object (self->queue, "ended", G_CALLBACK (culm_print_desk_take_end), self,
                           G_CONNECT_SWAPPED);
  self->jobs = g_list_store_new (BAMBU_TYPE_PRINT_JOB);
}

CulmPrintDesk *
culm_print_desk_new (GtkWidget *window, BambuFleet *fleet, GSettings *settings)
{
  CulmPrintDesk *self;

  g_return_val_if_fail (CULM_IS_WINDOW (window), NULL);
  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CULM_TYPE_PRINT_DESK, NULL);
  g_set_weak_pointer (&self->window, window);
  self->fleet = g_object_ref (fleet);
  self->settings = g_object_ref (settings);

  return self;
}

BambuFleet *
culm_print_desk_get_fleet (CulmPrintDesk *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_DESK (self), NULL);

  return self->fleet;
}

GSettings *
culm_print_desk_get_settings (CulmPrintDesk *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_DESK (self), NULL);

  return self->settings;
}

BambuPrintQueue *
culm_print_desk_get_queue (CulmPrintDesk *self)
{
  g_return_val_if_fail (CULM_IS_PRINT_DESK (self), NULL);

  return self->queue;
}

void
culm_print_desk_set_account_printers (CulmPrintDesk *self, BambuAccountPrinters *printers)
{
  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (self->account_printers == NULL);

  self->account_printers = g_object_ref (printers);
}

void
culm_print_desk_set_notifier (CulmPrintDesk *self, CulmNotifier *notifier)
{
  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (self->notifier == NULL);

  self->notifier = g_object_ref (notifier);
}

void
culm_print_desk_open (CulmPrintDesk *self)
{
  g_return_if_fail (CULM_IS_PRINT_DESK (self));

  self->is_open = TRUE;
  ask_if_idle (self);
}

gboolean
culm_print_desk_is_printable (GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  folded = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return folded != NULL
         && (g_str_has_suffix (folded, ".3mf") || g_str_has_suffix (folded, ".gcode"));
}

static void
tell_left_out (CulmPrintDesk *self, guint n_other_types, guint n_remote)
{
  g_autofree char *text = NULL;

  if (n_other_types > 0)
    text =
        g_strdup_printf (ngettext ("%u file is of a type that cannot be printed",
                                   "%u files are of types that cannot be printed", n_other_types),
                         n_other_types);
  else if (n_remote > 0)
    text = g_strdup (_ ("Copy files from elsewhere to this computer first"));

  if (text != NULL)
    culm_print_desk_tell (self, text);
}

void
culm_print_desk_add (CulmPrintDesk *self, const GSList *files, BambuPrinter *printer)
{
  guint n_other_types = 0;
  guint n_remote = 0;

  g_return_if_fail (CULM_IS_PRINT_DESK (self));

  for (const GSList *l = files; l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (culm_print_desk_is_printable (l->data) && path != NULL)
        {
          g_queue_push_tail (&self->entries, entry_new (path, printer));
          self->n_all++;
          continue;
        }

      if (path != NULL)
        n_other_types++;
      else
        n_remote++;
      g_free (path);
    }

  tell_left_out (self, n_other_types, n_remote);
  ask_if_idle (self);
}

/* A choice that is being made, for a printer */
typedef struct
{
  CulmPrintDesk *desk;
  BambuPrinter *printer;
} Request;

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (CulmPrintDesk) self = request->desk;
  g_autoptr (BambuPrinter) printer = request->printer;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) chosen =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);
  g_autoslist (GFile) files = NULL;

  if (chosen == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
        g_message ("No file was chosen: %s", error->message);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
    files = g_slist_append (files, g_list_model_get_item (chosen, i));
  if (self->window != NULL)
    culm_print_desk_add (self, files, printer);
}

static GListModel *
create_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Files to Print"));
  gtk_file_filter_add_suffix (filter, "3mf");
  gtk_file_filter_add_suffix (filter, "gcode");
  g_list_store_append (filters, filter);

  return G_LIST_MODEL (filters);
}

void
culm_print_desk_choose (CulmPrintDesk *self, BambuPrinter *printer)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = create_filters ();
  Request *request;

  g_return_if_fail (CULM_IS_PRINT_DESK (self));

  request = g_new0 (Request, 1);
  request->desk = g_object_ref (self);
  g_set_object (&request->printer, printer);
  gtk_file_dialog_set_title (dialog, _ ("Print a File"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Open"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (self->window), NULL, on_chosen, request);
}

/* Takes @place. */
static void
add_copy (CulmPrintDesk *self, const char *copy, BambuPrinter *printer, CulmStoredPlace *place)
{
  g_autoptr (GFile) file = g_file_new_for_path (copy);
  GSList files = { file, NULL };

  g_hash_table_replace (self->stored, g_strdup (copy), place);
  culm_print_desk_add (self, &files, printer);
}

void
culm_print_desk_add_stored (CulmPrintDesk *self,
                            const char *copy,
                            BambuPrinter *printer,
                            const char *stored)
{
  CulmStoredPlace *place;

  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (copy != NULL);
  g_return_if_fail (BAMBU_IS_PRINTER (printer));
  g_return_if_fail (stored != NULL);

  place = g_new0 (CulmStoredPlace, 1);
  place->serial = g_strdup (bambu_printer_get_serial (printer));
  place->path = g_strdup (stored);
  add_copy (self, copy, printer, place);
}

void
culm_print_desk_add_download (CulmPrintDesk *self, const char *copy)
{
  g_return_if_fail (CULM_IS_PRINT_DESK (self));
  g_return_if_fail (copy != NULL);

  add_copy (self, copy, NULL, g_new0 (CulmStoredPlace, 1));
}
