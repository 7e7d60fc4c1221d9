/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <app/culm-history-actions.h>
#include <app/culm-history-page.h>
#include <app/culm-prices.h>
#include <app/culm-record-dialog.h>
#include <app/culm-record-row.h>
#include <app/culm-trend-table.h>
#include <app/culm-window-private.h>
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "app-window.h"
#include "test-wait.h"

/* A window with a printer that prints, and what it printed before. */
typedef struct
{
  AppWindow app;
  BambuStore *store;
  BambuPrintHistory *history;
  GtkWidget *page;
} Fixture;

#define N_PAST 7

static const char *
get_view (Fixture *fixture)
{
  g_autofree char *view = NULL;

  g_object_get (fixture->page, "view", &view, NULL);

  return g_intern_string (view);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  app_window_set_up (&fixture->app, "P1S");
  fixture->store = bambu_store_new (NULL);
  fixture->history = bambu_print_history_new (fixture->store, fixture->app.fleet);
  culm_window_set_print_history (fixture->app.window, fixture->history);
  g_object_set (fixture->history, "takes-pictures", FALSE, NULL);
  g_object_set (fixture->app.page, "view", "history", NULL);
  fixture->page = app_test_find (fixture->app.page, CULM_TYPE_HISTORY_PAGE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->history);
  app_window_tear_down (&fixture->app, "P1S");
  g_clear_object (&fixture->store);
}

static GListModel *
get_model (Fixture *fixture)
{
  GtkWidget *scrollable = app_test_find (fixture->page, ADW_TYPE_CLAMP_SCROLLABLE);

  return G_LIST_MODEL (
      gtk_list_view_get_model (GTK_LIST_VIEW (app_test_find (scrollable, GTK_TYPE_LIST_VIEW))));
}

static guint
count_shown (Fixture *fixture)
{
  return g_list_model_get_n_items (get_model (fixture));
}

static void
load (Fixture *fixture)
{
  test_await_true (bambu_print_history_load (fixture->history));
  test_wait_until (count_shown (fixture) > 0);
}

/* The printer is a demo's: that has a past, which comes a little later. */
static void
load_past (Fixture *fixture)
{
  load (fixture);
  test_wait_until (count_shown (fixture) == N_PAST + 1);
}

