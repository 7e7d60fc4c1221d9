/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-print-plan.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_FILAMENT_ROW (culm_print_filament_row_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrintFilamentRow, culm_print_filament_row, CULM, PRINT_FILAMENT_ROW, AdwPreferencesRow)

/**
 * CulmPrintFilamentRow:
 *
 * A filament of the plate that is about to be printed, and the slot that it comes from, to be
 * chosen. What speaks against the slot stands below, with a check box where the user may want it
 * all the same.
 */

/** culm_print_filament_row_new: @filament: its place among those of @plan's plate */
GtkWidget *culm_print_filament_row_new (CulmPrintPlan *plan, guint filament);

/** culm_print_filament_row_update: after a change of the plan */
void culm_print_filament_row_update (CulmPrintFilamentRow *self);

/** culm_print_filament_row_set_narrow: the slot stands below the filament, not beside it */
void culm_print_filament_row_set_narrow (CulmPrintFilamentRow *self, gboolean is_narrow);

G_END_DECLS
