/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-storage.h"
#include "link/bambu-trust.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_FTPS_STORAGE (bambu_ftps_storage_get_type ())
G_DECLARE_FINAL_TYPE (BambuFtpsStorage, bambu_ftps_storage, BAMBU, FTPS_STORAGE, GObject)

/**
 * BambuFtpsStorage:
 *
 * A [iface@Bambu.Storage] that is reached by FTPS (protocol/lan-files.md), on a thread of its own.
 * It goes to the printer's known address, never to one that a report names. The certificate is
 * judged before the access code is sent. Dropping it cancels what is under way.
 */

/** bambu_ftps_storage_new: @trust: who decides on the certificate */
BambuFtpsStorage *bambu_ftps_storage_new (BambuPrinter *printer, BambuTrust *trust);

/** bambu_ftps_storage_set_access_code: (nullable): %NULL: not known; for what is asked from now on
 */
void bambu_ftps_storage_set_access_code (BambuFtpsStorage *self, const char *access_code);

/** bambu_ftps_storage_set_clear_firmware: @firmware: (nullable): one that was found to be unable to
 * encrypt files on their way: while the printer has it, that is not tried again */
void bambu_ftps_storage_set_clear_firmware (BambuFtpsStorage *self, const char *firmware);

/**
 * bambu_ftps_storage_wait_for_all:
 *
 * For the end of a program: waits for the threads of storages that were dropped, which may have
 * something to remove from a printer.
 *
 * Returns: %FALSE if they have not ended in time
 */
gboolean bambu_ftps_storage_wait_for_all (guint timeout_msec);

G_END_DECLS
