/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <words/culm-sign-in-words.h>

/* Monday 23 November 2026, 14:10:00 UTC */
#define NOW G_GINT64_CONSTANT (1795443000)

typedef struct
{
  BambuCloudError code;
  CulmSignInLeg leg;
  gint64 retry_time;
  const char *says; /* the service */
  CulmSignInField field;
  CulmSignInHelp help;
  const char *text;
} Row;

static const Row rows[] = {
  { BAMBU_CLOUD_ERROR_CREDENTIALS, CULM_SIGN_IN_LEG_PASSWORD, 0, "no", CULM_SIGN_IN_FIELD_PASSWORD,
    CULM_SIGN_IN_HELP_NONE, "E-mail or password is not right." },
  { BAMBU_CLOUD_ERROR_WRONG_CODE, CULM_SIGN_IN_LEG_CODE, 0, NULL, CULM_SIGN_IN_FIELD_CODE,
    CULM_SIGN_IN_HELP_NEW_CODE, "This code is not right or has expired." },
  { BAMBU_CLOUD_ERROR_EXPIRED_CODE, CULM_SIGN_IN_LEG_CODE, 0, NULL, CULM_SIGN_IN_FIELD_CODE,
    CULM_SIGN_IN_HELP_NEW_CODE, "This code is not right or has expired." },
  { BAMBU_CLOUD_ERROR_WRONG_CODE, CULM_SIGN_IN_LEG_AUTHENTICATOR, 0, NULL, CULM_SIGN_IN_FIELD_CODE,
    CULM_SIGN_IN_HELP_NONE, "This code is not right or has expired." },
  { BAMBU_CLOUD_ERROR_START_AGAIN, CULM_SIGN_IN_LEG_AUTHENTICATOR, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_START_AGAIN, "This took too long. Begin with your password again." },
  { BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, CULM_SIGN_IN_LEG_PASSWORD, NOW + 600, NULL,
    CULM_SIGN_IN_FIELD_NONE, CULM_SIGN_IN_HELP_NONE,
    "Too many tries. Bambu Lab allows the next one at about 14:20." },
  { BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, CULM_SIGN_IN_LEG_SEND_CODE, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE, "Too many tries. Bambu Lab allows the next one after a while." },
  { BAMBU_CLOUD_ERROR_BROWSER_CHECK, CULM_SIGN_IN_LEG_PASSWORD, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_USE_CODE,
    "Bambu Lab’s website asked for a browser check, which this app cannot do. Signing in with an "
    "e-mail code usually works." },
  { BAMBU_CLOUD_ERROR_BROWSER_CHECK, CULM_SIGN_IN_LEG_CODE, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE,
    "Bambu Lab’s website asked for a browser check, which this app cannot do. It usually goes away "
    "after some minutes." },
  { BAMBU_CLOUD_ERROR_CAPTCHA, CULM_SIGN_IN_LEG_PASSWORD, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE,
    "Bambu Lab wants to see that you are human, which this app cannot show. Signing in once on its "
    "website may help." },
  { BAMBU_CLOUD_ERROR_OFFLINE, CULM_SIGN_IN_LEG_PASSWORD, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE, "This computer is offline." },
  { BAMBU_CLOUD_ERROR_TIMED_OUT, CULM_SIGN_IN_LEG_CODE, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE, "Bambu Lab’s server has not answered." },
  { BAMBU_CLOUD_ERROR_SERVER, CULM_SIGN_IN_LEG_PRINTERS, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE,
    "Bambu Lab’s server has trouble. Printers on your network still work." },
  { BAMBU_CLOUD_ERROR_SIGN_IN, CULM_SIGN_IN_LEG_PRINTERS, 0, NULL, CULM_SIGN_IN_FIELD_NONE,
    CULM_SIGN_IN_HELP_NONE,
    "Your Bambu Lab sign-in has ended. Printers on your network still work." },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_SIGN_IN_LEG_SEND_CODE, 0, "Account not found",
    CULM_SIGN_IN_FIELD_ACCOUNT, CULM_SIGN_IN_HELP_NONE,
    "Bambu Lab did not accept this. It says: Account not found" },
};

static void
test_problems (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (GError) error =
          bambu_cloud_error_new (row->code, 400, row->says, row->retry_time, "A test");
      g_autoptr (CulmSignInProblem) problem = culm_sign_in_problem_new (error, row->leg, NOW);

      g_assert_cmpstr (problem->text, ==, row->text);
      g_assert_cmpint (problem->field, ==, row->field);
      g_assert_cmpint (problem->help, ==, row->help);
    }
}

