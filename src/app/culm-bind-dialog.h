/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-account-printers.h>

G_BEGIN_DECLS

#define CULM_TYPE_BIND_DIALOG (culm_bind_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmBindDialog, culm_bind_dialog, CULM, BIND_DIALOG, AdwDialog)

/**
 * CulmBindDialog:
 *
 * Binds a printer to an account: by the PIN on its screen, or by serial number and code where the
 * service has no PINs. Closing it gives up what is under way.
 *
 * Signal `bound` (string): the serial number of the printer that is now bound, before the dialog
 * closes. It is in the fleet, unless the account's list could not be loaded.
 */

/**
 * culm_bind_dialog_new:
 * @account: one of those that @printers has, signed in
 */
CulmBindDialog *culm_bind_dialog_new (BambuAccountPrinters *printers, BambuAccount *account);

G_END_DECLS
