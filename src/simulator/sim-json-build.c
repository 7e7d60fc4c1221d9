/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-json-build.h"

JsonObject *
sim_json_build (const char *member, ...)
{
  JsonObject *object = json_object_new ();
  va_list args;

  va_start (args, member);
  for (; member != NULL; member = va_arg (args, const char *))
    {
      const char *name = member + 2;
      const char *text;

      g_assert (member[0] != '\0' && member[1] == ':');
      switch (member[0])
        {
        case 's':
          text = va_arg (args, const char *);
          if (text != NULL)
            json_object_set_string_member (object, name, text);
          else
            json_object_set_null_member (object, name);
          break;

        case 'i':
          json_object_set_int_member (object, name, va_arg (args, int));
          break;

        case 'l':
          json_object_set_int_member (object, name, va_arg (args, gint64));
          break;

        case 'd':
          json_object_set_double_member (object, name, va_arg (args, double));
          break;

        case 'b':
          json_object_set_boolean_member (object, name, va_arg (args, gboolean));
          break;

        case 'o':
          json_object_set_object_member (object, name, va_arg (args, JsonObject *));
          break;

        case 'a':
          json_object_set_array_member (object, name, va_arg (args, JsonArray *));
          break;

        case 'n':
          json_object_set_null_member (object, name);
          break;

        default:
          g_assert_not_reached ();
        }
    }
  va_end (args);

  return object;
}
