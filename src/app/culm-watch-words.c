/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-watch.h"
#include "culm-watch-private.h"

#include <glib/gi18n.h>
#include <words/culm-alert-words.h>
#include <words/culm-format.h>

/* A line each, the first one the print's name if it has one. */
static char *
with_job (CulmWatch *self, const char *text)
{
  const char *name = bambu_job_get_name (bambu_printer_get_job (self->printer));

  return *name != '\0' ? g_strjoin ("\n", name, text, NULL) : g_strdup (text);
}

static char *
describe_finished (CulmWatch *self)
{
  gint64 done = bambu_job_get_done_time (bambu_printer_get_job (self->printer));
  g_autofree char *duration = NULL;
  g_autofree char *text = NULL;

  if (self->start_time == 0 || done < self->start_time)
    return with_job (self, _ ("Clear the plate."));

  duration = culm_format_duration ((int) ((done - self->start_time) / 60));
  /* Translators: how long a print took: "3 h 10 min" */
  text = g_strdup_printf (_ ("It took %s. Clear the plate."), duration);

  return with_job (self, text);
}

static char *
describe_state (CulmWatch *self)
{
  return with_job (self, culm_status_get_sentence (self->status));
}

static BambuAlert *
find_alert (CulmWatch *self, const char *code)
{
  GListModel *alerts = bambu_printer_get_alerts (self->printer);

  for (guint i = 0; code != NULL && i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);

      if (g_strcmp0 (bambu_alert_get_code (alert), code) == 0)
        return g_steal_pointer (&alert);
    }

  return NULL;
}

/* What the state says, or else what the message does */
static char *
describe_problem (CulmWatch *self)
{
  CulmSituation situation = culm_status_get_situation (self->status);
  g_autoptr (BambuAlert) alert = find_alert (self, culm_status_get_fault_code (self->status));
  g_autofree char *text = NULL;

  if (alert == NULL || situation == CULM_SITUATION_PAUSED_BY_FAULT
      || situation == CULM_SITUATION_FAILED)
    return describe_state (self);

  text = culm_alert_to_sentence (bambu_alert_get_kind (alert), bambu_alert_get_code (alert),
                                 bambu_alert_get_text (alert), bambu_alert_get_value (alert));

  return bambu_job_is_active (bambu_printer_get_job (self->printer)) ? with_job (self, text)
                                                                     : g_steal_pointer (&text);
}

static char *
describe_bed (CulmWatch *self)
{
  return g_strdup (_ ("It is below 35 °C: the print comes off easily."));
}

static char *
describe_humidity (CulmWatch *self)
{
  GListModel *warnings = bambu_printer_get_warnings (self->printer);
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (warnings); i++)
    {
      g_autoptr (BambuAlert) warning = g_list_model_get_item (warnings, i);
      g_autofree char *line = NULL;

      if (bambu_alert_get_kind (warning) != BAMBU_ALERT_KIND_HUMIDITY)
        continue;

      line = culm_alert_to_sentence (bambu_alert_get_kind (warning), bambu_alert_get_code (warning),
                                     NULL, bambu_alert_get_value (warning));
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
add_dried (BambuAms *ams, CulmWatchUnit *unit, GString *lines)
{
  if (!unit->dried)
    return;

  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: an AMS unit: "AMS HT-A" */
  g_string_append_printf (lines, _ ("Drying in %s is done."), bambu_ams_get_name (ams));
}

static char *
describe_dried (CulmWatch *self)
{
  return culm_watch_list_units (self, add_dried);
}

static char *
describe_offline (CulmWatch *self)
{
  g_autofree char *clock = culm_format_clock (bambu_printer_get_seen (self->printer),
                                              g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: a time: "13:40" */
  g_autofree char *text =
      g_strdup_printf (_ ("Nothing was heard of it since %s. It may go on printing."), clock);

  return with_job (self, text);
}

/* With the printer's name */
static const struct
{
  const char *title;
  char *(*describe) (CulmWatch *self);
} WORDS[CULM_N_WATCHED_EVENTS] = {
  /* Translators: a printer's name, as in all titles here */
  [CULM_EVENT_FINISHED] = { N_ ("%s has finished"), describe_finished },
  [CULM_EVENT_PROBLEM] = { N_ ("%s needs attention"), describe_problem },
  [CULM_EVENT_PAUSED] = { N_ ("%s has paused"), describe_state },
  [CULM_EVENT_FIRST_LAYER] = { N_ ("First layer done on %s"), describe_state },
  [CULM_EVENT_BED_COOLED] = { N_ ("The bed of %s has cooled"), describe_bed },
  [CULM_EVENT_HUMIDITY] = { N_ ("Filament gets damp in %s"), describe_humidity },
  [CULM_EVENT_DRIED] = { N_ ("%s has dried its filament"), describe_dried },
  [CULM_EVENT_OFFLINE] = { N_ ("%s does not answer"), describe_offline },
};

static const char *
get_title (CulmWatch *self, CulmEventKind kind)
{
  CulmSituation situation = culm_status_get_situation (self->status);

  if (kind == CULM_EVENT_PROBLEM && situation == CULM_SITUATION_FAILED)
    return N_ ("Print failed on %s");
  if (kind == CULM_EVENT_PROBLEM && situation == CULM_SITUATION_STOPPED)
    return N_ ("Print stopped on %s");

  return WORDS[kind].title;
}

char *
culm_watch_dup_title (CulmWatch *self, CulmEventKind kind)
{
  GString *title;

  g_return_val_if_fail (CULM_IS_WATCH (self), NULL);
  g_return_val_if_fail (kind < CULM_N_WATCHED_EVENTS, NULL);

  /* The format is one of a table. */
  title = g_string_new (_ (get_title (self, kind)));
  g_string_replace (title, "%s", bambu_printer_get_name (self->printer), 1);

  return g_string_free (title, FALSE);
}

char *
culm_watch_dup_body (CulmWatch *self, CulmEventKind kind)
{
  g_return_val_if_fail (CULM_IS_WATCH (self), NULL);
  g_return_val_if_fail (culm_watch_holds (self, kind), NULL);

  return WORDS[kind].describe (self);
}
