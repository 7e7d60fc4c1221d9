/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>
#include <libdex.h>

#include "bambu-camera-error.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/**
 * BambuCameraState:
 * @BAMBU_CAMERA_STATE_NONE: the printer has no camera
 * @BAMBU_CAMERA_STATE_IDLE: nobody looks
 * @BAMBU_CAMERA_STATE_CONNECTING: under way to the first picture, or to the first one again
 * @BAMBU_CAMERA_STATE_LIVE: pictures come
 * @BAMBU_CAMERA_STATE_STALLED: pictures came, and none for 10 s; connects again by itself
 * @BAMBU_CAMERA_STATE_WAITING: not reached or lost; tries again by itself, 1 s doubling to 30 s
 * @BAMBU_CAMERA_STATE_BUSY: others see it; tries again by itself
 * @BAMBU_CAMERA_STATE_REFUSED: the access code was refused; not tried again by itself
 * @BAMBU_CAMERA_STATE_NO_CODE: the access code is not known
 * @BAMBU_CAMERA_STATE_UNTRUSTED: the certificate was refused, before any secret was sent; not tried
 * again by itself
 * @BAMBU_CAMERA_STATE_OFF: live view over the network is off on the printer; not tried again until
 * the printer says that it is on
 * @BAMBU_CAMERA_STATE_NO_DECODER: what decodes its pictures is not installed
 * @BAMBU_CAMERA_STATE_CLOUD_ONLY: the printer is not reached on its own network
 */
typedef enum
{
  BAMBU_CAMERA_STATE_NONE,
  BAMBU_CAMERA_STATE_IDLE,
  BAMBU_CAMERA_STATE_CONNECTING,
  BAMBU_CAMERA_STATE_LIVE,
  BAMBU_CAMERA_STATE_STALLED,
  BAMBU_CAMERA_STATE_WAITING,
  BAMBU_CAMERA_STATE_BUSY,
  BAMBU_CAMERA_STATE_REFUSED,
  BAMBU_CAMERA_STATE_NO_CODE,
  BAMBU_CAMERA_STATE_UNTRUSTED,
  BAMBU_CAMERA_STATE_OFF,
  BAMBU_CAMERA_STATE_NO_DECODER,
  BAMBU_CAMERA_STATE_CLOUD_ONLY,
} BambuCameraState;

#define BAMBU_TYPE_CAMERA_STATE (bambu_camera_state_get_type ())
GType bambu_camera_state_get_type (void) G_GNUC_CONST;

/**
 * BambuCameraUse:
 * @BAMBU_CAMERA_USE_PICTURES: JPEG; where the camera has it, nothing is decoded for it, else two a
 * second are made
 * @BAMBU_CAMERA_USE_VIEW: looks at what the sink shows
 *
 * What somebody wants of a camera.
 */
typedef enum
{
  BAMBU_CAMERA_USE_PICTURES,
  BAMBU_CAMERA_USE_VIEW,
} BambuCameraUse;

#define BAMBU_TYPE_CAMERA (bambu_camera_get_type ())
G_DECLARE_FINAL_TYPE (BambuCamera, bambu_camera, BAMBU, CAMERA, GObject)

/**
 * BambuCamera:
 *
 * A printer's camera. There is one connection to it, however many look, since printers serve only
 * one or two: it begins with the first [struct@Bambu.CameraViewer] and ends with the last. It goes
 * to the printer's known address, never to one that a report names. Where the kind of camera is not
 * known, RTSPS is asked for first, then port 6000; what has given a picture is it. A code that was
 * refused is not sent again before there is another one, or somebody asks for it by
 * bambu_camera_retry(). Main context only; GStreamer is started with the first viewer, on a thread.
 *
 * Properties, all readable, notified only when they change:
 *
 * - `state` (#BambuCameraState)
 * - `error` (boxed #GError, nullable): why there is no picture, a %BAMBU_CAMERA_ERROR; kept through
 * the next attempt, gone with the next picture
 * - `age` (int): seconds since the last picture came, −1 without one; while somebody looks
 *
 * Signal `picture` (#GBytes): a picture came: a JPEG. Not each one, where they come faster than
 * they are taken.
 */

/**
 * BambuCameraSinkFunc:
 *
 * Makes what shows the picture, once for each connection. The sink of the connection before still
 * shows what it showed last, until the second picture of this one, or another func.
 *
 * Returns: (transfer floating) (nullable): a sink for raw video
 */
typedef GstElement *(*BambuCameraSinkFunc) (BambuCamera *self, gpointer user_data);

/**
 * BambuCameraSourceFunc:
 *
 * Makes what has the pictures, once for each connection: a simulated printer's, say.
 *
 * Returns: (transfer floating): an element with `image/jpeg`, a picture a buffer
 */
typedef GstElement *(*BambuCameraSourceFunc) (BambuCamera *self, gpointer user_data);

/** bambu_camera_new: @trust: who decides on its certificate */
BambuCamera *bambu_camera_new (BambuPrinter *printer, BambuTrust *trust);

BambuPrinter *bambu_camera_get_printer (BambuCamera *self);
BambuCameraState bambu_camera_get_state (BambuCamera *self);
/** bambu_camera_get_error: Returns: (transfer none) (nullable) */
const GError *bambu_camera_get_error (BambuCamera *self);
int bambu_camera_get_age (BambuCamera *self);
/** bambu_camera_get_picture: Returns: (transfer none) (nullable): the last one that came, a JPEG */
GBytes *bambu_camera_get_picture (BambuCamera *self);

/** bambu_camera_set_access_code: (nullable): %NULL: not known. Another one ends a refusal */
void bambu_camera_set_access_code (BambuCamera *self, const char *access_code);

/**
 * bambu_camera_set_sink_func:
 * @func: (nullable): %NULL: nothing is shown
 *
 * Who shows the picture; from the next connection on.
 */
void bambu_camera_set_sink_func (BambuCamera *self,
                                 BambuCameraSinkFunc func,
                                 gpointer user_data,
                                 GDestroyNotify destroy);

/**
 * bambu_camera_set_source_func:
 * @func: (nullable): %NULL: the printer
 *
 * Where the pictures come from; from the next connection on. Needs no address, code or certificate.
 */
void bambu_camera_set_source_func (BambuCamera *self,
                                   BambuCameraSourceFunc func,
                                   gpointer user_data,
                                   GDestroyNotify destroy);

/** bambu_camera_retry: ends a wait, a stall or a refusal, if somebody looks */
void bambu_camera_retry (BambuCamera *self);

/**
 * BambuCameraViewer:
 *
 * Somebody who looks. Dropping it is looking away; with the last one the connection ends.
 */
typedef struct _BambuCameraViewer BambuCameraViewer;

/** bambu_camera_look: Returns: (transfer full): drop it by bambu_camera_viewer_free() */
BambuCameraViewer *bambu_camera_look (BambuCamera *self, BambuCameraUse use);
void bambu_camera_viewer_free (BambuCameraViewer *viewer);

/**
 * bambu_camera_take_snapshot:
 *
 * The picture of now: the last one if it has just come, else the next one, for which it connects if
 * need be.
 *
 * Returns: (transfer full): a future that resolves to #GBytes, a JPEG, or rejects with the
 * %BAMBU_CAMERA_ERROR of the first attempt that fails
 */
DexFuture *bambu_camera_take_snapshot (BambuCamera *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuCameraViewer, bambu_camera_viewer_free)

G_END_DECLS
