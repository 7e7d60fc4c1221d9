/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/link/bambu-link.h>
#include <bambu/printer/bambu-enums.h>

G_BEGIN_DECLS

/**
 * CulmSituation:
 *
 * What matters most about a printer, of all that is known: one symbol, one style and one sentence
 * each.
 */
typedef enum
{
  CULM_SITUATION_CONNECTING, /* nothing is known of it yet */
  CULM_SITUATION_OFFLINE,
  CULM_SITUATION_NO_CODE, /* its access code is not known here */
  CULM_SITUATION_REFUSED,
  CULM_SITUATION_UNTRUSTED,
  CULM_SITUATION_STARTING,
  CULM_SITUATION_READY,
  CULM_SITUATION_PREPARING,
  CULM_SITUATION_PRINTING,
  CULM_SITUATION_PAUSED,
  CULM_SITUATION_PAUSED_BY_FAULT,
  CULM_SITUATION_FINISHED,
  CULM_SITUATION_FAILED,
  CULM_SITUATION_CANCELLED,
  CULM_SITUATION_STOPPED, /* FAILED, and nobody says why */
  CULM_SITUATION_OTHER,
} CulmSituation;

/**
 * CulmFacts:
 * @link_failed: the last try to connect has failed
 * @fault_code: (nullable): the code of the worst serious message
 * @fault: (nullable): that message in words, if it is known
 * @done_time: when the last print was done; 0 unknown
 * @cancelled: the printer said that its user ended the print
 *
 * What a sentence is made of; the rest as in [class@Bambu.Printer] and [class@Bambu.Job].
 */
typedef struct
{
  BambuConnection connection;
  BambuLinkState link_state;
  gboolean link_failed;
  BambuFreshness freshness;
  gboolean has_report;
  gint64 seen;
  BambuState state;
  const char *state_word;
  int stage;
  const char *stage_name;
  const char *fault_code;
  const char *fault;
  gboolean cancelled;
  int percent;
  int remaining_minutes;
  gint64 end_time;
  gint64 done_time;
} CulmFacts;

/**
 * CulmLength:
 * @CULM_LENGTH_SHORT: "42 %, done at 16:40", for a list beside a symbol
 * @CULM_LENGTH_TITLE: "Printing, 1 h 12 min left", for a header bar
 * @CULM_LENGTH_WORD: "Printing", where the numbers stand beside it
 * @CULM_LENGTH_FULL: "Printing, 42 %, 1 h 12 min left, done at 16:40", to be read out
 */
typedef enum
{
  CULM_LENGTH_WORD,
  CULM_LENGTH_SHORT,
  CULM_LENGTH_TITLE,
  CULM_LENGTH_FULL,
} CulmLength;

CulmSituation culm_facts_get_situation (const CulmFacts *facts);

/**
 * CulmGroups:
 * @CULM_GROUP_PRINTING: a job is under way
 * @CULM_GROUP_ATTENTION: somebody has to do something about it
 * @CULM_GROUP_READY: it could print now
 * @CULM_GROUP_OFFLINE: it cannot be reached
 *
 * Where a printer is counted among many. One that prints may need attention as well; one that is
 * just being connected to is nowhere.
 */
typedef enum
{
  CULM_GROUP_PRINTING = 1 << 0,
  CULM_GROUP_ATTENTION = 1 << 1,
  CULM_GROUP_READY = 1 << 2,
  CULM_GROUP_OFFLINE = 1 << 3,
} CulmGroups;

#define CULM_TYPE_GROUPS (culm_groups_get_type ())
GType culm_groups_get_type (void) G_GNUC_CONST;

CulmGroups culm_facts_get_groups (const CulmFacts *facts);

/** culm_facts_needs_attention: somebody has to do something about this printer */
gboolean culm_facts_needs_attention (const CulmFacts *facts);

/** culm_facts_is_last_known: the sentence tells of the past: to be dimmed */
gboolean culm_facts_is_last_known (const CulmFacts *facts);

/**
 * culm_facts_to_sentence:
 * @now: Unix seconds
 *
 * Returns: (transfer full): the facts in one sentence
 */
char *culm_facts_to_sentence (const CulmFacts *facts, CulmLength length, gint64 now);

/** culm_situation_get_icon: a symbol's name; a spinner stands in its place while preparing */
const char *culm_situation_get_icon (CulmSituation situation);
/** culm_situation_get_style: (nullable): a style class: `accent`, `warning`, `error`, `success`,
 * `dimmed` */
const char *culm_situation_get_style (CulmSituation situation);

G_END_DECLS
