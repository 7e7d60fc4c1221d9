/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "link/bambu-trust.h"

G_BEGIN_DECLS

/** Who logs in to a camera. */
#define BAMBU_CAMERA_USER "bblp"

/**
 * BambuCameraTarget:
 * @trust: who decides on the certificate
 * @host: name or address
 * @port: the camera's
 * @serial: the serial that the certificate must name
 * @access_code: sent after that was seen
 * @timeout_msec: for connecting, for the handshake, and for each time that nothing comes
 *
 * Which camera is reached where.
 */
typedef struct
{
  BambuTrust *trust;
  char *host;
  guint16 port;
  char *serial;
  char *access_code;
  guint timeout_msec;
} BambuCameraTarget;

/** bambu_camera_target_copy: @self is uninitialized */
void bambu_camera_target_copy (BambuCameraTarget *self, const BambuCameraTarget *other);
/** bambu_camera_target_clear: the access code is overwritten */
void bambu_camera_target_clear (BambuCameraTarget *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BambuCameraTarget, bambu_camera_target_clear)

G_END_DECLS
