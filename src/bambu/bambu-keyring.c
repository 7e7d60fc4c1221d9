/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-keyring.h"

#include <libsecret/secret.h>

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
  GHashTable *attributes;
  char *key;   /* of the session's table */
  char *label; /* for those who look into their keyring */
  char *secret;
} Request;

struct _BambuKeyring
{
  GObject parent_instance;

  GHashTable *session; /* key → secret, for what the service did not take */
  GQueue requests;     /* one at a time, so that a removal cannot overtake a later store */
  gboolean busy;
  gboolean session_only;
  gboolean persistent;
};

G_DEFINE_FINAL_TYPE (BambuKeyring, bambu_keyring, G_TYPE_OBJECT)

typedef enum
{
  PROP_PERSISTENT = 1,
} BambuKeyringProperty;

static GParamSpec *properties[PROP_PERSISTENT + 1];

static void bambu_keyring_run_next (BambuKeyring *self);

static void
request_free (Request *request)
{
  g_clear_object (&request->keyring);
  dex_clear (&request->promise);
  g_clear_pointer (&request->attributes, g_hash_table_unref);
  g_clear_pointer (&request->key, g_free);
  g_clear_pointer (&request->label, g_free);
  g_clear_pointer (&request->secret, bambu_secret_free);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
bambu_keyring_set_persistent (BambuKeyring *self, gboolean persistent)
{
  if (self->persistent == persistent)
    return;

  self->persistent = persistent;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PERSISTENT]);
}

static void
bambu_keyring_fall_back (BambuKeyring *self, const GError *error)
{
  if (self->persistent)
    g_message ("Secrets are kept for this session only: %s", error->message);

  bambu_keyring_set_persistent (self, FALSE);
}

static void
on_secret_done (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  BambuKeyring *self = request->keyring;
  g_autoptr (GError) error = NULL;

  switch (request->kind)
    {
    case REQUEST_LOOKUP:
      request->secret = secret_password_lookup_finish (result, &error);
      break;

    case REQUEST_STORE:
      if (secret_password_store_finish (result, &error))
        {
          g_hash_table_remove (self->session, request->key);
          bambu_keyring_set_persistent (self, TRUE);
        }
      else
        {
          g_hash_table_insert (self->session, g_strdup (request->key),
                               g_steal_pointer (&request->secret));
        }
      break;

    case REQUEST_CLEAR:
      /* FALSE without an error: there was none. */
      secret_password_clear_finish (result, &error);
      break;

    default:
      g_assert_not_reached ();
    }

  if (error)
    bambu_keyring_fall_back (self, error);

  if (request->kind == REQUEST_LOOKUP)
    dex_promise_resolve_string (request->promise, g_strdup (request->secret));
  else
    dex_promise_resolve_boolean (request->promise, error == NULL);

  self->busy = FALSE;
  bambu_keyring_run_next (self);
}

static void
bambu_keyring_ask_service (Request *request)
{
  switch (request->kind)
    {
    case REQUEST_LOOKUP:
      secret_password_lookupv (&schema, request->attributes, NULL, on_secret_done, request);
      break;

    case REQUEST_STORE:
      secret_password_storev (&schema, request->attributes, SECRET_COLLECTION_DEFAULT,
                              request->label, request->secret, NULL, on_secret_done, request);
      break;

    case REQUEST_CLEAR:
      secret_password_clearv (&schema, request->attributes, NULL, on_secret_done, request);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* Returns: whether the service need not be asked */
static gboolean
bambu_keyring_answer_from_memory (BambuKeyring *self, Request *request)
{
  const char *secret = NULL;

  switch (request->kind)
    {
    case REQUEST_LOOKUP:
      secret = g_hash_table_lookup (self->session, request->key);
      if (secret == NULL && !self->session_only)
        return FALSE;
      dex_promise_resolve_string (request->promise, g_strdup (secret));
      return TRUE;

    case REQUEST_STORE:
      if (!self->session_only)
        return FALSE;
      g_hash_table_insert (self->session, g_strdup (request->key),
                           g_steal_pointer (&request->secret));
      break;

    case REQUEST_CLEAR:
      g_hash_table_remove (self->session, request->key);
      if (!self->session_only)
        return FALSE;
      break;

    default:
      g_assert_not_reached ();
    }

  dex_promise_resolve_boolean (request->promise, FALSE);

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
          bambu_keyring_ask_service (g_steal_pointer (&request));
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
    case PROP_PERSISTENT:
      g_value_set_boolean (value, self->persistent);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_keyring_finalize (GObject *object)
{
  BambuKeyring *self = BAMBU_KEYRING (object);

  g_queue_clear_full (&self->requests, (GDestroyNotify) request_free);
  g_clear_pointer (&self->session, g_hash_table_unref);

  G_OBJECT_CLASS (bambu_keyring_parent_class)->finalize (object);
}

static void
bambu_keyring_class_init (BambuKeyringClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bambu_keyring_get_property;
  object_class->finalize = bambu_keyring_finalize;

  properties[PROP_PERSISTENT] =
      g_param_spec_boolean ("persistent", NULL, NULL, TRUE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_keyring_init (BambuKeyring *self)
{
  self->session =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bambu_secret_free);
  g_queue_init (&self->requests);
  self->persistent = TRUE;
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
  self->persistent = FALSE;

  return self;
}

gboolean
bambu_keyring_is_persistent (BambuKeyring *self)
{
  g_return_val_if_fail (BAMBU_IS_KEYRING (self), FALSE);

  return self->persistent;
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
