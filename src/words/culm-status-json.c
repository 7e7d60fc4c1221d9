/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "culm-status-json.h"

#include <math.h>

#include "culm-json.h"

static JsonObject *
heater_to_json (BambuHeater *heater)
{
  JsonObject *object = json_object_new ();

  culm_json_add_number (object, "current", bambu_heater_get_current (heater));
  culm_json_add_number (object, "target", bambu_heater_get_target (heater));

  return object;
}

/* Where a filament comes from: {"ams":1,"tray":3} or {"external":255}. */
static void
add_filament (JsonObject *object, const char *key, BambuTray *tray)
{
  JsonObject *place;

  if (!tray)
    {
      json_object_set_null_member (object, key);
      return;
    }

  place = json_object_new ();

  if (bambu_tray_is_external (tray))
    {
      json_object_set_int_member (place, "external", bambu_tray_get_reported_id (tray));
    }
  else
    {
      json_object_set_int_member (place, "ams", bambu_tray_get_ams (tray));
      json_object_set_int_member (place, "tray", bambu_tray_get_slot (tray));
    }

  json_object_set_object_member (object, key, place);
}

static JsonObject *
extruder_to_json (gpointer item)
{
  BambuExtruder *extruder = item;
  JsonObject *object = json_object_new ();
  int inserted = bambu_extruder_get_filament_inserted (extruder);
  int nozzle_id = bambu_extruder_get_nozzle_id (extruder);
  double diameter = bambu_extruder_get_nozzle_diameter (extruder);

  json_object_set_int_member (object, "id", bambu_extruder_get_id (extruder));
  culm_json_add_nick (object, "side", BAMBU_TYPE_SIDE, bambu_extruder_get_side (extruder));
  json_object_set_boolean_member (object, "active", bambu_extruder_is_active (extruder));
  json_object_set_object_member (object, "nozzle",
                                 heater_to_json (bambu_extruder_get_heater (extruder)));
  add_filament (object, "filament_slot", bambu_extruder_get_tray (extruder));
  culm_json_add_boolean (object, "filament_in_extruder", inserted == 1, inserted >= 0);
  culm_json_add_integer (object, "nozzle_id", nozzle_id, nozzle_id >= 0);
  culm_json_add_number (object, "nozzle_diameter", diameter > 0 ? diameter : NAN);
  culm_json_add_text (object, "nozzle_type", bambu_extruder_get_nozzle_kind (extruder));

  return object;
}

static JsonObject *
nozzle_to_json (gpointer item)
{
  BambuNozzle *nozzle = item;
  JsonObject *object = json_object_new ();
  double diameter = bambu_nozzle_get_diameter (nozzle);

  json_object_set_int_member (object, "position", bambu_nozzle_get_position (nozzle));
  culm_json_add_number (object, "diameter", diameter > 0 ? diameter : NAN);
  culm_json_add_text (object, "type", bambu_nozzle_get_kind (nozzle));
  culm_json_add_text (object, "colour", bambu_nozzle_get_colour (nozzle));
  culm_json_add_text (object, "filament_id", bambu_nozzle_get_filament_id (nozzle));

  return object;
}

static void
add_colours (JsonObject *object, const char *const *colours)
{
  guint n_colours = colours ? g_strv_length ((char **) colours) : 0;
  JsonArray *array;

  culm_json_add_string (object, "colour_rgba", n_colours > 0 ? colours[0] : NULL);

  if (n_colours < 2)
    {
      json_object_set_null_member (object, "colours");
      return;
    }

  array = json_array_sized_new (n_colours);
  for (guint i = 0; i < n_colours; i++)
    json_array_add_string_element (array, colours[i]);
  json_object_set_array_member (object, "colours", array);
}

