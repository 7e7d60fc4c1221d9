/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/print/bambu-print-job.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_JOB_ROW (culm_print_job_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintJobRow, culm_print_job_row, CULM, PRINT_JOB_ROW, GtkListBoxRow)

/**
 * CulmPrintJobRow:
 *
 * A print on its way to a printer, or one that did not get there, below the list of printers.
 *
 * Signal `dismissed`: the user does not want to see what failed any more.
 */
GtkWidget *culm_print_job_row_new (BambuPrintJob *job);

BambuPrintJob *culm_print_job_row_get_job (CulmPrintJobRow *self);

G_END_DECLS
