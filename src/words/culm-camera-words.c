/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-camera-words.h"

#include <glib/gi18n.h>

#include "culm-format.h"

char *
culm_camera_words_failure (const GError *error, const char *name)
{
  g_return_val_if_fail (error != NULL && error->domain == BAMBU_CAMERA_ERROR, NULL);

  /* Translators: %s is a printer's name, in all of these. */
  switch ((BambuCameraError) error->code)
    {
    case BAMBU_CAMERA_ERROR_REFUSED:
      return g_strdup_printf (_ ("The camera of %s refused the access code. It changes when it is "
                                 "refreshed on the printer."),
                              name);
    case BAMBU_CAMERA_ERROR_NO_CODE:
      return g_strdup_printf (_ ("The access code of %s is not known."), name);
    case BAMBU_CAMERA_ERROR_CERTIFICATE:
      return g_strdup_printf (_ ("The camera of %s shows a certificate that is not trusted. The "
                                 "access code was not sent to it."),
                              name);
    case BAMBU_CAMERA_ERROR_BUSY:
      return g_strdup_printf (_ ("The camera of %s is in use by another app."), name);
    case BAMBU_CAMERA_ERROR_STALLED:
      return g_strdup_printf (_ ("The camera of %s is connected, but sends no picture."), name);
    case BAMBU_CAMERA_ERROR_PROTOCOL:
      return g_strdup_printf (_ ("What the camera of %s sends is no picture."), name);
    case BAMBU_CAMERA_ERROR_OFF:
      return g_strdup_printf (_ ("Live view over the network is off on %s. Turn on “LAN Only "
                                 "Liveview” on the printer."),
                              name);
    case BAMBU_CAMERA_ERROR_NO_DECODER:
      return g_strdup_printf (_ ("What decodes the picture of %s is not installed."), name);
    case BAMBU_CAMERA_ERROR_CLOUD_ONLY:
      return g_strdup_printf (_ ("The picture of %s is available on the printer’s own network "
                                 "only."),
                              name);
    case BAMBU_CAMERA_ERROR_NONE:
      return g_strdup_printf (_ ("%s has no camera."), name);
    case BAMBU_CAMERA_ERROR_UNREACHABLE:
    default:
      return g_strdup_printf (_ ("The camera of %s does not answer."), name);
    }
}

char *
culm_camera_words_age (int seconds)
{
  g_autofree char *duration = NULL;

  if (seconds < 60)
    /* Translators: a picture, %d seconds */
    return g_strdup_printf (_ ("%d s old"), seconds);

  duration = culm_format_duration (seconds / 60);

  /* Translators: a picture; %s is “12 min” or “1 h 12 min” */
  return g_strdup_printf (_ ("%s old"), duration);
}
