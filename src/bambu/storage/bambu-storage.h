/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-storage-error.h"
#include "bambu-stored-file.h"
#include "bambu-stored-name.h"
#include "bambu-transfer.h"
#include "project/bambu-preview.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_STORAGE (bambu_storage_get_type ())
G_DECLARE_INTERFACE (BambuStorage, bambu_storage, BAMBU, STORAGE, GObject)

/**
 * BambuStorage:
 *
 * The files on a printer. Main context only. One thing is done at a time, the rest waits in order.
 * All futures reject with a %BAMBU_STORAGE_ERROR. Dropping one cancels what it stands for, as
 * bambu_transfer_cancel() does: nothing is left half done.
 *
 * Properties, readable, notified on the main context and only when they change:
 *
 * - `can-rename` (boolean): not after the printer said that it cannot
 * - `in-the-clear` (boolean): this printer cannot encrypt the files on their way, only the log-in:
 * tell the user
 */
struct _BambuStorageInterface
{
  GTypeInterface parent_iface;

  DexFuture *(*list) (BambuStorage *self, const char *folder);
  DexFuture *(*upload) (BambuStorage *self,
                        const char *local,
                        const char *path,
                        BambuTransfer *transfer);
  DexFuture *(*download) (BambuStorage *self, const char *path, GFile *to, BambuTransfer *transfer);
  DexFuture *(*load) (BambuStorage *self,
                      const char *path,
                      gsize max_bytes,
                      BambuTransfer *transfer);
  DexFuture *(*load_preview) (BambuStorage *self, BambuStoredFile *file, BambuTransfer *transfer);
  DexFuture *(*remove) (BambuStorage *self, const char *path);
  DexFuture *(*rename) (BambuStorage *self, const char *path, const char *new_path);
};

/**
 * bambu_storage_list:
 * @folder: `/`, `/cache`
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of [class@Bambu.StoredFile],
 * which does not change: folders first, by name
 */
DexFuture *bambu_storage_list (BambuStorage *self, const char *folder);

/**
 * bambu_storage_upload:
 * @local: (type filename): a file on this computer
 * @path: what it is to be on the printer; a file that is there is replaced
 * @transfer: (nullable): shows progress
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the printer has all of it, which
 * was made sure of
 */
DexFuture *bambu_storage_upload (BambuStorage *self,
                                 const char *local,
                                 const char *path,
                                 BambuTransfer *transfer);

/**
 * bambu_storage_download:
 * @path: of a file on the printer
 * @to: replaced when all has arrived; until then it is `.part` beside that
 * @transfer: (nullable): shows progress
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *bambu_storage_download (BambuStorage *self,
                                   const char *path,
                                   GFile *to,
                                   BambuTransfer *transfer);

/**
 * bambu_storage_load:
 * @path: of a small file on the printer
 * @max_bytes: longer is %BAMBU_STORAGE_ERROR_TOO_LARGE
 * @transfer: (nullable): shows progress
 *
 * Returns: (transfer full): a future that resolves to #GBytes
 */
DexFuture *bambu_storage_load (BambuStorage *self,
                               const char *path,
                               gsize max_bytes,
                               BambuTransfer *transfer);

/**
 * bambu_storage_load_preview:
 * @file: a 3MF, a video or a picture, as it was listed
 * @transfer: (nullable): to stop it
 *
 * A file at a glance: of a 3MF the picture of a plate and what is known of all, without reading
 * more of it than is needed where the printer can do that, else the picture only but for small
 * ones; of a video the printer's own picture.
 *
 * Returns: (transfer full): a future that resolves to a [class@Bambu.Preview]; rejects with
 * %BAMBU_STORAGE_ERROR_NOT_FOUND where there is none, %BAMBU_STORAGE_ERROR_TOO_LARGE where it would
 * cost too much
 */
DexFuture *bambu_storage_load_preview (BambuStorage *self,
                                       BambuStoredFile *file,
                                       BambuTransfer *transfer);

/** bambu_storage_remove: a file; resolves to %TRUE */
DexFuture *bambu_storage_remove (BambuStorage *self, const char *path);

/** bambu_storage_rename: a file; resolves to %TRUE; replaces nothing */
DexFuture *bambu_storage_rename (BambuStorage *self, const char *path, const char *new_path);

gboolean bambu_storage_can_rename (BambuStorage *self);
gboolean bambu_storage_is_in_the_clear (BambuStorage *self);

G_END_DECLS
