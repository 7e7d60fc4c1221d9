/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "test-wait.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("culm-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "deep", "culm.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);

  g_remove (fixture->path);
  g_rmdir (parent);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GPtrArray *
load (BambuStore *store)
{
  g_autoptr (DexFuture) future = test_await (bambu_store_load_printers (store));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static void
save (BambuStore *store, const char *serial, const char *name, const char *pin)
{
  test_await_true (bambu_store_save_printer (store, &(BambuKnownPrinter) {
                                                        .serial = (char *) serial,
                                                        .name = (char *) name,
                                                        .model = (char *) "C12",
                                                        .address = (char *) "192.0.2.1:18883",
                                                        .pin = (char *) pin,
                                                        .clear_firmware = (char *) pin,
                                                    }));
}

static void
execute (const char *path, const char *sql)
{
  sqlite3 *database = NULL;

  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (database), ==, SQLITE_OK);
}

static guint
count_prints (BambuStore *store)
{
  g_autoptr (DexFuture) prints = test_await (bambu_store_load_prints (store, NULL, 10));

  return ((GPtrArray *) g_value_get_boxed (dex_future_get_value (prints, NULL)))->len;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GBytes) report = g_bytes_new_static ("{\"print\":{\"a\":\0}}", 17);
  const BambuKnownPrinter *first;
  const BambuKnownPrinter *second;

  {
    g_autoptr (BambuStore) store = bambu_store_new (fixture->path);

    save (store, "01P00B", "Later in the alphabet", NULL);
    save (store, "01P00A", "Wörkshöp'; DROP TABLE printer; --", "ab12");
    test_await_true (bambu_store_save_report (store, "01P00B", report, 1234567890123));
    save (store, "01P00B", "Renamed", "cd34");
  }

  {
    g_autoptr (BambuStore) store = bambu_store_new (fixture->path);

    printers = load (store);
  }

  g_assert_cmpuint (printers->len, ==, 2);
  first = g_ptr_array_index (printers, 0);
  second = g_ptr_array_index (printers, 1);

  g_assert_cmpstr (first->serial, ==, "01P00B");
  g_assert_cmpstr (first->name, ==, "Renamed");
  g_assert_cmpstr (first->pin, ==, "cd34");
  g_assert_cmpstr (first->clear_firmware, ==, "cd34");
  g_assert_true (g_bytes_equal (first->report, report));
  g_assert_cmpint (first->seen, ==, 1234567890123);

  g_assert_cmpstr (second->serial, ==, "01P00A");
  g_assert_cmpstr (second->name, ==, "Wörkshöp'; DROP TABLE printer; --");
  g_assert_cmpstr (second->model, ==, "C12");
  g_assert_cmpstr (second->address, ==, "192.0.2.1:18883");
  g_assert_cmpstr (second->pin, ==, "ab12");
  g_assert_null (second->report);
  g_assert_cmpint (second->seen, ==, 0);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (GBytes) report = g_bytes_new_static ("{}", 2);
  g_autoptr (GPtrArray) printers = NULL;

  save (store, "01P00A", "A", NULL);
  save (store, "01P00B", "B", NULL);
  test_await_true (bambu_store_remove_printer (store, "01P00A"));
  /* A report that was on its way does not bring it back. */
  test_await_true (bambu_store_save_report (store, "01P00A", report, 1));

  printers = load (store);
  g_assert_cmpuint (printers->len, ==, 1);
  g_assert_cmpstr (((BambuKnownPrinter *) g_ptr_array_index (printers, 0))->serial, ==, "01P00B");
}

static void
test_drop_finishes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) printers = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *serial = g_strdup_printf ("01P%03u", i);

      dex_unref (bambu_store_save_printer (store, &(BambuKnownPrinter) { .serial = serial }));
    }
  g_clear_object (&store);

  store = bambu_store_new (fixture->path);
  printers = load (store);
  g_assert_cmpuint (printers->len, ==, 50);
}

