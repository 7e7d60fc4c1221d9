/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls-private.h"

#include <libsoup/soup.h>

#include "bambu-json.h"

#define PROJECT_PATH "/v1/iot-service/api/user/project"
#define NOTIFICATION_PATH "/v1/iot-service/api/user/notification"

static void
take_body (BambuCloudRequest *request, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  bambu_cloud_request_take_body (request, json_to_string (node, FALSE));
}

static DexFuture *
on_draft (DexFuture *future, gpointer user_data)
{
  const BambuCloudDraftValues *values =
      bambu_cloud_draft_get_values (g_value_get_object (dex_future_get_value (future, NULL)));

  if (values->project_id == NULL || values->model_id == NULL || values->profile_id == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "POST " PROJECT_PATH ": no ids");

  return dex_ref (future);
}

DexFuture *
bambu_cloud_create_project (BambuCloud *self, const char *name)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (name != NULL);

  json_object_set_string_member (object, "name", name);
  request = bambu_cloud_request_new (SOUP_METHOD_POST, PROJECT_PATH, BAMBU_RATE_PROFILE);
  take_body (request, object);

  return dex_future_then (
      bambu_cloud_to_record (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_DRAFT, ""), on_draft,
      NULL, NULL);
}

DexFuture *
bambu_cloud_notify_upload (BambuCloud *self, const char *name, const char *ticket)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *upload = json_object_new ();

  json_object_set_object_member (object, "upload", upload);

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (name != NULL && ticket != NULL);

  json_object_set_string_member (upload, "origin_file_name", name);
  json_object_set_string_member (upload, "ticket", ticket);
  request = bambu_cloud_request_new (SOUP_METHOD_PUT, NOTIFICATION_PATH, BAMBU_RATE_PROFILE);
  take_body (request, object);

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}

static DexFuture *
on_state (DexFuture *future, gpointer user_data)
{
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  const char *word =
      JSON_NODE_HOLDS_OBJECT (node)
          ? bambu_json_get_text (bambu_json_find (json_node_get_object (node), "message|status"))
          : NULL;

  if (word == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "GET " NOTIFICATION_PATH ": no word");

  return dex_future_new_take_string (g_strdup (word));
}

DexFuture *
bambu_cloud_load_upload_state (BambuCloud *self, const char *ticket)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (ticket != NULL);

  request = bambu_cloud_request_new (SOUP_METHOD_GET, NOTIFICATION_PATH, BAMBU_RATE_PROFILE);
  bambu_cloud_request_add_query (request, "action", "upload");
  bambu_cloud_request_add_query (request, "ticket", ticket);

  return dex_future_then (bambu_cloud_run (self, request), on_state, NULL, NULL);
}

DexFuture *
bambu_cloud_patch_project (
    BambuCloud *self, BambuCloudDraft *draft, int plate, const char *url, const char *md5)
{
  const BambuCloudDraftValues *values;
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *prints = json_array_new ();
  JsonObject *print = json_object_new ();

  json_array_add_object_element (prints, print);
  json_object_set_array_member (object, "profile_print_3mf", prints);

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (BAMBU_IS_CLOUD_DRAFT (draft));
  dex_return_error_if_fail (url != NULL && md5 != NULL);

  values = bambu_cloud_draft_get_values (draft);
  json_object_set_string_member (print, "md5", md5);
  json_object_set_int_member (print, "plate_idx", plate);
  json_object_set_string_member (print, "url", url);
  json_object_set_string_member (object, "profile_id", values->profile_id);

  request = bambu_cloud_request_new ("PATCH", PROJECT_PATH "/%s", BAMBU_RATE_PROFILE);
  request->argument = g_strdup (values->project_id);
  take_body (request, object);

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}

DexFuture *
bambu_cloud_confirm_upload (BambuCloud *self, const char *file_id)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (file_id != NULL);

  json_object_set_string_member (object, "file_id", file_id);
  request = bambu_cloud_request_new (SOUP_METHOD_POST, "/v1/iot-service/api/user/upload/confirm",
                                     BAMBU_RATE_PROFILE);
  take_body (request, object);

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}

static DexFuture *
on_started (DexFuture *future, gpointer user_data)
{
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  char *id = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    id = bambu_json_dup_text (bambu_json_find (json_node_get_object (node), "job_id|id"));

  return dex_future_new_take_string (id ? id : g_strdup (""));
}

DexFuture *
bambu_cloud_start_file (
    BambuCloud *self, const char *serial, const char *file_id, const char *name, const char *url)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL && name != NULL);

  json_object_set_string_member (object, "device_id", serial);
  json_object_set_string_member (object, "file_id", file_id ? file_id : "");
  json_object_set_string_member (object, "file_name", name);
  json_object_set_string_member (object, "file_url", url ? url : "");
  json_object_set_object_member (object, "settings", json_object_new ());
  request = bambu_cloud_request_new (SOUP_METHOD_POST, "/v1/iot-service/api/user/print",
                                     BAMBU_RATE_DEVICE);
  request->leg = BAMBU_LEG_TASK;
  request->serial = g_strdup (serial);
  take_body (request, object);

  return dex_future_then (bambu_cloud_run (self, request), on_started, NULL, NULL);
}
