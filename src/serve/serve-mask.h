/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What nobody may read in what the service answered: access codes, tokens, links and addresses
 * (protocol/seed-servers.md §1). Pure. */

/**
 * serve_mask_text:
 * @text: UTF-8, hostile
 * @secrets: (nullable) (array zero-terminated=1): what must not appear in any case
 *
 * Version numbers are left alone as far as they can be told from addresses: a part of them is
 * written `00` or `01`.
 *
 * Returns: (transfer full): @text without secrets, links and addresses
 */
char *serve_mask_text (const char *text, const char *const *secrets);

/** serve_mask_token: Returns: (transfer full): how a token begins, if it is long enough for that */
char *serve_mask_token (const char *token);

/**
 * serve_mask_json:
 * @node: as bambu_json_parse() gave it
 * @secrets: (nullable) (array zero-terminated=1): what must not appear in any case
 *
 * The same for all texts in @node, also for those that are JSON themselves and for the names of
 * members; and by their names: `access_code` and its like are hidden, of anything with `token` in
 * its name at most the beginning is shown, dotted numbers named as versions are left alone.
 *
 * Returns: (transfer full): a copy
 */
JsonNode *serve_mask_json (JsonNode *node, const char *const *secrets);

G_END_DECLS
