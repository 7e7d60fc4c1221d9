/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account.h>
#include <bambu/account/bambu-cloud-pages.h>

#include "culm-cloud-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_CLOUD_LIST (culm_cloud_list_get_type ())
G_DECLARE_FINAL_TYPE (CulmCloudList, culm_cloud_list, CULM, CLOUD_LIST, AdwBin)

/**
 * CulmCloudList:
 *
 * A long list of an account, by day, newest first. It begins to load when it is seen, goes on while
 * somebody scrolls towards its end, and says what is in the way: no account, a sign-in that has
 * ended, a service that does not answer, nothing there.
 *
 * Its rows are widgets with the properties `item`, `covers` ([class@Culm.Covers]), `on-screen`
 * (boolean) and `spoken` (string): what is said of the row as a whole.
 *
 * Properties:
 *
 * - `account` ([class@Bambu.Account], nullable)
 * - `time-property` (string, writable): of the items: when they were, Unix seconds; once
 * - `filter` (#GtkFilter, nullable, writable): items to show
 * - `since` (int64): items before that are not shown, and no more is loaded for them; 0: all
 * - `has-items` (boolean, readable): there are some, shown or not
 * - `view` (string, readable): `none`, `ended`, `loading`, `problem`, `empty`, `no-results`, `list`
 * - `none-page`, `empty-page` (#GtkWidget, writable): shown without an account, or without items;
 *   once each
 * - `label` (string, writable): what a screen reader calls the list
 * - `has-footer`, `is-loading-more` (boolean, readable): something is said below the list: that
 *   more is loaded, or why not
 *
 * Signals: `activate` (#GObject: the item), `clear-filters`.
 */

/**
 * CulmCloudListSource:
 *
 * Returns: (transfer full): the list, before anything of it is loaded
 */
typedef BambuCloudPages *(*CulmCloudListSource) (BambuCloud *cloud, gpointer user_data);

/** CulmCloudListRow: Returns: (transfer floating): a row */
typedef GtkWidget *(*CulmCloudListRow) (gpointer user_data);

/**
 * culm_cloud_list_set_up:
 * @user_data: for both; has to live as long as the list
 *
 * Once.
 */
void culm_cloud_list_set_up (CulmCloudList *self,
                             CulmCloudListSource source,
                             CulmCloudListRow create_row,
                             gpointer user_data);

/** culm_cloud_list_get_covers: Returns: (transfer none) (nullable): of the account */
CulmCovers *culm_cloud_list_get_covers (CulmCloudList *self);

G_END_DECLS
