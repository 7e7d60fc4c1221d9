/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

/* What the desktop knows of Culm before it is started: the installed files. */

#define SLICED "application/x-bambulab-gcode-3mf"

static void
assert_type (const char *name, const char *expected)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  g_assert_cmpstr (type, ==, expected);
}

static void
test_types (void)
{
  assert_type ("Bracket.3mf", "model/3mf");
  assert_type ("Bracket.gcode.3mf", SLICED);
  assert_type ("BRACKET.GCODE.3MF", SLICED);
  assert_type ("Bracket v3.2.gcode.3mf", SLICED);
  g_assert_true (g_content_type_is_a (SLICED, "model/3mf"));
}

static GKeyFile *
read_file (const char *name)
{
  g_autofree char *path = g_build_filename (CULM_DATA, name, NULL);
  g_autoptr (GError) error = NULL;
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);

  return file;
}

static void
test_entry (void)
{
  static const char *const types[] = { "model/3mf", SLICED, "text/x.gcode",
                                       "x-scheme-handler/bambustudio",
                                       "x-scheme-handler/bambustudioopen" };
  g_autoptr (GKeyFile) file = read_file (CULM_APP_ID ".desktop");
  g_auto (GStrv) claimed =
      g_key_file_get_string_list (file, "Desktop Entry", "MimeType", NULL, NULL);
  g_auto (GStrv) actions =
      g_key_file_get_string_list (file, "Desktop Entry", "Actions", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_assert_true (g_strv_contains ((const char *const *) claimed, types[i]));

  g_assert_cmpuint (g_strv_length (actions), >=, 2);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_autofree char *group = g_strconcat ("Desktop Action ", actions[i], NULL);
      g_autofree char *name = g_key_file_get_string (file, group, "Name", NULL);
      g_autofree char *command = g_key_file_get_string (file, group, "Exec", NULL);
      g_autofree char *expected = g_strconcat ("culm --", actions[i], NULL);

      g_assert_nonnull (name);
      g_assert_cmpstr (command, ==, expected);
    }
}

static void
test_search_provider (void)
{
  g_autoptr (GKeyFile) file = read_file (CULM_APP_ID ".search-provider.ini");
  g_autofree char *name = g_key_file_get_string (file, "Shell Search Provider", "BusName", NULL);
  g_autofree char *path = g_key_file_get_string (file, "Shell Search Provider", "ObjectPath", NULL);
  g_autofree char *entry = g_key_file_get_string (file, "Shell Search Provider", "DesktopId", NULL);
  g_autofree char *expected = g_strconcat ("/", CULM_APP_ID, "/SearchProvider", NULL);

  g_assert_cmpstr (name, ==, CULM_APP_ID);
  g_assert_cmpstr (entry, ==, CULM_APP_ID ".desktop");
  g_assert_cmpstr (path, ==, g_strdelimit (expected, ".", '/'));
}

static void
install_types (const char *folder)
{
  g_autofree char *mime = g_build_filename (folder, "mime", NULL);
  g_autofree char *packages = g_build_filename (mime, "packages", NULL);
  g_autoptr (GFile) source =
      g_file_new_build_filename (CULM_DATA_SOURCE, "io.github.culm.Culm.mime.xml", NULL);
  g_autoptr (GFile) target = g_file_new_build_filename (packages, "culm.xml", NULL);
  g_autoptr (GSubprocess) update = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (packages, 0700), ==, 0);
  g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  update = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "update-mime-database", mime, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (update, NULL, &error));
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

int
main (int argc, char *argv[])
{
  char folder[] = "/tmp/culm-desktop-XXXXXX";
  int status;

  g_assert_nonnull (g_mkdtemp (folder));
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  install_types (folder);

  g_test_add_func ("/desktop/types", test_types);
  g_test_add_func ("/desktop/entry", test_entry);
  g_test_add_func ("/desktop/search-provider", test_search_provider);

  status = g_test_run ();
  remove_tree (folder);

  return status;
}
