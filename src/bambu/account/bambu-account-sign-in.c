/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-private.h"

#include <string.h>

#include "bambu-cloud-calls.h"
#include "bambu-cloud-private.h"
#include "bambu-cloud-sign-in.h"
#include "link/bambu-redact.h"

/* Signing in, step by step. */

#define RESEND_SECONDS 60
/* For what is good to know right after signing in, but not worth a long wait. */
#define WHO_SECONDS 10

typedef enum
{
  STEP_PASSWORD,
  STEP_REQUEST_CODE,
  STEP_CODE,
  STEP_TOKEN,
} StepKind;

typedef struct
{
  BambuAccount *self;
  StepKind kind;
  guint attempt;
  BambuAccountState before;
  char *secret; /* password, code or token */
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_clear_object (&step->self);
  bambu_secret_free (step->secret);
  g_free (step);
}

static BambuAccountState
get_code_state (BambuAccount *self)
{
  return strchr (self->account, '@') ? BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE
                                     : BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE;
}

static gboolean
step_is_current (Step *step, GError **error)
{
  if (step->attempt == step->self->attempt)
    return TRUE;

  if (error && *error == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                 "Another sign-in began, or this was given up");

  return FALSE;
}

/* Returns: (transfer full): the rejected future; brings back the state from which the step can be
 * repeated */
static DexFuture *
step_fail (Step *step, GError *error)
{
  BambuAccount *self = step->self;
  gboolean is_cancelled = g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED)
                          || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (step_is_current (step, NULL))
    {
      if (!is_cancelled)
        bambu_account_set_error (self, error);
      if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_START_AGAIN))
        step->before = self->base_state;
      bambu_account_set_state (self, step->before);
    }

  return dex_future_new_for_error (error);
}

static gboolean
request_code (Step *step, GError **error)
{
  BambuAccount *self = step->self;
  g_autoptr (GError) local_error = NULL;
  gboolean is_sent =
      dex_await_boolean (bambu_cloud_send_code (self->cloud, self->account), &local_error);

  if (!step_is_current (step, &local_error))
    is_sent = FALSE;
  else if (is_sent)
    bambu_account_set_time (self, &self->resend_at, bambu_account_get_now (self) + RESEND_SECONDS,
                            BAMBU_ACCOUNT_PROP_RESEND_AT);
  else if (bambu_cloud_error_get_retry_time (local_error) > 0)
    bambu_account_set_time (self, &self->resend_at, bambu_cloud_error_get_retry_time (local_error),
                            BAMBU_ACCOUNT_PROP_RESEND_AT);

  if (!is_sent)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return is_sent;
}

/* Who is it? Nice to know; only the service's word that the token is dead is an error, and silence
 * if nobody is known at all. */
