/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-file-row.h>
#include <app/culm-files-page.h>
#include <app/culm-print-dialog.h>
#include <app/culm-recent-files.h>
#include <app/culm-recent-page.h>
#include <app/culm-spool.h>
#include <app/culm-window-private.h>
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "files-window.h"
#include "launch-fixture.h"
#include "print-file.h"
#include "test-wait.h"

static const PrintFilament filaments[] = {
  { "PLA", "#FFFFFF", "GFA00", 10 },
  { "PETG", "#0A2989", "GFG00", 3 },
};

/* Last sent first: a whole one, one that is gone, a broken one, and a small one */
static GtkWidget *
show (FilesWindow *self)
{
  static const char *const names[] = { "small.gcode.3mf", "broken.gcode.3mf", "gone.gcode.3mf",
                                       "Whole.gcode.3mf" };
  g_autofree char *whole = files_window_dup_path (self, "Whole.gcode.3mf");
  g_autofree char *small = files_window_dup_path (self, "small.gcode.3mf");
  g_autoptr (GFile) broken = files_window_create (self, "broken.gcode.3mf");
  GtkWidget *page;

  print_file_write (whole, "C12", 2, filaments, 2);
  print_file_write (small, "C12", 1, filaments, 1);
  files_window_open (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = files_window_dup_path (self, names[i]);

      culm_recent_files_add (culm_window_get_settings (self->base.window), path);
    }

  files_window_choose_source (self, "computer");
  page = app_test_find (self->page, CULM_TYPE_RECENT_PAGE);
  test_wait_until (app_test_find_label (page, "2 plates · 4 h 8 min") != NULL);

  return page;
}

static GtkWidget *
find_row (GtkWidget *page, const char *name)
{
  GtkWidget *label = app_test_find_label (page, name);

  return label != NULL ? gtk_widget_get_ancestor (label, CULM_TYPE_FILE_ROW) : NULL;
}

static guint
count_spools (GtkWidget *row)
{
  GtkWidget *spool = app_test_find (row, CULM_TYPE_SPOOL);
  guint n = 0;

  for (; spool != NULL; spool = gtk_widget_get_next_sibling (spool))
    n++;

  return n;
}

static void
test_list (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);
  GtkWidget *gone = find_row (page, "gone.gcode.3mf");
  GtkWidget *sort = app_test_find (page, GTK_TYPE_DROP_DOWN);

  app_test_assert_named (self->page);
  files_window_assert_names (page,
                             "Whole.gcode.3mf gone.gcode.3mf broken.gcode.3mf small.gcode.3mf");
  g_assert_cmpuint (count_spools (find_row (page, "Whole.gcode.3mf")), ==, 2);
  g_assert_nonnull (app_test_find_label (gone, "Not there any more"));
  test_wait_until (app_test_find_label (find_row (page, "broken.gcode.3mf"),
                                        "This is neither a 3MF file nor G-code.")
                   != NULL);
  test_wait_until (app_test_find_label (find_row (page, "small.gcode.3mf"), "2 h 4 min") != NULL);
  g_assert_cmpuint (count_spools (find_row (page, "small.gcode.3mf")), ==, 1);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gone), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "gone.gcode.3mf, Not there any more");

  /* The kinds that a printer may have are not asked about. */
  while (!gtk_widget_get_visible (sort))
    sort = gtk_widget_get_next_sibling (sort);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (sort), 0);
  files_window_assert_names (page,
                             "Whole.gcode.3mf broken.gcode.3mf gone.gcode.3mf small.gcode.3mf");
}

static void
test_search (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);
  GtkWidget *entry = app_test_find (page, GTK_TYPE_SEARCH_ENTRY);

  gtk_widget_activate_action (GTK_WIDGET (self->base.window), "win.search", NULL);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (self->base.window))
                 == GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))));
  gtk_editable_set_text (GTK_EDITABLE (entry), "SMA");
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (files_window_get_model (page))) == 1);
  files_window_assert_names (page, "small.gcode.3mf");
}

static void
test_empty (FilesWindow *self, gconstpointer data)
{
  g_autoptr (GFile) file = files_window_create (self, "part.gcode.3mf");
  GtkWidget *page;

  files_window_open (self);
  files_window_choose_source (self, "computer");
  page = app_test_find (self->page, CULM_TYPE_RECENT_PAGE);
  test_wait_until (app_test_find_label (page, "No Files") != NULL);
  g_assert_nonnull (app_test_find_button (self->page, "Print a File…"));
  g_assert_null (app_test_find_button (self->page, "Send File…"));
  g_assert_null (app_test_find_button (page, "Look Again"));
  app_test_assert_named (self->page);

  culm_recent_files_add (culm_window_get_settings (self->base.window), g_file_peek_path (file));
  test_wait_until (find_row (page, "part.gcode.3mf") != NULL);
}

static void
choose (GtkWidget *page, guint position, gboolean others_too)
{
  gtk_selection_model_select_item (files_window_get_model (page), position, !others_too);
  app_test_flush ();
}

