/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sentence.h"

#include <glib/gi18n.h>

#include "culm-format.h"

/* Stages of protocol/mqtt-state.md §5 that say who paused. */
#define STAGE_PRINTING 0
#define STAGE_M400 5
#define STAGE_PAUSED_BY_USER 16
#define STAGE_PAUSED_BY_FILE 30
#define STAGE_IDLE 255

static gboolean
is_pause_without_fault (int stage)
{
  return stage < 0 || stage == STAGE_PRINTING || stage == STAGE_M400
         || stage == STAGE_PAUSED_BY_USER || stage == STAGE_PAUSED_BY_FILE || stage == STAGE_IDLE;
}

static gboolean
is_stage_of_preparation (const CulmFacts *facts)
{
  return facts->percent <= 0 && facts->stage > STAGE_PRINTING && facts->stage != STAGE_IDLE;
}

static CulmSituation
situation_of_state (const CulmFacts *facts)
{
  switch (facts->state)
    {
    case BAMBU_STATE_IDLE:
      return CULM_SITUATION_READY;
    case BAMBU_STATE_PREPARE:
    case BAMBU_STATE_SLICING:
      return CULM_SITUATION_PREPARING;
    case BAMBU_STATE_RUNNING:
      return is_stage_of_preparation (facts) ? CULM_SITUATION_PREPARING : CULM_SITUATION_PRINTING;
    case BAMBU_STATE_PAUSE:
      if (facts->fault_code != NULL || !is_pause_without_fault (facts->stage))
        return CULM_SITUATION_PAUSED_BY_FAULT;
      return CULM_SITUATION_PAUSED;
    case BAMBU_STATE_FINISH:
      return CULM_SITUATION_FINISHED;
    case BAMBU_STATE_FAILED:
      if (facts->cancelled)
        return CULM_SITUATION_CANCELLED;
      return facts->fault_code != NULL ? CULM_SITUATION_FAILED : CULM_SITUATION_STOPPED;
    case BAMBU_STATE_INIT:
      return CULM_SITUATION_STARTING;
    case BAMBU_STATE_OFFLINE:
      return CULM_SITUATION_OFFLINE;
    case BAMBU_STATE_UNKNOWN:
    default:
      return CULM_SITUATION_OTHER;
    }
}

/* A printer that is off is tried again and again; its row must not flicker with each try. */
static gboolean
is_first_try (const CulmFacts *facts)
{
  return facts->link_state == BAMBU_LINK_STATE_OPEN || facts->link_state == BAMBU_LINK_STATE_CLOSED
         || (facts->link_state == BAMBU_LINK_STATE_CONNECTING && !facts->link_failed);
}

CulmSituation
culm_facts_get_situation (const CulmFacts *facts)
{
  if (facts->connection == BAMBU_CONNECTION_NONE)
    return CULM_SITUATION_NO_CODE;

  if (facts->link_state == BAMBU_LINK_STATE_REFUSED)
    return CULM_SITUATION_REFUSED;

  if (facts->link_state == BAMBU_LINK_STATE_UNTRUSTED)
    return CULM_SITUATION_UNTRUSTED;

  if (!facts->has_report)
    return is_first_try (facts) ? CULM_SITUATION_CONNECTING : CULM_SITUATION_OFFLINE;

  /* What was remembered stands until the first try has failed. */
  if (facts->freshness == BAMBU_FRESHNESS_OFFLINE && !is_first_try (facts))
    return CULM_SITUATION_OFFLINE;

  return situation_of_state (facts);
}

