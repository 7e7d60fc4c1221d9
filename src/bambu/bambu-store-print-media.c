/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

#include <math.h>

/* What is large of a print: its pictures and curves. */

#define TENTHS 10

typedef struct
{
  char *serial;
  gint64 began;
  BambuKnownPicture *picture;
  GPtrArray *series;
  guint most;
  int step;
} Media;

static Media *
media_new (const char *serial, gint64 began)
{
  Media *self = g_new0 (Media, 1);

  self->serial = g_strdup (serial);
  self->began = began;

  return self;
}

static void
media_free (gpointer data)
{
  Media *self = data;

  g_free (self->serial);
  g_clear_pointer (&self->picture, bambu_known_picture_free);
  g_clear_pointer (&self->series, g_ptr_array_unref);
  g_free (self);
}

static void
bind_key (sqlite3_stmt *statement, const Media *media)
{
  bambu_store_bind_text (statement, 1, media->serial);
  sqlite3_bind_int64 (statement, 2, media->began);
}

static void
save_picture (BambuStoreJob *job, gpointer data)
{
  const Media *media = data;
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "INSERT INTO print_picture (print, time, percent, bytes, file)"
           " SELECT id, ?3, ?4, ?5, ?6 FROM print WHERE serial = ?1 AND began = ?2"
           " ON CONFLICT (print, percent) DO UPDATE SET time = ?3, bytes = ?5, file = ?6");
  gconstpointer file;
  gsize size;

  if (statement == NULL)
    return;

  file = g_bytes_get_data (media->picture->file, &size);
  bind_key (statement, media);
  sqlite3_bind_int64 (statement, 3, media->picture->time);
  sqlite3_bind_int (statement, 4, media->picture->percent);
  sqlite3_bind_int64 (statement, 5, (sqlite3_int64) size);
  sqlite3_bind_blob64 (statement, 6, file, size, SQLITE_STATIC);
  bambu_store_finish_write (job, statement);
}

static void
load_pictures (BambuStoreJob *job, gpointer data)
{
  const Media *media = data;
  g_autoptr (GPtrArray) pictures =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_picture_free);
  g_autoptr (sqlite3_stmt) statement =
      bambu_store_prepare (job, "SELECT time, percent, file FROM print_picture WHERE print ="
                                " (SELECT id FROM print WHERE serial = ?1 AND began = ?2)"
                                " ORDER BY percent DESC LIMIT ?3");
  int code;

  if (statement == NULL)
    return;

  bind_key (statement, media);
  sqlite3_bind_int64 (statement, 3, media->most);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      g_autoptr (GBytes) file = g_bytes_new (sqlite3_column_blob (statement, 2),
                                             (gsize) sqlite3_column_bytes (statement, 2));

      g_ptr_array_add (pictures, bambu_known_picture_new (sqlite3_column_int64 (statement, 0),
                                                          sqlite3_column_int (statement, 1), file));
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&pictures));
}

static gboolean
insert_samples (BambuStoreJob *job, sqlite3_stmt *statement, const BambuSeries *series)
{
  sqlite3_bind_int (statement, 3, series->kind);
  sqlite3_bind_int (statement, 4, series->part);

  for (guint i = 0; i < series->samples->len; i++)
    {
      const BambuSample *sample = &g_array_index (series->samples, BambuSample, i);

      if (isnan (sample->value))
        continue;

      sqlite3_bind_int64 (statement, 5, sample->time / BAMBU_SECONDS_PER_MINUTE);
      sqlite3_bind_int64 (statement, 6, lroundf (sample->value * TENTHS));
      if (isnan (sample->target))
        sqlite3_bind_null (statement, 7);
      else
        sqlite3_bind_int64 (statement, 7, lroundf (sample->target * TENTHS));

      if (!bambu_store_step (job, statement))
        return FALSE;
    }

  return TRUE;
}

