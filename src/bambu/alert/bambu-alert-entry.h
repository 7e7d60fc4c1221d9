/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-known-alert.h"
#include "bambu-part.h"
#include "printer/bambu-enums.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ALERT_ENTRY (bambu_alert_entry_get_type ())
G_DECLARE_FINAL_TYPE (BambuAlertEntry, bambu_alert_entry, BAMBU, ALERT_ENTRY, BambuPart)

/**
 * BambuAlertEntry:
 *
 * Something that was wrong with a printer, or still is: an item of [class@Bambu.AlertHistory]. Main
 * context only.
 *
 * Properties, all readable: `serial`, `printer-name`, `code` (strings), `severity` (int), `text`
 * (string, nullable), `value`, `limit` (int), `first-seen`, `last-seen`, `ended` (int64, 0 while it
 * is there), `acknowledged` (boolean), `answer` (string, nullable): as of #BambuKnownAlert. `kind`
 * (string) is the nick of what bambu_alert_entry_get_kind() gives.
 */
BambuAlertKind bambu_alert_entry_get_kind (BambuAlertEntry *self);
BambuSeverity bambu_alert_entry_get_severity (BambuAlertEntry *self);
gboolean bambu_alert_entry_is_active (BambuAlertEntry *self);
/** bambu_alert_entry_get_known: Returns: (transfer none): all of it; changes with it */
const BambuKnownAlert *bambu_alert_entry_get_known (BambuAlertEntry *self);

/** bambu_alert_entry_set_transient: it is not kept */
void bambu_alert_entry_set_transient (BambuAlertEntry *self, gboolean transient);
gboolean bambu_alert_entry_is_transient (BambuAlertEntry *self);

G_END_DECLS
