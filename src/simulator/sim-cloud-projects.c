/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-cloud-bucket.h"
#include "sim-cloud-project.h"
#include "sim-json-build.h"

#define N_PROJECTS 3
#define FIRST_ID 666266555
#define FIRST_PROFILE 636077332

typedef struct
{
  char *id;
  char *model;
  char *profile;
  char *name;
} Project;

static void
project_clear (Project *project)
{
  g_free (project->id);
  g_free (project->model);
  g_free (project->profile);
  g_free (project->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Project, project_clear)

static Project
make_project (guint index)
{
  return (Project) {
    .id = g_strdup_printf ("%u", FIRST_ID + index),
    .model = g_strdup_printf ("USb7b76c7521e4%02x", index),
    .profile = g_strdup_printf ("%u", FIRST_PROFILE + index),
    .name = g_strdup_printf ("Project %u.3mf", index + 1),
  };
}

static void
on_list (SimCloudCall *call)
{
  JsonArray *list = json_array_new ();
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, call->account->uid);

  for (guint i = 0; i < call->account->projects->len; i++)
    {
      SimCloudProject *own = g_ptr_array_index (call->account->projects, i);

      json_array_add_object_element (
          list, sim_json_build ("s:project_id", own->id, "s:user_id", user, "s:model_id",
                                own->model, "s:status", "ACTIVE", "s:name", own->name, NULL));
    }
  for (guint i = 0; i < N_PROJECTS && call->account->with_printers; i++)
    {
      g_auto (Project) project = make_project (i);

      /* `content` looks like JSON and is not. */
      json_array_add_object_element (
          list,
          sim_json_build ("s:project_id", project.id, "s:user_id", user, "s:model_id",
                          project.model, "s:status", "ACTIVE", "s:name", project.name, "s:content",
                          "{'printed_plates': [{'plate': 1}]}", "s:create_time",
                          "2026-10-03 17:21:08", "s:update_time", "2026-10-03 17:22:40", NULL));
    }
  sim_cloud_call_succeed (call, sim_json_build ("a:projects", list, NULL));
}

static JsonObject *
describe_profile (SimCloudCall *call, const Project *project)
{
  g_autofree char *thumbnail = sim_cloud_bucket_dup_url (call->cloud, "covers/1/FF6A13FF.png");
  g_autofree char *gcode = sim_cloud_bucket_dup_url (call->cloud, "gcode/plate_1.gcode");
  JsonArray *plates = json_array_new ();
  JsonArray *filaments = json_array_new ();

  json_array_add_object_element (filaments,
                                 sim_json_build ("s:id", "1", "s:type", "PLA", "s:color", "#FF6A13",
                                                 "s:used_m", "4.21", "s:used_g", "12.6", NULL));
  json_array_add_object_element (
      plates,
      sim_json_build ("i:index", 1, "i:prediction", 2340, "d:weight", 12.6, "o:thumbnail",
                      sim_json_build ("s:name", "plate_1.png", "s:url", thumbnail, NULL), "o:gcode",
                      sim_json_build ("s:name", "plate_1.gcode", "s:url", gcode, NULL),
                      "a:filaments", filaments, NULL));

  return sim_json_build (
      "s:profile_id", project->profile, "s:model_id", project->model, "s:status", "ACTIVE",
      "s:name", project->name, "o:context",
      sim_json_build ("o:compatibility",
                      sim_json_build ("s:dev_model_name", "C12", "d:nozzle_diameter", 0.4, NULL),
                      "a:configs", json_array_new (), "a:plates", plates, "a:materials",
                      json_array_new (), NULL),
      NULL);
}

/* One that somebody uploaded; answers only if it is. */
static gboolean
is_own (SimCloudCall *call)
{
  SimCloudProject *own = sim_cloud_project_find (
      call->account->projects, G_STRUCT_OFFSET (SimCloudProject, id), call->argument);
  JsonArray *profiles;

  if (own == NULL)
    return FALSE;

  profiles = json_array_new ();
  json_array_add_object_element (profiles, sim_json_build ("s:profile_id", own->profile,
                                                           "s:model_id", own->model, "s:status",
                                                           "ACTIVE", "s:name", own->name, NULL));
  sim_cloud_call_succeed (call, sim_json_build ("s:project_id", own->id, "s:model_id", own->model,
                                                "s:name", own->name, "s:status", "ACTIVE",
                                                "a:profiles", profiles, NULL));

  return TRUE;
}

static void
on_project (SimCloudCall *call)
{
  if (is_own (call))
    return;

  for (guint i = 0; i < N_PROJECTS; i++)
    {
      g_auto (Project) project = make_project (i);
      JsonArray *profiles;

      if (g_str_equal (call->argument, project.model))
        {
          sim_cloud_call_refuse (call, SOUP_STATUS_UNPROCESSABLE_ENTITY, 0,
                                 "field 'project_id' is invalid");
          return;
        }
      if (!g_str_equal (call->argument, project.id))
        continue;

      profiles = json_array_new ();
      json_array_add_object_element (profiles, describe_profile (call, &project));
      sim_cloud_call_succeed (
          call, sim_json_build ("s:project_id", project.id, "s:model_id", project.model, "s:name",
                                project.name, "s:status", "ACTIVE", "a:profiles", profiles, NULL));
      return;
    }

  sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
}

static void
on_profile (SimCloudCall *call)
{
  for (guint i = 0; i < N_PROJECTS; i++)
    {
      g_auto (Project) project = make_project (i);

      if (g_str_equal (call->argument, project.profile)
          && g_strcmp0 (sim_cloud_call_get_query (call, "model_id"), project.model) == 0)
        {
          sim_cloud_call_succeed (call, describe_profile (call, &project));
          return;
        }
    }

  sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "profile not found");
}

/* Without an id. */
static void
on_nothing (SimCloudCall *call)
{
  sim_cloud_call_answer_text (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "text/plain", "");
}

const SimCloudRoute sim_cloud_project_routes[] = {
  { "GET", "/v1/iot-service/api/user/project", FALSE, on_list },
  { "GET", "/v1/iot-service/api/user/project/", FALSE, on_nothing },
  { "GET", "/v1/iot-service/api/user/project/*", FALSE, on_project },
  { "GET", "/v1/iot-service/api/user/profile/*", FALSE, on_profile },
  { NULL },
};
