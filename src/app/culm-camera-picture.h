/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-camera-view.h"

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_PICTURE (culm_camera_picture_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraPicture, culm_camera_picture, CULM, CAMERA_PICTURE, GtkWidget)

/**
 * CulmCameraPicture:
 *
 * The picture of a [class@Culm.CameraView], as large as there is room and turned as the user wants
 * it; it can be zoomed and dragged out.
 *
 * Properties:
 *
 * - `zoomable` (boolean): Ctrl with the wheel, pinching, + and − zoom, 0 ends it; dragging and
 * arrow keys move what is zoomed
 * - `zoom` (double): 1 to 8
 * - `stale` (boolean): greyed, for it is not of now
 */

/** culm_camera_picture_set_view: once */
void culm_camera_picture_set_view (CulmCameraPicture *self, CulmCameraView *view);

/**
 * culm_camera_picture_dup_content:
 *
 * Returns: (transfer full) (nullable): what is seen, for the clipboard or a drag: as a texture and,
 *   where it came as one, as the JPEG itself
 */
GdkContentProvider *culm_camera_picture_dup_content (CulmCameraPicture *self);

G_END_DECLS
