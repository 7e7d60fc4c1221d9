/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-camera-feed.h"

G_BEGIN_DECLS

/* Pictures that are taken and kept. Where it was asked for, a toast tells how it went. */

/**
 * culm_camera_shot_take:
 * @widget: where it was asked for, in a window with toasts
 * @camera: whose picture of now is wanted
 *
 * Takes the picture, turned as it is seen, and asks where to keep it.
 */
void culm_camera_shot_take (GtkWidget *widget, BambuCamera *camera);

/** culm_camera_shot_save: the rest, when it is known where */
void culm_camera_shot_save (GtkWidget *widget, GBytes *jpeg, GFile *file);

G_END_DECLS
