/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "capture-facts.h"

#include <math.h>

/* One step of the reported 0 to 15, and the rounding to tens that the maker's own programs do. */
#define FAN_TOLERANCE_PERCENT (100.0 / 15 + 5)

/* Facts that are in no status: raw values beside the reading that they lead to. */
static const struct
{
  const char *key;
  const char *reason;
} raw_facts[] = {
  { "kind_code_in_info", "`kind` is what it means" },
  { "tray_now", "only a local slot on some models; `active_filament` is what is loaded" },
  { "state", "of a tray: `empty`, `type` and `read_by_rfid` are what it means" },
};

static const char *
folder_path (void)
{
  return g_getenv ("CULM_CAPTURES");
}

GStrv
capture_facts_list (void)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GDir) folder = NULL;
  const char *file_name;

  if (!folder_path () || !(folder = g_dir_open (folder_path (), 0, NULL)))
    return NULL;

  while ((file_name = g_dir_read_name (folder)))
    if (g_str_has_suffix (file_name, CAPTURE_FACTS_SUFFIX))
      g_strv_builder_take (
          names, g_strndup (file_name, strlen (file_name) - strlen (CAPTURE_FACTS_SUFFIX)));

  return g_strv_builder_end (names);
}

char *
capture_facts_dup_path (const char *name, const char *suffix)
{
  g_autofree char *file_name = g_strconcat (name, suffix, NULL);

  return g_build_filename (folder_path (), file_name, NULL);
}

JsonObject *
capture_facts_load (const char *name, const char *suffix)
{
  g_autofree char *path = capture_facts_dup_path (name, suffix);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

JsonObject *
capture_facts_load_expected (const char *name)
{
  g_autoptr (JsonObject) about = capture_facts_load (name, CAPTURE_FACTS_SUFFIX);
  JsonObject *facts = json_object_ref (json_object_get_object_member (about, "facts"));

  json_object_set_string_member (facts, "model", json_object_get_string_member (about, "model"));

  return facts;
}

static gboolean
is_raw_fact (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (raw_facts); i++)
    if (g_str_equal (raw_facts[i].key, key))
      return TRUE;

  return FALSE;
}

static void
fail_at (const char *path, JsonNode *expected, JsonNode *actual)
{
  g_autofree char *expected_text = json_to_string (expected, FALSE);
  g_autofree char *actual_text = actual ? json_to_string (actual, FALSE) : g_strdup ("missing");

  g_test_message ("%s: expected %s, have %s", path, expected_text, actual_text);
  g_test_fail ();
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static void compare_nodes (const char *path, JsonNode *expected, JsonNode *actual);

static void
compare_objects (const char *path, JsonObject *expected, JsonObject *actual)
{
  g_autoptr (GList) keys = json_object_get_members (expected);

  for (GList *at = keys; at; at = at->next)
    {
      const char *key = at->data;
      g_autofree char *key_path = g_strdup_printf ("%s.%s", path, key);

      if (!is_raw_fact (key))
        compare_nodes (key_path, json_object_get_member (expected, key),
                       json_object_get_member (actual, key));
    }
}

static void
compare_arrays (const char *path, JsonArray *expected, JsonArray *actual)
{
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      g_autofree char *item_path = g_strdup_printf ("%s[%u]", path, i);

      compare_nodes (item_path, json_array_get_element (expected, i),
                     json_array_get_element (actual, i));
    }
}

static void
compare_nodes (const char *path, JsonNode *expected, JsonNode *actual)
{
  if (!actual)
    fail_at (path, expected, actual);
  else if (JSON_NODE_HOLDS_OBJECT (expected) && JSON_NODE_HOLDS_OBJECT (actual))
    compare_objects (path, json_node_get_object (expected), json_node_get_object (actual));
  else if (JSON_NODE_HOLDS_ARRAY (expected) && JSON_NODE_HOLDS_ARRAY (actual)
           && json_array_get_length (json_node_get_array (expected))
                  == json_array_get_length (json_node_get_array (actual)))
    compare_arrays (path, json_node_get_array (expected), json_node_get_array (actual));
  else if (is_number (expected) && is_number (actual))
    {
      if (fabs (json_node_get_double (expected) - json_node_get_double (actual)) > 1e-6)
        fail_at (path, expected, actual);
    }
  else if (!json_node_equal (expected, actual))
    fail_at (path, expected, actual);
}

/* The chamber's filler is a raw fact too: models without a sensor say 5, and no target goes with
 * it. */
static void
compare_chamber (JsonNode *expected, JsonNode *actual)
{
  JsonObject *chamber = json_node_get_object (expected);

  if (!json_object_get_null_member (chamber, "target"))
    compare_nodes ("chamber", expected, actual);
  else if (!JSON_NODE_HOLDS_NULL (actual))
    fail_at ("chamber without a sensor", expected, actual);
}

static void
compare_fans (JsonObject *gears, JsonObject *percents)
{
  g_autoptr (GList) keys = json_object_get_members (gears);

  for (GList *at = keys; at; at = at->next)
    {
      JsonNode *gear = json_object_get_member (gears, at->data);
      JsonNode *percent = json_object_get_member (percents, at->data);
      double expected = json_node_get_int (gear) * 100.0 / 15;

      /* A fan that is not fitted has a gear, too: 0. */
      if (JSON_NODE_HOLDS_NULL (percent) && expected == 0)
        continue;

      if (!is_number (percent)
          || fabs (json_node_get_double (percent) - expected) > FAN_TOLERANCE_PERCENT
          || (expected == 0 && json_node_get_double (percent) != 0))
        fail_at (at->data, gear, percent);
    }
}

void
capture_facts_compare (JsonObject *facts, JsonObject *status)
{
  g_autoptr (GList) keys = json_object_get_members (facts);

  g_assert_nonnull (keys);

  for (GList *at = keys; at; at = at->next)
    {
      const char *key = at->data;
      JsonNode *expected = json_object_get_member (facts, key);

      if (g_str_equal (key, "chamber"))
        compare_chamber (expected, json_object_get_member (status, "chamber"));
      else if (g_str_equal (key, "fans_gear_0_15"))
        compare_fans (json_node_get_object (expected),
                      json_object_get_object_member (status, "fans_percent"));
      else if (g_str_equal (key, "sdcard_flag"))
        compare_nodes ("sdcard", expected, json_object_get_member (status, "sdcard"));
      else if (g_str_equal (key, "state") || !is_raw_fact (key))
        compare_nodes (key, expected, json_object_get_member (status, key));
    }
}
