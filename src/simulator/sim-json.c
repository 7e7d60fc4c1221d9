/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-json.h"

#include <math.h>

static JsonNode *copy_node (JsonNode *node);

static JsonArray *
copy_array (JsonArray *array)
{
  guint length = json_array_get_length (array);
  JsonArray *copy = json_array_sized_new (length);

  for (guint i = 0; i < length; i++)
    json_array_add_element (copy, copy_node (json_array_get_element (array, i)));

  return copy;
}

/* json_node_copy() shares objects and arrays with the original. */
static JsonNode *
copy_node (JsonNode *node)
{
  JsonNode *copy;

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, sim_json_copy (json_node_get_object (node)));
      return copy;

    case JSON_NODE_ARRAY:
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, copy_array (json_node_get_array (node)));
      return copy;

    case JSON_NODE_VALUE:
    case JSON_NODE_NULL:
    default:
      return json_node_copy (node);
    }
}

JsonObject *
sim_json_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    json_object_set_member (copy, name, copy_node (node));

  return copy;
}

static gboolean
is_keyed (const char *name, JsonNode *node)
{
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  return g_str_equal (name, "ams") || g_str_equal (name, "tray");
}

static gboolean
is_emptied (JsonObject *tray)
{
  guint size = json_object_get_size (tray);

  return size == 1 || (size == 2 && json_object_has_member (tray, "state"));
}

static JsonObject *
element_object (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static int
find_index (JsonArray *array, gint64 id)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = element_object (array, i);

      if (element != NULL && sim_json_get_int (element, "id", -1) == id)
        return (int) i;
    }

  return -1;
}

static void
merge_keyed (JsonArray *target, JsonArray *patch, gboolean trays)
{
  for (guint i = 0; i < json_array_get_length (patch); i++)
    {
      JsonObject *element = element_object (patch, i);
      int index;

      if (element == NULL)
        continue;

      index = find_index (target, sim_json_get_int (element, "id", -1));
      if (index < 0)
        json_array_add_object_element (target, sim_json_copy (element));
      else if (trays && is_emptied (element))
        {
          JsonObject *old = element_object (target, (guint) index);
          g_autoptr (GList) members = json_object_get_members (old);

          for (GList *l = members; l != NULL; l = l->next)
            if (!json_object_has_member (element, l->data))
              json_object_remove_member (old, l->data);
          sim_json_merge (old, element);
        }
      else
        sim_json_merge (element_object (target, (guint) index), element);
    }
}

void
sim_json_merge (JsonObject *target, JsonObject *patch)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, patch);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonNode *old = json_object_get_member (target, name);

      if (old != NULL && JSON_NODE_HOLDS_OBJECT (old) && JSON_NODE_HOLDS_OBJECT (node))
        sim_json_merge (json_node_get_object (old), json_node_get_object (node));
      else if (old != NULL && JSON_NODE_HOLDS_ARRAY (old) && is_keyed (name, node))
        merge_keyed (json_node_get_array (old), json_node_get_array (node),
                     g_str_equal (name, "tray"));
      else
        json_object_set_member (target, name, copy_node (node));
    }
}

static JsonArray *
diff_keyed (JsonArray *before, JsonArray *after, gboolean trays)
{
  JsonArray *diff = json_array_new ();

  for (guint i = 0; i < json_array_get_length (after); i++)
    {
      JsonObject *element = element_object (after, i);
      int index = element != NULL ? find_index (before, sim_json_get_int (element, "id", -1)) : -1;
      JsonObject *change;

      if (element == NULL)
        continue;

      if (index < 0)
        {
          json_array_add_object_element (diff, sim_json_copy (element));
          continue;
        }

      change = sim_json_diff (element_object (before, (guint) index), element);
      if (change == NULL)
        continue;

      /* A tray goes out whole: with `id` and `state` alone it would say that the slot is empty. */
      if (trays)
        {
          json_object_unref (change);
          change = sim_json_copy (element);
        }
      else
        json_object_set_member (change, "id", copy_node (json_object_get_member (element, "id")));

      json_array_add_object_element (diff, change);
    }

  return diff;
}

JsonObject *
sim_json_diff (JsonObject *before, JsonObject *after)
{
  g_autoptr (JsonObject) diff = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  gboolean removed;

  json_object_iter_init_ordered (&iter, after);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      JsonNode *old = json_object_get_member (before, name);

      if (old != NULL && JSON_NODE_HOLDS_OBJECT (old) && JSON_NODE_HOLDS_OBJECT (node))
        {
          JsonObject *change =
              sim_json_diff (json_node_get_object (old), json_node_get_object (node));

          if (change != NULL)
            json_object_set_object_member (diff, name, change);
        }
      else if (old != NULL && JSON_NODE_HOLDS_ARRAY (old) && is_keyed (name, node))
        {
          g_autoptr (JsonArray) change = diff_keyed (
              json_node_get_array (old), json_node_get_array (node), g_str_equal (name, "tray"));

          if (json_array_get_length (change) > 0)
            json_object_set_array_member (diff, name, g_steal_pointer (&change));
        }
      else if (old == NULL || !json_node_equal (old, node))
        json_object_set_member (diff, name, copy_node (node));
    }

  /* Only a slot loses members, when it is emptied; it then goes out whole. */
  removed = json_object_get_size (after) < json_object_get_size (before);
  if (json_object_get_size (diff) == 0 && !removed)
    return NULL;

  return g_steal_pointer (&diff);
}

