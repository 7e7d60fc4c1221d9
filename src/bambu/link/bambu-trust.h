/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-certificate.h"

G_BEGIN_DECLS

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
gboolean bambu_trust_add_authority (BambuTrust *self, const char *path, GError **error);

/**
 * bambu_trust_set_pin:
 * @self: a trust
 * @serial: a printer's serial
 * @fingerprint: (nullable): SHA-256 of the leaf as hex digits, colons and case ignored; %NULL
 * forgets
 */
void bambu_trust_set_pin (BambuTrust *self, const char *serial, const char *fingerprint);
char *bambu_trust_dup_pin (BambuTrust *self, const char *serial);

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
BambuCertificate *bambu_trust_judge (BambuTrust *self, const char *serial, GPtrArray *chain);

G_END_DECLS
