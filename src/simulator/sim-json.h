/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A printer's state is kept as the JSON that it sends. These are the few things that json-glib does
 * not do. */

/** sim_json_copy: Returns: (transfer full): a copy that shares nothing with @object */
JsonObject *sim_json_copy (JsonObject *object);

/**
 * sim_json_merge:
 * @target: what is changed
 * @patch: what is put over it; copied
 *
 * Objects are merged, all else is replaced; elements of arrays named `ams` and `tray` are matched
 * by `id`. A tray of `id` (and `state`) alone is an emptied slot and replaces what was there.
 */
void sim_json_merge (JsonObject *target, JsonObject *patch);

/**
 * sim_json_diff:
 *
 * Returns: (transfer full) (nullable): what has to be merged into @before to get @after; %NULL for
 * nothing
 */
JsonObject *sim_json_diff (JsonObject *before, JsonObject *after);

/**
 * sim_json_find:
 * @path: names of members, %NULL at the end
 *
 * Returns: (transfer none) (nullable): the object there
 */
JsonObject *sim_json_find (JsonObject *object, const char *path, ...) G_GNUC_NULL_TERMINATED;

/* These write only what the printer's form has, in the type that it has there: a number stays text
 * where it is text. */
void sim_json_put_int (JsonObject *object, const char *member, gint64 value);
void sim_json_put_double (JsonObject *object, const char *member, double value);
void sim_json_put_string (JsonObject *object, const char *member, const char *value);
void sim_json_put_boolean (JsonObject *object, const char *member, gboolean value);
void sim_json_put_hex (JsonObject *object, const char *member, guint64 value);

/* These read liberally: number or text, %fallback if absent or of another type. */
gint64 sim_json_get_int (JsonObject *object, const char *member, gint64 fallback);
guint64 sim_json_get_hex (JsonObject *object, const char *member);
const char *sim_json_get_string (JsonObject *object, const char *member, const char *fallback);
/** sim_json_get_boolean: Returns: %FALSE if it is not there, or no boolean */
gboolean sim_json_get_boolean (JsonObject *object, const char *member, gboolean *value);
JsonObject *sim_json_get_object (JsonObject *object, const char *member);
JsonArray *sim_json_get_array (JsonObject *object, const char *member);

/** sim_json_find_by_id: Returns: (transfer none) (nullable): the element of @array whose `id` is
 * @id */
JsonObject *sim_json_find_by_id (JsonArray *array, gint64 id);

/** sim_json_to_bytes: Returns: (transfer full): the object as compact JSON */
GBytes *sim_json_to_bytes (JsonObject *object);

/** sim_json_parse: Returns: (transfer full) (nullable): the object that @data is */
JsonObject *sim_json_parse (const char *data, gssize size, GError **error);

G_END_DECLS
