/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <simulator/sim-local-storage.h>

#include "app-window.h"

G_BEGIN_DECLS

/* A window with one simulated printer and what is on its card: a fixture for g_test_add(). */
typedef struct
{
  AppWindow base;
  char *folder; /* of this test */
  char *root;   /* the printer's */
  SimLocalStorage *storage;
  GtkWidget *page; /* with the files, once it is shown */
} FilesWindow;

void files_window_set_up (FilesWindow *self, gconstpointer data);
void files_window_tear_down (FilesWindow *self, gconstpointer data);

/** files_window_put: a file on the printer */
void files_window_put (FilesWindow *self, const char *path, const char *text);
gboolean files_window_has (FilesWindow *self, const char *path);
/** files_window_clear: nothing is on the printer */
void files_window_clear (FilesWindow *self);

/** files_window_dup_path: Returns: (transfer full): of a file on this computer */
char *files_window_dup_path (FilesWindow *self, const char *name);
/** files_window_create: Returns: (transfer full): a file on this computer */
GFile *files_window_create (FilesWindow *self, const char *name);

/** files_window_open: another window that shows the printer's files, as users come to them */
void files_window_open (FilesWindow *self);

/** files_window_choose_source: `printer`, `computer` */
void files_window_choose_source (FilesWindow *self, const char *source);

/** files_window_get_folder_page: Returns: (transfer none): the folder of the printer that is shown
 */
GtkWidget *files_window_get_folder_page (FilesWindow *self);
/** files_window_get_model: Returns: (transfer none): what @view shows, and what of it is chosen */
GtkSelectionModel *files_window_get_model (GtkWidget *view);
/** files_window_assert_names: "Anvil.gcode.3mf bracket.gcode.3mf" */
void files_window_assert_names (GtkWidget *view, const char *expected);

G_END_DECLS
