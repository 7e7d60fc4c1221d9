/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * sim_json_build:
 * @member: type and name of the first member; then its value, then the next; %NULL at the end
 *
 * The type is a letter before a colon: `s` a string or %NULL, `i` an int, `l` a #gint64, `d` a
 * double, `b` a boolean, `o` a #JsonObject and `a` a #JsonArray, which are both taken; `n` is null
 * and has no value.
 *
 * |[
 * sim_json_build ("s:dev_id", serial, "b:online", TRUE, "n:error", NULL)
 * ]|
 *
 * Returns: (transfer full): the object
 */
JsonObject *sim_json_build (const char *member, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
