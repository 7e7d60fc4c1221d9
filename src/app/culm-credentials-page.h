/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-region.h>
#include <words/culm-sign-in-words.h>

G_BEGIN_DECLS

#define CULM_TYPE_CREDENTIALS_PAGE (culm_credentials_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmCredentialsPage, culm_credentials_page, CULM, CREDENTIALS_PAGE, AdwNavigationPage)

/**
 * CulmCredentialsPage:
 *
 * Asks for region, account and password. The password is in no memory of this page but the entry's
 * own, which is overwritten when it is given back.
 *
 * Signals: `entered` (with a password), `code-wanted` (with an account only), `cancelled`.
 */

/** culm_credentials_page_set_regions: (element-type BambuRegion): what there is to choose from */
void culm_credentials_page_set_regions (CulmCredentialsPage *self, GPtrArray *regions);

/** culm_credentials_page_set_account: who it shall be, when that is known already */
void culm_credentials_page_set_account (CulmCredentialsPage *self,
                                        const char *region,
                                        const char *account);

/** culm_credentials_page_get_region: Returns: (transfer none): an id */
const char *culm_credentials_page_get_region (CulmCredentialsPage *self);
/** culm_credentials_page_dup_account: Returns: (transfer full) */
char *culm_credentials_page_dup_account (CulmCredentialsPage *self);
/** culm_credentials_page_get_password: Returns: (transfer none): the entry's own; make no copy */
const char *culm_credentials_page_get_password (CulmCredentialsPage *self);

/** culm_credentials_page_wipe: forgets the password */
void culm_credentials_page_wipe (CulmCredentialsPage *self);

/** culm_credentials_page_set_busy: the service is being asked */
void culm_credentials_page_set_busy (CulmCredentialsPage *self, gboolean busy);

/** culm_credentials_page_set_problem: (nullable): shown below the field; that gets the focus */
void culm_credentials_page_set_problem (CulmCredentialsPage *self,
                                        const CulmSignInProblem *problem);

/** culm_credentials_page_get_default: Returns: (transfer none): what Enter does here */
GtkWidget *culm_credentials_page_get_default (CulmCredentialsPage *self);

G_END_DECLS