static JsonObject *
tray_to_json (gpointer item)
{
  BambuTray *tray = item;
  JsonObject *object = json_object_new ();
  int remain = bambu_tray_get_reported_remain (tray);
  int minimum = bambu_tray_get_nozzle_temp_min (tray);
  int maximum = bambu_tray_get_nozzle_temp_max (tray);

  json_object_set_int_member (object, "tray", bambu_tray_get_slot (tray));
  json_object_set_boolean_member (object, "empty",
                                  bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_EMPTY);
  culm_json_add_text (object, "type", bambu_tray_get_material (tray));
  culm_json_add_text (object, "name", bambu_tray_get_reported_product (tray));
  culm_json_add_text (object, "filament_id", bambu_tray_get_filament_id (tray));
  add_colours (object, bambu_tray_get_colours (tray));
  culm_json_add_integer (object, "remain_percent", remain, remain >= 0);
  json_object_set_boolean_member (object, "read_by_rfid", bambu_tray_is_read_by_rfid (tray));

  if (minimum > 0 || maximum > 0)
    {
      JsonArray *range = json_array_sized_new (2);

      json_array_add_int_element (range, minimum);
      json_array_add_int_element (range, maximum);
      json_object_set_array_member (object, "nozzle_temp", range);
    }
  else
    {
      json_object_set_null_member (object, "nozzle_temp");
    }

  return object;
}

static JsonObject *
external_tray_to_json (gpointer item)
{
  BambuTray *tray = item;
  JsonObject *object = json_object_new ();
  const char *const *colours = bambu_tray_get_colours (tray);

  json_object_set_int_member (object, "id", bambu_tray_get_reported_id (tray));
  culm_json_add_text (object, "type", bambu_tray_get_material (tray));
  culm_json_add_string (object, "colour_rgba", colours ? colours[0] : NULL);
  culm_json_add_text (object, "filament_id", bambu_tray_get_filament_id (tray));

  return object;
}

static const char *
ams_kind_name (BambuAmsKind kind)
{
  switch (kind)
    {
    case BAMBU_AMS_KIND_AMS:
      return "AMS";
    case BAMBU_AMS_KIND_LITE:
      return "AMS Lite";
    case BAMBU_AMS_KIND_2_PRO:
      return "AMS 2 Pro";
    case BAMBU_AMS_KIND_HT:
      return "AMS HT";
    case BAMBU_AMS_KIND_UNKNOWN:
    default:
      return NULL;
    }
}

static JsonObject *
ams_to_json (gpointer item)
{
  BambuAms *ams = item;
  JsonObject *object = json_object_new ();
  int extruder = bambu_ams_get_extruder (ams);
  int level = bambu_ams_get_humidity_level (ams);
  int humidity = bambu_ams_get_humidity_percent (ams);
  BambuDrying drying = bambu_ams_get_drying (ams);

  json_object_set_int_member (object, "id", bambu_ams_get_id (ams));
  culm_json_add_string (object, "kind", ams_kind_name (bambu_ams_get_kind (ams)));
  culm_json_add_integer (object, "feeds_extruder", extruder, extruder >= 0);
  culm_json_add_integer (object, "humidity_level", level, level > 0);
  culm_json_add_integer (object, "humidity_percent", humidity, humidity >= 0);
  culm_json_add_number (object, "temperature", bambu_ams_get_temperature (ams));
  json_object_set_boolean_member (
      object, "drying", drying == BAMBU_DRYING_ACTIVE || drying == BAMBU_DRYING_CANNOT_STOP);
  json_object_set_int_member (object, "dry_minutes_left", bambu_ams_get_dry_minutes_left (ams));
  json_object_set_array_member (object, "trays",
                                culm_json_from_list (G_LIST_MODEL (ams), tray_to_json));

  return object;
}

static int
compare_ams (gconstpointer a, gconstpointer b)
{
  return bambu_ams_get_id (*(BambuAms **) a) - bambu_ams_get_id (*(BambuAms **) b);
}

static JsonArray *
ams_units_to_json (GListModel *units)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (units); i++)
    g_ptr_array_add (sorted, g_list_model_get_item (units, i));

  g_ptr_array_sort (sorted, compare_ams);

  for (guint i = 0; i < sorted->len; i++)
    json_array_add_object_element (array, ams_to_json (sorted->pdata[i]));

  return array;
}

