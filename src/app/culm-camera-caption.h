/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "culm-camera-view.h"

G_BEGIN_DECLS

/**
 * CulmCameraCaption:
 * @text: (nullable): what stands between the user and the picture; %NULL: nothing
 * @button: (nullable): what can be done about it
 * @busy: it is being done
 * @stale: the picture under the text is not of now
 * @pill: (nullable): what the picture is: “Live”, “Snapshot”, “12 s old”
 * @spoken: what a screen reader says of the picture
 *
 * A view in words.
 */
typedef struct
{
  char *text;
  const char *button;
  gboolean busy;
  gboolean stale;
  char *pill;
  char *spoken;
} CulmCameraCaption;

CulmCameraCaption *culm_camera_caption_new (CulmCameraView *view);
void culm_camera_caption_free (CulmCameraCaption *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CulmCameraCaption, culm_camera_caption_free)

G_END_DECLS
