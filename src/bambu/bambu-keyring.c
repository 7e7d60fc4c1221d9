/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-keyring.h"

#include "bambu-secrets-private.h"
#include "bambu-weak-ref.h"
#include "link/bambu-redact.h"

#define KIND_ACCESS_CODE "access-code"
#define KIND_TOKEN "token"
#define KIND_APP_CERTIFICATE "app-certificate"
/* Between the parts of a key; no text of a user has it. */
#define SEPARATOR "\x1f"

static const SecretSchema schema = {
  "io.github.culm.Culm",
  SECRET_SCHEMA_NONE,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "serial", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "region", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
  },
};

typedef enum
{
  REQUEST_LOOKUP,
  REQUEST_STORE,
  REQUEST_CLEAR,
} RequestKind;

typedef struct
{
  BambuKeyring *keyring;
  DexPromise *promise;
  RequestKind kind;
  gboolean may_ask;  /* a store: the user to open it, if it is locked */
  gboolean is_offer; /* of what is kept by then */
  GHashTable *attributes;
  char *key;   /* of what is kept for the session */
  char *label; /* for those who look into their keyring */
  char *secret;
} Request;

struct _BambuKeyring
{
  GObject parent_instance;

  GHashTable *kept; /* key → Request, a store or a removal that the service did not take */
  GQueue requests;  /* one at a time, so that a removal cannot overtake a later store */
  gboolean busy;
  gboolean session_only;
  gboolean has_asked; /* the user, of its own accord */
  BambuKeyringState state;

  SecretCollection *collection; /* that was locked */
  DexFuture *search;            /* for it */
  DexFuture *flush;
  DexPromise *unlocking; /* the one question that may be on the screen */
};

G_DEFINE_ENUM_TYPE (BambuKeyringState,
                    bambu_keyring_state,
                    G_DEFINE_ENUM_VALUE (BAMBU_KEYRING_STATE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (BAMBU_KEYRING_STATE_LOCKED, "locked"),
                    G_DEFINE_ENUM_VALUE (BAMBU_KEYRING_STATE_MISSING, "missing"))

G_DEFINE_FINAL_TYPE (BambuKeyring, bambu_keyring, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
} BambuKeyringProperty;

static GParamSpec *properties[PROP_STATE + 1];

static void bambu_keyring_run_next (BambuKeyring *self);
static DexFuture *bambu_keyring_flush (BambuKeyring *self);

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->keyring);
  dex_clear (&request->promise);
  g_clear_pointer (&request->attributes, g_hash_table_unref);
  g_clear_pointer (&request->key, g_free);
  g_clear_pointer (&request->label, g_free);
  g_clear_pointer (&request->secret, bambu_secret_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* Returns: the same once more, without troubling the user again */
static Request *
request_copy (const Request *request)
{
  Request *copy = g_new0 (Request, 1);

  copy->kind = request->kind;
  copy->attributes = g_hash_table_ref (request->attributes);
  copy->key = g_strdup (request->key);
  copy->label = g_strdup (request->label);
  copy->secret = g_strdup (request->secret);

  return copy;
}

static void
bambu_keyring_keep (BambuKeyring *self, const Request *request)
{
  Request *copy = request_copy (request);

  g_hash_table_replace (self->kept, copy->key, copy);
}

static void
bambu_keyring_set_state (BambuKeyring *self, BambuKeyringState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Its word that it is open may come before it is; where it was asked to open, its answer counts. */
static void
on_locked (BambuKeyring *self)
{
  if (self->unlocking == NULL && !secret_collection_get_locked (self->collection))
    dex_future_disown (bambu_keyring_flush (self));
}

static DexFuture *
on_collection_found (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuKeyring) self = g_weak_ref_get (user_data);

  if (self && self->collection == NULL)
    {
      self->collection = g_value_dup_object (dex_future_get_value (future, NULL));
      g_signal_connect_object (self->collection, "notify::locked", G_CALLBACK (on_locked), self,
                               G_CONNECT_SWAPPED);
    }

  return dex_future_new_true ();
}

/* Whoever opens it, and with which program. */
static void
bambu_keyring_watch (BambuKeyring *self)
{
  if (self->collection == NULL && self->search == NULL)
    self->search = dex_future_then (bambu_secrets_find_default (), on_collection_found,
                                    bambu_weak_ref_new (self), bambu_weak_ref_free);
}

static void
bambu_keyring_fall_back (BambuKeyring *self, const GError *error)
{
  gboolean is_locked = g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED);

  if (self->state == BAMBU_KEYRING_STATE_OPEN)
    g_message ("Secrets are kept for this session only: %s", error->message);

  bambu_keyring_set_state (self,
                           is_locked ? BAMBU_KEYRING_STATE_LOCKED : BAMBU_KEYRING_STATE_MISSING);
  if (is_locked)
    bambu_keyring_watch (self);
}

