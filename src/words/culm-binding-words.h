/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-sign-in-words.h"

G_BEGIN_DECLS

/* What keeps an account's printers as they are, in the user's words. Pure: the clock is handed in.
 */

/** CulmBindingStep: what was asked of the service when it said no */
typedef enum
{
  CULM_BINDING_STEP_PIN,    /* to bind a printer that shows a PIN */
  CULM_BINDING_STEP_SERIAL, /* to bind one by its serial number and a code */
  CULM_BINDING_STEP_RENAME,
  CULM_BINDING_STEP_UNBIND,
} CulmBindingStep;

/**
 * culm_binding_problem_new:
 * @error: what the step rejected with
 * @now: Unix seconds
 *
 * Returns: (transfer full): of field %CULM_SIGN_IN_FIELD_CODE if it is the PIN or the code
 */
CulmSignInProblem *culm_binding_problem_new (const GError *error, CulmBindingStep step, gint64 now);

G_END_DECLS
