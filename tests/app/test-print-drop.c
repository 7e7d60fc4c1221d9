/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <app/culm-drop-cover.h>
#include <app/culm-printer-row.h>
#include <app/culm-window-private.h>

#include "app-fixture.h"
#include "print-window.h"
#include "test-printer.h"
#include "test-wait.h"

static const PrintFilament white[] = { { "PLA", "#FFFFFF", "GFA00", 10 } };

static GtkWidget *
get_window (PrintWindow *self)
{
  return GTK_WIDGET (self->window.window);
}

static gboolean
hover (PrintWindow *self, double x, double y, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GSList files = { file, NULL };

  return culm_window_show_drop (self->window.window, x, y, &files);
}

static void
assert_says (PrintWindow *self, const char *text)
{
  GtkWidget *cover = GTK_WIDGET (culm_window_get_drop_cover (self->window.window));

  g_assert_true (gtk_widget_get_visible (cover));
  g_assert_nonnull (app_test_find_label (cover, text));
}

/* On every view, the file is for the printer that is shown. */
static void
test_page (PrintWindow *self, gconstpointer data)
{
  static const char *const views[] = { "status", "ams", "history" };
  const char *const paths[] = { self->path, NULL };

  print_window_write (self, 1, white, 1);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      GtkWidget *dialog;

      g_object_set (self->window.page, "view", views[i], NULL);
      app_test_settle (get_window (self));
      g_assert_true (hover (self, 800, 400, self->path));
      assert_says (self, "Print on Workshop");
      g_assert_true (app_test_drop (get_window (self), 800, 400, paths));
      g_assert_false (
          gtk_widget_get_visible (GTK_WIDGET (culm_window_get_drop_cover (self->window.window))));

      test_wait_until ((dialog = GTK_WIDGET (app_window_get_dialog (&self->window))) != NULL);
      print_window_read (self, dialog);
      print_window_assert_blocked (dialog, NULL);
      print_window_close (self);
    }
}

/* Or for the one whose row it is dropped on. */
static void
test_row (PrintWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) other = sim_printer_new ("X1C", NULL, &error);
  g_autoptr (BambuPrinter) printer = NULL;
  const char *const paths[] = { self->path, NULL };
  graphene_rect_t bounds;
  GtkWidget *row;
  GtkWidget *dialog;

  sim_printer_start_job (other, "Other", 10);
  printer = test_printer_new_live (other, "Lab");
  print_window_write (self, 1, white, 1);
  bambu_fleet_add_printer (self->window.fleet, printer);
  app_test_settle (get_window (self));
  for (row = app_test_find (get_window (self), CULM_TYPE_PRINTER_ROW);
       culm_printer_row_get_printer (CULM_PRINTER_ROW (row)) != printer;
       row = gtk_widget_get_next_sibling (row))
    ;
  g_assert_true (gtk_widget_compute_bounds (row, get_window (self), &bounds));

  g_assert_true (hover (self, bounds.origin.x + 20, bounds.origin.y + 20, self->path));
  assert_says (self, "Lab is printing: upload only");
  g_assert_true (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_DROP_ACTIVE);
  g_assert_true (
      app_test_drop (get_window (self), bounds.origin.x + 20, bounds.origin.y + 20, paths));
  g_assert_false (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_DROP_ACTIVE);

  test_wait_until ((dialog = GTK_WIDGET (app_window_get_dialog (&self->window))) != NULL);
  print_window_read (self, dialog);
  g_assert_true (
      adw_combo_row_get_selected_item (ADW_COMBO_ROW (app_test_find (dialog, ADW_TYPE_COMBO_ROW)))
      == printer);
  print_window_close (self);

  test_await_true (bambu_fleet_remove (self->window.fleet, printer));
  sim_printer_stop (other);
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
}

