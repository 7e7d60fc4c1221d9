/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>
#include <words/culm-status-json.h>

#include "ctl-event-text.h"
#include "ctl-follow.h"
#include "ctl-output.h"
#include "ctl-screen.h"
#include "ctl-status-text.h"
#include "serve/serve-events.h"

static gboolean
on_changed_json (CtlFollowed *followed, gpointer user_data)
{
  g_autoptr (JsonNode) node = culm_status_json_new (followed->printer);
  g_autofree char *shown = culm_status_json_dup_shown (node);
  g_autofree char *line = NULL;

  if (!g_set_str (&followed->shown, shown))
    return TRUE;

  line = culm_json_dup_line (node);

  return ctl_output_line (line);
}

static gboolean
on_changed_line (CtlFollowed *followed, gpointer user_data)
{
  g_autofree char *line = ctl_status_text_new_line (followed->printer);

  return !g_set_str (&followed->shown, line) || ctl_output_line (line);
}

static const CtlFollowEvents json_events = { NULL, on_changed_json, NULL, NULL };
static const CtlFollowEvents line_events = { NULL, on_changed_line, NULL, NULL };

typedef struct
{
  CtlScreen *screen;
  GPtrArray *all; /* not its own */
  char *shown;
} View;

static void
view_free (gpointer data)
{
  View *view = data;

  g_clear_pointer (&view->screen, ctl_screen_free);
  g_free (view->shown);
  g_free (view);
}

static void
append_failures (GString *text, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++)
    {
      const CtlFollowed *followed = all->pdata[i];
      g_autofree char *failure =
          followed->failure ? ctl_output_make_printable (followed->failure, FALSE) : NULL;

      if (!failure)
        continue;

      g_string_append (text, "\n\n");
      ctl_output_append_styled (text, failure, CTL_STYLE_BAD);
    }
}

/* One with all that it reports, several as a table. */
static char *
view_to_text (const View *view)
{
  GString *text = g_string_new (NULL);

  if (view->all->len == 1)
    {
      const CtlFollowed *only = view->all->pdata[0];
      g_autofree char *status = ctl_status_text_new (only->printer);

      g_string_append (text, status);
    }
  else
    {
      g_autoptr (CtlTable) table = ctl_table_new ();

      ctl_status_text_add_row (table, NULL);
      for (guint i = 0; i < view->all->len; i++)
        ctl_status_text_add_row (table, ((const CtlFollowed *) view->all->pdata[i])->printer);
      ctl_table_print (table, text, 0);
      g_string_truncate (text, text->len - 1);
    }

  append_failures (text, view->all);

  return g_string_free_and_steal (text);
}

static void
on_quit (gpointer user_data)
{
  const View *view = user_data;

  ctl_follow_end (view->all->pdata[0]);
}

static void
view_update (View *view)
{
  g_autofree char *text = view_to_text (view);

  if (g_set_str (&view->shown, text))
    ctl_screen_show (view->screen, view->shown);
}

static gboolean
on_began_view (GPtrArray *all, gpointer user_data, GError **error)
{
  View *view = user_data;

  view->all = all;
  view->shown = g_strdup ("");
  view->screen = ctl_screen_new (on_quit, view);
  view_update (view);

  return TRUE;
}

static gboolean
on_changed_view (CtlFollowed *followed, gpointer user_data)
{
  view_update (user_data);

  return TRUE;
}

static void
on_failed_view (CtlFollowed *followed, gpointer user_data)
{
  view_update (user_data);
}

/* What was seen last stays on the terminal. */
static void
on_ended_view (gpointer user_data)
{
  View *view = user_data;

  g_clear_pointer (&view->screen, ctl_screen_free);
  ctl_output_line (view->shown);
}

static const CtlFollowEvents view_events = {
  on_began_view,
  on_changed_view,
  on_failed_view,
  on_ended_view,
};

/* What happens, a line each */
typedef struct
{
  ServeEvents *events;
  gboolean json;
  gboolean is_over; /* nobody reads any more */
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_clear_pointer (&telling->events, serve_events_free);
  g_free (telling);
}

static void
on_event (JsonObject *event, gpointer user_data)
{
  Telling *telling = user_data;
  g_autofree char *line = NULL;

  if (telling->json)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), event);

      line = culm_json_dup_line (node);
    }
  else
    {
      line = ctl_event_text_new (event);
    }

  telling->is_over |= !ctl_output_line (line);
}

static gboolean
on_began_telling (GPtrArray *all, gpointer user_data, GError **error)
{
  Telling *telling = user_data;
  g_autoptr (GListStore) printers = g_list_store_new (BAMBU_TYPE_PRINTER);

  for (guint i = 0; i < all->len; i++)
    g_list_store_append (printers, ((const CtlFollowed *) all->pdata[i])->printer);
  telling->events =
      serve_events_new (G_LIST_MODEL (printers), g_get_monotonic_time, on_event, telling);

  return TRUE;
}

static gboolean
on_changed_telling (CtlFollowed *followed, gpointer user_data)
{
  return !((Telling *) user_data)->is_over;
}

static const CtlFollowEvents telling_events = {
  on_began_telling,
  on_changed_telling,
  NULL,
  NULL,
};

DexFuture *
ctl_command_watch (CtlOptions *options)
{
  if (options->events)
    {
      Telling *telling = g_new0 (Telling, 1);

      telling->json = options->json;
      return ctl_follow_run (options, &telling_events, telling, telling_free);
    }

  if (options->json)
    return ctl_follow_run (options, &json_events, NULL, NULL);

  if (!ctl_output_is_terminal ())
    return ctl_follow_run (options, &line_events, NULL, NULL);

  return ctl_follow_run (options, &view_events, g_new0 (View, 1), view_free);
}
