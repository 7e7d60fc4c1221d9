/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_APP_CERTIFICATE (bambu_app_certificate_get_type ())
G_DECLARE_FINAL_TYPE (BambuAppCertificate, bambu_app_certificate, BAMBU, APP_CERTIFICATE, GObject)

/**
 * BambuAppCertificate:
 *
 * An app certificate of the user's own, with its key: what some requests to the service can be
 * signed with. Culm has none. Immutable.
 */

/**
 * bambu_app_certificate_new:
 * @pem: a certificate and its RSA key, PEM, in any order
 *
 * Returns: (transfer full): the certificate, or %NULL with %G_IO_ERROR_INVALID_DATA
 */
BambuAppCertificate *bambu_app_certificate_new (const char *pem, GError **error);

/** bambu_app_certificate_get_id: Returns: (transfer none): issuer, a colon, serial number in
 * lower-case hex digits */
const char *bambu_app_certificate_get_id (BambuAppCertificate *self);

/**
 * bambu_app_certificate_sign_time:
 * @msec: Unix time in milliseconds
 *
 * Returns: (transfer full): base64 of the RSA-SHA256 signature over the 13 digits
 */
char *bambu_app_certificate_sign_time (BambuAppCertificate *self, gint64 msec);

G_END_DECLS
