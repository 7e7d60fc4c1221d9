/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-recent-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define MOST_FILES 30

static GPtrArray *
get_paths (GSettings *settings)
{
  g_auto (GStrv) paths = g_settings_get_strv (settings, CULM_RECENT_FILES);
  GPtrArray *array = g_ptr_array_new_null_terminated (MOST_FILES + 1, g_free, TRUE);

  for (guint i = 0; paths[i] != NULL; i++)
    g_ptr_array_add (array, g_strdup (paths[i]));

  return array;
}

/* Takes the array. */
static void
set_paths (GSettings *settings, GPtrArray *array)
{
  g_autoptr (GPtrArray) paths = array;

  if (paths->len > MOST_FILES)
    g_ptr_array_set_size (paths, MOST_FILES);
  g_settings_set_strv (settings, CULM_RECENT_FILES, (const char *const *) paths->pdata);
}

void
culm_recent_files_add (GSettings *settings, const char *path)
{
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (path != NULL);

  culm_recent_files_remove (settings, path);
  culm_recent_files_insert (settings, path, 0);
}

void
culm_recent_files_insert (GSettings *settings, const char *path, guint position)
{
  g_autoptr (GPtrArray) paths = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (path != NULL);

  paths = get_paths (settings);

  /* What is no text cannot be kept. */
  if (!g_utf8_validate (path, -1, NULL)
      || g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
    return;

  g_ptr_array_insert (paths, (int) MIN (position, paths->len), g_strdup (path));
  set_paths (settings, g_steal_pointer (&paths));
}

int
culm_recent_files_remove (GSettings *settings, const char *path)
{
  g_autoptr (GPtrArray) paths = NULL;
  guint position;

  g_return_val_if_fail (G_IS_SETTINGS (settings), -1);
  g_return_val_if_fail (path != NULL, -1);

  paths = get_paths (settings);
  if (!g_ptr_array_find_with_equal_func (paths, path, g_str_equal, &position))
    return -1;

  g_ptr_array_remove_index (paths, position);
  set_paths (settings, g_steal_pointer (&paths));

  return (int) position;
}

char **
culm_recent_files_list (GSettings *settings)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  paths = g_settings_get_strv (settings, CULM_RECENT_FILES);
  for (guint i = 0; paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_IS_REGULAR))
      g_strv_builder_add (builder, paths[i]);

  return g_strv_builder_end (builder);
}

/* As BambuProject names what is printed: without folder and extension */
static gboolean
is_named (const char *path, const char *name)
{
  g_autofree char *base = g_path_get_basename (path);
  gsize length = strlen (name);

  return strncmp (base, name, length) == 0
         && (g_ascii_strcasecmp (base + length, ".3mf") == 0
             || g_ascii_strcasecmp (base + length, ".gcode.3mf") == 0
             || g_ascii_strcasecmp (base + length, ".gcode") == 0);
}

char *
culm_recent_files_find (GSettings *settings, const char *name)
{
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  paths = culm_recent_files_list (settings);
  for (guint i = 0; paths[i] != NULL; i++)
    if (is_named (paths[i], name))
      return g_strdup (paths[i]);

  return NULL;
}

static DexFuture *
look_fiber (gpointer user_data)
{
  char **paths = user_data;
  GListStore *files = g_list_store_new (BAMBU_TYPE_STORED_FILE);

  for (guint i = 0; paths[i] != NULL; i++)
    {
      GStatBuf status;
      gboolean is_there = g_stat (paths[i], &status) == 0 && S_ISREG (status.st_mode);
      g_autoptr (BambuStoredFile) file =
          bambu_stored_file_new (paths[i], FALSE, is_there ? (gint64) status.st_size : -1,
                                 is_there ? (gint64) status.st_mtime : 0);

      g_list_store_append (files, file);
    }

  return dex_future_new_take_object (files);
}

DexFuture *
culm_recent_files_load (GSettings *settings)
{
  dex_return_error_if_fail (G_IS_SETTINGS (settings));

  return dex_scheduler_spawn (dex_thread_pool_scheduler_get_default (), 0, look_fiber,
                              g_settings_get_strv (settings, CULM_RECENT_FILES),
                              (GDestroyNotify) g_strfreev);
}

/* Printers tell the size of each file. */
gboolean
culm_recent_file_is_gone (BambuStoredFile *file)
{
  const BambuStoredFileValues *values;

  g_return_val_if_fail (BAMBU_IS_STORED_FILE (file), TRUE);

  values = bambu_stored_file_get_values (file);

  return values->bytes < 0 && values->kind != BAMBU_STORED_KIND_FOLDER;
}
