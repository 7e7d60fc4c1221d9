/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account.h"

#include <string.h>

#include "bambu-cloud-calls.h"
#include "bambu-cloud-private.h"
#include "bambu-cloud-sign-in.h"
#include "bambu-weak-ref.h"
#include "link/bambu-redact.h"

#define RESEND_SECONDS 60
#define ENDS_SOON_SECONDS (7 * 24 * 60 * 60)
#define LOOK_SECONDS (60 * 60)
#define GOODBYE_SECONDS 10
/* For what is good to know right after signing in, but not worth a long wait. */
#define WHO_SECONDS 10

struct _BambuAccount
{
  GObject parent_instance;

  BambuCloud *cloud;
  BambuKeyring *keyring;

  BambuAccountState state;
  BambuAccountState base_state; /* before a sign-in began */
  guint attempt;
  char *tfa_key;

  char *account;
  char *name;
  gint64 uid;
  gint64 expires_at;
  gboolean ends_soon;
  gint64 resend_at;
  gboolean persistent;
  GError *error;

  guint look_id;
  DexFuture *check;
};

G_DEFINE_ENUM_TYPE (BambuAccountState,
                    bambu_account_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_SIGNED_OUT, "signed-out"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE, "needs-email-code"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE, "needs-sms-code"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR,
                                         "needs-authenticator"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_SIGNED_IN, "signed-in"),
                    G_DEFINE_ENUM_VALUE (BAMBU_ACCOUNT_STATE_EXPIRED, "expired"))

G_DEFINE_FINAL_TYPE (BambuAccount, bambu_account, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_REGION,
  PROP_ACCOUNT,
  PROP_NAME,
  PROP_UID,
  PROP_EXPIRES_AT,
  PROP_ENDS_SOON,
  PROP_RESEND_AT,
  PROP_PERSISTENT,
  PROP_ERROR,
} BambuAccountProperty;

static GParamSpec *properties[PROP_ERROR + 1];

