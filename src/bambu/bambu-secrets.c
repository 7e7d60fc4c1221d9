/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-secrets-private.h"

#include "link/bambu-redact.h"

typedef struct
{
  const SecretSchema *schema;
  GHashTable *attributes;
  char *label;
  char *secret;
  gboolean may_ask;
} Call;

static Call *
call_new (const SecretSchema *schema, GHashTable *attributes, gboolean may_ask)
{
  Call *call = g_new0 (Call, 1);

  call->schema = schema;
  call->attributes = g_hash_table_ref (attributes);
  call->may_ask = may_ask;

  return call;
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_hash_table_unref (call->attributes);
  g_free (call->label);
  bambu_secret_free (call->secret);
  g_free (call);
}

/* What was begun is finished by who awaits it. */
static void
on_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DexPromise) promise = user_data;

  dex_promise_resolve_object (promise, g_object_ref (result));
}

/* BEGIN (promise, function, argument, argument …): the cancellable and the callback are added */
#define BEGIN(promise, function, ...)                                                              \
  DexPromise *promise = dex_promise_new_cancellable ();                                            \
  function (__VA_ARGS__, dex_promise_get_cancellable (promise), on_ready, dex_ref (promise))

static GAsyncResult *
await_ready (DexPromise *promise, GError **error)
{
  return dex_await_object (DEX_FUTURE (promise), error);
}

static SecretService *
await_service (GError **error)
{
  BEGIN (promise, secret_service_get, SECRET_SERVICE_NONE);
  g_autoptr (GAsyncResult) result = await_ready (promise, error);

  return result ? secret_service_get_finish (result, error) : NULL;
}

static SecretCollection *
await_default (GError **error)
{
  g_autoptr (SecretService) service = await_service (error);
  g_autoptr (GAsyncResult) result = NULL;

  if (service)
    {
      BEGIN (promise, secret_collection_for_alias, service, SECRET_COLLECTION_DEFAULT,
             SECRET_COLLECTION_NONE);

      result = await_ready (promise, error);
    }

  return result ? secret_collection_for_alias_finish (result, error) : NULL;
}

static void
set_locked (GError **error)
{
  g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "The keyring is locked");
}

/* Returns: %FALSE with @error set if one that matches cannot be read as it is */
static gboolean
await_readable (Call *call, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  BEGIN (promise, secret_password_searchv, call->schema, call->attributes, SECRET_SEARCH_NONE);
  g_autoptr (GAsyncResult) result = await_ready (promise, &local_error);
  g_autolist (GObject) found = result ? secret_password_search_finish (result, &local_error) : NULL;

  /* In a sandbox it is another kind of thing, which is never locked. */
  if (found && SECRET_IS_ITEM (found->data) && secret_item_get_locked (found->data))
    set_locked (&local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static DexFuture *
lookup_fiber (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  char *secret = NULL;

  if (call->may_ask || await_readable (call, &error))
    {
      BEGIN (promise, secret_password_lookupv, call->schema, call->attributes);

      result = await_ready (promise, &error);
    }
  if (result)
    secret = secret_password_lookup_finish (result, &error);
  /* It is the same as nothing when the user did not want to open it. */
  if (secret == NULL && error == NULL && call->may_ask)
    await_readable (call, &error);
  if (error)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_take_string (secret);
}

DexFuture *
bambu_secrets_lookup (const SecretSchema *schema, GHashTable *attributes, gboolean may_ask)
{
  return dex_scheduler_spawn (NULL, 0, lookup_fiber, call_new (schema, attributes, may_ask),
                              call_free);
}

/* Where there is no keyring yet, or one of a sandbox that cannot be locked, storing tells the rest.
 */
static gboolean
await_writable (GError **error)
{
  g_autoptr (SecretCollection) collection = await_default (NULL);

  if (collection == NULL || !secret_collection_get_locked (collection))
    return TRUE;

  set_locked (error);

  return FALSE;
}

static DexFuture *
store_fiber (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (call->may_ask || await_writable (&error))
    {
      BEGIN (promise, secret_password_storev, call->schema, call->attributes,
             SECRET_COLLECTION_DEFAULT, call->label, call->secret);

      result = await_ready (promise, &error);
    }
  if (result && secret_password_store_finish (result, &error))
    return dex_future_new_true ();

  return dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
bambu_secrets_store (const SecretSchema *schema,
                     GHashTable *attributes,
                     const char *label,
                     const char *secret,
                     gboolean may_ask)
{
  Call *call = call_new (schema, attributes, may_ask);

  call->label = g_strdup (label);
  call->secret = g_strdup (secret);

  return dex_scheduler_spawn (NULL, 0, store_fiber, call, call_free);
}

static DexFuture *
clear_fiber (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (await_readable (call, &error))
    {
      BEGIN (promise, secret_password_clearv, call->schema, call->attributes);

      result = await_ready (promise, &error);
    }
  /* FALSE without an error: there was none. */
  if (result)
    secret_password_clear_finish (result, &error);

  return error ? dex_future_new_for_error (g_steal_pointer (&error)) : dex_future_new_true ();
}

DexFuture *
bambu_secrets_clear (const SecretSchema *schema, GHashTable *attributes)
{
  return dex_scheduler_spawn (NULL, 0, clear_fiber, call_new (schema, attributes, FALSE),
                              call_free);
}

static DexFuture *
find_default_fiber (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = await_default (&error);

  if (collection)
    return dex_future_new_take_object (g_steal_pointer (&collection));
  if (error)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT,
                                "There is no default keyring");
}

DexFuture *
bambu_secrets_find_default (void)
{
  return dex_scheduler_spawn (NULL, 0, find_default_fiber, NULL, NULL);
}

/* Never cancelled: libsecret would dismiss the question for that, and gnome-keyring 48 aborts when
 * one that is on the screen is dismissed. */
static DexFuture *
unlock_fiber (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) wanted = g_list_prepend (NULL, user_data);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  int n_unlocked = 0;

  secret_service_unlock (NULL, wanted, NULL, on_ready, dex_ref (promise));
  if ((result = await_ready (promise, &error)))
    n_unlocked = secret_service_unlock_finish (NULL, result, NULL, &error);

  return error ? dex_future_new_for_error (g_steal_pointer (&error))
               : dex_future_new_for_boolean (n_unlocked > 0);
}

DexFuture *
bambu_secrets_unlock (SecretCollection *collection)
{
  return dex_scheduler_spawn (NULL, 0, unlock_fiber, g_object_ref (collection), g_object_unref);
}
