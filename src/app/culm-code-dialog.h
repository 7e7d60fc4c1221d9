/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_CODE_DIALOG (culm_code_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmCodeDialog, culm_code_dialog, CULM, CODE_DIALOG, AdwDialog)

/**
 * CulmCodeDialog:
 *
 * Asks for the access code of a printer that refused the one it was given.
 *
 * Signal `entered` (string): a new code; the dialog closes.
 */
CulmCodeDialog *culm_code_dialog_new (BambuPrinter *printer);

G_END_DECLS
