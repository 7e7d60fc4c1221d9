/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "sim-certificate.h"

G_BEGIN_DECLS

/**
 * SimCameraHouse:
 *
 * What the viewers of one camera share. Their threads look into it under its mutex; the camera
 * changes it.
 */
typedef struct
{
  GMutex mutex;
  GCond changed;
  const char *access_code;
  gint64 period; /* µs */
  guint32 faults;
  guint32 number;     /* of the last picture */
  guint inside;       /* those that are served */
  gint64 sent;        /* monotonic: the last byte of a picture; 0: none was */
  gboolean preparing; /* a print */
  gboolean closing;
} SimCameraHouse;

void sim_camera_house_init (SimCameraHouse *self);
void sim_camera_house_clear (SimCameraHouse *self);
/** sim_camera_house_set_fault: one of the place `camera`, or `wrong-code` */
void sim_camera_house_set_fault (SimCameraHouse *self, const char *name, gboolean active);
void sim_camera_house_set_preparing (SimCameraHouse *self, gboolean preparing);
/** sim_camera_house_close: all viewers are asked to leave, until it is opened again */
void sim_camera_house_close (SimCameraHouse *self, gboolean closing);

typedef struct _SimCameraViewer SimCameraViewer;

typedef enum
{
  SIM_CAMERA_LOGGED_IN,
  SIM_CAMERA_REFUSED,
  SIM_CAMERA_LEFT,
} SimCameraEvent;

/** SimCameraViewerFunc: on the main context; never after sim_camera_viewer_free() */
typedef void (*SimCameraViewerFunc) (SimCameraViewer *viewer,
                                     SimCameraEvent event,
                                     gpointer user_data);

/**
 * SimCameraViewer:
 *
 * One connection to a simulated camera: a thread that does all of it, one thing after the other.
 */

/** sim_camera_viewer_new: begins to serve @connection */
SimCameraViewer *sim_camera_viewer_new (SimCameraHouse *house,
                                        GSocketConnection *connection,
                                        SimCertificate *certificate,
                                        gboolean send_issuers,
                                        SimCameraViewerFunc func,
                                        gpointer user_data);
/** sim_camera_viewer_free: breaks the connection and waits for the thread */
void sim_camera_viewer_free (SimCameraViewer *self);

G_END_DECLS
