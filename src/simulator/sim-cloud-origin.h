/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-call.h"

G_BEGIN_DECLS

/**
 * SimCloudOrigin:
 *
 * A host of the cloud: an HTTPS server on the loopback that answers by tables of
 * [struct@Sim.CloudRoute]. Unknown paths are 404 in plain text, unknown methods 405, calls without
 * a living token 401 with code 4. Each request is told as an event `request` before it is answered,
 * its headers with it, secrets blanked.
 */
typedef struct _SimCloudOrigin SimCloudOrigin;

/**
 * sim_cloud_origin_new:
 * @name: `api`, `web`, `bucket`, `texts`
 * @region: (nullable): whose accounts it knows
 * @tables: (array zero-terminated=1): static
 * @port: taken if it is free, another one else
 */
SimCloudOrigin *sim_cloud_origin_new (SimCloud *cloud,
                                      const char *name,
                                      SimCloudRegion *region,
                                      const SimCloudRoute *const *tables,
                                      GTlsCertificate *certificate,
                                      guint16 port,
                                      GError **error);
/** sim_cloud_origin_watch: has @func called when a request begins, before its body comes */
void sim_cloud_origin_watch (SimCloudOrigin *self, SoupServerCallback func, gpointer user_data);
/** sim_cloud_origin_stop: listens no more and breaks off the answers under way, the slow ones too
 */
void sim_cloud_origin_stop (SimCloudOrigin *self);
void sim_cloud_origin_free (SimCloudOrigin *self);

/** sim_cloud_origin_get_url: Returns: (transfer none): `https://127.0.0.1:PORT` */
const char *sim_cloud_origin_get_url (SimCloudOrigin *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimCloudOrigin, sim_cloud_origin_free)

G_END_DECLS
