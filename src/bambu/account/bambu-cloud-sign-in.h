/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_SIGN_IN_STEP (bambu_sign_in_step_get_type ())

/**
 * BambuSignInNext:
 * @BAMBU_SIGN_IN_DONE: there is a token
 * @BAMBU_SIGN_IN_CODE: a code by mail or SMS is wanted
 * @BAMBU_SIGN_IN_AUTHENTICATOR: a code of the authenticator is wanted
 */
typedef enum
{
  BAMBU_SIGN_IN_DONE,
  BAMBU_SIGN_IN_CODE,
  BAMBU_SIGN_IN_AUTHENTICATOR,
} BambuSignInNext;

/**
 * BambuSignInStep:
 * @next: what comes now
 * @token: (nullable): when done
 * @tfa_key: (nullable): what goes with the authenticator's code
 *
 * What a leg of a sign-in led to.
 */
typedef struct
{
  BambuSignInNext next;
  BambuToken *token;
  char *tfa_key;
} BambuSignInStep;

GType bambu_sign_in_step_get_type (void) G_GNUC_CONST;
BambuSignInStep *bambu_sign_in_step_copy (const BambuSignInStep *self);
void bambu_sign_in_step_free (BambuSignInStep *self);

/**
 * bambu_cloud_sign_in_with_password:
 *
 * Returns: (transfer full): a future that resolves to a #BambuSignInStep, or rejects with
 * %BAMBU_CLOUD_ERROR_CREDENTIALS
 */
DexFuture *bambu_cloud_sign_in_with_password (BambuCloud *self,
                                              const char *account,
                                              const char *password);

/**
 * bambu_cloud_send_code:
 * @account: an e-mail address, or a phone number
 *
 * Returns: (transfer full): a future that resolves to %TRUE when a code is on its way
 */
DexFuture *bambu_cloud_send_code (BambuCloud *self, const char *account);

/**
 * bambu_cloud_sign_in_with_code:
 *
 * Returns: (transfer full): a future that resolves to a #BambuSignInStep, or rejects with
 * %BAMBU_CLOUD_ERROR_WRONG_CODE or %BAMBU_CLOUD_ERROR_EXPIRED_CODE
 */
DexFuture *bambu_cloud_sign_in_with_code (BambuCloud *self, const char *account, const char *code);

/**
 * bambu_cloud_sign_in_with_authenticator:
 *
 * Returns: (transfer full): a future that resolves to a #BambuSignInStep, or rejects with
 * %BAMBU_CLOUD_ERROR_WRONG_CODE, %BAMBU_CLOUD_ERROR_START_AGAIN or %BAMBU_CLOUD_ERROR_BROWSER_CHECK
 */
DexFuture *bambu_cloud_sign_in_with_authenticator (BambuCloud *self,
                                                   const char *tfa_key,
                                                   const char *code);

/**
 * bambu_cloud_sign_out:
 *
 * Tells the service that the token shall not be valid any more.
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it agreed
 */
DexFuture *bambu_cloud_sign_out (BambuCloud *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuSignInStep, bambu_sign_in_step_free)

G_END_DECLS
