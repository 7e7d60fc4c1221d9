/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BambuVerdict:
 * @BAMBU_VERDICT_KNOWN_CA: chain to a known CA and the serial as common name
 * @BAMBU_VERDICT_PINNED: the leaf that was pinned for this serial
 * @BAMBU_VERDICT_UNKNOWN: names the serial, but no known CA signed it and nothing is pinned: the user decides
 * @BAMBU_VERDICT_CHANGED: another leaf than the pinned one, without a known CA behind it
 * @BAMBU_VERDICT_WRONG_NAME: names another printer
 * @BAMBU_VERDICT_EXPIRED: outside its dates (a computer's wrong clock looks the same)
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
 * @common_name: the subject's CN: the printer's serial
 * @fingerprint: SHA-256 of the leaf's DER, 64 lower-case hex digits
 * @issuer: the issuer's CN
 * @verdict: what @BambuTrust thinks of it
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

GType             bambu_certificate_get_type (void) G_GNUC_CONST;
BambuCertificate *bambu_certificate_copy     (const BambuCertificate *self);
void              bambu_certificate_free     (BambuCertificate       *self);
gboolean          bambu_certificate_is_trusted (const BambuCertificate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuCertificate, bambu_certificate_free)

#define BAMBU_TYPE_TRUST (bambu_trust_get_type ())
G_DECLARE_FINAL_TYPE (BambuTrust, bambu_trust, BAMBU, TRUST, GObject)

/**
 * BambuTrust:
 *
 * The one place that decides whether a LAN printer is the one it should be: known CAs, a pin for
 * each serial, and the common name in every case (protocol/discovery-tls.md §3). MQTT, FTPS and
 * camera ask it. Thread-safe.
 */
BambuTrust *bambu_trust_new (void);

/**
 * bambu_trust_add_authority:
 * @self: a trust
 * @path: (type filename): a PEM file with one or more CA certificates, roots or intermediates
 * @error: return location for an error
 *
 * Adds CAs beside the known ones (a simulator's, a later model's). Reads a file: not for the main
 * context of an app.
 */
gboolean bambu_trust_add_authority (BambuTrust  *self,
                                    const char  *path,
                                    GError     **error);

/**
 * bambu_trust_set_pin:
 * @self: a trust
 * @serial: a printer's serial
 * @fingerprint: (nullable): SHA-256 of the leaf as hex digits, colons and case ignored; %NULL forgets
 */
void  bambu_trust_set_pin (BambuTrust *self,
                           const char *serial,
                           const char *fingerprint);
char *bambu_trust_dup_pin (BambuTrust *self,
                           const char *serial);

/**
 * bambu_trust_judge:
 * @self: a trust
 * @serial: (nullable): the serial that the leaf must name; %NULL to only look, then the verdict
 *   does not check the name and never is a pin's
 * @chain: (element-type GBytes): the certificates as sent, DER, leaf first
 *
 * Judges what a printer showed. To be called before any secret is sent, on any thread.
 *
 * Returns: (transfer full): what it showed, with the verdict
 */
BambuCertificate *bambu_trust_judge (BambuTrust *self,
                                     const char *serial,
                                     GPtrArray  *chain);

G_END_DECLS
