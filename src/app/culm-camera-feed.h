/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/camera/bambu-camera.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_FEED (culm_camera_feed_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraFeed, culm_camera_feed, CULM, CAMERA_FEED, GObject)

/**
 * CulmCameraFeed:
 *
 * What a camera shows live, and how the user wants it turned: once for all who show it, so that
 * they share one connection and one decoder.
 *
 * Properties:
 *
 * - `paintable` (#GdkPaintable, nullable), readable: the picture; the last one stays until another
 * connection has one
 * - `flip-horizontally`, `flip-vertically` (boolean)
 */

/**
 * culm_camera_feed_dup_for_camera:
 *
 * Returns: (transfer full): the camera's feed; the same for all who ask while somebody holds it
 */
CulmCameraFeed *culm_camera_feed_dup_for_camera (BambuCamera *camera);

/** culm_camera_feed_set_settings: where it is remembered how the user wants it turned; the first
 * ones count */
void culm_camera_feed_set_settings (CulmCameraFeed *self, GSettings *settings);

BambuCamera *culm_camera_feed_get_camera (CulmCameraFeed *self);
/** culm_camera_feed_get_paintable: Returns: (transfer none) (nullable) */
GdkPaintable *culm_camera_feed_get_paintable (CulmCameraFeed *self);
gboolean culm_camera_feed_is_flipped_horizontally (CulmCameraFeed *self);
gboolean culm_camera_feed_is_flipped_vertically (CulmCameraFeed *self);

/** culm_camera_feed_look: somebody looks, until as many have looked away */
void culm_camera_feed_look (CulmCameraFeed *self);
void culm_camera_feed_look_away (CulmCameraFeed *self);

G_END_DECLS
