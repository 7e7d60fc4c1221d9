/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-fields.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#include "ctl-output.h"

GStrv
ctl_fields_split (const char *list, JsonObject *example, GError **error)
{
  g_auto (GStrv) names = g_strsplit (list, ",", -1);

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *first = NULL;

      g_strstrip (names[i]);
      first = g_strndup (names[i], strcspn (names[i], "."));
      if (!json_object_has_member (example, first))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("No report has a value “%s”. “culmctl status --json” shows them."),
                       names[i]);
          return NULL;
        }
    }

  return g_steal_pointer (&names);
}

/* Returns: (transfer none) (nullable): one member or item of @node */
static JsonNode *
step (JsonNode *node, const char *word)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), word);

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint64 place;

      if (g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT, &place, NULL)
          && place < json_array_get_length (array))
        return json_array_get_element (array, (guint) place);
    }

  return NULL;
}

static JsonNode *
dup_value (JsonObject *report, const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, ".", -1);
  JsonNode *node = json_object_get_member (report, words[0]);

  for (guint i = 1; node && words[i]; i++)
    node = step (node, words[i]);

  return node ? json_node_copy (node) : json_node_new (JSON_NODE_NULL);
}

JsonObject *
ctl_fields_to_json (JsonObject *report, const char *const *names)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; names[i]; i++)
    json_object_set_member (object, names[i], dup_value (report, names[i]));

  return object;
}

char *
ctl_fields_to_text (JsonObject *report, const char *const *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; names[i]; i++)
    {
      g_autoptr (JsonNode) value = dup_value (report, names[i]);
      g_autofree char *line = NULL;

      if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING)
        line = json_node_dup_string (value);
      else
        line = JSON_NODE_HOLDS_NULL (value) ? g_strdup ("–") : culm_json_dup_line (value);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "  " : "", names[i], line);
    }

  return ctl_output_make_printable (text->str, FALSE);
}
