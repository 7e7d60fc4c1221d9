/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define SIM_FILM_RATE 30
#define SIM_FILM_CAPS                                                                              \
  "video/x-h264,stream-format=byte-stream,alignment=au,width=1920,height=1080,framerate=30/1"

/* Half a second of large pictures, compressed once: drawing and compressing thirty of them a second
 * would leave nothing of a small machine to who watches them. It goes round. */

/** sim_film_prepare: makes it, if it was not made yet; takes a second or two. Any thread */
void sim_film_prepare (void);

/** sim_film_get_frame: @index: of any size; Returns: (transfer none): an access unit, the first of
 * a round is whole. After sim_film_prepare() */
GstBuffer *sim_film_get_frame (guint index);

G_END_DECLS
