/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-print-plan.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_FILAMENT_GROUP (culm_print_filament_group_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintFilamentGroup,
                      culm_print_filament_group,
                      CULM,
                      PRINT_FILAMENT_GROUP,
                      AdwPreferencesGroup)

/**
 * CulmPrintFilamentGroup:
 *
 * The filaments of the plate that is about to be printed, a row each.
 *
 * Property: `narrow` (boolean): slots stand below their filaments.
 */

/** culm_print_filament_group_set_plan: once */
void culm_print_filament_group_set_plan (CulmPrintFilamentGroup *self, CulmPrintPlan *plan);

G_END_DECLS
