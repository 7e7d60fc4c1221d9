/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-fleet.h"
#include "bambu-print-record.h"
#include "print/bambu-print-queue.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_HISTORY (bambu_print_history_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrintHistory, bambu_print_history, BAMBU, PRINT_HISTORY, GObject)

/**
 * BambuPrintHistory:
 *
 * What the printers of a fleet printed while somebody looked: a #GListModel of
 * [class@Bambu.PrintRecord], the newest first. It follows what live reports say, through lost
 * connections and through its own end and start in the midst of a print; what was over before it
 * looked it knows nothing of. It is kept in a [class@Bambu.Store], 5000 prints and 128 MiB of
 * pictures at most, goes with its printer, and is loaded bit by bit. Prints of demo printers are in
 * the list only. Main context only.
 *
 * Properties:
 *
 * - `loaded` (boolean, readable): the first of what is remembered is there, or cannot be read
 * - `complete` (boolean, readable): all of it is
 * - `loading` (boolean, readable): more of it is on its way
 * - `takes-pictures` (boolean, writable): of the last layer, before the bed goes down
 * - `takes-progress-pictures` (boolean, writable): if so, at each 10 % too
 * - `may-use-cameras` (boolean, writable): %FALSE: no pictures all the same: nobody is there
 */

/** BAMBU_PRINT_PAGE: how many prints are loaded at once, at first */
#define BAMBU_PRINT_PAGE 50

BambuPrintHistory *bambu_print_history_new (BambuStore *store, BambuFleet *fleet);

/**
 * bambu_print_history_load:
 *
 * Brings back the newest of what is remembered; before that nothing is followed.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the list is there, or rejects with
 * %BAMBU_STORE_ERROR; it follows the printers in either case
 */
DexFuture *bambu_print_history_load (BambuPrintHistory *self);

/** bambu_print_history_load_more: what is before, unless that is on its way; resolves to %TRUE when
 * it is there, also if there is no more */
DexFuture *bambu_print_history_load_more (BambuPrintHistory *self);
gboolean bambu_print_history_is_loaded (BambuPrintHistory *self);
gboolean bambu_print_history_is_loading (BambuPrintHistory *self);
gboolean bambu_print_history_is_complete (BambuPrintHistory *self);
BambuFleet *bambu_print_history_get_fleet (BambuPrintHistory *self);

/** bambu_print_history_watch: what comes to print through @queue is known by its file */
void bambu_print_history_watch (BambuPrintHistory *self, BambuPrintQueue *queue);

/** bambu_print_history_note_task: @task: the same print as the account knows it; its weights are
 * remembered */
void bambu_print_history_note_task (BambuPrintHistory *self,
                                    BambuPrintRecord *record,
                                    BambuCloudTask *task);

/** bambu_print_history_set_note: @note (nullable) */
void bambu_print_history_set_note (BambuPrintHistory *self,
                                   BambuPrintRecord *record,
                                   const char *note);

/** bambu_print_history_remove: takes one off the list that is not printing */
void bambu_print_history_remove (BambuPrintHistory *self, BambuPrintRecord *record);
/** bambu_print_history_restore: puts back what was just removed */
void bambu_print_history_restore (BambuPrintHistory *self, BambuPrintRecord *record);
/** bambu_print_history_clear: forgets all but what prints, which begins anew; resolves to %TRUE
 * when nothing of it is on the disk */
DexFuture *bambu_print_history_clear (BambuPrintHistory *self);

/**
 * bambu_print_history_load_pictures:
 * @most: how many, from the last on
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuKnownPicture,
 * the last first
 */
DexFuture *bambu_print_history_load_pictures (BambuPrintHistory *self,
                                              BambuPrintRecord *record,
                                              guint most);

/**
 * bambu_print_history_load_series:
 *
 * Returns: (transfer full): a future that resolves to a #GPtrArray (boxed) of #BambuSeries: what
 * its printer's heaters did during the print
 */
DexFuture *bambu_print_history_load_series (BambuPrintHistory *self, BambuPrintRecord *record);

/**
 * bambu_print_history_add_past:
 * @known: a print of long ago; of a demo printer
 * @pictures: (nullable) (element-type BambuKnownPicture) (transfer none)
 * @series: (nullable) (element-type BambuSeries) (transfer none)
 *
 * Adds it to the list; it is not kept.
 */
void bambu_print_history_add_past (BambuPrintHistory *self,
                                   const BambuKnownPrint *known,
                                   GPtrArray *pictures,
                                   GPtrArray *series);

G_END_DECLS
