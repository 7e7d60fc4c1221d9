/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/* How files on a printer are called (protocol/lan-files.md §4, §7). Pure functions. */

/** Longest name, in bytes. */
#define BAMBU_STORED_NAME_MAX_BYTES 255

/**
 * bambu_stored_name_is_valid:
 * @name: (nullable): of a file or folder, without a path
 *
 * Returns: whether a card can have it: no character that FAT forbids, no space or dot at the end,
 * not too long, UTF-8
 */
gboolean bambu_stored_name_is_valid (const char *name);

/**
 * bambu_stored_path_is_valid:
 *
 * Returns: whether @path begins with a slash and leads to something below the root: each part is a
 * name that a printer may have listed, so that nothing leads out of a folder or is two commands
 */
gboolean bambu_stored_path_is_valid (const char *path);

/**
 * bambu_stored_path_build:
 * @folder: `/` or `/cache`, also with a slash at its end
 *
 * Returns: (transfer full): the path of @name in @folder
 */
char *bambu_stored_path_build (const char *folder, const char *name);

/**
 * bambu_stored_name_make_safe:
 * @name: what the user calls it
 *
 * Makes what it is called on the printer, where the name goes into a URL too: `_` for spaces and
 * for all that FAT or a URL has another use for, short enough, the extension once.
 *
 * Returns: (transfer full): a valid name, never empty
 */
char *bambu_stored_name_make_safe (const char *name);

/**
 * bambu_stored_name_make_unique:
 * @name: a valid name
 * @files: of [class@Bambu.StoredFile]: what is in the folder
 *
 * Returns: (transfer full): @name, or `name_2.gcode.3mf`, `name_3.gcode.3mf` … : the first that is
 * not there; upper and lower case are the same to a card
 */
char *bambu_stored_name_make_unique (const char *name, GListModel *files);

/** bambu_stored_name_find: Returns: (transfer full) (nullable): the [class@Bambu.StoredFile] of
 * @files that has this name */
gpointer bambu_stored_name_find (const char *name, GListModel *files);

/** bambu_print_folder_get: Returns: (transfer none): where a file goes that is printed over the LAN
 */
const char *bambu_print_folder_get (BambuPrinter *printer);

/**
 * bambu_print_url_build:
 * @path: of a file on the printer
 * @attempt: 0 for the one to begin with; 1 if the printer did not find the file by that, …
 *
 * Returns: (transfer full) (nullable): what `project_file` calls the file; %NULL: no other way is
 * known for this model
 */
char *bambu_print_url_build (BambuPrinter *printer, const char *path, guint attempt);

G_END_DECLS
