/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <libdex.h>

G_BEGIN_DECLS

/* What can be answered to an alert, as the printer is now. */

/** culm_alert_actions_list: none any more once the printer does not report @alert */
BambuAlertActions culm_alert_actions_list (BambuPrinter *printer, BambuAlert *alert);

/** culm_alert_actions_dup_obstacle: Returns: (transfer full) (nullable): why nothing can be
 * answered now; %NULL: it can */
char *culm_alert_actions_dup_obstacle (BambuPrinter *printer);

/**
 * culm_alert_actions_carry_out:
 * @action: one that culm_alert_actions_list() has; stopping was confirmed
 *
 * Returns: (transfer full): a future that resolves when a report shows it
 */
DexFuture *culm_alert_actions_carry_out (BambuPrinter *printer,
                                         BambuAlert *alert,
                                         BambuAlertActions action);

G_END_DECLS
