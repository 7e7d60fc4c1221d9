/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ServeTokens:
 *
 * Which token of the service stands behind a token that somebody was given: a file with one JSON
 * object, `{"custom token": "real token"}`, that only its owner can read. It is read again when it
 * has changed. While it cannot be read, what was read before holds; once it is gone or empty there
 * are no tokens.
 */
typedef struct _ServeTokens ServeTokens;

/**
 * serve_tokens_new:
 * @path: (type filename): it need not be there yet
 *
 * Returns: (transfer full) (nullable): the tokens; %NULL with %G_IO_ERROR_INVALID_DATA if it is no
 * such object, with %G_IO_ERROR_PERMISSION_DENIED if others may read it or it is somebody else's
 */
ServeTokens *serve_tokens_new (const char *path, GError **error);
void serve_tokens_free (ServeTokens *self);

/** serve_tokens_lookup: Returns: (transfer none) (nullable): the real token behind @custom, until
 * the next call */
const char *serve_tokens_lookup (ServeTokens *self, const char *custom);

guint serve_tokens_count (ServeTokens *self);

/** serve_tokens_list: Returns: (transfer full): the custom ones, sorted */
GPtrArray *serve_tokens_list (ServeTokens *self);

/**
 * serve_tokens_add:
 * @name: who gets it: letters, digits, `-`, `_` and `.`
 * @real: the token of the service that is to stand behind it
 *
 * Makes a token at random, and writes the file anew, for its owner alone.
 *
 * Returns: (transfer full) (nullable): the custom token, for bambu_secret_free(); %NULL with
 * %G_IO_ERROR_INVALID_ARGUMENT if that is no name, with %G_IO_ERROR_EXISTS if somebody is called so
 */
char *serve_tokens_add (ServeTokens *self, const char *name, const char *real, GError **error);

/** serve_tokens_remove: takes @custom, which is there, out of the file */
gboolean serve_tokens_remove (ServeTokens *self, const char *custom, GError **error);

/** serve_tokens_find: Returns: (transfer full): the custom ones that are called @name */
GPtrArray *serve_tokens_find (ServeTokens *self, const char *name);

/** serve_tokens_dup_name: Returns: (transfer full): what to call a custom token: who got it, or, if
 * it was not made here, how it begins */
char *serve_tokens_dup_name (const char *custom);
/** serve_tokens_shorten: Returns: (transfer full): how a custom token begins */
char *serve_tokens_shorten (const char *custom);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeTokens, serve_tokens_free)

G_END_DECLS
