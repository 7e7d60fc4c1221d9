/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "print-window.h"

#include <app/culm-print-filament-row.h>
#include <app/culm-slot-row.h>
#include <glib/gi18n.h>

#include "app-fixture.h"
#include "test-wait.h"

void
print_window_set_up (PrintWindow *self, gconstpointer data)
{
  app_window_set_up_idle (&self->window, data);
  self->storage = fake_storage_new ();
  bambu_fleet_set_storage (self->window.fleet, self->window.printer, BAMBU_STORAGE (self->storage));
  self->path = print_file_new ("Bracket v3.gcode.3mf");
}

void
print_window_tear_down (PrintWindow *self, gconstpointer data)
{
  app_window_tear_down (&self->window, data);
  print_file_remove (self->path);
  g_object_add_weak_pointer (G_OBJECT (self->storage), (gpointer *) &self->storage);
  g_object_unref (self->storage);
  test_wait_until (self->storage == NULL);
}

void
print_window_write (PrintWindow *self,
                    guint n_plates,
                    const PrintFilament *filaments,
                    guint n_filaments)
{
  print_file_write (self->path, "C12", n_plates, filaments, n_filaments);
}

void
print_window_wait_read (GtkWidget *dialog)
{
  GtkWidget *label = app_test_find_label (dialog, _ ("Reading the File…"));
  GtkStack *stack = GTK_STACK (gtk_widget_get_ancestor (label, GTK_TYPE_STACK));

  test_wait_until (!g_str_equal (gtk_stack_get_visible_child_name (stack), "loading"));
}

void
print_window_read (PrintWindow *self, GtkWidget *dialog)
{
  print_window_wait_read (dialog);
  app_test_settle (GTK_WIDGET (self->window.window));
}

GtkWidget *
print_window_open (PrintWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  GtkWidget *dialog;

  culm_window_print_files (self->window.window, &file, 1);
  test_wait_until ((dialog = GTK_WIDGET (app_window_get_dialog (&self->window))) != NULL);
  print_window_read (self, dialog);

  return dialog;
}

void
print_window_close (PrintWindow *self)
{
  adw_dialog_force_close (app_window_get_dialog (&self->window));
  test_wait_until (app_window_get_dialog (&self->window) == NULL);
}

GtkWidget *
print_window_find_action (GtkWidget *widget, const char *action)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = print_window_find_action (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_row_of (GtkWidget *widget, const char *start)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_row_of (child, start))
      return TRUE;

  return FALSE;
}

GtkWidget *
print_window_find_row (GtkWidget *dialog, int number)
{
  g_autofree char *start = g_strdup_printf ("Filament %d · ", number);

  for (GtkWidget *row = app_test_find (dialog, CULM_TYPE_PRINT_FILAMENT_ROW); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (is_row_of (row, start))
      return row;

  g_assert_not_reached ();
}

void
print_window_choose_slot (GtkWidget *row, const char *title)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (app_test_find (row, GTK_TYPE_MENU_BUTTON));
  GtkWidget *slot;

  gtk_menu_button_popup (button);
  slot = gtk_widget_get_ancestor (
      app_test_find_label (GTK_WIDGET (gtk_menu_button_get_popover (button)), title),
      CULM_TYPE_SLOT_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (slot), "row-activated", slot);
}

void
print_window_assert_blocked (GtkWidget *dialog, const char *reason)
{
  GtkWidget *print = print_window_find_action (dialog, "print.start");

  g_assert_cmpstr (gtk_widget_get_tooltip_text (print), ==, reason);
  if (reason == NULL)
    {
      g_assert_true (gtk_widget_is_sensitive (print));
      return;
    }
  g_assert_false (gtk_widget_is_sensitive (print));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (print), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       reason);
  g_assert_nonnull (app_test_find_label (dialog, reason));
}
