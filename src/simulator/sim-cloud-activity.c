/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-cloud-bucket.h"
#include "sim-json-build.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define PAGE 20
#define MAX_PAGE 100

/* Pages */

typedef gboolean (*Filter) (SimCloudCall *call, JsonObject *hit);

static JsonArray *
filter (SimCloudCall *call, JsonArray *all, Filter wanted)
{
  JsonArray *hits = json_array_new ();

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *hit = json_array_get_object_element (all, i);

      if (wanted (call, hit))
        json_array_add_object_element (hits, json_object_ref (hit));
    }

  return hits;
}

/* After the hit of this id; after all of them if there is none. */
static guint
find_after (JsonArray *hits, gint64 id)
{
  guint i = 0;

  while (i < json_array_get_length (hits)
         && json_object_get_int_member (json_array_get_object_element (hits, i), "id") >= id)
    i++;

  return i;
}

static guint
get_limit (SimCloudCall *call)
{
  return (guint) CLAMP (sim_cloud_call_get_number (call, "limit", PAGE), 1, MAX_PAGE);
}

static guint
get_first (SimCloudCall *call, JsonArray *hits)
{
  gint64 after = sim_cloud_call_get_number (call, "after", 0);
  gint64 page = sim_cloud_call_get_number (call, "page", 0);
  gint64 offset =
      page > 0 ? (page - 1) * get_limit (call) : sim_cloud_call_get_number (call, "offset", 0);

  return after > 0 ? find_after (hits, after) : (guint) CLAMP (offset, 0, G_MAXINT);
}

/* One that was started through the cloud goes on as its printer does. */
static void
update_status (SimCloudCall *call, JsonObject *task)
{
  static const struct
  {
    const char *state;
    int status;
  } ends[] = { { "FINISH", 2 }, { "FAILED", 3 } };
  const char *serial = sim_json_get_string (task, "deviceId", NULL);
  SimCloudDevice *device =
      serial != NULL ? sim_cloud_device_find (call->account->devices, serial) : NULL;
  g_autofree char *id = NULL;
  JsonObject *print;

  if (device == NULL)
    return;

  id = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (task, "id"));
  print = sim_printer_get_state (device->printer);
  if (!g_str_equal (sim_json_get_string (print, "task_id", ""), id))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (sim_json_get_string (print, "gcode_state", ""), ends[i].state))
      json_object_set_int_member (task, "status", ends[i].status);
}

/* Links to pictures are made when they are asked for, and run out. */
static JsonObject *
present (SimCloudCall *call, JsonObject *hit)
{
  JsonObject *presented = sim_json_copy (hit);
  JsonObject *task = sim_json_get_object (presented, "taskMessage");
  JsonObject *pictured = task != NULL ? task : presented;
  const char *key = sim_json_get_string (pictured, "cover", NULL);

  if (task == NULL)
    update_status (call, presented);
  if (key != NULL)
    {
      g_autofree char *url = sim_cloud_bucket_dup_url (call->cloud, key);

      json_object_set_string_member (pictured, "cover", url);
    }

  return presented;
}

static JsonArray *
cut_page (SimCloudCall *call, JsonArray *hits)
{
  JsonArray *page = json_array_new ();
  guint first = get_first (call, hits);
  guint limit = get_limit (call);

  for (guint i = first; i < json_array_get_length (hits) && i - first < limit; i++)
    json_array_add_object_element (page, present (call, json_array_get_object_element (hits, i)));

  return page;
}

static void
answer_page (SimCloudCall *call, JsonArray *hits)
{
  sim_cloud_call_answer (call, SOUP_STATUS_OK,
                         sim_json_build ("i:total", (int) json_array_get_length (hits), "a:hits",
                                         cut_page (call, hits), NULL));
}

/* Tasks */

static gboolean
is_wanted_task (SimCloudCall *call, JsonObject *task)
{
  const char *serial = sim_cloud_call_get_query (call, "deviceId");
  gint64 status = sim_cloud_call_get_number (call, "status", 0);

  return (serial == NULL || *serial == '\0'
          || g_str_equal (json_object_get_string_member (task, "deviceId"), serial))
         && (status == 0 || json_object_get_int_member (task, "status") == status);
}

static JsonObject *
describe_for_seed (JsonObject *task)
{
  static const char *const words[] = { "", "pending", "completed", "failed", "running" };
  g_autofree char *id =
      g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (task, "id"));

  return sim_json_build ("s:id", id, "s:title", json_object_get_string_member (task, "title"),
                         "s:status", words[json_object_get_int_member (task, "status")],
                         "s:device_id", json_object_get_string_member (task, "deviceId"),
                         "s:start_time", json_object_get_string_member (task, "startTime"),
                         "s:end_time", json_object_get_string_member (task, "endTime"), "s:cover",
                         json_object_get_string_member (task, "cover"), NULL);
}

static void
answer_page_for_seed (SimCloudCall *call, JsonArray *hits)
{
  g_autoptr (JsonArray) page = cut_page (call, hits);
  JsonArray *tasks = json_array_new ();
  guint total = json_array_get_length (hits);
  guint first = get_first (call, hits);
  guint length = json_array_get_length (page);
  guint limit = get_limit (call);

  for (guint i = 0; i < length; i++)
    json_array_add_object_element (tasks,
                                   describe_for_seed (json_array_get_object_element (page, i)));
  sim_cloud_call_succeed (
      call, sim_json_build ("a:tasks", tasks, "o:pagination",
                            sim_json_build ("i:page", (int) (first / limit + 1), "i:limit",
                                            (int) limit, "i:total", (int) total, "b:has_more",
                                            first + length < total, NULL),
                            NULL));
}

