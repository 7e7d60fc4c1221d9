/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sim_jpeg_make_progressive: @baseline: a JPEG of our own making; Returns: (transfer full): the
 * same picture, progressive, which GStreamer does not make */
GBytes *sim_jpeg_make_progressive (GBytes *baseline);

G_END_DECLS
