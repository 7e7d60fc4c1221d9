/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-call.h"

G_BEGIN_DECLS

/* What stands between the service and the client, and what the network does
 * (protocol/cloud-account.md §5): the faults of place `edge`. In a fiber. */

/** sim_cloud_edge_answer: Returns: whether @fault answers in place of the service, and did */
gboolean sim_cloud_edge_answer (SimCloudCall *call, const char *fault);

/** sim_cloud_edge_spoil: does to the service's answer what @fault does */
void sim_cloud_edge_spoil (SimCloudCall *call, const char *fault);

G_END_DECLS
