/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls-private.h"

#include <libsoup/soup.h>

#include "bambu-json.h"
#include "bambu-secret-body.h"

#define BIND_PATH "/v1/iot-service/api/user/bind"
#define INFO_PATH "/v1/iot-service/api/user/device/info"

static BambuCloudRequest *
new_request (const char *method, const char *path, const char *serial)
{
  BambuCloudRequest *request = bambu_cloud_request_new (method, path, BAMBU_RATE_DEVICE);

  request->serial = g_strdup (serial);

  return request;
}

DexFuture *
bambu_cloud_list_devices (BambuCloud *self)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  return bambu_cloud_to_list (
      bambu_cloud_run (self, new_request (SOUP_METHOD_GET, BIND_PATH, NULL)),
      BAMBU_TYPE_CLOUD_DEVICE, "devices|list|hits");
}

DexFuture *
bambu_cloud_list_print_status (BambuCloud *self)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  request = new_request (SOUP_METHOD_GET, "/v1/iot-service/api/user/print", NULL);
  bambu_cloud_request_add_query (request, "force", "true");

  return bambu_cloud_to_list (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_PRINT_STATUS,
                              "devices|list|hits");
}

DexFuture *
bambu_cloud_list_firmware (BambuCloud *self, const char *serial)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));

  request = new_request (SOUP_METHOD_GET, "/v1/iot-service/api/user/device/version", serial);
  bambu_cloud_request_add_query (request, "dev_id", serial);

  return bambu_cloud_to_list (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_FIRMWARE,
                              "devices|list");
}

DexFuture *
bambu_cloud_load_device (BambuCloud *self, const char *serial)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL);

  request = new_request (SOUP_METHOD_GET, INFO_PATH, serial);
  /* The documents' name of it, and that of everything else. */
  bambu_cloud_request_add_query (request, "dev_id", serial);
  bambu_cloud_request_add_query (request, "device_id", serial);

  return bambu_cloud_to_record (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_DEVICE, "");
}

static DexFuture *
on_bound (DexFuture *future, gpointer serial)
{
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autofree char *bound = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    bound = bambu_json_dup_text (
        bambu_json_find (json_node_get_object (node), "deviceId|dev_id|device_id"));
  if (bound == NULL)
    bound = g_strdup (serial);
  if (bound == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "Bound, but the service does not say which printer");

  return dex_future_new_take_string (g_steal_pointer (&bound));
}

DexFuture *
bambu_cloud_bind_device (BambuCloud *self, const char *pin)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (pin != NULL);

  request = new_request (SOUP_METHOD_POST, "/v1/user-service/my/pincode/%s", NULL);
  request->argument = g_strdup (pin);
  bambu_cloud_request_take_body (request, bambu_secret_json ("pincode", pin, NULL));

  return dex_future_then (bambu_cloud_run (self, request), on_bound, NULL, NULL);
}

DexFuture *
bambu_cloud_bind_device_by_serial (BambuCloud *self,
                                   const char *serial,
                                   const char *name,
                                   const char *code)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL && name != NULL && code != NULL);

  request = new_request (SOUP_METHOD_POST, BIND_PATH, serial);
  bambu_cloud_request_take_body (request, bambu_secret_json ("device_id", serial, "device_name",
                                                             name, "bind_code", code, NULL));

  return dex_future_then (bambu_cloud_run (self, request), on_bound, g_strdup (serial), g_free);
}

DexFuture *
bambu_cloud_unbind_device (BambuCloud *self, const char *serial)
{
  BambuCloudRequest *request;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL);

  json_object_set_string_member (object, "dev_id", serial);
  json_object_set_boolean_member (object, "force", FALSE);

  /* Both spellings: the one of the vendor's own program, and the older one. */
  request = new_request (SOUP_METHOD_DELETE, BIND_PATH, serial);
  bambu_cloud_request_add_query (request, "dev_id", serial);
  bambu_cloud_request_take_body (request, json_to_string (node, FALSE));

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}

DexFuture *
bambu_cloud_rename_device (BambuCloud *self, const char *serial, const char *name)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL && name != NULL);

  request = new_request ("PATCH", INFO_PATH, serial);
  bambu_cloud_request_take_body (request,
                                 bambu_secret_json ("dev_id", serial, "dev_name", name, NULL));

  return bambu_cloud_to_true (bambu_cloud_run (self, request));
}

DexFuture *
bambu_cloud_load_camera_ticket (BambuCloud *self, const char *serial)
{
  BambuCloudRequest *request;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL);

  request = new_request (SOUP_METHOD_POST, "/v1/iot-service/api/user/ttcode", serial);
  bambu_cloud_request_take_body (request, bambu_secret_json ("dev_id", serial, NULL));

  return bambu_cloud_to_record (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_CAMERA_TICKET,
                                "");
}

/* Of the documents; the next one is tried where one is not there. */
static const char *const VIDEO_PATHS[] = {
  "/v1/iot-service/api/user/device/%s/video",
  "/v1/iot-service/api/user/device/%s/stream",
  "/v1/iot-service/api/user/device/%s/video/stream",
};

static DexFuture *
try_video_path (BambuCloud *self, const char *serial, const char *position, const char *unused)
{
  guint i = (guint) g_ascii_strtoull (position, NULL, 10);
  g_autofree char *next = g_strdup_printf ("%u", i + 1);
  BambuCloudRequest *request;

  if (i >= G_N_ELEMENTS (VIDEO_PATHS))
    return bambu_cloud_load_camera_ticket (self, serial);

  request = new_request (SOUP_METHOD_GET, VIDEO_PATHS[i], serial);
  request->argument = g_strdup (serial);

  return bambu_cloud_or_else (
      self,
      bambu_cloud_to_record (bambu_cloud_run (self, request), BAMBU_TYPE_CLOUD_CAMERA_TICKET, ""),
      try_video_path, serial, next, NULL);
}

DexFuture *
bambu_cloud_load_video_url (BambuCloud *self, const char *serial)
{
  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (serial != NULL);

  return try_video_path (self, serial, "0", NULL);
}
