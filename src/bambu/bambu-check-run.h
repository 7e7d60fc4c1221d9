/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-connection-check-private.h"

G_BEGIN_DECLS

/**
 * bambu_check_run:
 * @check: whose steps are set; only as long as this is its last run
 *
 * The steps themselves, one after the other, as bambu_connection_check_run() says.
 */
DexFuture *bambu_check_run (BambuConnectionCheck *check,
                            const char *address,
                            const char *serial,
                            const char *access_code,
                            const char *fingerprint);

G_END_DECLS
