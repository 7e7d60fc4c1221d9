/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What we write as JSON: a key is there in every case, and what is unknown is `null`. */

void culm_json_add_string (JsonObject *object, const char *key, const char *value);
/** culm_json_add_text: for texts that the library has empty where nothing is known */
void culm_json_add_text (JsonObject *object, const char *key, const char *value);
void culm_json_add_integer (JsonObject *object, const char *key, gint64 value, gboolean known);
void culm_json_add_boolean (JsonObject *object, const char *key, gboolean value, gboolean known);
/** culm_json_add_number: NaN is unknown; whole numbers are written as such */
void culm_json_add_number (JsonObject *object, const char *key, double value);
/** culm_json_add_nick: the word of a value of an enumeration */
void culm_json_add_nick (JsonObject *object, const char *key, GType type, int value);
/** culm_json_add_time: Unix seconds as RFC 3339; 0 is unknown */
void culm_json_add_time (JsonObject *object, const char *key, gint64 seconds);

/** CulmJsonItem: Returns: (transfer full): one item of a list */
typedef JsonObject *(*CulmJsonItem) (gpointer item);

/** culm_json_from_list: Returns: (transfer full): each item in order */
JsonArray *culm_json_from_list (GListModel *list, CulmJsonItem item_to_json);

/**
 * culm_json_dup_line:
 * @node: (transfer none): any JSON
 *
 * Returns: (transfer full): @node on one line, without a line break
 */
char *culm_json_dup_line (JsonNode *node);

G_END_DECLS
