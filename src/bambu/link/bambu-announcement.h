/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_ANNOUNCEMENT (bambu_announcement_get_type ())
G_DECLARE_FINAL_TYPE (BambuAnnouncement, bambu_announcement, BAMBU, ANNOUNCEMENT, GObject)

/**
 * BambuAnnouncement:
 *
 * A printer that announces itself. Unauthenticated: a hint, never a reason to send a secret.
 *
 * Properties, all readable: `serial` (string), `name` (string, nullable), `model` (string,
 * nullable: code), `address` (string: the packet's source), `address-differs` (boolean: it named
 * another address), `signal-dbm` (int; 0 unknown), `connect` (string, nullable), `bound` (boolean),
 * `version` (string, nullable).
 */

/**
 * bambu_announcement_parse:
 * @data: (array length=size): a datagram
 * @source: the address that it came from
 * @departed: (out): it says good-bye
 *
 * Pure. Returns: (transfer full) (nullable): %NULL for anything that is not a printer's
 */
BambuAnnouncement *bambu_announcement_parse (const void *data,
                                             gsize size,
                                             const char *source,
                                             gboolean *departed);

const char *bambu_announcement_get_serial (BambuAnnouncement *self);
const char *bambu_announcement_get_name (BambuAnnouncement *self);
const char *bambu_announcement_get_model (BambuAnnouncement *self);
const char *bambu_announcement_get_address (BambuAnnouncement *self);
gboolean bambu_announcement_address_differs (BambuAnnouncement *self);
int bambu_announcement_get_signal_dbm (BambuAnnouncement *self);
const char *bambu_announcement_get_connect (BambuAnnouncement *self);
gboolean bambu_announcement_is_bound (BambuAnnouncement *self);
const char *bambu_announcement_get_version (BambuAnnouncement *self);

G_END_DECLS
