/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-device.h"

#include <string.h>

#include "sim-json-build.h"
#include "sim-json.h"

#define PIN_CHARACTERS "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
#define PIN_LENGTH 6
#define MODELS_OF_BED_SLINGERS "N1 N2S N9"

SimCloudDevice *
sim_cloud_device_new (SimPrinter *printer)
{
  SimCloudDevice *self = g_new0 (SimCloudDevice, 1);

  self->printer = g_object_ref (printer);
  self->name = g_strdup (sim_printer_get_name (printer));
  self->online = TRUE;

  return self;
}

void
sim_cloud_device_free (gpointer device)
{
  SimCloudDevice *self = device;

  g_clear_object (&self->printer);
  g_free (self->name);
  g_free (self->pin);
  g_free (self);
}

const char *
sim_cloud_device_get_serial (SimCloudDevice *self)
{
  return sim_printer_get_serial (self->printer);
}

const char *
sim_cloud_device_make_pin (SimCloudDevice *self)
{
  GString *pin = g_string_new (NULL);

  while (pin->len < PIN_LENGTH)
    g_string_append_c (pin, PIN_CHARACTERS[g_random_int_range (0, sizeof PIN_CHARACTERS - 1)]);
  g_free (self->pin);
  self->pin = g_string_free_and_steal (pin);

  return self->pin;
}

SimCloudDevice *
sim_cloud_device_find (GPtrArray *devices, const char *serial)
{
  for (guint i = 0; serial != NULL && i < devices->len; i++)
    {
      SimCloudDevice *device = g_ptr_array_index (devices, i);

      if (g_str_equal (sim_cloud_device_get_serial (device), serial))
        return device;
    }

  return NULL;
}

static JsonObject *
get_report (SimCloudDevice *self)
{
  g_autoptr (GBytes) bytes = sim_printer_dup_report (self->printer);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (JsonObject) report = sim_json_parse (data, (gssize) size, NULL);
  JsonObject *print = report != NULL ? sim_json_get_object (report, "print") : NULL;

  return print != NULL ? json_object_ref (print) : json_object_new ();
}

static gboolean
is_printing (const char *state)
{
  static const char *const states[] = { "PREPARE", "RUNNING", "PAUSE", NULL };

  return g_strv_contains (states, state);
}

JsonObject *
sim_cloud_device_describe (SimCloudDevice *self)
{
  const char *code = sim_printer_get_model_code (self->printer);
  g_autoptr (JsonObject) print = get_report (self);
  const char *state = sim_json_get_string (print, "gcode_state", "IDLE");

  return sim_json_build (
      "s:dev_id", sim_cloud_device_get_serial (self), "s:name", self->name, "b:online",
      self->online, "s:print_status",
      g_str_equal (state, "IDLE")     ? "ACTIVE"
      : g_str_equal (state, "FINISH") ? "SUCCESS"
                                      : state,
      "s:dev_model_name", code, "s:dev_product_name", sim_printer_get_model_name (self->printer),
      "s:dev_access_code", sim_printer_get_access_code (self->printer), "d:nozzle_diameter", 0.4,
      "s:dev_structure", strstr (MODELS_OF_BED_SLINGERS, code) != NULL ? "I3" : "CoreXY",
      "l:print_job", sim_json_get_int (print, "task_id", 0), NULL);
}

JsonObject *
sim_cloud_device_describe_print (SimCloudDevice *self)
{
  g_autoptr (JsonObject) print = get_report (self);
  const char *state = sim_json_get_string (print, "gcode_state", "IDLE");

  if (!is_printing (state))
    return NULL;

  return sim_json_build (
      "s:dev_id", sim_cloud_device_get_serial (self), "s:dev_name", self->name, "b:dev_online",
      self->online, "s:dev_model_name", sim_printer_get_model_code (self->printer),
      "s:dev_product_name", sim_printer_get_model_name (self->printer), "s:dev_access_code",
      sim_printer_get_access_code (self->printer), "s:task_id",
      sim_json_get_string (print, "task_id", "0"), "s:task_name",
      sim_json_get_string (print, "subtask_name", ""), "s:task_status", state, "n:model_id",
      "n:project_id", "n:profile_id", "n:start_time", "l:prediction",
      sim_json_get_int (print, "mc_remaining_time", 0) * 60, "l:progress",
      sim_json_get_int (print, "mc_percent", 0), "n:thumbnail", NULL);
}

/* 01.08.02.00 → 01.08.03.00 */
static char *
make_newer (const char *version)
{
  g_auto (GStrv) parts = g_strsplit (version, ".", 4);

  if (g_strv_length (parts) != 4)
    return g_strdup (version);

  return g_strdup_printf ("%s.%s.%02u.%s", parts[0], parts[1],
                          (guint) g_ascii_strtoull (parts[2], NULL, 10) + 1, parts[3]);
}

JsonObject *
sim_cloud_device_describe_versions (SimCloudDevice *self)
{
  const char *version = sim_printer_get_version (self->printer);
  g_autofree char *newer = make_newer (version);
  g_autofree char *url =
      g_strdup_printf ("https://public-cdn.example/upgrade/device/%s/%s/product/firmware.zip",
                       sim_printer_get_model_code (self->printer), newer);
  JsonArray *firmware = json_array_new ();

  json_array_add_object_element (
      firmware,
      sim_json_build ("s:version", newer, "b:force_update", FALSE, "s:url", url, "s:description",
                      "1. Optimized the flow dynamics calibration.\n"
                      "2. Fixed an issue where the door was said to be open.",
                      "s:status", "release", NULL));

  return sim_json_build ("s:dev_id", sim_cloud_device_get_serial (self), "s:version", version,
                         "a:firmware", firmware, "a:ams", json_array_new (), NULL);
}
