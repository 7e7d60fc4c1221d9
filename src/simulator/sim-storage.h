/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/**
 * SimStorage:
 *
 * What is on a simulated printer's card or stick: a folder of this machine with the folders that
 * the model has, and some files that somebody left there (protocol/lan-files.md §3). It is made
 * when it is first asked for, since most printers of most tests are never asked. Main context only.
 */
typedef struct _SimStorage SimStorage;

/**
 * sim_storage_new:
 * @profile: of a printer that outlives the storage
 * @path: (type filename): the folder, which is not there yet
 *
 * Returns: (transfer full)
 */
SimStorage *sim_storage_new (const SimProfile *profile, const char *path);
void sim_storage_free (SimStorage *self);

/** sim_storage_get_path: Returns: (transfer none) (type filename): the folder, which may not be
 * there yet */
const char *sim_storage_get_path (SimStorage *self);

/** sim_storage_open: Returns: (transfer none) (type filename) (nullable): the folder, which is
 * there now; %NULL with @error set if it cannot be made */
const char *sim_storage_open (SimStorage *self, GError **error);

/** sim_storage_crowd: adds a thousand small files in `/cache`, with all sorts of names, once */
gboolean sim_storage_crowd (SimStorage *self, GError **error);
/** sim_storage_grow: a time-lapse that is being made gets longer */
gboolean sim_storage_grow (SimStorage *self, GError **error);

/** sim_storage_find: Returns: (transfer full) (type filename) (nullable): where the file of this
 * address is, if it is there; %NULL if the model does not know such addresses */
char *sim_storage_find (SimStorage *self, const char *url);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimStorage, sim_storage_free)

G_END_DECLS
