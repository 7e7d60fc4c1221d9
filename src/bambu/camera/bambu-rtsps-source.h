/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

#include "bambu-camera-error.h"
#include "bambu-camera-target.h"

G_BEGIN_DECLS

/**
 * bambu_rtsps_source_new:
 *
 * The camera of the printers that speak RTSP over TLS (protocol/camera.md §3), decoded: rtspsrc, on
 * one TCP connection, its certificate judged by @target's trust before the log-in, and the best
 * decoder for H.264 that is installed. Where it ends with a %BAMBU_CAMERA_ERROR_CERTIFICATE, that
 * comes first on the bus; other errors are GStreamer's.
 *
 * Returns: (transfer floating) (nullable): a bin with raw video, or %NULL with
 * %BAMBU_CAMERA_ERROR_NO_DECODER
 */
GstElement *bambu_rtsps_source_new (const BambuCameraTarget *target, GError **error);

/**
 * bambu_camera_decoder_new:
 * @type: `image/jpeg`, `video/x-h264`
 *
 * Returns: (transfer floating) (nullable): the best decoder for that, hardware where there is some,
 * or %NULL with %BAMBU_CAMERA_ERROR_NO_DECODER
 */
GstElement *bambu_camera_decoder_new (const char *type, GError **error);

G_END_DECLS
