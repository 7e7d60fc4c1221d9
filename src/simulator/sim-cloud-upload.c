/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include <string.h>

#include "sim-cloud-bucket.h"
#include "sim-cloud-project.h"
#include "sim-json-build.h"
#include "sim-json.h"

/* The way of a file to the cloud: steps A to G of protocol/cloud-print.md §3, and what the
 * documents have instead (§2). */

#define POLLS_UNTIL_DONE 2
#define WRONG_FORMAT 11
#define FORBIDDEN 8

static const char *
get_header (SimCloudCall *call, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (call->message),
                                       name);
}

/* users/<uid>/<what>/<time>/<name> */
static char *
dup_target (SimCloudCall *call, const char *what, const char *name, gboolean is_text)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *key = g_strdup_printf ("users/%" G_GINT64_FORMAT "/%s/%" G_GINT64_FORMAT "/%s",
                                          call->account->uid, what, g_get_real_time (), escaped);

  return sim_cloud_bucket_dup_upload_url (call->cloud, key, is_text);
}

/* A */
static void
on_create (SimCloudCall *call)
{
  const char *name = sim_cloud_call_get_text (call, "name");
  SimCloudProject *project;

  if (name == NULL || *name == '\0')
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field \"name\" is not set");
      return;
    }

  project = sim_cloud_project_new (name, call->account->uid, call->account->projects->len);
  project->system = g_strdup (get_header (call, "X-BBL-OS-Type"));
  project->config_url = dup_target (call, "config", "config.3mf", FALSE);
  g_ptr_array_add (call->account->projects, project);
  sim_cloud_call_succeed (call, sim_json_build ("s:project_id", project->id, "s:model_id",
                                                project->model, "s:profile_id", project->profile,
                                                "s:upload_url", project->config_url,
                                                "s:upload_ticket", project->ticket, NULL));
}

static SimCloudProject *
find_by_ticket (SimCloudCall *call, const char *ticket)
{
  return sim_cloud_project_find (call->account->projects, G_STRUCT_OFFSET (SimCloudProject, ticket),
                                 ticket);
}

/* C */
void
sim_cloud_upload_notify (SimCloudCall *call)
{
  JsonObject *upload = call->body != NULL ? sim_json_get_object (call->body, "upload") : NULL;
  SimCloudProject *project = find_by_ticket (call, sim_json_get_string (upload, "ticket", NULL));

  if (sim_json_get_string (upload, "origin_file_name", NULL) == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0,
                           "field \"upload.origin_file_name\" is not set");
  else if (project == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "ticket not found");
  else
    {
      project->notified = TRUE;
      project->n_polls = 0;
      sim_cloud_call_succeed (call, json_object_new ());
    }
}

static gboolean
is_done (SimCloudCall *call, SimCloudProject *project)
{
  return project->notified && project->n_polls > POLLS_UNTIL_DONE
         && !sim_cloud_call_has_fault (call, "upload-never-done")
         && !sim_cloud_call_has_fault (call, "upload-fails");
}

/* D: always 200; what it is about is the message. */
void
sim_cloud_upload_poll (SimCloudCall *call)
{
  SimCloudProject *project = find_by_ticket (call, sim_cloud_call_get_query (call, "ticket"));
  const char *message = "failed";
  JsonObject *answer;

  if (project != NULL && !sim_cloud_call_has_fault (call, "upload-fails"))
    {
      project->n_polls += project->notified;
      message = is_done (call, project) ? "success" : "running";
    }

  answer = json_object_new ();
  json_object_set_string_member (answer, "message", message);
  json_object_set_null_member (answer, "code");
  json_object_set_null_member (answer, "error");
  sim_cloud_call_answer (call, SOUP_STATUS_OK, answer);
}

/* "<model>_<profile>_<plate>.3mf" */
static gboolean
is_of_project (SimCloudCall *call, const char *name)
{
  for (guint i = 0; i < call->account->projects->len; i++)
    {
      SimCloudProject *project = g_ptr_array_index (call->account->projects, i);
      g_autofree char *prefix = g_strdup_printf ("%s_%s_", project->model, project->profile);

      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".3mf"))
        return TRUE;
    }

  return FALSE;
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  /* The file before what is said of it */
  gboolean first = g_str_equal (a, "filename");
  gboolean second = g_str_equal (b, "filename");

  return first != second ? second - first : strcmp (a, b);
}

