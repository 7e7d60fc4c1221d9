/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culm-json.h"

#include <math.h>

void
culm_json_add_string (JsonObject *object, const char *key, const char *value)
{
  if (value)
    json_object_set_string_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

void
culm_json_add_text (JsonObject *object, const char *key, const char *value)
{
  culm_json_add_string (object, key, value && *value ? value : NULL);
}

void
culm_json_add_integer (JsonObject *object, const char *key, gint64 value, gboolean known)
{
  if (known)
    json_object_set_int_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

void
culm_json_add_boolean (JsonObject *object, const char *key, gboolean value, gboolean known)
{
  if (known)
    json_object_set_boolean_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

void
culm_json_add_number (JsonObject *object, const char *key, double value)
{
  if (isnan (value))
    json_object_set_null_member (object, key);
  else if (value == trunc (value) && fabs (value) < G_MAXINT)
    json_object_set_int_member (object, key, (gint64) value);
  else
    json_object_set_double_member (object, key, value);
}

void
culm_json_add_nick (JsonObject *object, const char *key, GType type, int value)
{
  g_autoptr (GEnumClass) enum_class = g_type_class_ref (type);
  GEnumValue *entry = g_enum_get_value (enum_class, value);

  culm_json_add_string (object, key, entry ? entry->value_nick : NULL);
}

void
culm_json_add_time (JsonObject *object, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (seconds > 0 && (time = g_date_time_new_from_unix_utc (seconds)))
    text = g_date_time_format_iso8601 (time);

  culm_json_add_string (object, key, text);
}

JsonArray *
culm_json_from_list (GListModel *list, CulmJsonItem item_to_json)
{
  guint n_items = g_list_model_get_n_items (list);
  JsonArray *array = json_array_sized_new (n_items);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);

      json_array_add_object_element (array, item_to_json (item));
    }

  return array;
}

char *
culm_json_dup_line (JsonNode *node)
{
  return json_to_string (node, FALSE);
}
