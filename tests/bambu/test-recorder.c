/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-recorder.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#include "bambu/printer/bambu-trend-private.h"
#include "test-wait.h"

#define DAY (24 * 60 * 60)

typedef struct
{
  char *folder;
  char *path;
  gint64 start; /* the begin of a minute, ten minutes ago */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-recorder-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "culm.db", NULL);
  fixture->start = (g_get_real_time () / G_USEC_PER_SEC / 60 - 10) * 60;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_remove (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
add (BambuPrinter *printer, BambuTrendKind kind, int part, gint64 time, double value, double target)
{
  bambu_trend_add (bambu_printer_get_trend (printer, kind, part), time, value, target);
}

static GPtrArray *
await_list (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static GPtrArray *
load (BambuStore *store, const char *serial, gint64 since, int step)
{
  return await_list (bambu_store_load_series (store, serial, since, step));
}

static void
save (BambuStore *store, const char *serial, int kind, GArray *samples, gint64 oldest)
{
  GPtrArray *list = bambu_series_list_new ();

  g_ptr_array_add (list, bambu_series_new (serial, kind, 0, samples));
  test_await_true (bambu_store_save_series (store, list, oldest));
}

static GArray *
make_samples (gint64 start, guint n, guint step)
{
  GArray *samples = bambu_samples_new ();

  for (guint i = 0; i < n; i++)
    {
      float value = 20 + i % 60;
      BambuSample sample = { start + i * step, value, value, value, i % 2 ? 60 : NAN };

      g_array_append_val (samples, sample);
    }

  return samples;
}

static int
count_rows (Fixture *fixture, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  sqlite3 *database = NULL;
  sqlite3_stmt *statement = NULL;
  int n;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);

  return n;
}

/* How many transactions the file has seen (SQLite's file format, offset 24) */
static guint32
count_writes (Fixture *fixture)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  guint32 n;

  g_file_get_contents (fixture->path, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 100);
  memcpy (&n, contents + 24, sizeof n);

  return GUINT32_FROM_BE (n);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P00A", NULL);
  g_autoptr (GPtrArray) list = NULL;
  const GArray *bed;
  const GArray *humidity;

  {
    g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
    g_autoptr (BambuRecorder) recorder = bambu_recorder_new (store);

    bambu_recorder_follow (recorder, printer);
    for (int i = 0; i < 60; i += 10)
      {
        add (printer, BAMBU_TREND_KIND_BED, 0, fixture->start + i, 54 + i / 30, 55);
        add (printer, BAMBU_TREND_KIND_AMS_HUMIDITY, 128, fixture->start + i, 31.94, NAN);
      }
    add (printer, BAMBU_TREND_KIND_BED, 0, fixture->start + 180, 56, 0);

    g_clear_pointer (&list, g_ptr_array_unref);
    list = await_list (bambu_recorder_load (recorder, printer, fixture->start - 60, 1));
    g_assert_cmpuint (list->len, ==, 2);
  }

  /* A later run */
  {
    g_autoptr (BambuStore) store = bambu_store_new (fixture->path);

    g_clear_pointer (&list, g_ptr_array_unref);
    list = load (store, "01P00A", 0, 1);
  }

  bed = bambu_series_list_find (list, BAMBU_TREND_KIND_BED, 0);
  g_assert_nonnull (bed);
  g_assert_cmpuint (bed->len, ==, 3);
  g_assert_cmpint (g_array_index (bed, BambuSample, 0).time, ==, fixture->start);
  g_assert_cmpfloat (g_array_index (bed, BambuSample, 0).value, ==, 54.5);
  g_assert_cmpfloat (g_array_index (bed, BambuSample, 0).target, ==, 55);
  g_assert_true (isnan (g_array_index (bed, BambuSample, 1).value));
  g_assert_cmpfloat (g_array_index (bed, BambuSample, 2).target, ==, 0);

  humidity = bambu_series_list_find (list, BAMBU_TREND_KIND_AMS_HUMIDITY, 128);
  g_assert_nonnull (humidity);
  g_assert_cmpuint (humidity->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (humidity, BambuSample, 0).value, 31.9, 0.001);
  g_assert_true (isnan (g_array_index (humidity, BambuSample, 0).target));
  g_assert_null (bambu_series_list_find (list, BAMBU_TREND_KIND_AMS_HUMIDITY, 0));
}

/* The last half hour is there again at the next start. */
static void
test_return (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (BambuRecorder) recorder = bambu_recorder_new (store);
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P00A", NULL);
  const GArray *samples;
  guint32 n_writes;

  save (store, "01P00A", BAMBU_TREND_KIND_BED, make_samples (fixture->start - 3600, 65, 60), 0);

  bambu_recorder_follow (recorder, printer);
  test_wait_until (bambu_printer_get_trends (printer)->len > 0);
  samples = bambu_trend_get_samples (bambu_printer_get_trend (printer, BAMBU_TREND_KIND_BED, 0));
  g_assert_cmpuint (samples->len, >=, 23);
  g_assert_cmpuint (samples->len, <=, 31);

  /* That is nothing to be saved. */
  n_writes = count_writes (fixture);
  g_clear_object (&recorder);
  test_await_true (bambu_store_save_account (
      store, &(BambuKnownAccount) { .region = (char *) "a", .account = (char *) "b" }));
  g_assert_cmpuint (count_writes (fixture), ==, n_writes + 1);
}

