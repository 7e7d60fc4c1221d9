/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is asked of the user, a line each: on a terminal by a prompt, else from standard input.
 * Secrets are never taken from the command line, where others can read them. All wait, on a fiber;
 * what they give is freed with bambu_secret_free(), and is never empty. */

/** ctl_secret_can_ask_again: somebody is there who can type it better */
gboolean ctl_secret_can_ask_again (void);

/** ctl_secret_await_name: what may be seen, without white space around it */
char *ctl_secret_await_name (const char *prompt, GError **error);

/** ctl_secret_await: a password or code, typed without echo; as it was typed */
char *ctl_secret_await (const char *prompt, GError **error);

/**
 * ctl_secret_await_access_code:
 * @path: (type filename) (nullable): a file with it in the first line; `-` or %NULL for standard
 * input
 * @error: return location for an error
 *
 * Waits for a printer's access code, without white space around it.
 *
 * Returns: (transfer full) (nullable): the code
 */
char *ctl_secret_await_access_code (const char *path, GError **error);

G_END_DECLS
