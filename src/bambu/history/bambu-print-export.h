/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "bambu-print-record.h"

G_BEGIN_DECLS

/* Prints for other programs: times are RFC 3339, numbers have a point, and what is unknown is
 * `null` or an empty cell. */

/** bambu_known_print_to_json: Returns: (transfer full): an object; a key is there in every case */
JsonObject *bambu_known_print_to_json (const BambuKnownPrint *known);
/** bambu_print_record_to_json: Returns: (transfer full): the same, and where it is known from */
JsonObject *bambu_print_record_to_json (BambuPrintRecord *record);

/** bambu_prints_to_json: Returns: (transfer full): all of @records as an array, of many lines */
char *bambu_prints_to_json (GListModel *records);

/** bambu_prints_to_csv: Returns: (transfer full): as of RFC 4180, a heading and a line for each of
 * @records. No cell is a formula for a spreadsheet */
char *bambu_prints_to_csv (GListModel *records);

G_END_DECLS
