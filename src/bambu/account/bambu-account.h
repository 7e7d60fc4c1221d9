/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-profile.h"
#include "bambu-cloud.h"
#include "bambu-keyring.h"

G_BEGIN_DECLS

/**
 * BambuAccountState:
 * @BAMBU_ACCOUNT_STATE_SIGNED_OUT: nobody is signed in
 * @BAMBU_ACCOUNT_STATE_SIGNING_IN: waiting for the service
 * @BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE: the service sent a code by mail:
 * bambu_account_submit_code()
 * @BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE: likewise to a phone
 * @BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR: it wants a code of the authenticator: likewise
 * @BAMBU_ACCOUNT_STATE_SIGNED_IN: there is a token, which the service has not called dead
 * @BAMBU_ACCOUNT_STATE_EXPIRED: a known account without a token: sign in again, or open the keyring
 *   if that is locked
 */
typedef enum
{
  BAMBU_ACCOUNT_STATE_SIGNED_OUT,
  BAMBU_ACCOUNT_STATE_SIGNING_IN,
  BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE,
  BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE,
  BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR,
  BAMBU_ACCOUNT_STATE_SIGNED_IN,
  BAMBU_ACCOUNT_STATE_EXPIRED,
} BambuAccountState;

#define BAMBU_TYPE_ACCOUNT_STATE (bambu_account_state_get_type ())
GType bambu_account_state_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_ACCOUNT (bambu_account_get_type ())
G_DECLARE_FINAL_TYPE (BambuAccount, bambu_account, BAMBU, ACCOUNT, GObject)

/**
 * BambuAccount:
 *
 * An account of the service, and the way into it. Its token is in the keyring or nowhere; a
 * password is not kept, and its copies are overwritten. Only the service's own word that a token is
 * dead makes it %BAMBU_ACCOUNT_STATE_EXPIRED: no other refusal, no outage and no silence does.
 * Those who sign in keep the future that they chained on a step; dropping that takes the request
 * off the wire and brings back the state before. A failed step rejects, and brings back the state
 * from which it can be repeated. Main context only.
 *
 * Properties, all readable:
 *
 * - `state` (#BambuAccountState)
 * - `region` (string): the cloud's id
 * - `account` (string): e-mail address or phone number; empty until known
 * - `name` (string): what others see; empty until known
 * - `uid` (int64): 0 until known
 * - `expires-at` (int64): when the sign-in ends, Unix seconds; 0 unknown
 * - `ends-soon` (boolean): that is in less than seven days
 * - `resend-at` (int64): when another code may be asked for, Unix seconds; 0 at once
 * - `persistent` (boolean): the token is in the keyring; %FALSE: for this session only, as long as
 *   the keyring's state is what it is
 * - `error` (#GError, nullable): of the last step or check
 */
BambuAccount *bambu_account_new (BambuRegion *region, BambuKeyring *keyring);

/** bambu_account_get_cloud: Returns: (transfer none): for its calls */
BambuCloud *bambu_account_get_cloud (BambuAccount *self);
/** bambu_account_get_keyring: Returns: (transfer none): where its token is, or why it is not */
BambuKeyring *bambu_account_get_keyring (BambuAccount *self);
BambuAccountState bambu_account_get_state (BambuAccount *self);
const char *bambu_account_get_region (BambuAccount *self);
const char *bambu_account_get_account (BambuAccount *self);
const char *bambu_account_get_name (BambuAccount *self);
gint64 bambu_account_get_uid (BambuAccount *self);
gint64 bambu_account_get_expires_at (BambuAccount *self);
gboolean bambu_account_get_ends_soon (BambuAccount *self);
gint64 bambu_account_get_resend_at (BambuAccount *self);
/** bambu_account_get_now: Returns: Unix seconds, by the clock that its times are of */
gint64 bambu_account_get_now (BambuAccount *self);
gboolean bambu_account_is_persistent (BambuAccount *self);
/** bambu_account_get_error: Returns: (transfer none) (nullable) */
const GError *bambu_account_get_error (BambuAccount *self);

/**
 * bambu_account_sign_in:
 * @account: e-mail address or phone number
 * @password: only looked at during the call
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the password was accepted; `state`
 * says what comes now. Rejects with %BAMBU_CLOUD_ERROR_CREDENTIALS, TOO_MANY_TRIES, BROWSER_CHECK,
 * CAPTCHA, OFFLINE, CERTIFICATE, TIMED_OUT, SERVER or PROTOCOL. A code that could not be sent is
 * told by `error` only: the service may have sent one by itself
 */
DexFuture *bambu_account_sign_in (BambuAccount *self, const char *account, const char *password);

/**
 * bambu_account_sign_in_by_code:
 * @account: e-mail address or phone number
 *
 * Asks for a code, without a password.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when it is on its way; rejects as above
 */
DexFuture *bambu_account_sign_in_by_code (BambuAccount *self, const char *account);

/**
 * bambu_account_send_code:
 *
 * Asks for another code; the one before is not valid any more.
 *
 * Returns: (transfer full): a future that resolves to %TRUE; rejects with
 * %BAMBU_CLOUD_ERROR_TOO_MANY_TRIES before `resend-at`
 */
DexFuture *bambu_account_send_code (BambuAccount *self);

/**
 * bambu_account_submit_code:
 * @code: what the user typed; what is no digit is left out
 *
 * Returns: (transfer full): a future that resolves to %TRUE when signed in; rejects as above, with
 *   %BAMBU_CLOUD_ERROR_WRONG_CODE, EXPIRED_CODE, or with START_AGAIN, after which the password is
 * wanted again
 */
DexFuture *bambu_account_submit_code (BambuAccount *self, const char *code);

/**
 * bambu_account_sign_in_with_token:
 * @token: one that another program was given
 *
 * Returns: (transfer full): a future that resolves to %TRUE once the service said whose it is;
 * rejects with %BAMBU_CLOUD_ERROR_SIGN_IN if it is dead, and with what every call may reject with
 */
DexFuture *bambu_account_sign_in_with_token (BambuAccount *self, const char *token);

/** bambu_account_cancel: gives a sign-in up that waits for something; what is under way ends with
 * its future */
void bambu_account_cancel (BambuAccount *self);

/**
 * bambu_account_sign_out:
 *
 * Forgets the token at once, and tells the service, whatever that answers.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the service agreed, to %FALSE if
 * it was not reached or did not
 */
DexFuture *bambu_account_sign_out (BambuAccount *self);

/**
 * bambu_account_restore:
 * @account: the account
 * @name: (nullable): what is remembered of it
 * @uid: likewise, or 0
 *
 * Brings back the token from the keyring, without asking the service: no network is needed for a
 * start. From a locked keyring it comes when that is opened.
 *
 * Returns: (transfer full): a future that resolves to %TRUE if there is one, to %FALSE if the user
 * has to sign in again
 */
DexFuture *bambu_account_restore (BambuAccount *self,
                                  const char *account,
                                  const char *name,
                                  gint64 uid);

/**
 * bambu_account_check:
 *
 * Asks the service whether the token is alive, and who it belongs to.
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it is; rejects with
 * %BAMBU_CLOUD_ERROR_SIGN_IN if it is dead, and the state has changed, and with what every call may
 * reject with if nothing is known
 */
DexFuture *bambu_account_check (BambuAccount *self);

/**
 * bambu_account_adopt:
 * @other: another object of the same account, signed in
 *
 * Takes over its token.
 */
void bambu_account_adopt (BambuAccount *self, BambuAccount *other);

G_END_DECLS
