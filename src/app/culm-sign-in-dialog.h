/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-account-printers.h>

G_BEGIN_DECLS

#define CULM_TYPE_SIGN_IN_DIALOG (culm_sign_in_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmSignInDialog, culm_sign_in_dialog, CULM, SIGN_IN_DIALOG, AdwDialog)

/**
 * CulmSignInDialog:
 *
 * Signs in to a Bambu Lab account: who, the code that the service may ask for, and which of the
 * account's printers are wanted. Closing it at any time takes what is under way off the wire.
 */

/**
 * culm_sign_in_dialog_new:
 * @again: (nullable): an account whose sign-in ends or has ended
 */
CulmSignInDialog *culm_sign_in_dialog_new (BambuAccountPrinters *printers, BambuAccount *again);

/** culm_sign_in_dialog_new_to_choose: only the last step: which of @account's printers are wanted
 */
CulmSignInDialog *culm_sign_in_dialog_new_to_choose (BambuAccountPrinters *printers,
                                                     BambuAccount *account);

/** culm_sign_in_dialog_get_account: Returns: (transfer none) (nullable): the one that is being
 * signed in */
BambuAccount *culm_sign_in_dialog_get_account (CulmSignInDialog *self);

G_END_DECLS
