/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-print-plan.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_CHECK_GROUP (culm_print_check_group_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrintCheckGroup, culm_print_check_group, CULM, PRINT_CHECK_GROUP, AdwPreferencesGroup)

/**
 * CulmPrintCheckGroup:
 *
 * What is looked at before a print, a row each, with what was found.
 */

/** culm_print_check_group_set_plan: once */
void culm_print_check_group_set_plan (CulmPrintCheckGroup *self, CulmPrintPlan *plan);

G_END_DECLS
