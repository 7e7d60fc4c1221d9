/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-cloud.h"
#include "bambu-print-check.h"
#include "storage/bambu-storage.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_JOB (bambu_print_job_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrintJob, bambu_print_job, BAMBU, PRINT_JOB, GObject)

/**
 * BambuPrintJob:
 *
 * A file on its way to a printer: checked, uploaded, started, and seen to print. Runs once, and
 * keeps itself alive while it does. The printer is told to begin once or not at all, never while it
 * does something else, and never with a file that did not arrive whole. Main context only.
 *
 * Properties, all readable:
 *
 * - `project`, `plate-index` (int), `printer`, `title` (string)
 * - `way` (#BambuPrintWay), `only-upload` (boolean)
 * - `step` (#BambuPrintStep), `stage` (#BambuPrintStage)
 * - `transfer` ([class@Bambu.Transfer]): of the upload; the same object for as long as it lives
 * - `is-running` (boolean), `can-cancel` (boolean: it runs, and has not come to its start),
 *   `is-cancelled` (boolean)
 * - `error` (boxed #GError, nullable): what it ended with
 * - `stored-path` (string, nullable): where the file is on the printer, once it is
 */

/**
 * bambu_print_job_new:
 * @plate: its index
 * @storage: (nullable): the printer's; not needed for the cloud
 *
 * A print over the LAN, with the options that are usual.
 */
BambuPrintJob *bambu_print_job_new (BambuProject *project,
                                    int plate,
                                    BambuPrinter *printer,
                                    BambuStorage *storage);

/**
 * bambu_print_job_set_mapping:
 * @mapping: (element-type BambuMapping): of bambu_mapping_new(), with what is in the slots now: the
 *   job does not start if another spool is in one of them when it would
 */
void bambu_print_job_set_mapping (BambuPrintJob *self, const GArray *mapping);
void bambu_print_job_set_options (BambuPrintJob *self, const BambuPrintOptions *options);
/** bambu_print_job_set_cloud: the way is that of the account; @cloud: (nullable): %NULL: only to be
 * described */
void bambu_print_job_set_cloud (BambuPrintJob *self, BambuCloud *cloud);
void bambu_print_job_set_only_upload (BambuPrintJob *self, gboolean only_upload);
/** bambu_print_job_set_stored_path: the file is on the printer already: it is not uploaded */
void bambu_print_job_set_stored_path (BambuPrintJob *self, const char *path);

BambuProject *bambu_print_job_get_project (BambuPrintJob *self);
int bambu_print_job_get_plate_index (BambuPrintJob *self);
BambuPrinter *bambu_print_job_get_printer (BambuPrintJob *self);
/** bambu_print_job_get_storage: Returns: (transfer none) (nullable): where its file goes; %NULL:
 * through the cloud */
BambuStorage *bambu_print_job_get_storage (BambuPrintJob *self);
const char *bambu_print_job_get_title (BambuPrintJob *self);
BambuPrintWay bambu_print_job_get_way (BambuPrintJob *self);
gboolean bambu_print_job_is_only_upload (BambuPrintJob *self);
BambuPrintStep bambu_print_job_get_step (BambuPrintJob *self);
BambuPrintStage bambu_print_job_get_stage (BambuPrintJob *self);
BambuTransfer *bambu_print_job_get_transfer (BambuPrintJob *self);
gboolean bambu_print_job_is_running (BambuPrintJob *self);
gboolean bambu_print_job_can_cancel (BambuPrintJob *self);
gboolean bambu_print_job_is_cancelled (BambuPrintJob *self);
/** bambu_print_job_get_mapping: Returns: (transfer none) (nullable) (element-type BambuMapping) */
const GArray *bambu_print_job_get_mapping (BambuPrintJob *self);
const GError *bambu_print_job_get_error (BambuPrintJob *self);
const char *bambu_print_job_get_stored_path (BambuPrintJob *self);

/** bambu_print_job_is_outcome_unknown: it failed, and the printer may print it all the same: look
 * before anything is done about it */
gboolean bambu_print_job_is_outcome_unknown (BambuPrintJob *self);

/** bambu_print_job_offers_lan: it failed through the cloud, and the printer is reached on its own
 * network: bambu_print_job_new() with its storage may do it */
gboolean bambu_print_job_offers_lan (BambuPrintJob *self);

/**
 * bambu_print_job_describe:
 *
 * For a dry run: reads the file, and sends nothing. Not of a job that runs.
 *
 * Returns: (transfer full): a future that resolves to what the printer, or the service, would be
 *   told to begin, a string: JSON of many lines. What the service gives before is empty. Rejects as
 *   a job does that finds fault with the file
 */
DexFuture *bambu_print_job_describe (BambuPrintJob *self);

/**
 * bambu_print_job_run:
 *
 * Once. Dropping the future stops nothing.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the job is done, or rejects with
 *   what is in `error` then
 */
DexFuture *bambu_print_job_run (BambuPrintJob *self);

/**
 * bambu_print_job_cancel:
 *
 * What was uploaded is removed.
 *
 * Returns: %FALSE, and does nothing, if it is too late
 */
gboolean bambu_print_job_cancel (BambuPrintJob *self);

/**
 * bambu_print_job_dup_again:
 *
 * To try again what failed, when the user wants it. What is on the printer is not uploaded again;
 * if the printer began after all, that is found out instead of beginning again. A file that the
 * printer may not have found is called by the other name that its model is known to take.
 *
 * Returns: (transfer full): a job that does the rest
 */
BambuPrintJob *bambu_print_job_dup_again (BambuPrintJob *self);

G_END_DECLS
