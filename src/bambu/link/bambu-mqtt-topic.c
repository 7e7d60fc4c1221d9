/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-topic.h"

#include <string.h>

#include "bambu-redact.h"

#define PREFIX "device/"

char *
bambu_mqtt_topic_new (const char *serial, const char *name)
{
  return g_strdup_printf (PREFIX "%s/%s", serial, name);
}

char *
bambu_mqtt_topic_dup_reporter (const char *topic)
{
  g_auto (GStrv) parts = g_strsplit (topic, "/", 4);

  /* Nobody was seen to use the last two, but they are documented (protocol/mqtt-state.md, "Seed and
   * reality"). */
  if (g_strv_length (parts) != 3 || *parts[1] == '\0'
      || !(g_str_equal (parts[2], "report") || g_str_equal (parts[2], "status")
           || g_str_equal (parts[2], "state")))
    return NULL;

  return g_strdup (parts[1]);
}

char *
bambu_mqtt_topic_redact (const char *line)
{
  g_autoptr (GString) redacted = g_string_new (NULL);
  const char *found;

  while ((found = strstr (line, PREFIX)))
    {
      const char *begin = found + strlen (PREFIX);
      gsize length = strcspn (begin, "/' ,)");
      g_autofree char *serial = g_strndup (begin, length);
      g_autofree char *short_serial = bambu_redact (serial);

      g_string_append_len (redacted, line, begin - line);
      g_string_append (redacted, short_serial);
      line = begin + length;
    }
  g_string_append (redacted, line);

  return g_string_free_and_steal (g_steal_pointer (&redacted));
}
