/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/print/bambu-print-job.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_PROGRESS_PAGE (culm_print_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrintProgressPage, culm_print_progress_page, CULM, PRINT_PROGRESS_PAGE, AdwNavigationPage)

/**
 * CulmPrintProgressPage:
 *
 * A print on its way to its printer, step by step, and what became of it.
 *
 * Signal `again`: the user wants to try again what failed. Signal `lan`: the same, but over the
 * local network.
 */
CulmPrintProgressPage *culm_print_progress_page_new (BambuPrintJob *job);

BambuPrintJob *culm_print_progress_page_get_job (CulmPrintProgressPage *self);

/* What is said of a job, here and in the list */

/** culm_print_progress_get_percent: of the upload; −1 unknown */
int culm_print_progress_get_percent (BambuPrintJob *job);
/** culm_print_progress_dup_failure: Returns: (transfer full) (nullable): why it failed */
char *culm_print_progress_dup_failure (BambuPrintJob *job);

G_END_DECLS
