/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsoup/soup.h>

#include "bambu-alert-table.h"

G_BEGIN_DECLS

/**
 * bambu_alert_book_open:
 * @session: (nullable): %NULL: the service must not be asked
 * @origin: of the service
 * @folder: (type filename): where answers are kept
 * @prefix: the first three characters of a serial, letters and digits only
 * @language: what the service calls it
 * @known: (nullable): what was read before
 *
 * Reads what is kept, unless it is @known. Asks the service if that is not of today, and keeps what
 * it answers; what is old is better than nothing where it does not answer. Files and JSON are read
 * in another thread.
 *
 * Returns: (transfer full): a future that resolves to a #BambuAlertTable, or rejects with
 * %BAMBU_CLOUD_ERROR, or with %G_IO_ERROR_NOT_FOUND if nothing is kept and nobody was asked
 */
DexFuture *bambu_alert_book_open (SoupSession *session,
                                  const char *origin,
                                  const char *folder,
                                  const char *prefix,
                                  const char *language,
                                  BambuAlertTable *known);

/** bambu_alert_book_is_old: whether it is not of today: @table (nullable) */
gboolean bambu_alert_book_is_old (const BambuAlertTable *table);

G_END_DECLS
