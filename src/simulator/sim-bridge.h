/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-broker.h"
#include "sim-printer.h"

G_BEGIN_DECLS

#define SIM_TYPE_BRIDGE (sim_bridge_get_type ())
G_DECLARE_FINAL_TYPE (SimBridge, sim_bridge, SIM, BRIDGE, GObject)

/**
 * SimBridge:
 *
 * Between simulated printers and the broker that speaks for them: what a printer says is published
 * as its report, what is published as its request reaches it. Uses the broker's inner socket, from
 * the main context, without a thread.
 *
 * Signal `request` ([class@Sim.Printer], #GBytes): somebody asked something of a printer; it is
 * told after this.
 */

/** sim_bridge_new: Returns: (transfer full): a bridge that is not connected */
SimBridge *sim_bridge_new (SimBroker *broker);

/**
 * sim_bridge_new_for_cloud:
 * @name: see [method@Sim.Broker.add_cloud]
 *
 * Returns: (transfer full): a bridge to the cloud's broker that is not connected
 */
SimBridge *sim_bridge_new_for_cloud (SimBroker *broker, const char *name);

/** sim_bridge_add_printer: from now on it is heard */
void sim_bridge_add_printer (SimBridge *self, SimPrinter *printer);

/** sim_bridge_remove_printer: from now on it is not heard, and hears nothing */
void sim_bridge_remove_printer (SimBridge *self, SimPrinter *printer);

/** sim_bridge_publish: says something on a printer's report topic that is not the printer's own
 * word */
void sim_bridge_publish (SimBridge *self, const char *serial, GBytes *message);

/**
 * sim_bridge_connect:
 *
 * To be called after each start of the broker.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when requests are heard, or rejects
 * with %SIM_ERROR_FAILED
 */
DexFuture *sim_bridge_connect (SimBridge *self);

/**
 * sim_bridge_kick:
 * @client_id: who is connected now
 *
 * Connects with somebody else's client id, so that the broker throws that client out.
 */
void sim_bridge_kick (SimBridge *self, const char *client_id);

G_END_DECLS
