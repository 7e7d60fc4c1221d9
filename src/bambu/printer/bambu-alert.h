/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ALERT (bambu_alert_get_type ())
G_DECLARE_FINAL_TYPE (BambuAlert, bambu_alert, BAMBU, ALERT, BambuPart)

/**
 * BambuAlert:
 *
 * Something that is wrong now: a fault that the printer reports (an HMS entry or its print error),
 * or one that we find by the limits of bambu_printer_set_limits(). Main context only. Properties,
 * all readable:
 *
 * - `kind` (#BambuAlertKind)
 * - `code` (string): `0300_0100_0001_0007` of an HMS entry, `0300-400C` of a print error; of ours
 * the slot's label or the unit's name
 * - `severity` (#BambuSeverity)
 * - `text` (string, nullable): the maker's sentence, %NULL if it is not known; empty for what the
 * maker does not show to users
 * - `url` (string, nullable): the maker's page on it
 * - `value`, `limit` (int): of ours, what is and what should be: percent, °C; a humidity that is
 * known as a level only is negative: −1 wet to −5 dry
 * - `first-seen` (int64): Unix seconds
 */
BambuAlertKind bambu_alert_get_kind (BambuAlert *self);
const char *bambu_alert_get_code (BambuAlert *self);
gboolean bambu_alert_is_print_error (BambuAlert *self);
/** bambu_alert_is_internal: not to be shown */
gboolean bambu_alert_is_internal (BambuAlert *self);
BambuSeverity bambu_alert_get_severity (BambuAlert *self);
const char *bambu_alert_get_text (BambuAlert *self);
/** bambu_alert_set_text: @text (nullable): who found it says so; reports do not change it */
void bambu_alert_set_text (BambuAlert *self, const char *text);
const char *bambu_alert_get_url (BambuAlert *self);
int bambu_alert_get_value (BambuAlert *self);
int bambu_alert_get_limit (BambuAlert *self);
gint64 bambu_alert_get_first_seen (BambuAlert *self);

/**
 * bambu_alert_list_actions:
 * @code: of a print error
 * @state: the printer's now
 *
 * What can be answered to a print error, by the class of its code and by what the printer does.
 * HMS entries have no answers: they go when their cause does. Pure.
 */
BambuAlertActions bambu_alert_list_actions (const char *code, BambuState state);

/**
 * bambu_alert_dup_url:
 * @code: of an HMS entry or a print error
 *
 * Returns: (transfer full) (nullable): the maker's page on it; %NULL if it is of neither form
 */
char *bambu_alert_dup_url (const char *code);

/**
 * bambu_alert_read_code:
 * @code: of an HMS entry or a print error
 * @number: (out): its digits as a number
 *
 * Returns: how many hex digits it has: 8 of a print error, 16 of an HMS entry, 0 if neither
 */
guint bambu_alert_read_code (const char *code, guint64 *number);

G_END_DECLS
