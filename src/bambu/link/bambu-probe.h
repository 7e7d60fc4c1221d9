/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "bambu-trust.h"

G_BEGIN_DECLS

/**
 * bambu_probe_connect:
 *
 * Opens a TCP connection. Gives up after a few seconds. Main context.
 *
 * Returns: (transfer full): a future that resolves to a #GSocketConnection, or rejects with
 * %BAMBU_LINK_ERROR_UNREACHABLE or %BAMBU_LINK_ERROR_TIMED_OUT
 */
DexFuture *bambu_probe_connect (const char *host, guint16 port);

/**
 * bambu_probe_handshake:
 * @connection: a fresh connection; of no use afterwards
 * @trust: who decides
 * @serial: (nullable): as in bambu_trust_judge()
 *
 * Goes as far into TLS as it takes to see who answers, by the way that every other connection to a
 * printer goes; sends no application data. Main context.
 *
 * Returns: (transfer full): a future that resolves to the #BambuCertificate that was shown,
 * whatever its verdict, or rejects with %BAMBU_LINK_ERROR_CLOSED (ended without a word),
 * %BAMBU_LINK_ERROR_PROTOCOL (no TLS) or %BAMBU_LINK_ERROR_TIMED_OUT
 */
DexFuture *bambu_probe_handshake (GSocketConnection *connection,
                                  BambuTrust *trust,
                                  const char *serial);

G_END_DECLS
