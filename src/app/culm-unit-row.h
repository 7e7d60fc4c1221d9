/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-ams.h>

G_BEGIN_DECLS

#define CULM_TYPE_UNIT_ROW (culm_unit_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmUnitRow, culm_unit_row, CULM, UNIT_ROW, AdwActionRow)

/**
 * CulmUnitRow:
 *
 * Which firmware an AMS unit runs. Invisible as long as the printer does not say.
 */
GtkWidget *culm_unit_row_new (BambuAms *ams);

G_END_DECLS
