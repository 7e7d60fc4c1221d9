/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_PLATE (culm_plate_get_type ())
G_DECLARE_FINAL_TYPE (CulmPlate, culm_plate, CULM, PLATE, GtkWidget)

/**
 * CulmPlate:
 *
 * How far a print has grown, readable from across the room: a body of layers on the printer's
 * plate, in the filament's colour, up to the part that is done. A symbol: it does not show the
 * model's shape.
 *
 * Properties: `fraction` (double; below 0: the plate is empty), `colours` (strv of 8 hex digits: of
 * the filament; the first counts).
 */

G_END_DECLS
