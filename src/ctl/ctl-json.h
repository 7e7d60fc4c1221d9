/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What culmctl writes as JSON: a key is there in every case, and what is unknown is `null`. */

void ctl_json_add_string (JsonObject *object, const char *key, const char *value);
/** ctl_json_add_text: for texts that the library has empty where nothing is known */
void ctl_json_add_text (JsonObject *object, const char *key, const char *value);
void ctl_json_add_integer (JsonObject *object, const char *key, gint64 value, gboolean known);
void ctl_json_add_boolean (JsonObject *object, const char *key, gboolean value, gboolean known);
/** ctl_json_add_number: NaN is unknown; whole numbers are written as such */
void ctl_json_add_number (JsonObject *object, const char *key, double value);
/** ctl_json_add_nick: the word of a value of an enumeration */
void ctl_json_add_nick (JsonObject *object, const char *key, GType type, int value);
/** ctl_json_add_time: Unix seconds as RFC 3339; 0 is unknown */
void ctl_json_add_time (JsonObject *object, const char *key, gint64 seconds);

/** CtlJsonItem: Returns: (transfer full): one item of a list */
typedef JsonObject *(*CtlJsonItem) (gpointer item);

/** ctl_json_from_list: Returns: (transfer full): each item in order */
JsonArray *ctl_json_from_list (GListModel *list, CtlJsonItem item_to_json);

/**
 * ctl_json_dup_line:
 * @node: (transfer none): any JSON
 *
 * Returns: (transfer full): @node on one line, without a line break
 */
char *ctl_json_dup_line (JsonNode *node);

G_END_DECLS
