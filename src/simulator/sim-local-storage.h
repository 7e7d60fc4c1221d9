/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/storage/bambu-storage.h>

G_BEGIN_DECLS

#define SIM_TYPE_LOCAL_STORAGE (sim_local_storage_get_type ())
G_DECLARE_FINAL_TYPE (SimLocalStorage, sim_local_storage, SIM, LOCAL_STORAGE, GObject)

/**
 * SimLocalStorage:
 *
 * The files on a simulated printer, in the process: those of a folder on this computer. For the
 * demo, tests of widgets and pictures; the network simulator has a real server instead.
 */

/** sim_local_storage_new: @root: the folder, which exists */
SimLocalStorage *sim_local_storage_new (const char *root);

/**
 * sim_local_storage_fail_next:
 * @code: a %BAMBU_STORAGE_ERROR
 *
 * What is asked for next fails with this, once; an upload when half of it was stored.
 */
void sim_local_storage_fail_next (SimLocalStorage *self, int code);

/** sim_local_storage_set_held: while it is, all that is asked for waits, uploads half done */
void sim_local_storage_set_held (SimLocalStorage *self, gboolean held);

G_END_DECLS
