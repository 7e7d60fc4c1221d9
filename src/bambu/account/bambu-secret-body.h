/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * bambu_secret_json:
 * @first_key: a key, followed by its text, more of both, and %NULL
 *
 * Writes an object into one buffer of its own. A JSON library would leave copies of the secret in
 * memory that nobody overwrites.
 *
 * Returns: (transfer full): free with bambu_secret_free()
 */
char *bambu_secret_json (const char *first_key, ...) G_GNUC_NULL_TERMINATED;

/**
 * bambu_secret_to_bytes:
 * @secret: (transfer full): a text
 *
 * Returns: (transfer full): its bytes, overwritten when they are given back
 */
GBytes *bambu_secret_to_bytes (char *secret);

G_END_DECLS
