/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-store.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/** BAMBU_RECORDER_DAYS: how long what printers' sensors said is remembered */
#define BAMBU_RECORDER_DAYS 8

#define BAMBU_TYPE_RECORDER (bambu_recorder_get_type ())
G_DECLARE_FINAL_TYPE (BambuRecorder, bambu_recorder, BAMBU, RECORDER, GObject)

/**
 * BambuRecorder:
 *
 * Remembers what the sensors of printers say: the means of each minute, for
 * %BAMBU_RECORDER_DAYS. Writes a few times an hour, all printers at once, and once more when it is
 * dropped; not at all while no printer is heard. A printer that it begins to follow gets back the
 * last half hour of its trends. Main context only.
 */
BambuRecorder *bambu_recorder_new (BambuStore *store);

void bambu_recorder_follow (BambuRecorder *self, BambuPrinter *printer);
/** bambu_recorder_leave: what was not saved yet is forgotten */
void bambu_recorder_leave (BambuRecorder *self, BambuPrinter *printer);

/**
 * bambu_recorder_load:
 * @printer: one that it follows
 * @since: Unix seconds
 * @step: in minutes: how long a while a sample of the result stands for; at least 1
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuSeries: all
 * that the printer has, up to the last full minute; or rejects with %BAMBU_STORE_ERROR
 */
DexFuture *bambu_recorder_load (BambuRecorder *self, BambuPrinter *printer, gint64 since, int step);

G_END_DECLS
