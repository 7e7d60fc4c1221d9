/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The printer in JSON: the shape that scripts rely on, and what is null. */

#include <words/culm-json.h>
#include <words/culm-status-json.h>
#include <libdex.h>

#define SERIAL "01P00A000000001"

static const char *const keys[] = {
  "serial",
  "name",
  "model",
  "connection",
  "freshness",
  "seen",
  "rights",
  "firmware",
  "product_name",
  "state",
  "stage_id",
  "stage",
  "percent",
  "remaining_minutes",
  "layer",
  "total_layers",
  "job",
  "bed",
  "chamber",
  "extruders",
  "active_extruder",
  "nozzle_rack",
  "ams",
  "external_spools",
  "active_filament",
  "lights",
  "speed_level",
  "fans_percent",
  "print_error",
  "hms",
  "alerts",
  "ip",
  "wifi_dbm",
  "door_open",
  "sdcard",
  "camera",
};

static JsonObject *
status_of (BambuPrinter *printer)
{
  g_autoptr (JsonNode) node = culm_status_json_new (printer);

  return json_node_dup_object (node);
}

static void
apply (BambuPrinter *printer, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuFrame) frame = bambu_frame_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  bambu_printer_apply (printer, frame);
}

static void
assert_keys (JsonObject *object, const char *const *expected, guint n_expected)
{
  for (guint i = 0; i < n_expected; i++)
    if (!json_object_has_member (object, expected[i]))
      g_error ("There is no “%s”", expected[i]);

  g_assert_cmpuint (json_object_get_size (object), ==, n_expected);
}

static void
assert_null (JsonObject *object, const char *key)
{
  if (!json_object_get_null_member (object, key))
    g_error ("“%s” is not null", key);
}

static void
test_nothing_known (void)
{
  static const char *const unknown[] = {
    "seen",    "firmware",        "product_name",      "state",       "stage_id",
    "stage",   "percent",         "remaining_minutes", "layer",       "total_layers",
    "chamber", "active_extruder", "active_filament",   "speed_level", "print_error",
    "ip",      "wifi_dbm",        "door_open",         "sdcard",
  };
  static const char *const job_keys[] = { "subtask_name", "gcode_file", "print_type" };
  static const char *const heater_keys[] = { "current", "target" };
  static const char *const fan_keys[] = { "part", "aux", "chamber" };
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (JsonObject) status = status_of (printer);
  JsonObject *part;

  assert_keys (status, keys, G_N_ELEMENTS (keys));
  g_assert_cmpstr (json_object_get_string_member (status, "serial"), ==, SERIAL);
  g_assert_cmpstr (json_object_get_string_member (status, "model"), ==, "P1S");
  g_assert_cmpstr (json_object_get_string_member (status, "connection"), ==, "none");
  g_assert_cmpstr (json_object_get_string_member (status, "freshness"), ==, "offline");
  g_assert_cmpstr (json_object_get_string_member (status, "rights"), ==, "unknown");
  g_assert_cmpstr (json_object_get_string_member (status, "camera"), ==, "jpeg");

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    assert_null (status, unknown[i]);

  part = json_object_get_object_member (status, "job");
  assert_keys (part, job_keys, G_N_ELEMENTS (job_keys));
  for (guint i = 0; i < G_N_ELEMENTS (job_keys); i++)
    assert_null (part, job_keys[i]);

  part = json_object_get_object_member (status, "bed");
  assert_keys (part, heater_keys, G_N_ELEMENTS (heater_keys));
  assert_null (part, "current");
  assert_null (part, "target");

  part = json_object_get_object_member (status, "fans_percent");
  assert_keys (part, fan_keys, G_N_ELEMENTS (fan_keys));
  for (guint i = 0; i < G_N_ELEMENTS (fan_keys); i++)
    assert_null (part, fan_keys[i]);

  part = json_object_get_object_member (status, "lights");
  assert_keys (part, NULL, 0);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "extruders")), ==,
                    1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "ams")), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "hms")), ==, 0);
}

