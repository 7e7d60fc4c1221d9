/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-alert-entry.h"
#include "bambu-store.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ALERT_HISTORY (bambu_alert_history_get_type ())
G_DECLARE_FINAL_TYPE (BambuAlertHistory, bambu_alert_history, BAMBU, ALERT_HISTORY, GObject)

/**
 * BambuAlertHistory:
 *
 * What was and is wrong with the printers of a list, their alerts and warnings alike: a #GListModel
 * of [class@Bambu.AlertEntry], the newest first. It follows what live reports say, not what is only
 * remembered of a printer, and keeps it in a [class@Bambu.Store]: 1000 entries and 90 days at most.
 * Those of demo printers are in the list only; those of a printer that leaves the list go with it.
 * Main context only.
 *
 * Properties, both readable: `unread` (uint): how many the user has not acknowledged; `loaded`
 * (boolean): what is remembered is there, or cannot be read.
 */
BambuAlertHistory *bambu_alert_history_new (BambuStore *store, GListModel *printers);

/**
 * bambu_alert_history_load:
 *
 * Brings back what is remembered; before that nothing is followed.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the list is there, or rejects with
 * %BAMBU_STORE_ERROR; it follows the printers in either case
 */
DexFuture *bambu_alert_history_load (BambuAlertHistory *self);

guint bambu_alert_history_get_unread (BambuAlertHistory *self);
/** bambu_alert_history_acknowledge: the user has read it */
void bambu_alert_history_acknowledge (BambuAlertHistory *self, BambuAlertEntry *entry);
void bambu_alert_history_acknowledge_all (BambuAlertHistory *self);

/**
 * bambu_alert_history_note_answer:
 * @alert: of @printer, also one that is gone since
 * @answer: one of them
 *
 * What was done about it has come to an effect.
 */
void bambu_alert_history_note_answer (BambuAlertHistory *self,
                                      BambuPrinter *printer,
                                      BambuAlert *alert,
                                      BambuAlertActions answer);

G_END_DECLS
