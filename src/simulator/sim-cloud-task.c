/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-cloud-bucket.h"
#include "sim-cloud-project.h"
#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-print.h"

/* A print is started through the cloud (protocol/cloud-print.md §4); what the printer makes of it
 * is its affair. */

#define FIRST_TASK 800000001
#define STATUS_RUNNING 4
#define OFFICIAL_CLIENT "BambuStudio"
#define FORBIDDEN_TEXT "no access rights to the content"
#define EXTERNAL 255

static const char *
get_header (SimCloudCall *call, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (call->message),
                                       name);
}

static void
refuse_wordless (SimCloudCall *call)
{
  sim_cloud_call_answer_text (call, SOUP_STATUS_BAD_REQUEST, "text/plain", "");
}

static gboolean
refuse_field (SimCloudCall *call, const char *format, const char *field)
{
  g_autofree char *text = g_strdup_printf ("field \"%s\" is not set", field);
  g_autofree char *mismatch = g_strdup_printf ("type mismatch for field %s", field);

  sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0,
                         g_str_equal (format, "unset") ? text : mismatch);

  return FALSE;
}

/* Answers only if one is not there, or not of its type. */
static gboolean
has_fields (SimCloudCall *call)
{
  static const struct
  {
    const char *name;
    GType type;
  } fields[] = {
    { "modelId", G_TYPE_STRING },  { "cover", G_TYPE_STRING },    { "plateIndex", G_TYPE_INT64 },
    { "profileId", G_TYPE_INT64 }, { "deviceId", G_TYPE_STRING }, { "title", G_TYPE_STRING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      JsonNode *node = json_object_get_member (call->body, fields[i].name);

      if (node == NULL)
        return refuse_field (call, "unset", fields[i].name);
      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != fields[i].type)
        return refuse_field (call, "type", fields[i].name);
    }

  return TRUE;
}

/* The sources differ about what stands for nothing. */
static gboolean
is_external_slot_good (SimCloudCall *call, gint64 slot)
{
  return slot == (sim_cloud_call_has_fault (call, "task-slot-255") ? EXTERNAL : 0);
}

static gboolean
has_mapping (SimCloudCall *call)
{
  JsonArray *pairs = sim_json_get_array (call->body, "amsMapping2");

  for (guint i = 0; pairs != NULL && i < json_array_get_length (pairs); i++)
    {
      JsonNode *node = json_array_get_element (pairs, i);
      JsonObject *pair = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      gint64 unit = sim_json_get_int (pair, "amsId", -1);
      gint64 slot = sim_json_get_int (pair, "slotId", -1);
      g_autofree char *field =
          g_strdup_printf ("amsMapping2[%u].%s", i, unit < 0 ? "amsId" : "slotId");

      if (unit < 0 || slot < 0)
        return refuse_field (call, "unset", field);
      if (unit == EXTERNAL && !is_external_slot_good (call, slot))
        return refuse_field (call, "type", field);
    }

  return TRUE;
}

/* Only the vendor's own programs are served, unless a fault has it otherwise. */
static gboolean
is_client_served (SimCloudCall *call, SimCloudProject *project)
{
  if (sim_cloud_call_has_fault (call, "task-any-client"))
    return TRUE;

  return g_strcmp0 (get_header (call, "X-BBL-Client-Name"), OFFICIAL_CLIENT) == 0
         && project->system != NULL
         && g_strcmp0 (get_header (call, "X-BBL-OS-Type"), project->system) == 0;
}

static gboolean
is_proof_good (SimCloudCall *call)
{
  const char *proof = get_header (call, "x-bbl-device-security-sign");

  return proof == NULL || (*proof != '\0' && !sim_cloud_call_has_fault (call, "task-bad-proof"));
}

static SimCloudProject *
find_project (SimCloudCall *call)
{
  gint64 id = sim_json_get_int (call->body, "profileId", 0);
  g_autofree char *profile = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  SimCloudProject *project = sim_cloud_project_find (
      call->account->projects, G_STRUCT_OFFSET (SimCloudProject, profile), profile);

  return project != NULL
                 && g_str_equal (project->model, sim_json_get_string (call->body, "modelId", ""))
             ? project
             : NULL;
}

/* `amsMapping2` in the spelling of the printers */
static JsonArray *
respell_pairs (JsonArray *pairs)
{
  JsonArray *respelt = json_array_new ();

  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonObject *pair = json_array_get_object_element (pairs, i);

      json_array_add_object_element (
          respelt, sim_json_build ("i:ams_id", (int) sim_json_get_int (pair, "amsId", 0),
                                   "i:slot_id", (int) sim_json_get_int (pair, "slotId", 0), NULL));
    }

  return respelt;
}

