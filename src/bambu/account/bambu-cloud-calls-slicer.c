/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls-private.h"

#include <libsoup/soup.h>

#include "bambu-json.h"
#include "bambu-record-private.h"

#define SETTING_PATH "/v1/iot-service/api/slicer/setting"

DexFuture *
bambu_cloud_load_presets (BambuCloud *self, const char *version, gboolean with_public)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (version != NULL);

  request = bambu_cloud_request_new (SOUP_METHOD_GET, SETTING_PATH, BAMBU_RATE_PROFILE);
  bambu_cloud_request_add_query (request, "version", version);
  bambu_cloud_request_add_query (request, "public", with_public ? "true" : "false");

  return bambu_cloud_to_record (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_PRESETS, "");
}

DexFuture *
bambu_cloud_load_preset (BambuCloud *self, const char *id)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (id != NULL);

  request = bambu_cloud_request_new (SOUP_METHOD_GET, SETTING_PATH "/%s", BAMBU_RATE_PROFILE);
  request->argument = g_strdup (id);

  return bambu_cloud_to_record (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_PRESET, "");
}

DexFuture *
bambu_cloud_list_resources (BambuCloud *self, const char *kind, const char *version)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (kind != NULL && version != NULL);

  /* The query's key is the kind. */
  request = bambu_cloud_request_new (SOUP_METHOD_GET, "/v1/iot-service/api/slicer/resource",
                                     BAMBU_RATE_PROFILE);
  request->is_anonymous = TRUE;
  bambu_cloud_request_add_query (request, kind, version);

  return bambu_cloud_to_list (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_RESOURCE,
                              "resources|software|list");
}

/* An address alone becomes a target like the others. */
static void
append_address (JsonArray *targets, JsonNode *address)
{
  JsonObject *target = json_object_new ();

  json_object_set_string_member (target, "type", "filename");
  json_object_set_string_member (target, "url", json_node_get_string (address));
  json_array_add_object_element (targets, target);
}

/* The same in its four shapes: objects, addresses, one address at the top, one for each query
 * parameter. */
static DexFuture *
on_upload (DexFuture *future, gpointer user_data)
{
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  JsonObject *answer = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *urls = bambu_json_find (answer, "urls");
  JsonNode *address = bambu_json_find (answer, "upload_url");
  JsonArray *given = urls && JSON_NODE_HOLDS_ARRAY (urls) ? json_node_get_array (urls) : NULL;
  g_autoptr (JsonArray) targets = json_array_new ();
  g_autoptr (JsonObject) upload = json_object_new ();

  if (bambu_json_get_text (address))
    append_address (targets, address);
  for (guint i = 0; given && i < json_array_get_length (given); i++)
    {
      JsonNode *target = json_array_get_element (given, i);

      if (bambu_json_get_text (target))
        append_address (targets, target);
      else if (JSON_NODE_HOLDS_OBJECT (target))
        json_array_add_element (targets, json_node_copy (target));
    }

  if (json_array_get_length (targets) == 0)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "No address to upload to");

  json_object_set_array_member (upload, "urls", json_array_ref (targets));
  if (bambu_json_find (answer, "upload_ticket"))
    json_object_set_member (upload, "upload_ticket",
                            json_node_copy (bambu_json_find (answer, "upload_ticket")));
  if (bambu_json_find (answer, "file_id"))
    json_object_set_member (upload, "file_id",
                            json_node_copy (bambu_json_find (answer, "file_id")));

  return dex_future_new_take_object (bambu_record_new (BAMBU_TYPE_CLOUD_UPLOAD, upload));
}

DexFuture *
bambu_cloud_request_model_upload (BambuCloud *self, const char *name)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (name != NULL);

  request = bambu_cloud_request_new (SOUP_METHOD_GET, "/v1/iot-service/api/user/upload",
                                     BAMBU_RATE_UPLOAD);
  bambu_cloud_request_add_query (request, "models", name);

  return dex_future_then (bambu_cloud_run (self, request), on_upload, NULL, NULL);
}

DexFuture *
bambu_cloud_request_upload (BambuCloud *self, const char *filename, gint64 size)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (filename != NULL);

  request = bambu_cloud_request_new (SOUP_METHOD_GET, "/v1/iot-service/api/user/upload",
                                     BAMBU_RATE_UPLOAD);
  bambu_cloud_request_add_query (request, "filename", filename);
  bambu_cloud_request_add_query_int (request, "size", size);

  return dex_future_then (bambu_cloud_run (self, request), on_upload, NULL, NULL);
}
