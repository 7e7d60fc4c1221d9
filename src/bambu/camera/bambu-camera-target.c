/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-target.h"

#include "link/bambu-redact.h"

void
bambu_camera_target_copy (BambuCameraTarget *self, const BambuCameraTarget *other)
{
  self->trust = other->trust ? g_object_ref (other->trust) : NULL;
  self->host = g_strdup (other->host);
  self->port = other->port;
  self->serial = g_strdup (other->serial);
  self->access_code = g_strdup (other->access_code);
  self->timeout_msec = other->timeout_msec;
}

void
bambu_camera_target_clear (BambuCameraTarget *self)
{
  g_clear_object (&self->trust);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->access_code, bambu_secret_free);
}