static GtkDropDown *
find_drop (GtkWidget *widget, guint *n)
{
  if (GTK_IS_DROP_DOWN (widget) && (*n)-- == 0)
    return GTK_DROP_DOWN (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkDropDown *found = find_drop (child, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
choose (Fixture *fixture, guint drop, guint position)
{
  gtk_drop_down_set_selected (find_drop (fixture->page, &drop), position);
}

/* Returns: 0: it is not there yet */
static guint
find_material (Fixture *fixture, const char *material)
{
  guint n = 2;
  GListModel *materials = gtk_drop_down_get_model (find_drop (fixture->page, &n));

  for (guint i = 1; i < g_list_model_get_n_items (materials); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (materials), i), material))
      return i;

  return 0;
}

static gboolean
has_row (Fixture *fixture, const char *prefix)
{
  GtkWidget *row = app_test_find (fixture->page, CULM_TYPE_RECORD_ROW);
  g_autofree char *spoken = NULL;

  if (row != NULL)
    g_object_get (row, "spoken", &spoken, NULL);

  return spoken != NULL && g_str_has_prefix (spoken, prefix);
}

/* From nothing to a print that is over */
static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_autofree char *running = NULL;

  test_wait_until (g_str_equal (get_view (fixture), "loading"));
  load (fixture);
  running = g_strdup_printf ("%s, Printing, 42 %%, ",
                             bambu_job_get_name (bambu_printer_get_job (fixture->app.printer)));
  test_wait_until (has_row (fixture, running));
  test_wait_until (count_shown (fixture) == N_PAST + 1);
  app_test_assert_named (fixture->page);

  app_window_patch (&fixture->app, "{\"gcode_state\":\"FINISH\",\"mc_percent\":100}");
  g_clear_pointer (&running, g_free);
  running = g_strdup_printf ("%s, Finished, ",
                             bambu_job_get_name (bambu_printer_get_job (fixture->app.printer)));
  test_wait_until (has_row (fixture, running));
  g_assert_cmpuint (count_shown (fixture), ==, N_PAST + 1);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = app_test_find (fixture->page, GTK_TYPE_SEARCH_ENTRY);

  load_past (fixture);
  choose (fixture, 1, 2);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  choose (fixture, 1, 3);
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  choose (fixture, 1, 0);

  /* “All materials” and what there is, in the order that it came up */
  test_wait_until (find_material (fixture, "PETG") > 0);
  choose (fixture, 2, find_material (fixture, "PETG"));
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  choose (fixture, 2, 0);

  /* Ctrl+F, and what is in notes is found too. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->app.window), "win.search", NULL);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->app.window)), search));
  gtk_editable_set_text (GTK_EDITABLE (search), "NO BRIM");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing is called so");
  g_signal_emit_by_name (search, "search-changed");
  test_wait_until (g_str_equal (get_view (fixture), "no-results"));
  app_test_click (app_test_find_button (fixture->page, "Show All"));
  g_signal_emit_by_name (search, "search-changed");
  test_wait_until (g_str_equal (get_view (fixture), "list"));
  g_assert_cmpuint (count_shown (fixture), ==, N_PAST + 1);

  choose (fixture, 3, 1);
  g_assert_cmpuint (count_shown (fixture), ==, 6);
}

/* One page for all of them: rows say which. */
static void
test_all_printers (Fixture *fixture, gconstpointer data)
{
  load_past (fixture);
  app_test_settle (GTK_WIDGET (fixture->app.window));
  choose (fixture, 0, 1);
  g_assert_cmpuint (count_shown (fixture), ==, N_PAST + 1);
  app_test_settle (GTK_WIDGET (fixture->app.window));
  for (guint i = 0; i < count_shown (fixture); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (get_model (fixture), i);

      g_assert_cmpstr (bambu_print_record_get_known (record)->printer_name, ==,
                       bambu_printer_get_name (fixture->app.printer));
    }
  choose (fixture, 0, 0);
  g_assert_cmpuint (count_shown (fixture), ==, N_PAST + 1);
}

static AdwDialog *
open_row (Fixture *fixture, const char *name)
{
  GtkWidget *scrollable = app_test_find (fixture->page, ADW_TYPE_CLAMP_SCROLLABLE);
  GtkWidget *view = app_test_find (scrollable, GTK_TYPE_LIST_VIEW);

  for (guint i = 0; i < count_shown (fixture); i++)
    {
      g_autoptr (BambuPrintRecord) record = g_list_model_get_item (get_model (fixture), i);

      if (g_str_equal (bambu_print_record_get_known (record)->name, name))
        g_signal_emit_by_name (view, "activate", i);
    }
  test_wait_until (app_window_get_dialog (&fixture->app) != NULL);

  return app_window_get_dialog (&fixture->app);
}

static BambuPrintRecord *
find_record (Fixture *fixture, const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->history)); i++)
    {
      g_autoptr (BambuPrintRecord) record =
          g_list_model_get_item (G_LIST_MODEL (fixture->history), i);

      if (g_str_equal (bambu_print_record_get_known (record)->name, name))
        return record;
    }

  return NULL;
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *note;
  GtkWidget *picture;

  load_past (fixture);
  culm_prices_set (culm_window_get_settings (fixture->app.window), "PLA", 20);
  dialog = open_row (fixture, "Desk organiser");
  g_assert_cmpstr (adw_dialog_get_title (dialog), ==, "Desk organiser");
  test_wait_until (app_test_find_label (GTK_WIDGET (dialog), "3.41") != NULL);
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "5 h 31 min"));
  g_assert_nonnull (app_test_find_label (GTK_WIDGET (dialog), "white · 22 g · A3"));
  picture =
      app_test_find (app_test_find (GTK_WIDGET (dialog), ADW_TYPE_CAROUSEL), GTK_TYPE_PICTURE);
  g_assert_nonnull (picture);
  test_wait_until (gtk_picture_get_paintable (GTK_PICTURE (picture)) != NULL);

  test_wait_until (app_test_find_label (GTK_WIDGET (dialog), "Temperatures") != NULL);
  g_assert_false (
      gtk_widget_get_mapped (app_test_find (GTK_WIDGET (dialog), CULM_TYPE_TREND_TABLE)));
  g_object_set (dialog, "table", TRUE, NULL);
  test_wait_until (
      gtk_widget_get_mapped (app_test_find (GTK_WIDGET (dialog), CULM_TYPE_TREND_TABLE)));
  app_test_assert_named (GTK_WIDGET (dialog));

  /* What is written is kept, at the latest with the dialog. */
  note = app_test_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (note)), "Good", -1);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_close (dialog);
  test_wait_until (dialog == NULL);
  test_wait_until (
      g_strcmp0 (bambu_print_record_get_known (find_record (fixture, "Desk organiser"))->note,
                 "Good")
      == 0);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  AdwDialog *dialog;

  load_past (fixture);
  dialog = open_row (fixture, "Hinge test");
  app_test_click (app_test_find_tip (GTK_WIDGET (dialog), "Delete from This Computer"));
  test_wait_until (count_shown (fixture) == N_PAST);
  g_assert_null (find_record (fixture, "Hinge test"));

  test_wait_until (app_window_find_toast (&fixture->app, "Undo") != NULL);
  app_test_click (
      gtk_widget_get_ancestor (app_window_find_toast (&fixture->app, "Undo"), GTK_TYPE_BUTTON));
  test_wait_until (count_shown (fixture) == N_PAST + 1);
  g_assert_nonnull (find_record (fixture, "Hinge test"));

  /* What prints cannot be deleted. */
  dialog = open_row (fixture, bambu_job_get_name (bambu_printer_get_job (fixture->app.printer)));
  g_assert_null (app_test_find_tip (GTK_WIDGET (dialog), "Delete from This Computer"));
  adw_dialog_force_close (dialog);
}

