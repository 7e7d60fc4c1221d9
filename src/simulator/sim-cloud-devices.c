/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-json-build.h"

#define UNKNOWN_MODEL "Q7"
#define UNKNOWN_PRODUCT "Q7 Ultra"

/* What is asked about, if it is the account's. */
static SimCloudDevice *
find_own (SimCloudCall *call, const char *serial)
{
  SimCloudDevice *device = sim_cloud_device_find (call->account->devices, serial);

  if (device == NULL)
    sim_cloud_call_answer (call, SOUP_STATUS_FORBIDDEN,
                           sim_json_build ("s:message", "permission denied", "i:code", 8, "s:error",
                                           "Resource forbidden", NULL));

  return device;
}

static JsonObject *
describe (SimCloudCall *call, SimCloudDevice *device)
{
  JsonObject *object = sim_cloud_device_describe (device);

  if (sim_cloud_call_has_fault (call, "devices-newline"))
    {
      g_autofree char *code =
          g_strconcat (json_object_get_string_member (object, "dev_access_code"), "\n", NULL);

      json_object_set_string_member (object, "dev_access_code", code);
    }
  if (sim_cloud_call_has_fault (call, "devices-unknown-model"))
    {
      json_object_set_string_member (object, "dev_model_name", UNKNOWN_MODEL);
      json_object_set_string_member (object, "dev_product_name", UNKNOWN_PRODUCT);
    }
  if (sim_cloud_call_has_fault (call, "devices-missing-fields"))
    {
      json_object_unref (object);
      object = sim_json_build ("s:dev_id", sim_cloud_device_get_serial (device), NULL);
    }

  return object;
}

static void
on_list (SimCloudCall *call)
{
  GPtrArray *devices = call->account->devices;
  JsonArray *list = json_array_new ();

  if (!sim_cloud_call_has_fault (call, "devices-none"))
    for (guint i = 0; i < devices->len; i++)
      json_array_add_object_element (list, describe (call, g_ptr_array_index (devices, i)));
  sim_cloud_call_succeed (call, sim_json_build ("a:devices", list, NULL));
}

/* `devices` is not there when nothing is printed. */
static void
on_print_status (SimCloudCall *call)
{
  GPtrArray *devices = call->account->devices;
  JsonObject *fields = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < devices->len; i++)
    {
      JsonObject *status = sim_cloud_device_describe_print (g_ptr_array_index (devices, i));

      if (status != NULL)
        json_array_add_object_element (list, status);
    }
  if (json_array_get_length (list) > 0)
    json_object_set_array_member (fields, "devices", json_array_ref (list));
  json_array_unref (list);
  sim_cloud_call_succeed (call, fields);
}

static void
on_versions (SimCloudCall *call)
{
  const char *serial = sim_cloud_call_get_query (call, "dev_id");
  SimCloudDevice *device;
  JsonObject *versions;
  JsonArray *list;

  if (serial == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'dev_id' is not set");
      return;
    }

  device = find_own (call, serial);
  if (device == NULL)
    return;

  versions = sim_cloud_device_describe_versions (device);
  if (sim_cloud_call_has_fault (call, "firmware-none"))
    json_object_set_array_member (versions, "firmware", json_array_new ());
  list = json_array_new ();
  json_array_add_object_element (list, versions);
  sim_cloud_call_succeed (call, sim_json_build ("a:devices", list, NULL));
}

/* Documented and not seen. */
static void
on_info (SimCloudCall *call)
{
  const char *serial = sim_cloud_call_get_query (call, "device_id");
  SimCloudDevice *device;

  if (!sim_cloud_call_has_fault (call, "seed-shapes"))
    {
      sim_cloud_call_answer_text (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "text/plain", "");
      return;
    }

  device = find_own (call, serial != NULL ? serial : sim_cloud_call_get_query (call, "dev_id"));
  if (device != NULL)
    sim_cloud_call_succeed (call,
                            sim_json_build ("s:device_id", sim_cloud_device_get_serial (device),
                                            "s:device_name", device->name, "s:device_model",
                                            sim_printer_get_model_name (device->printer),
                                            "b:online", device->online, "s:firmware_version",
                                            sim_printer_get_version (device->printer), NULL));
}

static void
on_ttcode (SimCloudCall *call)
{
  SimCloudDevice *device = find_own (call, sim_cloud_call_get_text (call, "dev_id"));
  g_autofree char *ttcode = NULL;
  g_autofree char *key = NULL;

  if (device == NULL)
    return;

  ttcode = g_uuid_string_random ();
  key = g_uuid_string_random ();
  sim_cloud_call_succeed (call, sim_json_build ("s:ttcode", ttcode, "s:passwd", key, "s:authkey",
                                                key, "s:region", "us", "s:type", "tutk", NULL));
}

const SimCloudRoute sim_cloud_device_routes[] = {
  { "GET", "/v1/iot-service/api/user/bind", FALSE, on_list },
  { "GET", "/v1/iot-service/api/user/print", FALSE, on_print_status },
  { "GET", "/v1/iot-service/api/user/device/version", FALSE, on_versions },
  { "GET", "/v1/iot-service/api/user/device/info", FALSE, on_info },
  { "POST", "/v1/iot-service/api/user/ttcode", FALSE, on_ttcode },
  { NULL },
};
