/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-extruder.h>

G_BEGIN_DECLS

#define CULM_TYPE_NOZZLE_ROW (culm_nozzle_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmNozzleRow, culm_nozzle_row, CULM, NOZZLE_ROW, AdwActionRow)

/**
 * CulmNozzleRow:
 *
 * The nozzle in an extruder: size and material. Property: `extruder` ([class@Bambu.Extruder]), set
 * once.
 */
GtkWidget *culm_nozzle_row_new (BambuExtruder *extruder);

G_END_DECLS
