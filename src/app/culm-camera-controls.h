/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CulmCameraPlace:
 * @CULM_CAMERA_PLACE_PAGE: among other things, 16:9 over the full width
 * @CULM_CAMERA_PLACE_WINDOW: in a small window of its own, which it fills
 * @CULM_CAMERA_PLACE_FULLSCREEN: it fills the screen
 * @CULM_CAMERA_PLACE_TILE: among other cameras; nothing in it can be clicked
 */
typedef enum
{
  CULM_CAMERA_PLACE_PAGE,
  CULM_CAMERA_PLACE_WINDOW,
  CULM_CAMERA_PLACE_FULLSCREEN,
  CULM_CAMERA_PLACE_TILE,
} CulmCameraPlace;

#define CULM_TYPE_CAMERA_PLACE (culm_camera_place_get_type ())
GType culm_camera_place_get_type (void) G_GNUC_CONST;

#define CULM_TYPE_CAMERA_CONTROLS (culm_camera_controls_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraControls, culm_camera_controls, CULM, CAMERA_CONTROLS, AdwBin)

/**
 * CulmCameraControls:
 *
 * The buttons over a camera's picture. They are seen under the pointer, with the keyboard's focus
 * and after a touch; they can be reached with the keyboard at any time.
 *
 * Properties: `revealed` (boolean), readable.
 *
 * They work the actions of [class@Culm.CameraCard].
 */

/** culm_camera_controls_follow: @card: what they are in, which holds them */
void culm_camera_controls_follow (CulmCameraControls *self, GtkWidget *card);

void culm_camera_controls_set_place (CulmCameraControls *self, CulmCameraPlace place);
/** culm_camera_controls_set_live: %FALSE: the first button plays */
void culm_camera_controls_set_live (CulmCameraControls *self, gboolean live);
/** culm_camera_controls_touch: a finger touched the picture: they are seen for a moment */
void culm_camera_controls_touch (CulmCameraControls *self);

G_END_DECLS
