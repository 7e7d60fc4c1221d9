/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

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

  "CREATE TABLE alert ("
  "  id INTEGER PRIMARY KEY,"
  "  serial TEXT NOT NULL,"
  "  printer_name TEXT NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  code TEXT NOT NULL,"
  "  severity INTEGER NOT NULL,"
  "  text TEXT,"
  "  value INTEGER NOT NULL,"
  "  bound INTEGER NOT NULL,"
  "  first_seen INTEGER NOT NULL,"
  "  last_seen INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL,"
  "  acknowledged INTEGER NOT NULL,"
  "  UNIQUE (serial, kind, code, first_seen)"
  ") STRICT;"
  /* Who removes a printer wants to keep nothing of it. */
  "CREATE TRIGGER printer_removed AFTER DELETE ON printer BEGIN"
  "  DELETE FROM alert WHERE serial = OLD.serial; "
  "END",
  /* Tenths, by minutes since the epoch. */
  "CREATE TABLE series ("
  "  id INTEGER PRIMARY KEY,"
  "  serial TEXT NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  part INTEGER NOT NULL,"
  "  UNIQUE (serial, kind, part)"
  ") STRICT;"
  "CREATE TABLE sample ("
  "  series INTEGER NOT NULL,"
  "  minute INTEGER NOT NULL,"
  "  value INTEGER NOT NULL,"
  "  target INTEGER,"
  "  PRIMARY KEY (series, minute)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER series_of_printer AFTER DELETE ON printer BEGIN"
  "  DELETE FROM sample WHERE series IN (SELECT id FROM series WHERE serial = OLD.serial);"
  "  DELETE FROM series WHERE serial = OLD.serial;"
  " END",
  "CREATE TRIGGER printer_declined AFTER UPDATE OF declined ON printer WHEN NEW.declined BEGIN"
  "  DELETE FROM alert WHERE serial = OLD.serial;"
  "  DELETE FROM sample WHERE series IN (SELECT id FROM series WHERE serial = OLD.serial);"
  "  DELETE FROM series WHERE serial = OLD.serial;"
  " END",
  "ALTER TABLE alert ADD COLUMN answer TEXT",
  /* `hidden`: taken back by whoever changes his mind; gone at the next start. Tenths, as above. */
  "CREATE TABLE print ("
  "  id INTEGER PRIMARY KEY,"
  "  serial TEXT NOT NULL,"
  "  printer_name TEXT NOT NULL,"
  "  model TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  file TEXT NOT NULL,"
  "  task INTEGER NOT NULL,"
  "  plate INTEGER NOT NULL,"
  "  began INTEGER NOT NULL,"
  "  late INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL,"
  "  guessed INTEGER NOT NULL,"
  "  last_seen INTEGER NOT NULL,"
  "  due INTEGER NOT NULL,"
  "  result TEXT NOT NULL,"
  "  percent INTEGER NOT NULL,"
  "  layer INTEGER NOT NULL,"
  "  total_layers INTEGER NOT NULL,"
  "  speed_level INTEGER NOT NULL,"
  "  nozzle REAL NOT NULL,"
  "  bed INTEGER NOT NULL,"
  "  grams REAL,"
  "  estimated_seconds INTEGER NOT NULL,"
  "  note TEXT,"
  "  hidden INTEGER NOT NULL DEFAULT 0,"
  "  UNIQUE (serial, began)"
  ") STRICT;"
  "CREATE INDEX print_by_time ON print (began, serial);"
  "CREATE TABLE print_filament ("
  "  print INTEGER NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  ams INTEGER NOT NULL,"
  "  slot INTEGER NOT NULL,"
  "  label TEXT,"
  "  material TEXT,"
  "  product TEXT,"
  "  colour TEXT,"
  "  grams REAL,"
  "  PRIMARY KEY (print, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE print_picture ("
  "  id INTEGER PRIMARY KEY,"
  "  print INTEGER NOT NULL,"
  "  time INTEGER NOT NULL,"
  "  percent INTEGER NOT NULL,"
  "  bytes INTEGER NOT NULL,"
  "  file BLOB NOT NULL,"
  "  UNIQUE (print, percent)"
  ") STRICT;"
  "CREATE TABLE print_sample ("
  "  print INTEGER NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  part INTEGER NOT NULL,"
  "  minute INTEGER NOT NULL,"
  "  value INTEGER NOT NULL,"
  "  target INTEGER,"
  "  PRIMARY KEY (print, kind, part, minute)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TRIGGER print_removed AFTER DELETE ON print BEGIN"
  "  DELETE FROM print_filament WHERE print = OLD.id;"
  "  DELETE FROM print_picture WHERE print = OLD.id;"
  "  DELETE FROM print_sample WHERE print = OLD.id;"
  " END;"
  "CREATE TRIGGER prints_of_printer AFTER DELETE ON printer BEGIN"
  "  DELETE FROM print WHERE serial = OLD.serial;"
  " END;"
  "CREATE TRIGGER prints_of_declined AFTER UPDATE OF declined ON printer WHEN NEW.declined BEGIN"
  "  DELETE FROM print WHERE serial = OLD.serial;"
  " END",
  "ALTER TABLE printer ADD COLUMN clear_firmware TEXT",
  /* A printer may leave without its user having asked for that. */
  "DROP TRIGGER IF EXISTS prints_of_printer; DROP TRIGGER IF EXISTS prints_of_declined",
};

