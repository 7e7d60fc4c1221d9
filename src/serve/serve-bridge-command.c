/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-bridge-command.h"

#include <string.h>
#include <words/culm-json.h>

#include "account/bambu-json.h"

#define MOST_BYTES 4096
#define MOST_WORDS 16
#define LONGEST_ID 128

/* What culmctl exits with */
#define EXIT_USAGE 1
#define EXIT_NOT_NOW 9

/* Returns: whether it is an array of words */
static gboolean
take_array (ServeBridgeCommand *self, JsonNode *node)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  if (json_array_get_length (array) > MOST_WORDS)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *word = json_array_get_element (array, i);

      if (json_node_get_value_type (word) != G_TYPE_STRING)
        return FALSE;
      g_strv_builder_add (words, json_node_get_string (word));
    }

  self->words = g_strv_builder_end (words);

  return TRUE;
}

static gboolean
take_id (ServeBridgeCommand *self, JsonNode *id)
{
  GType type = id ? json_node_get_value_type (id) : G_TYPE_INVALID;
  g_autofree char *key = NULL;

  if (id == NULL)
    return TRUE;
  if (type != G_TYPE_STRING && type != G_TYPE_INT64)
    return FALSE;

  key = culm_json_dup_line (id);
  if (strlen (key) > LONGEST_ID)
    return FALSE;

  self->id = json_node_copy (id);
  self->key = g_steal_pointer (&key);

  return TRUE;
}

static const char *
take_text (ServeBridgeCommand *self, const char *text)
{
  int n_words;
  gboolean is_blank = text[strspn (text, " \t\r\n")] == '\0';

  if (is_blank)
    self->words = g_new0 (char *, 1);
  else if (!g_shell_parse_argv (text, &n_words, &self->words, NULL))
    return "These are no words: a quotation mark is missing.";
  else if (n_words > MOST_WORDS)
    return "These are too many words.";

  return NULL;
}

static const char *
take_json (ServeBridgeCommand *self, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = bambu_json_parse (bytes, NULL);
  JsonObject *object;
  JsonNode *words;

  if (node == NULL)
    return "This is no JSON.";

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return take_array (self, node) ? NULL : "This is no list of a few words.";

  object = json_node_get_object (node);
  if (!take_id (self, json_object_get_member (object, "id")))
    return "An id is a short text or a number.";

  words = json_object_get_member (object, "words");
  if (words == NULL)
    return take_text (self, "");
  if (json_node_get_value_type (words) == G_TYPE_STRING)
    return take_text (self, json_node_get_string (words));

  return take_array (self, words) ? NULL : "“words” is no list of a few words.";
}

static const char *
take (ServeBridgeCommand *self, gconstpointer data, gsize size)
{
  g_autofree char *text = NULL;
  const char *begin;

  if (size > MOST_BYTES)
    return "This is too long.";
  if (size > 0 && !g_utf8_validate_len (data, size, NULL))
    return "This is no text.";

  text = g_strndup (size > 0 ? data : "", size);
  begin = text + strspn (text, " \t\r\n");

  return *begin == '[' || *begin == '{' ? take_json (self, begin) : take_text (self, begin);
}

ServeBridgeCommand *
serve_bridge_command_parse (const char *name, gconstpointer data, gsize size, const char **problem)
{
  ServeBridgeCommand *self = g_new0 (ServeBridgeCommand, 1);

  self->name = g_strdup (name);
  *problem = take (self, data, size);
  if (*problem != NULL)
    g_clear_pointer (&self->words, g_strfreev);

  return self;
}

void
serve_bridge_command_free (ServeBridgeCommand *self)
{
  g_free (self->name);
  g_strfreev (self->words);
  g_clear_pointer (&self->id, json_node_unref);
  g_free (self->key);
  g_free (self);
}

gboolean
serve_bridge_command_is_urgent (const ServeBridgeCommand *self)
{
  return g_str_equal (self->name, "stop") || g_str_equal (self->name, "pause");
}

JsonObject *
serve_bridge_command_refuse (const ServeBridgeCommand *self,
                             const char *serial,
                             const char *result,
                             const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "command", self->name);
  json_object_set_string_member (object, "printer", serial);
  json_object_set_string_member (object, "result", result);
  json_object_set_string_member (object, "reason", text);
  json_object_set_null_member (object, "code");
  json_object_set_int_member (object, "exit",
                              g_str_equal (result, "not-now") ? EXIT_NOT_NOW : EXIT_USAGE);
  json_object_set_string_member (object, "text", text);

  return object;
}

char *
serve_bridge_command_dup_answer (const ServeBridgeCommand *self, JsonObject *answer)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), answer);

  if (self->id != NULL)
    json_object_set_member (answer, "id", json_node_copy (self->id));

  return culm_json_dup_line (node);
}
