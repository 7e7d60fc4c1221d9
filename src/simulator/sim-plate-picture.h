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

G_END_DECLS