static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (BambuRecorder) recorder = bambu_recorder_new (store);
  g_autoptr (GPtrArray) printers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) list = load (store, "01P000", 0, 1);
  guint32 n_writes = count_writes (fixture);

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *serial = g_strdup_printf ("01P%03d", i);
      BambuPrinter *printer = bambu_printer_new (serial, NULL);

      g_ptr_array_add (printers, printer);
      bambu_recorder_follow (recorder, printer);
      for (int second = 0; second < 600; second += 10)
        for (int kind = 0; kind <= BAMBU_TREND_KIND_AMS_TEMPERATURE; kind++)
          add (printer, kind, 0, fixture->start + second, 20 + kind, NAN);
    }

  g_clear_object (&recorder);
  g_clear_object (&store);
  g_assert_cmpint (count_rows (fixture, "series"), ==, 250);
  g_assert_cmpint (count_rows (fixture, "sample"), ==, 2500);
  g_assert_cmpuint (count_writes (fixture), ==, n_writes + 1);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int days;
    int step;
  } cases[] = { { 1, 1 }, { 1, 5 }, { 7, 30 } };
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  gint64 day = 20000 * (gint64) DAY;

  save (store, "01P00A", 0, make_samples (day, 7 * DAY / 60, 60), 0);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 since = day + (7 - cases[i].days) * DAY;
      g_autoptr (GPtrArray) list = load (store, "01P00A", since, cases[i].step);
      const GArray *samples = bambu_series_list_find (list, 0, 0);
      const BambuSample *sample = &g_array_index (samples, BambuSample, 0);

      g_assert_cmpuint (samples->len, ==, cases[i].days * DAY / 60 / cases[i].step);
      g_assert_cmpint (sample->time, ==, since);
      g_assert_cmpfloat (sample->low, ==, 20);
      g_assert_cmpfloat (sample->high, ==, 20 + cases[i].step - 1);
      g_assert_cmpfloat (sample->value, ==, 20 + (cases[i].step - 1) / 2.0f);
    }
}

/* Bigger whiles in which nothing was heard are gaps, too. */
static void
test_gap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (GPtrArray) list = NULL;
  const GArray *samples;

  save (store, "01P00A", 0, make_samples (0, 30, 60), 0);
  save (store, "01P00A", 0, make_samples (60 * 60, 30, 60), 0);

  list = load (store, "01P00A", 0, 30);
  samples = bambu_series_list_find (list, 0, 0);
  g_assert_cmpuint (samples->len, ==, 3);
  g_assert_true (isnan (g_array_index (samples, BambuSample, 1).value));
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  gint64 day = 20000 * (gint64) DAY;

  save (store, "01P00A", 0, make_samples (day, 1440, 60), 0);
  save (store, "01P00B", 0, make_samples (day, 1440, 60), 0);
  g_assert_cmpint (count_rows (fixture, "sample"), ==, 2880);

  /* The same minutes again are no more minutes. */
  save (store, "01P00A", 0, make_samples (day, 1440, 60), 0);
  g_assert_cmpint (count_rows (fixture, "sample"), ==, 2880);

  /* Of those that say nothing any more, too. */
  save (store, "01P00A", 0, make_samples (day + DAY, 1, 60), day + DAY / 2);
  g_assert_cmpint (count_rows (fixture, "sample"), ==, 1441);
}

static void
test_removed (Fixture *fixture, gconstpointer data)
{
  static const char *const serials[] = { "01P00A", "01P00B" };
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) left = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (serials); i++)
    {
      test_await_true (
          bambu_store_save_printer (store, &(BambuKnownPrinter) { .serial = (char *) serials[i] }));
      save (store, serials[i], 0, make_samples (0, 10, 60), 0);
    }

  test_await_true (bambu_store_remove_printer (store, "01P00A"));
  gone = load (store, "01P00A", 0, 1);
  left = load (store, "01P00B", 0, 1);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpint (count_rows (fixture, "series"), ==, 1);
  g_assert_cmpint (count_rows (fixture, "sample"), ==, 10);
}

/* What cannot be written is not written in part, and the store goes on. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) before = load (store, "01P00A", 0, 1);
  g_autoptr (GPtrArray) list = bambu_series_list_new ();
  g_autoptr (GError) error = NULL;
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (fixture->path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database,
                                 "CREATE TRIGGER refuse BEFORE INSERT ON sample WHEN NEW.minute = 5"
                                 " BEGIN SELECT raise (ABORT, 'no'); END",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);

  g_ptr_array_add (list, bambu_series_new ("01P00A", 0, 0, make_samples (0, 10, 60)));
  error = test_await_error (bambu_store_save_series (store, g_steal_pointer (&list), 0));
  g_assert_error (error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_FAILED);
  g_assert_cmpint (count_rows (fixture, "series"), ==, 0);

  save (store, "01P00A", 0, make_samples (600, 10, 60), 0);
  g_assert_cmpint (count_rows (fixture, "sample"), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/recorder/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("round-trip", test_round_trip);
  ADD ("return", test_return);
  ADD ("batch", test_batch);
  ADD ("steps", test_steps);
  ADD ("gap", test_gap);
  ADD ("bounds", test_bounds);
  ADD ("removed", test_removed);
  ADD ("failure", test_failure);

  return g_test_run ();
}
