/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-object-picture.h>
#include <app/culm-skip-dialog.h>
#include <bambu/project/bambu-project.h>
#include <bambu/storage/bambu-storage.h>
#include <glib/gstdio.h>

#include "app-fixture.h"
#include "app-window.h"
#include "skip-fixture.h"
#include "test-wait.h"

static char *folder;

static void
assert_place (CulmObjectMap *map, int id, double x, double y)
{
  const CulmMapPlace *place = culm_object_map_find (map, id);

  g_assert_nonnull (place);
  g_assert_cmpint (place->id, ==, id);
  g_assert_cmpfloat_with_epsilon (place->x, x, 0.01);
  g_assert_cmpfloat_with_epsilon (place->y, y, 0.01);
  /* Also where the object has a hole in its middle */
  g_assert_cmpint (culm_object_map_get_at (map, place->x, place->y), ==, id);
}

static GdkRGBA
paint_ring (int id, gpointer user_data)
{
  return id == SKIP_RING ? (GdkRGBA) { 1, 0, 0, 1 } : (GdkRGBA) { 0 };
}

static void
test_map (void)
{
  g_autoptr (GBytes) pick = skip_fixture_paint (TRUE);
  g_autoptr (GBytes) broken = g_bytes_new_static ("no picture", 10);
  g_autoptr (GError) error = NULL;
  g_autoptr (CulmObjectMap) map = culm_object_map_new (pick, broken, &error);
  g_autoptr (GdkTexture) painted = NULL;
  guint32 data[512 * 512];

  g_assert_no_error (error);
  g_assert_null (culm_object_map_get_top (map));
  assert_place (map, SKIP_LEFT, 120.0 / 512, 370.0 / 512);
  assert_place (map, SKIP_RIGHT, 385.0 / 512, 380.0 / 512);
  g_assert_nonnull (culm_object_map_find (map, SKIP_RING));
  g_assert_null (culm_object_map_find (map, SKIP_NOT_ON_PLATE));
  g_assert_cmpint (culm_object_map_get_at (map, 0.5, 170.0 / 512), ==, 0);
  g_assert_cmpint (culm_object_map_get_at (map, 1, 1), ==, 0);
  g_assert_cmpint (culm_object_map_get_at (map, -0.1, 0.5), ==, 0);

  painted = culm_object_map_paint (map, paint_ring, NULL);
  gdk_texture_download (painted, (guchar *) data, 512 * 4);
  g_assert_cmphex (data[170 * 512 + 256 + 80], ==, 0xffff0000);
  g_assert_cmphex (data[370 * 512 + 120], ==, 0);

  g_assert_null (culm_object_map_new (broken, NULL, &error));
  g_assert_nonnull (error);
}

static GtkWidget *
open_dialog (AppWindow *self, DexFuture *project)
{
  g_autoptr (BambuTransfer) transfer = bambu_transfer_new ();
  AdwDialog *dialog = culm_skip_dialog_new (self->page, self->printer, project, transfer);

  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  app_test_flush ();

  return GTK_WIDGET (dialog);
}

static GtkWidget *
open_file (AppWindow *self, gboolean with_labels, gboolean with_pictures)
{
  g_autofree char *path = g_build_filename (folder, "job.gcode.3mf", NULL);

  skip_fixture_write (path, with_labels, with_pictures);

  return open_dialog (self, bambu_project_open (path));
}

static GtkWidget *
find_check (GtkWidget *dialog, const char *title)
{
  return app_test_find (app_test_find_row (dialog, title), GTK_TYPE_CHECK_BUTTON);
}

