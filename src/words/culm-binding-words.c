/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-binding-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "culm-details.h"

static CulmSignInProblem *
problem (const char *text, CulmSignInField field)
{
  CulmSignInProblem *self = g_new0 (CulmSignInProblem, 1);

  self->text = g_strdup (text);
  self->field = field;

  return self;
}

/* A refusal has no number of its own: the service's words have to tell them apart. */
static gboolean
mentions (const GError *error, const char *word)
{
  const char *text = bambu_cloud_error_get_text (error);
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
is_code (const GError *error, BambuCloudError code)
{
  return g_error_matches (error, BAMBU_CLOUD_ERROR, (int) code);
}

static CulmSignInProblem *
binding_problem (const GError *error, CulmBindingStep step)
{
  if (is_code (error, BAMBU_CLOUD_ERROR_NOT_YOURS)
      || (is_code (error, BAMBU_CLOUD_ERROR_REFUSED) && mentions (error, "bound")))
    return problem (_ ("This printer is bound to another account, where it has to be unbound "
                       "first."),
                    CULM_SIGN_IN_FIELD_NONE);

  if (!is_code (error, BAMBU_CLOUD_ERROR_REFUSED))
    return NULL;

  if (step == CULM_BINDING_STEP_PIN
      && (mentions (error, "pin") || bambu_cloud_error_get_text (error) == NULL))
    return problem (_ ("This PIN is not right or has expired."), CULM_SIGN_IN_FIELD_CODE);

  if (step == CULM_BINDING_STEP_SERIAL)
    return problem (_ ("Bambu Lab does not know a printer with this serial number and this code."),
                    CULM_SIGN_IN_FIELD_CODE);

  return NULL;
}

static CulmSignInProblem *
choose (const GError *error, CulmBindingStep step)
{
  CulmSignInProblem *self = NULL;

  if (step == CULM_BINDING_STEP_PIN || step == CULM_BINDING_STEP_SERIAL)
    self = binding_problem (error, step);
  else if (is_code (error, BAMBU_CLOUD_ERROR_NOT_YOURS))
    self = problem (_ ("The printer is not this account’s."), CULM_SIGN_IN_FIELD_NONE);

  if (self != NULL)
    return self;

  if (is_code (error, BAMBU_CLOUD_ERROR_SIGN_IN))
    return problem (_ ("Your Bambu Lab sign-in has ended. Sign in again first."),
                    CULM_SIGN_IN_FIELD_NONE);
  if (is_code (error, BAMBU_CLOUD_ERROR_NOT_AVAILABLE))
    return problem (_ ("Bambu Lab’s service does not offer this."), CULM_SIGN_IN_FIELD_NONE);

  return NULL;
}

CulmSignInProblem *
culm_binding_problem_new (const GError *error, CulmBindingStep step, gint64 now)
{
  CulmSignInProblem *self;

  g_return_val_if_fail (error != NULL, NULL);

  self = choose (error, step);
  if (self == NULL)
    return culm_sign_in_problem_new (error, CULM_SIGN_IN_LEG_PRINTERS, now);

  self->details = culm_details_new (self->text, error, now);

  return self;
}
