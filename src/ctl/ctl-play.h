/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "camera/bambu-camera.h"

G_BEGIN_DECLS

/**
 * CtlPlay:
 *
 * Shows what a camera sees in one window, or in another sink of GStreamer's, however often the
 * connection to the camera begins anew. Main context only.
 */
typedef struct _CtlPlay CtlPlay;

/**
 * CtlPlayEvents:
 * @shown: @n_frames more went to the window
 * @ended: nothing is shown any more. @error: (nullable): %NULL: the window was closed
 *
 * On the main context.
 */
typedef struct
{
  void (*shown) (guint n_frames, gpointer user_data);
  void (*ended) (const GError *error, gpointer user_data);
} CtlPlayEvents;

/**
 * ctl_play_new:
 * @sink: (nullable): an element's name; %NULL: a window
 *
 * Starts GStreamer and makes the sink, both of which is for a stack of usual size, so on no fiber.
 * The window comes with the first picture.
 *
 * Returns: (transfer full) (nullable): %NULL with a %G_OPTION_ERROR if there is no such sink
 */
CtlPlay *ctl_play_new (const char *sink, GError **error);
/** ctl_play_start: shows @camera, once, for as long as somebody looks at it */
void ctl_play_start (CtlPlay *self,
                     BambuCamera *camera,
                     const CtlPlayEvents *events,
                     gpointer user_data);
/** ctl_play_free: when nobody looks at the camera any more */
void ctl_play_free (CtlPlay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CtlPlay, ctl_play_free)

G_END_DECLS