static void
assert_refused (GtkWidget *dialog, const char *reason)
{
  GtkWidget *button = app_test_find_button (dialog, "Skip…");

  g_assert_false (gtk_widget_is_sensitive (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, reason);
}

static void
test_skip (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_file (self, TRUE, TRUE);
  GtkWidget *picture;

  test_wait_until (app_test_find_label (dialog, "1: Bracket") != NULL);
  app_test_assert_named (dialog);
  g_assert_nonnull (app_test_find_label (dialog, "2: Ring"));
  g_assert_nonnull (app_test_find_label (dialog, "3: Bracket"));
  g_assert_null (app_test_find_label (dialog, "4: Gone"));
  assert_refused (dialog, "Choose what is to be skipped");

  /* The picture and the list are two ways to the same. */
  picture = app_test_find (dialog, CULM_TYPE_OBJECT_PICTURE);
  test_wait_until (gtk_widget_get_mapped (picture));
  g_signal_emit_by_name (picture, "picked", SKIP_RING);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (dialog, "2: Ring"))));
  g_signal_emit_by_name (picture, "picked", SKIP_RING);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (find_check (dialog, "2: Ring"))));

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *title = g_strdup_printf (i == 2 ? "%u: Ring" : "%u: Bracket", i);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (dialog, title)), TRUE);
    }
  assert_refused (dialog, "Nothing would be left to print. Use Stop instead.");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (dialog, "1: Bracket")), FALSE);
  app_test_click (app_test_find_button (dialog, "Skip…"));
  app_window_agree (self, "Skip");
  test_wait_until (app_window_count_requests (self, "skip_objects") == 1);
  g_assert_cmpstr (app_window_get_request (self, "skip_objects"), ==,
                   "'command':'skip_objects','obj_list':[4711,70000]");
  test_wait_until (app_window_get_dialog (self) == NULL);
  sim_printer_advance (self->simulated, 2);
  test_wait_until (bambu_printer_is_object_skipped (self->printer, SKIP_RING));
  g_assert_cmpint (bambu_job_get_n_skipped (bambu_printer_get_job (self->printer)), ==, 2);

  /* What is skipped stays so. */
  dialog = open_file (self, TRUE, TRUE);
  test_wait_until (app_test_find_label (dialog, "2: Ring") != NULL);
  g_assert_false (gtk_widget_is_sensitive (find_check (dialog, "2: Ring")));
  g_assert_true (gtk_widget_is_sensitive (find_check (dialog, "1: Bracket")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (dialog, "1: Bracket")), TRUE);
  assert_refused (dialog, "Nothing would be left to print. Use Stop instead.");
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* Somebody skips at the printer's own screen meanwhile. */
static void
test_skipped_elsewhere (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_file (self, TRUE, FALSE);

  test_wait_until (app_test_find_label (dialog, "2: Gone") != NULL);
  g_assert_false (gtk_widget_get_mapped (app_test_find (dialog, CULM_TYPE_OBJECT_PICTURE)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (dialog, "1: Bracket")), TRUE);
  app_window_patch (self, "{\"s_obj\":[123]}");
  test_wait_until (!gtk_widget_is_sensitive (find_check (dialog, "1: Bracket")));
  assert_refused (dialog, "Choose what is to be skipped");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  g_assert_cmpuint (app_window_count_requests (self, "skip_objects"), ==, 0);
}

static void
test_no_labels (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_file (self, FALSE, TRUE);

  test_wait_until (app_test_find_label (dialog, "The Objects Cannot Be Told Apart") != NULL);
  g_assert_null (app_test_find_button (dialog, "Skip…"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
test_no_file (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (
      self, dex_future_new_reject (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_NOT_FOUND, "gone"));

  test_wait_until (app_test_find_label (dialog, "The File Is Not on the Printer") != NULL);
  g_assert_null (app_test_find_button (dialog, "Skip…"));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

/* The question does not apply to what comes next. */
static void
test_job_over (AppWindow *self, gconstpointer data)
{
  GtkWidget *dialog = open_file (self, TRUE, TRUE);

  test_wait_until (app_test_find_label (dialog, "1: Bracket") != NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_check (dialog, "1: Bracket")), TRUE);
  app_test_click (app_test_find_button (dialog, "Skip…"));
  test_wait_until (app_window_get_dialog (self) != ADW_DIALOG (dialog));
  app_window_patch (self, "{\"gcode_state\":\"FINISH\"}");
  test_wait_until (app_window_get_dialog (self) == NULL);
  g_assert_cmpuint (app_window_count_requests (self, "skip_objects"), ==, 0);
}

/* The file still comes when nobody wants it any more. */
static void
test_closed_early (AppWindow *self, gconstpointer data)
{
  g_autoptr (DexPromise) promise = dex_promise_new ();
  GtkWidget *dialog = open_dialog (self, dex_ref (DEX_FUTURE (promise)));

  g_assert_nonnull (app_test_find_label (dialog, "Getting the file of this print…"));
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  test_wait_until (dialog == NULL);
  dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "too late"));
  app_test_flush ();
}

int
main (int argc, char *argv[])
{
  int status;
  g_autofree char *path = NULL;

  if (!app_test_init (&argc, &argv))
    return 77;

  folder = g_dir_make_tmp ("culm-skip-XXXXXX", NULL);
  path = g_build_filename (folder, "job.gcode.3mf", NULL);

  g_test_add_func ("/skip/map", test_map);
#define ADD(path, function)                                                                        \
  g_test_add ("/skip/" path, AppWindow, "P1S", app_window_set_up, function, app_window_tear_down)
  ADD ("skip", test_skip);
  ADD ("skipped-elsewhere", test_skipped_elsewhere);
  ADD ("no-labels", test_no_labels);
  ADD ("no-file", test_no_file);
  ADD ("job-over", test_job_over);
  ADD ("closed-early", test_closed_early);
#undef ADD

  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);

  return status;
}
