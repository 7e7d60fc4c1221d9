/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-cloud-task.h"
#include "bambu-known-print.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_RECORD (bambu_print_record_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrintRecord, bambu_print_record, BAMBU, PRINT_RECORD, BambuPart)

/**
 * BambuPrintRecord:
 *
 * A print of the past, or one that runs: seen here, in the account's list, or both. Main context
 * only.
 *
 * Properties, all readable: `serial`, `printer-name`, `name` (strings), `began`, `ended` (int64),
 * `result` (#BambuPrintResult), `percent`, `n-pictures` (int), `note` (string, nullable),
 * `filaments` (#GListModel): as of #BambuKnownPrint; `task` ([class@Bambu.CloudTask], nullable):
 * the same print as the account knows it; `is-local` (boolean): it was seen here.
 */

/** bambu_print_record_new: one that was seen here; @transient: it is kept in memory only, with what
 * belongs to it */
BambuPrintRecord *bambu_print_record_new (const BambuKnownPrint *known, gboolean transient);
/** bambu_print_record_new_for_task: one that was not seen here */
BambuPrintRecord *bambu_print_record_new_for_task (BambuCloudTask *task);

/** bambu_print_record_get_known: Returns: (transfer none): all of it; changes with it */
const BambuKnownPrint *bambu_print_record_get_known (BambuPrintRecord *self);
/** bambu_print_record_get_task: Returns: (transfer none) (nullable) */
BambuCloudTask *bambu_print_record_get_task (BambuPrintRecord *self);
gboolean bambu_print_record_is_local (BambuPrintRecord *self);
/** bambu_print_record_get_seconds: Returns: from its begin to its end, or until it was last seen;
 * −1 if that is not known */
gint64 bambu_print_record_get_seconds (BambuPrintRecord *self);

G_END_DECLS