typedef struct
{
  BambuStore *store;
  gboolean dropped;
} Holder;

static void
do_nothing (BambuStoreJob *job, gpointer holder)
{
}

static void
drop (gpointer data)
{
  Holder *holder = data;

  g_object_unref (holder->store);
  g_atomic_int_set (&holder->dropped, TRUE);
  g_main_context_wakeup (NULL);
}

/* Its own thread is the last one to let go of it, and cannot wait for itself. */
static void
test_drop_by_itself (Fixture *fixture, gconstpointer data)
{
  Holder holder = { .store = bambu_store_new (fixture->path) };
  g_autoptr (BambuStore) store = NULL;
  g_autoptr (GPtrArray) printers = NULL;

  save (holder.store, "01P00A", "Workshop", NULL);
  dex_unref (bambu_store_push (holder.store, do_nothing, &holder, drop));
  test_wait_until (g_atomic_int_get (&holder.dropped));

  store = bambu_store_new (fixture->path);
  printers = load (store);
  g_assert_cmpuint (printers->len, ==, 1);
}

static void
test_is_private (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  GStatBuf status;

  save (store, "01P00A", "A", NULL);

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (parent, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, 0700);
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) one = bambu_store_new (fixture->path);
  g_autoptr (BambuStore) other = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) printers = NULL;

  save (one, "01P00A", "A", NULL);
  save (other, "01P00B", "B", NULL);
  printers = load (one);
  g_assert_cmpuint (printers->len, ==, 2);
}

static GPtrArray *
load_accounts (BambuStore *store)
{
  g_autoptr (DexFuture) future = test_await (bambu_store_load_accounts (store));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static void
save_account (BambuStore *store, const char *region, const char *account, const char *name)
{
  test_await_true (bambu_store_save_account (store, &(BambuKnownAccount) {
                                                        .region = (char *) region,
                                                        .account = (char *) account,
                                                        .name = (char *) name,
                                                        .uid = G_MAXINT64,
                                                    }));
}

static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) accounts = NULL;
  const BambuKnownAccount *first;

  save_account (store, "global", "z@example.org", NULL);
  save_account (store, "global", "a@example.org", "Ann");
  save_account (store, "china", "z@example.org", "Other");
  save_account (store, "global", "z@example.org", "Zoë");
  test_await_true (bambu_store_remove_account (store, "global", "a@example.org"));

  accounts = load_accounts (store);
  g_assert_cmpuint (accounts->len, ==, 2);
  first = g_ptr_array_index (accounts, 0);
  g_assert_cmpstr (first->region, ==, "global");
  g_assert_cmpstr (first->account, ==, "z@example.org");
  g_assert_cmpstr (first->name, ==, "Zoë");
  g_assert_cmpint (first->uid, ==, G_MAXINT64);
}

static GPtrArray *
load_alerts (BambuStore *store)
{
  g_autoptr (DexFuture) future = test_await (bambu_store_load_alerts (store));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);

  return g_value_dup_boxed (value);
}

static void
save_alert (
    BambuStore *store, const char *serial, const char *code, gint64 first_seen, gint64 ended)
{
  test_await_true (bambu_store_save_alert (store, &(BambuKnownAlert) {
                                                      .serial = (char *) serial,
                                                      .printer_name = (char *) "Wörkshöp",
                                                      .kind = (char *) "hms",
                                                      .code = (char *) code,
                                                      .severity = 2,
                                                      .value = -2,
                                                      .limit = 20,
                                                      .first_seen = first_seen,
                                                      .last_seen = first_seen + 5,
                                                      .ended = ended,
                                                  }));
}

