/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include <string.h>

#include "sim-json-build.h"
#include "sim-json.h"

#define QUOTA 5
#define CODE_QUOTA 14
#define VERSION_PATTERN "^[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+$"

static const char *const kinds[] = { "print", "printer", "filament" };

static const struct
{
  const char *kind;
  const char *id;
  const char *name;
} public_presets[] = {
  { "print", "GP004", "0.20mm Standard @BBL X1C" },
  { "print", "GP061", "0.20mm Standard @BBL P1P" },
  { "printer", "GM001", "Bambu Lab X1 Carbon 0.4 nozzle" },
  { "printer", "GM014", "Bambu Lab P1S 0.4 nozzle" },
  { "filament", "GFSA00", "Bambu PLA Basic @BBL X1C" },
  { "filament", "GFSG99", "Generic PETG" },
};

/* Answers only if it does not do. */
static gboolean
has_version (SimCloudCall *call, const char *version)
{
  if (version == NULL || *version == '\0')
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'version' is not set");
  else if (!g_regex_match_simple (VERSION_PATTERN, version, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT))
    sim_cloud_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY, 0, "field 'version' is invalid");
  else
    return TRUE;

  return FALSE;
}

static JsonArray *
list_public (const char *kind)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (public_presets); i++)
    if (g_str_equal (public_presets[i].kind, kind))
      json_array_add_object_element (list,
                                     sim_json_build ("s:setting_id", public_presets[i].id, "s:name",
                                                     public_presets[i].name, "s:version", "1.0.0.0",
                                                     "s:update_time", "2026-01-05 09:00:00", NULL));

  return list;
}

static JsonArray *
list_private (SimCloudAccount *account, const char *kind)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < json_array_get_length (account->presets); i++)
    {
      JsonObject *preset = json_array_get_object_element (account->presets, i);

      if (g_str_equal (sim_json_get_string (preset, "type", ""), kind))
        json_array_add_object_element (list, json_object_ref (preset));
    }

  return list;
}

static void
on_list (SimCloudCall *call)
{
  gboolean with_public = g_strcmp0 (sim_cloud_call_get_query (call, "public"), "false") != 0;
  JsonObject *fields;

  if (!has_version (call, sim_cloud_call_get_query (call, "version")))
    return;

  fields = json_object_new ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    json_object_set_object_member (
        fields, kinds[i],
        sim_json_build ("a:public", with_public ? list_public (kinds[i]) : json_array_new (),
                        "a:private", list_private (call->account, kinds[i]), NULL));
  sim_cloud_call_succeed (call, fields);
}

static int
find_private (SimCloudCall *call)
{
  JsonArray *presets = call->account->presets;

  for (guint i = 0; i < json_array_get_length (presets); i++)
    if (g_strcmp0 (
            sim_json_get_string (json_array_get_object_element (presets, i), "setting_id", NULL),
            call->argument)
        == 0)
      return (int) i;

  return -1;
}

static void
on_detail (SimCloudCall *call)
{
  int index = find_private (call);

  if (index >= 0)
    {
      sim_cloud_call_succeed (call, sim_json_copy (json_array_get_object_element (
                                        call->account->presets, (guint) index)));
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (public_presets); i++)
    if (g_str_equal (public_presets[i].id, call->argument))
      {
        sim_cloud_call_succeed (call, sim_json_build ("s:setting_id", public_presets[i].id,
                                                      "s:type", public_presets[i].kind, "s:name",
                                                      public_presets[i].name, "s:version",
                                                      "1.0.0.0", "b:public", TRUE, "o:setting",
                                                      json_object_new (), NULL));
        return;
      }

  sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
}

static void
on_create (SimCloudCall *call)
{
  static const char letters[] = { 'P', 'M', 'F' };
  const char *kind = sim_cloud_call_get_text (call, "type");
  g_autofree char *id = NULL;
  JsonObject *preset;
  guint index = 0;

  while (index < G_N_ELEMENTS (kinds) && g_strcmp0 (kinds[index], kind) != 0)
    index++;
  if (index == G_N_ELEMENTS (kinds))
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'type' is not set");
      return;
    }
  if (!has_version (call, sim_cloud_call_get_text (call, "version")))
    return;
  if (json_array_get_length (call->account->presets) >= QUOTA
      || sim_cloud_call_has_fault (call, "presets-full"))
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, CODE_QUOTA,
                             "The number of presets has reached the limit");
      return;
    }

  id = g_strdup_printf ("P%cUS%08x", letters[index], g_random_int ());
  preset = sim_json_copy (call->body);
  json_object_set_string_member (preset, "setting_id", id);
  json_object_set_string_member (preset, "update_time", "2026-11-22 12:00:00");
  json_array_add_object_element (call->account->presets, preset);
  sim_cloud_call_succeed (
      call, sim_json_build ("s:setting_id", id, "s:update_time", "2026-11-22 12:00:00", NULL));
}

static void
on_update (SimCloudCall *call)
{
  int index = find_private (call);

  if (index < 0 || call->body == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
      return;
    }

  sim_json_merge (json_array_get_object_element (call->account->presets, (guint) index),
                  call->body);
  sim_cloud_call_succeed (call, sim_json_build ("s:setting_id", call->argument, NULL));
}

static void
on_delete (SimCloudCall *call)
{
  int index = find_private (call);

  if (index < 0)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
      return;
    }

  json_array_remove_element (call->account->presets, (guint) index);
  sim_cloud_call_succeed (call, json_object_new ());
}

/* The parameter's name is what is wanted, its value the version that is there. */
static void
on_resources (SimCloudCall *call)
{
  JsonArray *resources = json_array_new ();
  GHashTableIter iter;
  gpointer type;

  if (call->query != NULL)
    {
      g_hash_table_iter_init (&iter, call->query);
      while (g_hash_table_iter_next (&iter, &type, NULL))
        if (g_str_has_prefix (type, "slicer/"))
          json_array_add_object_element (
              resources,
              sim_json_build ("s:type", type, "s:version", "02.03.00.62", "s:description", "",
                              "s:url", "https://public-cdn.example/upgrade/resource.zip",
                              "b:force_update", FALSE, NULL));
    }
  sim_cloud_call_succeed (call, sim_json_build ("o:software", json_object_new (), "n:guide",
                                                "a:resources", resources, NULL));
}

const SimCloudRoute sim_cloud_preset_routes[] = {
  { "GET", "/v1/iot-service/api/slicer/setting", FALSE, on_list },
  { "POST", "/v1/iot-service/api/slicer/setting", FALSE, on_create },
  { "GET", "/v1/iot-service/api/slicer/setting/*", FALSE, on_detail },
  { "PATCH", "/v1/iot-service/api/slicer/setting/*", FALSE, on_update },
  { "DELETE", "/v1/iot-service/api/slicer/setting/*", FALSE, on_delete },
  { "GET", "/v1/iot-service/api/slicer/resource", TRUE, on_resources },
  { NULL },
};
