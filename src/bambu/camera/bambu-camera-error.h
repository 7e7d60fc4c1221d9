/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BAMBU_CAMERA_ERROR (bambu_camera_error_quark ())

/**
 * BambuCameraError:
 * @BAMBU_CAMERA_ERROR_UNREACHABLE: no name, no route, nothing listens, or the connection was lost
 * @BAMBU_CAMERA_ERROR_REFUSED: the access code is not accepted
 * @BAMBU_CAMERA_ERROR_NO_CODE: the access code is not known
 * @BAMBU_CAMERA_ERROR_CERTIFICATE: the certificate is not the printer's; no secret was sent
 * @BAMBU_CAMERA_ERROR_BUSY: others see it: the handshake is not answered
 * @BAMBU_CAMERA_ERROR_STALLED: connected, and no picture comes
 * @BAMBU_CAMERA_ERROR_PROTOCOL: what comes is no stream of pictures
 * @BAMBU_CAMERA_ERROR_OFF: live view over the network is off on the printer
 * @BAMBU_CAMERA_ERROR_NO_DECODER: something that decodes the pictures is not installed
 * @BAMBU_CAMERA_ERROR_CLOUD_ONLY: the printer is not reached on its own network
 * @BAMBU_CAMERA_ERROR_NONE: the printer has no camera
 *
 * Why there is no picture. The message has the facts for a log, never a secret.
 */
typedef enum
{
  BAMBU_CAMERA_ERROR_UNREACHABLE,
  BAMBU_CAMERA_ERROR_REFUSED,
  BAMBU_CAMERA_ERROR_NO_CODE,
  BAMBU_CAMERA_ERROR_CERTIFICATE,
  BAMBU_CAMERA_ERROR_BUSY,
  BAMBU_CAMERA_ERROR_STALLED,
  BAMBU_CAMERA_ERROR_PROTOCOL,
  BAMBU_CAMERA_ERROR_OFF,
  BAMBU_CAMERA_ERROR_NO_DECODER,
  BAMBU_CAMERA_ERROR_CLOUD_ONLY,
  BAMBU_CAMERA_ERROR_NONE,
} BambuCameraError;

GQuark bambu_camera_error_quark (void);

G_END_DECLS
