/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which of the printers are an account's. */

#include "bambu-fleet-private.h"

#include "link/bambu-serial.h"

void
bambu_fleet_account_free (gpointer data)
{
  BambuFleetAccount *account = data;

  if (account->destroy != NULL)
    account->destroy (account->user_data);
  g_free (account->id);
  g_free (account);
}

static BambuFleetAccount *
bambu_fleet_find_account (BambuFleet *self, const char *id)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      BambuFleetAccount *account = g_ptr_array_index (self->accounts, i);

      if (g_str_equal (account->id, id))
        return account;
    }

  return NULL;
}

void
bambu_fleet_bind (BambuFleet *self,
                  BambuFleetMember *member,
                  const char *id,
                  const char *name,
                  const char *access_code)
{
  const char *serial = bambu_printer_get_serial (bambu_fleet_member_get_printer (member));
  BambuFleetAccount *account = bambu_fleet_find_account (self, id);
  gboolean is_known = g_strcmp0 (bambu_fleet_member_get_account (member), id) == 0;
  BambuLink *known = is_known ? bambu_fleet_member_get_bound_link (member) : NULL;
  g_autoptr (BambuLink) link = NULL;

  if (known != NULL)
    link = g_object_ref (known);
  else if (account != NULL)
    link = account->get_link (serial, account->user_data);

  bambu_fleet_member_bind (member, id, link, name, access_code);
}

const char *
bambu_fleet_get_account (BambuFleet *self, BambuPrinter *printer)
{
  BambuFleetMember *member;

  g_return_val_if_fail (BAMBU_IS_FLEET (self), NULL);
  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  member = bambu_fleet_find_member (self, printer);

  return member != NULL ? bambu_fleet_member_get_account (member) : NULL;
}

gboolean
bambu_fleet_is_declined (BambuFleet *self, const char *serial)
{
  g_return_val_if_fail (BAMBU_IS_FLEET (self), FALSE);
  g_return_val_if_fail (serial != NULL, FALSE);

  return g_hash_table_contains (self->declined, serial);
}

DexFuture *
bambu_fleet_accept (BambuFleet *self, const char *serial)
{
  dex_return_error_if_fail (BAMBU_IS_FLEET (self));
  dex_return_error_if_fail (serial != NULL);

  if (!g_hash_table_remove (self->declined, serial))
    return dex_future_new_true ();

  return bambu_store_remove_printer (self->store, serial);
}

void
bambu_fleet_add_account (BambuFleet *self,
                         const char *id,
                         BambuBoundLinkFunc get_link,
                         gpointer user_data,
                         GDestroyNotify destroy)
{
  BambuFleetAccount *account;

  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (get_link != NULL);
  g_return_if_fail (bambu_fleet_find_account (self, id) == NULL);

  account = g_new0 (BambuFleetAccount, 1);
  account->id = g_strdup (id);
  account->get_link = get_link;
  account->user_data = user_data;
  account->destroy = destroy;
  g_ptr_array_add (self->accounts, account);

  for (guint i = 0; i < self->members->len; i++)
    {
      BambuFleetMember *member = g_ptr_array_index (self->members, i);

      if (g_strcmp0 (bambu_fleet_member_get_account (member), id) == 0)
        bambu_fleet_bind (self, member, id, NULL, NULL);
    }
}

static gboolean
is_bound (const BambuBoundPrinter *printers, guint n_printers, const char *serial)
{
  for (guint i = 0; i < n_printers; i++)
    if (g_str_equal (printers[i].serial, serial))
      return TRUE;

  return FALSE;
}

/* Those that have no other way leave with the account. */
static void
bambu_fleet_unbind (BambuFleet *self,
                    const char *id,
                    const BambuBoundPrinter *printers,
                    guint n_printers)
{
  for (guint i = self->members->len; i > 0; i--)
    {
      BambuFleetMember *member = g_ptr_array_index (self->members, i - 1);
      BambuPrinter *printer = bambu_fleet_member_get_printer (member);

      if (g_strcmp0 (bambu_fleet_member_get_account (member), id) != 0
          || is_bound (printers, n_printers, bambu_printer_get_serial (printer)))
        continue;

      /* Fire and forget: what cannot be forgotten was said by the store. */
      if (bambu_printer_get_address (printer) == NULL)
        dex_future_disown (bambu_fleet_drop (self, printer, FALSE));
      else
        {
          bambu_fleet_member_unbind (member);
          g_signal_emit_by_name (self, "account-changed", printer);
        }
    }
}

/* Whether somebody wants a printer that the account does not have is of no interest. */
static void
bambu_fleet_forget_declined (BambuFleet *self,
                             const char *id,
                             const BambuBoundPrinter *printers,
                             guint n_printers)
{
  GHashTableIter iter;
  gpointer serial;
  gpointer account;

  g_hash_table_iter_init (&iter, self->declined);
  while (g_hash_table_iter_next (&iter, &serial, &account))
    if (g_str_equal (account, id) && !is_bound (printers, n_printers, serial))
      {
        /* As above */
        dex_future_disown (bambu_store_remove_printer (self->store, serial));
        g_hash_table_iter_remove (&iter);
      }
}

static void
bambu_fleet_take_bound (BambuFleet *self, const char *id, const BambuBoundPrinter *bound)
{
  BambuPrinter *printer = bambu_fleet_find (self, bound->serial);
  BambuFleetMember *member = printer ? bambu_fleet_find_member (self, printer) : NULL;
  const char *other;
  gboolean is_news;

  if (printer != NULL && member == NULL) /* a demo's */
    return;

  if (member == NULL)
    {
      member = bambu_fleet_append_member (self, &(BambuKnownPrinter) {
                                                    .serial = (char *) bound->serial,
                                                    .name = (char *) bound->name,
                                                    .model = (char *) bound->model,
                                                    .account_name = (char *) bound->name,
                                                });
      bambu_fleet_bind (self, member, id, bound->name, bound->access_code);
      g_list_model_items_changed (G_LIST_MODEL (self), self->printers->len - 1, 0, 1);
      return;
    }

  /* One that is shared comes through the account that had it first. */
  other = bambu_fleet_member_get_account (member);
  if (other != NULL && !g_str_equal (other, id) && bambu_fleet_find_account (self, other) != NULL)
    return;

  is_news = g_strcmp0 (other, id) != 0;
  bambu_fleet_bind (self, member, id, bound->name, bound->access_code);
  if (is_news)
    g_signal_emit_by_name (self, "account-changed", printer);
}

void
bambu_fleet_set_bound_printers (BambuFleet *self,
                                const char *id,
                                const BambuBoundPrinter *printers,
                                guint n_printers)
{
  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (bambu_fleet_find_account (self, id) != NULL);

  bambu_fleet_unbind (self, id, printers, n_printers);
  bambu_fleet_forget_declined (self, id, printers, n_printers);
  for (guint i = 0; i < n_printers; i++)
    if (bambu_serial_is_valid (printers[i].serial)
        && !g_hash_table_contains (self->declined, printers[i].serial)
        && !g_hash_table_contains (self->others, printers[i].serial))
      bambu_fleet_take_bound (self, id, &printers[i]);
}

void
bambu_fleet_remove_account (BambuFleet *self, const char *id)
{
  BambuFleetAccount *account;

  g_return_if_fail (BAMBU_IS_FLEET (self));
  g_return_if_fail (id != NULL);

  if ((account = bambu_fleet_find_account (self, id)))
    g_ptr_array_remove (self->accounts, account);
  bambu_fleet_unbind (self, id, NULL, 0);
  bambu_fleet_forget_declined (self, id, NULL, 0);
}
