/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-station.h"

G_BEGIN_DECLS

#define SIM_TYPE_RTSPS (sim_rtsps_get_type ())
G_DECLARE_FINAL_TYPE (SimRtsps, sim_rtsps, SIM, RTSPS, GObject)

/**
 * SimRtsps:
 *
 * The camera of a simulated printer of the other kind: gst-rtsp-server with TLS, the printer's
 * certificate and a digest log-in, H.264 of the same pictures at /streaming/live/1
 * (protocol/camera.md §3). Main context only; the server has threads of its own.
 *
 * Signal `event` (#JsonObject): `camera-opened` and `camera-closed`, as of [class@Sim.Camera];
 * `camera-login`: somebody plays it, with the right user and code; `camera-teardown`: asks to end
 * that; `camera-alive`: a viewer asked for no parameter, which keeps its session; `camera-report`:
 * with a fault that waits for it, a viewer told what it received.
 */

/**
 * sim_rtsps_new:
 * @printer: whose camera it is
 * @station: has the printer's certificate
 */
SimRtsps *sim_rtsps_new (SimPrinter *printer, SimStation *station);

/** sim_rtsps_set_period: seconds from one picture to the next, 0.1 by default; before the start */
void sim_rtsps_set_period (SimRtsps *self, double seconds);

/** sim_rtsps_start: listens there, and nowhere else any more; port 0 is one that is free */
gboolean sim_rtsps_start (SimRtsps *self, const char *address, guint16 port, GError **error);
/** sim_rtsps_get_port: where it listens */
guint16 sim_rtsps_get_port (SimRtsps *self);
/** sim_rtsps_stop: listens no more, and ends all connections */
void sim_rtsps_stop (SimRtsps *self);

G_END_DECLS
