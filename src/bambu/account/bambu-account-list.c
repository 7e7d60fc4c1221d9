/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-list.h"

#include "bambu-json.h"
#include "link/bambu-redact.h"

#define LONGEST_FILE (64 * 1024)

struct _BambuAccountList
{
  GObject parent_instance;

  BambuStore *store;
  BambuKeyring *keyring;
  GPtrArray *regions;
  GPtrArray *accounts;
  BambuAppCertificate *certificate;
};

static void bambu_account_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BambuAccountList,
                               bambu_account_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      bambu_account_list_list_model_init))

static GType
bambu_account_list_get_item_type (GListModel *model)
{
  return BAMBU_TYPE_ACCOUNT;
}

static guint
bambu_account_list_get_n_items (GListModel *model)
{
  return BAMBU_ACCOUNT_LIST (model)->accounts->len;
}

static gpointer
bambu_account_list_get_item (GListModel *model, guint position)
{
  BambuAccountList *self = BAMBU_ACCOUNT_LIST (model);

  return position < self->accounts->len
             ? g_object_ref (g_ptr_array_index (self->accounts, position))
             : NULL;
}

static void
bambu_account_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bambu_account_list_get_item_type;
  iface->get_n_items = bambu_account_list_get_n_items;
  iface->get_item = bambu_account_list_get_item;
}

static DexFuture *
on_stored (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_warning ("The list of accounts was not saved: %s", error->message);

  return dex_future_new_true ();
}

/* Nobody waits for it; the log tells what went wrong. */
static void
let_store (DexFuture *future)
{
  dex_future_disown (dex_future_finally (future, on_stored, NULL, NULL));
}

static void
bambu_account_list_save (BambuAccountList *self, BambuAccount *account)
{
  let_store (bambu_store_save_account (self->store,
                                       &(BambuKnownAccount) {
                                           .region = (char *) bambu_account_get_region (account),
                                           .account = (char *) bambu_account_get_account (account),
                                           .name = (char *) bambu_account_get_name (account),
                                           .uid = bambu_account_get_uid (account),
                                       }));
}

static void
bambu_account_list_append (BambuAccountList *self, BambuAccount *account)
{
  g_ptr_array_add (self->accounts, g_object_ref (account));
  g_list_model_items_changed (G_LIST_MODEL (self), self->accounts->len - 1, 0, 1);
}

static void
on_state (BambuAccount *account, GParamSpec *pspec, BambuAccountList *self)
{
  BambuAccountState state = bambu_account_get_state (account);
  guint position;
  gboolean is_listed = g_ptr_array_find (self->accounts, account, &position);
  BambuAccount *listed;

  if (state == BAMBU_ACCOUNT_STATE_SIGNED_IN)
    {
      listed = bambu_account_list_find (self, bambu_account_get_region (account),
                                        bambu_account_get_account (account));
      if (listed == NULL)
        bambu_account_list_append (self, account);
      else if (listed != account)
        bambu_account_adopt (listed, account);
      bambu_account_list_save (self, account);
    }
  else if (state == BAMBU_ACCOUNT_STATE_SIGNED_OUT && is_listed)
    {
      let_store (bambu_store_remove_account (self->store, bambu_account_get_region (account),
                                             bambu_account_get_account (account)));
      g_ptr_array_remove_index (self->accounts, position);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
    }
}

/* Learned later, by a check */
static void
on_name (BambuAccount *account, GParamSpec *pspec, BambuAccountList *self)
{
  if (bambu_account_get_state (account) == BAMBU_ACCOUNT_STATE_SIGNED_IN
      && g_ptr_array_find (self->accounts, account, NULL))
    bambu_account_list_save (self, account);
}

static void
bambu_account_list_dispose (GObject *object)
{
  BambuAccountList *self = BAMBU_ACCOUNT_LIST (object);

  g_ptr_array_set_size (self->accounts, 0);
  g_clear_object (&self->certificate);
  g_clear_object (&self->store);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (bambu_account_list_parent_class)->dispose (object);
}

static void
bambu_account_list_finalize (GObject *object)
{
  BambuAccountList *self = BAMBU_ACCOUNT_LIST (object);

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  g_clear_pointer (&self->regions, g_ptr_array_unref);

  G_OBJECT_CLASS (bambu_account_list_parent_class)->finalize (object);
}

static void
bambu_account_list_class_init (BambuAccountListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_account_list_dispose;
  object_class->finalize = bambu_account_list_finalize;
}

static void
bambu_account_list_init (BambuAccountList *self)
{
  self->accounts = g_ptr_array_new_with_free_func (g_object_unref);
}

static GPtrArray *
make_vendor_regions (void)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_region_unref);

  g_ptr_array_add (regions, bambu_region_lookup ("global"));
  g_ptr_array_add (regions, bambu_region_lookup ("china"));

  return regions;
}

BambuAccountList *
bambu_account_list_new (BambuStore *store, BambuKeyring *keyring, GPtrArray *regions)
{
  BambuAccountList *self;

  g_return_val_if_fail (BAMBU_IS_STORE (store), NULL);
  g_return_val_if_fail (BAMBU_IS_KEYRING (keyring), NULL);

  self = g_object_new (BAMBU_TYPE_ACCOUNT_LIST, NULL);
  self->store = g_object_ref (store);
  self->keyring = g_object_ref (keyring);
  self->regions = regions ? g_ptr_array_ref (regions) : make_vendor_regions ();

  return self;
}

