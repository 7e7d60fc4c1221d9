/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#define BUSY_TIMEOUT_MSEC 5000

/* Each entry leads from the version of its index to the next. Never change one that was released.
 */
static const char *const migrations[] = {
  "CREATE TABLE printer ("
  "  id INTEGER PRIMARY KEY,"
  "  serial TEXT NOT NULL UNIQUE,"
  "  name TEXT NOT NULL,"
  "  model TEXT NOT NULL,"
  "  address TEXT NOT NULL,"
  "  pin TEXT,"
  "  report BLOB,"
  "  seen INTEGER NOT NULL DEFAULT 0"
  ") STRICT",

  "CREATE TABLE account ("
  "  id INTEGER PRIMARY KEY,"
  "  region TEXT NOT NULL,"
  "  account TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  uid INTEGER NOT NULL,"
  "  UNIQUE (region, account)"
  ") STRICT",

  "ALTER TABLE printer ADD COLUMN account TEXT;"
  "ALTER TABLE printer ADD COLUMN account_name TEXT",

  "ALTER TABLE printer ADD COLUMN declined INTEGER NOT NULL DEFAULT 0",
};

/* What the thread works on. `database` and `error` belong to it alone. */
typedef struct
{
  char *path;
  GAsyncQueue *jobs;
  sqlite3 *database;
  GError *error;
} Worker;

typedef struct _Job Job;

/* Resolves or rejects the job's promise. */
typedef void (*JobFunc) (Worker *worker, Job *job);

struct _Job
{
  JobFunc run; /* NULL ends the thread */
  BambuKnownPrinter *printer;
  BambuKnownAccount *account;
  DexPromise *promise;
};

struct _BambuStore
{
  GObject parent_instance;

