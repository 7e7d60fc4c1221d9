/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * culm_texture_decode:
 * @file: a JPEG, PNG or TIFF
 *
 * In another thread: a large picture takes longer than a frame.
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture
 */
DexFuture *culm_texture_decode (GBytes *file);

G_END_DECLS
