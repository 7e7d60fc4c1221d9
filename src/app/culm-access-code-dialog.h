/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_ACCESS_CODE_DIALOG (culm_access_code_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmAccessCodeDialog, culm_access_code_dialog, CULM, ACCESS_CODE_DIALOG, AdwAlertDialog)

/**
 * CulmAccessCodeDialog:
 *
 * The code that a printer is reached with on its own network, hidden until the user wants to see
 * it. It is forgotten with the dialog.
 */
CulmAccessCodeDialog *culm_access_code_dialog_new (BambuPrinter *printer);

/** culm_access_code_dialog_set_code: @code: what the printer told */
void culm_access_code_dialog_set_code (CulmAccessCodeDialog *self, const char *code);

G_END_DECLS
