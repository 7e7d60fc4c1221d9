/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-account.h>

G_BEGIN_DECLS

/* What keeps somebody from signing in, in the user's words. Pure: the clock is handed in. */

/** CulmSignInLeg: what was asked of the service when it said no */
typedef enum
{
  CULM_SIGN_IN_LEG_PASSWORD,
  CULM_SIGN_IN_LEG_SEND_CODE,
  CULM_SIGN_IN_LEG_CODE, /* that came by mail or SMS */
  CULM_SIGN_IN_LEG_AUTHENTICATOR,
  CULM_SIGN_IN_LEG_PRINTERS,
} CulmSignInLeg;

/** CulmSignInField: where the mistake is, if it is the user's */
typedef enum
{
  CULM_SIGN_IN_FIELD_NONE,
  CULM_SIGN_IN_FIELD_ACCOUNT,
  CULM_SIGN_IN_FIELD_PASSWORD,
  CULM_SIGN_IN_FIELD_CODE,
} CulmSignInField;

/** CulmSignInHelp: the one thing that helps, beside trying again */
typedef enum
{
  CULM_SIGN_IN_HELP_NONE,
  CULM_SIGN_IN_HELP_NEW_CODE,
  CULM_SIGN_IN_HELP_USE_CODE,    /* a code by mail instead of what was tried */
  CULM_SIGN_IN_HELP_START_AGAIN, /* from the password on */
} CulmSignInHelp;

/**
 * CulmSignInProblem:
 * @text: a sentence
 * @details: (nullable): culm_details_new()
 */
typedef struct
{
  CulmSignInField field;
  CulmSignInHelp help;
  char *text;
  char *details;
} CulmSignInProblem;

/**
 * culm_sign_in_problem_new:
 * @error: what the leg rejected with
 * @now: Unix seconds
 */
CulmSignInProblem *culm_sign_in_problem_new (const GError *error, CulmSignInLeg leg, gint64 now);
void culm_sign_in_problem_free (CulmSignInProblem *self);

/** culm_sign_in_help_get_label: the button that gives it, with a mnemonic; "" for none */
const char *culm_sign_in_help_get_label (CulmSignInHelp help);

/**
 * culm_format_masked_account:
 * @account: an e-mail address or a phone number
 *
 * Returns: (transfer full): enough of it to know which of one's own it is: "a…@example.org", "…42"
 */
char *culm_format_masked_account (const char *account);

/** culm_format_region: a cloud by its name, or by what it is called here */
const char *culm_format_region (const char *id);

/**
 * culm_format_resend:
 * @new_code: the last one was refused
 * @seconds: until another code can be asked for; 0 or less: now
 *
 * Returns: (transfer full): "_Send Again", "Send a _New Code", with the seconds that are left
 */
char *culm_format_resend (gboolean new_code, int seconds);

/**
 * CulmAccountNotice:
 * @CULM_ACCOUNT_NOTICE_ENDING: the sign-in ends within seven days
 * @CULM_ACCOUNT_NOTICE_ENDED: it has ended
 * @CULM_ACCOUNT_NOTICE_SILENT: the service does not answer
 * @CULM_ACCOUNT_NOTICE_LOCKED: nobody knows, until the keyring is opened
 *
 * What somebody should know of an account.
 */
typedef enum
{
  CULM_ACCOUNT_NOTICE_NONE,
  CULM_ACCOUNT_NOTICE_SILENT,
  CULM_ACCOUNT_NOTICE_ENDING,
  CULM_ACCOUNT_NOTICE_ENDED,
  CULM_ACCOUNT_NOTICE_LOCKED,
} CulmAccountNotice;

/**
 * culm_account_notice_choose:
 * @ends_soon: it ends in less than seven days
 * @error: (nullable): of the last thing that was asked of the service
 * @keyring: where the account's token should be
 */
CulmAccountNotice culm_account_notice_choose (BambuAccountState state,
                                              gboolean ends_soon,
                                              const GError *error,
                                              BambuKeyringState keyring);

/** culm_keyring_get_sentence: why a sign-in is not kept; "" for an open one */
const char *culm_keyring_get_sentence (BambuKeyringState state);

/** culm_account_notice_get_title: (transfer full): a sentence; "" for none */
char *culm_account_notice_get_title (CulmAccountNotice notice, gint64 expires_at);

/** culm_format_until: "3 March 2027"; "" for 0 */
char *culm_format_until (gint64 time);

/**
 * culm_format_sign_out:
 * @n_printers: that are reached through the cloud only
 *
 * Returns: (transfer full): what signing out means for the printers
 */
char *culm_format_sign_out (guint n_printers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CulmSignInProblem, culm_sign_in_problem_free)

G_END_DECLS
