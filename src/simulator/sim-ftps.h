/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-station.h"
#include "sim-storage.h"

G_BEGIN_DECLS

#define SIM_TYPE_FTPS (sim_ftps_get_type ())
G_DECLARE_FINAL_TYPE (SimFtps, sim_ftps, SIM, FTPS, GObject)

/**
 * SimFtps:
 *
 * The port of a simulated printer where its files are had (protocol/lan-files.md): implicit TLS 1.2
 * with the printer's certificate, `bblp` and the access code, session reuse required. Each
 * connection has a ProFTPD of its own, as from inetd, which ends with it. Main context only.
 *
 * Signal `event` (#JsonObject): something happened that a line of culm-simulator's output tells:
 * `ftps-opened` (somebody connected), `ftps-login` (right user and code), `login-refused` with the
 * service `ftps`, `ftps` with each other command, its path and the reply's code, `ftps-closed`.
 */

/**
 * sim_ftps_new:
 * @printer: whose files they are
 * @station: has the printer's certificate
 * @storage: the files; outlives it
 */
SimFtps *sim_ftps_new (SimPrinter *printer, SimStation *station, SimStorage *storage);

/** sim_ftps_start: listens there, and nowhere else any more; port 0 is one that is free */
gboolean sim_ftps_start (SimFtps *self, const char *address, guint16 port, GError **error);
/** sim_ftps_get_port: where it listens */
guint16 sim_ftps_get_port (SimFtps *self);
/** sim_ftps_stop: listens no more, and breaks all connections */
void sim_ftps_stop (SimFtps *self);

G_END_DECLS
