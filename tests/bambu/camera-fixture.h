/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu/camera/bambu-camera-private.h"
#include "simulator/sim-camera.h"
#include "simulator/sim-rtsps.h"

G_BEGIN_DECLS

/** Quick retries; the times themselves are those of real printers. */
extern const BambuCameraLimits camera_limits;
/** Short times, for what a fault has to run into. */
extern const BambuCameraLimits camera_short_limits;

/* A camera of the library, and the simulated printer's that it goes to: no broker, no process. */
typedef struct
{
  SimAuthority *authority;
  SimStation *station;
  SimPrinter *simulated;
  SimCamera *served; /* one of these two */
  SimRtsps *rtsps;
  GHashTable *events; /* name → how many */

  BambuTrust *trust;
  BambuPrinter *printer;
  BambuCamera *camera;
  guint n_pictures; /* JPEG */
} CameraFixture;

/** camera_set_up: @profile: whose camera; `P1S`, `X1C` */
void camera_set_up (CameraFixture *fixture, const char *profile);
void camera_tear_down (CameraFixture *fixture);
/** camera_set_up_unknown: the same, of a model that nobody knows; its report is yet to come */
void camera_set_up_unknown (CameraFixture *fixture, const char *profile);

guint camera_count_events (CameraFixture *fixture, const char *name);
void camera_set_fault (CameraFixture *fixture, const char *name, gboolean active);
/** camera_set_period: @seconds from one JPEG to the next; before somebody looks */
void camera_set_period (CameraFixture *fixture, double seconds);
/** camera_report: the printer says, in full, @ipcam of its camera */
void camera_report (CameraFixture *fixture, const char *ipcam);
void camera_wait_for_state (CameraFixture *fixture, BambuCameraState state);
void camera_wait_for_pictures (CameraFixture *fixture, guint n_more);
void camera_assert_error (CameraFixture *fixture, BambuCameraError code);
/** camera_hide_decoders: as where none for @type is installed; to be undone */
void camera_hide_decoders (const char *type, gboolean hidden);
/** camera_await_snapshot: Returns: (transfer full): a JPEG */
GBytes *camera_await_snapshot (CameraFixture *fixture);
/** camera_make_sink: a sink func whose user_data is a `GstElement **` of the caller's */
GstElement *camera_make_sink (BambuCamera *camera, gpointer user_data);
/** camera_count_rendered: how many came to it */
guint64 camera_count_rendered (GstElement *sink);
/** camera_sink_shows_picture: whether a raw one came to it */
gboolean camera_sink_shows_picture (GstElement *sink);

G_END_DECLS
