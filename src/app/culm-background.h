/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_BACKGROUND (culm_background_get_type ())
G_DECLARE_FINAL_TYPE (CulmBackground, culm_background, CULM, BACKGROUND, GObject)

/**
 * CulmBackground:
 *
 * Watching printers without a window, and starting at login: asks the desktop's portal for it,
 * keeps what it says there of the printers, and keeps the program alive meanwhile. Works without
 * the portal as far as it can.
 *
 * Properties, all readable:
 *
 * - `active` (boolean): there is no window
 * - `watching-note`, `login-note` (string, nullable): what is missing or was refused, a sentence
 * - `can-start` (boolean): the desktop can start it at login, as far as is known
 */
CulmBackground *culm_background_new (GApplication *application,
                                     BambuFleet *fleet,
                                     GSettings *settings);

/** culm_background_look: finds out what the desktop has; `can-start` follows */
void culm_background_look (CulmBackground *self);

/** culm_background_is_wanted: closing the window is not the end */
gboolean culm_background_is_wanted (CulmBackground *self);

/** culm_background_should_ask: the window is closed while something prints, and the user was never
 * asked whether to watch on */
gboolean culm_background_should_ask (CulmBackground *self);

/** culm_background_set_active: there is no window now */
void culm_background_set_active (CulmBackground *self, gboolean active);

/** culm_background_dup_status: Returns: (transfer full): "1 printing, done at 16:40" */
char *culm_background_dup_status (CulmBackground *self);

G_END_DECLS
