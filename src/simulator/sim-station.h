/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sim-authority.h"

G_BEGIN_DECLS

#define SIM_TYPE_STATION (sim_station_get_type ())
G_DECLARE_FINAL_TYPE (SimStation, sim_station, SIM, STATION, GObject)

/**
 * SimStation:
 *
 * A broker and the simulated printers that it speaks for. Does to the broker what the printers'
 * faults of certificate and connection ask for, and tells what mosquitto says of clients.
 *
 * Signal `event` (#JsonObject): something happened that a line of culm-simulator's output tells.
 */

/** sim_station_new: @authority makes the certificates */
SimStation *sim_station_new (SimAuthority *authority);

/** sim_station_add_printer: before the first start */
gboolean sim_station_add_printer (
    SimStation *self, SimPrinter *printer, const char *address, guint16 port, GError **error);
gboolean sim_station_has_printer (SimStation *self, SimPrinter *printer);

/**
 * sim_station_get_certificate:
 * @send_issuers: (out) (optional): whether it sends its issuers too
 *
 * Returns: (transfer none): what a printer of the station shows since the last start
 */
SimCertificate *sim_station_get_certificate (SimStation *self,
                                             SimPrinter *printer,
                                             gboolean *send_issuers);

/** sim_station_choose_code: Returns: (transfer none): the access code that it takes now */
const char *sim_station_choose_code (SimPrinter *printer);

/**
 * sim_station_choose_camera_certificate:
 * @send_issuers: (out): whether it sends its issuers too
 *
 * Returns: (transfer full): what the printer's camera shows, a new one each time where a fault of
 * the camera alone wants another than the printer's
 */
SimCertificate *sim_station_choose_camera_certificate (SimStation *self,
                                                       SimPrinter *printer,
                                                       gboolean *send_issuers);

/** sim_station_start: Returns: (transfer full): a future that resolves to %TRUE when clients can
 * come */
DexFuture *sim_station_start (SimStation *self);
/** sim_station_stop: for good; Returns: (transfer full): a future that resolves to %TRUE when its
 * broker is gone */
DexFuture *sim_station_stop (SimStation *self);

/** sim_station_set_down: connections break without a word, and the broker stays away until it is
 * let back */
void sim_station_set_down (SimStation *self, gboolean down);
/** sim_station_move: the broker goes and comes back with the printer at another address */
void sim_station_move (SimStation *self, SimPrinter *printer, const char *address);

G_END_DECLS