static void
on_tasks (SimCloudCall *call)
{
  g_autoptr (JsonArray) hits = filter (call, call->account->tasks, is_wanted_task);

  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    answer_page_for_seed (call, hits);
  else
    answer_page (call, hits);
}

/* Only the documents know it. */
static void
on_seed_tasks (SimCloudCall *call)
{
  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    on_tasks (call);
  else
    sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
}

static void
on_task (SimCloudCall *call)
{
  gint64 id = g_ascii_strtoll (call->argument, NULL, 10);
  JsonObject *task = sim_json_find_by_id (call->account->tasks, id);

  if (task != NULL)
    sim_cloud_call_answer (call, SOUP_STATUS_OK, present (call, task));
  else
    sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
}

static void
on_iot_task (SimCloudCall *call)
{
  sim_cloud_call_answer (call, SOUP_STATUS_FORBIDDEN,
                         sim_json_build ("s:message", "permission denied", "i:code", 8, "s:error",
                                         "Resource forbidden", NULL));
}

/* Messages */

static gboolean
is_wanted_message (SimCloudCall *call, JsonObject *message)
{
  gint64 type = sim_cloud_call_get_number (call, "type", 0);

  return type == 0 || json_object_get_int_member (message, "type") == type;
}

static void
on_messages (SimCloudCall *call)
{
  g_autoptr (JsonArray) hits = filter (call, call->account->messages, is_wanted_message);

  answer_page (call, hits);
}

static gboolean
is_unread (SimCloudCall *call, JsonObject *message)
{
  return json_object_get_int_member (message, "isread") == 0;
}

/* Nobody wrote down what these three answer. */

static void
on_message_count (SimCloudCall *call)
{
  g_autoptr (JsonArray) unread = filter (call, call->account->messages, is_unread);

  sim_cloud_call_answer (call, SOUP_STATUS_OK,
                         sim_json_build ("i:total",
                                         (int) json_array_get_length (call->account->messages),
                                         "i:unread", (int) json_array_get_length (unread), NULL));
}

static void
on_latest_message (SimCloudCall *call)
{
  JsonArray *messages = call->account->messages;

  sim_cloud_call_answer (call, SOUP_STATUS_OK,
                         json_array_get_length (messages) > 0
                             ? present (call, json_array_get_object_element (messages, 0))
                             : json_object_new ());
}

static void
on_read_messages (SimCloudCall *call)
{
  JsonArray *messages = call->account->messages;

  for (guint i = 0; i < json_array_get_length (messages); i++)
    json_object_set_int_member (json_array_get_object_element (messages, i), "isread", 1);
  sim_cloud_call_answer (call, SOUP_STATUS_OK, json_object_new ());
}

/* The real one tells how an upload goes on; the documents' is an inbox. Answers only if it is the
 * first. */
static gboolean
is_inbox (SimCloudCall *call)
{
  if (call->body != NULL && json_object_has_member (call->body, "upload"))
    {
      sim_cloud_upload_notify (call);
      return FALSE;
    }
  if (g_strcmp0 (sim_cloud_call_get_query (call, "action"), "upload") == 0)
    {
      sim_cloud_upload_poll (call);
      return FALSE;
    }
  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    return TRUE;

  sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'action' is not set");

  return FALSE;
}

static JsonObject *
describe_notification (JsonObject *message)
{
  g_autofree char *id =
      g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (message, "id"));
  JsonObject *task = sim_json_get_object (message, "taskMessage");

  return sim_json_build ("s:id", id, "s:type", task != NULL ? "print_complete" : "system",
                         "s:title",
                         task != NULL ? json_object_get_string_member (task, "title") : "News",
                         "s:message", task != NULL ? "The print ended" : "There is news", "b:read",
                         json_object_get_int_member (message, "isread") != 0, "s:created_at",
                         json_object_get_string_member (message, "createTime"), NULL);
}

static void
on_notifications (SimCloudCall *call)
{
  JsonArray *messages = call->account->messages;
  JsonArray *inbox;

  if (!is_inbox (call))
    return;

  inbox = json_array_new ();
  for (guint i = 0; i < MIN (json_array_get_length (messages), PAGE); i++)
    json_array_add_object_element (
        inbox, describe_notification (json_array_get_object_element (messages, i)));
  sim_cloud_call_succeed (call, sim_json_build ("a:notifications", inbox, NULL));
}

static void
on_mark_notification (SimCloudCall *call)
{
  const char *id = sim_cloud_call_get_text (call, "notification_id");
  JsonObject *message;

  if (!is_inbox (call))
    return;

  message = id != NULL
                ? sim_json_find_by_id (call->account->messages, g_ascii_strtoll (id, NULL, 10))
                : NULL;
  if (message == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_NOT_FOUND, 0, "Notification not found");
      return;
    }

  json_object_set_int_member (message, "isread", 1);
  sim_cloud_call_succeed (call, json_object_new ());
}

const SimCloudRoute sim_cloud_activity_routes[] = {
  { "GET", "/v1/user-service/my/tasks", FALSE, on_tasks },
  { "GET", "/v1/iot-service/api/user/task", FALSE, on_seed_tasks },
  { "GET", "/v1/user-service/my/task/*", FALSE, on_task },
  { "GET", "/v1/iot-service/api/user/task/*", FALSE, on_iot_task },
  { "GET", "/v1/user-service/my/messages", FALSE, on_messages },
  { "GET", "/v1/user-service/my/message/count", FALSE, on_message_count },
  { "GET", "/v1/user-service/my/message/latest", FALSE, on_latest_message },
  { "POST", "/v1/user-service/my/message/read", FALSE, on_read_messages },
  { "GET", "/v1/iot-service/api/user/notification", FALSE, on_notifications },
  { "PUT", "/v1/iot-service/api/user/notification", FALSE, on_mark_notification },
  { NULL },
};