static void
test_alerts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) alerts = NULL;
  const BambuKnownAlert *alert;

  save (store, "01P00A", "A", NULL);
  save_alert (store, "01P00A", "1", 100, 0);
  save_alert (store, "01P00A", "1", 200, 0);
  save_alert (store, "01P00A", "1", 200, 210);
  save_alert (store, "01P00B", "1", 150, 0);
  test_await_true (bambu_store_save_alert (store, &(BambuKnownAlert) {
                                                      .serial = (char *) "01P00A",
                                                      .kind = (char *) "hms",
                                                      .code = (char *) "1",
                                                      .text = (char *) "It's hot",
                                                      .first_seen = 100,
                                                      .acknowledged = TRUE,
                                                      .answer = (char *) "resume",
                                                  }));

  alerts = load_alerts (store);
  g_assert_cmpuint (alerts->len, ==, 3);
  alert = g_ptr_array_index (alerts, 0);
  g_assert_cmpstr (alert->serial, ==, "01P00A");
  g_assert_cmpstr (alert->printer_name, ==, "Wörkshöp");
  g_assert_cmpstr (alert->kind, ==, "hms");
  g_assert_cmpstr (alert->code, ==, "1");
  g_assert_cmpint (alert->severity, ==, 2);
  g_assert_null (alert->text);
  g_assert_cmpint (alert->value, ==, -2);
  g_assert_cmpint (alert->limit, ==, 20);
  g_assert_cmpint (alert->first_seen, ==, 200);
  g_assert_cmpint (alert->last_seen, ==, 205);
  g_assert_cmpint (alert->ended, ==, 210);
  g_assert_false (alert->acknowledged);
  g_assert_null (alert->answer);
  g_assert_cmpint (((BambuKnownAlert *) alerts->pdata[1])->first_seen, ==, 150);
  alert = g_ptr_array_index (alerts, 2);
  g_assert_cmpint (alert->first_seen, ==, 100);
  g_assert_cmpstr (alert->text, ==, "It's hot");
  g_assert_true (alert->acknowledged);
  g_assert_cmpstr (alert->answer, ==, "resume");

  /* They go with their printer. */
  test_await_true (bambu_store_remove_printer (store, "01P00A"));
  g_clear_pointer (&alerts, g_ptr_array_unref);
  alerts = load_alerts (store);
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpstr (((BambuKnownAlert *) alerts->pdata[0])->serial, ==, "01P00B");
}

static void
test_alert_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (GPtrArray) alerts = NULL;

  save_alert (store, "01P00A", "old and there", 100, 0);
  save_alert (store, "01P00A", "old", 100, 110);
  for (guint i = 0; i < 5; i++)
    save_alert (store, "01P00A", "new", 1000 + i, 2000);

  test_await_true (bambu_store_trim_alerts (store, 500, 4));
  alerts = load_alerts (store);
  g_assert_cmpuint (alerts->len, ==, 4);
  g_assert_cmpint (((BambuKnownAlert *) alerts->pdata[2])->first_seen, ==, 1002);
  g_assert_cmpstr (((BambuKnownAlert *) alerts->pdata[3])->code, ==, "old and there");
}

/* That a printer leaves does not say that nobody wants to know what it printed. */
static void
test_prints_stay (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);

  for (guint i = 0; i < 2; i++)
    {
      const char *serial = i == 0 ? "01P00A" : "01P00B";

      save (store, serial, "A", NULL);
      for (guint n = 1; n <= 2; n++)
        test_await_true (bambu_store_save_print (
            store, &(BambuKnownPrint) { .serial = (char *) serial, .began = 100 * n }));
    }
  test_await_true (bambu_store_remove_printer (store, "01P00A"));
  test_await_true (bambu_store_decline_printer (store, "01P00B"));
  g_assert_cmpuint (count_prints (store), ==, 4);

  test_await_true (bambu_store_remove_prints (store, "01P00A"));
  g_assert_cmpuint (count_prints (store), ==, 2);
}

