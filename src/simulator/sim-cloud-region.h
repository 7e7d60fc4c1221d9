/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-device.h"
#include "sim-cloud-token.h"

G_BEGIN_DECLS

/**
 * SimCloudRegion:
 * @name: `global` or `china`
 * @accounts: (element-type SimCloudAccount): its accounts
 * @tokens: (element-type SimCloudToken): the tokens it gave, the newest last
 *
 * One of the two clouds, which know nothing of each other.
 */
typedef struct
{
  const char *name;
  GPtrArray *accounts;
  GPtrArray *tokens;
} SimCloudRegion;

/** sim_cloud_region_new: @devices (element-type SimCloudDevice): what accounts with printers have
 */
SimCloudRegion *sim_cloud_region_new (const char *name, GPtrArray *devices);
void sim_cloud_region_free (gpointer region);

/** sim_cloud_region_find_account: Returns: (transfer none) (nullable): by mail address or phone
 * number */
SimCloudAccount *sim_cloud_region_find_account (SimCloudRegion *self, const char *address);
/** sim_cloud_region_find_owner: Returns: (transfer none) (nullable): the first that has the printer
 */
SimCloudAccount *sim_cloud_region_find_owner (SimCloudRegion *self, SimCloudDevice *device);
/** sim_cloud_region_find_token: Returns: (transfer none) (nullable): alive or not */
SimCloudToken *sim_cloud_region_find_token (SimCloudRegion *self, const char *text);
/** sim_cloud_region_get_token_of: Returns: (transfer none) (nullable): the newest that lives */
SimCloudToken *sim_cloud_region_get_token_of (SimCloudRegion *self, SimCloudAccount *account);

G_END_DECLS
