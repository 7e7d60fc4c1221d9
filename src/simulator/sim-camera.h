/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-station.h"

G_BEGIN_DECLS

#define SIM_TYPE_CAMERA (sim_camera_get_type ())
G_DECLARE_FINAL_TYPE (SimCamera, sim_camera, SIM, CAMERA, GObject)

/**
 * SimCamera:
 *
 * The port of a simulated printer where pictures are had: TLS with the printer's certificate, the
 * log-in of 80 bytes, JPEG frames under headers of 16 (protocol/camera.md §2). It serves two
 * viewers; a third waits in its handshake until one leaves. Each viewer has a thread; the rest is
 * main context only.
 *
 * Signal `event` (#JsonObject): something happened that a line of culm-simulator's output tells:
 * `camera-opened` (somebody connected), `camera-login` (right user and code), `login-refused` with
 * the service `camera`, `camera-closed`.
 */

/**
 * sim_camera_new:
 * @printer: whose camera it is
 * @station: has the printer's certificate
 */
SimCamera *sim_camera_new (SimPrinter *printer, SimStation *station);

/** sim_camera_set_period: seconds from one frame to the next, 1 by default; before the start */
void sim_camera_set_period (SimCamera *self, double seconds);

/** sim_camera_start: listens there, and nowhere else any more; port 0 is one that is free */
gboolean sim_camera_start (SimCamera *self, const char *address, guint16 port, GError **error);
/** sim_camera_get_port: where it listens */
guint16 sim_camera_get_port (SimCamera *self);
/** sim_camera_get_sent_time: Returns: monotonic time at which the network took the last byte of the
 * last picture; 0: there was none. Any thread */
gint64 sim_camera_get_sent_time (SimCamera *self);
/** sim_camera_stop: listens no more, and ends all connections before it returns */
void sim_camera_stop (SimCamera *self);

G_END_DECLS
