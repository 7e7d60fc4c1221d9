/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-print-desk.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_JOB_LIST (culm_print_job_list_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintJobList, culm_print_job_list, CULM, PRINT_JOB_LIST, AdwBin)

/**
 * CulmPrintJobList:
 *
 * The prints that are on their way. Not visible while there are none.
 */

/** culm_print_job_list_set_desk: once; holds no reference */
void culm_print_job_list_set_desk (CulmPrintJobList *self, CulmPrintDesk *desk);

G_END_DECLS
