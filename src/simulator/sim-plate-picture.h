/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * sim_plate_picture_new:
 * @rgba: eight hex digits
 *
 * Returns: (transfer full): a PNG file: something round of that colour on a plate
 */
GBytes *sim_plate_picture_new (const char *rgba);

/**
 * sim_plate_picture_new_objects:
 * @colours: RGBA
 * @plate: of what is between
 *
 * Returns: (transfer full): a PNG file: something round of each colour, side by side
 */
GBytes *sim_plate_picture_new_objects (const guint32 *colours, guint n_colours, guint32 plate);

G_END_DECLS
