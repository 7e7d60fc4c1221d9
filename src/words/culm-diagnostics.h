/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/* What helps others to find a fault, without saying whose it is. */

/**
 * culm_diagnostics_new:
 * @printers: of [class@Bambu.Printer]
 * @system: some lines on what Culm runs on
 * @log: (nullable): lines that were logged
 * @known: (array zero-terminated=1): whatever else must not be told: accounts, names
 * @now: Unix seconds
 *
 * Returns: (transfer full): versions, kinds and states of the printers, their last reports and the
 *   log, without names, serial numbers, addresses, codes, tokens, e-mail addresses and networks;
 *   in English, as those read it who are to help
 */
char *culm_diagnostics_new (GListModel *printers,
                            const char *system,
                            const char *log,
                            const char *const *known,
                            gint64 now);

/**
 * culm_diagnostics_redact:
 * @known: (array zero-terminated=1): what is replaced wherever it stands as a word
 *
 * As culm_details_redact() does, and addresses too. Rather too much; numbers of versions stay.
 */
char *culm_diagnostics_redact (const char *text, const char *const *known);

G_END_DECLS
