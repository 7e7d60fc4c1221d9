/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-drop-cover.h>
#include <app/culm-files-page.h>
#include <app/culm-folder-page.h>
#include <app/culm-recent-files.h>
#include <app/culm-uploads.h>
#include <app/culm-window-private.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "app-fixture.h"
#include "files-window.h"
#include "test-wait.h"

static guint
count_files (FilesWindow *self)
{
  GtkSelectionModel *model = files_window_get_model (files_window_get_folder_page (self));

  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static void
test_send (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) file = files_window_create (self, "new part.gcode.3mf");

  files_window_open (self);
  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  test_wait_until (files_window_has (self, "new_part.gcode.3mf"));
  test_wait_until (count_files (self) == 5);

  /* The same name again */
  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  app_window_agree (&self->base, "Keep Both");
  test_wait_until (files_window_has (self, "new_part_2.gcode.3mf"));
}

static void
test_send_fails (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) file = files_window_create (self, "part.gcode.3mf");

  files_window_open (self);
  sim_local_storage_fail_next (self->storage, BAMBU_STORAGE_ERROR_FULL);
  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  test_wait_until (app_test_find_tip (self->page, "Try Again") != NULL);
  app_test_assert_named (self->page);
  g_assert_false (files_window_has (self, "part.gcode.3mf"));
  app_test_click (app_test_find_tip (self->page, "Try Again"));
  test_wait_until (files_window_has (self, "part.gcode.3mf"));
  test_wait_until (app_test_find_label (self->page, "part.gcode.3mf") != NULL);
}

static void
test_send_cancelled (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) file = files_window_create (self, "part.gcode.3mf");
  GtkWidget *cancel;

  files_window_open (self);
  sim_local_storage_set_held (self->storage, TRUE);
  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  test_wait_until (app_test_find_tip (self->page, "Cancel") != NULL);
  cancel = app_test_find_tip (self->page, "Cancel");
  app_test_click (cancel);
  test_wait_until (app_test_find_tip (self->page, "Cancel") == NULL);
  sim_local_storage_set_held (self->storage, FALSE);
  app_test_flush ();
  g_assert_false (files_window_has (self, "part.gcode.3mf"));
}

/* Who ends the program is warned of it. */
static void
test_send_warns (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) file = files_window_create (self, "part.gcode.3mf");
  g_autofree char *warning = NULL;

  files_window_open (self);
  sim_local_storage_set_held (self->storage, TRUE);
  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  test_wait_until (g_list_model_get_n_items (culm_uploads_get ()) == 1);
  warning = culm_uploads_dup_warning ();
  g_assert_cmpstr (warning, ==,
                   "1 file is on its way to a printer. If you quit now, it does not get there.");

  culm_uploads_cancel_all ();
  sim_local_storage_set_held (self->storage, FALSE);
  test_wait_until (g_list_model_get_n_items (culm_uploads_get ()) == 0);
  g_assert_null (culm_uploads_dup_warning ());
  app_test_flush ();
  g_assert_false (files_window_has (self, "part.gcode.3mf"));
}

/* Who does not look is told how it ended. */
static void
test_elsewhere (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) first = files_window_create (self, "first.txt");
  g_autoptr (GFile) second = files_window_create (self, "second.txt");

  files_window_open (self);
  culm_files_page_send (CULM_FILES_PAGE (self->page), first);
  test_wait_until (files_window_has (self, "first.txt"));
  test_wait_until (count_files (self) == 5);
  g_assert_null (app_window_find_toast (&self->base, "“first.txt” is on Workshop now"));

  sim_local_storage_set_held (self->storage, TRUE);
  culm_files_page_send (CULM_FILES_PAGE (self->page), second);
  g_object_set (self->base.page, "view", "status", NULL);
  test_wait_until (!gtk_widget_get_mapped (self->page));
  sim_local_storage_set_held (self->storage, FALSE);
  test_wait_until (app_window_find_toast (&self->base, "“second.txt” is on Workshop now") != NULL);
}

static void
test_fails_elsewhere (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) file = files_window_create (self, "part.txt");

  files_window_open (self);
  sim_local_storage_set_held (self->storage, TRUE);
  sim_local_storage_fail_next (self->storage, BAMBU_STORAGE_ERROR_FULL);
  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  g_object_set (self->base.page, "view", "status", NULL);
  test_wait_until (!gtk_widget_get_mapped (self->page));
  sim_local_storage_set_held (self->storage, FALSE);
  test_wait_until (app_window_find_toast (&self->base, "part.txt: The storage of Workshop is full.")
                   != NULL);

  /* There it can be tried again. */
  g_object_set (self->base.page, "view", "files", NULL);
  app_test_click (app_test_find_tip (self->page, "Try Again"));
  test_wait_until (files_window_has (self, "part.txt"));
}