/* What the cloud tells the printer */
static JsonObject *
make_order (SimCloudCall *call, SimCloudProject *project, const char *id)
{
  JsonArray *flat = sim_json_get_array (call->body, "amsMapping");
  JsonArray *pairs = sim_json_get_array (call->body, "amsMapping2");
  gboolean use_ams = FALSE;
  JsonObject *order;

  sim_json_get_boolean (call->body, "useAms", &use_ams);
  order = sim_json_build ("s:command", "project_file", "s:sequence_id", "0", "s:subtask_name",
                          sim_json_get_string (call->body, "title", ""), "s:project_id",
                          project->id, "s:profile_id", project->profile, "s:task_id", id,
                          "s:subtask_id", id, "b:use_ams", use_ams, NULL);
  if (flat != NULL)
    json_object_set_array_member (order, "ams_mapping", json_array_ref (flat));
  if (pairs != NULL)
    json_object_set_array_member (order, "ams_mapping2", respell_pairs (pairs));

  return order;
}

static void
remember (SimCloudCall *call, SimCloudDevice *device, SimCloudProject *project, gint64 id)
{
  JsonArray *old = call->account->tasks;
  JsonArray *tasks = json_array_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *cover = g_strdup_printf ("covers/%" G_GINT64_FORMAT "/FFFFFFFF.png", id);

  json_array_add_object_element (
      tasks, sim_json_build (
                 "l:id", id, "s:modelId", project->model, "s:title",
                 sim_json_get_string (call->body, "title", ""), "s:cover", cover, "i:status",
                 STATUS_RUNNING, "i:failedType", 0, "s:startTime", time, "s:endTime", "",
                 "l:profileId", sim_json_get_int (call->body, "profileId", 0), "l:plateIndex",
                 sim_json_get_int (call->body, "plateIndex", 1), "s:deviceId",
                 sim_cloud_device_get_serial (device), "a:amsDetailMapping", json_array_new (),
                 "s:mode", "cloud_file", "s:deviceModel",
                 sim_printer_get_model_name (device->printer), "s:deviceName", device->name, NULL));
  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_element (tasks, json_node_copy (json_array_get_element (old, i)));
  json_array_unref (old);
  call->account->tasks = tasks;
}

static void
start (SimCloudCall *call, SimCloudDevice *device, SimCloudProject *project)
{
  static guint n_tasks;
  gint64 id = FIRST_TASK + (gint64) n_tasks++;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr (JsonObject) order = make_order (call, project, text);
  const char *path = sim_cloud_bucket_find (call->cloud, project->print_url, NULL);

  remember (call, device, project, id);
  sim_cloud_emit (
      call->cloud, "task",
      sim_json_build ("s:serial", sim_cloud_device_get_serial (device), "s:task_id", text, NULL));
  if (sim_cloud_call_has_fault (call, "task-text-id"))
    sim_cloud_call_answer (call, SOUP_STATUS_OK, sim_json_build ("s:id", text, NULL));
  else
    sim_cloud_call_answer (call, SOUP_STATUS_OK, sim_json_build ("l:id", id, NULL));

  if (device->online && !sim_cloud_call_has_fault (call, "task-lost"))
    sim_print_begin_for_cloud (device->printer, order, path, project->plate,
                               get_header (call, "x-bbl-device-security-sign") != NULL);
}

/* H */
static void
on_task (SimCloudCall *call)
{
  SimCloudProject *project;
  SimCloudDevice *device;

  if (call->body == NULL || sim_json_get_string (call->body, "mode", NULL) == NULL)
    {
      refuse_wordless (call);
      return;
    }
  if (!has_fields (call) || !has_mapping (call))
    return;
  if (sim_json_get_int (call->body, "profileId", 0) == 0)
    {
      refuse_wordless (call);
      return;
    }

  project = find_project (call);
  device = sim_cloud_device_find (call->account->devices,
                                  sim_json_get_string (call->body, "deviceId", ""));
  if (project != NULL && !is_client_served (call, project)
      && sim_cloud_call_has_fault (call, "task-wordless"))
    refuse_wordless (call);
  else if (project == NULL || device == NULL || project->print_url == NULL
           || !is_client_served (call, project) || !is_proof_good (call))
    sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 0, FORBIDDEN_TEXT);
  else
    start (call, device, project);
}

/* Of the documents */
static void
on_seed_print (SimCloudCall *call)
{
  SimCloudDevice *device = sim_cloud_device_find (
      call->account->devices,
      call->body != NULL ? sim_json_get_string (call->body, "device_id", "") : "");
  const char *url = sim_cloud_call_get_text (call, "file_url");
  const char *path = url != NULL ? sim_cloud_bucket_find (call->cloud, url, NULL) : NULL;
  g_autoptr (JsonObject) order = NULL;

  if (!sim_cloud_call_has_fault (call, "seed-shapes"))
    {
      sim_cloud_call_answer_text (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "text/plain", "");
      return;
    }
  if (device == NULL || path == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_NOT_FOUND, 0, "Device or file not found");
      return;
    }

  order = sim_json_build ("s:subtask_name", sim_json_get_string (call->body, "file_name", ""),
                          "s:task_id", "1", "b:use_ams", FALSE, NULL);
  sim_cloud_call_succeed (call, sim_json_build ("s:job_id", "1", "s:status", "queued", NULL));
  sim_print_begin_for_cloud (device->printer, order, path, 1, TRUE);
}

const SimCloudRoute sim_cloud_task_routes[] = {
  { "POST", "/v1/user-service/my/task", FALSE, on_task },
  { "POST", "/v1/iot-service/api/user/print", FALSE, on_seed_print },
  { NULL },
};
