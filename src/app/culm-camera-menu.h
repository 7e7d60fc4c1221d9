/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-camera-feed.h"

G_BEGIN_DECLS

/**
 * culm_camera_menu_create_actions:
 * @widget: where the menu is, in a window with toasts
 * @feed: what is shown there
 *
 * Returns: (transfer full): `flip-horizontally`, `flip-vertically` and, where the printer has them,
 *   `record` and `quality` (a string: the value)
 */
GSimpleActionGroup *culm_camera_menu_create_actions (GtkWidget *widget, CulmCameraFeed *feed);

G_END_DECLS
