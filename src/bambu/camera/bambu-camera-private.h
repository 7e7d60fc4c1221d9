/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-camera.h"

G_BEGIN_DECLS

/**
 * BambuCameraLimits:
 * @timeout_msec: for connecting and for the handshake; nothing comes for so long: it is over
 * @first_picture_msec: from the start to the first picture
 * @stalled_msec: without a picture while it is live
 * @first_retry_msec: the first wait between attempts
 * @longest_retry_msec: no wait is longer
 * @stable_msec: a connection that was live that long resets the waits
 * @tick_msec: how often times are looked at
 *
 * The times of a camera; tests have shorter ones.
 */
typedef struct
{
  guint timeout_msec;
  guint first_picture_msec;
  guint stalled_msec;
  guint first_retry_msec;
  guint longest_retry_msec;
  guint stable_msec;
  guint tick_msec;
} BambuCameraLimits;

extern const BambuCameraLimits bambu_camera_default_limits;

/** bambu_camera_set_limits: from the next connection on */
void bambu_camera_set_limits (BambuCamera *self, const BambuCameraLimits *limits);

/** bambu_camera_prepare: Returns: (transfer full): a future that resolves to %TRUE when GStreamer
 * is started, or rejects with %BAMBU_CAMERA_ERROR_NO_DECODER. Reads what is installed, so it does
 * it on a thread of its own */
DexFuture *bambu_camera_prepare (void);

G_END_DECLS
