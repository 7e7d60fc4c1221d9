/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-private.h"

#include "bambu-cloud-calls.h"
#include "bambu-cloud-private.h"
#include "bambu-cloud-sign-in.h"
#include "bambu-weak-ref.h"
#include "link/bambu-redact.h"

#define ENDS_SOON_SECONDS (7 * 24 * 60 * 60)
#define LOOK_SECONDS (60 * 60)
#define GOODBYE_SECONDS 10

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

static GParamSpec *properties[BAMBU_ACCOUNT_PROP_ERROR + 1];

static void
notify (BambuAccount *self, BambuAccountProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

gint64
bambu_account_get_now (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), 0);

  return bambu_cloud_get_now (self->cloud) / G_USEC_PER_SEC;
}

void
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

void
bambu_account_set_text (BambuAccount *self,
                        char **member,
                        const char *value,
                        BambuAccountProperty property)
{
  if (g_set_str (member, value ? value : ""))
    notify (self, property);
}

void
bambu_account_set_error (BambuAccount *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error ? g_error_copy (error) : NULL;
  notify (self, BAMBU_ACCOUNT_PROP_ERROR);
}

static gboolean
is_base (BambuAccountState state)
{
  return state == BAMBU_ACCOUNT_STATE_SIGNED_OUT || state == BAMBU_ACCOUNT_STATE_SIGNED_IN
         || state == BAMBU_ACCOUNT_STATE_EXPIRED;
}

void
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
  notify (self, BAMBU_ACCOUNT_PROP_STATE);
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
                          BAMBU_ACCOUNT_PROP_ENDS_SOON);

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
  /* Who hears of the end may let go of it. */
  g_autoptr (BambuAccount) self = g_object_ref (user_data);

  bambu_account_look_at_end (self);

  return G_SOURCE_CONTINUE;
}

static DexFuture *
on_remembered (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuAccount) self = g_weak_ref_get (user_data);
  const GValue *value = dex_future_get_value (future, NULL);

  if (self)
    bambu_account_set_flag (self, &self->persistent, value && g_value_get_boolean (value),
                            BAMBU_ACCOUNT_PROP_PERSISTENT);

  return dex_future_new_true ();
}

