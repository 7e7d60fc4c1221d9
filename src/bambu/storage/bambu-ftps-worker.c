/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-worker-private.h"

#include <openssl/crypto.h>
#include <pthread.h>
#include <signal.h>

#include "bambu-ftps-moves-private.h"

/* So long may a printer take to end an upload in peace. */
#define PEACE_MSEC 150

/* A cancelled order is said to be over by then, though there may be something to tidy up yet. */
#define CANCEL_MSEC 400

typedef struct
{
  BambuFtpsVerb verb;
  char *path;
  char *other;
  GFile *to;
  BambuStoredFile *file;
  gsize max_bytes;
  BambuTransfer *transfer;
  BambuFtpsTarget target;

  BambuFtpsWorker *worker;
  DexPromise *promise;
  gulong transfer_handler;
  gulong promise_handler;

  gboolean is_cancelled; /* these under the worker's mutex */
  gboolean is_settled;
} Job;

struct _BambuFtpsWorker
{
  BambuFtpsLimits limits;
  GThread *thread; /* from the first order on */

  GMutex mutex;
  GCond cond;
  GQueue jobs; /* from here on under the mutex */
  Job *current;
  BambuFtpsSession *session;
  gboolean is_stopped;
  gboolean is_clear;
};

/* The threads that were stopped and have not ended yet */
static GMutex ending_mutex;
static GCond ending_ended;
static guint n_ending;

static void
bambu_ftps_worker_clear (gpointer data)
{
  BambuFtpsWorker *self = data;

  g_assert (self->session == NULL && g_queue_is_empty (&self->jobs));
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
}

static void
bambu_ftps_worker_unref (BambuFtpsWorker *self)
{
  g_atomic_rc_box_release_full (self, bambu_ftps_worker_clear);
}

static void
job_clear (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  g_free (self->other);
  g_clear_object (&self->to);
  g_clear_object (&self->file);
  g_clear_object (&self->transfer);
  bambu_ftps_target_clear (&self->target);
  dex_clear (&self->promise);
  bambu_ftps_worker_unref (self->worker);
}

static void
job_unref (gpointer self)
{
  g_atomic_rc_box_release_full (self, job_clear);
}

/* Returns: whether nobody has said how it ended; that is for the caller now */
static gboolean
job_settle (Job *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->worker->mutex);
  gboolean was_settled = self->is_settled;

  self->is_settled = TRUE;

  return !was_settled;
}

static void
job_reject_cancelled (Job *self)
{
  if (job_settle (self))
    dex_promise_reject (self->promise,
                        g_error_new_literal (BAMBU_STORAGE_ERROR, BAMBU_STORAGE_ERROR_CANCELLED,
                                             "It was cancelled"));
}

static gboolean
on_peace_over (gpointer user_data)
{
  Job *self = user_data;
  BambuFtpsWorker *worker = self->worker;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&worker->mutex);

  if (worker->current == self && worker->session != NULL)
    bambu_ftps_session_break (worker->session);

  return G_SOURCE_REMOVE;
}

static gboolean
on_cancel_late (gpointer user_data)
{
  job_reject_cancelled (user_data);

  return G_SOURCE_REMOVE;
}

static void
job_look_again (Job *self, guint msec, GSourceFunc func)
{
  g_autoptr (GSource) source = g_timeout_source_new (msec);

  g_source_set_callback (source, func, g_atomic_rc_box_acquire (self), job_unref);
  g_source_attach (source, NULL);
}

/* On any thread */
static void
job_cancel (Job *self)
{
  BambuFtpsWorker *worker = self->worker;
  gboolean is_current, was_cancelled;

  g_mutex_lock (&worker->mutex);
  was_cancelled = self->is_cancelled;
  self->is_cancelled = TRUE;
  is_current = worker->current == self;
  if (is_current && !was_cancelled && worker->session != NULL)
    bambu_ftps_session_interrupt (worker->session);
  g_mutex_unlock (&worker->mutex);

  /* It may be tidying up. */
  if (was_cancelled)
    return;

  if (!is_current)
    {
      job_reject_cancelled (self);
      return;
    }

  job_look_again (self, PEACE_MSEC, on_peace_over);
  job_look_again (self, CANCEL_MSEC, on_cancel_late);
}

static void
on_cancelled (GCancellable *cancellable, gpointer user_data)
{
  job_cancel (user_data);
}

/* Not g_cancellable_disconnect(), which waits for a handler: that may be the one that is here. */
static void
job_unwatch (Job *self)
{
  if (self->transfer != NULL)
    g_signal_handler_disconnect (bambu_transfer_get_cancellable (self->transfer),
                                 self->transfer_handler);
  g_signal_handler_disconnect (dex_promise_get_cancellable (self->promise), self->promise_handler);
}