gboolean
culm_facts_needs_attention (const CulmFacts *facts)
{
  switch (culm_facts_get_situation (facts))
    {
    case CULM_SITUATION_NO_CODE:
    case CULM_SITUATION_REFUSED:
    case CULM_SITUATION_UNTRUSTED:
    case CULM_SITUATION_PAUSED:
    case CULM_SITUATION_PAUSED_BY_FAULT:
    case CULM_SITUATION_FAILED:
      return TRUE;
    case CULM_SITUATION_CONNECTING:
    case CULM_SITUATION_OFFLINE:
    case CULM_SITUATION_CANCELLED:
      return FALSE;
    case CULM_SITUATION_STARTING:
    case CULM_SITUATION_READY:
    case CULM_SITUATION_PREPARING:
    case CULM_SITUATION_PRINTING:
    case CULM_SITUATION_FINISHED:
    case CULM_SITUATION_STOPPED:
    case CULM_SITUATION_OTHER:
    default:
      return facts->fault_code != NULL;
    }
}

G_DEFINE_FLAGS_TYPE (CulmGroups,
                     culm_groups,
                     G_DEFINE_ENUM_VALUE (CULM_GROUP_PRINTING, "printing"),
                     G_DEFINE_ENUM_VALUE (CULM_GROUP_ATTENTION, "attention"),
                     G_DEFINE_ENUM_VALUE (CULM_GROUP_READY, "ready"),
                     G_DEFINE_ENUM_VALUE (CULM_GROUP_OFFLINE, "offline"))

static CulmGroups
groups_of_situation (CulmSituation situation)
{
  switch (situation)
    {
    case CULM_SITUATION_PREPARING:
    case CULM_SITUATION_PRINTING:
      return CULM_GROUP_PRINTING;
    case CULM_SITUATION_READY:
    case CULM_SITUATION_FINISHED:
    case CULM_SITUATION_CANCELLED:
    case CULM_SITUATION_STOPPED:
      return CULM_GROUP_READY;
    case CULM_SITUATION_OFFLINE:
      return CULM_GROUP_OFFLINE;
    case CULM_SITUATION_CONNECTING:
    case CULM_SITUATION_NO_CODE:
    case CULM_SITUATION_REFUSED:
    case CULM_SITUATION_UNTRUSTED:
    case CULM_SITUATION_STARTING:
    case CULM_SITUATION_PAUSED:
    case CULM_SITUATION_PAUSED_BY_FAULT:
    case CULM_SITUATION_FAILED:
    case CULM_SITUATION_OTHER:
    default:
      return 0;
    }
}

CulmGroups
culm_facts_get_groups (const CulmFacts *facts)
{
  CulmGroups groups = groups_of_situation (culm_facts_get_situation (facts));

  if (!culm_facts_needs_attention (facts))
    return groups;

  /* What needs somebody is not ready. */
  return (groups & ~CULM_GROUP_READY) | CULM_GROUP_ATTENTION;
}

gboolean
culm_facts_is_last_known (const CulmFacts *facts)
{
  return facts->freshness != BAMBU_FRESHNESS_LIVE;
}

static char *
printing_sentence (const CulmFacts *facts, CulmLength length, gint64 now)
{
  g_autofree char *left = NULL;
  g_autofree char *end = NULL;

  if (facts->percent < 0 || length == CULM_LENGTH_WORD)
    return g_strdup (C_ ("state", "Printing"));

  if (facts->remaining_minutes < 0 || facts->end_time == 0)
    return g_strdup_printf (_ ("Printing, %d %%"), facts->percent);

  left = culm_format_duration (facts->remaining_minutes);
  end = culm_format_end (facts->end_time, now);

  switch (length)
    {
    case CULM_LENGTH_SHORT:
      /* Translators: how far a print is, and when it will be done: "42 %, done at 16:40" */
      return g_strdup_printf (_ ("%d %%, %s"), facts->percent, end);
    case CULM_LENGTH_TITLE:
      /* Translators: how long a print will take: "Printing, 1 h 12 min left" */
      return g_strdup_printf (_ ("Printing, %s left"), left);
    case CULM_LENGTH_WORD:
    case CULM_LENGTH_FULL:
    default:
      /* Translators: "Printing, 42 %, 1 h 12 min left, done at 16:40" */
      return g_strdup_printf (_ ("Printing, %d %%, %s left, %s"), facts->percent, left, end);
    }
}

