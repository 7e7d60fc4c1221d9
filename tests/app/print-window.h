/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <app/culm-print-dialog.h>

#include "app-window.h"
#include "bambu/fake-storage.h"
#include "print-file.h"

G_BEGIN_DECLS

/* A window that shows one simulated printer at rest, whose storage does what the test says, and a
 * file: a fixture for g_test_add(). */
typedef struct
{
  AppWindow window;
  FakeStorage *storage;
  char *path;
} PrintWindow;

/** print_window_set_up: @data: the profile, `P1S` */
void print_window_set_up (PrintWindow *self, gconstpointer data);
void print_window_tear_down (PrintWindow *self, gconstpointer data);

/** print_window_write: writes the file, for a P1S. A P1S has white and black PLA, blue PETG, and an
 * empty slot */
void print_window_write (PrintWindow *self,
                         guint n_plates,
                         const PrintFilament *filaments,
                         guint n_filaments);

/** print_window_open: Returns: the dialog, once it has read the file */
GtkWidget *print_window_open (PrintWindow *self);
/** print_window_wait_read: waits until @dialog has read its file */
void print_window_wait_read (GtkWidget *dialog);
/** print_window_read: the same, and until it shows what came of it */
void print_window_read (PrintWindow *self, GtkWidget *dialog);
/** print_window_close: closes the dialog that is open */
void print_window_close (PrintWindow *self);

/** print_window_find_action: Returns: (nullable): the button below @widget that does @action */
GtkWidget *print_window_find_action (GtkWidget *widget, const char *action);
/** print_window_find_row: Returns: that of a filament, by its number */
GtkWidget *print_window_find_row (GtkWidget *dialog, int number);
/** print_window_choose_slot: as the user would */
void print_window_choose_slot (GtkWidget *row, const char *title);

/** print_window_assert_blocked: @reason: (nullable): why Print is insensitive; %NULL: it is not */
void print_window_assert_blocked (GtkWidget *dialog, const char *reason);

G_END_DECLS