JsonObject *
sim_json_find (JsonObject *object, const char *path, ...)
{
  va_list names;

  va_start (names, path);
  for (const char *name = path; object != NULL && name != NULL; name = va_arg (names, const char *))
    object = sim_json_get_object (object, name);
  va_end (names);

  return object;
}

/* What is there is told apart by its own type, so that each profile's form is kept. Values are
 * never set in place: copies of a node share them. */
static JsonNode *
find_value (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

void
sim_json_put_int (JsonObject *object, const char *member, gint64 value)
{
  JsonNode *node = find_value (object, member);
  GType type;

  if (node == NULL)
    return;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    {
      char text[24];

      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
      if (!g_str_equal (json_node_get_string (node), text))
        json_object_set_string_member (object, member, text);
    }
  else if (type == G_TYPE_DOUBLE)
    sim_json_put_double (object, member, (double) value);
  else if (type == G_TYPE_INT64 && json_node_get_int (node) != value)
    json_object_set_int_member (object, member, value);
}

void
sim_json_put_double (JsonObject *object, const char *member, double value)
{
  JsonNode *node = find_value (object, member);
  GType type;

  if (node == NULL)
    return;

  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    {
      char text[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (text, sizeof text, "%.1f", value);
      if (!g_str_equal (json_node_get_string (node), text))
        json_object_set_string_member (object, member, text);
    }
  else if (json_node_get_double (node) == value)
    return;
  else if (type == G_TYPE_DOUBLE || value != floor (value))
    json_object_set_double_member (object, member, value);
  else
    json_object_set_int_member (object, member, (gint64) value);
}

void
sim_json_put_string (JsonObject *object, const char *member, const char *value)
{
  JsonNode *node = find_value (object, member);

  if (node != NULL && g_strcmp0 (json_node_get_string (node), value) != 0)
    json_object_set_string_member (object, member, value);
}

void
sim_json_put_boolean (JsonObject *object, const char *member, gboolean value)
{
  JsonNode *node = find_value (object, member);

  if (node != NULL && json_node_get_boolean (node) != value)
    json_object_set_boolean_member (object, member, value);
}

void
sim_json_put_hex (JsonObject *object, const char *member, guint64 value)
{
  char text[20];
  const char *old = sim_json_get_string (object, member, NULL);

  if (old == NULL)
    return;

  /* Printers write some of these bit strings in capitals, others not. */
  g_snprintf (text, sizeof text, "%" G_GINT64_MODIFIER "x", value);
  if (g_ascii_strcasecmp (text, old) != 0)
    {
      for (const char *p = old; *p != '\0'; p++)
        if (g_ascii_isupper (*p))
          {
            g_snprintf (text, sizeof text, "%" G_GINT64_MODIFIER "X", value);
            break;
          }
      json_object_set_string_member (object, member, text);
    }
}

gint64
sim_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = find_value (object, member);
  gint64 value;

  if (node == NULL)
    return fallback;

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return json_node_get_int (node);

  if (g_ascii_string_to_signed (json_node_get_string (node), 10, G_MININT64, G_MAXINT64, &value,
                                NULL))
    return value;

  return fallback;
}

guint64
sim_json_get_hex (JsonObject *object, const char *member)
{
  return g_ascii_strtoull (sim_json_get_string (object, member, "0"), NULL, 16);
}

const char *
sim_json_get_string (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = find_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return fallback;

  return json_node_get_string (node);
}

gboolean
sim_json_get_boolean (JsonObject *object, const char *member, gboolean *value)
{
  JsonNode *node = find_value (object, member);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;

  *value = json_node_get_boolean (node);

  return TRUE;
}

JsonObject *
sim_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
sim_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
sim_json_find_by_id (JsonArray *array, gint64 id)
{
  int index = array != NULL ? find_index (array, id) : -1;

  return index >= 0 ? element_object (array, (guint) index) : NULL;
}

GBytes *
sim_json_to_bytes (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;
  gsize length;

  json_node_set_object (node, object);
  text = json_to_string (node, FALSE);
  length = strlen (text);

  return g_bytes_new_take (g_steal_pointer (&text), length);
}

JsonObject *
sim_json_parse (const char *data, gssize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, data, size, error))
    return NULL;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_PARSE, "not a JSON object");
      return NULL;
    }

  return json_object_ref (json_node_get_object (root));
}
