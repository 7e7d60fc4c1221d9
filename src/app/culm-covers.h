/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-cloud-calls.h>
#include <gdk/gdk.h>

G_BEGIN_DECLS

#define CULM_TYPE_COVERS (culm_covers_get_type ())
G_DECLARE_FINAL_TYPE (CulmCovers, culm_covers, CULM, COVERS, GObject)

/**
 * CulmCovers:
 *
 * The pictures of an account's prints, as far as somebody looked at them lately. In memory only.
 */

/** culm_covers_dup_for_cloud: Returns: (transfer full): the same object for all who ask while
 * somebody holds it */
CulmCovers *culm_covers_dup_for_cloud (BambuCloud *cloud);

/** culm_covers_find: Returns: (transfer none) (nullable): what was loaded before */
GdkTexture *culm_covers_find (CulmCovers *self, const char *task_id);

/**
 * culm_covers_load:
 * @task_id: (nullable): whose picture it is; %NULL: it is not kept
 * @address: where it is. If that is not valid any more, the task is asked for another one
 *
 * Returns: (transfer full): a future that resolves to a #GdkTexture
 */
DexFuture *culm_covers_load (CulmCovers *self, const char *task_id, const char *address);

G_END_DECLS
