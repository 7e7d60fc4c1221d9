/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/account/bambu-account.h>
#include <bambu/account/bambu-cloud-device.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

/* The one place where an account's printers become the fleet's. */

/**
 * CulmWay:
 * @CULM_WAY_ADDED: it is in the fleet already
 * @CULM_WAY_LAN: it announces itself on this network, and its access code is known
 * @CULM_WAY_CLOUD: only through the cloud
 *
 * How a printer of an account will be reached.
 */
typedef enum
{
  CULM_WAY_ADDED,
  CULM_WAY_LAN,
  CULM_WAY_CLOUD,
} CulmWay;

/** culm_account_printers_get_way: as far as it is known now; discovery should be listening */
CulmWay culm_account_printers_get_way (BambuFleet *fleet, BambuCloudDevice *device);

/** culm_account_printers_can_add: whether the fleet knows that way */
gboolean culm_account_printers_can_add (CulmWay way);

/**
 * culm_account_printers_add:
 * @devices: (element-type BambuCloudDevice): those that the user wants
 *
 * Returns: (transfer full): a future that resolves when all are in the fleet, or rejects with
 *   %BAMBU_STORE_ERROR if one cannot be remembered
 */
DexFuture *culm_account_printers_add (BambuFleet *fleet, GPtrArray *devices);

/** culm_account_printers_count_cloud: Returns: how many printers are reached through it only */
guint culm_account_printers_count_cloud (BambuFleet *fleet);

G_END_DECLS
