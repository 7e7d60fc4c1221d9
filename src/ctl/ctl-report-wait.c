/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-report-wait.h"

#include "ctl-failure.h"

#define VERSIONS_PATIENCE_SECONDS 2

/* Shared by the fiber and the handlers that wake it. */
typedef struct
{
  BambuPrinter *printer;
  GSignalGroup *link_signals;
  DexPromise *changed;
  gint64 deadline;
  gint64 patience_deadline;
  gboolean has_report;
  gboolean has_versions;
} Wait;

static void
wait_free (Wait *wait)
{
  g_signal_handlers_disconnect_by_data (wait->printer, wait);
  g_clear_object (&wait->link_signals);
  g_clear_object (&wait->printer);
  dex_clear (&wait->changed);
  g_free (wait);
}

static void
wake (Wait *wait)
{
  if (dex_future_is_pending (DEX_FUTURE (wait->changed)))
    dex_promise_resolve_boolean (wait->changed, TRUE);
}

static void
on_link_frame (BambuLink *link, BambuFrame *frame, Wait *wait)
{
  BambuFrameKind kind = bambu_frame_get_kind (frame);

  if (kind == BAMBU_FRAME_FULL)
    wait->has_report = TRUE;
  else if (kind == BAMBU_FRAME_VERSION)
    wait->has_versions = TRUE;
  else
    return;

  wake (wait);
}

/* A printer gets its link, or another one, before that one connects: no frame is missed. */
static void
on_printer_link (BambuPrinter *printer, GParamSpec *pspec, Wait *wait)
{
  g_signal_group_set_target (wait->link_signals, bambu_printer_get_link (printer));
  wake (wait);
}

static gboolean
await_change (Wait *wait, gint64 deadline)
{
  dex_clear (&wait->changed);
  wait->changed = dex_promise_new ();

  return dex_await (
      dex_future_first (dex_ref (wait->changed), dex_timeout_new_deadline (deadline), NULL), NULL);
}

static DexFuture *
give_up (Wait *wait)
{
  g_autoptr (GError) error = ctl_failure_dup_error (wait->printer);

  if (bambu_printer_get_link_state (wait->printer) == BAMBU_LINK_STATE_OPEN)
    return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_TIMED_OUT,
                                  "Connected, but no full report came in time");

  if (error && !g_error_matches (error, BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_TIMED_OUT))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE,
                                "No connection in time");
}

static DexFuture *
wait_fiber (gpointer user_data)
{
  Wait *wait = user_data;

  while (!wait->has_report)
    {
      gint64 deadline = wait->deadline;

      switch (bambu_printer_get_link_state (wait->printer))
        {
        case BAMBU_LINK_STATE_REFUSED:
        case BAMBU_LINK_STATE_UNTRUSTED:
          return give_up (wait);

        case BAMBU_LINK_STATE_WAITING:
          deadline = MIN (deadline, wait->patience_deadline);
          break;

        case BAMBU_LINK_STATE_CLOSED:
        case BAMBU_LINK_STATE_CONNECTING:
        case BAMBU_LINK_STATE_OPEN:
        default:
          break;
        }

      if (g_get_monotonic_time () >= deadline
          || bambu_printer_get_connection (wait->printer) == BAMBU_CONNECTION_NONE)
        return give_up (wait);

      await_change (wait, deadline);
    }

  if (!wait->has_versions)
    {
      gint64 deadline = g_get_monotonic_time () + VERSIONS_PATIENCE_SECONDS * G_USEC_PER_SEC;

      deadline = MIN (deadline, wait->deadline);
      while (!wait->has_versions && await_change (wait, deadline))
        ;
    }

  return dex_future_new_true ();
}

DexFuture *
ctl_report_wait (BambuPrinter *printer, int patience_seconds, int timeout_seconds)
{
  Wait *wait = g_new0 (Wait, 1);
  gint64 now = g_get_monotonic_time ();

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  wait->printer = g_object_ref (printer);
  wait->deadline = now + timeout_seconds * G_USEC_PER_SEC;
  wait->patience_deadline = now + patience_seconds * G_USEC_PER_SEC;
  wait->changed = dex_promise_new ();
  wait->link_signals = g_signal_group_new (BAMBU_TYPE_LINK);
  g_signal_group_connect (wait->link_signals, "frame", G_CALLBACK (on_link_frame), wait);
  g_signal_group_set_target (wait->link_signals, bambu_printer_get_link (printer));
  g_signal_connect (printer, "notify::connection", G_CALLBACK (on_printer_link), wait);
  g_signal_connect (printer, "notify::link-state", G_CALLBACK (on_printer_link), wait);

  return dex_scheduler_spawn (NULL, 0, wait_fiber, wait, (GDestroyNotify) wait_free);
}
