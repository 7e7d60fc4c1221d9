/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account.h>
#include <words/culm-sign-in-words.h>

G_BEGIN_DECLS

#define CULM_TYPE_SIGN_IN_CODE_PAGE (culm_sign_in_code_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmSignInCodePage, culm_sign_in_code_page, CULM, SIGN_IN_CODE_PAGE, AdwNavigationPage)

/**
 * CulmSignInCodePage:
 *
 * Asks for the six digits that come by mail or SMS, or out of an authenticator. It gives them on by
 * itself once they are complete.
 *
 * Signals: `entered`, `resend`, `start-again`, `use-code` (a mailed one instead of the
 * authenticator's).
 */

/**
 * culm_sign_in_code_page_new:
 * @account: in one of the states that want a code
 * @tick_msec: between two steps of the countdown
 */
AdwNavigationPage *culm_sign_in_code_page_new (BambuAccount *account, guint tick_msec);

/** culm_sign_in_code_page_get_code: Returns: (transfer none): digits */
const char *culm_sign_in_code_page_get_code (CulmSignInCodePage *self);

/** culm_sign_in_code_page_set_busy: the service is being asked */
void culm_sign_in_code_page_set_busy (CulmSignInCodePage *self, gboolean busy);

/**
 * culm_sign_in_code_page_set_problem:
 * @problem: (nullable): %NULL: there is none
 *
 * The code gets the focus, all of it selected, to be typed anew.
 */
void culm_sign_in_code_page_set_problem (CulmSignInCodePage *self,
                                         const CulmSignInProblem *problem);

G_END_DECLS