/* What can be printed is remembered on this computer. */
static void
test_remembered (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) print = files_window_create (self, "part.gcode.3mf");
  g_autoptr (GFile) other = files_window_create (self, "part.txt");
  g_auto (GStrv) recent = NULL;

  files_window_open (self);
  culm_files_page_send (CULM_FILES_PAGE (self->page), print);
  culm_files_page_send (CULM_FILES_PAGE (self->page), other);
  test_wait_until (files_window_has (self, "part.txt"));
  recent = culm_recent_files_list (culm_window_get_settings (self->base.window));
  g_assert_cmpstr (recent[0], ==, g_file_peek_path (print));
  g_assert_null (recent[1]);
}

/* One question after the other; what nobody asked about is sent. */
static void
test_several_exist (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) anvil = files_window_create (self, "Anvil.gcode.3mf");
  g_autoptr (GFile) bracket = files_window_create (self, "bracket.gcode.3mf");
  g_autoptr (GFile) other = files_window_create (self, "other.gcode.3mf");
  AdwDialog *first;

  files_window_open (self);
  culm_files_page_send (CULM_FILES_PAGE (self->page), anvil);
  culm_files_page_send (CULM_FILES_PAGE (self->page), bracket);
  culm_files_page_send (CULM_FILES_PAGE (self->page), other);
  test_wait_until ((first = app_window_get_dialog (&self->base)) != NULL);
  g_assert_nonnull (app_test_find_label (
      GTK_WIDGET (first), "There is a file “Anvil.gcode.3mf” on the printer already."));
  app_test_click (app_test_find_button (GTK_WIDGET (first), "Cancel"));
  test_wait_until (app_window_get_dialog (&self->base) != NULL
                   && app_window_get_dialog (&self->base) != first);
  g_assert_false (files_window_has (self, "other.gcode.3mf"));
  app_window_agree (&self->base, "Keep Both");
  test_wait_until (files_window_has (self, "bracket_2.gcode.3mf"));
  test_wait_until (files_window_has (self, "other.gcode.3mf"));
  g_assert_false (files_window_has (self, "Anvil_2.gcode.3mf"));
}

/* Nothing is written over while it is written. */
static void
test_twice (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) first = files_window_create (self, "a part.txt");
  g_autoptr (GFile) second = files_window_create (self, "A_part.txt");

  files_window_open (self);
  sim_local_storage_set_held (self->storage, TRUE);
  culm_files_page_send (CULM_FILES_PAGE (self->page), first);
  culm_files_page_send (CULM_FILES_PAGE (self->page), second);
  test_wait_until (app_window_find_toast (&self->base, "“A_part.txt” is on its way already.")
                   != NULL);
  sim_local_storage_set_held (self->storage, FALSE);
  test_wait_until (files_window_has (self, "a_part.txt"));
  g_assert_false (files_window_has (self, "A_part.txt"));
}

/* Before the folder was read, nobody knows what would be replaced. */
static void
test_unread (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) anvil = files_window_create (self, "Anvil.gcode.3mf");
  CulmFolderPage *page;

  files_window_open (self);
  page = CULM_FOLDER_PAGE (files_window_get_folder_page (self));
  sim_local_storage_set_held (self->storage, TRUE);
  culm_folder_load (culm_folder_page_get_folder (page));
  culm_files_page_send (CULM_FILES_PAGE (self->page), anvil);
  app_test_flush ();
  g_assert_null (app_window_get_dialog (&self->base));
  g_assert_null (app_test_find_tip (self->page, "Cancel"));
  sim_local_storage_set_held (self->storage, FALSE);
  app_window_agree (&self->base, "Cancel");

  sim_local_storage_fail_next (self->storage, BAMBU_STORAGE_ERROR_BUSY);
  culm_folder_load (culm_folder_page_get_folder (page));
  culm_files_page_send (CULM_FILES_PAGE (self->page), anvil);
  test_wait_until (app_window_find_toast (&self->base,
                                          "Nothing was sent. Workshop is busy, or serves another "
                                          "app. Try again later.")
                   != NULL);
}

