/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * culm_texture_decode:
 * @file: a JPEG or PNG
 * @most_width: how many pixels it may be wide: a wider one is made smaller; 0: any number
 *
 * In another thread: a large picture takes longer than a frame.
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture
 */
DexFuture *culm_texture_decode (GBytes *file, int most_width);

G_END_DECLS
