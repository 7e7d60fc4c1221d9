/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-ftps-target.h"

#include "link/bambu-redact.h"

void
bambu_ftps_target_copy (BambuFtpsTarget *self, const BambuFtpsTarget *other)
{
  self->trust = g_object_ref (other->trust);
  self->host = g_strdup (other->host);
  self->port = other->port;
  self->serial = g_strdup (other->serial);
  self->access_code = g_strdup (other->access_code);
  self->may_be_clear = other->may_be_clear;
  self->is_clear = other->is_clear;
}

gboolean
bambu_ftps_target_is_same (const BambuFtpsTarget *self, const BambuFtpsTarget *other)
{
  return self->trust == other->trust && g_str_equal (self->host, other->host)
         && self->port == other->port && g_str_equal (self->serial, other->serial)
         && g_str_equal (self->access_code, other->access_code);
}

void
bambu_ftps_target_clear (BambuFtpsTarget *self)
{
  g_clear_object (&self->trust);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->access_code, bambu_secret_free);
}