static char *
paused_sentence (const CulmFacts *facts)
{
  g_autofree char *fault = NULL;

  /* A stage that names the fault says more than a code. */
  if (facts->fault == NULL && !is_pause_without_fault (facts->stage) && facts->stage_name != NULL)
    return culm_format_stage (facts->stage);

  if (facts->fault_code != NULL)
    {
      fault = culm_format_alert (facts->fault, facts->fault_code);
      /* Translators: a print that a fault has paused: the fault */
      return g_strdup_printf (_ ("Paused: %s"), fault);
    }

  if (facts->stage == STAGE_PAUSED_BY_USER)
    return g_strdup (_ ("Paused by the user"));

  if (facts->stage == STAGE_PAUSED_BY_FILE)
    /* Translators: the printed file itself asked for a pause */
    return g_strdup (_ ("Paused by the file"));

  return g_strdup (_ ("Paused"));
}

static char *
finished_sentence (const CulmFacts *facts, gint64 now)
{
  g_autofree char *clock = NULL;

  if (facts->done_time == 0)
    return g_strdup (_ ("Finished; clear the plate"));

  clock = culm_format_clock (facts->done_time, now);

  /* Translators: a time, "16:40" or "Tue 16:40" */
  return g_strdup_printf (_ ("Finished at %s; clear the plate"), clock);
}

static char *
failed_sentence (const CulmFacts *facts)
{
  g_autofree char *fault = culm_format_alert (facts->fault, facts->fault_code);

  /* Translators: why a print failed */
  return g_strdup_printf (_ ("Print failed: %s"), fault);
}

static char *
offline_sentence (const CulmFacts *facts, gint64 now)
{
  g_autofree char *clock = NULL;

  if (facts->seen == 0)
    return g_strdup (_ ("Not reachable"));

  clock = culm_format_clock (facts->seen, now);

  /* Translators: a printer that has been silent since a time: "Offline since 13:40" */
  return g_strdup_printf (_ ("Offline since %s"), clock);
}

static char *
preparing_sentence (const CulmFacts *facts)
{
  g_autofree char *stage = NULL;

  if (facts->stage_name == NULL)
    /* Translators: the printer is about to print */
    return g_strdup (_ ("Preparing"));

  stage = culm_format_stage (facts->stage);

  /* Translators: what the printer does before it prints: "Preparing: Heating nozzle" */
  return g_strdup_printf (_ ("Preparing: %s"), stage);
}

static char *
sentence_now (const CulmFacts *facts, CulmLength length, gint64 now)
{
  CulmSituation situation = culm_facts_get_situation (facts);

  switch (situation)
    {
    case CULM_SITUATION_CONNECTING:
      return g_strdup (_ ("Connecting…"));
    case CULM_SITUATION_OFFLINE:
      return offline_sentence (facts, now);
    case CULM_SITUATION_NO_CODE:
      return g_strdup (_ ("Access code needed"));
    case CULM_SITUATION_REFUSED:
      return g_strdup (_ ("Access code refused"));
    case CULM_SITUATION_UNTRUSTED:
      return g_strdup (_ ("Certificate not trusted"));
    case CULM_SITUATION_STARTING:
      /* Translators: the printer boots */
      return g_strdup (_ ("Starting up"));
    case CULM_SITUATION_READY:
      /* Translators: the printer waits for a print */
      return g_strdup (_ ("Ready"));
    case CULM_SITUATION_PREPARING:
      return preparing_sentence (facts);
    case CULM_SITUATION_PRINTING:
      return printing_sentence (facts, length, now);
    case CULM_SITUATION_PAUSED_BY_FAULT:
      /* The fault stands beside a word. */
      if (length == CULM_LENGTH_WORD)
        return g_strdup (_ ("Paused"));
      return paused_sentence (facts);
    case CULM_SITUATION_PAUSED:
      return paused_sentence (facts);
    case CULM_SITUATION_FINISHED:
      return finished_sentence (facts, now);
    case CULM_SITUATION_FAILED:
      if (length == CULM_LENGTH_WORD)
        return g_strdup (_ ("Print failed"));
      return failed_sentence (facts);
    case CULM_SITUATION_CANCELLED:
      return g_strdup (_ ("Print cancelled"));
    case CULM_SITUATION_STOPPED:
      return g_strdup (_ ("Print stopped"));
    case CULM_SITUATION_OTHER:
    default:
      if (facts->state_word == NULL || *facts->state_word == '\0')
        return g_strdup (_ ("State not known"));
      return g_strdup (facts->state_word);
    }
}