/* Nothing but prints is kept of a printer that its user did not want. */
static void
test_decline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (NULL);
  g_autoptr (GPtrArray) alerts = NULL;

  save (store, "01P00A", "A", NULL);
  save_alert (store, "01P00A", "1", 100, 0);
  save_alert (store, "01P00B", "1", 100, 0);
  test_await_true (bambu_store_decline_printer (store, "01P00A"));

  alerts = load_alerts (store);
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpstr (((BambuKnownAlert *) alerts->pdata[0])->serial, ==, "01P00B");
}

static void
test_from_version_1 (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  g_autoptr (BambuStore) store = NULL;
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  g_assert_cmpint (g_mkdir (parent, 0700), ==, 0);
  execute (fixture->path,
           "CREATE TABLE printer (id INTEGER PRIMARY KEY, serial TEXT NOT NULL UNIQUE,"
           " name TEXT NOT NULL, model TEXT NOT NULL, address TEXT NOT NULL, pin TEXT,"
           " report BLOB, seen INTEGER NOT NULL DEFAULT 0) STRICT;"
           "INSERT INTO printer (serial, name, model, address)"
           " VALUES ('01P00A', 'Old', 'C12', '192.0.2.1');"
           "PRAGMA user_version = 1");

  store = bambu_store_new (fixture->path);
  printers = load (store);
  g_assert_cmpuint (printers->len, ==, 1);
  g_assert_cmpstr (((BambuKnownPrinter *) printers->pdata[0])->name, ==, "Old");
  save_account (store, "global", "a@example.org", "Ann");
  accounts = load_accounts (store);
  g_assert_cmpuint (accounts->len, ==, 1);
}

/* Prints came with version 9. */
static void
test_from_version_8 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) alerts = NULL;

  save (store, "01P00A", "A", NULL);
  save_alert (store, "01P00A", "1", 100, 0);
  g_clear_object (&store);
  execute (fixture->path, "DROP TABLE print; DROP TABLE print_filament; DROP TABLE print_picture;"
                          "DROP TABLE print_sample;"
                          "ALTER TABLE printer DROP COLUMN clear_firmware;"
                          "PRAGMA user_version = 8");

  store = bambu_store_new (fixture->path);
  alerts = load_alerts (store);
  g_assert_cmpuint (alerts->len, ==, 1);
  for (guint i = 0; i < 2; i++)
    test_await_true (bambu_store_save_print (
        store,
        &(BambuKnownPrint) { .serial = (char *) (i == 0 ? "01P00A" : "01P00B"), .began = 100 }));

  /* That they went with their printer is over since version 11. */
  test_await_true (bambu_store_remove_printer (store, "01P00A"));
  g_assert_cmpuint (count_prints (store), ==, 2);
}

static void
assert_unusable (BambuStore *store)
{
  g_autoptr (GBytes) report = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) load_error = test_await_error (bambu_store_load_printers (store));
  g_autoptr (GError) save_error = test_await_error (
      bambu_store_save_printer (store, &(BambuKnownPrinter) { .serial = (char *) "01P00A" }));
  g_autoptr (GError) report_error =
      test_await_error (bambu_store_save_report (store, "01P00A", report, 1));

  g_assert_error (load_error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE);
  g_assert_error (save_error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE);
  g_assert_error (report_error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE);
}

static void
assert_left_alone (Fixture *fixture, GBytes *before)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) after = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  after = g_bytes_new_take (g_steal_pointer (&contents), length);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->path);
  g_autofree char *garbage = g_strnfill (8192, 'x');
  g_autoptr (GBytes) before = g_bytes_new (garbage, 8192);
  g_autoptr (BambuStore) store = NULL;

  g_assert_cmpint (g_mkdir (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (fixture->path, garbage, 8192, NULL));

  store = bambu_store_new (fixture->path);
  assert_unusable (store);
  g_clear_object (&store);
  assert_left_alone (fixture, before);
}

