/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-broker.h"
#include "bambu-mqtt-session.h"

G_BEGIN_DECLS

/** bambu_cloud_broker_set_limits: for tests; counts from the next connection of one without links
 */
void bambu_cloud_broker_set_limits (BambuCloudBroker *self, const BambuMqttLimits *limits);

/* For its links. */

/** bambu_cloud_broker_listen: hears a printer from now on; tries at once if it waits */
void bambu_cloud_broker_listen (BambuCloudBroker *self, const char *serial);
void bambu_cloud_broker_ignore (BambuCloudBroker *self, const char *serial);
/** bambu_cloud_broker_publish: of an open one */
DexFuture *bambu_cloud_broker_publish (BambuCloudBroker *self,
                                       const char *serial,
                                       GBytes *payload,
                                       int qos);
/** bambu_cloud_broker_forget_link: it is gone */
void bambu_cloud_broker_forget_link (BambuCloudBroker *self, const char *serial);

G_END_DECLS
