/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-print-desk.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_DIALOG (culm_print_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintDialog, culm_print_dialog, CULM, PRINT_DIALOG, AdwDialog)

/**
 * CulmPrintDialog:
 *
 * Asks what is needed to print a file, keeps Print insensitive while something speaks against it,
 * and shows the print on its way. That goes on when the dialog is closed.
 */

/**
 * culm_print_dialog_new:
 * @path: the file
 * @printer: (nullable): the one to begin with
 */
CulmPrintDialog *culm_print_dialog_new (CulmPrintDesk *desk,
                                        const char *path,
                                        BambuPrinter *printer);

/** culm_print_dialog_new_for_job: with nothing but the progress of @job */
CulmPrintDialog *culm_print_dialog_new_for_job (CulmPrintDesk *desk, BambuPrintJob *job);

/** culm_print_dialog_get_job: Returns: (transfer none) (nullable): what it shows the progress of */
BambuPrintJob *culm_print_dialog_get_job (CulmPrintDialog *self);

/** culm_print_dialog_set_subtitle: which of several files it is */
void culm_print_dialog_set_subtitle (CulmPrintDialog *self, const char *subtitle);

G_END_DECLS