static gulong
job_watch (Job *self, GCancellable *cancellable)
{
  return g_signal_connect_data (cancellable, "cancelled", G_CALLBACK (on_cancelled),
                                g_atomic_rc_box_acquire (self), (GClosureNotify) job_unref, 0);
}

static gboolean
job_do (Job *self, BambuFtpsSession *session, GValue *value, GError **error)
{
  g_autoptr (GListModel) files = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BambuPreview) preview = NULL;
  gboolean is_done = FALSE;

  switch (self->verb)
    {
    case BAMBU_FTPS_LIST:
      if (!(files = bambu_ftps_list (session, self->path, error)))
        return FALSE;
      g_value_init (value, G_TYPE_LIST_MODEL);
      g_value_set_object (value, files);
      return TRUE;

    case BAMBU_FTPS_PREVIEW:
      if (!(preview = bambu_ftps_load_preview (session, self->file, self->transfer, error)))
        return FALSE;
      g_value_init (value, BAMBU_TYPE_PREVIEW);
      g_value_set_object (value, preview);
      return TRUE;

    case BAMBU_FTPS_LOAD:
      if (!(bytes = bambu_ftps_load (session, self->path, self->max_bytes, self->transfer, error)))
        return FALSE;
      g_value_init (value, G_TYPE_BYTES);
      g_value_set_boxed (value, bytes);
      return TRUE;

    case BAMBU_FTPS_UPLOAD:
      is_done = bambu_ftps_upload (session, self->other, self->path, self->transfer, error);
      break;
    case BAMBU_FTPS_DOWNLOAD:
      is_done = bambu_ftps_download (session, self->path, self->to, self->transfer, error);
      break;
    case BAMBU_FTPS_REMOVE:
      is_done = bambu_ftps_remove (session, self->path, error);
      break;
    case BAMBU_FTPS_RENAME:
      is_done = bambu_ftps_rename (session, self->path, self->other, error);
      break;
    default:
      g_assert_not_reached ();
    }

  if (!is_done)
    return FALSE;

  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);

  return TRUE;
}

/* With the mutex: the session is what others interrupt. */
static void
bambu_ftps_worker_set_session (BambuFtpsWorker *self, BambuFtpsSession *session)
{
  BambuFtpsSession *old = self->session;

  self->session = session;
  if (old == NULL)
    return;

  g_mutex_unlock (&self->mutex);
  bambu_ftps_session_free (old);
  g_mutex_lock (&self->mutex);
}

static void
bambu_ftps_worker_run (BambuFtpsWorker *self, Job *job)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gboolean is_done, is_cancelled;

  is_done = job_do (job, self->session, &value, &error);

  g_mutex_lock (&self->mutex);
  self->current = NULL;
  self->is_clear = bambu_ftps_session_is_clear (self->session);
  is_cancelled = job->is_cancelled;
  bambu_ftps_session_go_on (self->session);
  g_mutex_unlock (&self->mutex);

  /* Cancelled when all was there already. */
  if (is_done && is_cancelled && job->verb == BAMBU_FTPS_UPLOAD)
    bambu_ftps_discard (self->session, job->path);

  if (is_cancelled)
    job_reject_cancelled (job);
  else if (job_settle (job))
    {
      if (is_done)
        dex_promise_resolve (job->promise, &value);
      else
        dex_promise_reject (job->promise, g_steal_pointer (&error));
    }
}

/* With the mutex. Returns: (nullable): the next job, which is the current one; %NULL: stopped */
static Job *
bambu_ftps_worker_wait (BambuFtpsWorker *self)
{
  gint64 end = g_get_monotonic_time () + self->limits.idle_msec * G_TIME_SPAN_MILLISECOND;

  for (;;)
    {
      Job *job = g_queue_pop_head (&self->jobs);

      if (job != NULL && !job->is_cancelled)
        {
          self->current = job;
          return job;
        }
      if (job != NULL)
        {
          g_mutex_unlock (&self->mutex);
          job_unwatch (job);
          job_unref (job);
          g_mutex_lock (&self->mutex);
          continue;
        }
      if (self->is_stopped)
        return NULL;

      if (self->session == NULL)
        g_cond_wait (&self->cond, &self->mutex);
      else if (!g_cond_wait_until (&self->cond, &self->mutex, end))
        bambu_ftps_worker_set_session (self, NULL);
    }
}

