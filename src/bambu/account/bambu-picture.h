/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_picture_measure:
 * @file: what somebody sent
 * @width: (out): in points
 * @height: (out): likewise
 *
 * Reads the head of a PNG or JPEG file. Nobody should decode what is larger than it has to be: few
 * bytes can ask for any amount of memory. Pure.
 *
 * Returns: %TRUE if it is one of these
 */
gboolean bambu_picture_measure (GBytes *file, guint *width, guint *height);

G_END_DECLS
