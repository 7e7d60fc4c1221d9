/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_TRANSFER (bambu_transfer_get_type ())
G_DECLARE_FINAL_TYPE (BambuTransfer, bambu_transfer, BAMBU, TRANSFER, GObject)

/**
 * BambuTransfer:
 *
 * How far a file is that is being moved, and the way to stop it. Given to the function that moves
 * it; for one file.
 *
 * Properties, all readable, notified on the main context at most ten times a second, and before the
 * future of that function settles:
 *
 * - `bytes-done` (int64): may go back to 0: it is tried again
 * - `bytes-total` (int64): −1 unknown
 * - `speed` (double): bytes a second in the last seconds; 0 unknown
 * - `seconds-left` (int): −1 unknown
 */
BambuTransfer *bambu_transfer_new (void);

gint64 bambu_transfer_get_bytes_done (BambuTransfer *self);
gint64 bambu_transfer_get_bytes_total (BambuTransfer *self);
double bambu_transfer_get_speed (BambuTransfer *self);
int bambu_transfer_get_seconds_left (BambuTransfer *self);

/** bambu_transfer_cancel: the future rejects with %BAMBU_STORAGE_ERROR_CANCELLED within 500 ms;
 * what was stored of the file is removed */
void bambu_transfer_cancel (BambuTransfer *self);

/** bambu_transfer_get_cancellable: for implementations: Returns: (transfer none) */
GCancellable *bambu_transfer_get_cancellable (BambuTransfer *self);

/**
 * bambu_transfer_set_progress:
 * @total: −1 unknown
 *
 * For implementations; on any thread. Also while nothing moves, so that the speed is right.
 */
void bambu_transfer_set_progress (BambuTransfer *self, gint64 done, gint64 total);

/** bambu_transfer_flush: for implementations: notifies now what is still to be notified. Main
 * context only */
void bambu_transfer_flush (BambuTransfer *self);

G_END_DECLS
