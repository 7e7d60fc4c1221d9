/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-faults.h"
#include "sim-cloud-region.h"
#include "sim-cloud.h"

G_BEGIN_DECLS

typedef struct _SimCloudBucket SimCloudBucket;

/* What the parts of the cloud want of the whole. */

SimCloudFaults *sim_cloud_get_faults (SimCloud *self);
/** sim_cloud_get_devices: Returns: (transfer none) (element-type SimCloudDevice): all, bound or not
 */
GPtrArray *sim_cloud_get_devices (SimCloud *self);
/** sim_cloud_get_bucket_url: Returns: (transfer none): where pictures are */
const char *sim_cloud_get_bucket_url (SimCloud *self);

/** sim_cloud_get_bucket: Returns: (transfer none): what is there */
SimCloudBucket *sim_cloud_get_bucket (SimCloud *self);

/** sim_cloud_emit: tells an event; takes it */
void sim_cloud_emit (SimCloud *self, const char *name, JsonObject *event);

/** sim_cloud_issue_token: Returns: (transfer none): a token that the faults of now make */
SimCloudToken *sim_cloud_issue_token (SimCloud *self,
                                      SimCloudRegion *region,
                                      SimCloudAccount *account,
                                      int seconds);

/** sim_cloud_update_users: tokens or bound printers changed. Returns: (transfer full): a future
 * that resolves to %TRUE when the broker knows */
DexFuture *sim_cloud_update_users (SimCloud *self, SimCloudRegion *region);

G_END_DECLS
