/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/ssl.h>

#include "bambu-trust.h"

G_BEGIN_DECLS

/**
 * BambuTrustShownFunc:
 * @certificate: what the other side showed, with the verdict
 *
 * Called in the middle of a TLS handshake, on the thread that runs it.
 */
typedef void (*BambuTrustShownFunc) (const BambuCertificate *certificate, gpointer user_data);

/**
 * bambu_trust_configure:
 * @self: a trust
 * @context: a client's context, which keeps a reference on @self
 * @serial: (nullable): as in bambu_trust_judge()
 * @shown: (nullable): is told what was shown, and why the handshake ends if it does
 *
 * Makes handshakes of @context end where @self does not agree: before any application data, hence
 * before any secret. Nothing older than TLS 1.2.
 */
void bambu_trust_configure (BambuTrust *self,
                            SSL_CTX *context,
                            const char *serial,
                            BambuTrustShownFunc shown,
                            gpointer user_data);

G_END_DECLS
