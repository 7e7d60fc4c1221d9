/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * BambuVerdict:
 * @BAMBU_VERDICT_KNOWN_CA: chain to a known CA and the serial as common name
 * @BAMBU_VERDICT_PINNED: the leaf that was pinned for this serial, whatever its dates: the pin is
 * on the very key, and old printers' certificates run out
 * @BAMBU_VERDICT_UNKNOWN: names the serial, but no known CA signed it and nothing is pinned: the
 * user decides
 * @BAMBU_VERDICT_CHANGED: another leaf than the pinned one, without a known CA behind it
 * @BAMBU_VERDICT_WRONG_NAME: names another printer, none, or more than one
 * @BAMBU_VERDICT_EXPIRED: not pinned, and it or its CA is outside its dates (a computer's wrong
 * clock looks the same)
 *
 * What is thought of a certificate. Only the first two may go on.
 */
typedef enum
{
  BAMBU_VERDICT_KNOWN_CA,
  BAMBU_VERDICT_PINNED,
  BAMBU_VERDICT_UNKNOWN,
  BAMBU_VERDICT_CHANGED,
  BAMBU_VERDICT_WRONG_NAME,
  BAMBU_VERDICT_EXPIRED,
} BambuVerdict;

#define BAMBU_TYPE_VERDICT (bambu_verdict_get_type ())
GType bambu_verdict_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_CERTIFICATE (bambu_certificate_get_type ())

/**
 * BambuCertificate:
 * @common_name: (nullable): the subject's CN: the printer's serial; %NULL if there is no single
 * printable one
 * @fingerprint: (nullable): SHA-256 of the leaf's DER, 64 lower-case hex digits; %NULL if nothing
 * was shown
 * @issuer: (nullable): the issuer's CN
 * @verdict: what [class@Bambu.Trust] thinks of it
 *
 * What a printer showed of itself.
 */
typedef struct
{
  char *common_name;
  char *fingerprint;
  char *issuer;
  BambuVerdict verdict;
} BambuCertificate;

GType bambu_certificate_get_type (void) G_GNUC_CONST;
BambuCertificate *bambu_certificate_copy (const BambuCertificate *self);
void bambu_certificate_free (BambuCertificate *self);
gboolean bambu_certificate_is_trusted (const BambuCertificate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuCertificate, bambu_certificate_free)

G_END_DECLS
