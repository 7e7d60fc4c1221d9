/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-keyring.h"

#include <libsecret/secret.h>

#include "link/bambu-redact.h"

#define KIND_ACCESS_CODE "access-code"

static const SecretSchema schema = {
  "io.github.culm.Culm",
  SECRET_SCHEMA_NONE,
  {
      { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "serial", SECRET_SCHEMA_ATTRIBUTE_STRING },
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
  char *serial;
  char *code;
} Request;

struct _BambuKeyring
{
  GObject parent_instance;

  GHashTable *session; /* serial → code, for what the service did not take */
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
  g_clear_pointer (&request->serial, g_free);
  g_clear_pointer (&request->code, bambu_secret_free);
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
    g_message ("Access codes are kept for this session only: %s", error->message);

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
      request->code = secret_password_lookup_finish (result, &error);
      break;

    case REQUEST_STORE:
      if (secret_password_store_finish (result, &error))
        {
          g_hash_table_remove (self->session, request->serial);
          bambu_keyring_set_persistent (self, TRUE);
        }
      else
        {
          g_hash_table_insert (self->session, g_strdup (request->serial),
                               g_steal_pointer (&request->code));
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
    dex_promise_resolve_string (request->promise, g_strdup (request->code));
  else
    dex_promise_resolve_boolean (request->promise, error == NULL);

  self->busy = FALSE;
  bambu_keyring_run_next (self);
}

static void
bambu_keyring_ask_service (Request *request)
{
  g_autoptr (GHashTable) attributes =
      secret_attributes_build (&schema, "kind", KIND_ACCESS_CODE, "serial", request->serial, NULL);
  g_autofree char *label = NULL;

  switch (request->kind)
    {
    case REQUEST_LOOKUP:
      secret_password_lookupv (&schema, attributes, NULL, on_secret_done, request);
      break;

    case REQUEST_STORE:
      label = g_strdup_printf ("Culm: access code of printer %s", request->serial);
      secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, request->code,
                              NULL, on_secret_done, request);
      break;

    case REQUEST_CLEAR:
      secret_password_clearv (&schema, attributes, NULL, on_secret_done, request);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* Returns: whether the service need not be asked */
static gboolean
bambu_keyring_answer_from_memory (BambuKeyring *self, Request *request)
{
  const char *code = NULL;

  switch (request->kind)
    {
    case REQUEST_LOOKUP:
      code = g_hash_table_lookup (self->session, request->serial);
      if (code == NULL && !self->session_only)
        return FALSE;
      dex_promise_resolve_string (request->promise, g_strdup (code));
      return TRUE;

    case REQUEST_STORE:
      if (!self->session_only)
        return FALSE;
      g_hash_table_insert (self->session, g_strdup (request->serial),
                           g_steal_pointer (&request->code));
      break;

    case REQUEST_CLEAR:
      g_hash_table_remove (self->session, request->serial);
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
bambu_keyring_push (BambuKeyring *self, RequestKind kind, const char *serial, const char *code)
{
  Request *request = g_new0 (Request, 1);
  DexPromise *promise = dex_promise_new ();

  request->promise = dex_ref (promise);
  request->kind = kind;
  request->serial = g_strdup (serial);
  request->code = g_strdup (code);
  g_queue_push_tail (&self->requests, request);
  bambu_keyring_run_next (self);

  return DEX_FUTURE (promise);
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

  return bambu_keyring_push (self, REQUEST_LOOKUP, serial, NULL);
}

DexFuture *
bambu_keyring_store_access_code (BambuKeyring *self, const char *serial, const char *code)
{
  dex_return_error_if_fail (BAMBU_IS_KEYRING (self));
  dex_return_error_if_fail (serial != NULL);

  return bambu_keyring_push (self, code ? REQUEST_STORE : REQUEST_CLEAR, serial, code);
}