static void
test_refused (PrintWindow *self, gconstpointer data)
{
  const char *const paths[] = { "/somewhere/Photo.jpg", NULL };

  g_assert_false (hover (self, 800, 400, "/somewhere/Photo.jpg"));
  assert_says (self, "This file type cannot be printed");
  g_assert_true (app_test_drop (get_window (self), 800, 400, paths));
  test_wait_until (
      app_test_find_label (get_window (self), "1 file is of a type that cannot be printed")
      != NULL);
  g_assert_null (app_window_get_dialog (&self->window));
}

/* One after the other, and none after one that was not sent. */
static void
test_several (PrintWindow *self, gconstpointer data)
{
  char *second = print_file_new ("Second.gcode.3mf");
  const char *const paths[] = { self->path, second, self->path, NULL };
  AdwDialog *first;
  GtkWidget *dialog;

  print_window_write (self, 1, white, 1);
  print_file_write (second, "C12", 1, white, 1);
  g_assert_true (app_test_drop (get_window (self), 800, 400, paths));
  test_wait_until ((first = app_window_get_dialog (&self->window)) != NULL);
  dialog = GTK_WIDGET (first);
  print_window_read (self, dialog);
  g_assert_nonnull (app_test_find_label (dialog, "File 1 of 3"));
  gtk_widget_activate_action (dialog, "print.upload", NULL);
  test_wait_until (fake_storage_is_uploading (self->storage));
  adw_dialog_force_close (first);

  test_wait_until (app_window_get_dialog (&self->window) != NULL
                   && app_window_get_dialog (&self->window) != first);
  dialog = GTK_WIDGET (app_window_get_dialog (&self->window));
  print_window_read (self, dialog);
  g_assert_nonnull (app_test_find_label (dialog, "File 2 of 3"));
  g_assert_nonnull (app_test_find_label (dialog, "Second"));
  print_window_close (self);
  test_wait_until (app_test_find_label (get_window (self), "1 more file was left out") != NULL);

  fake_storage_finish (self->storage);
  test_wait_until (app_test_find_label (get_window (self), "“Bracket v3” is on Workshop now")
                   != NULL);
  print_file_remove (second);
}

/* A file that Culm was started with is for the printer that the window shows then. */
static void
test_early (PrintWindow *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SimPrinter) other = sim_printer_new ("X1C", NULL, &error);
  g_autoptr (BambuPrinter) printer = test_printer_new_live (other, "Lab");
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  GSettings *settings = culm_window_get_settings (self->window.window);
  CulmWindow *window;
  AdwDialog *dialog;

  print_window_write (self, 1, white, 1);
  bambu_fleet_add_printer (self->window.fleet, printer);
  g_settings_set_string (settings, "selected-printer", bambu_printer_get_serial (printer));
  window = culm_window_new (NULL, self->window.fleet, settings);
  culm_window_print_files (window, &file, 1);
  gtk_window_present (GTK_WINDOW (window));
  culm_window_set_loaded (window);

  test_wait_until (
      (dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)))
      != NULL);
  print_window_wait_read (GTK_WIDGET (dialog));
  g_assert_true (adw_combo_row_get_selected_item (
                     ADW_COMBO_ROW (app_test_find (GTK_WIDGET (dialog), ADW_TYPE_COMBO_ROW)))
                 == printer);
  adw_dialog_force_close (dialog);
  app_test_destroy (window);

  test_await_true (bambu_fleet_remove (self->window.fleet, printer));
  sim_printer_stop (other);
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  app_test_flush ();
}

int
main (int argc, char *argv[])
{
  if (!app_test_init (&argc, &argv))
    return 77;

#define ADD(name, function)                                                                        \
  g_test_add ("/print-drop/" name, PrintWindow, "P1S", print_window_set_up, function,              \
              print_window_tear_down)
  ADD ("page", test_page);
  ADD ("row", test_row);
  ADD ("refused", test_refused);
  ADD ("several", test_several);
  ADD ("early", test_early);

  return g_test_run ();
}
