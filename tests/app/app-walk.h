/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Judges a view by ux.md §19: its tree as a screen reader gets it, and its widgets. */

typedef struct _AppWalk AppWalk;

/**
 * app_walk_new:
 * @foreign: (nullable): a file of patterns: all texts but these must have the marks of the
 *   pseudo-locale
 */
AppWalk *app_walk_new (const char *foreign);

/** app_walk_new_for_eyes: judges what is seen only, not the tree */
AppWalk *app_walk_new_for_eyes (void);

/** app_walk_judge: prints what is wrong with the windows that are open, of which @window is to be
 * @width wide */
void app_walk_judge (AppWalk *self, GtkWidget *window, const char *view, int width);

/** app_walk_finish: Returns: how much was wrong */
guint app_walk_finish (AppWalk *self);

G_END_DECLS