static void
notify (BambuAccount *self, BambuAccountProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gint64
bambu_account_get_now (BambuAccount *self)
{
  return bambu_cloud_get_now (self->cloud) / G_USEC_PER_SEC;
}

static void
bambu_account_set_time (BambuAccount *self,
                        gint64 *member,
                        gint64 value,
                        BambuAccountProperty property)
{
  if (*member == value)
    return;

  *member = value;
  notify (self, property);
}

static void
bambu_account_set_flag (BambuAccount *self,
                        gboolean *member,
                        gboolean value,
                        BambuAccountProperty property)
{
  if (*member == value)
    return;

  *member = value;
  notify (self, property);
}

static void
bambu_account_set_text (BambuAccount *self,
                        char **member,
                        const char *value,
                        BambuAccountProperty property)
{
  if (g_set_str (member, value ? value : ""))
    notify (self, property);
}

static void
bambu_account_set_error (BambuAccount *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

static gboolean
is_base (BambuAccountState state)
{
  return state == BAMBU_ACCOUNT_STATE_SIGNED_OUT || state == BAMBU_ACCOUNT_STATE_SIGNED_IN
         || state == BAMBU_ACCOUNT_STATE_EXPIRED;
}

static void
bambu_account_set_state (BambuAccount *self, BambuAccountState state)
{
  if (is_base (state))
    {
      self->base_state = state;
      g_clear_pointer (&self->tfa_key, bambu_secret_free);
    }
  if (self->state == state)
    return;

  self->state = state;
  g_debug ("Account in %s: %d", bambu_cloud_get_region (self->cloud)->id, state);
  notify (self, PROP_STATE);
}

/* ---- The token, and its end ---- */

static DexFuture *
on_checked (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

static void
bambu_account_look_at_end (BambuAccount *self)
{
  gint64 left = self->expires_at - bambu_account_get_now (self);

  bambu_account_set_flag (self, &self->ends_soon,
                          self->state == BAMBU_ACCOUNT_STATE_SIGNED_IN && self->expires_at > 0
                              && left < ENDS_SOON_SECONDS,
                          PROP_ENDS_SOON);

  /* Only the service knows; it is asked once an hour from then on. */
  if (self->state == BAMBU_ACCOUNT_STATE_SIGNED_IN && self->expires_at > 0 && left <= 0)
    {
      dex_clear (&self->check);
      self->check = dex_future_finally (bambu_account_check (self), on_checked, NULL, NULL);
    }
}

static gboolean
on_look (gpointer user_data)
{
  bambu_account_look_at_end (user_data);

  return G_SOURCE_CONTINUE;
}

static DexFuture *
on_remembered (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccount) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self)
    bambu_account_set_flag (self, &self->persistent, value && g_value_get_boolean (value),
                            PROP_PERSISTENT);

  return dex_future_new_true ();
}

/* Returns: (transfer full): a future that resolves to %TRUE in any case */
static DexFuture *
bambu_account_remember_token (BambuAccount *self)
{
  const BambuToken *token = bambu_cloud_get_token (self->cloud);
  char *secret = token ? bambu_token_to_secret (token) : NULL;
  DexFuture *stored = bambu_keyring_store_token (
      self->keyring, bambu_cloud_get_region (self->cloud)->id, self->account, secret);

  bambu_secret_free (secret);

  return dex_future_finally (stored, on_remembered, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
bambu_account_take_token (BambuAccount *self, const BambuToken *token)
{
  bambu_cloud_set_token (self->cloud, token);
  bambu_account_set_time (self, &self->expires_at, token ? token->expires_at : 0, PROP_EXPIRES_AT);
  if (token && token->uid)
    bambu_account_set_time (self, &self->uid, token->uid, PROP_UID);
}

static void
bambu_account_enter (BambuAccount *self)
{
  bambu_account_set_error (self, NULL);
  bambu_account_set_state (self, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  bambu_account_look_at_end (self);
}

static void
on_token (BambuAccount *self)
{
  const BambuToken *token = bambu_cloud_get_token (self->cloud);

  /* Renewed; what a sign-in brings is remembered by it. */
  if (self->state != BAMBU_ACCOUNT_STATE_SIGNED_IN || token == NULL)
    return;

  bambu_account_set_time (self, &self->expires_at, token->expires_at, PROP_EXPIRES_AT);
  bambu_account_look_at_end (self);
  /* Nobody waits for the keyring. */
  dex_future_disown (bambu_account_remember_token (self));
}

static void
on_token_refused (BambuAccount *self)
{
  g_autoptr (GError) error = bambu_cloud_error_new (BAMBU_CLOUD_ERROR_SIGN_IN, 401, NULL, 0,
                                                    "The service calls the token dead");

  /* A sign-in that is under way deals with it itself. */
  if (self->state != BAMBU_ACCOUNT_STATE_SIGNED_IN)
    return;

  g_message ("The sign-in of an account has ended");
  bambu_account_take_token (self, NULL);
  dex_future_disown (bambu_account_remember_token (self));
  bambu_account_set_error (self, error);
  bambu_account_set_state (self, BAMBU_ACCOUNT_STATE_EXPIRED);
  bambu_account_look_at_end (self);
}

/* ---- A step of signing in ---- */

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
                            PROP_RESEND_AT);
  else if (bambu_cloud_error_get_retry_time (local_error) > 0)
    bambu_account_set_time (self, &self->resend_at, bambu_cloud_error_get_retry_time (local_error),
                            PROP_RESEND_AT);

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
  bambu_account_set_text (self, &self->account, account ? account : number, PROP_ACCOUNT);
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

/* ---- The object ---- */

static void
bambu_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuAccount *self = BAMBU_ACCOUNT (object);

  switch ((BambuAccountProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_REGION:
      g_value_set_string (value, bambu_account_get_region (self));
      break;
    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_UID:
      g_value_set_int64 (value, self->uid);
      break;
    case PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    case PROP_ENDS_SOON:
      g_value_set_boolean (value, self->ends_soon);
      break;
    case PROP_RESEND_AT:
      g_value_set_int64 (value, self->resend_at);
      break;
    case PROP_PERSISTENT:
      g_value_set_boolean (value, self->persistent);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_account_dispose (GObject *object)
{
  BambuAccount *self = BAMBU_ACCOUNT (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  dex_clear (&self->check);
  g_clear_object (&self->cloud);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (bambu_account_parent_class)->dispose (object);
}

static void
bambu_account_finalize (GObject *object)
{
  BambuAccount *self = BAMBU_ACCOUNT (object);

  bambu_secret_free (self->tfa_key);
  g_free (self->account);
  g_free (self->name);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (bambu_account_parent_class)->finalize (object);
}

static void
bambu_account_class_init (BambuAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_account_get_property;
  object_class->dispose = bambu_account_dispose;
  object_class->finalize = bambu_account_finalize;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BAMBU_TYPE_ACCOUNT_STATE,
                                              BAMBU_ACCOUNT_STATE_SIGNED_OUT, flags);
  properties[PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, flags);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_UID] = g_param_spec_int64 ("uid", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_EXPIRES_AT] =
      g_param_spec_int64 ("expires-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ENDS_SOON] = g_param_spec_boolean ("ends-soon", NULL, NULL, FALSE, flags);
  properties[PROP_RESEND_AT] =
      g_param_spec_int64 ("resend-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_PERSISTENT] = g_param_spec_boolean ("persistent", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_account_init (BambuAccount *self)
{
  self->account = g_strdup ("");
  self->name = g_strdup ("");
  self->look_id = g_timeout_add_seconds (LOOK_SECONDS, on_look, self);
}

BambuAccount *
bambu_account_new (BambuRegion *region, BambuKeyring *keyring)
{
  BambuAccount *self;

  g_return_val_if_fail (region != NULL, NULL);
  g_return_val_if_fail (BAMBU_IS_KEYRING (keyring), NULL);

  self = g_object_new (BAMBU_TYPE_ACCOUNT, NULL);
  self->cloud = bambu_cloud_new (region);
  self->keyring = g_object_ref (keyring);
  g_signal_connect_object (self->cloud, "notify::token", G_CALLBACK (on_token), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->cloud, "token-refused", G_CALLBACK (on_token_refused), self,
                           G_CONNECT_SWAPPED);

  return self;
}

BambuCloud *
bambu_account_get_cloud (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), NULL);

  return self->cloud;
}

BambuAccountState
bambu_account_get_state (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), BAMBU_ACCOUNT_STATE_SIGNED_OUT);

  return self->state;
}

const char *
bambu_account_get_region (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), NULL);

  return bambu_cloud_get_region (self->cloud)->id;
}

const char *
bambu_account_get_account (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), NULL);

  return self->account;
}

