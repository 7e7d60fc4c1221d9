/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-camera-private.h"
#include "bambu-jpeg-src.h"
#include "bambu-rtsps-source.h"
#include "link/bambu-address.h"

#define JPEG_PORT 6000
#define RTSPS_PORT 322

gboolean
bambu_camera_has_rtsps (BambuCamera *self)
{
  BambuCameraKind kind = bambu_printer_get_camera_kind (self->printer);

  if (kind == BAMBU_CAMERA_KIND_UNKNOWN)
    kind = self->guess;

  return self->source_func == NULL && kind == BAMBU_CAMERA_KIND_RTSPS;
}

/* The printer's own ports lie as far from the usual ones as its broker's. */
static gboolean
bambu_camera_fill_target (BambuCamera *self, BambuCameraTarget *target, GError **error)
{
  guint16 broker_port;
  int port;

  if (!bambu_address_parse (bambu_printer_get_address (self->printer), &target->host, &broker_port,
                            error))
    return FALSE;

  port =
      (bambu_camera_has_rtsps (self) ? RTSPS_PORT : JPEG_PORT) + broker_port - BAMBU_ADDRESS_PORT;
  if (port <= 0 || port > G_MAXUINT16)
    {
      g_set_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE, "There is no port %d",
                   port);
      return FALSE;
    }

  target->trust = g_object_ref (self->trust);
  target->port = (guint16) port;
  target->serial = g_strdup (bambu_printer_get_serial (self->printer));
  target->access_code = g_strdup (self->access_code);
  target->timeout_msec = self->limits.timeout_msec;

  return TRUE;
}

GstElement *
bambu_camera_make_source (BambuCamera *self, GError **error)
{
  g_auto (BambuCameraTarget) target = { 0 };

  if (self->source_func != NULL)
    return self->source_func (self, self->source_data);

  if (!bambu_camera_fill_target (self, &target, error))
    return NULL;

  if (bambu_camera_has_rtsps (self))
    return bambu_rtsps_source_new (&target, error);

  return g_object_new (BAMBU_TYPE_JPEG_SRC, "host", target.host, "port", (guint) target.port,
                       "serial", target.serial, "access-code", target.access_code, "trust",
                       target.trust, "timeout", target.timeout_msec, NULL);
}
