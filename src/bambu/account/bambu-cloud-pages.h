/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_PAGES (bambu_cloud_pages_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudPages, bambu_cloud_pages, BAMBU, CLOUD_PAGES, GObject)

/**
 * BambuCloudPages:
 *
 * A long list of the service, as a #GListModel: empty at first, it loads a page each time that
 * bambu_cloud_pages_load_more() is called. It does not do so by itself when somebody asks for its
 * last items: filters and sorters ask for all. Dropping it takes its request off the wire. Main
 * context only.
 *
 * Properties, all readable: `loading` (boolean), `complete` (boolean: there is no more), `error`
 * (#GError, nullable: of the last page), `n-total` (int: how many the service says there are; −1
 * unknown).
 */

/**
 * bambu_cloud_pages_load_more:
 *
 * Loads the next page, or waits for the one that is being loaded.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when it is there, also if there is no
 * more; dropping it does not end the loading
 */
DexFuture *bambu_cloud_pages_load_more (BambuCloudPages *self);

/** bambu_cloud_pages_reload: begins again; what there is stays until the first page is there */
DexFuture *bambu_cloud_pages_reload (BambuCloudPages *self);

gboolean bambu_cloud_pages_is_loading (BambuCloudPages *self);
gboolean bambu_cloud_pages_is_complete (BambuCloudPages *self);
/** bambu_cloud_pages_get_error: Returns: (transfer none) (nullable) */
const GError *bambu_cloud_pages_get_error (BambuCloudPages *self);
int bambu_cloud_pages_get_n_total (BambuCloudPages *self);

G_END_DECLS