const char *
bambu_account_get_name (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), NULL);

  return self->name;
}

gint64
bambu_account_get_uid (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), 0);

  return self->uid;
}

gint64
bambu_account_get_expires_at (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), 0);

  return self->expires_at;
}

gboolean
bambu_account_get_ends_soon (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), FALSE);

  return self->ends_soon;
}

gint64
bambu_account_get_resend_at (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), 0);

  return self->resend_at;
}

gboolean
bambu_account_is_persistent (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), FALSE);

  return self->persistent;
}

const GError *
bambu_account_get_error (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), NULL);

  return self->error;
}

static void
bambu_account_take_account (BambuAccount *self, const char *account)
{
  g_autofree char *stripped = g_strstrip (g_strdup (account));

  bambu_account_set_text (self, &self->account, stripped, PROP_ACCOUNT);
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

void
bambu_account_cancel (BambuAccount *self)
{
  g_return_if_fail (BAMBU_IS_ACCOUNT (self));

  if (is_base (self->state))
    return;

  self->attempt++;
  bambu_account_set_state (self, self->base_state);
}

static DexFuture *
on_goodbye (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error))
    return dex_future_new_true ();

  g_debug ("The service did not sign out: %s", error->message);

  return dex_future_new_false ();
}

DexFuture *
bambu_account_sign_out (BambuAccount *self)
{
  g_autoptr (BambuCloud) farewell = NULL;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));

  /* One of its own says good-bye, so that nothing of it meets the next sign-in. */
  farewell = bambu_cloud_new (bambu_cloud_get_region (self->cloud));
  bambu_cloud_set_token (farewell, bambu_cloud_get_token (self->cloud));

  self->attempt++;
  bambu_account_take_token (self, NULL);
  dex_future_disown (bambu_account_remember_token (self));
  bambu_account_set_error (self, NULL);
  bambu_account_set_state (self, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
  bambu_account_look_at_end (self);

  return dex_future_finally (dex_future_first (bambu_cloud_sign_out (farewell),
                                               dex_timeout_new_seconds (GOODBYE_SECONDS), NULL),
                             on_goodbye, NULL, NULL);
}