static gboolean
ask_who (Step *step, GError **error)
{
  BambuAccount *self = step->self;
  g_autoptr (GError) local_error = NULL;
  gboolean is_known;

  is_known = dex_await (
      dex_future_first (bambu_account_check (self), dex_timeout_new_seconds (WHO_SECONDS), NULL),
      &local_error);
  if (!step_is_current (step, &local_error))
    is_known = FALSE;
  else if (!is_known && step->kind != STEP_TOKEN
           && !g_error_matches (local_error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN)
           && !g_error_matches (local_error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
    is_known = TRUE;

  if (!is_known)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return is_known;
}

/* An imported token says whose it is by its number at least. */
static void
learn_account (BambuAccount *self)
{
  g_autoptr (BambuCloudProfile) profile = NULL;
  g_autofree char *number = g_strdup_printf ("u_%" G_GINT64_FORMAT, self->uid);
  const char *account = NULL;

  if (*self->account)
    return;

  profile = dex_await_object (dex_future_first (bambu_cloud_load_profile (self->cloud),
                                                dex_timeout_new_seconds (WHO_SECONDS), NULL),
                              NULL);
  if (profile)
    account = bambu_cloud_profile_get_values (profile)->account;
  bambu_account_set_text (self, &self->account, account ? account : number,
                          BAMBU_ACCOUNT_PROP_ACCOUNT);
}

static DexFuture *
step_enter (Step *step, const BambuToken *token)
{
  BambuAccount *self = step->self;
  const BambuToken *held = bambu_cloud_get_token (self->cloud);
  g_autoptr (BambuToken) old = held ? bambu_token_copy (held) : NULL;
  g_autoptr (GError) error = NULL;

  bambu_account_take_token (self, token);
  if (!ask_who (step, &error))
    {
      if (step_is_current (step, NULL))
        bambu_account_take_token (self, old);
      return step_fail (step, g_steal_pointer (&error));
    }
  learn_account (self);

  dex_await (bambu_account_remember_token (self), &error);
  if (!step_is_current (step, &error) || error)
    return step_fail (step, g_steal_pointer (&error));

  bambu_account_enter (self);

  return dex_future_new_true ();
}

static DexFuture *
step_go_on (Step *step, const BambuSignInStep *answer)
{
  BambuAccount *self = step->self;
  g_autoptr (GError) error = NULL;

  switch (answer->next)
    {
    case BAMBU_SIGN_IN_DONE:
      return step_enter (step, answer->token);

    case BAMBU_SIGN_IN_AUTHENTICATOR:
      bambu_secret_free (self->tfa_key);
      self->tfa_key = g_strdup (answer->tfa_key);
      bambu_account_set_state (self, BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR);
      return dex_future_new_true ();

    case BAMBU_SIGN_IN_CODE:
    default:
      /* A code that is wanted again: it was not taken. */
      if (step->kind == STEP_CODE)
        return step_fail (step, bambu_cloud_error_new (BAMBU_CLOUD_ERROR_EXPIRED_CODE, 200, NULL, 0,
                                                       "The service wants another code"));

      if (!request_code (step, &error))
        {
          if (!step_is_current (step, NULL)
              || g_error_matches (error, DEX_ERROR, DEX_ERROR_FIBER_CANCELLED))
            return step_fail (step, g_steal_pointer (&error));
          bambu_account_set_error (self, error);
        }
      bambu_account_set_state (self, get_code_state (self));
      return dex_future_new_true ();
    }
}

static DexFuture *
step_ask (Step *step)
{
  BambuAccount *self = step->self;

  if (step->kind == STEP_PASSWORD)
    return bambu_cloud_sign_in_with_password (self->cloud, self->account, step->secret);
  if (self->tfa_key)
    return bambu_cloud_sign_in_with_authenticator (self->cloud, self->tfa_key, step->secret);

  return bambu_cloud_sign_in_with_code (self->cloud, self->account, step->secret);
}

static DexFuture *
step_fiber (gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (BambuSignInStep) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (!step_is_current (step, &error))
    return step_fail (step, g_steal_pointer (&error));

  if (step->kind == STEP_TOKEN)
    {
      g_autoptr (BambuToken) token = bambu_token_new (step->secret, NULL, 0);

      return step_enter (step, token);
    }

  if (step->kind == STEP_REQUEST_CODE)
    {
      if (!request_code (step, &error))
        return step_fail (step, g_steal_pointer (&error));
      bambu_account_set_state (step->self, get_code_state (step->self));
      return dex_future_new_true ();
    }

  answer = dex_await_boxed (step_ask (step), &error);
  g_clear_pointer (&step->secret, bambu_secret_free);
  if (!step_is_current (step, &error) || answer == NULL)
    return step_fail (step, g_steal_pointer (&error));

  return step_go_on (step, answer);
}

static DexFuture *
bambu_account_step (BambuAccount *self, StepKind kind, const char *secret)
{
  Step *step = g_new0 (Step, 1);

  step->self = g_object_ref (self);
  step->kind = kind;
  step->attempt = ++self->attempt;
  step->secret = g_strdup (secret);
  step->before = self->state == BAMBU_ACCOUNT_STATE_SIGNING_IN ? self->base_state : self->state;
  if (kind == STEP_PASSWORD || kind == STEP_TOKEN)
    step->before = self->base_state;

  bambu_account_set_error (self, NULL);
  bambu_account_set_state (self, BAMBU_ACCOUNT_STATE_SIGNING_IN);

  return dex_scheduler_spawn (NULL, 0, step_fiber, step, step_free);
}

static void
bambu_account_take_account (BambuAccount *self, const char *account)
{
  g_autofree char *stripped = g_strstrip (g_strdup (account));

  bambu_account_set_text (self, &self->account, stripped, BAMBU_ACCOUNT_PROP_ACCOUNT);
}

DexFuture *
bambu_account_sign_in (BambuAccount *self, const char *account, const char *password)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (account != NULL && password != NULL);

  bambu_account_take_account (self, account);
  g_clear_pointer (&self->tfa_key, bambu_secret_free);

  return bambu_account_step (self, STEP_PASSWORD, password);
}

DexFuture *
bambu_account_sign_in_by_code (BambuAccount *self, const char *account)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (account != NULL);

  bambu_account_take_account (self, account);
  g_clear_pointer (&self->tfa_key, bambu_secret_free);

  return bambu_account_send_code (self);
}

DexFuture *
bambu_account_send_code (BambuAccount *self)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (*self->account != '\0');

  if (self->resend_at > bambu_account_get_now (self))
    return dex_future_new_for_error (bambu_cloud_error_new (BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, 0,
                                                            NULL, self->resend_at,
                                                            "A code was sent a moment ago"));

  return bambu_account_step (self, STEP_REQUEST_CODE, NULL);
}

DexFuture *
bambu_account_submit_code (BambuAccount *self, const char *code)
{
  g_autoptr (GString) digits = NULL;
  DexFuture *step;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (code != NULL);

  digits = g_string_sized_new (strlen (code));
  for (const char *character = code; *character; character++)
    if (g_ascii_isdigit (*character))
      g_string_append_c (digits, *character);

  step = bambu_account_step (self, STEP_CODE, digits->str);
  explicit_bzero (digits->str, digits->len);

  return step;
}

DexFuture *
bambu_account_sign_in_with_token (BambuAccount *self, const char *token)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (token != NULL);

  return bambu_account_step (self, STEP_TOKEN, token);
}
