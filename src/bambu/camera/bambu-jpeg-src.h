/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/base/gstpushsrc.h>

G_BEGIN_DECLS

/** What the element is called. */
#define BAMBU_JPEG_SRC_NAME "bambujpegsrc"

/** What it has: whole pictures, in which a decoder need not look for where the next one begins. */
#define BAMBU_JPEG_SRC_CAPS "image/jpeg, parsed = (boolean) true"

#define BAMBU_TYPE_JPEG_SRC (bambu_jpeg_src_get_type ())
G_DECLARE_FINAL_TYPE (BambuJpegSrc, bambu_jpeg_src, BAMBU, JPEG_SRC, GstPushSrc)

/**
 * BambuJpegSrc:
 *
 * The element `bambujpegsrc`: pictures of the camera at a printer's port 6000, as `image/jpeg`, a
 * whole picture a buffer, stamped with the time of its arrival. Live. It connects when it starts to
 * run, and ends with a %BAMBU_CAMERA_ERROR; connecting again is its user's affair.
 *
 * Properties, all to be set before it runs:
 *
 * - `host` (string): the printer's name or address
 * - `port` (uint): 6000
 * - `serial` (string): the serial that its certificate must name
 * - `access-code` (string, write-only): its access code
 * - `access-code-file` (string): where the access code is instead, for gst-launch-1.0: others can
 *   read a command line
 * - `trust` ([class@Bambu.Trust]): who decides on the certificate before the code is sent; without
 *   it the known authorities
 * - `ca-file` (string): without `trust`: CAs beside the known ones, PEM
 * - `timeout` (uint): milliseconds for connecting and for each time that nothing comes, 10000
 */

/** bambu_jpeg_src_register: makes the element known; after gst_init() */
gboolean bambu_jpeg_src_register (GstPlugin *plugin);

G_END_DECLS
