/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-files-page.h>
#include <app/culm-folder-page.h>
#include <app/culm-recent-files.h>
#include <app/culm-window-private.h>
#include <bambu/bambu-job-file.h>
#include <bambu/project/bambu-project.h>
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "files-window.h"
#include "skip-fixture.h"
#include "test-wait.h"

static void
show (FilesWindow *self)
{
  self->page = g_object_new (CULM_TYPE_FILES_PAGE, "printer", self->base.printer, NULL);
  adw_navigation_view_push (
      ADW_NAVIGATION_VIEW (adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self->base.page))),
      adw_navigation_page_new (self->page, "Files"));
  g_assert_nonnull (app_test_find_label (self->page, "No Files to Show"));
  g_object_set (self->page, "storage", self->storage, NULL);
  app_test_flush ();
}

static GtkSelectionModel *
get_model (FilesWindow *self)
{
  return files_window_get_model (files_window_get_folder_page (self));
}

static void
assert_names (FilesWindow *self, const char *expected)
{
  files_window_assert_names (files_window_get_folder_page (self), expected);
}

static gboolean
has_files (gpointer data)
{
  return CULM_IS_FOLDER_PAGE (files_window_get_folder_page (data))
         && g_list_model_get_n_items (G_LIST_MODEL (get_model (data))) > 0;
}

static void
show_files (FilesWindow *self)
{
  show (self);
  app_test_wait (has_files, self);
}

static void
choose (FilesWindow *self, guint position)
{
  gtk_selection_model_select_item (get_model (self), position, TRUE);
  app_test_flush ();
}

static gboolean
press (FilesWindow *self, const char *action)
{
  return gtk_widget_activate_action (files_window_get_folder_page (self), action, NULL);
}

static void
test_list (FilesWindow *self, gconstpointer data)
{
  GtkWidget *folder_page;

  show_files (self);
  app_test_assert_named (self->page);
  assert_names (self, "timelapse Anvil.gcode.3mf bracket.gcode.3mf notes.txt");

  folder_page = files_window_get_folder_page (self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (app_test_find (folder_page, GTK_TYPE_DROP_DOWN)), 1);
  assert_names (self, "timelapse Anvil.gcode.3mf bracket.gcode.3mf");
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (folder_page, GTK_TYPE_SEARCH_ENTRY)),
                         "BRACK");
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (get_model (self))) == 1);
  assert_names (self, "bracket.gcode.3mf");
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (folder_page, GTK_TYPE_SEARCH_ENTRY)), "zzz");
  test_wait_until (app_test_find_label (folder_page, "Nothing Found") != NULL);
  app_test_click (app_test_find_button (folder_page, "Show All Files"));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (get_model (self))) == 4);

  /* Into a folder, and back */
  g_signal_emit_by_name (app_test_find (folder_page, GTK_TYPE_GRID_VIEW), "activate", 0);
  test_wait_until (files_window_get_folder_page (self) != folder_page);
  app_test_wait (has_files, self);
  assert_names (self, "video.mp4");
  app_test_click (app_test_find_tip (self->page, "Back"));
  test_wait_until (files_window_get_folder_page (self) == folder_page);
}

/* In the window, as users come to it */
static void
test_view (FilesWindow *self, gconstpointer data)
{
  GtkWidget *entry;

  g_object_set (self->base.page, "view", "files", NULL);
  test_wait_until (app_test_find (self->base.page, CULM_TYPE_FOLDER_PAGE) != NULL);
  self->page = app_test_find (self->base.page, CULM_TYPE_FILES_PAGE);
  entry = app_test_find (files_window_get_folder_page (self), GTK_TYPE_SEARCH_ENTRY);
  test_wait_until (gtk_widget_get_mapped (entry));
  gtk_widget_activate_action (GTK_WIDGET (self->base.window), "win.search", NULL);
  /* Whether the window is active is for others to say. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->base.window))
                 == GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))));
}

static void
test_failure (FilesWindow *self, gconstpointer data)
{
  sim_local_storage_fail_next (self->storage, BAMBU_STORAGE_ERROR_BUSY);
  show (self);
  test_wait_until (app_test_find_label (self->page, "Files Cannot Be Shown") != NULL);
  app_test_click (app_test_find_button (self->page, "Try Again"));
  app_test_wait (has_files, self);

  /* What was there is not what is there. */
  sim_local_storage_fail_next (self->storage, BAMBU_STORAGE_ERROR_UNREACHABLE);
  press (self, "files.reload");
  test_wait_until (app_test_find_label (self->page, "Files Cannot Be Shown") != NULL);
}

