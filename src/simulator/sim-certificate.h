/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define SIM_TYPE_CERTIFICATE (sim_certificate_get_type ())

/**
 * SimCertificateFlags:
 * @SIM_CERTIFICATE_NONE: X.509 v3, RSA-2048, valid for ten years
 * @SIM_CERTIFICATE_AUTHORITY: may sign others
 * @SIM_CERTIFICATE_V1: X.509 v1, without any extension, as older printers have
 * @SIM_CERTIFICATE_EC: a P-256 key
 * @SIM_CERTIFICATE_EXPIRED: its time ended yesterday
 * @SIM_CERTIFICATE_NOT_YET: its time begins tomorrow
 * @SIM_CERTIFICATE_HOST: of a server that is found at `localhost` and 127.0.0.1, or of its CA
 */
typedef enum
{
  SIM_CERTIFICATE_NONE = 0,
  SIM_CERTIFICATE_AUTHORITY = 1 << 0,
  SIM_CERTIFICATE_V1 = 1 << 1,
  SIM_CERTIFICATE_EC = 1 << 2,
  SIM_CERTIFICATE_EXPIRED = 1 << 3,
  SIM_CERTIFICATE_NOT_YET = 1 << 4,
  SIM_CERTIFICATE_HOST = 1 << 5,
} SimCertificateFlags;

/**
 * SimCertificate:
 *
 * A certificate with its key, made through libcrypto: the CAs and printers of the simulator and of
 * tests. Immutable and reference counted.
 */
typedef struct _SimCertificate SimCertificate;

GType sim_certificate_get_type (void) G_GNUC_CONST;

/**
 * sim_certificate_new:
 * @common_name: the subject's CN; a printer's serial
 * @flags: what kind
 * @issuer: (nullable): who signs it; %NULL: itself
 *
 * Makes a certificate with a random serial number, so no two are the same. CAs have keys of their
 * own; leaves of one kind share one, since making an RSA key takes a tenth of a second and there
 * may be two hundred printers.
 *
 * Returns: (transfer full): the certificate
 */
SimCertificate *sim_certificate_new (const char *common_name,
                                     SimCertificateFlags flags,
                                     SimCertificate *issuer);
SimCertificate *sim_certificate_ref (SimCertificate *self);
void sim_certificate_unref (SimCertificate *self);

/** sim_certificate_get_der: Returns: (transfer none): the certificate alone */
GBytes *sim_certificate_get_der (SimCertificate *self);
/** sim_certificate_get_fingerprint: Returns: (transfer none): SHA-256 of the DER, lower-case hex
 * digits */
const char *sim_certificate_get_fingerprint (SimCertificate *self);

/** sim_certificate_is_elliptic: Returns: whether its key is one of %SIM_CERTIFICATE_EC */
gboolean sim_certificate_is_elliptic (SimCertificate *self);

/**
 * sim_certificate_save:
 * @self: a certificate
 * @path: (type filename): written with mode 0600
 * @with_issuers: its issuers follow it, as a server sends them
 */
gboolean sim_certificate_save (SimCertificate *self,
                               const char *path,
                               gboolean with_issuers,
                               GError **error);
/** sim_certificate_dup_pem: Returns: (transfer full): the certificate, @with_issuers those that
 * follow it, and the private key */
char *sim_certificate_dup_pem (SimCertificate *self, gboolean with_issuers);
/** sim_certificate_save_key: writes the private key as PEM, mode 0600 */
gboolean sim_certificate_save_key (SimCertificate *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimCertificate, sim_certificate_unref)

G_END_DECLS