  GAsyncQueue *jobs;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (BambuStore, bambu_store, G_TYPE_OBJECT)

G_DEFINE_QUARK (bambu_store_error, bambu_store_error)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

static void
job_free (Job *job)
{
  g_clear_pointer (&job->printer, bambu_known_printer_free);
  g_clear_pointer (&job->account, bambu_known_account_free);
  dex_clear (&job->promise);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static gboolean
code_is_fatal (int code)
{
  return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/* The file is left as it is: somebody may be able to rescue it. */
static void
worker_give_up (Worker *worker)
{
  g_set_error (&worker->error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE, "%s: %s",
               worker->path,
               worker->database ? sqlite3_errmsg (worker->database) : g_strerror (errno));
  g_clear_pointer (&worker->database, sqlite3_close_v2);
}

static void
worker_reject (Worker *worker, Job *job)
{
  int code = sqlite3_errcode (worker->database);

  if (code_is_fatal (code))
    {
      worker_give_up (worker);
      dex_promise_reject (job->promise, g_error_copy (worker->error));
    }
  else
    {
      dex_promise_reject (job->promise,
                          g_error_new (BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_FAILED, "%s: %s",
                                       worker->path, sqlite3_errmsg (worker->database)));
    }
}

static int
read_version (sqlite3 *database)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (sqlite3_prepare_v2 (database, "PRAGMA user_version", -1, &statement, NULL) != SQLITE_OK
      || sqlite3_step (statement) != SQLITE_ROW)
    return -1;

  return sqlite3_column_int (statement, 0);
}

/* The version is read again inside the transaction: another process may have been quicker. */
static gboolean
migrate (sqlite3 *database)
{
  if (sqlite3_exec (database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
    return FALSE;

  for (int version = read_version (database); version < (int) G_N_ELEMENTS (migrations);
       version = read_version (database))
    {
      g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version = %d", version + 1);

      if (version < 0 || sqlite3_exec (database, migrations[version], NULL, NULL, NULL) != SQLITE_OK
          || sqlite3_exec (database, stamp, NULL, NULL, NULL) != SQLITE_OK)
        return FALSE;
    }

  return sqlite3_exec (database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

/* SQLite would make the file readable by others; its journal takes over the file's mode. */
static gboolean
make_private_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;

  if ((fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
    return FALSE;

  return g_close (fd, NULL);
}

static void
worker_open (Worker *worker)
{
  gboolean in_memory = g_str_equal (worker->path, ":memory:");
  int version;

  /* A rollback journal rather than WAL: one file, safe on network homes; a few writes a minute do
   * not need more. */
  if ((!in_memory && !make_private_file (worker->path))
      || sqlite3_open_v2 (worker->path, &worker->database,
                          SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
             != SQLITE_OK
      || sqlite3_busy_timeout (worker->database, BUSY_TIMEOUT_MSEC) != SQLITE_OK
      || (version = read_version (worker->database)) < 0
      || (version < (int) G_N_ELEMENTS (migrations) && !migrate (worker->database)))
    {
      worker_give_up (worker);
      return;
    }

  if (version > (int) G_N_ELEMENTS (migrations))
    {
      g_set_error (&worker->error, BAMBU_STORE_ERROR, BAMBU_STORE_ERROR_UNUSABLE,
                   "%s was made by a newer version (%d)", worker->path, version);
      g_clear_pointer (&worker->database, sqlite3_close_v2);
    }
}

static gpointer
worker_thread (gpointer data)
{
  Worker *worker = data;

  worker_open (worker);

  for (;;)
    {
      g_autoptr (Job) job = g_async_queue_pop (worker->jobs);

      if (job->run == NULL)
        break;

      if (worker->error)
        dex_promise_reject (job->promise, g_error_copy (worker->error));
      else
        job->run (worker, job);
    }

  g_clear_pointer (&worker->database, sqlite3_close_v2);
  g_clear_error (&worker->error);
  g_async_queue_unref (worker->jobs);
  g_free (worker->path);
  g_free (worker);

  return NULL;
}

static char *
dup_column (sqlite3_stmt *statement, int column)
{
  g_autofree char *text = g_strdup ((const char *) sqlite3_column_text (statement, column));

  /* Written by us, but the file is the user's. */
  return text ? g_utf8_make_valid (text, -1) : NULL;
}

static void
load_printers (Worker *worker, Job *job)
{
  g_autoptr (GPtrArray) printers =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_printer_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  if (sqlite3_prepare_v2 (worker->database,
                          "SELECT serial, name, model, address, pin, report, seen, account,"
                          " account_name, declined"
                          " FROM printer ORDER BY id",
                          -1, &statement, NULL)
      != SQLITE_OK)
    {
      worker_reject (worker, job);
      return;
    }

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BambuKnownPrinter *printer = g_new0 (BambuKnownPrinter, 1);

      printer->serial = dup_column (statement, 0);
      printer->name = dup_column (statement, 1);
      printer->model = dup_column (statement, 2);
      printer->address = dup_column (statement, 3);
      printer->pin = dup_column (statement, 4);
      if (sqlite3_column_bytes (statement, 5) > 0)
        printer->report =
            g_bytes_new (sqlite3_column_blob (statement, 5), sqlite3_column_bytes (statement, 5));
      printer->seen = sqlite3_column_int64 (statement, 6);
      printer->account = dup_column (statement, 7);
      printer->account_name = dup_column (statement, 8);
      printer->declined = sqlite3_column_int (statement, 9) != 0;

      g_ptr_array_add (printers, printer);
    }

  if (code == SQLITE_DONE)
    dex_promise_resolve_boxed (job->promise, G_TYPE_PTR_ARRAY, g_steal_pointer (&printers));
  else
    worker_reject (worker, job);
}

static void
finish_write (Worker *worker, Job *job, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) == SQLITE_DONE)
    dex_promise_resolve_boolean (job->promise, TRUE);
  else
    worker_reject (worker, job);
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

static sqlite3_stmt *
prepare_write (Worker *worker, Job *job, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (worker->database, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      worker_reject (worker, job);
      return NULL;
    }

  if (job->printer)
    bind_text (statement, 1, job->printer->serial);

  return statement;
}

static void
save_printer (Worker *worker, Job *job)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (worker, job,
                     "INSERT INTO printer (serial, name, model, address, pin, account,"
                     " account_name, declined) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                     " ON CONFLICT (serial) DO UPDATE SET name = ?2, model = ?3,"
                     " address = ?4, pin = ?5, account = ?6, account_name = ?7, declined = ?8");

  if (statement == NULL)
    return;

  bind_text (statement, 2, job->printer->name ? job->printer->name : "");
  bind_text (statement, 3, job->printer->model ? job->printer->model : "");
  bind_text (statement, 4, job->printer->address ? job->printer->address : "");
  bind_text (statement, 5, job->printer->pin);
  bind_text (statement, 6, job->printer->account);
  bind_text (statement, 7, job->printer->account_name);
  sqlite3_bind_int (statement, 8, job->printer->declined);
  finish_write (worker, job, statement);
}

/* An update, not an insert: a report that comes after its printer was removed leaves nothing. */
static void
save_report (Worker *worker, Job *job)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (worker, job, "UPDATE printer SET report = ?2, seen = ?3 WHERE serial = ?1");
  gconstpointer data;
  gsize size;

  if (statement == NULL)
    return;

  data = g_bytes_get_data (job->printer->report, &size);
  sqlite3_bind_blob64 (statement, 2, data, size, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, job->printer->seen);
  finish_write (worker, job, statement);
}

static void
remove_printer (Worker *worker, Job *job)
{
  g_autoptr (sqlite3_stmt) statement =
      prepare_write (worker, job, "DELETE FROM printer WHERE serial = ?1");

  if (statement != NULL)
    finish_write (worker, job, statement);
}

static void
load_accounts (Worker *worker, Job *job)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) bambu_known_account_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  if (sqlite3_prepare_v2 (worker->database,
                          "SELECT region, account, name, uid FROM account ORDER BY id", -1,
                          &statement, NULL)
      != SQLITE_OK)
    {
      worker_reject (worker, job);
      return;
    }

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      BambuKnownAccount *account = g_new0 (BambuKnownAccount, 1);

      account->region = dup_column (statement, 0);
      account->account = dup_column (statement, 1);
      account->name = dup_column (statement, 2);
      account->uid = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (accounts, account);
    }

  if (code == SQLITE_DONE)
    dex_promise_resolve_boxed (job->promise, G_TYPE_PTR_ARRAY, g_steal_pointer (&accounts));
  else
    worker_reject (worker, job);
}

static void
write_account (Worker *worker, Job *job, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = prepare_write (worker, job, sql);

  if (statement == NULL)
    return;

  bind_text (statement, 1, job->account->region);
  bind_text (statement, 2, job->account->account);
  if (sqlite3_bind_parameter_count (statement) > 2)
    {
      bind_text (statement, 3, job->account->name ? job->account->name : "");
      sqlite3_bind_int64 (statement, 4, job->account->uid);
    }
  finish_write (worker, job, statement);
}

static void
save_account (Worker *worker, Job *job)
{
  write_account (worker, job,
                 "INSERT INTO account (region, account, name, uid) VALUES (?1, ?2, ?3, ?4)"
                 " ON CONFLICT (region, account) DO UPDATE SET name = ?3, uid = ?4");
}

static void
remove_account (Worker *worker, Job *job)
{
  write_account (worker, job, "DELETE FROM account WHERE region = ?1 AND account = ?2");
}

static DexFuture *
bambu_store_push_job (BambuStore *self, Job *job)
{
  DexPromise *promise = dex_promise_new ();

  job->promise = dex_ref (promise);
  g_async_queue_push (self->jobs, job);

  return DEX_FUTURE (promise);
}

static DexFuture *
bambu_store_push (BambuStore *self, JobFunc run, const BambuKnownPrinter *printer)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->printer = printer ? bambu_known_printer_copy (printer) : NULL;

