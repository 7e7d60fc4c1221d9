/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-uploads.h"

#include <glib/gi18n.h>

/* Main context only. */
static GListStore *
get_store (void)
{
  static GListStore *store = NULL;

  if (store == NULL)
    store = g_list_store_new (G_TYPE_OBJECT);

  return store;
}

GListModel *
culm_uploads_get (void)
{
  return G_LIST_MODEL (get_store ());
}

static void
drop (gpointer upload)
{
  guint position;

  if (g_list_store_find (get_store (), upload, &position))
    g_list_store_remove (get_store (), position);
}

static void
on_job_running (BambuPrintJob *job)
{
  if (bambu_print_job_is_running (job))
    return;

  g_signal_handlers_disconnect_by_func (job, on_job_running, NULL);
  drop (job);
}

void
culm_uploads_add_job (BambuPrintJob *job)
{
  g_return_if_fail (BAMBU_IS_PRINT_JOB (job));

  g_list_store_append (get_store (), job);
  g_signal_connect (job, "notify::is-running", G_CALLBACK (on_job_running), NULL);
}

void
culm_uploads_add_transfer (CulmFileTransfer *transfer)
{
  g_return_if_fail (CULM_IS_FILE_TRANSFER (transfer));

  g_list_store_append (get_store (), transfer);
}

void
culm_uploads_remove_transfer (CulmFileTransfer *transfer)
{
  g_return_if_fail (CULM_IS_FILE_TRANSFER (transfer));

  drop (transfer);
}

/* One that the printer was told to begin goes on without us. */
static gboolean
can_be_lost (gpointer upload)
{
  return !BAMBU_IS_PRINT_JOB (upload) || bambu_print_job_can_cancel (upload);
}

char *
culm_uploads_dup_warning (void)
{
  guint n = 0;
  g_autofree char *warning = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (culm_uploads_get ()); i++)
    {
      g_autoptr (GObject) upload = g_list_model_get_item (culm_uploads_get (), i);

      if (!can_be_lost (upload))
        continue;

      n++;
      g_clear_pointer (&warning, g_free);
      if (BAMBU_IS_PRINT_JOB (upload))
        /* Translators: a file's name and a printer's */
        warning = g_strdup_printf (
            _ ("“%s” is on its way to %s. If you quit now, it does not get there."),
            bambu_print_job_get_title (BAMBU_PRINT_JOB (upload)),
            bambu_printer_get_name (bambu_print_job_get_printer (BAMBU_PRINT_JOB (upload))));
    }

  if (n > 0 && (n > 1 || warning == NULL))
    {
      g_free (warning);
      warning = g_strdup_printf (
          ngettext ("%u file is on its way to a printer. If you quit now, it does not get there.",
                    "%u files are on their way to printers. If you quit now, they do not get "
                    "there.",
                    n),
          n);
    }

  return g_steal_pointer (&warning);
}

GStrv
culm_uploads_dup_names (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (culm_uploads_get ()); i++)
    {
      g_autoptr (GObject) upload = g_list_model_get_item (culm_uploads_get (), i);

      if (can_be_lost (upload))
        g_strv_builder_add (names, BAMBU_IS_PRINT_JOB (upload)
                                       ? bambu_print_job_get_title (BAMBU_PRINT_JOB (upload))
                                       : culm_file_transfer_get_name (CULM_FILE_TRANSFER (upload)));
    }

  return g_strv_builder_end (names);
}

void
culm_uploads_cancel_all (void)
{
  g_autoptr (GPtrArray) uploads = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (culm_uploads_get ()); i++)
    g_ptr_array_add (uploads, g_list_model_get_item (culm_uploads_get (), i));

  for (guint i = 0; i < uploads->len; i++)
    {
      gpointer upload = g_ptr_array_index (uploads, i);

      if (BAMBU_IS_PRINT_JOB (upload))
        bambu_print_job_cancel (upload);
      else
        culm_file_transfer_dismiss (upload);
    }
}
