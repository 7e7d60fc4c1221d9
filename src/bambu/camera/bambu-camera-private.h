/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-camera-pipeline.h"
#include "bambu-camera.h"

G_BEGIN_DECLS

/**
 * BambuCameraLimits:
 * @timeout_msec: for connecting and for the handshake; nothing comes for so long: it is over
 * @first_picture_msec: from the start to the first picture
 * @stalled_msec: without a picture while it is live
 * @first_retry_msec: the first wait between attempts
 * @longest_retry_msec: no wait is longer
 * @stable_msec: a connection that was live that long resets the waits
 * @tick_msec: how often times are looked at
 *
 * The times of a camera; tests have shorter ones.
 */
typedef struct
{
  guint timeout_msec;
  guint first_picture_msec;
  guint stalled_msec;
  guint first_retry_msec;
  guint longest_retry_msec;
  guint stable_msec;
  guint tick_msec;
} BambuCameraLimits;

extern const BambuCameraLimits bambu_camera_default_limits;

/** bambu_camera_set_limits: from the next connection on */
void bambu_camera_set_limits (BambuCamera *self, const BambuCameraLimits *limits);

/** bambu_camera_prepare: Returns: (transfer full): a future that resolves to %TRUE when GStreamer
 * is started, or rejects with %BAMBU_CAMERA_ERROR_NO_DECODER. Reads what is installed, so it does
 * it on a thread of its own */
DexFuture *bambu_camera_prepare (void);

/* What follows is for the files of [class@Bambu.Camera] alone. */

struct _BambuCamera
{
  GObject parent_instance;

  BambuPrinter *printer;
  BambuTrust *trust;
  char *access_code;
  BambuCameraLimits limits;

  BambuCameraSinkFunc sink_func;
  gpointer sink_data;
  GDestroyNotify sink_destroy;
  BambuCameraSourceFunc source_func;
  gpointer source_data;
  GDestroyNotify source_destroy;

  guint n_viewers;
  guint n_views; /* those of them that look at the sink */
  GPtrArray *snapshots;

  BambuCameraState state;
  BambuCameraState verdict; /* what ended the attempts for good; IDLE: nothing did */
  GError *verdict_error;
  GError *error;
  GBytes *picture;
  gint64 picture_time; /* monotonic */
  int age;

  gboolean running;      /* connected, about to be, or waiting for the next attempt */
  BambuCameraKind guess; /* what is tried where the kind is not known */
  GError *guess_error;   /* what came of RTSPS there; %NULL: it is what is tried */
  DexFuture *preparing;
  BambuCameraPipeline *pipeline;
  GstElement *last_sink; /* of the connection before; still shows something */
  guint retry;
  guint tick;
  guint failures;
  gint64 began;        /* this attempt; monotonic, as those below */
  gint64 live_since;   /* this connection's first picture; 0: none yet */
  gint64 last_picture; /* of any connection; 0: none yet */
};

/* bambu-camera.c: what is told to others */
void bambu_camera_set_state (BambuCamera *self, BambuCameraState state, const GError *error);
void bambu_camera_update_age (BambuCamera *self);
/** bambu_camera_take_picture: @picture: (nullable): %NULL: one came, but not as JPEG */
void bambu_camera_take_picture (BambuCamera *self, GBytes *picture);

/* bambu-camera-run.c: when it is tried, and what becomes of that */

/** bambu_camera_update: runs if, and only if, somebody looks and nothing is in the way */
void bambu_camera_update (BambuCamera *self);
/** bambu_camera_reconsider: what was tried and failed for good may be another thing now */
void bambu_camera_reconsider (BambuCamera *self);
/** bambu_camera_on_link_state: a printer that can be reached again does not want to be waited for
 */
void bambu_camera_on_link_state (BambuCamera *self);
void bambu_camera_stop (BambuCamera *self);
/** bambu_camera_fail: @error: a %BAMBU_CAMERA_ERROR that ended the connection, or the attempt */
void bambu_camera_fail (BambuCamera *self, const GError *error);

/* bambu-camera-stream.c: from a source to those who look, for one connection */

/** bambu_camera_open_stream: the camera has none */
void bambu_camera_open_stream (BambuCamera *self);
void bambu_camera_close_stream (BambuCamera *self);
/** bambu_camera_update_views: builds what is wanted now, and lets nothing through that is not */
void bambu_camera_update_views (BambuCamera *self);
void bambu_camera_drop_last_sink (BambuCamera *self);

/* bambu-camera-source.c: whom it connects to */

/** bambu_camera_has_rtsps: Returns: whether its source has video rather than JPEG */
gboolean bambu_camera_has_rtsps (BambuCamera *self);
/** bambu_camera_make_source: Returns: (transfer floating) (nullable) */
GstElement *bambu_camera_make_source (BambuCamera *self, GError **error);

/* bambu-camera-snapshot.c: those who wait for a picture */
GPtrArray *bambu_camera_new_snapshots (void);
void bambu_camera_resolve_snapshots (BambuCamera *self, GBytes *picture);
void bambu_camera_reject_snapshots (BambuCamera *self, const GError *error);
void bambu_camera_drop_abandoned_snapshots (BambuCamera *self);

G_END_DECLS
