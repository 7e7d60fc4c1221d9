/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_WALL (culm_camera_wall_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraWall, culm_camera_wall, CULM, CAMERA_WALL, AdwNavigationPage)

/**
 * CulmCameraWall:
 *
 * What all cameras see, side by side. Clicking one opens its printer by `win.open-printer` (`s`) of
 * its window.
 */
CulmCameraWall *culm_camera_wall_new (BambuFleet *fleet);

G_END_DECLS
