/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/rtsp-server/rtsp-server.h>

G_BEGIN_DECLS

/** Who may have a stream. */
#define SIM_RTSPS_ROLE "viewer"

/**
 * SimRtspsStreamFunc:
 *
 * A viewer of @owner sent a report of what it received. Any thread.
 */
typedef void (*SimRtspsStreamFunc) (GObject *owner);

/**
 * SimRtspsStream:
 *
 * What a simulated camera that speaks RTSP sends: the pictures, compressed, and what goes wrong
 * with them. The server's threads look into it; it is changed on the main context.
 */
typedef struct _SimRtspsStream SimRtspsStream;

/** sim_rtsps_stream_new: Returns: (transfer full): it may outlive @owner */
SimRtspsStream *sim_rtsps_stream_new (SimRtspsStreamFunc on_report, GObject *owner);
void sim_rtsps_stream_unref (SimRtspsStream *self);

/** sim_rtsps_stream_set_period: seconds from one picture to the next; 0.1 by default */
void sim_rtsps_stream_set_period (SimRtspsStream *self, double seconds);
/** sim_rtsps_stream_set_fault: one of the place `camera` */
void sim_rtsps_stream_set_fault (SimRtspsStream *self, const char *name, gboolean active);
/** sim_rtsps_stream_set_stopped: nobody is to be waited for any more */
void sim_rtsps_stream_set_stopped (SimRtspsStream *self, gboolean stopped);

/** sim_rtsps_stream_hold_teardown: on a thread of the server's: Returns: whether it was not to be
 * answered; when it is to be again */
gboolean sim_rtsps_stream_hold_teardown (SimRtspsStream *self);

/** sim_rtsps_stream_make_factory: Returns: (transfer full): for one server */
GstRTSPMediaFactory *sim_rtsps_stream_make_factory (SimRtspsStream *self);

G_END_DECLS