/* It took or gave something: what is kept here can go there. */
static void
bambu_keyring_recover (BambuKeyring *self)
{
  if (self->state != BAMBU_KEYRING_STATE_OPEN)
    dex_future_disown (bambu_keyring_flush (self));
}

/* The user is asked once for all the secrets that are looked up at a start, not for each. */
static char *
await_secret (Request *request, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *secret =
      dex_await_string (bambu_secrets_lookup (&schema, request->attributes, FALSE), &local_error);

  if (g_error_matches (local_error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED)
      && !request->keyring->has_asked)
    {
      request->keyring->has_asked = TRUE;
      g_clear_error (&local_error);
      secret = dex_await_string (bambu_secrets_lookup (&schema, request->attributes, TRUE),
                                 &local_error);
    }
  if (local_error)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return secret;
}

static DexFuture *
request_fiber (gpointer user_data)
{
  Request *request = user_data;
  BambuKeyring *self = request->keyring;
  g_autoptr (GError) error = NULL;
  gboolean is_open = FALSE;

  switch (request->kind)
    {
    case REQUEST_LOOKUP:
      request->secret = await_secret (request, &error);
      is_open = request->secret != NULL;
      break;

    case REQUEST_STORE:
      is_open = dex_await (bambu_secrets_store (&schema, request->attributes, request->label,
                                                request->secret, request->may_ask),
                           &error);
      break;

    case REQUEST_CLEAR:
      dex_await (bambu_secrets_clear (&schema, request->attributes), &error);
      break;

    default:
      g_assert_not_reached ();
    }

  if (request->kind != REQUEST_LOOKUP && error)
    bambu_keyring_keep (self, request);
  else if (request->kind != REQUEST_LOOKUP)
    g_hash_table_remove (self->kept, request->key);

  if (error)
    bambu_keyring_fall_back (self, error);
  else if (is_open)
    bambu_keyring_recover (self);

  if (request->kind == REQUEST_LOOKUP)
    dex_promise_resolve_string (request->promise, g_strdup (request->secret));
  else
    dex_promise_resolve_boolean (request->promise, error == NULL);

  self->busy = FALSE;
  bambu_keyring_run_next (self);

  return dex_future_new_true ();
}

/* Returns: whether the service need not be asked */
static gboolean
bambu_keyring_answer_from_memory (BambuKeyring *self, Request *request)
{
  Request *kept = g_hash_table_lookup (self->kept, request->key);

  if (request->is_offer && kept == NULL)
    {
      dex_promise_resolve_boolean (request->promise, TRUE);
      return TRUE;
    }
  if (request->is_offer)
    {
      request->kind = kept->kind;
      bambu_secret_free (request->secret);
      request->secret = g_strdup (kept->secret);
      return FALSE;
    }

  if (request->kind == REQUEST_LOOKUP && (kept || self->session_only))
    dex_promise_resolve_string (request->promise, g_strdup (kept ? kept->secret : NULL));
  else if (self->session_only)
    {
      bambu_keyring_keep (self, request);
      dex_promise_resolve_boolean (request->promise, FALSE);
    }
  else
    return FALSE;

  return TRUE;
}

static void
bambu_keyring_run_next (BambuKeyring *self)
{
  while (!self->busy && !g_queue_is_empty (&self->requests))
    {
      g_autoptr (Request) request = g_queue_pop_head (&self->requests);

      if (!bambu_keyring_answer_from_memory (self, request))
        {
          self->busy = TRUE;
          request->keyring = g_object_ref (self);
          /* Also what nobody waits for is done, and in its order. */
          dex_future_disown (dex_scheduler_spawn (NULL, 0, request_fiber,
                                                  g_steal_pointer (&request), request_free));
        }
    }
}

