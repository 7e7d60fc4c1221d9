/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-caption.h"

#include <glib/gi18n.h>

#include "culm-camera-words.h"

/* A still is of now until the next one could have come. */
#define STILL_SECONDS 20

static gboolean
has_picture (CulmCameraView *self)
{
  return culm_camera_view_get_paintable (self) != NULL;
}

/* What is under way while there is a picture needs no words. */
static gboolean
is_shown (CulmCameraView *self, BambuCameraState state)
{
  switch (culm_camera_view_get_mode (self))
    {
    case CULM_CAMERA_MODE_PAUSED:
      return has_picture (self);
    case CULM_CAMERA_MODE_STILLS:
      return has_picture (self) && culm_camera_view_get_error (self) == NULL;
    case CULM_CAMERA_MODE_LIVE:
    default:
      return state == BAMBU_CAMERA_STATE_LIVE || state == BAMBU_CAMERA_STATE_IDLE;
    }
}

static const char *
get_button_label (CulmCameraView *self, BambuCameraState state)
{
  if (culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_PAUSED)
    return _ ("Play");

  switch (state)
    {
    case BAMBU_CAMERA_STATE_CONNECTING:
      return _ ("Cancel");
    case BAMBU_CAMERA_STATE_STALLED:
      return _ ("Reconnect");
    case BAMBU_CAMERA_STATE_WAITING:
    case BAMBU_CAMERA_STATE_BUSY:
    case BAMBU_CAMERA_STATE_UNTRUSTED:
      return _ ("Try Again");
    case BAMBU_CAMERA_STATE_OFF:
      return _ ("Show Me Where");
    case BAMBU_CAMERA_STATE_REFUSED:
    case BAMBU_CAMERA_STATE_NO_CODE:
      return _ ("Enter Code…");
    case BAMBU_CAMERA_STATE_NO_DECODER:
      return _ ("How to Install");
    case BAMBU_CAMERA_STATE_NONE:
    case BAMBU_CAMERA_STATE_IDLE:
    case BAMBU_CAMERA_STATE_LIVE:
    case BAMBU_CAMERA_STATE_CLOUD_ONLY:
    default:
      return NULL;
    }
}

/* Transfer full, nullable: nothing stands between the user and the picture. */
static char *
dup_text (CulmCameraView *self, BambuCameraState state, const char *name)
{
  const GError *error = culm_camera_view_get_error (self);

  if (is_shown (self, state))
    return NULL;
  if (culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_PAUSED)
    return g_strdup (_ ("The video is paused."));
  if (state == BAMBU_CAMERA_STATE_CONNECTING)
    return g_strdup (_ ("Connecting to the camera…"));

  return error != NULL ? culm_camera_words_failure (error, name) : NULL;
}

/* Of the picture that is seen: where it is tried to get another one, its age is told. */
static gboolean
has_age (CulmCameraView *self, BambuCameraState state, int seconds)
{
  if (culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_STILLS)
    return seconds >= STILL_SECONDS;

  return culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_LIVE
         && (state == BAMBU_CAMERA_STATE_CONNECTING || state == BAMBU_CAMERA_STATE_STALLED
             || state == BAMBU_CAMERA_STATE_WAITING || state == BAMBU_CAMERA_STATE_BUSY);
}

/* Transfer full, nullable */
static char *
dup_pill (CulmCameraView *self, BambuCameraState state)
{
  int seconds = culm_camera_view_get_age (self);

  if (!has_picture (self))
    return NULL;
  if (seconds >= 0 && has_age (self, state, seconds))
    return culm_camera_words_age (seconds);
  if (culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_PAUSED)
    /* Translators: the camera's picture stands still, for the user wants that */
    return g_strdup (_ ("Video paused"));
  if (culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_STILLS)
    /* Translators: the camera's picture is one of those that come now and then */
    return g_strdup (_ ("Snapshot"));

  /* Translators: the camera's picture is of now */
  return state == BAMBU_CAMERA_STATE_LIVE ? g_strdup (_ ("Live")) : NULL;
}

static char *
dup_spoken (CulmCameraView *self, BambuCameraState state, const char *name, const char *pill)
{
  if (pill != NULL && state == BAMBU_CAMERA_STATE_LIVE
      && culm_camera_view_get_mode (self) == CULM_CAMERA_MODE_LIVE)
    /* Translators: a printer's name */
    return g_strdup_printf (_ ("Camera of %s, live"), name);
  if (pill != NULL)
    /* Translators: a printer's name, and what its picture is: “12 s old”, “Snapshot” */
    return g_strdup_printf (_ ("Camera of %s, %s"), name, pill);

  /* Translators: a printer's name */
  return g_strdup_printf (_ ("Camera of %s"), name);
}

CulmCameraCaption *
culm_camera_caption_new (CulmCameraView *view)
{
  CulmCameraCaption *self;
  BambuCameraState state;
  const char *name;
  gboolean is_playing;

  g_return_val_if_fail (CULM_IS_CAMERA_VIEW (view), NULL);

  self = g_new0 (CulmCameraCaption, 1);
  state = culm_camera_view_get_state (view);
  name = bambu_printer_get_name (culm_camera_view_get_printer (view));
  is_playing = culm_camera_view_get_mode (view) != CULM_CAMERA_MODE_PAUSED;

  self->text = dup_text (view, state, name);
  self->button = self->text != NULL ? get_button_label (view, state) : NULL;
  self->busy = self->text != NULL && is_playing && state == BAMBU_CAMERA_STATE_CONNECTING;
  self->stale = self->text != NULL && is_playing && !self->busy;
  self->pill = dup_pill (view, state);
  self->spoken = dup_spoken (view, state, name, self->pill);

  return self;
}

void
culm_camera_caption_free (CulmCameraCaption *self)
{
  g_free (self->text);
  g_free (self->pill);
  g_free (self->spoken);
  g_free (self);
}
