/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "serve-bridge-discovery.h"

#include <glib/gi18n.h>
#include <words/culm-json.h>

#define CHAMBER_LIGHT "chamber_light"

typedef struct
{
  BambuPrinter *printer;
  const char *serial;
  const char *prefix;
  JsonObject *parts;
} Device;

static char *
dup_topic (const Device *device, const char *name)
{
  return g_strdup_printf ("%s/%s/%s", device->prefix, device->serial, name);
}

static JsonObject *
add_part (Device *device, const char *platform, const char *key, const char *name)
{
  JsonObject *part = json_object_new ();
  g_autofree char *id = g_strdup_printf ("culm_%s_%s", device->serial, key);

  json_object_set_string_member (part, "platform", platform);
  json_object_set_string_member (part, "unique_id", id);
  json_object_set_string_member (part, "name", name);
  json_object_set_object_member (device->parts, key, part);

  return part;
}

static JsonObject *
add_value (
    Device *device, const char *platform, const char *key, const char *name, const char *expression)
{
  JsonObject *part = add_part (device, platform, key, name);
  g_autofree char *template = g_strdup_printf ("{{ value_json.%s }}", expression);
  g_autofree char *topic = dup_topic (device, "state");

  json_object_set_string_member (part, "state_topic", topic);
  json_object_set_string_member (part, "value_template", template);

  return part;
}

static void
add_number (Device *device,
            const char *key,
            const char *name,
            const char *expression,
            const char *kind,
            const char *unit)
{
  JsonObject *part = add_value (device, "sensor", key, name, expression);

  json_object_set_string_member (part, "state_class", "measurement");
  if (kind != NULL)
    json_object_set_string_member (part, "device_class", kind);
  if (unit != NULL)
    json_object_set_string_member (part, "unit_of_measurement", unit);
}

static void
add_temperature (Device *device, const char *key, const char *name, const char *path)
{
  g_autofree char *expression = g_strconcat (path, ".current", NULL);

  add_number (device, key, name, expression, "temperature", "°C");
}

static void
add_nozzles (Device *device)
{
  GListModel *extruders = bambu_printer_get_extruders (device->printer);
  guint n_extruders = g_list_model_get_n_items (extruders);

  for (guint i = 0; i < n_extruders; i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      gboolean is_left = bambu_extruder_get_side (extruder) == BAMBU_SIDE_LEFT;
      g_autofree char *path = g_strdup_printf ("extruders[%u].nozzle", i);

      if (n_extruders == 1)
        add_temperature (device, "nozzle", _ ("Nozzle"), path);
      else
        add_temperature (device, is_left ? "nozzle_left" : "nozzle_right",
                         is_left ? _ ("Left nozzle") : _ ("Right nozzle"), path);
    }
}

static gboolean
has_light (BambuPrinter *printer)
{
  GListModel *lights = bambu_printer_get_lights (printer);

  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      if (g_strcmp0 (bambu_light_get_node (light), CHAMBER_LIGHT) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_light (Device *device, gboolean allow_commands)
{
  g_autofree char *topic = dup_topic (device, "command/light");
  JsonObject *light;

  if (!has_light (device->printer))
    return;

  light = add_value (device, allow_commands ? "switch" : "binary_sensor", "light",
                     _ ("Chamber light"), "lights." CHAMBER_LIGHT);
  json_object_set_string_member (light, "payload_on", "on");
  json_object_set_string_member (light, "payload_off", "off");
  if (allow_commands)
    json_object_set_string_member (light, "command_topic", topic);
}

static void
add_button (Device *device, const char *command, const char *name, const char *words)
{
  JsonObject *button = add_part (device, "button", command, name);
  g_autofree char *path = g_strconcat ("command/", command, NULL);
  g_autofree char *topic = dup_topic (device, path);

  json_object_set_string_member (button, "command_topic", topic);
  json_object_set_string_member (button, "payload_press", words);
}

static JsonObject *
availability_new (const char *topic)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "topic", topic);

  return object;
}

