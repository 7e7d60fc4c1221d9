/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-target.h"

#include "bambu-redact.h"

void
bambu_mqtt_target_init (BambuMqttTarget *self,
                        BambuTrust *trust,
                        const char *host,
                        guint16 port,
                        const char *serial,
                        const char *user,
                        const char *password)
{
  self->trust = g_object_ref (trust);
  self->host = g_strdup (host);
  self->port = port;
  self->serial = g_strdup (serial);
  self->user = g_strdup (user);
  self->password = g_strdup (password);
}

void
bambu_mqtt_target_clear (BambuMqttTarget *self)
{
  g_clear_object (&self->trust);
  g_clear_pointer (&self->host, g_free);
  g_clear_pointer (&self->serial, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->password, bambu_secret_free);
}

char *
bambu_mqtt_target_dup_topic (const BambuMqttTarget *self, const char *name)
{
  return g_strdup_printf ("device/%s/%s", self->serial, name);
}

gboolean
bambu_mqtt_target_owns_report (const BambuMqttTarget *self, const char *topic)
{
  g_auto (GStrv) parts = g_strsplit (topic, "/", 4);

  /* Nobody was seen to use the last two, but they are documented (protocol/mqtt-state.md, "Seed and
   * reality"). */
  return g_strv_length (parts) == 3 && g_str_equal (parts[1], self->serial)
         && (g_str_equal (parts[2], "report") || g_str_equal (parts[2], "status")
             || g_str_equal (parts[2], "state"));
}