GPtrArray *
bambu_account_list_get_regions (BambuAccountList *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_LIST (self), NULL);

  return self->regions;
}

BambuAccount *
bambu_account_list_create (BambuAccountList *self, const char *region)
{
  BambuAccount *account = NULL;

  g_return_val_if_fail (BAMBU_IS_ACCOUNT_LIST (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  for (guint i = 0; account == NULL && i < self->regions->len; i++)
    {
      BambuRegion *candidate = g_ptr_array_index (self->regions, i);

      if (g_str_equal (candidate->id, region))
        account = bambu_account_new (candidate, self->keyring);
    }
  if (account == NULL)
    return NULL;

  bambu_cloud_set_app_certificate (bambu_account_get_cloud (account), self->certificate);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (on_state), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (account, "notify::name", G_CALLBACK (on_name), self, G_CONNECT_DEFAULT);

  return account;
}

BambuAccount *
bambu_account_list_find (BambuAccountList *self, const char *region, const char *account)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_LIST (self), NULL);
  g_return_val_if_fail (region != NULL && account != NULL, NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      BambuAccount *candidate = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (bambu_account_get_region (candidate), region)
          && g_str_equal (bambu_account_get_account (candidate), account))
        return candidate;
    }

  return NULL;
}

static void
bambu_account_list_use_certificate (BambuAccountList *self, BambuAppCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
  for (guint i = 0; i < self->accounts->len; i++)
    bambu_cloud_set_app_certificate (
        bambu_account_get_cloud (g_ptr_array_index (self->accounts, i)), certificate);
}

static DexFuture *
load_fiber (gpointer user_data)
{
  BambuAccountList *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (BambuAppCertificate) certificate = NULL;
  char *pem;

  known = dex_await_boxed (bambu_store_load_accounts (self->store), &error);
  if (known == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  pem = dex_await_string (bambu_keyring_lookup_app_certificate (self->keyring), NULL);
  certificate = pem ? bambu_app_certificate_new (pem, NULL) : NULL;
  bambu_secret_free (pem);
  if (certificate)
    bambu_account_list_use_certificate (self, certificate);

  for (guint i = 0; i < known->len; i++)
    {
      const BambuKnownAccount *item = g_ptr_array_index (known, i);
      g_autoptr (BambuAccount) account = NULL;

      if (bambu_account_list_find (self, item->region, item->account)
          || (account = bambu_account_list_create (self, item->region)) == NULL)
        continue;

      dex_await (bambu_account_restore (account, item->account, item->name, item->uid), NULL);
      if (bambu_account_list_find (self, item->region, item->account) == NULL)
        bambu_account_list_append (self, account);
    }

  return dex_future_new_true ();
}

DexFuture *
bambu_account_list_load (BambuAccountList *self)
{
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_LIST (self));

  return dex_scheduler_spawn (NULL, 0, load_fiber, g_object_ref (self), g_object_unref);
}

typedef struct
{
  BambuAccountList *list;
  GFile *file;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_clear_object (&import->list);
  g_clear_object (&import->file);
  g_free (import);
}

static JsonNode *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream =
      dex_await_object (dex_file_read (file, G_PRIORITY_DEFAULT), error);
  g_autoptr (GBytes) bytes = NULL;

  if (stream == NULL)
    return NULL;

  bytes = dex_await_boxed (
      dex_input_stream_read_bytes (G_INPUT_STREAM (stream), LONGEST_FILE, G_PRIORITY_DEFAULT),
      error);

  return bytes ? bambu_json_parse (bytes, error) : NULL;
}

static DexFuture *
import_fiber (gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (BambuAccount) account = NULL;
  JsonObject *object;
  const char *token;
  const char *region;
  BambuAccount *listed;

  if ((node = read_file (import->file, &error)) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  token = bambu_json_get_text (bambu_json_find (object, "token"));
  region = bambu_json_get_text (bambu_json_find (object, "region"));
  if (token == NULL || *token == '\0')
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "There is no token in it");

  if (region == NULL)
    region = ((BambuRegion *) g_ptr_array_index (import->list->regions, 0))->id;
  account = bambu_account_list_create (import->list, region);
  if (account == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Its region is not known");

  if (!dex_await (bambu_account_sign_in_with_token (account, token), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  listed = bambu_account_list_find (import->list, bambu_account_get_region (account),
                                    bambu_account_get_account (account));

  return dex_future_new_take_object (g_object_ref (listed ? listed : account));
}

DexFuture *
bambu_account_list_import (BambuAccountList *self, GFile *file)
{
  Import *import;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_LIST (self));
  dex_return_error_if_fail (G_IS_FILE (file));

  import = g_new0 (Import, 1);
  import->list = g_object_ref (self);
  import->file = g_object_ref (file);

  return dex_scheduler_spawn (NULL, 0, import_fiber, import, import_free);
}

DexFuture *
bambu_account_list_set_app_certificate (BambuAccountList *self, const char *pem)
{
  g_autoptr (BambuAppCertificate) certificate = NULL;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_LIST (self));

  if (pem != NULL && (certificate = bambu_app_certificate_new (pem, &error)) == NULL)
    return dex_future_new_for_error (error);

  bambu_account_list_use_certificate (self, certificate);

  return bambu_keyring_store_app_certificate (self->keyring, pem);
}

BambuAppCertificate *
bambu_account_list_get_app_certificate (BambuAccountList *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_LIST (self), NULL);

  return self->certificate;
}
