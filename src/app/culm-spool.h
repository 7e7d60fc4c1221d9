/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-enums.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_SPOOL (culm_spool_get_type ())
G_DECLARE_FINAL_TYPE (CulmSpool, culm_spool, CULM, SPOOL, GtkWidget)

/**
 * CulmSpool:
 *
 * A spool seen from the side: a ring in the filament's colours, as thick as what remains of it,
 * between the hub and the flange. Lines are in the widget's text colour, so that white and black
 * filament stand out from any card. It says nothing to a screen reader: what stands beside it does.
 *
 * Properties: `colours` (strv of 8 hex digits), `pattern` (#BambuSpoolPattern), `remain-percent`
 * (int; −1 unknown), `tray-state` (#BambuTrayState).
 */

G_END_DECLS
