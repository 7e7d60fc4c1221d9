/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-cloud-answer.h"
#include "bambu-cloud.h"

G_BEGIN_DECLS

/**
 * bambu_cloud_forward:
 * @method: a method of HTTP
 * @path: escaped; from its first slash on
 * @query: (nullable): escaped
 * @body: (nullable): JSON
 * @limit_msec: for the whole of it
 *
 * Sends what somebody else wants to ask, with the token, once and as it is. Nothing of it is
 * logged. The caps are not asked: whoever forwards has limits of his own.
 *
 * Returns: (transfer full): a future that resolves to the #BambuCloudAnswer, whatever its status
 * is, or rejects with %BAMBU_CLOUD_ERROR: sign in, offline, certificate, timed out, server,
 * forbidden or protocol
 */
DexFuture *bambu_cloud_forward (BambuCloud *self,
                                const char *method,
                                const char *path,
                                const char *query,
                                GBytes *body,
                                guint limit_msec);

G_END_DECLS
