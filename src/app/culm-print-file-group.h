/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-print-plan.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_FILE_GROUP (culm_print_file_group_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrintFileGroup, culm_print_file_group, CULM, PRINT_FILE_GROUP, AdwPreferencesGroup)

/**
 * CulmPrintFileGroup:
 *
 * The file that is about to be printed: the plate's picture and what the slicer says of it. Where
 * there is nothing to print in it, it says so, and offers to open it in a slicer.
 */

/** culm_print_file_group_set_plan: once */
void culm_print_file_group_set_plan (CulmPrintFileGroup *self, CulmPrintPlan *plan);

G_END_DECLS
