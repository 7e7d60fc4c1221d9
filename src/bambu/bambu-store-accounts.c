/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

static void
load_accounts (BambuStoreJob *job, gpointer data)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_account_free);
  g_autoptr (sqlite3_stmt) statement =
      bambu_store_prepare (job, "SELECT region, account, name, uid FROM account ORDER BY id");
  int code;

  if (statement == NULL)
    return;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BambuKnownAccount *account = g_new0 (BambuKnownAccount, 1);

      account->region = bambu_store_dup_text (statement, 0);
      account->account = bambu_store_dup_text (statement, 1);
      account->name = bambu_store_dup_text (statement, 2);
      account->uid = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (accounts, account);
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&accounts));
}

static void
save_account (BambuStoreJob *job, gpointer data)
{
  const BambuKnownAccount *account = data;
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "INSERT INTO account (region, account, name, uid) VALUES (?1, ?2, ?3, ?4)"
           " ON CONFLICT (region, account) DO UPDATE SET name = ?3, uid = ?4");

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 1, account->region);
  bambu_store_bind_text (statement, 2, account->account);
  bambu_store_bind_text (statement, 3, account->name ? account->name : "");
  sqlite3_bind_int64 (statement, 4, account->uid);
  bambu_store_finish_write (job, statement);
}

static void
remove_account (BambuStoreJob *job, gpointer data)
{
  const BambuKnownAccount *account = data;
  g_autoptr (sqlite3_stmt) statement =
      bambu_store_prepare (job, "DELETE FROM account WHERE region = ?1 AND account = ?2");

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 1, account->region);
  bambu_store_bind_text (statement, 2, account->account);
  bambu_store_finish_write (job, statement);
}

static DexFuture *
push (BambuStore *self, BambuStoreFunc run, const BambuKnownAccount *account)
{
  return bambu_store_push (self, run, bambu_known_account_copy (account),
                           (GDestroyNotify) bambu_known_account_free);
}

DexFuture *
bambu_store_load_accounts (BambuStore *self)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  return bambu_store_push (self, load_accounts, NULL, NULL);
}

DexFuture *
bambu_store_save_account (BambuStore *self, const BambuKnownAccount *account)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (account != NULL && account->region != NULL && account->account != NULL);

  return push (self, save_account, account);
}

DexFuture *
bambu_store_remove_account (BambuStore *self, const char *region, const char *account)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (region != NULL && account != NULL);

  return push (self, remove_account,
               &(BambuKnownAccount) { .region = (char *) region, .account = (char *) account });
}
