/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files that were printed or uploaded from here, last first. Only where they are is remembered,
 * on this computer. */

/** culm_recent_files_add: @path: of one that is on its way to a printer */
void culm_recent_files_add (GSettings *settings, const char *path);

/** culm_recent_files_list: Returns: (transfer full) (array zero-terminated=1): the paths of those
 * that are still there */
char **culm_recent_files_list (GSettings *settings);

/** culm_recent_files_find: Returns: (transfer full) (nullable): the path of one that is still
 * there, of a print of this name */
char *culm_recent_files_find (GSettings *settings, const char *name);

G_END_DECLS
