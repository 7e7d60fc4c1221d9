/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_ROW_DRAG (culm_row_drag_get_type ())
G_DECLARE_FINAL_TYPE (CulmRowDrag, culm_row_drag, CULM, ROW_DRAG, GObject)

/**
 * CulmRowDrag:
 *
 * Lets the rows of a list be dragged to other places in it, with a pointer: fingers scroll there.
 * Where a row would be dropped, the one that it would stand before or after has a style class,
 * `drop-before` or `drop-after`.
 *
 * Signals: `begins` (#GtkListBoxRow; returns boolean): whether that one may be dragged; `dropped`
 * (#GtkListBoxRow, int): which, and at what index it is to stand.
 */

/** culm_row_drag_new: @list: outlives it */
CulmRowDrag *culm_row_drag_new (GtkListBox *list);

G_END_DECLS
