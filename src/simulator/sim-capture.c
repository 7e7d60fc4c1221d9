/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-capture.h"

#include "sim-json.h"

#define UNKNOWN_PROFILE "Z9"

/* Looks for @section in the object, then in the members that wrap it in captures. */
static JsonObject *
find_section (JsonObject *root, const char *section, const char *const *wrappers)
{
  JsonObject *found = sim_json_get_object (root, section);

  for (guint i = 0; found == NULL && wrappers[i] != NULL; i++)
    {
      JsonObject *wrapper = sim_json_get_object (root, wrappers[i]);

      if (wrapper != NULL)
        found = sim_json_get_object (wrapper, section);
    }

  return found;
}

static JsonObject *
find_print (JsonObject *root)
{
  static const char *const wrappers[] = { "pushall", "push_all", "message", NULL };
  JsonObject *print = find_section (root, "print", wrappers);

  /* Some have the report's members bare under the wrapper. */
  for (guint i = 0; print == NULL && wrappers[i] != NULL; i++)
    {
      JsonObject *wrapper = sim_json_get_object (root, wrappers[i]);

      if (wrapper != NULL && json_object_has_member (wrapper, "gcode_state"))
        print = wrapper;
    }

  return print;
}

static JsonObject *
find_info (JsonObject *root)
{
  static const char *const wrappers[] = { "get_version", "message", NULL };
  JsonObject *info = find_section (root, "info", wrappers);

  if (info == NULL)
    info = sim_json_get_object (root, "get_version");

  return sim_json_get_array (info, "module") != NULL ? info : NULL;
}

static JsonObject *
find_ota (JsonObject *info)
{
  JsonArray *modules = sim_json_get_array (info, "module");

  for (guint i = 0; modules != NULL && i < json_array_get_length (modules); i++)
    {
      JsonNode *node = json_array_get_element (modules, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && g_str_equal (sim_json_get_string (json_node_get_object (node), "name", ""), "ota"))
        return json_node_get_object (node);
    }

  return NULL;
}

/* Which model it is: by what it calls itself, by old firmware's project names, by what the
 * collector noted. */
static SimProfile *
find_profile (JsonObject *root, JsonObject *print, JsonObject *info)
{
  JsonObject *ota = find_ota (info);
  JsonObject *meta = sim_json_get_object (root, "_meta");
  const char *names[] = {
    sim_json_get_string (ota, "product_name", NULL),
    sim_json_get_string (ota, "project_name", NULL),
    sim_json_get_string (meta, "model_code", NULL),
    sim_json_get_string (root, "model", NULL),
    json_object_has_member (print, "device") ? UNKNOWN_PROFILE : "P1S",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      SimProfile *profile;

      if (names[i] == NULL || *names[i] == '\0')
        continue;

      profile = sim_profile_load (names[i], NULL);
      if (profile != NULL)
        return profile;
    }

  return sim_profile_load (UNKNOWN_PROFILE, NULL);
}

static gboolean
is_serial (const char *text)
{
  if (text == NULL || strlen (text) < 8)
    return FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;

  return TRUE;
}

SimCapture *
sim_capture_parse (GBytes *json, GError **error)
{
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (SimCapture) self = NULL;
  JsonObject *print;
  JsonObject *info;
  const char *serial;
  gsize size;
  const char *data = g_bytes_get_data (json, &size);

  root = sim_json_parse (data, (gssize) size, error);
  if (root == NULL)
    return NULL;

  print = find_print (root);
  if (print == NULL)
    {
      g_set_error_literal (error, SIM_ERROR, SIM_ERROR_INVALID, "There is no report in it");
      return NULL;
    }

  info = find_info (root);
  serial = sim_json_get_string (find_ota (info), "sn", NULL);
  self = g_new0 (SimCapture, 1);
  self->profile = find_profile (root, print, info);
  self->serial = is_serial (serial) ? g_strdup (serial) : NULL;
  self->print = sim_json_copy (print);
  self->info = info != NULL ? sim_json_copy (info) : NULL;

  return g_steal_pointer (&self);
}

void
sim_capture_free (SimCapture *self)
{
  g_clear_pointer (&self->profile, sim_profile_free);
  g_clear_pointer (&self->print, json_object_unref);
  g_clear_pointer (&self->info, json_object_unref);
  g_free (self->serial);
  g_free (self);
}
