/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-follow.h"

#include "ctl-exit.h"
#include "ctl-failure.h"
#include "ctl-fleet.h"
#include "ctl-output.h"

typedef struct
{
  CtlOptions *options;
  const CtlFollowEvents *events;
  gpointer user_data;
  GDestroyNotify destroy;
} Job;

/* All that is followed. A printer that cannot be reached any more by trying is out of the game. */
typedef struct
{
  const Job *job;
  GPtrArray *watches;
  DexPromise *end;
} Session;

typedef struct
{
  CtlFollowed followed; /* the first, as the others see it */
  Session *session;
  GSignalGroup *link_signals;
  guint source;
  CtlExit exit;
} Watch;

static void
watch_free (Watch *watch)
{
  g_clear_handle_id (&watch->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (watch->followed.printer, watch);
  g_clear_object (&watch->link_signals);
  g_clear_object (&watch->followed.printer);
  g_free (watch->followed.shown);
  g_free (watch->followed.failure);
  g_free (watch);
}

static void
session_end (Session *session, CtlExit exit)
{
  if (dex_future_is_pending (DEX_FUTURE (session->end)))
    dex_promise_resolve_int (session->end, exit);
}

static void
session_end_if_hopeless (Session *session)
{
  CtlExit worst = CTL_EXIT_OK;

  for (guint i = 0; i < session->watches->len; i++)
    {
      Watch *watch = session->watches->pdata[i];

      if (watch->exit == CTL_EXIT_OK)
        return;

      worst = MAX (worst, watch->exit);
    }

  session_end (session, worst);
}

static void
watch_tell_failure (Watch *watch)
{
  CtlFollowed *followed = &watch->followed;
  const Job *job = watch->session->job;
  g_autoptr (GError) error = ctl_failure_dup_error (followed->printer);
  BambuLinkState state = bambu_printer_get_link_state (followed->printer);

  if (ctl_failure_update (followed->printer, &followed->failure))
    {
      if (job->events->failed)
        job->events->failed (followed, job->user_data);
      else
        ctl_output_error ("%s", followed->failure);
    }

  watch->exit = CTL_EXIT_OK;
  if (error
      && (state == BAMBU_LINK_STATE_REFUSED || state == BAMBU_LINK_STATE_UNTRUSTED
          || bambu_printer_get_connection (followed->printer) == BAMBU_CONNECTION_NONE))
    {
      watch->exit = ctl_exit_from_error (error);
      session_end_if_hopeless (watch->session);
    }
}

static gboolean
on_watch_idle (gpointer user_data)
{
  Watch *watch = user_data;

  const Job *job = watch->session->job;

  watch->source = 0;
  watch_tell_failure (watch);
  if (!job->events->changed (&watch->followed, job->user_data))
    session_end (watch->session, CTL_EXIT_OK);

  return G_SOURCE_REMOVE;
}

/* One report changes many properties, and parts of the printer that tell it themselves. */
static void
watch_schedule (Watch *watch)
{
  if (watch->source == 0)
    watch->source = g_idle_add (on_watch_idle, watch);
}

static void
on_frame (Watch *watch)
{
  watch->followed.n_reports++;
  watch_schedule (watch);
}

static void
on_printer_notify (Watch *watch)
{
  g_signal_group_set_target (watch->link_signals, bambu_printer_get_link (watch->followed.printer));
  watch_schedule (watch);
}

static void
session_add (Session *session, BambuPrinter *printer)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->session = session;
  watch->followed.printer = g_object_ref (printer);
  watch->link_signals = g_signal_group_new (BAMBU_TYPE_LINK);
  g_signal_group_connect_swapped (watch->link_signals, "frame", G_CALLBACK (on_frame), watch);
  g_signal_connect_swapped (printer, "notify", G_CALLBACK (on_printer_notify), watch);
  g_ptr_array_add (session->watches, watch);
  on_printer_notify (watch);
}

static void
session_clear (Session *session)
{
  g_clear_pointer (&session->watches, g_ptr_array_unref);
  dex_clear (&session->end);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Session, session_clear)

static void
job_free (gpointer data)
{
  Job *job = data;

  if (job->destroy)
    job->destroy (job->user_data);
  g_free (job);
}

static DexFuture *
follow_fiber (gpointer user_data)
{
  const Job *job = user_data;
  g_auto (Session) session = { 0 };
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GError) error = NULL;
  int exit = CTL_EXIT_OK;

  opened = dex_await_object (ctl_fleet_open (job->options), &error);
  if (!opened
      || !(printers = ctl_fleet_find_all (bambu_account_printers_get_fleet (opened), job->options,
                                          &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  session.job = job;
  session.end = dex_promise_new ();
  session.watches = g_ptr_array_new_with_free_func ((GDestroyNotify) watch_free);

  for (guint i = 0; i < printers->len; i++)
    session_add (&session, printers->pdata[i]);

  if (!job->events->began || job->events->began (session.watches, job->user_data, &error))
    exit = dex_await_int (dex_ref (session.end), &error);
  if (job->events->ended)
    job->events->ended (job->user_data);
  if (error)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int (exit);
}

DexFuture *
ctl_follow_run (CtlOptions *options,
                const CtlFollowEvents *events,
                gpointer user_data,
                GDestroyNotify destroy)
{
  Job *job = g_new0 (Job, 1);

  job->options = options;
  job->events = events;
  job->user_data = user_data;
  job->destroy = destroy;

  return dex_scheduler_spawn (NULL, 0, follow_fiber, job, job_free);
}

void
ctl_follow_end (CtlFollowed *any)
{
  session_end (((Watch *) any)->session, CTL_EXIT_OK);
}