static gpointer
worker_thread (gpointer user_data)
{
  BambuFtpsWorker *self = user_data;
  sigset_t signals;
  Job *job;

  /* A write to a connection that broke is an error to handle, not the end of the program. */
  sigemptyset (&signals);
  sigaddset (&signals, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);

  g_mutex_lock (&self->mutex);
  while ((job = bambu_ftps_worker_wait (self)))
    {
      if (self->session == NULL
          || !bambu_ftps_target_is_same (bambu_ftps_session_get_target (self->session),
                                         &job->target))
        {
          gboolean is_clear = self->is_clear || job->target.is_clear;

          bambu_ftps_worker_set_session (self, NULL);
          self->session = bambu_ftps_session_new (&job->target, &self->limits);
          bambu_ftps_session_set_clear (self->session, is_clear);
          if (job->is_cancelled)
            bambu_ftps_session_interrupt (self->session);
        }
      g_mutex_unlock (&self->mutex);

      bambu_ftps_worker_run (self, job);
      job_unwatch (job);
      job_unref (job);

      g_mutex_lock (&self->mutex);
    }

  bambu_ftps_worker_set_session (self, NULL);
  g_mutex_unlock (&self->mutex);
  bambu_ftps_worker_unref (self);

  /* What OpenSSL keeps for this thread has to go before somebody who waits for it ends the program.
   */
  OPENSSL_thread_stop ();

  g_mutex_lock (&ending_mutex);
  n_ending--;
  g_cond_broadcast (&ending_ended);
  g_mutex_unlock (&ending_mutex);

  return NULL;
}

BambuFtpsWorker *
bambu_ftps_worker_new (const BambuFtpsLimits *limits)
{
  BambuFtpsWorker *self = g_atomic_rc_box_new0 (BambuFtpsWorker);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->jobs);
  self->limits = *limits;

  return self;
}

void
bambu_ftps_worker_stop (BambuFtpsWorker *self)
{
  g_autoptr (GPtrArray) jobs = g_ptr_array_new_with_free_func (job_unref);

  if (self->thread != NULL)
    {
      g_mutex_lock (&ending_mutex);
      n_ending++;
      g_mutex_unlock (&ending_mutex);
    }

  g_mutex_lock (&self->mutex);
  self->is_stopped = TRUE;
  if (self->current != NULL)
    g_ptr_array_add (jobs, g_atomic_rc_box_acquire (self->current));
  for (GList *l = self->jobs.head; l != NULL; l = l->next)
    g_ptr_array_add (jobs, g_atomic_rc_box_acquire (l->data));
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < jobs->len; i++)
    job_cancel (g_ptr_array_index (jobs, i));

  g_clear_pointer (&self->thread, g_thread_unref); /* nobody joins it */
  bambu_ftps_worker_unref (self);
}

DexFuture *
bambu_ftps_worker_push (BambuFtpsWorker *self,
                        const BambuFtpsTarget *target,
                        const BambuFtpsOrder *order)
{
  Job *job = g_atomic_rc_box_new0 (Job);
  DexFuture *future;

  job->verb = order->verb;
  job->path = g_strdup (order->path);
  job->other = g_strdup (order->other);
  job->to = order->to != NULL ? g_object_ref (order->to) : NULL;
  job->file = order->file != NULL ? g_object_ref (order->file) : NULL;
  job->max_bytes = order->max_bytes;
  job->transfer = order->transfer != NULL ? g_object_ref (order->transfer) : NULL;
  bambu_ftps_target_copy (&job->target, target);
  job->worker = g_atomic_rc_box_acquire (self);
  job->promise = dex_promise_new_cancellable ();
  future = dex_ref (DEX_FUTURE (job->promise));

  if (job->transfer != NULL)
    {
      GCancellable *cancellable = bambu_transfer_get_cancellable (job->transfer);

      job->transfer_handler = job_watch (job, cancellable);
      if (g_cancellable_is_cancelled (cancellable))
        job_cancel (job);
    }
  job->promise_handler = job_watch (job, dex_promise_get_cancellable (job->promise));

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->jobs, job);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  if (self->thread == NULL)
    self->thread = g_thread_new ("bambu-files", worker_thread, g_atomic_rc_box_acquire (self));

  return future;
}

gboolean
bambu_ftps_worker_is_clear (BambuFtpsWorker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->is_clear;
}

gboolean
bambu_ftps_worker_wait_for_all (guint timeout_msec)
{
  gint64 deadline = g_get_monotonic_time () + timeout_msec * G_TIME_SPAN_MILLISECOND;
  gboolean in_time = TRUE;

  g_mutex_lock (&ending_mutex);
  while (n_ending > 0 && in_time)
    in_time = g_cond_wait_until (&ending_ended, &ending_mutex, deadline);
  g_mutex_unlock (&ending_mutex);

  return in_time;
}
