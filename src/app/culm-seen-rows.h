/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_SEEN_ROWS (culm_seen_rows_get_type ())
G_DECLARE_FINAL_TYPE (CulmSeenRows, culm_seen_rows, CULM, SEEN_ROWS, GObject)

/**
 * CulmSeenRows:
 *
 * Tells the rows of a list whether somebody can see them, or nearly: a list makes some two hundred
 * rows however few fit. They have a property `on-screen` (boolean), which follows scrolling once
 * the frame is painted.
 *
 * Signal `looked`: that was done.
 */

/** culm_seen_rows_new: @scroller: in which the rows are; must live as long */
CulmSeenRows *culm_seen_rows_new (GtkScrolledWindow *scroller);

/** culm_seen_rows_add: @row: not held, has to be removed again */
void culm_seen_rows_add (CulmSeenRows *self, GtkWidget *row);
void culm_seen_rows_remove (CulmSeenRows *self, GtkWidget *row);

/** culm_seen_rows_queue: looks again after the next frame */
void culm_seen_rows_queue (CulmSeenRows *self);

/** culm_seen_rows_is_near_end: whether what is further down will soon be wanted */
gboolean culm_seen_rows_is_near_end (CulmSeenRows *self);
/** culm_seen_rows_is_at_top: whether nothing is further up */
gboolean culm_seen_rows_is_at_top (CulmSeenRows *self);

G_END_DECLS
