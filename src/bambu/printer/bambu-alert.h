/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ALERT (bambu_alert_get_type ())
G_DECLARE_FINAL_TYPE (BambuAlert, bambu_alert, BAMBU, ALERT, BambuPart)

/**
 * BambuAlert:
 *
 * A fault that the printer reports now: an HMS entry or its print error. Properties, all readable:
 *
 * - `code` (string): `0300_0100_0001_0007` of an HMS entry, `0300-400C` of a print error
 * - `is-print-error` (boolean)
 * - `severity` (#BambuSeverity)
 * - `text` (string, nullable): a sentence, if known
 * - `url` (string, nullable): the maker's page on it
 * - `first-seen` (int64): Unix seconds
 */
const char *bambu_alert_get_code (BambuAlert *self);
gboolean bambu_alert_is_print_error (BambuAlert *self);
BambuSeverity bambu_alert_get_severity (BambuAlert *self);
const char *bambu_alert_get_text (BambuAlert *self);
const char *bambu_alert_get_url (BambuAlert *self);
gint64 bambu_alert_get_first_seen (BambuAlert *self);

G_END_DECLS
