/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

#include <math.h>

#define TENTHS 10

typedef struct
{
  GPtrArray *series;
  gint64 oldest;
} Save;

typedef struct
{
  char *serial;
  gint64 since;
  int step;
} Load;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_ptr_array_unref (save->series);
  g_free (save);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->serial);
  g_free (load);
}

static void
bind_key (sqlite3_stmt *statement, const BambuSeries *series)
{
  bambu_store_bind_text (statement, 1, series->serial);
  sqlite3_bind_int (statement, 2, series->kind);
  sqlite3_bind_int (statement, 3, series->part);
}

static gboolean
insert_samples (BambuStoreJob *job, sqlite3_stmt *statement, const GArray *samples)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const BambuSample *sample = &g_array_index (samples, BambuSample, i);

      if (isnan (sample->value))
        continue;

      sqlite3_bind_int64 (statement, 4, sample->time / BAMBU_SECONDS_PER_MINUTE);
      sqlite3_bind_int64 (statement, 5, lroundf (sample->value * TENTHS));
      if (isnan (sample->target))
        sqlite3_bind_null (statement, 6);
      else
        sqlite3_bind_int64 (statement, 6, lroundf (sample->target * TENTHS));

      if (!bambu_store_step (job, statement))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_series (BambuStoreJob *job, const GPtrArray *list)
{
  g_autoptr (sqlite3_stmt) key =
      bambu_store_prepare (job, "INSERT INTO series (serial, kind, part) VALUES (?1, ?2, ?3)"
                                " ON CONFLICT DO NOTHING");
  g_autoptr (sqlite3_stmt) sample = NULL;

  if (key == NULL)
    return FALSE;

  sample = bambu_store_prepare (
      job, "INSERT INTO sample (series, minute, value, target) SELECT id, ?4, ?5, ?6 FROM series"
           " WHERE serial = ?1 AND kind = ?2 AND part = ?3"
           " ON CONFLICT DO UPDATE SET value = ?5, target = ?6");
  if (sample == NULL)
    return FALSE;

  for (guint i = 0; i < list->len; i++)
    {
      const BambuSeries *series = g_ptr_array_index (list, i);

      bind_key (key, series);
      bind_key (sample, series);
      if (!bambu_store_step (job, key) || !insert_samples (job, sample, series->samples))
        return FALSE;
    }

  return TRUE;
}

/* One at a time, since their samples stand in this order: nothing else is read. */
static gboolean
delete_old (BambuStoreJob *job, gint64 oldest)
{
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "DELETE FROM sample WHERE series IN (SELECT id FROM series) AND minute < ?1");

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, oldest / BAMBU_SECONDS_PER_MINUTE);

  return bambu_store_step (job, statement);
}

static void
save_series (BambuStoreJob *job, gpointer data)
{
  const Save *save = data;
  g_autoptr (sqlite3_stmt) commit = NULL;

  if (!bambu_store_execute (job, "BEGIN IMMEDIATE") || !insert_series (job, save->series)
      || !delete_old (job, save->oldest) || !(commit = bambu_store_prepare (job, "COMMIT")))
    return;

  bambu_store_finish_write (job, commit);
}

/* Minutes that are not there are a gap; so are longer whiles in which nothing was heard. */
static void
load_series (BambuStoreJob *job, gpointer data)
{
  const Load *load = data;
  g_autoptr (GPtrArray) list = bambu_series_list_new ();
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "SELECT kind, part, minute / ?3 * ?3 AS begin, avg(value), min(value), max(value),"
           " max(target) FROM series JOIN sample ON series = id"
           " WHERE serial = ?1 AND minute >= ?2 GROUP BY id, begin ORDER BY id, begin");
  BambuSeries *series = NULL;
  int code;

  if (statement == NULL)
    return;

  bambu_store_bind_text (statement, 1, load->serial);
  sqlite3_bind_int64 (statement, 2, load->since / BAMBU_SECONDS_PER_MINUTE);
  sqlite3_bind_int (statement, 3, load->step);

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      int kind = sqlite3_column_int (statement, 0);
      int part = sqlite3_column_int (statement, 1);
      gboolean has_target = sqlite3_column_type (statement, 6) != SQLITE_NULL;
      BambuSample sample = {
        .time = sqlite3_column_int64 (statement, 2) * BAMBU_SECONDS_PER_MINUTE,
        .value = sqlite3_column_double (statement, 3) / TENTHS,
        .low = sqlite3_column_double (statement, 4) / TENTHS,
        .high = sqlite3_column_double (statement, 5) / TENTHS,
        .target = has_target ? sqlite3_column_double (statement, 6) / TENTHS : NAN,
      };

      if (series == NULL || series->kind != kind || series->part != part)
        {
          series = bambu_series_new (load->serial, kind, part, bambu_samples_new ());
          g_ptr_array_add (list, series);
        }

      bambu_samples_append (series->samples, &sample, load->step * BAMBU_SECONDS_PER_MINUTE);
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&list));
}

DexFuture *
bambu_store_save_series (BambuStore *self, GPtrArray *series, gint64 oldest)
{
  g_autoptr (GPtrArray) owned = series;
  Save *save;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (series != NULL);

  save = g_new0 (Save, 1);
  save->series = g_steal_pointer (&owned);
  save->oldest = oldest;

  return bambu_store_push (self, save_series, save, save_free);
}

DexFuture *
bambu_store_load_series (BambuStore *self, const char *serial, gint64 since, int step)
{
  Load *load;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);
  dex_return_error_if_fail (step > 0);

  load = g_new0 (Load, 1);
  load->serial = g_strdup (serial);
  load->since = since;
  load->step = step;

  return bambu_store_push (self, load_series, load, load_free);
}