static void
test_empty (FilesWindow *self, gconstpointer data)
{
  files_window_clear (self);
  show (self);
  test_wait_until (app_test_find_label (self->page, "No Files") != NULL);
  app_test_assert_named (self->page);
}

static void
test_delete (FilesWindow *self, gconstpointer data)
{
  show_files (self);
  g_assert_null (app_test_find_tip (self->page, "Delete…"));
  choose (self, 1);
  g_assert_true (press (self, "files.delete"));
  test_wait_until (app_window_get_dialog (&self->base) != NULL);
  g_assert_nonnull (
      app_test_find_label (GTK_WIDGET (app_window_get_dialog (&self->base)), "Delete 1 File?"));
  adw_dialog_close (app_window_get_dialog (&self->base));
  test_wait_until (app_window_get_dialog (&self->base) == NULL);
  g_assert_true (files_window_has (self, "Anvil.gcode.3mf"));

  gtk_selection_model_select_item (get_model (self), 3, FALSE);
  g_assert_true (press (self, "files.delete"));
  app_window_agree (&self->base, "Delete");
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (get_model (self))) == 2);
  assert_names (self, "timelapse bracket.gcode.3mf");
  g_assert_false (files_window_has (self, "Anvil.gcode.3mf"));
  g_assert_false (files_window_has (self, "notes.txt"));
}

static void
test_rename (FilesWindow *self, gconstpointer data)
{
  GtkWidget *dialog;

  show_files (self);
  choose (self, 1);
  g_assert_true (press (self, "files.rename"));
  test_wait_until (app_window_get_dialog (&self->base) != NULL);
  dialog = GTK_WIDGET (app_window_get_dialog (&self->base));
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (dialog, ADW_TYPE_ENTRY_ROW)), "a:b");
  app_window_agree (&self->base, "Rename");
  g_assert_true (files_window_has (self, "Anvil.gcode.3mf"));

  g_assert_true (press (self, "files.rename"));
  test_wait_until (app_window_get_dialog (&self->base) != NULL);
  dialog = GTK_WIDGET (app_window_get_dialog (&self->base));
  gtk_editable_set_text (GTK_EDITABLE (app_test_find (dialog, ADW_TYPE_ENTRY_ROW)),
                         "hammer.gcode.3mf");
  app_window_agree (&self->base, "Rename");
  test_wait_until (files_window_has (self, "hammer.gcode.3mf"));
  g_assert_false (files_window_has (self, "Anvil.gcode.3mf"));
}

static gpointer
await (DexFuture *future, GError **error)
{
  gpointer result = NULL;

  test_wait_until (!dex_future_is_pending (future));
  if (dex_future_is_resolved (future))
    result = g_value_dup_object (dex_future_get_value (future, NULL));
  else
    dex_future_get_value (future, error);

  return result;
}

/* The job's file is the one with its name, and no other one. */
static void
test_job_file (FilesWindow *self, gconstpointer data)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autofree char *cache = g_build_filename (self->root, "cache", NULL);
  g_autofree char *path = g_build_filename (cache, "My_part.gcode.3mf", NULL);
  g_autoptr (DexFuture) missing = NULL;
  g_autoptr (DexFuture) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuProject) project = NULL;
  g_autofree char *copy = NULL;

  app_window_patch (&self->base,
                    "{\"subtask_name\":\"My part\",\"gcode_file\":\"My part.gcode.3mf\"}");
  missing = bambu_job_file_open (self->base.printer, BAMBU_STORAGE (self->storage), NULL, transfer);
  g_assert_null (await (missing, &error));
  g_assert_error (error, BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_cmpint (g_mkdir (cache, 0700), ==, 0);
  skip_fixture_write (path, TRUE, TRUE);
  found = bambu_job_file_open (self->base.printer, BAMBU_STORAGE (self->storage), NULL, transfer);
  project = await (found, &error);
  g_assert_no_error (error);
  dex_clear (&found);
  copy = g_strdup (bambu_project_get_values (project)->path);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_object (&project);
  /* The thread that read it may hold it a little longer. */
  test_wait_until (!g_file_test (copy, G_FILE_TEST_EXISTS));
}

