/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <words/culm-sign-in-words.h>

G_BEGIN_DECLS

#define CULM_TYPE_ACCOUNT_BANNER (culm_account_banner_get_type ())
G_DECLARE_FINAL_TYPE (CulmAccountBanner, culm_account_banner, CULM, ACCOUNT_BANNER, AdwBin)

/**
 * CulmAccountBanner:
 *
 * Says of the accounts what their user should know: a sign-in that ends soon or has ended, a
 * service that does not answer. The worst comes first. Its button activates `win.sign-in`.
 */

/** culm_account_banner_set_accounts: once */
void culm_account_banner_set_accounts (CulmAccountBanner *self, BambuAccountList *accounts);

/** culm_account_banner_get_account: Returns: (nullable) (transfer none): which one it is about */
BambuAccount *culm_account_banner_get_account (CulmAccountBanner *self);
CulmAccountNotice culm_account_banner_get_notice (CulmAccountBanner *self);

G_END_DECLS
