/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sim-printer.h"

G_BEGIN_DECLS

#define SIM_TYPE_SERVER (sim_server_get_type ())
G_DECLARE_FINAL_TYPE (SimServer, sim_server, SIM, SERVER, GObject)

/**
 * SimServer:
 *
 * The network face: simulated printers on 127.0.0.2, 127.0.0.3 …, each with its broker, files,
 * camera, certificate and access code. Faults of certificate and connection act here. Files that
 * others need (CA, access codes) lie in a folder of its own that goes with it. Main context only.
 *
 * Signal `event` (#JsonObject): something happened that a line of culm-simulator's output tells.
 */

/**
 * sim_server_new:
 * @port_offset: added to a printer's real ports
 */
SimServer *sim_server_new (guint16 port_offset, GError **error);

/** sim_server_set_camera_period: seconds between two pictures of a camera; before the start */
void sim_server_set_camera_period (SimServer *self, double seconds);

/** sim_server_add_printer: gives it the next address; before the start */
gboolean sim_server_add_printer (SimServer *self, SimPrinter *printer, GError **error);

/** sim_server_start: Returns: (transfer full): a future that resolves to %TRUE when all can be
 * connected to */
DexFuture *sim_server_start (SimServer *self);
/** sim_server_stop: Returns: (transfer full): a future that resolves to %TRUE when nothing of it
 * runs any more */
DexFuture *sim_server_stop (SimServer *self);

/** sim_server_describe: Returns: (transfer full): the line of JSON that says where the printers are
 */
JsonObject *sim_server_describe (SimServer *self);

SimPrinter *sim_server_find (SimServer *self, const char *serial);
const char *sim_server_get_address (SimServer *self, SimPrinter *printer);
GPtrArray *sim_server_get_printers (SimServer *self);

/** sim_server_set_brokers_running: all printers' brokers go, without a word, or come back */
void sim_server_set_brokers_running (SimServer *self, gboolean running);
/** sim_server_move: as after a new lease: it goes and comes back at another address */
gboolean sim_server_move (SimServer *self, const char *serial, const char *address, GError **error);

G_END_DECLS
