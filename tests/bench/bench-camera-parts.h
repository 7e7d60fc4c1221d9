/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu/camera/bambu-camera.h"
#include "simulator-process.h"

G_BEGIN_DECLS

/* What the benchmarks of cameras share. */

/** bench_camera_new: Returns: (transfer full): the camera of a simulated printer, with its code */
BambuCamera *bench_camera_new (SimulatorProcess *simulator, guint index);

/** bench_camera_count: a sink func whose user_data is an `int *`, atomic, of how many it was shown
 */
GstElement *bench_camera_count (BambuCamera *camera, gpointer user_data);

/** bench_camera_wait_for: lets the main loop run until an atomic count is @wanted */
void bench_camera_wait_for (int *count, int wanted);

/* The figures, each of a file of its own. */
void bench_camera_add_costs (void);
void bench_camera_add_latency (void);
void bench_camera_add_hiding (void);
void bench_camera_add_turns (void);

/** bench_camera_get_processor_msec: Returns: processor time of this process so far, of all threads
 */
double bench_camera_get_processor_msec (void);

G_END_DECLS
