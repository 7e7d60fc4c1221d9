/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sim-printer.h"

G_BEGIN_DECLS

#define SIM_TYPE_CLOUD (sim_cloud_get_type ())
G_DECLARE_FINAL_TYPE (SimCloud, sim_cloud, SIM, CLOUD, GObject)

/**
 * SimCloud:
 *
 * The vendor's cloud as far as it is known (protocol/cloud-account.md), on the loopback: for each
 * of two regions an API origin, a web origin and a broker, for both a bucket, and where the texts
 * of faults are. Its accounts are made up and always the same; the simulator's printers are bound
 * to most of them. Its certificates are of a CA of its own, whose file goes with it. Main context
 * only.
 *
 * Signal `event` (#JsonObject): something happened that a line of culm-simulator's output tells:
 * `request`, `email-code`, `pin`, `command`, `login`, `login-refused`.
 */

/**
 * sim_cloud_new:
 * @port_offset: added to the real ports; where those are taken others are used
 * @printers: (element-type SimPrinter): which there are
 *
 * Returns: (transfer full) (nullable): a cloud that takes requests; its broker is not there yet
 */
SimCloud *sim_cloud_new (guint16 port_offset, GPtrArray *printers, GError **error);

/** sim_cloud_start: Returns: (transfer full): a future that resolves to %TRUE when the broker is
 * there */
DexFuture *sim_cloud_start (SimCloud *self);
/** sim_cloud_stop: Returns: (transfer full): a future that resolves to %TRUE when the broker is
 * gone */
DexFuture *sim_cloud_stop (SimCloud *self);

/** sim_cloud_describe: Returns: (transfer full): where it is and who has an account */
JsonObject *sim_cloud_describe (SimCloud *self);

/**
 * sim_cloud_set_fault:
 * @name: one of sim_fault_list() of place `cloud` or `edge`
 * @arguments: (nullable): `SUBJECT [TIMES]`: the beginning of the paths, or the serial, that it is
 * about (`*` for all), and how often
 */
gboolean sim_cloud_set_fault (
    SimCloud *self, const char *name, const char *arguments, gboolean active, GError **error);

/** sim_cloud_show_pin: a printer shows a PIN to be bound by, told as event `pin` */
gboolean sim_cloud_show_pin (SimCloud *self, const char *serial, GError **error);

G_END_DECLS
