/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-tray.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_FILAMENT (culm_filament_get_type ())
G_DECLARE_FINAL_TYPE (CulmFilament, culm_filament, CULM, FILAMENT, GtkBox)

/**
 * CulmFilament:
 *
 * A small spool and its name in a line: "PLA Basic, A2". Property: `tray` ([class@Bambu.Tray],
 * nullable); not visible without one.
 */

G_END_DECLS