static DexFuture *
bambu_keyring_push (BambuKeyring *self, Request *request)
{
  DexPromise *promise = dex_promise_new ();

  request->promise = dex_ref (promise);
  g_queue_push_tail (&self->requests, request);
  bambu_keyring_run_next (self);

  return DEX_FUTURE (promise);
}

static DexFuture *
on_flushed (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuKeyring) self = g_weak_ref_get (user_data);

  if (self && g_hash_table_size (self->kept) == 0)
    bambu_keyring_set_state (self, BAMBU_KEYRING_STATE_OPEN);

  return dex_future_new_true ();
}

/* Returns: (transfer full): a future that resolves to %TRUE when what was kept has been offered
 * again, whatever came of it */
static DexFuture *
bambu_keyring_flush (BambuKeyring *self)
{
  g_autoptr (GPtrArray) stored = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GPtrArray) kept = g_hash_table_get_values_as_ptr_array (self->kept);

  if (self->flush && dex_future_is_pending (self->flush))
    return dex_ref (self->flush);

  self->has_asked = FALSE;
  if (kept->len == 0)
    {
      bambu_keyring_set_state (self, BAMBU_KEYRING_STATE_OPEN);
      return dex_future_new_true ();
    }

  for (guint i = 0; i < kept->len; i++)
    {
      Request *offer = request_copy (kept->pdata[i]);

      offer->is_offer = TRUE;
      g_ptr_array_add (stored, bambu_keyring_push (self, offer));
    }

  dex_clear (&self->flush);
  self->flush =
      dex_future_finally (dex_future_allv ((DexFuture *const *) stored->pdata, stored->len),
                          on_flushed, bambu_weak_ref_new (self), bambu_weak_ref_free);

  return dex_ref (self->flush);
}

/* @secret: (nullable): of a store, %NULL removes */
static Request *
request_new (RequestKind kind, const char *secret)
{
  Request *request = g_new0 (Request, 1);

  request->kind = kind == REQUEST_STORE && secret == NULL ? REQUEST_CLEAR : kind;
  request->secret = g_strdup (secret);

  return request;
}

static Request *
request_new_for_code (RequestKind kind, const char *serial, const char *code)
{
  Request *request = request_new (kind, code);

  request->may_ask = TRUE;
  request->attributes =
      secret_attributes_build (&schema, "kind", KIND_ACCESS_CODE, "serial", serial, NULL);
  request->key = g_strconcat (KIND_ACCESS_CODE SEPARATOR, serial, NULL);
  request->label = g_strdup_printf ("Culm: access code of printer %s", serial);

  return request;
}

static Request *
request_new_for_token (RequestKind kind, const char *region, const char *account, const char *token)
{
  Request *request = request_new (kind, token);

  request->attributes = secret_attributes_build (&schema, "kind", KIND_TOKEN, "region", region,
                                                 "account", account, NULL);
  request->key = g_strconcat (KIND_TOKEN SEPARATOR, region, SEPARATOR, account, NULL);
  request->label = g_strdup_printf ("Culm: sign-in of %s", account);

  return request;
}

static Request *
request_new_for_certificate (RequestKind kind, const char *pem)
{
  Request *request = request_new (kind, pem);

  request->attributes = secret_attributes_build (&schema, "kind", KIND_APP_CERTIFICATE, NULL);
  request->key = g_strdup (KIND_APP_CERTIFICATE);
  request->label = g_strdup ("Culm: app certificate");

  return request;
}

