/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

static void
load_alerts (BambuStoreJob *job, gpointer data)
{
  g_autoptr (GPtrArray) alerts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_alert_free);
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "SELECT serial, printer_name, kind, code, severity, text, value, bound, first_seen,"
           " last_seen, ended, acknowledged, answer FROM alert ORDER BY first_seen DESC, id DESC");
  int code;

  if (statement == NULL)
    return;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BambuKnownAlert *alert = g_new0 (BambuKnownAlert, 1);

      alert->serial = bambu_store_dup_text (statement, 0);
      alert->printer_name = bambu_store_dup_text (statement, 1);
      alert->kind = bambu_store_dup_text (statement, 2);
      alert->code = bambu_store_dup_text (statement, 3);
      alert->severity = sqlite3_column_int (statement, 4);
      alert->text = bambu_store_dup_text (statement, 5);
      alert->value = sqlite3_column_int (statement, 6);
      alert->limit = sqlite3_column_int (statement, 7);
      alert->first_seen = sqlite3_column_int64 (statement, 8);
      alert->last_seen = sqlite3_column_int64 (statement, 9);
      alert->ended = sqlite3_column_int64 (statement, 10);
      alert->acknowledged = sqlite3_column_int (statement, 11) != 0;
      alert->answer = bambu_store_dup_text (statement, 12);
      g_ptr_array_add (alerts, alert);
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&alerts));
}

static void
save_alert (BambuStoreJob *job, gpointer data)
{
  const BambuKnownAlert *alert = data;
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "INSERT INTO alert (serial, printer_name, kind, code, severity, text, value, bound,"
           " first_seen, last_seen, ended, acknowledged, answer)"
           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
           " ON CONFLICT (serial, kind, code, first_seen) DO UPDATE SET printer_name = ?2,"
           " severity = ?5, text = ?6, value = ?7, bound = ?8, last_seen = ?10, ended = ?11,"
           " acknowledged = ?12, answer = ?13");

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 1, alert->serial);
  bambu_store_bind_text (statement, 2, alert->printer_name ? alert->printer_name : "");
  bambu_store_bind_text (statement, 3, alert->kind);
  bambu_store_bind_text (statement, 4, alert->code);
  sqlite3_bind_int (statement, 5, alert->severity);
  bambu_store_bind_text (statement, 6, alert->text);
  sqlite3_bind_int (statement, 7, alert->value);
  sqlite3_bind_int (statement, 8, alert->limit);
  sqlite3_bind_int64 (statement, 9, alert->first_seen);
  sqlite3_bind_int64 (statement, 10, alert->last_seen);
  sqlite3_bind_int64 (statement, 11, alert->ended);
  sqlite3_bind_int (statement, 12, alert->acknowledged);
  bambu_store_bind_text (statement, 13, alert->answer);
  bambu_store_finish_write (job, statement);
}

typedef struct
{
  gint64 before;
  guint most;
} Bounds;

static void
trim_alerts (BambuStoreJob *job, gpointer data)
{
  const Bounds *bounds = data;
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "DELETE FROM alert WHERE (ended > 0 AND last_seen < ?1) OR id NOT IN"
           " (SELECT id FROM alert ORDER BY ended = 0 DESC, first_seen DESC, id DESC LIMIT ?2)");

  if (statement == NULL)
    return;

  sqlite3_bind_int64 (statement, 1, bounds->before);
  sqlite3_bind_int64 (statement, 2, bounds->most);
  bambu_store_finish_write (job, statement);
}

DexFuture *
bambu_store_load_alerts (BambuStore *self)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  return bambu_store_push (self, load_alerts, NULL, NULL);
}

DexFuture *
bambu_store_save_alert (BambuStore *self, const BambuKnownAlert *alert)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (alert != NULL && alert->serial != NULL);
  dex_return_error_if_fail (alert->kind != NULL && alert->code != NULL);

  return bambu_store_push (self, save_alert, bambu_known_alert_copy (alert),
                           (GDestroyNotify) bambu_known_alert_free);
}

DexFuture *
bambu_store_trim_alerts (BambuStore *self, gint64 before, guint most)
{
  Bounds *bounds;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  bounds = g_new (Bounds, 1);
  bounds->before = before;
  bounds->most = most;

  return bambu_store_push (self, trim_alerts, bounds, g_free);
}
