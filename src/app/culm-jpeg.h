/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * culm_jpeg_flip:
 * @jpeg: a JPEG without an Exif header
 *
 * Nothing is compressed again: the file says how it is to be shown.
 *
 * Returns: (transfer full): the picture, turned
 */
GBytes *culm_jpeg_flip (GBytes *jpeg, gboolean horizontally, gboolean vertically);

G_END_DECLS
