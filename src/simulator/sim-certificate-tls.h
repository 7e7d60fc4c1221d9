/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/ssl.h>

#include "sim-certificate.h"

G_BEGIN_DECLS

/**
 * sim_certificate_configure:
 * @context: a server's context
 * @with_issuers: its issuers follow it
 *
 * Makes @context show the certificate.
 */
void sim_certificate_configure (SimCertificate *self, SSL_CTX *context, gboolean with_issuers);

G_END_DECLS
