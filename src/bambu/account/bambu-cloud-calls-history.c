/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls-private.h"

#include <libsoup/soup.h>

#include "bambu-cloud-pages-private.h"
#include "bambu-json.h"

#define TASK_PATH "/v1/user-service/my/task"
#define NOTIFICATION_PATH "/v1/iot-service/api/user/notification"
#define PROJECT_PATH "/v1/iot-service/api/user/project"

BambuCloudPages *
bambu_cloud_list_tasks (BambuCloud *self, const char *serial)
{
  static const BambuCloudBook TASKS = {
    .path = "/v1/user-service/my/tasks",
    .other_path = "/v1/iot-service/api/user/task",
    .filter = "deviceId",
    .lists = "hits|tasks|list",
    .item_type = bambu_cloud_task_get_type,
  };

  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);

  return bambu_cloud_pages_new (self, &TASKS, serial);
}

BambuCloudPages *
bambu_cloud_list_messages (BambuCloud *self)
{
  static const BambuCloudBook MESSAGES = {
    .path = "/v1/user-service/my/messages",
    .other_path = NOTIFICATION_PATH,
    .lists = "hits|messages|notifications|list",
    .item_type = bambu_cloud_message_get_type,
  };

  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);

  return bambu_cloud_pages_new (self, &MESSAGES, NULL);
}

BambuCloudPages *
bambu_cloud_list_notifications (BambuCloud *self)
{
  static const BambuCloudBook NOTIFICATIONS = {
    .path = NOTIFICATION_PATH,
    .lists = "notifications|hits|list",
    .item_type = bambu_cloud_message_get_type,
  };

  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);

  return bambu_cloud_pages_new (self, &NOTIFICATIONS, NULL);
}

DexFuture *
bambu_cloud_mark_read (BambuCloud *self, const char *id)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (id != NULL);

  json_object_set_string_member (object, "notification_id", id);
  json_object_set_boolean_member (object, "read", TRUE);

  request = bambu_cloud_request_new (SOUP_METHOD_PUT, NOTIFICATION_PATH, BAMBU_RATE_PROFILE);
  bambu_cloud_request_take_body (request, json_to_string (node, FALSE));

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}

static DexFuture *
load_by_id (BambuCloud *self, const char *path, const char *id, GType type, const char *paths)
{
  BambuCloudRequest *request = bambu_cloud_request_new (SOUP_METHOD_GET, path, BAMBU_RATE_PROFILE);

  request->argument = g_strdup (id);

  return bambu_cloud_to_record (bambu_cloud_run (self, request), type, paths);
}

static DexFuture *
load_task_elsewhere (BambuCloud *self, const char *id, const char *more, const char *even_more)
{
  return load_by_id (self, "/v1/iot-service/api/user/task/%s", id, BAMBU_TYPE_CLOUD_TASK, "");
}

DexFuture *
bambu_cloud_load_task (BambuCloud *self, const char *id)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (id != NULL);

  return bambu_cloud_or_else (self,
                              load_by_id (self, TASK_PATH "/%s", id, BAMBU_TYPE_CLOUD_TASK, ""),
                              load_task_elsewhere, id, NULL, NULL);
}

static DexFuture *
on_created (DexFuture *future, gpointer user_data)
{
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  char *id = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    id = bambu_json_dup_text (bambu_json_find (json_node_get_object (node), "id|task_id|taskId"));
  if (id == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "POST " TASK_PATH ": no id");

  return dex_future_new_take_string (id);
}

char *
bambu_cloud_new_task_to_json (const BambuCloudNewTask *task, gboolean pretty)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_return_val_if_fail (task != NULL && task->serial != NULL && task->model_id != NULL, NULL);

  node = json_from_string (task->more ? task->more : "{}", NULL);
  g_return_val_if_fail (node != NULL && JSON_NODE_HOLDS_OBJECT (node), NULL);

  object = json_node_get_object (node);
  json_object_set_string_member (object, "title", task->title ? task->title : "");
  json_object_set_string_member (object, "deviceId", task->serial);
  json_object_set_string_member (object, "modelId", task->model_id);
  json_object_set_int_member (object, "profileId", task->profile_id);
  json_object_set_int_member (object, "plateIndex", task->plate);
  json_object_set_string_member (object, "cover", task->cover ? task->cover : "");
  json_object_set_string_member (object, "mode", task->mode ? task->mode : "cloud_file");

  return json_to_string (node, pretty);
}

DexFuture *
bambu_cloud_create_task (BambuCloud *self, const BambuCloudNewTask *task)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (task != NULL && task->serial != NULL && task->model_id != NULL);

  request = bambu_cloud_request_new (SOUP_METHOD_POST, TASK_PATH, BAMBU_RATE_DEVICE);
  request->leg = BAMBU_LEG_TASK;
  request->serial = g_strdup (task->serial);
  bambu_cloud_request_take_body (request, bambu_cloud_new_task_to_json (task, FALSE));

  return dex_future_then (bambu_cloud_run (self, request), on_created, NULL, NULL);
}

DexFuture *
bambu_cloud_list_projects (BambuCloud *self)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  return bambu_cloud_to_list (
      bambu_cloud_run (self,
                       bambu_cloud_request_new (SOUP_METHOD_GET, PROJECT_PATH, BAMBU_RATE_PROFILE)),
      BAMBU_TYPE_CLOUD_PROJECT, "projects|hits|list");
}

DexFuture *
bambu_cloud_load_project (BambuCloud *self, const char *id)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (id != NULL);

  return load_by_id (self, PROJECT_PATH "/%s", id, BAMBU_TYPE_CLOUD_PROJECT, "");
}
