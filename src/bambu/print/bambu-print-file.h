/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* What is made of the file that is printed, in other threads and in bounded memory. */

/**
 * bambu_print_file_hash:
 * @path: (type filename): a file
 *
 * Returns: (transfer full): a future that resolves to its MD5, 32 upper-case hex digits, or rejects
 *   with a %G_IO_ERROR
 */
DexFuture *bambu_print_file_hash (const char *path);

/**
 * bambu_print_file_strip:
 * @path: (type filename): a 3MF
 *
 * Writes what the service wants to see first: all of it but the G-code.
 *
 * Returns: (transfer full): a future that resolves to the name of a new temporary file, which the
 *   caller removes, or rejects with a %BAMBU_PROJECT_ERROR or %G_IO_ERROR
 */
DexFuture *bambu_print_file_strip (const char *path);

G_END_DECLS
