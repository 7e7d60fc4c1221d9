/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_FAN_ROW (culm_fan_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmFanRow, culm_fan_row, CULM, FAN_ROW, AdwActionRow)

/**
 * CulmFanRow:
 *
 * A fan, how fast it turns, and how fast it is to turn. Properties: `fan` ([class@Bambu.Fan]) and
 * `control` ([class@Culm.Control]), set once; `compact` (boolean): without the bar.
 */
GtkWidget *culm_fan_row_new (BambuPrinter *printer, BambuFan *fan);

G_END_DECLS
