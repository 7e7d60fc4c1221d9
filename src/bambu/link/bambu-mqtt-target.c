/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-target.h"

#include "bambu-redact.h"

void
bambu_mqtt_target_copy (BambuMqttTarget *self, const BambuMqttTarget *other)
{
  self->trust = other->trust != NULL ? g_object_ref (other->trust) : NULL;
  self->authorities = g_strdup (other->authorities);
  self->host = g_strdup (other->host);
  self->port = other->port;
  self->serial = g_strdup (other->serial);
  self->user = g_strdup (other->user);
  self->password = g_strdup (other->password);
}

void
bambu_mqtt_target_clear (BambuMqttTarget *self)
{
  g_clear_object (&self->trust);
  g_clear_pointer (&self->authorities, g_free);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->password, bambu_secret_free);
}

void
bambu_mqtt_target_set_login (BambuMqttTarget *self, const char *user, const char *password)
{
  g_set_str (&self->user, user);
  g_clear_pointer (&self->password, bambu_secret_free);
  self->password = g_strdup (password);
}

char *
bambu_mqtt_target_dup_name (const BambuMqttTarget *self)
{
  return bambu_redact (self->serial != NULL ? self->serial : self->user);
}