static gboolean
replace_series (BambuStoreJob *job, const Media *media)
{
  g_autoptr (sqlite3_stmt) clear =
      bambu_store_prepare (job, "DELETE FROM print_sample WHERE print ="
                                " (SELECT id FROM print WHERE serial = ?1 AND began = ?2)");
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (clear == NULL
      || !(statement = bambu_store_prepare (
               job, "INSERT OR REPLACE INTO print_sample (print, kind, part, minute, value,"
                    " target) SELECT id, ?3, ?4, ?5, ?6, ?7 FROM print"
                    " WHERE serial = ?1 AND began = ?2")))
    return FALSE;

  bind_key (clear, media);
  if (!bambu_store_step (job, clear))
    return FALSE;

  bind_key (statement, media);
  for (guint i = 0; i < media->series->len; i++)
    if (!insert_samples (job, statement, g_ptr_array_index (media->series, i)))
      return FALSE;

  return TRUE;
}

static void
save_series (BambuStoreJob *job, gpointer data)
{
  g_autoptr (sqlite3_stmt) commit = NULL;

  if (!bambu_store_execute (job, "BEGIN IMMEDIATE") || !replace_series (job, data)
      || !(commit = bambu_store_prepare (job, "COMMIT")))
    return;

  bambu_store_finish_write (job, commit);
}

static void
load_series (BambuStoreJob *job, gpointer data)
{
  const Media *media = data;
  g_autoptr (GPtrArray) list = bambu_series_list_new ();
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (
      job, "SELECT kind, part, minute, value, target FROM print_sample WHERE print ="
           " (SELECT id FROM print WHERE serial = ?1 AND began = ?2)"
           " ORDER BY kind, part, minute");
  BambuSeries *series = NULL;
  int code;

  if (statement == NULL)
    return;

  bind_key (statement, media);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      int kind = sqlite3_column_int (statement, 0);
      int part = sqlite3_column_int (statement, 1);
      float value = sqlite3_column_double (statement, 3) / TENTHS;
      gboolean has_target = sqlite3_column_type (statement, 4) != SQLITE_NULL;
      BambuSample sample = {
        .time = sqlite3_column_int64 (statement, 2) * BAMBU_SECONDS_PER_MINUTE,
        .value = value,
        .low = value,
        .high = value,
        .target = has_target ? sqlite3_column_double (statement, 4) / TENTHS : NAN,
      };

      if (series == NULL || series->kind != kind || series->part != part)
        {
          series = bambu_series_new (media->serial, kind, part, bambu_samples_new ());
          g_ptr_array_add (list, series);
        }

      bambu_samples_append (series->samples, &sample, media->step * BAMBU_SECONDS_PER_MINUTE);
    }

  bambu_store_finish_read (job, code, g_steal_pointer (&list));
}

DexFuture *
bambu_store_save_print_picture (BambuStore *self,
                                const char *serial,
                                gint64 began,
                                const BambuKnownPicture *picture)
{
  Media *media;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);
  dex_return_error_if_fail (picture != NULL);

  media = media_new (serial, began);
  media->picture = bambu_known_picture_copy (picture);

  return bambu_store_push (self, save_picture, media, media_free);
}

DexFuture *
bambu_store_load_print_pictures (BambuStore *self, const char *serial, gint64 began, guint most)
{
  Media *media;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);

  media = media_new (serial, began);
  media->most = most;

  return bambu_store_push (self, load_pictures, media, media_free);
}

DexFuture *
bambu_store_save_print_series (BambuStore *self,
                               const char *serial,
                               gint64 began,
                               GPtrArray *series)
{
  g_autoptr (GPtrArray) owned = series;
  Media *media;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);
  dex_return_error_if_fail (series != NULL);

  media = media_new (serial, began);
  media->series = g_steal_pointer (&owned);

  return bambu_store_push (self, save_series, media, media_free);
}

DexFuture *
bambu_store_load_print_series (BambuStore *self, const char *serial, gint64 began, int step)
{
  Media *media;

  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);
  dex_return_error_if_fail (step > 0);

  media = media_new (serial, began);
  media->step = step;

  return bambu_store_push (self, load_series, media, media_free);
}
