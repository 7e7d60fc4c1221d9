/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values of a report by their names: `state,bed.current,ams.0.trays.1.type`. */

/**
 * ctl_fields_split:
 * @list: names with commas between them
 * @example: a report that has all that there is
 * @error: return location for a %G_OPTION_ERROR
 *
 * Returns: (transfer full) (nullable): the names; %NULL where there is no such value
 */
GStrv ctl_fields_split (const char *list, JsonObject *example, GError **error);

/** ctl_fields_to_json: Returns: (transfer full): the values by their names; what is not there is
 * `null` */
JsonObject *ctl_fields_to_json (JsonObject *report, const char *const *names);

/** ctl_fields_to_text: Returns: (transfer full): the same for people; printable */
char *ctl_fields_to_text (JsonObject *report, const char *const *names);

G_END_DECLS
