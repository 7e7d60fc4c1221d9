/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sim-certificate.h"
#include "sim-cloud-device.h"

G_BEGIN_DECLS

#define SIM_TYPE_CLOUD_BROKER (sim_cloud_broker_get_type ())
G_DECLARE_FINAL_TYPE (SimCloudBroker, sim_cloud_broker, SIM, CLOUD_BROKER, GObject)

/**
 * SimCloudBroker:
 *
 * The MQTT side of the cloud: one mosquitto with a listener for each region. What printers say
 * comes there too, for those whose they are.
 *
 * Signal `event` (string, #JsonObject): its name and what there is to tell; see [class@Sim.Cloud]
 */

/**
 * sim_cloud_broker_new:
 * @regions: (array zero-terminated=1): names; static
 * @port: of the first region; the others follow. Another one is taken where it is not free.
 */
SimCloudBroker *sim_cloud_broker_new (const char *const *regions,
                                      SimCertificate *certificate,
                                      guint16 port,
                                      GError **error);

/** sim_cloud_broker_start: Returns: (transfer full): a future that resolves to %TRUE when it can be
 * connected to */
DexFuture *sim_cloud_broker_start (SimCloudBroker *self);
/** sim_cloud_broker_stop: Returns: (transfer full): a future that resolves to %TRUE when it is gone
 */
DexFuture *sim_cloud_broker_stop (SimCloudBroker *self);

/** sim_cloud_broker_get_port: where that region's clients connect */
guint16 sim_cloud_broker_get_port (SimCloudBroker *self, const char *region);
/** sim_cloud_broker_set_users: see [method@Sim.Broker.set_users] */
DexFuture *sim_cloud_broker_set_users (SimCloudBroker *self, const char *region, GPtrArray *users);

/**
 * sim_cloud_broker_set_connected:
 * @passing: what the printer says comes through, and what it is told
 * @announced: clients are told of the change
 */
void sim_cloud_broker_set_connected (SimCloudBroker *self,
                                     SimCloudDevice *device,
                                     gboolean passing,
                                     gboolean announced);

G_END_DECLS
