/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * serve_file_read:
 * @path: (type filename): a file of secrets
 * @most_bytes: that it may have
 * @info: (out): what was read, zeroed if there is nothing
 *
 * Returns: (transfer full) (nullable): what is in it, for bambu_secret_free(); %NULL with
 * %G_IO_ERROR_PERMISSION_DENIED if somebody else than who runs this may read it
 */
char *serve_file_read (const char *path, gsize most_bytes, struct stat *info, GError **error);

G_END_DECLS
