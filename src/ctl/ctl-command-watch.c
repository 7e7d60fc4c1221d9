/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-command.h"

#include "ctl-failure.h"
#include "ctl-fleet.h"
#include "ctl-json.h"
#include "ctl-output.h"
#include "ctl-status-json.h"
#include "ctl-status-text.h"

/* All that is watched. A printer that cannot be reached any more by trying is out of the game. */
typedef struct
{
  GPtrArray *watches;
  gboolean json;
  DexPromise *end;
} Session;

typedef struct
{
  Session *session;
  BambuPrinter *printer;
  GSignalGroup *link_signals;
  char *shown;
  char *failure;
  guint source;
  CtlExit exit;
} Watch;

static void
watch_free (Watch *watch)
{
  g_clear_handle_id (&watch->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (watch->printer, watch);
  g_clear_object (&watch->link_signals);
  g_clear_object (&watch->printer);
  g_free (watch->shown);
  g_free (watch->failure);
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

/* What makes two states of a printer different; the time of a report that says the same does not.
 */
static char *
dup_shown (Watch *watch, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  g_autoptr (JsonNode) seen = json_object_dup_member (object, "seen");
  g_autofree char *line = NULL;

  json_object_set_null_member (object, "seen");
  line = ctl_json_dup_line (node);
  json_object_set_member (object, "seen", g_steal_pointer (&seen));

  return g_steal_pointer (&line);
}

static void
watch_show (Watch *watch)
{
  g_autofree char *text = NULL;

  if (watch->session->json)
    {
      g_autoptr (JsonNode) node = ctl_status_json_new (watch->printer);
      g_autofree char *shown = dup_shown (watch, node);

      if (g_strcmp0 (shown, watch->shown) == 0)
        return;

      g_set_str (&watch->shown, shown);
      text = ctl_json_dup_line (node);
    }
  else
    {
      text = ctl_status_text_new_line (watch->printer);

      if (g_strcmp0 (text, watch->shown) == 0)
        return;

      g_set_str (&watch->shown, text);
    }

  if (!ctl_output_line (text))
    session_end (watch->session, CTL_EXIT_OK);
}

/* Each reason once, until it is connected again. */
static void
watch_tell_failure (Watch *watch)
{
  g_autoptr (GError) error = ctl_failure_dup_error (watch->printer);
  BambuLinkState state = bambu_printer_get_link_state (watch->printer);
  g_autofree char *failure = error ? ctl_failure_of_printer (watch->printer, error) : NULL;

  if (state == BAMBU_LINK_STATE_OPEN)
    g_clear_pointer (&watch->failure, g_free);
  else if (failure && g_set_str (&watch->failure, failure))
    ctl_output_error ("%s", failure);

  watch->exit = CTL_EXIT_OK;
  if (error
      && (state == BAMBU_LINK_STATE_REFUSED || state == BAMBU_LINK_STATE_UNTRUSTED
          || bambu_printer_get_connection (watch->printer) == BAMBU_CONNECTION_NONE))
    {
      watch->exit = ctl_exit_from_error (error);
      session_end_if_hopeless (watch->session);
    }
}

static gboolean
on_watch_idle (gpointer user_data)
{
  Watch *watch = user_data;

  watch->source = 0;
  watch_show (watch);
  watch_tell_failure (watch);

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
on_printer_notify (Watch *watch)
{
  g_signal_group_set_target (watch->link_signals, bambu_printer_get_link (watch->printer));
  watch_schedule (watch);
}

static void
session_add (Session *session, BambuPrinter *printer)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->session = session;
  watch->printer = g_object_ref (printer);
  watch->link_signals = g_signal_group_new (BAMBU_TYPE_LINK);
  g_signal_group_connect_swapped (watch->link_signals, "frame", G_CALLBACK (watch_schedule), watch);
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

static DexFuture *
watch_fiber (gpointer user_data)
{
  CtlOptions *options = user_data;
  g_auto (Session) session = { 0 };
  g_autoptr (BambuAccountPrinters) opened = NULL;
  g_autoptr (GPtrArray) printers = NULL;
  g_autoptr (GError) error = NULL;
  int exit;

  opened = dex_await_object (ctl_fleet_open (options), &error);
  if (!opened
      || !(printers = ctl_fleet_find (bambu_account_printers_get_fleet (opened),
                                      ctl_options_get_argument (options), &error)))
    return dex_future_new_for_error (g_steal_pointer (&error));

  session.json = options->json;
  session.end = dex_promise_new ();
  session.watches = g_ptr_array_new_with_free_func ((GDestroyNotify) watch_free);

  for (guint i = 0; i < printers->len; i++)
    session_add (&session, printers->pdata[i]);

  exit = dex_await_int (dex_ref (session.end), &error);
  if (error)
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_for_int (exit);
}

DexFuture *
ctl_command_watch (CtlOptions *options)
{
  return dex_scheduler_spawn (NULL, 0, watch_fiber, options, NULL);
}
