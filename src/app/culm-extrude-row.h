/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_EXTRUDE_ROW (culm_extrude_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmExtrudeRow, culm_extrude_row, CULM, EXTRUDE_ROW, AdwPreferencesRow)

/**
 * CulmExtrudeRow:
 *
 * Pushes the filament of one nozzle forth and back. Where it is too cold for that, it heats.
 */
GtkWidget *culm_extrude_row_new (BambuPrinter *printer, BambuExtruder *extruder);

G_END_DECLS
