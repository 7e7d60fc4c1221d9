/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The captures: what real printers sent, with the facts that a correct reading shows. They are no
 * part of the project; $CULM_CAPTURES says where they are. */

#define CAPTURE_FACTS_SUFFIX ".expected.json"

/** capture_facts_list: Returns: (transfer full) (nullable): the names of captures with facts; %NULL
 * if there is no such folder */
GStrv capture_facts_list (void);

/** capture_facts_dup_path: Returns: (transfer full): @name with @suffix in that folder */
char *capture_facts_dup_path (const char *name, const char *suffix);

/** capture_facts_load: Returns: (transfer full): the object in that file; the test fails if there
 * is none */
JsonObject *capture_facts_load (const char *name, const char *suffix);

/** capture_facts_load_expected: Returns: (transfer full): the facts of a capture, its model among
 * them */
JsonObject *capture_facts_load_expected (const char *name);

/**
 * capture_facts_compare:
 * @facts: what a correct reading shows
 * @status: an object of `culmctl status --json`
 *
 * Fails the test for each fact that the status does not show.
 */
void capture_facts_compare (JsonObject *facts, JsonObject *status);

G_END_DECLS