static DexFuture *
on_restored (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccount) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);
  const char *secret = value ? g_value_get_string (value) : NULL;
  g_autoptr (BambuToken) token = secret ? bambu_token_new_from_secret (secret) : NULL;

  /* Whoever signed in meanwhile knows better. */
  if (self == NULL || self->attempt > 0)
    return dex_future_new_false ();

  if (token == NULL)
    {
      bambu_account_set_state (self, BAMBU_ACCOUNT_STATE_EXPIRED);
      return dex_future_new_false ();
    }

  bambu_account_take_token (self, token);
  bambu_account_set_flag (self, &self->persistent, bambu_keyring_is_persistent (self->keyring),
                          PROP_PERSISTENT);
  bambu_account_enter (self);

  return dex_future_new_true ();
}

DexFuture *
bambu_account_restore (BambuAccount *self, const char *account, const char *name, gint64 uid)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (account != NULL);

  bambu_account_set_text (self, &self->account, account, PROP_ACCOUNT);
  bambu_account_set_text (self, &self->name, name, PROP_NAME);
  bambu_account_set_time (self, &self->uid, MAX (uid, 0), PROP_UID);

  return dex_future_finally (
      bambu_keyring_lookup_token (self->keyring, bambu_account_get_region (self), account),
      on_restored, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static DexFuture *
on_known (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccount) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  const BambuCloudProfileValues *profile;

  if (self == NULL)
    return dex_ref (future);

  if (value == NULL)
    {
      if (self->state == BAMBU_ACCOUNT_STATE_SIGNED_IN)
        bambu_account_set_error (self, error);
      return dex_ref (future);
    }

  profile = bambu_cloud_profile_get_values (g_value_get_object (value));
  if (profile->uid > 0)
    bambu_account_set_time (self, &self->uid, profile->uid, PROP_UID);
  if (profile->name)
    bambu_account_set_text (self, &self->name, profile->name, PROP_NAME);
  if (self->state == BAMBU_ACCOUNT_STATE_SIGNED_IN)
    bambu_account_set_error (self, NULL);

  return dex_future_new_true ();
}

DexFuture *
bambu_account_check (BambuAccount *self)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));

  return dex_future_finally (bambu_cloud_load_preference (self->cloud), on_known,
                             bambu_weak_ref_new (self), bambu_weak_ref_free);
}

void
bambu_account_adopt (BambuAccount *self, BambuAccount *other)
{
  g_return_if_fail (BAMBU_IS_ACCOUNT (self));
  g_return_if_fail (BAMBU_IS_ACCOUNT (other));

  self->attempt++;
  bambu_account_take_token (self, bambu_cloud_get_token (other->cloud));
  bambu_account_set_text (self, &self->name, other->name, PROP_NAME);
  bambu_account_set_time (self, &self->uid, other->uid, PROP_UID);
  bambu_account_set_flag (self, &self->persistent, other->persistent, PROP_PERSISTENT);
  bambu_account_enter (self);
}
