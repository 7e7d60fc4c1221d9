/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-camera-feed.h"

G_BEGIN_DECLS

/**
 * CulmCameraMode:
 * @CULM_CAMERA_MODE_LIVE: while it is seen, what the camera sees
 * @CULM_CAMERA_MODE_STILLS: while it is seen, a picture each 10 s; in between nobody is connected
 * @CULM_CAMERA_MODE_PAUSED: the picture that was shown last
 */
typedef enum
{
  CULM_CAMERA_MODE_LIVE,
  CULM_CAMERA_MODE_STILLS,
  CULM_CAMERA_MODE_PAUSED,
} CulmCameraMode;

#define CULM_TYPE_CAMERA_VIEW (culm_camera_view_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraView, culm_camera_view, CULM, CAMERA_VIEW, GObject)

/**
 * CulmCameraView:
 *
 * What one widget shows of a camera, and whether it makes the camera work for that.
 *
 * Properties: `paintable` (#GdkPaintable, nullable), readable.
 *
 * Signal `changed`: what the functions below return, other than the paintable.
 */
CulmCameraView *culm_camera_view_new (BambuCamera *camera);

void culm_camera_view_set_mode (CulmCameraView *self, CulmCameraMode mode);
CulmCameraMode culm_camera_view_get_mode (CulmCameraView *self);
/** culm_camera_view_set_still_width: how many pixels those of its own may be wide, which are made
 * smaller then; 0: any number */
void culm_camera_view_set_still_width (CulmCameraView *self, int still_width);
/** culm_camera_view_set_seen: what is not seen costs nothing */
void culm_camera_view_set_seen (CulmCameraView *self, gboolean seen);

BambuCamera *culm_camera_view_get_camera (CulmCameraView *self);
BambuPrinter *culm_camera_view_get_printer (CulmCameraView *self);
CulmCameraFeed *culm_camera_view_get_feed (CulmCameraView *self);

/** culm_camera_view_get_paintable: Returns: (transfer none) (nullable): one that has a size */
GdkPaintable *culm_camera_view_get_paintable (CulmCameraView *self);
/** culm_camera_view_get_state: the camera's, as it concerns this view */
BambuCameraState culm_camera_view_get_state (CulmCameraView *self);
/** culm_camera_view_get_error: Returns: (transfer none) (nullable): why there is no newer picture
 */
const GError *culm_camera_view_get_error (CulmCameraView *self);
/** culm_camera_view_get_age: Returns: of the picture, in seconds; −1: there is none */
int culm_camera_view_get_age (CulmCameraView *self);

/** culm_camera_view_retry: now, instead of later or not at all */
void culm_camera_view_retry (CulmCameraView *self);

G_END_DECLS
