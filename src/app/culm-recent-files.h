/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-stored-file.h>
#include <libdex.h>

G_BEGIN_DECLS

/* The files that were printed or uploaded from here, last first. Only where they are is remembered,
 * on this computer. */

/** CULM_RECENT_FILES: the setting with their paths, also of those that are gone */
#define CULM_RECENT_FILES "recent-files"

/** culm_recent_files_add: @path: of one that is on its way to a printer */
void culm_recent_files_add (GSettings *settings, const char *path);

/** culm_recent_files_insert: @position: where it was before; it stays where it is, if it is there
 */
void culm_recent_files_insert (GSettings *settings, const char *path, guint position);

/** culm_recent_files_remove: forgets it; Returns: where it was; −1 nowhere */
int culm_recent_files_remove (GSettings *settings, const char *path);

/** culm_recent_files_list: Returns: (transfer full) (array zero-terminated=1): the paths of those
 * that are still there */
char **culm_recent_files_list (GSettings *settings);

/** culm_recent_files_find: Returns: (transfer full) (nullable): the path of one that is still
 * there, of a print of this name */
char *culm_recent_files_find (GSettings *settings, const char *name);

/**
 * culm_recent_files_load:
 *
 * Looks at all of them, in another thread.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of [class@Bambu.StoredFile], of
 * which culm_recent_file_is_gone() may hold
 */
DexFuture *culm_recent_files_load (GSettings *settings);

/** culm_recent_file_is_gone: it is not where it was, or cannot be seen any more */
gboolean culm_recent_file_is_gone (BambuStoredFile *file);

G_END_DECLS