static JsonObject *
alert_to_json (gpointer item)
{
  BambuAlert *alert = item;
  JsonObject *object = json_object_new ();

  culm_json_add_string (object, "code", bambu_alert_get_code (alert));
  culm_json_add_nick (object, "severity", BAMBU_TYPE_SEVERITY, bambu_alert_get_severity (alert));
  culm_json_add_string (object, "text", bambu_alert_get_text (alert));
  culm_json_add_string (object, "url", bambu_alert_get_url (alert));

  return object;
}

static void
add_faults (JsonObject *object, GListModel *alerts)
{
  JsonArray *hms = json_array_new ();
  g_autofree char *print_error = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (alerts); i++)
    {
      g_autoptr (BambuAlert) alert = g_list_model_get_item (alerts, i);
      const char *code = bambu_alert_get_code (alert);

      if (!bambu_alert_is_print_error (alert))
        {
          json_array_add_string_element (hms, code);
        }
      else if (!print_error)
        {
          g_auto (GStrv) halves = g_strsplit (code, "-", -1);

          print_error = g_strjoinv ("", halves);
        }
    }

  culm_json_add_string (object, "print_error", print_error);
  json_object_set_array_member (object, "hms", hms);
  json_object_set_array_member (object, "alerts", culm_json_from_list (alerts, alert_to_json));
}

static JsonObject *
lights_to_json (GListModel *lights)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < g_list_model_get_n_items (lights); i++)
    {
      g_autoptr (BambuLight) light = g_list_model_get_item (lights, i);

      culm_json_add_string (object, bambu_light_get_node (light), bambu_light_get_mode (light));
    }

  return object;
}

static JsonObject *
fans_to_json (GListModel *fans)
{
  static const struct
  {
    const char *key;
    BambuFanKind kind;
  } shown[] = {
    { "part", BAMBU_FAN_KIND_PART },
    { "aux", BAMBU_FAN_KIND_AUX },
    { "chamber", BAMBU_FAN_KIND_CHAMBER },
  };
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      json_object_set_null_member (object, shown[i].key);

      for (guint j = 0; j < g_list_model_get_n_items (fans); j++)
        {
          g_autoptr (BambuFan) fan = g_list_model_get_item (fans, j);
          int percent = bambu_fan_get_percent (fan);

          if (bambu_fan_get_kind (fan) == shown[i].kind)
            culm_json_add_integer (object, shown[i].key, percent, percent >= 0);
        }
    }

  return object;
}

static JsonObject *
job_to_json (BambuJob *job, gboolean known)
{
  JsonObject *object = json_object_new ();

  culm_json_add_string (object, "subtask_name", known ? bambu_job_get_name (job) : NULL);
  culm_json_add_string (object, "gcode_file", known ? bambu_job_get_file (job) : NULL);
  culm_json_add_string (object, "print_type", known ? bambu_job_get_print_type (job) : NULL);

  return object;
}

static void
add_progress (JsonObject *object, BambuPrinter *printer)
{
  gboolean known = bambu_printer_has_report (printer);
  BambuJob *job = bambu_printer_get_job (printer);
  int percent = bambu_job_get_percent (job);
  int remaining = bambu_job_get_remaining_minutes (job);
  int layer = bambu_job_get_layer (job);
  int total_layers = bambu_job_get_total_layers (job);

  culm_json_add_string (object, "state", known ? bambu_printer_get_state_word (printer) : NULL);
  culm_json_add_integer (object, "stage_id", bambu_printer_get_stage (printer), known);
  culm_json_add_string (object, "stage", known ? bambu_printer_get_stage_name (printer) : NULL);
  culm_json_add_integer (object, "percent", percent, percent >= 0);
  culm_json_add_integer (object, "remaining_minutes", remaining, remaining >= 0);
  culm_json_add_integer (object, "layer", layer, layer >= 0);
  culm_json_add_integer (object, "total_layers", total_layers, total_layers >= 0);
  json_object_set_object_member (object, "job", job_to_json (job, known));
}