/* The header is whole, the pages behind it are not: found when it is read. */
static void
test_damaged_inside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) before = NULL;
  gsize length;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *serial = g_strdup_printf ("01P%03u", i);

      save (store, serial, "A name that takes some room in the file", NULL);
    }
  g_clear_object (&store);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, NULL));
  g_assert_cmpuint (length, >, 3 * 4096);
  memset (contents + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (fixture->path, contents, length, NULL));
  before = g_bytes_new (contents, length);

  store = bambu_store_new (fixture->path);
  assert_unusable (store);
  g_clear_object (&store);
  assert_left_alone (fixture, before);
}

/* A data base of the first version, whose printers had no accounts. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) printers = NULL;
  const BambuKnownPrinter *printer;

  save (store, "01P00A", "A", NULL);
  g_clear_object (&store);
  execute (fixture->path, "DROP TABLE print;"
                          "DROP TABLE print_filament;"
                          "DROP TABLE print_picture;"
                          "DROP TABLE print_sample;"
                          "DROP TRIGGER printer_declined;"
                          "DROP TRIGGER printer_removed;"
                          "DROP TABLE alert;"
                          "DROP TRIGGER series_of_printer;"
                          "DROP TABLE sample;"
                          "DROP TABLE series;"
                          "ALTER TABLE printer DROP COLUMN clear_firmware;"
                          "ALTER TABLE printer DROP COLUMN declined;"
                          "ALTER TABLE printer DROP COLUMN account;"
                          "ALTER TABLE printer DROP COLUMN account_name;"
                          "DROP TABLE account;"
                          "PRAGMA user_version = 1");

  store = bambu_store_new (fixture->path);
  printers = load (store);
  g_assert_cmpuint (printers->len, ==, 1);
  printer = g_ptr_array_index (printers, 0);
  g_assert_cmpstr (printer->name, ==, "A");
  g_assert_null (printer->account);
  g_assert_false (printer->declined);

  test_await_true (bambu_store_save_printer (store, &(BambuKnownPrinter) {
                                                        .serial = (char *) "01P00A",
                                                        .account = (char *) "global/1",
                                                        .account_name = (char *) "Hall",
                                                        .declined = TRUE,
                                                    }));
  g_clear_pointer (&printers, g_ptr_array_unref);
  printers = load (store);
  printer = g_ptr_array_index (printers, 0);
  g_assert_cmpstr (printer->account, ==, "global/1");
  g_assert_cmpstr (printer->account_name, ==, "Hall");
  g_assert_true (printer->declined);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new (fixture->path);
  g_autoptr (GPtrArray) printers = NULL;

  save (store, "01P00A", "A", NULL);
  g_clear_object (&store);
  execute (fixture->path, "PRAGMA user_version = 1000");

  store = bambu_store_new (fixture->path);
  assert_unusable (store);
  g_clear_object (&store);

  /* Nothing was taken from it. */
  execute (fixture->path, "PRAGMA user_version = 10");
  store = bambu_store_new (fixture->path);
  printers = load (store);
  g_assert_cmpuint (printers->len, ==, 1);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuStore) store = bambu_store_new ("/dev/null/culm.db");

  assert_unusable (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/store/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("round-trip", test_round_trip);
  ADD ("remove", test_remove);
  ADD ("drop-finishes", test_drop_finishes);
  ADD ("drop-by-itself", test_drop_by_itself);
  ADD ("is-private", test_is_private);
  ADD ("two-at-once", test_two_at_once);
  ADD ("alerts", test_alerts);
  ADD ("alert-bounds", test_alert_bounds);
  ADD ("accounts", test_accounts);
  ADD ("prints-stay", test_prints_stay);
  ADD ("decline", test_decline);
  ADD ("from-version-1", test_from_version_1);
  ADD ("from-version-8", test_from_version_8);
  ADD ("damaged", test_damaged);
  ADD ("damaged-inside", test_damaged_inside);
  ADD ("newer", test_newer);
  ADD ("older", test_older);
  ADD ("no-folder", test_no_folder);

  return g_test_run ();
}
