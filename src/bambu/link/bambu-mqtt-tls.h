/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

/** BambuMqttTlsRefusedFunc: in the middle of a handshake, which ends: @reason is for a log */
typedef void (*BambuMqttTlsRefusedFunc) (const char *reason, gpointer user_data);

/**
 * bambu_mqtt_tls_configure_for_host:
 * @context: a client's context
 * @host: name or address that the certificate must be for; asked for by name, whatever address is
 * connected to
 * @authorities: (nullable) (type filename): PEM, trusted beside the system's authorities
 * @refused: is told why the handshake ends if it does
 *
 * Makes handshakes of @context end where the server does not prove to be @host: before any
 * application data, hence before any secret. Nothing older than TLS 1.2.
 */
void bambu_mqtt_tls_configure_for_host (SSL_CTX *context,
                                        const char *host,
                                        const char *authorities,
                                        BambuMqttTlsRefusedFunc refused,
                                        gpointer user_data);

G_END_DECLS
