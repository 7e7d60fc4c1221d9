/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-ftps-session-private.h"
#include "bambu-stored-file.h"

G_BEGIN_DECLS

typedef enum
{
  BAMBU_FTPS_LIST,
  BAMBU_FTPS_UPLOAD,
  BAMBU_FTPS_DOWNLOAD,
  BAMBU_FTPS_LOAD,
  BAMBU_FTPS_PREVIEW,
  BAMBU_FTPS_REMOVE,
  BAMBU_FTPS_RENAME,
} BambuFtpsVerb;

/**
 * BambuFtpsOrder:
 * @path: on the printer
 * @other: (nullable): of an upload, the file here; of a renaming, the new path
 * @to: (nullable): of a download
 * @file: (nullable): of a preview
 * @transfer: (nullable): shows progress, and may end it
 *
 * What is asked of a printer.
 */
typedef struct
{
  BambuFtpsVerb verb;
  const char *path;
  const char *other;
  GFile *to;
  BambuStoredFile *file;
  gsize max_bytes;
  BambuTransfer *transfer;
} BambuFtpsOrder;

/**
 * BambuFtpsWorker:
 *
 * The thread of a [class@Bambu.FtpsStorage], which does one order after the other. Main context
 * only.
 */
typedef struct _BambuFtpsWorker BambuFtpsWorker;

BambuFtpsWorker *bambu_ftps_worker_new (const BambuFtpsLimits *limits);
/** bambu_ftps_worker_stop: @self: (transfer full): cancels all; the thread ends by itself */
void bambu_ftps_worker_stop (BambuFtpsWorker *self);

/** bambu_ftps_worker_push: Returns: (transfer full): a future of what the functions of
 * [iface@Bambu.Storage] resolve to; a chain on it that is dropped cancels the order */
DexFuture *bambu_ftps_worker_push (BambuFtpsWorker *self,
                                   const BambuFtpsTarget *target,
                                   const BambuFtpsOrder *order);

/** bambu_ftps_worker_is_clear: as bambu_ftps_session_is_clear(), at the end of the last order */
gboolean bambu_ftps_worker_is_clear (BambuFtpsWorker *self);

gboolean bambu_ftps_worker_wait_for_all (guint timeout_msec);

G_END_DECLS
