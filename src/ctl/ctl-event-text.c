/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-event-text.h"

#include <glib/gi18n.h>

#include "ctl-output.h"
#include "words/culm-format.h"

static const char *
get (JsonObject *object, const char *key)
{
  return json_object_get_string_member_with_default (object, key, NULL);
}

static const char *
get_print_name (JsonObject *print)
{
  const char *name = get (print, "name");

  return name != NULL ? name : get (print, "file");
}

static char *
describe_failed (JsonObject *print)
{
  const char *reason = get (print, "reason");

  if (g_strcmp0 (reason, "cancelled") == 0)
    return g_strdup_printf (_ ("Print cancelled: %s"), get_print_name (print));
  if (g_strcmp0 (reason, "unknown") == 0)
    return g_strdup_printf (_ ("Print ended: %s"), get_print_name (print));

  return g_strdup_printf (_ ("Print failed: %s"), get_print_name (print));
}

static char *
describe (const char *name, JsonObject *data)
{
  if (g_str_equal (name, "print.started"))
    return g_strdup_printf (_ ("Print begun: %s"), get_print_name (data));
  if (g_str_equal (name, "print.completed"))
    return g_strdup_printf (_ ("Print finished: %s"), get_print_name (data));
  if (g_str_equal (name, "print.failed"))
    return describe_failed (data);
  if (g_str_equal (name, "device.online"))
    return g_strdup (_ ("Online"));
  if (g_str_equal (name, "device.offline"))
    return g_strdup (_ ("Offline"));

  return culm_format_alert (get (data, "text"), get (data, "code"));
}

char *
ctl_event_text_new (JsonObject *event)
{
  JsonObject *device = json_object_get_object_member (event, "device");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *words =
      describe (get (event, "event"), json_object_get_object_member (event, "data"));
  g_autofree char *line = g_strdup_printf ("[%s] %s: %s", time, get (device, "name"), words);

  return ctl_output_make_printable (line, FALSE);
}
