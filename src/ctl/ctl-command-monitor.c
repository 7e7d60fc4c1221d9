/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-command.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>
#include <words/culm-status-json.h>

#include "ctl-fields.h"
#include "ctl-follow.h"
#include "ctl-output.h"
#include "ctl-status-text.h"

typedef struct
{
  const CtlOptions *options;
  GPtrArray *all; /* not its own */
  GStrv names;    /* NULL: each report, with all that is in it */
} Monitor;

static void
monitor_free (gpointer data)
{
  Monitor *monitor = data;

  g_strfreev (monitor->names);
  g_free (monitor);
}

static gboolean
on_began (GPtrArray *all, gpointer user_data, GError **error)
{
  Monitor *monitor = user_data;
  g_autoptr (JsonNode) example = NULL;

  monitor->all = all;
  if (!monitor->options->fields)
    return TRUE;

  example = culm_status_json_new (((const CtlFollowed *) all->pdata[0])->printer);
  monitor->names =
      ctl_fields_split (monitor->options->fields, json_node_get_object (example), error);

  return monitor->names != NULL;
}

static char *
dup_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%H:%M:%S");
}

/* What is chosen, with whose it is: for a script, or for people. */
static gboolean
print_chosen (const Monitor *monitor, CtlFollowed *followed, JsonObject *report)
{
  const char *const *names = (const char *const *) monitor->names;
  g_autoptr (JsonObject) object = ctl_fields_to_json (report, names);
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *line = culm_json_dup_line (node);
  g_autofree char *time = NULL;
  g_autofree char *name = NULL;
  g_autofree char *values = NULL;
  g_autofree char *text = NULL;

  if (!g_set_str (&followed->shown, line))
    return TRUE;

  if (monitor->options->json)
    {
      culm_json_add_text (object, "serial", bambu_printer_get_serial (followed->printer));
      culm_json_add_time (object, "seen", bambu_printer_get_seen (followed->printer));
      text = culm_json_dup_line (node);
      return ctl_output_line (text);
    }

  time = dup_time ();
  name = ctl_output_make_printable (bambu_printer_get_name (followed->printer), FALSE);
  values = ctl_fields_to_text (report, names);
  text = g_strdup_printf ("[%s] %s: %s", time, name, values);

  return ctl_output_line (text);
}

/* A single printer says all, of several each a line. */
static gboolean
print_all (const Monitor *monitor, CtlFollowed *followed, JsonNode *report)
{
  g_autofree char *time = NULL;
  g_autofree char *status = NULL;
  g_autofree char *text = NULL;

  if (monitor->options->json)
    {
      text = culm_json_dup_line (report);
      return ctl_output_line (text);
    }

  time = dup_time ();
  if (monitor->all->len > 1)
    {
      status = ctl_status_text_new_line (followed->printer);
      text = g_strdup_printf ("[%s] %s", time, status);
    }
  else
    {
      status = ctl_status_text_new (followed->printer);
      text = g_strdup_printf ("#%u [%s] %s\n", followed->n_reports, time, status);
    }

  return ctl_output_line (text);
}

static gboolean
on_changed (CtlFollowed *followed, gpointer user_data)
{
  const Monitor *monitor = user_data;
  g_autoptr (JsonNode) report = NULL;
  g_autofree char *number = NULL;

  /* What is remembered is no report, nor is an answer that comes before the first one. */
  if (bambu_printer_get_freshness (followed->printer) != BAMBU_FRESHNESS_LIVE
      && (!monitor->names || !followed->shown))
    return TRUE;

  report = culm_status_json_new (followed->printer);
  if (monitor->names)
    return print_chosen (monitor, followed, json_node_get_object (report));

  number = g_strdup_printf ("%u", followed->n_reports);

  return !g_set_str (&followed->shown, number) || print_all (monitor, followed, report);
}

static void
on_ended (gpointer user_data)
{
  const Monitor *monitor = user_data;
  guint n_reports = 0;

  for (guint i = 0; i < monitor->all->len; i++)
    n_reports += ((const CtlFollowed *) monitor->all->pdata[i])->n_reports;

  ctl_output_error (ngettext ("%u report came.", "%u reports came.", n_reports), n_reports);
}

static const CtlFollowEvents events = { on_began, on_changed, NULL, on_ended };

DexFuture *
ctl_command_monitor (CtlOptions *options)
{
  Monitor *monitor = g_new0 (Monitor, 1);

  monitor->options = options;

  return ctl_follow_run (options, &events, monitor, monitor_free);
}
