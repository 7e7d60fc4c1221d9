/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimFolder:
 *
 * A temporary folder of this process, private to the user: for keys, codes and settings of a
 * broker. It goes with all that is in it when it is freed; one whose process was killed goes when
 * the next is made.
 */
typedef struct _SimFolder SimFolder;

/**
 * sim_folder_new:
 * @kind: part of its name
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): to be freed with sim_folder_free()
 */
SimFolder *sim_folder_new (const char *kind, GError **error);
void sim_folder_free (SimFolder *self);

const char *sim_folder_get_path (SimFolder *self);

/**
 * sim_folder_dup_path:
 *
 * Returns: (transfer full): where a file called @name is to be in it
 */
char *sim_folder_dup_path (SimFolder *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimFolder, sim_folder_free)

G_END_DECLS
