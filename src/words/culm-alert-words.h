/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-enums.h>

G_BEGIN_DECLS

/* What is wrong with a printer, in the user's words: of what is wrong now and of what was. Pure. */

/** culm_alert_is_ours: it is us who warn, not the printer */
gboolean culm_alert_is_ours (BambuAlertKind kind);

/**
 * culm_alert_get_known_sentence:
 *
 * Returns: (nullable): a translated sentence for one of the few codes that every version knows
 */
const char *culm_alert_get_known_sentence (const char *code);

/**
 * culm_alert_to_sentence:
 * @text: (nullable): the maker's
 *
 * Returns: (transfer full): one line; of a code that nobody has a text for it says that
 */
char *culm_alert_to_sentence (BambuAlertKind kind, const char *code, const char *text, int value);

/** culm_alert_get_cause: what reports it, or which limit it is about */
char *culm_alert_get_cause (BambuAlertKind kind, const char *code, int limit);

/**
 * culm_alert_get_advice:
 * @actions: what can be answered, bambu_alert_list_actions()
 *
 * Returns: (transfer full): what to do
 */
char *culm_alert_get_advice (BambuAlertKind kind, const char *code, BambuAlertActions actions);

/** culm_alert_format_severity: one word, translated, static */
const char *culm_alert_format_severity (BambuSeverity severity);
/** culm_alert_get_style: a style class */
const char *culm_alert_get_style (BambuSeverity severity);

/**
 * culm_alert_get_answer:
 * @answer: (nullable): nick of one of #BambuAlertActions
 *
 * Returns: what the user did, a translated sentence; "" if nothing
 */
const char *culm_alert_get_answer (const char *answer);

/** culm_alert_format_action: of a single action: a button's label with a mnemonic, static */
const char *culm_alert_format_action (BambuAlertActions action);

G_END_DECLS