static void
bambu_keyring_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuKeyring *self = BAMBU_KEYRING (object);

  switch ((BambuKeyringProperty) prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_keyring_dispose (GObject *object)
{
  BambuKeyring *self = BAMBU_KEYRING (object);

  dex_clear (&self->search);
  dex_clear (&self->flush);
  dex_clear (&self->unlocking);
  g_clear_object (&self->collection);

  G_OBJECT_CLASS (bambu_keyring_parent_class)->dispose (object);
}

static void
bambu_keyring_finalize (GObject *object)
{
  BambuKeyring *self = BAMBU_KEYRING (object);

  g_queue_clear_full (&self->requests, request_free);
  g_clear_pointer (&self->kept, g_hash_table_unref);

  G_OBJECT_CLASS (bambu_keyring_parent_class)->finalize (object);
}

static void
bambu_keyring_class_init (BambuKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_keyring_get_property;
  object_class->dispose = bambu_keyring_dispose;
  object_class->finalize = bambu_keyring_finalize;

  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BAMBU_TYPE_KEYRING_STATE, BAMBU_KEYRING_STATE_OPEN,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_keyring_init (BambuKeyring *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, request_free);
  g_queue_init (&self->requests);
}

BambuKeyring *
bambu_keyring_new (void)
{
  return g_object_new (BAMBU_TYPE_KEYRING, NULL);
}

BambuKeyring *
bambu_keyring_new_for_session (void)
{
  BambuKeyring *self = bambu_keyring_new ();

  self->session_only = TRUE;
  self->state = BAMBU_KEYRING_STATE_MISSING;

  return self;
}

BambuKeyringState
bambu_keyring_get_state (BambuKeyring *self)
{
  g_return_val_if_fail (BAMBU_IS_KEYRING (self), BAMBU_KEYRING_STATE_MISSING);

  return self->state;
}

static DexFuture *
unlock_fiber (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection =
      dex_await_object (bambu_secrets_find_default (), &error);
  gboolean is_open = collection && dex_await_boolean (bambu_secrets_unlock (collection), &error);
  g_autoptr (BambuKeyring) self = g_weak_ref_get (user_data);

  if (self == NULL)
    return dex_future_new_false ();

  if (is_open)
    dex_await (bambu_keyring_flush (self), NULL); /* each says by itself what came of it */
  else if (error)
    bambu_keyring_fall_back (self, error);

  if (error)
    dex_promise_reject (self->unlocking, g_steal_pointer (&error));
  else
    dex_promise_resolve_boolean (self->unlocking,
                                 is_open && self->state == BAMBU_KEYRING_STATE_OPEN);
  dex_clear (&self->unlocking);

  return dex_future_new_true ();
}

DexFuture *
bambu_keyring_unlock (BambuKeyring *self)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));

  if (self->session_only)
    return dex_future_new_false ();

  if (self->unlocking == NULL)
    {
      self->unlocking = dex_promise_new ();
      /* It goes on when nobody waits: the question is on the screen. */
      dex_future_disown (dex_scheduler_spawn (NULL, 0, unlock_fiber, bambu_weak_ref_new (self),
                                              (GDestroyNotify) bambu_weak_ref_free));
    }

  return dex_ref (DEX_FUTURE (self->unlocking));
}

DexFuture *
bambu_keyring_lookup_access_code (BambuKeyring *self, const char *serial)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));
  dex_return_error_if_fail (serial != NULL);

  return bambu_keyring_push (self, request_new_for_code (REQUEST_LOOKUP, serial, NULL));
}

DexFuture *
bambu_keyring_store_access_code (BambuKeyring *self, const char *serial, const char *code)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));
  dex_return_error_if_fail (serial != NULL);

  return bambu_keyring_push (self, request_new_for_code (REQUEST_STORE, serial, code));
}

DexFuture *
bambu_keyring_lookup_token (BambuKeyring *self, const char *region, const char *account)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));
  dex_return_error_if_fail (region != NULL && account != NULL);

  return bambu_keyring_push (self, request_new_for_token (REQUEST_LOOKUP, region, account, NULL));
}

DexFuture *
bambu_keyring_store_token (BambuKeyring *self,
                           const char *region,
                           const char *account,
                           const char *token)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));
  dex_return_error_if_fail (region != NULL && account != NULL);

  return bambu_keyring_push (self, request_new_for_token (REQUEST_STORE, region, account, token));
}

DexFuture *
bambu_keyring_lookup_app_certificate (BambuKeyring *self)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));

  return bambu_keyring_push (self, request_new_for_certificate (REQUEST_LOOKUP, NULL));
}

DexFuture *
bambu_keyring_store_app_certificate (BambuKeyring *self, const char *pem)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));

  return bambu_keyring_push (self, request_new_for_certificate (REQUEST_STORE, pem));
}
