/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * ctl_report_wait:
 * @printer: a printer whose link is open, or soon will be
 * @patience_seconds: how long a printer that is not reached is waited for: its address may have
 * changed
 * @timeout_seconds: how long it may take in all
 *
 * Waits until the printer has told all of itself: a full report and its versions. A printer that
 * keeps its versions to itself for two seconds after the report is not waited for any longer.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with a %BAMBU_LINK_ERROR:
 *   %BAMBU_LINK_ERROR_TIMED_OUT only when it is connected
 */
DexFuture *ctl_report_wait (BambuPrinter *printer, int patience_seconds, int timeout_seconds);

G_END_DECLS