  return bambu_store_push_job (self, job);
}

static DexFuture *
bambu_store_push_account (BambuStore *self, JobFunc run, const BambuKnownAccount *account)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->account = bambu_known_account_copy (account);

  return bambu_store_push_job (self, job);
}

static void
bambu_store_finalize (GObject *object)
{
  BambuStore *self = (BambuStore *) object;

  if (self->thread)
    {
      g_async_queue_push (self->jobs, g_new0 (Job, 1));
      g_thread_join (self->thread);
    }
  g_clear_pointer (&self->jobs, g_async_queue_unref);

  G_OBJECT_CLASS (bambu_store_parent_class)->finalize (object);
}

static void
bambu_store_class_init (BambuStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_store_finalize;
}

static void
bambu_store_init (BambuStore *self)
{
  self->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
}

BambuStore *
bambu_store_new (const char *path)
{
  BambuStore *self = g_object_new (BAMBU_TYPE_STORE, NULL);
  Worker *worker = g_new0 (Worker, 1);

  worker->path = g_strdup (path ? path : ":memory:");
  worker->jobs = g_async_queue_ref (self->jobs);
  self->thread = g_thread_new ("bambu-store", worker_thread, worker);

  return self;
}

char *
bambu_store_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "culm", "culm.db", NULL);
}

DexFuture *
bambu_store_load_printers (BambuStore *self)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  return bambu_store_push (self, load_printers, NULL);
}

DexFuture *
bambu_store_save_printer (BambuStore *self, const BambuKnownPrinter *printer)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (printer != NULL && printer->serial != NULL);

  return bambu_store_push (self, save_printer, printer);
}

DexFuture *
bambu_store_save_report (BambuStore *self, const char *serial, GBytes *report, gint64 seen)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (serial != NULL);
  dex_return_error_if_fail (report != NULL);

  return bambu_store_push (self, save_report,
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

  return bambu_store_push (self, remove_printer,
                           &(BambuKnownPrinter) { .serial = (char *) serial });
}

DexFuture *
bambu_store_load_accounts (BambuStore *self)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));

  return bambu_store_push (self, load_accounts, NULL);
}

DexFuture *
bambu_store_save_account (BambuStore *self, const BambuKnownAccount *account)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (account != NULL && account->region != NULL && account->account != NULL);

  return bambu_store_push_account (self, save_account, account);
}

DexFuture *
bambu_store_remove_account (BambuStore *self, const char *region, const char *account)
{
  dex_return_error_if_fail (BAMBU_IS_STORE (self));
  dex_return_error_if_fail (region != NULL && account != NULL);

  return bambu_store_push_account (
      self, remove_account,
      &(BambuKnownAccount) { .region = (char *) region, .account = (char *) account });
}