/* The bridge's, and the printer's if there is one to say. */
static JsonArray *
availabilities_new (const char *bridge, const char *printer)
{
  JsonArray *array = json_array_new ();

  json_array_add_object_element (array, availability_new (bridge));
  if (printer != NULL)
    json_array_add_object_element (array, availability_new (printer));

  return array;
}

static void
add_online (Device *device, const char *status, const char *available)
{
  JsonObject *part = add_part (device, "binary_sensor", "online", _ ("Connection"));

  json_object_set_string_member (part, "device_class", "connectivity");
  json_object_set_string_member (part, "state_topic", available);
  json_object_set_string_member (part, "payload_on", "online");
  json_object_set_string_member (part, "payload_off", "offline");
  json_object_set_array_member (part, "availability", availabilities_new (status, NULL));
}

static void
add_parts (Device *device, gboolean allow_commands)
{
  add_value (device, "sensor", "state", _ ("State"), "state");
  add_number (device, "progress", _ ("Progress"), "percent", NULL, "%");
  add_number (device, "remaining", _ ("Remaining"), "remaining_minutes", "duration", "min");
  add_number (device, "layer", _ ("Layers"), "layer", NULL, NULL);
  add_number (device, "alerts", _ ("Messages"), "alerts | count", NULL, NULL);
  add_nozzles (device);
  add_temperature (device, "bed", _ ("Bed"), "bed");
  if (bambu_heater_is_fitted (bambu_printer_get_chamber (device->printer)))
    add_temperature (device, "chamber", _ ("Chamber"), "chamber");
  add_light (device, allow_commands);

  if (!allow_commands)
    return;

  add_button (device, "pause", _ ("Pause"), "[]");
  add_button (device, "resume", _ ("Resume"), "[]");
  add_button (device, "stop", _ ("Stop the print"), "[\"--yes\"]");
}

static JsonObject *
describe (const Device *device)
{
  JsonObject *object = json_object_new ();
  JsonArray *ids = json_array_new ();
  g_autofree char *id = g_strconcat ("culm_", device->serial, NULL);

  json_array_add_string_element (ids, id);
  json_object_set_array_member (object, "identifiers", ids);
  json_object_set_string_member (object, "name", bambu_printer_get_name (device->printer));
  json_object_set_string_member (object, "manufacturer", "Bambu Lab");
  json_object_set_string_member (object, "model", bambu_printer_get_model_name (device->printer));
  json_object_set_string_member (object, "serial_number", device->serial);
  if (bambu_printer_get_firmware (device->printer) != NULL)
    json_object_set_string_member (object, "sw_version",
                                   bambu_printer_get_firmware (device->printer));

  return object;
}

static JsonObject *
origin_new (void)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", "Culm");
  json_object_set_string_member (object, "sw_version", CULM_VERSION);

  return object;
}

char *
serve_bridge_discovery_new (BambuPrinter *printer, const char *prefix, gboolean allow_commands)
{
  Device device = { printer, bambu_printer_get_serial (printer), prefix, NULL };
  g_autofree char *status = g_strconcat (prefix, "/status", NULL);
  g_autofree char *available = dup_topic (&device, "available");
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!bambu_printer_has_report (printer))
    return NULL;

  device.parts = json_object_new ();
  add_parts (&device, allow_commands);
  add_online (&device, status, available);

  object = json_object_new ();
  json_object_set_object_member (object, "device", describe (&device));
  json_object_set_object_member (object, "origin", origin_new ());
  json_object_set_array_member (object, "availability", availabilities_new (status, available));
  json_object_set_string_member (object, "availability_mode", "all");
  json_object_set_object_member (object, "components", device.parts);
  node = json_node_init_object (json_node_alloc (), object);

  return culm_json_dup_line (node);
}

char *
serve_bridge_discovery_dup_topic (BambuPrinter *printer, const char *discovery)
{
  return g_strdup_printf ("%s/device/culm_%s/config", discovery,
                          bambu_printer_get_serial (printer));
}
