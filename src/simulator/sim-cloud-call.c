/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-call.h"

#include <string.h>

#include "sim-json-build.h"
#include "sim-json.h"

const char *
sim_cloud_call_get_query (SimCloudCall *call, const char *name)
{
  return call->query != NULL ? g_hash_table_lookup (call->query, name) : NULL;
}

gint64
sim_cloud_call_get_number (SimCloudCall *call, const char *name, gint64 fallback)
{
  const char *text = sim_cloud_call_get_query (call, name);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &number, NULL)
             ? number
             : fallback;
}

const char *
sim_cloud_call_get_text (SimCloudCall *call, const char *member)
{
  return call->body != NULL ? sim_json_get_string (call->body, member, NULL) : NULL;
}

gboolean
sim_cloud_call_has_fault (SimCloudCall *call, const char *fault)
{
  return sim_cloud_faults_has (sim_cloud_get_faults (call->cloud), fault, NULL);
}

void
sim_cloud_call_answer (SimCloudCall *call, guint status, JsonObject *object)
{
  g_autoptr (GBytes) json = sim_json_to_bytes (object);
  gsize size;
  const char *data = g_bytes_get_data (json, &size);

  json_object_unref (object);
  soup_server_message_set_status (call->message, status, NULL);
  soup_server_message_set_response (call->message, "application/json; charset=utf-8",
                                    SOUP_MEMORY_COPY, data, size);
}

void
sim_cloud_call_succeed (SimCloudCall *call, JsonObject *fields)
{
  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    fields = sim_json_build ("i:code", 0, "s:message", "Success", "o:data", fields, NULL);
  else if (g_str_has_prefix (call->path, "/v1/iot-service/"))
    {
      json_object_set_string_member (fields, "message", "success");
      json_object_set_null_member (fields, "error");
      if (sim_cloud_call_has_fault (call, "code-zero"))
        json_object_set_int_member (fields, "code", 0);
      else
        json_object_set_null_member (fields, "code");
    }

  sim_cloud_call_answer (call, SOUP_STATUS_OK, fields);
}

void
sim_cloud_call_refuse (SimCloudCall *call, guint status, int code, const char *error)
{
  JsonObject *object = sim_json_build ("s:error", error, "s:message", "", NULL);

  if (code != 0)
    json_object_set_int_member (object, "code", code);
  sim_cloud_call_answer (call, status, object);
}

void
sim_cloud_call_answer_text (SimCloudCall *call,
                            guint status,
                            const char *content_type,
                            const char *text)
{
  soup_server_message_set_status (call->message, status, NULL);
  soup_server_message_set_response (call->message, content_type, SOUP_MEMORY_COPY, text,
                                    strlen (text));
}
