/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * ctl_secret_read:
 * @path: (type filename) (nullable): a file with the secret; `-` or %NULL for standard input
 * @prompt: what to ask for, if standard input is a terminal; typed without echo
 *
 * Reads a secret: the first line, without white space around it. Secrets are never taken from the
 * command line, where others can read them.
 *
 * Returns: (transfer full): a future that resolves to a string, never empty, or rejects with a
 * #GIOErrorEnum
 */
DexFuture *ctl_secret_read (const char *path, const char *prompt);

/**
 * ctl_secret_await_access_code:
 * @path: (type filename) (nullable): see ctl_secret_read()
 * @error: return location for an error
 *
 * Waits for a printer's access code. To be called on a fiber.
 *
 * Returns: (transfer full) (nullable): the code
 */
char *ctl_secret_await_access_code (const char *path, GError **error);

G_END_DECLS