static void
test_parts (void)
{
  static const char *const extruder_keys[] = {
    "id",
    "side",
    "active",
    "nozzle",
    "filament_slot",
    "filament_in_extruder",
    "nozzle_id",
    "nozzle_diameter",
    "nozzle_type",
  };
  static const char *const ams_keys[] = {
    "id",          "kind",   "feeds_extruder",   "humidity_level", "humidity_percent",
    "temperature", "drying", "dry_minutes_left", "trays",
  };
  static const char *const tray_keys[] = {
    "tray",        "empty",   "type",           "name",         "filament_id",
    "colour_rgba", "colours", "remain_percent", "read_by_rfid", "nozzle_temp",
  };
  static const char *const spool_keys[] = { "id", "type", "colour_rgba", "filament_id" };
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (JsonObject) status = NULL;
  JsonArray *array;
  JsonObject *object;

  apply (printer,
         "{\"print\":{\"command\":\"push_status\",\"msg\":0,\"gcode_state\":\"RUNNING\","
         "\"bed_temper\":59.5,\"bed_target_temper\":60,\"chamber_temper\":5,"
         "\"print_error\":117473286,\"hms\":[{\"attr\":50331904,\"code\":65543}],"
         "\"ams\":{\"ams_exist_bits\":\"1\",\"tray_exist_bits\":\"3\",\"tray_now\":\"254\","
         "\"ams\":[{\"id\":\"0\",\"humidity\":\"3\",\"temp\":\"0.0\",\"tray\":["
         "{\"id\":\"0\",\"tray_type\":\"PLA\",\"tray_color\":\"FF0000FF\","
         "\"cols\":[\"FF0000FF\",\"00FF00FF\"],\"ctype\":0,\"remain\":-1,"
         "\"nozzle_temp_min\":\"190\",\"nozzle_temp_max\":\"230\"},"
         "{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]}]},"
         "\"vt_tray\":{\"id\":\"254\",\"tray_type\":\"PETG\",\"tray_info_idx\":\"GFG99\","
         "\"tray_color\":\"00ff0080\"}}}");
  status = status_of (printer);

  /* A constant 5 is a filler, not a reading. */
  assert_null (status, "chamber");
  object = json_object_get_object_member (status, "bed");
  g_assert_cmpfloat (json_object_get_double_member (object, "current"), ==, 59.5);
  g_assert_cmpint (json_object_get_int_member (object, "target"), ==, 60);

  g_assert_cmpstr (json_object_get_string_member (status, "print_error"), ==, "07008006");
  array = json_object_get_array_member (status, "hms");
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (array, 0), ==, "0300_0100_0001_0007");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (status, "alerts")), ==, 2);

  object = json_object_get_object_member (status, "active_filament");
  g_assert_cmpint (json_object_get_int_member (object, "external"), ==, 254);

  array = json_object_get_array_member (status, "extruders");
  object = json_array_get_object_element (array, 0);
  assert_keys (object, extruder_keys, G_N_ELEMENTS (extruder_keys));
  assert_null (object, "nozzle_id");
  assert_null (object, "nozzle_diameter");
  assert_null (object, "nozzle_type");

  array = json_object_get_array_member (status, "external_spools");
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  object = json_array_get_object_element (array, 0);
  assert_keys (object, spool_keys, G_N_ELEMENTS (spool_keys));
  g_assert_cmpstr (json_object_get_string_member (object, "colour_rgba"), ==, "00FF0080");

  array = json_object_get_array_member (status, "ams");
  g_assert_cmpuint (json_array_get_length (array), ==, 1);
  object = json_array_get_object_element (array, 0);
  assert_keys (object, ams_keys, G_N_ELEMENTS (ams_keys));
  assert_null (object, "temperature");
  assert_null (object, "humidity_percent");
  g_assert_false (json_object_get_boolean_member (object, "drying"));

  array = json_object_get_array_member (object, "trays");
  g_assert_cmpuint (json_array_get_length (array), ==, 4);

  object = json_array_get_object_element (array, 0);
  assert_keys (object, tray_keys, G_N_ELEMENTS (tray_keys));
  assert_null (object, "remain_percent");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "colours")), ==,
                    2);
  g_assert_cmpint (
      json_array_get_int_element (json_object_get_array_member (object, "nozzle_temp"), 1), ==,
      230);

  object = json_array_get_object_element (array, 3);
  assert_keys (object, tray_keys, G_N_ELEMENTS (tray_keys));
  g_assert_true (json_object_get_boolean_member (object, "empty"));
  assert_null (object, "type");
  assert_null (object, "colour_rgba");
  assert_null (object, "nozzle_temp");
}

static void
test_line (void)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new (SERIAL, NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  bambu_printer_set_name (printer, "line\nbreak \"and\" quotes");
  node = culm_status_json_new (printer);
  line = culm_json_dup_line (node);
  g_assert_null (strchr (line, '\n'));

  again = json_from_string (line, &error);
  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, again));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add_func ("/status-json/nothing-known", test_nothing_known);
  g_test_add_func ("/status-json/parts", test_parts);
  g_test_add_func ("/status-json/line", test_line);

  return g_test_run ();
}