/* An entry for each parameter: the file itself, and texts. */
static JsonArray *
make_targets (SimCloudCall *call)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (call->query), compare_names);
  gboolean as_text = sim_cloud_call_has_fault (call, "uploads-plain");
  JsonArray *targets = json_array_new ();

  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *value = g_hash_table_lookup (call->query, l->data);
      gboolean is_file = g_str_equal (l->data, "filename") || g_str_equal (l->data, "models");
      g_autofree char *url = dup_target (call, l->data, value, !is_file);

      if (as_text)
        json_array_add_string_element (targets, url);
      else if (g_str_equal (l->data, "models"))
        json_array_add_object_element (targets, sim_json_build ("s:url", url, NULL));
      else
        json_array_add_object_element (
            targets,
            sim_json_build ("s:type", (char *) l->data, "s:file", value, "s:url", url, NULL));
    }

  return targets;
}

/* E */
static void
on_upload (SimCloudCall *call)
{
  const char *models = sim_cloud_call_get_query (call, "models");
  const char *name = sim_cloud_call_get_query (call, "filename");

  if (models == NULL && name == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'filename' is not set");
      return;
    }
  if (models != NULL && !is_of_project (call, models))
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, FORBIDDEN, "Resource forbidden");
      return;
    }

  if (sim_cloud_call_has_fault (call, "uploads-flat"))
    {
      g_autofree char *url = dup_target (call, models != NULL ? "models" : "filename",
                                         models != NULL ? models : name, FALSE);

      sim_cloud_call_succeed (
          call, sim_json_build ("s:upload_url", url, "s:upload_ticket", "uploader_flat", NULL));
      return;
    }

  sim_cloud_call_succeed (call,
                          sim_json_build ("s:host", "user", "a:urls", make_targets (call), NULL));
}

/* Of the documents; where they are not followed it is not there. */
static void
on_confirm (SimCloudCall *call)
{
  if (!sim_cloud_call_has_fault (call, "seed-shapes"))
    sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
  else if (sim_cloud_call_get_text (call, "file_id") == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "file_id is required");
  else
    sim_cloud_call_succeed (call, json_object_new ());
}

static void
on_files (SimCloudCall *call)
{
  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    sim_cloud_call_succeed (call, sim_json_build ("a:files", json_array_new (), NULL));
  else
    sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
}

/* What is patched in has to be there, and be what the client says it is. */
static gboolean
is_there (SimCloudCall *call, JsonObject *print)
{
  const char *url = sim_json_get_string (print, "url", "");
  const char *md5 = sim_json_get_string (print, "md5", "");
  const char *stored;

  if (g_str_has_prefix (url, "ftp://"))
    return TRUE;

  return sim_cloud_bucket_find (call->cloud, url, &stored) != NULL
         && g_ascii_strcasecmp (stored, md5) == 0;
}

/* G */
static void
on_patch (SimCloudCall *call)
{
  SimCloudProject *project = sim_cloud_project_find (
      call->account->projects, G_STRUCT_OFFSET (SimCloudProject, id), call->argument);
  JsonArray *prints =
      call->body != NULL ? sim_json_get_array (call->body, "profile_print_3mf") : NULL;
  JsonObject *print = prints != NULL && json_array_get_length (prints) > 0
                              && JSON_NODE_HOLDS_OBJECT (json_array_get_element (prints, 0))
                          ? json_array_get_object_element (prints, 0)
                          : NULL;

  if (project == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, FORBIDDEN, "Resource forbidden");
  else if (g_strcmp0 (sim_cloud_call_get_text (call, "profile_id"), project->profile) != 0)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field \"profile_id\" is invalid");
  else if (print == NULL || sim_json_get_int (print, "plate_idx", 0) < 1)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0,
                           "field \"profile_print_3mf\" is not set");
  else if (!is_done (call, project) || !is_there (call, print))
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, WRONG_FORMAT, "Wrong file format");
  else
    {
      g_set_str (&project->print_url, sim_json_get_string (print, "url", ""));
      project->plate = (int) sim_json_get_int (print, "plate_idx", 1);
      sim_cloud_call_succeed (call, json_object_new ());
    }
}

const SimCloudRoute sim_cloud_upload_routes[] = {
  { "POST", "/v1/iot-service/api/user/project", FALSE, on_create },
  { "PATCH", "/v1/iot-service/api/user/project/*", FALSE, on_patch },
  { "GET", "/v1/iot-service/api/user/upload", FALSE, on_upload },
  { "POST", "/v1/iot-service/api/user/upload/confirm", FALSE, on_confirm },
  { "GET", "/v1/iot-service/api/user/files", FALSE, on_files },
  { NULL },
};