/* What the thread works on. `database` and `error` belong to it alone. */
typedef struct
{
  char *path;
  GAsyncQueue *jobs;
  sqlite3 *database;
  GError *error;
} Worker;

struct _BambuStoreJob
{
  BambuStoreFunc run; /* NULL ends the thread */
  gpointer data;
  GDestroyNotify destroy;
  DexPromise *promise;
  Worker *worker; /* borrowed, while it runs */
};

struct _BambuStore
{
  GObject parent_instance;

  GAsyncQueue *jobs;
  GThread *thread;
};

G_DEFINE_FINAL_TYPE (BambuStore, bambu_store, G_TYPE_OBJECT)

G_DEFINE_QUARK (bambu_store_error, bambu_store_error)

static void
job_free (BambuStoreJob *job)
{
  if (job->destroy)
    job->destroy (job->data);
  dex_clear (&job->promise);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuStoreJob, job_free)

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
reject (BambuStoreJob *job)
{
  Worker *worker = job->worker;
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
      if (!sqlite3_get_autocommit (worker->database))
        sqlite3_exec (worker->database, "ROLLBACK", NULL, NULL, NULL);
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
      g_autoptr (BambuStoreJob) job = g_async_queue_pop (worker->jobs);

      if (job->run == NULL)
        break;

      job->worker = worker;
      if (worker->error)
        dex_promise_reject (job->promise, g_error_copy (worker->error));
      else
        job->run (job, job->data);
    }

  g_clear_pointer (&worker->database, sqlite3_close_v2);
  g_clear_error (&worker->error);
  g_async_queue_unref (worker->jobs);
  g_free (worker->path);
  g_free (worker);

  return NULL;
}

static void
bambu_store_finalize (GObject *object)
{
  BambuStore *self = (BambuStore *) object;

  if (self->thread)
    {
      g_async_queue_push (self->jobs, g_new0 (BambuStoreJob, 1));
      /* What its own thread lets go of last, with a future that was waited for, cannot wait for it.
       */
      if (self->thread == g_thread_self ())
        g_thread_unref (self->thread);
      else
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
bambu_store_push (BambuStore *self, BambuStoreFunc run, gpointer data, GDestroyNotify destroy)
{
  BambuStoreJob *job = g_new0 (BambuStoreJob, 1);
  DexPromise *promise = dex_promise_new ();

  job->run = run;
  job->data = data;
  job->destroy = destroy;
  job->promise = dex_ref (promise);
  g_async_queue_push (self->jobs, job);

  return DEX_FUTURE (promise);
}

sqlite3_stmt *
bambu_store_prepare (BambuStoreJob *job, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (job->worker->database, sql, -1, &statement, NULL) != SQLITE_OK)
    {
      reject (job);
      return NULL;
    }

  return statement;
}

gboolean
bambu_store_step (BambuStoreJob *job, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) == SQLITE_DONE)
    {
      sqlite3_reset (statement);
      return TRUE;
    }

  reject (job);

  return FALSE;
}

gboolean
bambu_store_execute (BambuStoreJob *job, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = bambu_store_prepare (job, sql);

  return statement != NULL && bambu_store_step (job, statement);
}

void
bambu_store_finish_write (BambuStoreJob *job, sqlite3_stmt *statement)
{
  if (sqlite3_step (statement) == SQLITE_DONE)
    dex_promise_resolve_boolean (job->promise, TRUE);
  else
    reject (job);
}

void
bambu_store_finish_read (BambuStoreJob *job, int code, GPtrArray *rows)
{
  g_autoptr (GPtrArray) owned = rows;

  if (code == SQLITE_DONE)
    dex_promise_resolve_boxed (job->promise, G_TYPE_PTR_ARRAY, g_steal_pointer (&owned));
  else
    reject (job);
}

void
bambu_store_bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_STATIC);
}

char *
bambu_store_dup_text (sqlite3_stmt *statement, int column)
{
  g_autofree char *text = g_strdup ((const char *) sqlite3_column_text (statement, column));

  /* Written by us, but the file is the user's. */
  return text ? g_utf8_make_valid (text, -1) : NULL;
}