static void
test_masked_account (void)
{
  static const char *const accounts[][2] = {
    { "anna@example.org", "a…@example.org" },
    { "@example.org", "…@example.org" },
    { "öl@example.org", "ö…@example.org" },
    { "13800138042", "…42" },
    { "1234", "…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *masked = culm_format_masked_account (accounts[i][0]);

      g_assert_cmpstr (masked, ==, accounts[i][1]);
    }
}

static void
test_resend (void)
{
  g_autofree char *waiting = culm_format_resend (FALSE, 43);
  g_autofree char *ready = culm_format_resend (TRUE, 0);

  g_assert_cmpstr (waiting, ==, "_Send Again (43 s)");
  g_assert_cmpstr (ready, ==, "Send a _New Code");
}

static void
test_notice (void)
{
  g_autoptr (GError) silent =
      bambu_cloud_error_new (BAMBU_CLOUD_ERROR_SERVER, 503, NULL, 0, "A test");
  g_autoptr (GError) noise =
      bambu_cloud_error_new (BAMBU_CLOUD_ERROR_UNSETTLED, 401, NULL, 0, "A test");
  g_autofree char *ending = NULL;
  g_autofree char *early = NULL;
  g_autofree char *until = NULL;

#define CHOOSE(state, soon, error)                                                                 \
  culm_account_notice_choose (BAMBU_ACCOUNT_STATE_##state, soon, error, BAMBU_KEYRING_STATE_OPEN)
  g_assert_cmpint (CHOOSE (SIGNED_IN, FALSE, NULL), ==, CULM_ACCOUNT_NOTICE_NONE);
  g_assert_cmpint (CHOOSE (SIGNED_IN, FALSE, noise), ==, CULM_ACCOUNT_NOTICE_NONE);
  g_assert_cmpint (CHOOSE (SIGNED_IN, FALSE, silent), ==, CULM_ACCOUNT_NOTICE_SILENT);
  g_assert_cmpint (CHOOSE (SIGNED_IN, TRUE, silent), ==, CULM_ACCOUNT_NOTICE_ENDING);
  g_assert_cmpint (CHOOSE (EXPIRED, FALSE, NULL), ==, CULM_ACCOUNT_NOTICE_ENDED);
#undef CHOOSE
  g_assert_cmpint (culm_account_notice_choose (BAMBU_ACCOUNT_STATE_EXPIRED, FALSE, NULL,
                                               BAMBU_KEYRING_STATE_LOCKED),
                   ==, CULM_ACCOUNT_NOTICE_LOCKED);
  g_assert_cmpint (culm_account_notice_choose (BAMBU_ACCOUNT_STATE_EXPIRED, FALSE, NULL,
                                               BAMBU_KEYRING_STATE_MISSING),
                   ==, CULM_ACCOUNT_NOTICE_ENDED);

  ending = culm_account_notice_get_title (CULM_ACCOUNT_NOTICE_ENDING, NOW);
  g_assert_cmpstr (ending, ==, "Your Bambu Lab sign-in ends on 23 November.");
  /* Days of one figure leave no gap. */
  early = culm_account_notice_get_title (CULM_ACCOUNT_NOTICE_ENDING, NOW + 8 * 24 * 60 * 60);
  g_assert_cmpstr (early, ==, "Your Bambu Lab sign-in ends on 1 December.");
  until = culm_format_until (NOW);
  g_assert_cmpstr (until, ==, "23 November 2026");
}

static void
test_sign_out (void)
{
  g_autofree char *none = culm_format_sign_out (0);
  g_autofree char *two = culm_format_sign_out (2);

  g_assert_cmpstr (none, ==, "Printers on your network stay.");
  g_assert_cmpstr (two, ==,
                   "2 printers that are reached through the cloud will be removed from this app. "
                   "What they printed stays in the history. Printers on your network stay.");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/sign-in-words/problems", test_problems);
  g_test_add_func ("/app/sign-in-words/masked-account", test_masked_account);
  g_test_add_func ("/app/sign-in-words/resend", test_resend);
  g_test_add_func ("/app/sign-in-words/notice", test_notice);
  g_test_add_func ("/app/sign-in-words/sign-out", test_sign_out);

  return g_test_run ();
}
