/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

#define SIM_PICTURE_WIDTH 1280
#define SIM_PICTURE_HEIGHT 720

/**
 * SimPictureKind:
 * @SIM_PICTURE_USUAL: 1280×720 in colour
 * @SIM_PICTURE_LARGE: 1920×1080, with the grain of a dark chamber
 * @SIM_PICTURE_GREY: without colour
 * @SIM_PICTURE_PROGRESSIVE: 1280×720 in colour; its JPEG is a progressive one
 * @SIM_PICTURE_PIXEL: 1×1
 * @SIM_PICTURE_GIANT: 8000×8000
 *
 * What kind of picture a simulated camera takes.
 */
typedef enum
{
  SIM_PICTURE_USUAL,
  SIM_PICTURE_LARGE,
  SIM_PICTURE_GREY,
  SIM_PICTURE_PROGRESSIVE,
  SIM_PICTURE_PIXEL,
  SIM_PICTURE_GIANT,
} SimPictureKind;

/**
 * sim_picture_new:
 * @number: which one, shown in digits and, for programs, in a row of black and white cells
 *
 * What a camera in a printer sees now: the time, and a part that grows under a moving head. Pure
 * but for the clock.
 *
 * Returns: (transfer full): a sample of raw RGB
 */
GstSample *sim_picture_new (guint32 number, SimPictureKind kind);

/**
 * sim_picture_new_jpeg:
 *
 * The same, compressed. Takes some milliseconds; any thread.
 *
 * Returns: (transfer full): a baseline JPEG, but for @SIM_PICTURE_PROGRESSIVE
 */
GBytes *sim_picture_new_jpeg (guint32 number, SimPictureKind kind, GError **error);

/**
 * sim_picture_read_number:
 * @rgb: 1280×720 pixels, row after row without a gap
 *
 * Returns: the number of the picture that @rgb shows
 */
guint32 sim_picture_read_number (const guint8 *rgb);

G_END_DECLS
