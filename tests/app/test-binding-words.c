/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <words/culm-binding-words.h>

/* Monday 23 November 2026, 14:10:00 UTC */
#define NOW G_GINT64_CONSTANT (1795443000)

typedef struct
{
  BambuCloudError code;
  CulmBindingStep step;
  const char *says; /* the service */
  CulmSignInField field;
  const char *text;
} Row;

#define BOUND "This printer is bound to another account, where it has to be unbound first."
#define WRONG_PIN "This PIN is not right or has expired."
#define ENDED "Your Bambu Lab sign-in has ended. Sign in again first."

static const Row rows[] = {
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_PIN, "Invalid PIN code", CULM_SIGN_IN_FIELD_CODE,
    WRONG_PIN },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_PIN, NULL, CULM_SIGN_IN_FIELD_CODE, WRONG_PIN },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_PIN, "The device is already bound",
    CULM_SIGN_IN_FIELD_NONE, BOUND },
  { BAMBU_CLOUD_ERROR_NOT_YOURS, CULM_BINDING_STEP_PIN, NULL, CULM_SIGN_IN_FIELD_NONE, BOUND },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_PIN, "Today is a holiday", CULM_SIGN_IN_FIELD_NONE,
    "Bambu Lab did not accept this. It says: Today is a holiday" },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_SERIAL, "Device Not Found",
    CULM_SIGN_IN_FIELD_CODE,
    "Bambu Lab does not know a printer with this serial number and this code." },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_SERIAL, "Already BOUND", CULM_SIGN_IN_FIELD_NONE,
    BOUND },
  { BAMBU_CLOUD_ERROR_NOT_AVAILABLE, CULM_BINDING_STEP_SERIAL, NULL, CULM_SIGN_IN_FIELD_NONE,
    "Bambu Lab’s service does not offer this." },
  { BAMBU_CLOUD_ERROR_NOT_YOURS, CULM_BINDING_STEP_UNBIND, "Resource forbidden",
    CULM_SIGN_IN_FIELD_NONE, "The printer is not this account’s." },
  { BAMBU_CLOUD_ERROR_REFUSED, CULM_BINDING_STEP_RENAME, "Too long", CULM_SIGN_IN_FIELD_NONE,
    "Bambu Lab did not accept this. It says: Too long" },
  { BAMBU_CLOUD_ERROR_SIGN_IN, CULM_BINDING_STEP_PIN, NULL, CULM_SIGN_IN_FIELD_NONE, ENDED },
  { BAMBU_CLOUD_ERROR_SIGN_IN, CULM_BINDING_STEP_UNBIND, NULL, CULM_SIGN_IN_FIELD_NONE, ENDED },
  { BAMBU_CLOUD_ERROR_OFFLINE, CULM_BINDING_STEP_PIN, NULL, CULM_SIGN_IN_FIELD_NONE,
    "This computer is offline." },
  { BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, CULM_BINDING_STEP_PIN, NULL, CULM_SIGN_IN_FIELD_NONE,
    "Too many tries. Bambu Lab allows the next one after a while." },
  { BAMBU_CLOUD_ERROR_BROWSER_CHECK, CULM_BINDING_STEP_PIN, NULL, CULM_SIGN_IN_FIELD_NONE,
    "Bambu Lab’s website asked for a browser check, which this app cannot do. It usually goes away "
    "after some minutes." },
};

static void
test_problems (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      g_autoptr (GError) error =
          bambu_cloud_error_new (row->code, 400, row->says, 0, "for the log");
      g_autoptr (CulmSignInProblem) problem = culm_binding_problem_new (error, row->step, NOW);

      g_assert_cmpstr (problem->text, ==, row->text);
      g_assert_cmpint (problem->field, ==, row->field);
      g_assert_cmpint (problem->help, ==, CULM_SIGN_IN_HELP_NONE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/binding-words/problems", test_problems);

  return g_test_run ();
}
