/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_SIGHT (culm_sight_get_type ())
G_DECLARE_FINAL_TYPE (CulmSight, culm_sight, CULM, SIGHT, GObject)

/**
 * CulmSight:
 *
 * Whether somebody can see a widget: it is mapped, in a window that is neither minimised nor
 * suspended. One that leaves its place in a window that stays is seen for a moment longer: a layout
 * that changes takes its widgets away and puts them in again.
 *
 * Properties: `seen` (boolean), readable.
 */

/** culm_sight_new: @widget: holds the sight, and drops it when it is disposed of */
CulmSight *culm_sight_new (GtkWidget *widget);

gboolean culm_sight_is_seen (CulmSight *self);

G_END_DECLS
