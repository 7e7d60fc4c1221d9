/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "files-window.h"

#include <app/culm-files-page.h>
#include <app/culm-folder-page.h>
#include <app/culm-printer-page.h>
#include <app/culm-window-private.h>
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "test-wait.h"

void
files_window_put (FilesWindow *self, const char *path, const char *text)
{
  g_autofree char *file = g_build_filename (self->root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

gboolean
files_window_has (FilesWindow *self, const char *path)
{
  g_autofree char *file = g_build_filename (self->root, path, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
files_window_clear (FilesWindow *self)
{
  remove_tree (self->root);
  g_assert_cmpint (g_mkdir (self->root, 0700), ==, 0);
}

void
files_window_set_up (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  app_window_set_up (&self->base, "P1S");
  self->folder = g_dir_make_tmp ("culm-files-XXXXXX", &error);
  g_assert_no_error (error);
  self->root = g_build_filename (self->folder, "card", NULL);
  files_window_put (self, "bracket.gcode.3mf", "bracket");
  files_window_put (self, "Anvil.gcode.3mf", "a larger file");
  files_window_put (self, "notes.txt", "notes");
  files_window_put (self, "timelapse/video.mp4", "video");
  self->storage = sim_local_storage_new (self->root);
}

void
files_window_tear_down (FilesWindow *self, gconstpointer data)
{
  app_window_tear_down (&self->base, "P1S");
  g_assert_finalize_object (self->storage);
  remove_tree (self->folder);
  g_free (self->root);
  g_free (self->folder);
}

char *
files_window_dup_path (FilesWindow *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

GFile *
files_window_create (FilesWindow *self, const char *name)
{
  g_autofree char *path = files_window_dup_path (self, name);

  g_assert_true (g_file_set_contents (path, "from here", -1, NULL));

  return g_file_new_for_path (path);
}

void
files_window_open (FilesWindow *self)
{
  g_autoptr (GSettings) settings = g_object_ref (culm_window_get_settings (self->base.window));

  app_test_destroy (self->base.window);
  bambu_fleet_set_storage (self->base.fleet, self->base.printer, BAMBU_STORAGE (self->storage));
  self->base.window = culm_window_new (NULL, self->base.fleet, settings);
  culm_window_set_loaded (self->base.window);
  gtk_window_present (GTK_WINDOW (self->base.window));
  test_wait_until (
      (self->base.page = app_test_find (GTK_WIDGET (self->base.window), CULM_TYPE_PRINTER_PAGE))
      != NULL);
  g_object_set (self->base.page, "view", "files", NULL);
  test_wait_until ((self->page = app_test_find (self->base.page, CULM_TYPE_FILES_PAGE)) != NULL
                   && gtk_widget_get_mapped (self->page)
                   && g_list_model_get_n_items (G_LIST_MODEL (
                          files_window_get_model (files_window_get_folder_page (self))))
                          > 0);
}

void
files_window_choose_source (FilesWindow *self, const char *source)
{
  GtkWidget *group = app_test_find (self->page, ADW_TYPE_TOGGLE_GROUP);

  adw_toggle_group_set_active_name (ADW_TOGGLE_GROUP (group), source);
  app_test_flush ();
}

GtkWidget *
files_window_get_folder_page (FilesWindow *self)
{
  GtkWidget *view = app_test_find (self->page, ADW_TYPE_NAVIGATION_VIEW);

  return GTK_WIDGET (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));
}

GtkSelectionModel *
files_window_get_model (GtkWidget *view)
{
  return gtk_grid_view_get_model (GTK_GRID_VIEW (app_test_find (view, GTK_TYPE_GRID_VIEW)));
}

void
files_window_assert_names (GtkWidget *view, const char *expected)
{
  GListModel *files = G_LIST_MODEL (files_window_get_model (view));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (BambuStoredFile) file = g_list_model_get_item (files, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                              bambu_stored_file_get_values (file)->name);
    }

  g_assert_cmpstr (names->str, ==, expected);
}
