/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-job-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "project/bambu-project.h"

typedef struct
{
  BambuStorage *storage;
  BambuTransfer *transfer;
  char **sent;      /* paths here */
  GPtrArray *names; /* that it may have, without extension */
  guint n_listed;
  char *path; /* of the copy */
} Search;

/* The file on the printer, and perhaps the same on this computer */
typedef struct
{
  Search *search;
  char *path;
} Found;

/* From the most to the least likely place */
static const char *const FOLDERS[] = { "/", "/cache", "/model" };

static const char *const EXTENSIONS[] = { ".gcode.3mf", ".3mf" };

static Search *
search_ref (Search *self)
{
  return g_rc_box_acquire (self);
}

static void
search_clear (gpointer data)
{
  Search *self = data;

  g_object_unref (self->storage);
  g_object_unref (self->transfer);
  g_strfreev (self->sent);
  g_ptr_array_unref (self->names);
  if (self->path != NULL)
    g_unlink (self->path);
  g_free (self->path);
}

static void
search_unref (gpointer data)
{
  g_rc_box_release_full (data, search_clear);
}

static void
remove_copy (gpointer data)
{
  g_autofree char *path = data;

  g_unlink (path);
}

/* Without its extension; NULL if that is another one */
static char *
dup_stem (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (EXTENSIONS); i++)
    if (g_str_has_suffix (lower, EXTENSIONS[i]))
      return g_strndup (name, strlen (name) - strlen (EXTENSIONS[i]));

  return NULL;
}

/* The printer says `job`, `job.3mf` or `/cache/job.gcode.3mf`; a file may be called by a name that
 * was made safe. */
static void
add_names (Search *self, const char *name)
{
  g_autofree char *base = NULL;
  g_autofree char *stem = NULL;
  g_autofree char *safe = NULL;

  if (*name == '\0')
    return;

  base = g_path_get_basename (name);
  stem = dup_stem (base);
  if (stem == NULL)
    stem = g_steal_pointer (&base);
  safe = bambu_stored_name_make_safe (stem);
  g_ptr_array_add (self->names, g_steal_pointer (&stem));
  g_ptr_array_add (self->names, g_steal_pointer (&safe));
}

/* Returns: (transfer none) (nullable) */
static const BambuStoredFileValues *
find_file (Search *self, GListModel *files)
{
  for (guint i = 0; i < self->names->len; i++)
    for (guint k = 0; k < g_list_model_get_n_items (files); k++)
      {
        g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, k);
        const BambuStoredFileValues *values = bambu_stored_file_get_values (file);
        g_autofree char *stem =
            values->kind == BAMBU_STORED_KIND_3MF ? dup_stem (values->name) : NULL;

        if (stem != NULL && g_ascii_strcasecmp (stem, g_ptr_array_index (self->names, i)) == 0)
          return values; /* the list holds it */
      }

  return NULL;
}

static DexFuture *
on_opened (DexFuture *future, gpointer user_data)
{
  Search *self = user_data;
  const GValue *value = dex_future_get_value (future, NULL);

  if (value != NULL)
    g_object_set_data_full (g_value_get_object (value), "bambu-job-file",
                            g_steal_pointer (&self->path), remove_copy);

  return dex_ref (future);
}

static DexFuture *
on_copied (DexFuture *future, gpointer user_data)
{
  Search *self = user_data;

  return dex_future_then (bambu_project_open (self->path), on_opened, search_ref (self),
                          search_unref);
}

static DexFuture *
copy (Search *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) to = NULL;
  int fd = g_file_open_tmp ("culm-job-XXXXXX.3mf", &self->path, &error);

  if (fd < 0)
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_LOCAL, "%s",
                                  error->message);

  close (fd);
  to = g_file_new_for_path (self->path);

  return dex_future_then (bambu_storage_download (self->storage, path, to, self->transfer),
                          on_copied, search_ref (self), search_unref);
}

static void
found_free (gpointer data)
{
  Found *self = data;

  search_unref (self->search);
  g_free (self->path);
  g_free (self);
}

static gboolean
has_size (const char *path, gint64 bytes)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && S_ISREG (status.st_mode) && status.st_size == bytes;
}

/* Returns: (transfer none) (nullable): what the file was made of: of its name, as that was made
 * safe, and its size to the byte */
static const char *
find_sent (Search *self, const BambuStoredFileValues *file)
{
  for (guint i = 0; self->sent != NULL && self->sent[i] != NULL; i++)
    {
      g_autofree char *base = g_path_get_basename (self->sent[i]);
      g_autofree char *safe = bambu_stored_name_make_safe (base);

      if ((g_ascii_strcasecmp (safe, file->name) == 0 || g_ascii_strcasecmp (base, file->name) == 0)
          && has_size (self->sent[i], file->bytes))
        return self->sent[i];
    }

  return NULL;
}

/* It went away, or is no project after all. */
static DexFuture *
on_sent_failed (DexFuture *future, gpointer user_data)
{
  Found *found = user_data;

  return copy (found->search, found->path);
}

static DexFuture *
open_found (Search *self, const BambuStoredFileValues *file)
{
  const char *sent = find_sent (self, file);
  Found *found;

  if (sent == NULL)
    return copy (self, file->path);

  found = g_new0 (Found, 1);
  found->search = search_ref (self);
  found->path = g_strdup (file->path);

  return dex_future_catch (bambu_project_open (sent), on_sent_failed, found, found_free);
}

static DexFuture *list_next (Search *self);

static DexFuture *
on_listed (DexFuture *future, gpointer user_data)
{
  Search *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  const BambuStoredFileValues *file;

  /* Not each model has all folders. */
  if (value == NULL)
    return g_error_matches (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND)
               ? list_next (self)
               : dex_ref (future);

  file = find_file (self, g_value_get_object (value));

  return file != NULL ? open_found (self, file) : list_next (self);
}

static DexFuture *
list_next (Search *self)
{
  if (self->n_listed == G_N_ELEMENTS (FOLDERS))
    return dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND,
                                  "the job's file is in none of its folders");

  return dex_future_finally (bambu_storage_list (self->storage, FOLDERS[self->n_listed++]),
                             on_listed, search_ref (self), search_unref);
}

DexFuture *
bambu_job_file_open (BambuPrinter *printer,
                     BambuStorage *storage,
                     const char *const *sent,
                     BambuTransfer *transfer)
{
  Search *search;
  DexFuture *future;
  BambuJob *job;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (printer));
  dex_return_error_if_fail (BAMBU_IS_STORAGE (storage));
  dex_return_error_if_fail (BAMBU_IS_TRANSFER (transfer));

  job = bambu_printer_get_job (printer);
  search = g_rc_box_new0 (Search);
  search->storage = g_object_ref (storage);
  search->sent = g_strdupv ((char **) sent);
  search->transfer = g_object_ref (transfer);
  search->names = g_ptr_array_new_with_free_func (g_free);
  add_names (search, bambu_job_get_name (job));
  add_names (search, bambu_job_get_file (job));

  future = list_next (search);
  search_unref (search);

  return future;
}