static void
assert_refused (FilesWindow *self, GFile *file, const char *text)
{
  guint n_files = count_files (self);

  culm_files_page_send (CULM_FILES_PAGE (self->page), file);
  test_wait_until (app_test_find_label (GTK_WIDGET (self->base.window), text) != NULL);
  g_assert_null (app_test_find_tip (self->page, "Cancel"));
  g_assert_cmpuint (count_files (self), ==, n_files);

  /* One after the other, they would take a while. */
  adw_toast_overlay_dismiss_all (
      ADW_TOAST_OVERLAY (app_test_find (GTK_WIDGET (self->base.window), ADW_TYPE_TOAST_OVERLAY)));
}

/* Nothing is dropped without a word. */
static void
test_refused (FilesWindow *self, gconstpointer data)
{
  g_autofree char *path = files_window_dup_path (self, "huge.bin");
  g_autoptr (GFile) remote = g_file_new_for_uri ("sftp://somewhere/part.3mf");
  g_autoptr (GFile) folder = g_file_new_for_path (self->root);
  g_autoptr (GFile) gone = g_file_new_for_path ("/nowhere/part.3mf");
  g_autoptr (GFile) huge = g_file_new_for_path (path);
  g_autoptr (GFile) empty = files_window_create (self, "empty.txt");

  /* Nothing but a size */
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (1) << 32), ==, 0);
  g_assert_cmpint (truncate (g_file_peek_path (empty), 0), ==, 0);

  files_window_open (self);
  assert_refused (self, remote, "“part.3mf” is not on this computer. Copy it here first.");
  assert_refused (self, folder, "“card” is a folder. Send the files that are in it.");
  assert_refused (self, gone, "“part.3mf” cannot be read.");
  assert_refused (self, huge, "“huge.bin” is larger than 4 GB, and no printer’s card takes that.");
  assert_refused (self, empty, "“empty.txt” is empty.");
}

static gboolean
hover (FilesWindow *self, const char *path, const char *other)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) second = other != NULL ? g_file_new_for_path (other) : NULL;
  GSList rest = { second, NULL };
  GSList files = { file, other != NULL ? &rest : NULL };

  return culm_window_show_drop (self->base.window, 800, 400, &files);
}

static void
assert_says (FilesWindow *self, const char *text)
{
  GtkWidget *cover = GTK_WIDGET (culm_window_get_drop_cover (self->base.window));

  g_assert_true (gtk_widget_get_visible (cover));
  g_assert_nonnull (app_test_find_label (cover, text));
}

/* Files of any kind go onto the printer where its files are shown, and nowhere else. */
static void
test_drop (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) photo = files_window_create (self, "Photo.jpg");
  g_autoptr (GFile) part = files_window_create (self, "part.gcode.3mf");
  const char *path = g_file_peek_path (photo);
  const char *const paths[] = { path, NULL };
  const char *const both[] = { path, g_file_peek_path (part), NULL };
  GtkWidget *window;

  files_window_open (self);
  window = GTK_WIDGET (self->base.window);
  g_assert_true (hover (self, path, NULL));
  assert_says (self, "Send to Workshop");
  g_assert_true (hover (self, path, g_file_peek_path (part)));
  assert_says (self, "1 file can be printed, the rest is sent only");
  g_assert_true (app_test_drop (window, 800, 400, paths));
  test_wait_until (files_window_has (self, "Photo.jpg"));
  g_assert_null (app_window_get_dialog (&self->base));
  test_wait_until (count_files (self) == 5);

  /* What can be printed is asked about, and not stored. */
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_true (app_test_drop (window, 800, 400, both));
  test_wait_until (app_test_find_label (window, "“Photo.jpg” cannot be read.") != NULL);
  test_wait_until (app_window_get_dialog (&self->base) != NULL);
  adw_dialog_force_close (app_window_get_dialog (&self->base));
  g_assert_false (files_window_has (self, "part.gcode.3mf"));

  files_window_choose_source (self, "computer");
  g_assert_false (hover (self, path, NULL));
  assert_says (self, "This file type cannot be printed");
  assert_says (self, "To store it on the printer, drop it on its files.");
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/files-send/" path, FilesWindow, NULL, files_window_set_up, function,               \
              files_window_tear_down)
  ADD ("send", test_send);
  ADD ("fails", test_send_fails);
  ADD ("cancelled", test_send_cancelled);
  ADD ("warns", test_send_warns);
  ADD ("elsewhere", test_elsewhere);
  ADD ("fails-elsewhere", test_fails_elsewhere);
  ADD ("remembered", test_remembered);
  ADD ("several-exist", test_several_exist);
  ADD ("twice", test_twice);
  ADD ("unread", test_unread);
  ADD ("refused", test_refused);
  ADD ("drop", test_drop);
#undef ADD

  return g_test_run ();
}
