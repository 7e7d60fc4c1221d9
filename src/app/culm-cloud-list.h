/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-account-pages.h"

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
 * - `account` ([class@Bambu.Account], nullable, writable): once it is set up
 * - `time-property` (string, writable): of the items: when they were, Unix seconds; once
 * - `none-page`, `empty-page` (#GtkWidget, writable): shown without an account, or without items;
 *   once each
 * - `view` (string, readable): `none`, `ended`, `loading`, `problem`, `empty`, `list`
 * - `label` (string, writable): what a screen reader calls the list
 * - `has-footer`, `is-loading-more` (boolean, readable): something is said below the list: that
 *   more is loaded, or why not
 *
 * Signal `activate` (#GObject: the item).
 */

/** CulmCloudListRow: Returns: (transfer floating): a row */
typedef GtkWidget *(*CulmCloudListRow) (gpointer user_data);

/**
 * culm_cloud_list_set_up:
 * @source: its owner is the list
 * @user_data: for @create_row; has to live as long as the list
 *
 * Once.
 */
void culm_cloud_list_set_up (CulmCloudList *self,
                             CulmAccountPagesSource source,
                             CulmCloudListRow create_row,
                             gpointer user_data);

G_END_DECLS
