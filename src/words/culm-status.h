/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>

#include "culm-sentence.h"

G_BEGIN_DECLS

#define CULM_TYPE_STATUS (culm_status_get_type ())
G_DECLARE_FINAL_TYPE (CulmStatus, culm_status, CULM, STATUS, GObject)

/**
 * CulmStatus:
 *
 * What is said of a printer in few words, wherever it is shown: it follows the printer and puts
 * many properties into one sentence. Changes of one report come as one change here, before the next
 * frame.
 *
 * Properties, all readable:
 *
 * - `printer` ([class@Bambu.Printer])
 * - `icon-name` (string), `busy` (boolean: a spinner instead of the symbol)
 * - `style-classes` (strv): for the symbol
 * - `word`, `summary`, `title`, `sentence` (string): the state alone, short, for a header bar, in
 * full
 * - `alert-count` (uint): messages that the printer reports
 * - `needs-attention` (boolean)
 * - `groups` (#CulmGroups)
 * - `last-known` (boolean): to be dimmed
 * - `active` (boolean): a job is under way; `fraction` (double): of it, 0 to 1
 */

/**
 * culm_status_dup_for_printer:
 * @printer: a printer
 *
 * Returns: (transfer full): the printer's status; the same object for all who ask while somebody
 * holds it
 */
CulmStatus *culm_status_dup_for_printer (BambuPrinter *printer);

BambuPrinter *culm_status_get_printer (CulmStatus *self);
const char *culm_status_get_summary (CulmStatus *self);
const char *culm_status_get_sentence (CulmStatus *self);
CulmSituation culm_status_get_situation (CulmStatus *self);
/** culm_status_get_fault_code: Returns: (nullable): that of the worst serious message */
const char *culm_status_get_fault_code (CulmStatus *self);
guint culm_status_get_alert_count (CulmStatus *self);
gboolean culm_status_needs_attention (CulmStatus *self);
CulmGroups culm_status_get_groups (CulmStatus *self);

/** culm_status_dup_own_words: Returns: (transfer full): its name, its model, its job */
char *culm_status_dup_own_words (CulmStatus *self);
/** culm_status_dup_words: Returns: (transfer full): those, and what else it is looked for by */
char *culm_status_dup_words (CulmStatus *self);
/** culm_status_matches: the printer is among those that a search for @needle, case-folded, finds:
 * each of its words in a name, or as the beginning of another word; %NULL finds all */
gboolean culm_status_matches (CulmStatus *self, const char *needle);

/**
 * culm_status_compare:
 *
 * The order of the list: what needs attention, then what prints, soonest done first, then by name.
 */
int culm_status_compare (CulmStatus *a, CulmStatus *b);

/** culm_status_compare_names: the order by name alone; 0 only for the same printer */
int culm_status_compare_names (CulmStatus *a, CulmStatus *b);

G_END_DECLS
