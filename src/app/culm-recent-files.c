/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-recent-files.h"

#include <string.h>

#define KEY "recent-files"
#define MOST_FILES 30

void
culm_recent_files_add (GSettings *settings, const char *path)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) changed = NULL;

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (path != NULL);

  paths = g_settings_get_strv (settings, KEY);
  g_strv_builder_add (builder, path);
  for (guint i = 0, n = 1; paths[i] != NULL && n < MOST_FILES; i++)
    if (!g_str_equal (paths[i], path))
      {
        g_strv_builder_add (builder, paths[i]);
        n++;
      }
  changed = g_strv_builder_end (builder);

  g_settings_set_strv (settings, KEY, (const char *const *) changed);
}

char **
culm_recent_files_list (GSettings *settings)
{
  g_auto (GStrv) paths = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  paths = g_settings_get_strv (settings, KEY);
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
