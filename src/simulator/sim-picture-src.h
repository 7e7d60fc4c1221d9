/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/base/gstpushsrc.h>

G_BEGIN_DECLS

#define SIM_TYPE_PICTURE_SRC (sim_picture_src_get_type ())
G_DECLARE_FINAL_TYPE (SimPictureSrc, sim_picture_src, SIM, PICTURE_SRC, GstPushSrc)

/**
 * SimPictureSrc:
 *
 * The pictures of a simulated camera without a network: `image/jpeg`, live, a picture a buffer.
 */

/** sim_picture_src_new: @period_msec: from one to the next; Returns: (transfer floating) */
GstElement *sim_picture_src_new (guint period_msec);

G_END_DECLS
