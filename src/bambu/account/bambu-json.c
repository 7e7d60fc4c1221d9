/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-json.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define DEEPEST 64
#define MILLISECONDS_FROM G_GINT64_CONSTANT (100000000000)

/* The parser recurses, so depth is looked at before. */
static gboolean
is_shallow (const char *data, gsize size)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (in_string)
        {
          if (data[i] == '\\')
            i++;
          else if (data[i] == '"')
            in_string = FALSE;
        }
      else if (data[i] == '"')
        in_string = TRUE;
      else if ((data[i] == '{' || data[i] == '[') && ++depth > DEEPEST)
        return FALSE;
      else if ((data[i] == '}' || data[i] == ']') && depth > 0)
        depth--;
    }

  return TRUE;
}

JsonNode *
bambu_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!g_utf8_validate_len (data ? data : "", size, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no UTF-8");
      return NULL;
    }

  if (!is_shallow (data, size))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "nested too deeply");
      return NULL;
    }

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, data ? data : "", size, &local_error))
    {
      /* The parser's message may quote what it read. */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no JSON (%d)", local_error->code);
      return NULL;
    }

  if (json_parser_get_root (parser) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "empty");
      return NULL;
    }

  return json_parser_steal_root (parser);
}

static JsonNode *
find_path (JsonObject *object, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonNode *node = NULL;

  for (guint i = 0; steps[i]; i++)
    {
      if (i > 0)
        {
          if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
            return NULL;
          object = json_node_get_object (node);
        }
      node = json_object_get_member (object, steps[i]);
    }

  return node && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

JsonNode *
bambu_json_find (JsonObject *object, const char *paths)
{
  g_auto (GStrv) alternatives = NULL;

  if (object == NULL)
    return NULL;

  alternatives = g_strsplit (paths, "|", -1);
  for (guint i = 0; alternatives[i]; i++)
    {
      JsonNode *node = find_path (object, alternatives[i]);

      if (node != NULL)
        return node;
    }

  return NULL;
}

static GType
get_value_type (JsonNode *node)
{
  return node && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
}

const char *
bambu_json_get_text (JsonNode *node)
{
  return get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

char *
bambu_json_dup_text (JsonNode *node)
{
  gint64 number;
  double fraction;

  if (bambu_json_get_text (node))
    return g_strdup (bambu_json_get_text (node));

  if (get_value_type (node) == G_TYPE_INT64 && bambu_json_read_int (node, &number))
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);

  if (bambu_json_read_double (node, &fraction))
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.6g", fraction));
    }

  return NULL;
}

gboolean
bambu_json_read_double (JsonNode *node, double *number)
{
  const char *text = bambu_json_get_text (node);
  double value;

  if (text)
    {
      char *end;

      value = g_ascii_strtod (text, &end);
      if (end == text || *end != '\0')
        return FALSE;
    }
  else if (get_value_type (node) == G_TYPE_INT64 || get_value_type (node) == G_TYPE_DOUBLE)
    value = json_node_get_double (node);
  else
    return FALSE;

  if (!isfinite (value))
    return FALSE;

  *number = value;

  return TRUE;
}

gboolean
bambu_json_read_int (JsonNode *node, gint64 *number)
{
  double value;

  /* Numbers of tasks and accounts may be longer than what a double holds exactly. */
  if (get_value_type (node) == G_TYPE_INT64)
    {
      *number = json_node_get_int (node);
      return TRUE;
    }

  if (bambu_json_get_text (node)
      && g_ascii_string_to_signed (bambu_json_get_text (node), 10, G_MININT64, G_MAXINT64, number,
                                   NULL))
    return TRUE;

  if (!bambu_json_read_double (node, &value) || fabs (value) > 9e15)
    return FALSE;

  *number = (gint64) value;

  return TRUE;
}

gboolean
bambu_json_read_bool (JsonNode *node, gboolean *value)
{
  const char *text = bambu_json_get_text (node);
  gint64 number;

  if (get_value_type (node) == G_TYPE_BOOLEAN)
    *value = json_node_get_boolean (node);
  else if (g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "false") == 0)
    *value = *text == 't';
  else if (bambu_json_read_int (node, &number))
    *value = number != 0;
  else
    return FALSE;

  return TRUE;
}

gboolean
bambu_json_read_time (JsonNode *node, gint64 *time)
{
  const char *text = bambu_json_get_text (node);
  g_autoptr (GDateTime) date = NULL;
  gint64 number;

  if (bambu_json_read_int (node, &number))
    {
      if (number <= 0)
        return FALSE;
      *time = number >= MILLISECONDS_FROM ? number / 1000 : number;
      return TRUE;
    }

  if (text != NULL)
    {
      g_autofree char *iso = g_strdelimit (g_strdup (text), " ", 'T');
      g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

      date = g_date_time_new_from_iso8601 (iso, utc);
    }

  /* Go's "never", 0001-01-01, is one of the ways to say nothing. */
  if (date == NULL || g_date_time_to_unix (date) <= 0)
    return FALSE;

  *time = g_date_time_to_unix (date);

  return TRUE;
}
