/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "ctl-options.h"
#include "ctl-table.h"

#include "account/bambu-cloud-calls.h"

G_BEGIN_DECLS

/**
 * CtlCloudListing:
 * @await_items: waits for a list of what is to be shown, on a fiber; transfer full, %NULL with an
 * error that ctl_cloud_explain() may explain
 * @to_json: an item for scripts (transfer full)
 * @add_row: an item for people; %NULL for the titles
 * @nothing: what to say if there is nothing
 *
 * A list of the service's, and how it is shown.
 */
typedef struct
{
  GListModel *(*await_items) (BambuCloud *cloud, const CtlOptions *options, GError **error);
  JsonObject *(*to_json) (gpointer item, const CtlOptions *options);
  void (*add_row) (CtlTable *table, gpointer item, const CtlOptions *options);
  const char *nothing;
} CtlCloudListing;

/* Those that more than one command shows */
extern const CtlCloudListing ctl_cloud_devices;
extern const CtlCloudListing ctl_cloud_projects;
extern const CtlCloudListing ctl_cloud_firmware;

/**
 * ctl_cloud_list_run:
 * @listing: static
 *
 * Shows a list of the account's: a table, or an object a line.
 *
 * Returns: (transfer full): a future for a command to return
 */
DexFuture *ctl_cloud_list_run (const CtlCloudListing *listing, CtlOptions *options);

/** ctl_cloud_list_print: shows items that are there already; %FALSE when nobody reads any more */
gboolean ctl_cloud_list_print (const CtlCloudListing *listing,
                               GListModel *items,
                               const CtlOptions *options);

/** ctl_cloud_list_to_json: Returns: (transfer full): the items as `--json` writes them */
JsonArray *ctl_cloud_list_to_json (const CtlCloudListing *listing,
                                   GListModel *items,
                                   const CtlOptions *options);

/**
 * ctl_cloud_list_await_pages:
 * @pages: a list that loads as it is looked at
 * @options: how many
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the first items of it, as many as there are to be
 */
GListModel *ctl_cloud_list_await_pages (BambuCloudPages *pages,
                                        const CtlOptions *options,
                                        GError **error);

/** ctl_cloud_print_json: @object: (transfer full): prints it on one line; %FALSE when nobody reads
 */
gboolean ctl_cloud_print_json (JsonObject *object);

G_END_DECLS
