/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * ctl_status_json_new:
 * @printer: a printer
 *
 * A printer in JSON, for scripts: what the app shows. Every key is there in every case; what is
 * unknown or not fitted is `null`, never 0. Of the objects only `chamber` and `active_filament` are
 * `null` as a whole, the others have `null` members.
 *
 * Returns: (transfer full): an object
 */
JsonNode *ctl_status_json_new (BambuPrinter *printer);

G_END_DECLS
