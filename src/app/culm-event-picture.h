/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/camera/bambu-camera.h>

G_BEGIN_DECLS

/* What a camera shows, beside a notification. */

/**
 * culm_event_picture_take:
 *
 * Returns: (transfer full): a future that resolves to #GBytes, a JPEG, or rejects if there is none
 *   in a few seconds
 */
DexFuture *culm_event_picture_take (BambuCamera *camera);

/**
 * culm_event_picture_to_icon:
 *
 * Desktops take small square pictures only: it is the middle of it.
 *
 * Returns: (transfer full): a future that resolves to a [iface@Gio.Icon]
 */
DexFuture *culm_event_picture_to_icon (GBytes *jpeg);

G_END_DECLS
