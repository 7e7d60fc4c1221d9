/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/camera/bambu-camera.h>

#include "culm-live-set.h"

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_TILE (culm_camera_tile_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraTile, culm_camera_tile, CULM, CAMERA_TILE, GtkFlowBoxChild)

/**
 * CulmCameraTile:
 *
 * A printer among others: what its camera sees, its name and what it does. The picture is one of
 * now and then, and live under the pointer or with the focus. Not visible where the printer has no
 * camera.
 *
 * Properties: `camera` ([class@Bambu.Camera]), `live-set` ([class@Culm.LiveSet]), of all the tiles,
 * both set once; `on-screen` (boolean), see [class@Culm.SeenRows]; `status` ([class@Culm.Status]),
 * readable.
 */
GtkWidget *culm_camera_tile_new (BambuCamera *camera, CulmLiveSet *live_set);

BambuPrinter *culm_camera_tile_get_printer (CulmCameraTile *self);

G_END_DECLS