static char *
dup_job_path (FilesWindow *self, const char *const *sent)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  g_autoptr (DexFuture) found =
      bambu_job_file_open (self->base.printer, BAMBU_STORAGE (self->storage), sent, transfer);
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuProject) project = await (found, &error);

  g_assert_no_error (error);

  return g_strdup (bambu_project_get_values (project)->path);
}

/* What was sent from here need not be fetched, if it is still what was sent. */
static void
test_job_file_sent (FilesWindow *self, gconstpointer data)
{
  g_autofree char *stored = g_build_filename (self->root, "My_part.gcode.3mf", NULL);
  g_autofree char *sent = files_window_dup_path (self, "My part.gcode.3mf");
  g_autofree char *other = files_window_dup_path (self, "My other part.gcode.3mf");
  const char *const paths[] = { "/nowhere/My part.gcode.3mf", other, sent, NULL };
  g_autofree char *used = NULL;
  g_autofree char *after = NULL;
  g_autofree char *data_sent = NULL;
  gsize size;

  skip_fixture_write (stored, TRUE, TRUE);
  g_assert_true (g_file_get_contents (stored, &data_sent, &size, NULL));
  g_assert_true (g_file_set_contents (sent, data_sent, (gssize) size, NULL));
  g_assert_true (g_file_set_contents (other, data_sent, (gssize) size, NULL));
  app_window_patch (&self->base,
                    "{\"subtask_name\":\"My part\",\"gcode_file\":\"My_part.gcode.3mf\"}");
  used = dup_job_path (self, paths);
  g_assert_cmpstr (used, ==, sent);

  /* Sliced again */
  g_assert_true (g_file_set_contents (sent, data_sent, (gssize) size - 1, NULL));
  after = dup_job_path (self, paths);
  g_assert_cmpstr (after, !=, sent);
  test_wait_until (!g_file_test (after, G_FILE_TEST_EXISTS));

  /* Of the right size, and broken */
  data_sent[0] = 'X';
  g_assert_true (g_file_set_contents (sent, data_sent, (gssize) size, NULL));
  g_free (after);
  after = dup_job_path (self, paths);
  g_assert_cmpstr (after, !=, sent);
}

/* As users come to it: what the printer has would be of no use, but it is the same file. */
static void
test_skip_sent (FilesWindow *self, gconstpointer data)
{
  g_autofree char *stored = g_build_filename (self->root, "Bracket_v3.gcode.3mf", NULL);
  g_autofree char *sent = files_window_dup_path (self, "Bracket v3.gcode.3mf");
  g_autofree char *zeros = NULL;
  GStatBuf status;
  GtkWidget *dialog;

  skip_fixture_write (sent, TRUE, TRUE);
  g_assert_cmpint (g_stat (sent, &status), ==, 0);
  zeros = g_malloc0 (status.st_size);
  g_assert_true (g_file_set_contents (stored, zeros, status.st_size, NULL));
  files_window_open (self);
  culm_recent_files_add (culm_window_get_settings (self->base.window), sent);
  gtk_widget_activate_action (GTK_WIDGET (self->base.window), "win.skip-objects", "s",
                              bambu_printer_get_serial (self->base.printer));
  test_wait_until ((dialog = GTK_WIDGET (app_window_get_dialog (&self->base))) != NULL);
  test_wait_until (app_test_find_label (dialog, "2: Ring") != NULL);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/files/" path, FilesWindow, NULL, files_window_set_up, function,                    \
              files_window_tear_down)
  ADD ("list", test_list);
  ADD ("view", test_view);
  ADD ("failure", test_failure);
  ADD ("empty", test_empty);
  ADD ("delete", test_delete);
  ADD ("rename", test_rename);
  ADD ("job-file", test_job_file);
  ADD ("job-file-sent", test_job_file_sent);
  ADD ("skip-sent", test_skip_sent);
#undef ADD

  return g_test_run ();
}