DexFuture *
bambu_account_remember_token (BambuAccount *self)
{
  const BambuToken *token = bambu_cloud_get_token (self->cloud);
  char *secret = token ? bambu_token_to_secret (token) : NULL;
  DexFuture *stored = bambu_keyring_store_token (
      self->keyring, bambu_cloud_get_region (self->cloud)->id, self->account, secret);

  bambu_secret_free (secret);

  return dex_future_finally (stored, on_remembered, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

void
bambu_account_take_token (BambuAccount *self, const BambuToken *token)
{
  bambu_cloud_set_token (self->cloud, token);
  bambu_account_set_time (self, &self->expires_at, token ? token->expires_at : 0,
                          BAMBU_ACCOUNT_PROP_EXPIRES_AT);
  if (token && token->uid)
    bambu_account_set_time (self, &self->uid, token->uid, BAMBU_ACCOUNT_PROP_UID);
}

void
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

  bambu_account_set_time (self, &self->expires_at, token->expires_at,
                          BAMBU_ACCOUNT_PROP_EXPIRES_AT);
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
  bambu_account_set_flag (self, &self->persistent,
                          bambu_keyring_get_state (self->keyring) == BAMBU_KEYRING_STATE_OPEN,
                          BAMBU_ACCOUNT_PROP_PERSISTENT);
  bambu_account_enter (self);

  return dex_future_new_true ();
}

static DexFuture *
bambu_account_recall_token (BambuAccount *self)
{
  return dex_future_finally (
      bambu_keyring_lookup_token (self->keyring, bambu_account_get_region (self), self->account),
      on_restored, bambu_weak_ref_new (self), bambu_weak_ref_free);
}

/* All that was kept is in it now, and what it did not give before it may give. */
static void
on_keyring (BambuAccount *self)
{
  if (bambu_keyring_get_state (self->keyring) != BAMBU_KEYRING_STATE_OPEN)
    return;

  if (self->state == BAMBU_ACCOUNT_STATE_SIGNED_IN)
    bambu_account_set_flag (self, &self->persistent, TRUE, BAMBU_ACCOUNT_PROP_PERSISTENT);
  else if (self->state == BAMBU_ACCOUNT_STATE_EXPIRED)
    dex_future_disown (bambu_account_recall_token (self));
}

/* ---- The object ---- */

static void
bambu_account_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuAccount *self = BAMBU_ACCOUNT (object);

  switch ((BambuAccountProperty) prop_id)
    {
    case BAMBU_ACCOUNT_PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case BAMBU_ACCOUNT_PROP_REGION:
      g_value_set_string (value, bambu_account_get_region (self));
      break;
    case BAMBU_ACCOUNT_PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;
    case BAMBU_ACCOUNT_PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case BAMBU_ACCOUNT_PROP_UID:
      g_value_set_int64 (value, self->uid);
      break;
    case BAMBU_ACCOUNT_PROP_EXPIRES_AT:
      g_value_set_int64 (value, self->expires_at);
      break;
    case BAMBU_ACCOUNT_PROP_ENDS_SOON:
      g_value_set_boolean (value, self->ends_soon);
      break;
    case BAMBU_ACCOUNT_PROP_RESEND_AT:
      g_value_set_int64 (value, self->resend_at);
      break;
    case BAMBU_ACCOUNT_PROP_PERSISTENT:
      g_value_set_boolean (value, self->persistent);
      break;
    case BAMBU_ACCOUNT_PROP_ERROR:
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

  properties[BAMBU_ACCOUNT_PROP_STATE] = g_param_spec_enum (
      "state", NULL, NULL, BAMBU_TYPE_ACCOUNT_STATE, BAMBU_ACCOUNT_STATE_SIGNED_OUT, flags);
  properties[BAMBU_ACCOUNT_PROP_REGION] = g_param_spec_string ("region", NULL, NULL, NULL, flags);
  properties[BAMBU_ACCOUNT_PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, flags);
  properties[BAMBU_ACCOUNT_PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[BAMBU_ACCOUNT_PROP_UID] =
      g_param_spec_int64 ("uid", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[BAMBU_ACCOUNT_PROP_EXPIRES_AT] =
      g_param_spec_int64 ("expires-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[BAMBU_ACCOUNT_PROP_ENDS_SOON] =
      g_param_spec_boolean ("ends-soon", NULL, NULL, FALSE, flags);
  properties[BAMBU_ACCOUNT_PROP_RESEND_AT] =
      g_param_spec_int64 ("resend-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[BAMBU_ACCOUNT_PROP_PERSISTENT] =
      g_param_spec_boolean ("persistent", NULL, NULL, FALSE, flags);
  properties[BAMBU_ACCOUNT_PROP_ERROR] =
      g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

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
  g_signal_connect_object (self->keyring, "notify::state", G_CALLBACK (on_keyring), self,
                           G_CONNECT_SWAPPED);

  return self;
}

BambuKeyring *
bambu_account_get_keyring (BambuAccount *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (self), NULL);

  return self->keyring;
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
  g_autoptr (BambuAccount) keep = NULL;
  g_autoptr (BambuCloud) farewell = NULL;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));

  /* Who is told of it may let go of the last reference. */
  keep = g_object_ref (self);

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

DexFuture *
bambu_account_restore (BambuAccount *self, const char *account, const char *name, gint64 uid)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (self));
  dex_return_error_if_fail (account != NULL);

  bambu_account_set_text (self, &self->account, account, BAMBU_ACCOUNT_PROP_ACCOUNT);
  bambu_account_set_text (self, &self->name, name, BAMBU_ACCOUNT_PROP_NAME);
  bambu_account_set_time (self, &self->uid, MAX (uid, 0), BAMBU_ACCOUNT_PROP_UID);

  return bambu_account_recall_token (self);
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
    bambu_account_set_time (self, &self->uid, profile->uid, BAMBU_ACCOUNT_PROP_UID);
  if (profile->name)
    bambu_account_set_text (self, &self->name, profile->name, BAMBU_ACCOUNT_PROP_NAME);
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
  bambu_account_set_text (self, &self->name, other->name, BAMBU_ACCOUNT_PROP_NAME);
  bambu_account_set_time (self, &self->uid, other->uid, BAMBU_ACCOUNT_PROP_UID);
  bambu_account_set_flag (self, &self->persistent, other->persistent,
                          BAMBU_ACCOUNT_PROP_PERSISTENT);
  bambu_account_enter (self);
}
