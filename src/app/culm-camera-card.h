/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/camera/bambu-camera.h>

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_CARD (culm_camera_card_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraCard, culm_camera_card, CULM, CAMERA_CARD, AdwBin)

/**
 * CulmCameraCard:
 *
 * What a printer's camera sees, or why that is not seen, with what can be done about it. It looks
 * only while somebody can see it; it hides itself where there is no camera.
 *
 * Property `camera` ([class@Bambu.Camera], nullable), set once. The card shows its picture: it is
 * the camera's sink func.
 *
 * It needs `win.enter-access-code`, with the printer's serial (`s`).
 */

G_END_DECLS