static void
add_hardware (JsonObject *object, BambuPrinter *printer)
{
  BambuHeater *chamber = bambu_printer_get_chamber (printer);
  BambuExtruder *active = bambu_printer_get_active_extruder (printer);

  json_object_set_object_member (object, "bed", heater_to_json (bambu_printer_get_bed (printer)));

  if (bambu_heater_is_fitted (chamber))
    json_object_set_object_member (object, "chamber", heater_to_json (chamber));
  else
    json_object_set_null_member (object, "chamber");

  json_object_set_array_member (
      object, "extruders",
      culm_json_from_list (bambu_printer_get_extruders (printer), extruder_to_json));
  culm_json_add_integer (object, "active_extruder", bambu_extruder_get_id (active),
                         bambu_printer_has_report (printer));
  json_object_set_array_member (
      object, "nozzle_rack",
      culm_json_from_list (bambu_printer_get_nozzle_rack (printer), nozzle_to_json));
}

static void
add_details (JsonObject *object, BambuPrinter *printer)
{
  int speed_level = bambu_printer_get_speed_level (printer);
  int wifi_dbm = bambu_printer_get_wifi_dbm (printer);
  BambuDoor door = bambu_printer_get_door (printer);
  BambuStorageState storage = bambu_printer_get_storage (printer);

  json_object_set_object_member (object, "lights",
                                 lights_to_json (bambu_printer_get_lights (printer)));
  culm_json_add_integer (object, "speed_level", speed_level, speed_level > 0);
  json_object_set_object_member (object, "fans_percent",
                                 fans_to_json (bambu_printer_get_fans (printer)));
  add_faults (object, bambu_printer_get_alerts (printer));
  culm_json_add_text (object, "ip", bambu_printer_get_ip (printer));
  culm_json_add_integer (object, "wifi_dbm", wifi_dbm, wifi_dbm != 0);
  culm_json_add_boolean (object, "door_open", door == BAMBU_DOOR_OPEN, door != BAMBU_DOOR_UNKNOWN);
  culm_json_add_boolean (object, "sdcard", storage != BAMBU_STORAGE_STATE_NONE,
                         storage != BAMBU_STORAGE_STATE_UNKNOWN);
  culm_json_add_nick (object, "camera", BAMBU_TYPE_CAMERA_KIND,
                      bambu_printer_get_camera_kind (printer));
}

JsonNode *
culm_status_json_new (BambuPrinter *printer)
{
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (BAMBU_IS_PRINTER (printer), NULL);

  object = json_object_new ();
  culm_json_add_text (object, "serial", bambu_printer_get_serial (printer));
  culm_json_add_text (object, "name", bambu_printer_get_name (printer));
  culm_json_add_text (object, "model", bambu_printer_get_model_name (printer));
  culm_json_add_nick (object, "connection", BAMBU_TYPE_CONNECTION,
                      bambu_printer_get_connection (printer));
  culm_json_add_nick (object, "freshness", BAMBU_TYPE_FRESHNESS,
                      bambu_printer_get_freshness (printer));
  culm_json_add_time (object, "seen", bambu_printer_get_seen (printer));
  culm_json_add_nick (object, "rights", BAMBU_TYPE_RIGHTS, bambu_printer_get_rights (printer));
  culm_json_add_text (object, "firmware", bambu_printer_get_firmware (printer));
  culm_json_add_text (object, "product_name", bambu_printer_get_product_name (printer));
  add_progress (object, printer);
  add_hardware (object, printer);
  json_object_set_array_member (object, "ams",
                                ams_units_to_json (bambu_printer_get_ams_units (printer)));
  json_object_set_array_member (
      object, "external_spools",
      culm_json_from_list (bambu_printer_get_external_trays (printer), external_tray_to_json));
  add_filament (object, "active_filament", bambu_printer_get_active_tray (printer));
  add_details (object, printer);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, object);

  return node;
}

char *
culm_status_json_dup_shown (JsonNode *status)
{
  JsonObject *object;
  g_autoptr (JsonNode) seen = NULL;
  g_autofree char *line = NULL;

  g_return_val_if_fail (JSON_NODE_HOLDS_OBJECT (status), NULL);

  object = json_node_get_object (status);
  seen = json_object_dup_member (object, "seen");
  json_object_set_null_member (object, "seen");
  line = culm_json_dup_line (status);
  json_object_set_member (object, "seen", g_steal_pointer (&seen));

  return g_steal_pointer (&line);
}
