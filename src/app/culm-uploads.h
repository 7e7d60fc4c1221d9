/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/print/bambu-print-job.h>

#include "culm-file-transfers.h"

G_BEGIN_DECLS

/* What is on its way to printers, of the whole program: it would be lost with it. */

/** culm_uploads_get: Returns: (transfer none): of [class@Bambu.PrintJob] and
 * [class@Culm.FileTransfer] */
GListModel *culm_uploads_get (void);

/** culm_uploads_add_job: one that runs; it leaves by itself */
void culm_uploads_add_job (BambuPrintJob *job);
void culm_uploads_add_transfer (CulmFileTransfer *transfer);
void culm_uploads_remove_transfer (CulmFileTransfer *transfer);

/** culm_uploads_dup_warning: Returns: (transfer full) (nullable): what is lost if the program ends
 * now; %NULL: nothing is */
char *culm_uploads_dup_warning (void);

/** culm_uploads_dup_names: Returns: (transfer full): of those, what they are called */
GStrv culm_uploads_dup_names (void);

/** culm_uploads_cancel_all: as far as they can be; the list is empty when they have ended */
void culm_uploads_cancel_all (void);

G_END_DECLS
