/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-camera-controls.h"
#include "culm-camera-view.h"
#include "culm-window.h"

G_BEGIN_DECLS

#define CULM_TYPE_CAMERA_WINDOW (culm_camera_window_get_type ())
G_DECLARE_FINAL_TYPE (CulmCameraWindow, culm_camera_window, CULM, CAMERA_WINDOW, AdwWindow)

/**
 * CulmCameraWindow:
 *
 * A printer's camera in a window of its own: a small one with the job's progress, or the whole
 * screen. It goes with the printer, and with the window it came from.
 */

/**
 * culm_camera_window_pop_out:
 * @widget: where it was asked for
 *
 * Shows the camera's small window, the one that is there already if there is.
 */
void culm_camera_window_pop_out (GtkWidget *widget, BambuCamera *camera);

/** culm_camera_window_show_fullscreen: covers the screen of @widget's window */
void culm_camera_window_show_fullscreen (GtkWidget *widget, BambuCamera *camera);

G_END_DECLS
