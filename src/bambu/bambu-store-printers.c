/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

static void
load_printers (BambuStoreJob *job, gpointer data)
{
  g_autoptr (GPtrArray) printers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_printer_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  statement = bambu_store_prepare (job, "SELECT serial, name, model, address, pin, report, seen,"
                                        " account, account_name, declined, clear_firmware"
                                        " FROM printer ORDER BY id");
  if (statement == NULL)
    return;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BambuKnownPrinter *printer = g_new0 (BambuKnownPrinter, 1);

      printer->serial = bambu_store_dup_text (statement, 0);
      printer->name = bambu_store_dup_text (statement, 1);
      printer->model = bambu_store_dup_text (statement, 2);
      printer->address = bambu_store_dup_text (statement, 3);
      printer->pin = bambu_store_dup_text (statement, 4);
      if (sqlite3_column_bytes (statement, 5) > 0)
        printer->report =
            g_bytes_new (sqlite3_column_blob (statement, 5), sqlite3_column_bytes (statement, 5));
      printer->seen = sqlite3_column_int64 (statement, 6);
      printer->account = bambu_store_dup_text (statement, 7);
      printer->account_name = bambu_store_dup_text (statement, 8);
      printer->declined = sqlite3_column_int (statement, 9) != 0;
      printer->clear_firmware = bambu_store_dup_text (statement, 10);

      g_ptr_array_add (printers, printer);
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&printers));
}

static sqlite3_stmt *
prepare_write (BambuStoreJob *job, const BambuKnownPrinter *printer, const char *sql)
{
  sqlite3_stmt *statement = bambu_store_prepare (job, sql);

  if (statement != NULL)
    bambu_store_bind_text (statement, 1, printer->serial);

  return statement;
}

static void
save_printer (BambuStoreJob *job, gpointer data)
{
  const BambuKnownPrinter *printer = data;
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (job, printer,
                     "INSERT INTO printer (serial, name, model, address, pin, account,"
                     " account_name, declined, clear_firmware)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                     " ON CONFLICT (serial) DO UPDATE SET name = ?2, model = ?3,"
                     " address = ?4, pin = ?5, account = ?6, account_name = ?7, declined = ?8,"
                     " clear_firmware = ?9");

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 2, printer->name ? printer->name : "");
  bambu_store_bind_text (statement, 3, printer->model ? printer->model : "");
  bambu_store_bind_text (statement, 4, printer->address ? printer->address : "");
  bambu_store_bind_text (statement, 5, printer->pin);
  bambu_store_bind_text (statement, 6, printer->account);
  bambu_store_bind_text (statement, 7, printer->account_name);
  sqlite3_bind_int (statement, 8, printer->declined);
  bambu_store_bind_text (statement, 9, printer->clear_firmware);
  bambu_store_finish_write (job, statement);
}

/* An update, not an insert: a report that comes after its printer was removed leaves nothing. */
static void
save_report (BambuStoreJob *job, gpointer data)
{
  const BambuKnownPrinter *printer = data;
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (job, printer, "UPDATE printer SET report = ?2, seen = ?3 WHERE serial = ?1");
  gconstpointer bytes;
  gsize size;

  if (statement == NULL)
    return;

  bytes = g_bytes_get_data (printer->report, &size);
  sqlite3_bind_blob64 (statement, 2, bytes, size, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, printer->seen);
  bambu_store_finish_write (job, statement);
}

static void
remove_printer (BambuStoreJob *job, gpointer data)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (job, data, "DELETE FROM printer WHERE serial = ?1");

  if (statement != NULL)
    bambu_store_finish_write (job, statement);
}

static void
decline_printer (BambuStoreJob *job, gpointer data)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (job, data,
                     "UPDATE printer SET declined = 1, address = '', pin = NULL, report = NULL,"
                     " seen = 0, clear_firmware = NULL WHERE serial = ?1");

  if (statement != NULL)
    bambu_store_finish_write (job, statement);
}

static DexFuture *
push (BambuStore *self, BambuStoreFunc run, const BambuKnownPrinter *printer)
{
  return bambu_store_push (self, run, bambu_known_printer_copy (printer),
                           (GDestroyNotify) bambu_known_printer_free);
}

DexFuture *
bambu_store_load_printers (BambuStore *self)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  return bambu_store_push (self, load_printers, NULL, NULL);
}

DexFuture *
bambu_store_save_printer (BambuStore *self, const BambuKnownPrinter *printer)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (printer != NULL && printer->serial != NULL);

  return push (self, save_printer, printer);
}

DexFuture *
bambu_store_save_report (BambuStore *self, const char *serial, GBytes *report, gint64 seen)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);
  dex_return_error_if_fail (report != NULL);

  return push (self, save_report,
               &(BambuKnownPrinter) {
                   .serial = (char *) serial,
                   .report = report,
                   .seen = seen,
               });
}

DexFuture *
bambu_store_remove_printer (BambuStore *self, const char *serial)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);

  return push (self, remove_printer, &(BambuKnownPrinter) { .serial = (char *) serial });
}

DexFuture *
bambu_store_decline_printer (BambuStore *self, const char *serial)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);

  return push (self, decline_printer, &(BambuKnownPrinter) { .serial = (char *) serial });
}
