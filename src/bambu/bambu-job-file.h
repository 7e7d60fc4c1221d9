/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "printer/bambu-printer.h"
#include "storage/bambu-storage.h"

G_BEGIN_DECLS

/**
 * bambu_job_file_open:
 * @printer: one that has a job
 * @storage: its files
 * @sent: (nullable) (array zero-terminated=1) (type filename): files on this computer that may be
 *   what was sent there
 * @transfer: shows how much of the file has come
 *
 * Looks for the file of the job on the printer by the names that it may have (protocol/lan-files.md
 * §3), never for another one that may do. Of @sent the one with the name and size of that is read,
 * which spares a printer what it is slow at; else a copy, which goes away with the project.
 *
 * Returns: (transfer full): a future that resolves to a [class@Bambu.Project], or rejects with
 * %BAMBU_STORAGE_ERROR, %BAMBU_STORAGE_ERROR_NOT_FOUND if it is not there, or an error of
 * bambu_project_open()
 */
DexFuture *bambu_job_file_open (BambuPrinter *printer,
                                BambuStorage *storage,
                                const char *const *sent,
                                BambuTransfer *transfer);

G_END_DECLS