static gboolean
tells_its_own_time (CulmSituation situation)
{
  return situation == CULM_SITUATION_CONNECTING || situation == CULM_SITUATION_OFFLINE
         || situation == CULM_SITUATION_NO_CODE || situation == CULM_SITUATION_REFUSED
         || situation == CULM_SITUATION_UNTRUSTED;
}

char *
culm_facts_to_sentence (const CulmFacts *facts, CulmLength length, gint64 now)
{
  g_autofree char *sentence = sentence_now (facts, length, now);
  g_autofree char *clock = NULL;

  if (length == CULM_LENGTH_WORD || !culm_facts_is_last_known (facts) || facts->seen == 0
      || tells_its_own_time (culm_facts_get_situation (facts)))
    return g_steal_pointer (&sentence);

  clock = culm_format_clock (facts->seen, now);

  /* Translators: what was last heard of a printer, and when: "Ready, as of 14:02" */
  return g_strdup_printf (_ ("%s, as of %s"), sentence, clock);
}

const char *
culm_situation_get_icon (CulmSituation situation)
{
  switch (situation)
    {
    case CULM_SITUATION_READY:
      return "object-select-symbolic";
    case CULM_SITUATION_PRINTING:
      return "media-playback-start-symbolic";
    case CULM_SITUATION_PAUSED:
      return "media-playback-pause-symbolic";
    case CULM_SITUATION_PAUSED_BY_FAULT:
    case CULM_SITUATION_NO_CODE:
    case CULM_SITUATION_REFUSED:
    case CULM_SITUATION_UNTRUSTED:
      return "dialog-warning-symbolic";
    case CULM_SITUATION_FINISHED:
      return "culm-finished-symbolic";
    case CULM_SITUATION_FAILED:
    case CULM_SITUATION_CANCELLED:
    case CULM_SITUATION_STOPPED:
      return "media-playback-stop-symbolic";
    case CULM_SITUATION_OFFLINE:
      return "network-offline-symbolic";
    case CULM_SITUATION_CONNECTING:
    case CULM_SITUATION_STARTING:
    case CULM_SITUATION_PREPARING:
      return "content-loading-symbolic";
    case CULM_SITUATION_OTHER:
    default:
      return "dialog-question-symbolic";
    }
}

const char *
culm_situation_get_style (CulmSituation situation)
{
  switch (situation)
    {
    case CULM_SITUATION_PREPARING:
    case CULM_SITUATION_PRINTING:
      return "accent";
    case CULM_SITUATION_PAUSED:
    case CULM_SITUATION_PAUSED_BY_FAULT:
    case CULM_SITUATION_NO_CODE:
    case CULM_SITUATION_REFUSED:
    case CULM_SITUATION_UNTRUSTED:
      return "warning";
    case CULM_SITUATION_FINISHED:
      return "success";
    case CULM_SITUATION_FAILED:
      return "error";
    case CULM_SITUATION_OFFLINE:
      return "dimmed";
    case CULM_SITUATION_CONNECTING:
    case CULM_SITUATION_STARTING:
    case CULM_SITUATION_READY:
    case CULM_SITUATION_CANCELLED:
    case CULM_SITUATION_STOPPED:
    case CULM_SITUATION_OTHER:
    default:
      return NULL;
    }
}
