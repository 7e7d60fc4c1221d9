/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-camera-controls.h"
#include "culm-camera-view.h"

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_CARD (culm_camera_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraCard, culm_camera_card, CULM, CAMERA_CARD, AdwBin)

/**
 * CulmCameraCard:
 *
 * What a printer's camera sees, or why there is nothing to see and what can be done about it. It
 * looks while somebody can see it. Its controls appear under the pointer, with the keyboard's focus
 * and after a touch. Not visible where the printer has no camera.
 *
 * Properties:
 *
 * - `camera` ([class@Bambu.Camera]), set once
 * - `place` (#CulmCameraPlace), set once, before the camera
 * - `saving` ([class@Culm.Saving], nullable): while it is active, a picture now and then is shown
 * unless the user plays the video; set before the camera, else this computer's
 *
 * Actions: `camera.play` (play or pause), `camera.take-picture`, `camera.copy`, `camera.pop-out`,
 * `camera.fullscreen`. It needs `win.enter-access-code` (`s`) of its window.
 */

/** culm_camera_card_get_view: Returns: (transfer none) (nullable): what it shows */
CulmCameraView *culm_camera_card_get_view (CulmCameraCard *self);

/** culm_camera_card_set_live: a tile's, which else shows a picture now and then */
void culm_camera_card_set_live (CulmCameraCard *self, gboolean live);

/** culm_camera_card_set_scrolled_away: it is in a list, and not seen although it is mapped */
void culm_camera_card_set_scrolled_away (CulmCameraCard *self, gboolean scrolled_away);

/** culm_camera_card_set_away: nobody is there: it keeps the last picture, grey, and asks for none
 */
void culm_camera_card_set_away (CulmCameraCard *self, gboolean away);

G_END_DECLS