static void
test_clear (Fixture *fixture, gconstpointer data)
{
  load_past (fixture);
  app_test_settle (GTK_WIDGET (fixture->app.window));
  gtk_widget_activate_action (fixture->page, "history.clear", NULL);
  app_window_agree (&fixture->app, "Clear");
  test_wait_until (g_str_equal (get_view (fixture), "empty") || count_shown (fixture) == 1);
  g_assert_null (find_record (fixture, "Hinge test"));
}

static gboolean
is_there (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &contents, &length, NULL) && length > 0;
}

/* What is shown, and nothing else */
static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-history-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "prints.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *contents = NULL;

  g_assert_no_error (error);
  load_past (fixture);
  choose (fixture, 1, 2);
  culm_history_actions_save (fixture->page, get_model (fixture), "csv", file);
  test_wait_until (is_there (path));
  test_wait_until (app_window_find_toast (&fixture->app, "History exported") != NULL);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "\r\nfailed,\"Vase, spiral\","));
  g_assert_null (strstr (contents, "Benchy"));

  g_assert_no_errno (g_unlink (path));
  g_assert_no_errno (g_rmdir (folder));
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(path, function)                                                                        \
  g_test_add ("/app/history-page/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("print", test_print);
  ADD ("filters", test_filters);
  ADD ("all-printers", test_all_printers);
  ADD ("details", test_details);
  ADD ("delete", test_delete);
  ADD ("clear", test_clear);
  ADD ("export", test_export);
#undef ADD

  return g_test_run ();
}
