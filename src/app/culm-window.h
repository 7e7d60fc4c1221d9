/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-application.h"

G_BEGIN_DECLS

#define CULM_TYPE_WINDOW (culm_window_get_type ())
G_DECLARE_FINAL_TYPE (CulmWindow, culm_window, CULM, WINDOW, AdwApplicationWindow)

/**
 * CulmWindow:
 *
 * The app's window: the printers at the side, the selected one beside them.
 */
CulmWindow *culm_window_new (CulmApplication *application);

G_END_DECLS
