/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_AIR_ROW (culm_air_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmAirRow, culm_air_row, CULM, AIR_ROW, AdwActionRow)

/**
 * CulmAirRow:
 *
 * What a printer's air duct does, and may be told to do. Property: `printer`
 * ([class@Bambu.Printer]), set once.
 */
GtkWidget *culm_air_row_new (BambuPrinter *printer);

G_END_DECLS
