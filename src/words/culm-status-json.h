/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * culm_status_json_new:
 * @printer: a printer
 *
 * A printer in JSON, for scripts: what the app shows. Every key is there in every case; what is
 * unknown or not fitted is `null`, never 0. Of the objects only `chamber` and `active_filament` are
 * `null` as a whole, the others have `null` members.
 *
 * Returns: (transfer full): an object
 */
JsonNode *culm_status_json_new (BambuPrinter *printer);

/**
 * culm_status_json_dup_shown:
 * @status: of culm_status_json_new()
 *
 * What makes two states of a printer different; the time of a report that says the same does not.
 *
 * Returns: (transfer full): @status on one line, without that time
 */
char *culm_status_json_dup_shown (JsonNode *status);

G_END_DECLS