static void
test_print (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);

  choose (page, 0, FALSE);
  app_test_click (app_test_find_button (page, "Print…"));
  test_wait_until (app_window_get_dialog (&self->base) != NULL);
  g_assert_true (CULM_IS_PRINT_DIALOG (app_window_get_dialog (&self->base)));
  test_wait_until (app_test_find_label (GTK_WIDGET (app_window_get_dialog (&self->base)), "Whole")
                   != NULL);
  adw_dialog_force_close (app_window_get_dialog (&self->base));

  /* Several are asked about one after the other. */
  choose (page, 3, TRUE);
  app_test_click (app_test_find_button (page, "Print…"));
  test_wait_until (app_window_get_dialog (&self->base) != NULL);
  g_assert_nonnull (
      app_test_find_label (GTK_WIDGET (app_window_get_dialog (&self->base)), "File 1 of 2"));
  adw_dialog_force_close (app_window_get_dialog (&self->base));
}

static void
test_gone (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);

  choose (page, 1, FALSE);
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (page, "Print…")));
  g_assert_false (gtk_widget_is_sensitive (app_test_find_button (page, "Open in Slicer…")));
  g_assert_false (gtk_widget_is_sensitive (app_test_find_tip (page, "Show in Folder")));
  g_assert_true (gtk_widget_is_sensitive (app_test_find_tip (page, "Remove from the List")));

  g_signal_emit_by_name (app_test_find (page, GTK_TYPE_GRID_VIEW), "activate", 1);
  test_wait_until (app_window_find_toast (&self->base, "“gone.gcode.3mf” is not there any more.")
                   != NULL);
  g_assert_null (app_window_get_dialog (&self->base));
}

/* Looking again, it is there. */
static void
test_back (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);
  g_autofree char *path = files_window_dup_path (self, "gone.gcode.3mf");

  print_file_write (path, "C12", 3, filaments, 1);
  gtk_widget_activate_action (page, "recent.reload", NULL);
  test_wait_until (app_test_find_label (page, "3 plates · 6 h 12 min") != NULL);
  g_assert_null (app_test_find_label (page, "Not there any more"));
}

static void
test_remove (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);
  g_autofree char *path = files_window_dup_path (self, "Whole.gcode.3mf");

  choose (page, 0, FALSE);
  choose (page, 2, TRUE);
  app_test_click (app_test_find_tip (page, "Remove from the List"));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (files_window_get_model (page))) == 2);
  files_window_assert_names (page, "gone.gcode.3mf small.gcode.3mf");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  test_wait_until (app_window_find_toast (&self->base, "Undo") != NULL);
  app_test_click (app_window_find_toast (&self->base, "Undo"));
  test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (files_window_get_model (page))) == 4);
  files_window_assert_names (page,
                             "Whole.gcode.3mf gone.gcode.3mf broken.gcode.3mf small.gcode.3mf");
}

static void
test_open (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);
  g_autofree char *path = files_window_dup_path (self, "Whole.gcode.3mf");

  launch_fixture_set_app (path);
  choose (page, 0, FALSE);
  app_test_click (app_test_find_button (page, "Open in Slicer…"));
  test_wait_until (g_strcmp0 (launch_fixture_get_opened (), path) == 0);
}

static void
test_show (FilesWindow *self, gconstpointer data)
{
  GtkWidget *page = show (self);
  g_autofree char *path = files_window_dup_path (self, "Whole.gcode.3mf");

  launch_fixture_own_portal ();
  choose (page, 0, FALSE);
  app_test_click (app_test_find_tip (page, "Show in Folder"));
  test_wait_until (launch_fixture_has_shown (path));
}

/* What is on the printer is looked at in the same way; a copy of it is not remembered here. */
static void
test_on_printer (FilesWindow *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->root, "Spool.gcode.3mf", NULL);
  g_auto (GStrv) recent = NULL;
  GtkWidget *row;
  GtkWidget *dialog;

  print_file_write (path, "C12", 2, filaments, 2);
  files_window_open (self);
  test_wait_until (app_test_find_label (self->page, "2 plates · 4 h 8 min") != NULL);
  row = find_row (self->page, "Spool.gcode.3mf");
  g_assert_cmpuint (count_spools (row), ==, 2);

  choose (files_window_get_folder_page (self), 2, FALSE);
  app_test_click (app_test_find_button (self->page, "Print…"));
  test_wait_until ((dialog = GTK_WIDGET (app_window_get_dialog (&self->base))) != NULL);
  test_wait_until (app_test_find_label (dialog, "Spool") != NULL);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  recent = culm_recent_files_list (culm_window_get_settings (self->base.window));
  g_assert_null (recent[0]);
}

int
main (int argc, char *argv[])
{
  int result;

  launch_fixture_init ();
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/files-computer/" path, FilesWindow, NULL, files_window_set_up, function,           \
              files_window_tear_down)
  ADD ("list", test_list);
  ADD ("search", test_search);
  ADD ("empty", test_empty);
  ADD ("print", test_print);
  ADD ("gone", test_gone);
  ADD ("back", test_back);
  ADD ("remove", test_remove);
  ADD ("open", test_open);
  ADD ("show", test_show);
  ADD ("on-printer", test_on_printer);
#undef ADD

  result = g_test_run ();
  launch_fixture_finish ();

  return result;
}
