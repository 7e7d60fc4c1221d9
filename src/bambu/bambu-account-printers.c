/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-account-printers.h"

#include "bambu-account-binding.h"

struct _BambuAccountPrinters
{
  GObject parent_instance;

  BambuFleet *fleet;
  BambuAccountList *accounts;
  GPtrArray *bindings; /* of BambuAccountBinding, in the order of the list */
  gboolean watches;
};

G_DEFINE_FINAL_TYPE (BambuAccountPrinters, bambu_account_printers, G_TYPE_OBJECT)

static BambuAccountBinding *
find_binding (BambuAccountPrinters *self, BambuAccount *account)
{
  for (guint i = 0; i < self->bindings->len; i++)
    {
      BambuAccountBinding *binding = g_ptr_array_index (self->bindings, i);

      if (bambu_account_binding_get_account (binding) == account)
        return binding;
    }

  return NULL;
}

static void
on_accounts_changed (BambuAccountPrinters *self, guint position, guint removed, guint added)
{
  for (guint i = 0; i < removed; i++)
    {
      g_autoptr (BambuAccountBinding) binding = g_ptr_array_steal_index (self->bindings, position);

      bambu_fleet_remove_account (self->fleet, bambu_account_binding_get_id (binding));
    }

  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (BambuAccount) account = g_list_model_get_item (G_LIST_MODEL (self->accounts), i);
      BambuAccountBinding *binding = bambu_account_binding_new (self->fleet, account);

      g_ptr_array_insert (self->bindings, (int) i, binding);
      if (self->watches)
        bambu_account_binding_watch (binding);
    }
}

static void
bambu_account_printers_dispose (GObject *object)
{
  BambuAccountPrinters *self = BAMBU_ACCOUNT_PRINTERS (object);

  g_ptr_array_set_size (self->bindings, 0);
  g_clear_object (&self->accounts);
  g_clear_object (&self->fleet);

  G_OBJECT_CLASS (bambu_account_printers_parent_class)->dispose (object);
}

static void
bambu_account_printers_finalize (GObject *object)
{
  BambuAccountPrinters *self = BAMBU_ACCOUNT_PRINTERS (object);

  g_ptr_array_unref (self->bindings);

  G_OBJECT_CLASS (bambu_account_printers_parent_class)->finalize (object);
}

static void
bambu_account_printers_class_init (BambuAccountPrintersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bambu_account_printers_dispose;
  object_class->finalize = bambu_account_printers_finalize;
}

static void
bambu_account_printers_init (BambuAccountPrinters *self)
{
  self->bindings = g_ptr_array_new_with_free_func (g_object_unref);
}

BambuAccountPrinters *
bambu_account_printers_new (BambuFleet *fleet, BambuAccountList *accounts)
{
  BambuAccountPrinters *self;

  g_return_val_if_fail (BAMBU_IS_FLEET (fleet), NULL);
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_LIST (accounts), NULL);

  self = g_object_new (BAMBU_TYPE_ACCOUNT_PRINTERS, NULL);
  self->fleet = g_object_ref (fleet);
  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_accounts_changed), self,
                           G_CONNECT_SWAPPED);
  on_accounts_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (accounts)));

  return self;
}

void
bambu_account_printers_watch (BambuAccountPrinters *self)
{
  g_return_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));

  self->watches = TRUE;
  g_ptr_array_foreach (self->bindings, (GFunc) bambu_account_binding_watch, NULL);
}

DexFuture *
bambu_account_printers_load (BambuAccountPrinters *self, BambuAccount *account)
{
  BambuAccountBinding *binding;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (account));

  binding = find_binding (self, account);
  dex_return_error_if_fail (binding != NULL);

  return bambu_account_binding_load (binding);
}

DexFuture *
bambu_account_printers_choose (BambuAccountPrinters *self,
                               BambuAccount *account,
                               const char *const *serials)
{
  BambuAccountBinding *binding;

  dex_return_error_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  dex_return_error_if_fail (BAMBU_IS_ACCOUNT (account));

  binding = find_binding (self, account);
  dex_return_error_if_fail (binding != NULL);

  return bambu_account_binding_choose (binding, serials);
}

static BambuAccountBinding *
find_binding_of (BambuAccountPrinters *self, BambuPrinter *printer)
{
  const char *id = bambu_fleet_get_account (self->fleet, printer);

  for (guint i = 0; id != NULL && i < self->bindings->len; i++)
    {
      BambuAccountBinding *binding = g_ptr_array_index (self->bindings, i);

      if (g_str_equal (bambu_account_binding_get_id (binding), id))
        return binding;
    }

  return NULL;
}

BambuAccount *
bambu_account_printers_find (BambuAccountPrinters *self, BambuPrinter *printer)
{
  BambuAccountBinding *binding;

  g_return_val_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  binding = find_binding_of (self, printer);

  return binding != NULL ? bambu_account_binding_get_account (binding) : NULL;
}

void
bambu_account_printers_retry (BambuAccountPrinters *self, BambuPrinter *printer)
{
  BambuAccountBinding *binding;

  g_return_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self));
  g_return_if_fail (BAMBU_IS_PRINTER (printer));

  if ((binding = find_binding_of (self, printer)))
    bambu_account_binding_retry (binding);
}

guint
bambu_account_printers_count (BambuAccountPrinters *self, BambuAccount *account)
{
  GListModel *printers;
  guint n = 0;

  g_return_val_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self), 0);
  g_return_val_if_fail (BAMBU_IS_ACCOUNT (account), 0);

  printers = G_LIST_MODEL (self->fleet);
  for (guint i = 0; i < g_list_model_get_n_items (printers); i++)
    {
      g_autoptr (BambuPrinter) printer = g_list_model_get_item (printers, i);

      n += bambu_account_printers_find (self, printer) == account
           && bambu_printer_get_address (printer) == NULL;
    }

  return n;
}

BambuFleet *
bambu_account_printers_get_fleet (BambuAccountPrinters *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self), NULL);

  return self->fleet;
}

BambuAccountList *
bambu_account_printers_get_accounts (BambuAccountPrinters *self)
{
  g_return_val_if_fail (BAMBU_IS_ACCOUNT_PRINTERS (self), NULL);

  return self->accounts;
}
