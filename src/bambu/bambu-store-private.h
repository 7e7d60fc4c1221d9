/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "bambu-store.h"

G_BEGIN_DECLS

/* How the store's functions for each kind of data reach the data base: they push a job, which runs
 * on the store's thread and resolves or rejects its promise there. A job that is rejected has its
 * transaction rolled back. */

typedef struct _BambuStoreJob BambuStoreJob;
typedef void (*BambuStoreFunc) (BambuStoreJob *job, gpointer data);

/**
 * bambu_store_push:
 * @data: (transfer full): for @run, which may be the last to see it
 * @destroy: (nullable): for @data
 */
DexFuture *bambu_store_push (BambuStore *self,
                             BambuStoreFunc run,
                             gpointer data,
                             GDestroyNotify destroy);

/** bambu_store_prepare: Returns: (transfer full) (nullable): %NULL: the job was rejected */
sqlite3_stmt *bambu_store_prepare (BambuStoreJob *job, const char *sql);
/** bambu_store_execute: runs what has no parameters, as BEGIN; %FALSE: the job was rejected */
gboolean bambu_store_execute (BambuStoreJob *job, const char *sql);
/** bambu_store_step: runs @statement, which gives no rows and can be bound anew then; %FALSE: the
 * job was rejected */
gboolean bambu_store_step (BambuStoreJob *job, sqlite3_stmt *statement);
/** bambu_store_finish_write: runs @statement, which gives no rows; resolves to %TRUE */
void bambu_store_finish_write (BambuStoreJob *job, sqlite3_stmt *statement);
/**
 * bambu_store_finish_read:
 * @code: what the step after the last row said
 * @rows: (transfer full): resolves to them if there was no error
 */
void bambu_store_finish_read (BambuStoreJob *job, int code, GPtrArray *rows);

/** bambu_store_bind_text: @text (nullable) lives until @statement has run */
void bambu_store_bind_text (sqlite3_stmt *statement, int index, const char *text);
/** bambu_store_dup_text: Returns: (transfer full) (nullable): valid UTF-8 */
char *bambu_store_dup_text (sqlite3_stmt *statement, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

G_END_DECLS
