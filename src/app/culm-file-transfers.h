/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-storage.h>

G_BEGIN_DECLS

#define CULM_TYPE_FILE_TRANSFER (culm_file_transfer_get_type ())
G_DECLARE_FINAL_TYPE (CulmFileTransfer, culm_file_transfer, CULM, FILE_TRANSFER, GObject)

/**
 * CulmFileTransfer:
 *
 * A file that is on its way to or from a printer, or did not arrive.
 *
 * Properties, all readable: `name` (string): to show; `upload` (boolean): to the printer;
 * `progress` ([class@Bambu.Transfer]); `error` (boxed #GError, nullable): why it did not arrive.
 */

#define CULM_TYPE_FILE_TRANSFERS (culm_file_transfers_get_type ())
G_DECLARE_FINAL_TYPE (CulmFileTransfers, culm_file_transfers, CULM, FILE_TRANSFERS, GObject)

/**
 * CulmFileTransfers:
 *
 * What is on its way to and from a printer. One that is done leaves the list, one that failed stays
 * until somebody dismisses it. Goes on when nobody looks.
 *
 * Signals: `done` (#CulmFileTransfer): a file has arrived; `failed` (#CulmFileTransfer): it did
 * not.
 */

/** culm_file_transfers_dup: Returns: (transfer full): the same object for all who ask while
 * somebody holds it or something is on its way */
CulmFileTransfers *culm_file_transfers_dup (BambuStorage *storage);

/** culm_file_transfers_get_list: Returns: (transfer none): of [class@Culm.FileTransfer] */
GListModel *culm_file_transfers_get_list (CulmFileTransfers *self);

/** culm_file_transfers_send: @path: what it is to be on the printer */
void culm_file_transfers_send (CulmFileTransfers *self, GFile *file, const char *path);

/** culm_file_transfers_is_sending: Returns: whether a file is on its way to @path */
gboolean culm_file_transfers_is_sending (CulmFileTransfers *self, const char *path);

/** culm_file_transfers_save: @path: what it is on the printer */
void culm_file_transfers_save (CulmFileTransfers *self, const char *path, GFile *file);

const char *culm_file_transfer_get_name (CulmFileTransfer *self);
/** culm_file_transfer_get_file: Returns: (transfer none): the one on this computer */
GFile *culm_file_transfer_get_file (CulmFileTransfer *self);
gboolean culm_file_transfer_is_upload (CulmFileTransfer *self);
/** culm_file_transfer_get_error: Returns: (transfer none) (nullable) */
const GError *culm_file_transfer_get_error (CulmFileTransfer *self);

/** culm_file_transfer_retry: moves one that failed again, from its beginning */
void culm_file_transfer_retry (CulmFileTransfer *self);

/** culm_file_transfer_dismiss: gives it up; nothing is left of it */
void culm_file_transfer_dismiss (CulmFileTransfer *self);

G_END_DECLS
