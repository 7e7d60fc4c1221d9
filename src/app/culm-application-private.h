/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-application.h"
#include "culm-background.h"
#include "culm-notifier.h"
#include "culm-window.h"

G_BEGIN_DECLS

/* What culm-application-printers.c needs of culm-application.c, and tests. */

/** culm_application_get_fleet: Returns: (transfer none) (nullable): before it is activated there is
 * none, as with all here */
BambuFleet *culm_application_get_fleet (CulmApplication *self);
CulmNotifier *culm_application_get_notifier (CulmApplication *self);
CulmBackground *culm_application_get_background (CulmApplication *self);
CulmWindow *culm_application_get_window (CulmApplication *self);

/** culm_application_show_window: Returns: the window, in front; made if there is none */
CulmWindow *culm_application_show_window (CulmApplication *self);

/**
 * culm_application_install_printer_actions:
 *
 * The actions of notifications, with the printer's serial (`s`): `app.show-printer`,
 * `app.resume-printer`, `app.stop-printer` (only asks), `app.turn-light-off`, `app.retry-upload`.
 * The desktop may hold them for long: each looks at what holds now.
 */
void culm_application_install_printer_actions (CulmApplication *self);

G_END_DECLS
