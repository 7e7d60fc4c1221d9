/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-json-build.h"
#include "sim-json.h"

static void
answer_not_found (SimCloudCall *call)
{
  sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
}

static void
bind_to (SimCloudCall *call, SimCloudDevice *device)
{
  g_clear_pointer (&device->pin, g_free);
  g_ptr_array_add (call->account->devices, device);
  dex_await (sim_cloud_update_users (call->cloud, call->region), NULL); /* the broker says why */
}

/* Answers only if it cannot be had. */
static gboolean
can_bind (SimCloudCall *call, SimCloudDevice *device)
{
  if (device == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "Invalid PIN code");
  else if (sim_cloud_region_find_owner (call->region, device) != NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "The device is already bound");
  else
    return TRUE;

  return FALSE;
}

static SimCloudDevice *
find_by_pin (SimCloudCall *call, const char *pin)
{
  GPtrArray *devices = sim_cloud_get_devices (call->cloud);

  for (guint i = 0; pin != NULL && i < devices->len; i++)
    {
      SimCloudDevice *device = g_ptr_array_index (devices, i);

      if (device->pin != NULL && g_ascii_strcasecmp (device->pin, pin) == 0)
        return device;
    }

  return NULL;
}

static void
on_pin (SimCloudCall *call)
{
  const char *pin = sim_cloud_call_get_text (call, "pincode");
  SimCloudDevice *device = find_by_pin (call, pin);

  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    answer_not_found (call);
  else if (g_strcmp0 (pin, call->argument) != 0)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'pincode' is not set");
  else if (can_bind (call, device))
    {
      bind_to (call, device);
      sim_cloud_call_answer (
          call, SOUP_STATUS_OK,
          sim_json_build ("s:deviceId", sim_cloud_device_get_serial (device), NULL));
    }
}

/* The documents' way. */
static void
on_bind (SimCloudCall *call)
{
  const char *serial = sim_cloud_call_get_text (call, "device_id");
  const char *name = sim_cloud_call_get_text (call, "device_name");
  const char *code = sim_cloud_call_get_text (call, "bind_code");
  SimCloudDevice *device = sim_cloud_device_find (sim_cloud_get_devices (call->cloud), serial);

  if (!sim_cloud_call_has_fault (call, "seed-shapes"))
    {
      sim_cloud_call_answer_text (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "text/plain", "");
      return;
    }

  /* The code on the label of such a printer is its access code. */
  if (device != NULL && g_strcmp0 (sim_printer_get_access_code (device->printer), code) != 0)
    device = NULL;
  if (!can_bind (call, device))
    return;

  bind_to (call, device);
  if (name != NULL && *name != '\0')
    g_set_str (&device->name, name);
  sim_cloud_call_succeed (call, sim_cloud_device_describe (device));
}

static void
on_unbind (SimCloudCall *call)
{
  const char *serial = sim_cloud_call_get_text (call, "dev_id");
  SimCloudDevice *device;

  if (serial == NULL)
    serial = sim_cloud_call_get_query (call, "dev_id");
  if (serial == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'dev_id' is not set");
      return;
    }

  device = sim_cloud_device_find (call->account->devices, serial);
  if (device == NULL)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
      return;
    }

  /* The simulator's accounts share its printers; a printer that is let go is nobody's. */
  for (guint i = 0; i < call->region->accounts->len; i++)
    g_ptr_array_remove (
        ((SimCloudAccount *) g_ptr_array_index (call->region->accounts, i))->devices, device);
  dex_await (sim_cloud_update_users (call->cloud, call->region), NULL); /* the broker says why */
  sim_cloud_call_succeed (call, json_object_new ());
}

static void
on_rename (SimCloudCall *call)
{
  SimCloudDevice *device =
      sim_cloud_device_find (call->account->devices, sim_cloud_call_get_text (call, "dev_id"));
  const char *name = sim_cloud_call_get_text (call, "dev_name");

  if (device == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_FORBIDDEN, 8, "Resource forbidden");
  else if (name == NULL || *name == '\0')
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'dev_name' is not set");
  else
    {
      g_set_str (&device->name, name);
      sim_cloud_call_succeed (call, json_object_new ());
    }
}

/* Who has them. */
static void
on_bind_list (SimCloudCall *call)
{
  const char *ids = sim_cloud_call_get_query (call, "dev_ids");
  g_auto (GStrv) serials = g_strsplit (ids != NULL ? ids : "", ",", -1);
  JsonArray *list = json_array_new ();

  for (guint i = 0; serials[i] != NULL; i++)
    {
      SimCloudDevice *device =
          sim_cloud_device_find (sim_cloud_get_devices (call->cloud), serials[i]);
      SimCloudAccount *owner =
          device != NULL ? sim_cloud_region_find_owner (call->region, device) : NULL;

      if (owner != NULL)
        json_array_add_object_element (list, sim_json_build ("s:dev_id", serials[i], "l:user_id",
                                                             owner->uid, "s:user_name", owner->name,
                                                             NULL));
    }
  sim_cloud_call_succeed (call, sim_json_build ("a:bind_list", list, NULL));
}

const SimCloudRoute sim_cloud_binding_routes[] = {
  { "POST", "/v1/user-service/my/pincode/*", FALSE, on_pin },
  { "POST", "/v1/iot-service/api/user/bind", FALSE, on_bind },
  { "DELETE", "/v1/iot-service/api/user/bind", FALSE, on_unbind },
  { "PATCH", "/v1/iot-service/api/user/device/info", FALSE, on_rename },
  { "GET", "/v1/iot-service/api/user/bind_list", FALSE, on_bind_list },
  { NULL },
};
