/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Liberal reading of the service's JSON: the same field comes as number or as text, under one name
 * or another, and any may be absent, null or "". */

/**
 * bambu_json_parse:
 * @bytes: hostile
 * @error: told what is wrong, without the text itself
 *
 * Strict JSON, of bounded depth.
 *
 * Returns: (transfer full) (nullable): the root
 */
JsonNode *bambu_json_parse (GBytes *bytes, GError **error);

/**
 * bambu_json_find:
 * @object: (nullable): where to look
 * @paths: alternatives, separated by `|`; a `.` leads into an object
 *
 * Returns: (transfer none) (nullable): the first that is there and not null
 */
JsonNode *bambu_json_find (JsonObject *object, const char *paths);

/** bambu_json_get_text: Returns: (transfer none) (nullable): the text of a string, else %NULL */
const char *bambu_json_get_text (JsonNode *node);
/** bambu_json_dup_text: also of numbers */
char *bambu_json_dup_text (JsonNode *node);
gboolean bambu_json_read_int (JsonNode *node, gint64 *number);
gboolean bambu_json_read_double (JsonNode *node, double *number);
gboolean bambu_json_read_bool (JsonNode *node, gboolean *value);
/** bambu_json_read_time: ISO 8601, `YYYY-MM-DD HH:MM:SS` in UTC, seconds or milliseconds; to Unix
 * seconds */
gboolean bambu_json_read_time (JsonNode *node, gint64 *time);

G_END_DECLS
