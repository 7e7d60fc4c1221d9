/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fault-private.h"

#include <string.h>

#include "sim-json.h"
#include "sim-printer-private.h"

#define HUGE_PAYLOAD_BYTES (2 * 1024 * 1024)
#define DEEP_NESTING 1000
#define MANY_HMS 200
#define UNKNOWN_STAGE 200
#define BURST 100

static gboolean
is_delta (JsonObject *print)
{
  return sim_json_get_int (print, "msg", 0) == 1;
}

/* Types */

static void
number_to_text (JsonObject *object, const char *member, JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (JSON_NODE_HOLDS_OBJECT (node))
    sim_fault_shape_numbers_to_text (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if (JSON_NODE_HOLDS_OBJECT (json_array_get_element (array, i)))
          sim_fault_shape_numbers_to_text (json_array_get_object_element (array, i));
    }
  else if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    {
      g_autofree char *text = json_to_string (node, FALSE);

      json_object_set_string_member (object, member, text);
    }
}

void
sim_fault_shape_numbers_to_text (JsonObject *object)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "msg"))
      number_to_text (object, l->data, json_object_get_member (object, l->data));
}

static void
text_to_numbers_in_object (JsonObject *object, guint index)
{
  static const char *const members[] = {
    "cooling_fan_speed",
    "big_fan1_speed",
    "big_fan2_speed",
    "heatbreak_fan_speed",
    "mc_print_stage",
    "gcode_file_prepare_percent",
    "nozzle_diameter",
    "tray_now",
    "tray_tar",
    "tray_pre",
    "id",
    "humidity",
    "humidity_raw",
    "temp",
    "nozzle_temp_min",
    "nozzle_temp_max",
    "tray_weight",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = sim_json_get_string (object, members[i], NULL);

      if (text != NULL && strchr (text, '.') != NULL)
        json_object_set_double_member (object, members[i], g_ascii_strtod (text, NULL));
      else if (text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text))
        json_object_set_int_member (object, members[i], sim_json_get_int (object, members[i], 0));
    }
  /* Bits are written in hexadecimal; as a number they are what they are. */
  if (json_object_has_member (object, "ams_exist_bits"))
    json_object_set_int_member (object, "ams_exist_bits",
                                (gint64) sim_json_get_hex (object, "ams_exist_bits"));
  sim_fault_for_each (sim_json_get_array (object, "tray"), text_to_numbers_in_object);
}

void
sim_fault_shape_text_to_numbers (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");

  text_to_numbers_in_object (print, 0);
  if (ams != NULL)
    text_to_numbers_in_object (ams, 0);
  sim_fault_for_each (sim_fault_get_units (print), text_to_numbers_in_object);
}

void
sim_fault_shape_empty_numbers (JsonObject *print)
{
  static const char *const members[] = { "mc_percent", "mc_remaining_time", "layer_num",
                                         "bed_temper", "wifi_signal",       "cooling_fan_speed" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (print, members[i]))
      json_object_set_string_member (print, members[i], "");
}

/* Blocks */

static const char *const blocks[] = { "upgrade_state", "ipcam",   "net",    "xcam",
                                      "online",        "vt_tray", "upload", "lights_report" };

void
sim_fault_shape_null_blocks (JsonObject *print)
{
  JsonObject *device = sim_json_get_object (print, "device");

  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (json_object_has_member (print, blocks[i]))
      json_object_set_null_member (print, blocks[i]);
  if (device != NULL)
    {
      json_object_set_null_member (device, "cam");
      json_object_set_null_member (device, "holder");
      json_object_set_null_member (device, "plate");
    }
}

void
sim_fault_shape_missing_blocks (JsonObject *print)
{
  for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
    json_object_remove_member (print, blocks[i]);
  json_object_remove_member (print, "ams");
  json_object_remove_member (print, "device");
}

void
sim_fault_shape_no_command (JsonObject *print)
{
  if (is_delta (print))
    json_object_remove_member (print, "command");
}

void
sim_fault_shape_scalars_only (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");

  if (ams != NULL && is_delta (print))
    json_object_remove_member (ams, "ams");
}

void
sim_fault_shape_negative_home_flag (JsonObject *print)
{
  gint64 flags = sim_json_get_int (print, "home_flag", 0);

  sim_json_put_int (print, "home_flag", (gint32) ((guint32) flags | 0x80000000u));
}

void
sim_fault_shape_many_hms (JsonObject *print)
{
  JsonArray *entries = json_array_new ();

  for (guint i = 0; i < MANY_HMS; i++)
    {
      JsonObject *entry = json_object_new ();

      json_object_set_int_member (entry, "attr", 0x03000100 + i);
      json_object_set_int_member (entry, "code", (gint64) (1 + i % 4) << 16 | (i + 1));
      json_array_add_object_element (entries, entry);
    }
  json_object_set_array_member (print, "hms", entries);
}

void
sim_fault_shape_camera_off (JsonObject *print)
{
  JsonObject *camera = sim_json_get_object (print, "ipcam");

  /* Those that have no such camera say nothing. */
  if (camera != NULL && *sim_json_get_string (camera, "rtsp_url", "") != '\0')
    json_object_set_string_member (camera, "rtsp_url", "disable");
}

void
sim_fault_shape_camera_missing (JsonObject *print)
{
  JsonObject *camera = sim_json_get_object (print, "ipcam");

  if (camera == NULL)
    return;

  json_object_set_string_member (camera, "ipcam_dev", "0");
  if (json_object_has_member (camera, "rtsp_url"))
    json_object_set_string_member (camera, "rtsp_url", "");
}

/* An address that nobody has (RFC 5737) */
void
sim_fault_shape_camera_foreign_url (JsonObject *print)
{
  JsonObject *camera = sim_json_get_object (print, "ipcam");

  if (camera != NULL && *sim_json_get_string (camera, "rtsp_url", "") != '\0')
    json_object_set_string_member (camera, "rtsp_url", "rtsps://192.0.2.1:322/streaming/live/1");
}

void
sim_fault_shape_unknown_stage (JsonObject *print)
{
  json_object_set_int_member (print, "stg_cur", UNKNOWN_STAGE);
}

void
sim_fault_shape_unknown_state (JsonObject *print)
{
  json_object_set_string_member (print, "gcode_state", "LEVITATING");
}

#define FUN_SIGNATURES G_GUINT64_CONSTANT (0x20000000) /* Developer Mode is off */

void
sim_fault_shape_wants_signatures (JsonObject *print)
{
  sim_json_put_hex (print, "fun", sim_json_get_hex (print, "fun") | FUN_SIGNATURES);
}

void
sim_fault_shape_no_fun (JsonObject *print)
{
  json_object_remove_member (print, "fun");
  json_object_remove_member (print, "fun2");
}

#define HOME_CARD (3u << 8)
#define AUX_CARD (3u << 12)

void
sim_fault_shape_no_card (JsonObject *print)
{
  gint64 flags = sim_json_get_int (print, "home_flag", 0);

  sim_json_put_boolean (print, "sdcard", FALSE);
  sim_json_put_int (print, "home_flag", (gint32) ((guint32) flags & ~HOME_CARD));
  sim_json_put_hex (print, "aux", sim_json_get_hex (print, "aux") & ~(guint64) AUX_CARD);
}

/* Between the reports */

static void
say_text (SimPrinter *printer, const char *text)
{
  g_autoptr (GBytes) message = g_bytes_new (text, strlen (text));

  sim_printer_say (printer, message, 0);
}

void
sim_fault_say_not_json (SimPrinter *printer)
{
  say_text (printer, "<html><body>It works!</body></html>");
}

void
sim_fault_say_truncated_json (SimPrinter *printer)
{
  g_autoptr (GBytes) whole = sim_printer_dup_report (printer);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * 2 / 3);

  sim_printer_say (printer, part, 0);
}

void
sim_fault_say_invalid_utf8 (SimPrinter *printer)
{
  say_text (printer, "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"sequence_id\":\"1\","
                     "\"nonsense\":\"caf\xe9 \xff\xfe \xc3\x28 \xed\xa0\x80\"}}");
}

void
sim_fault_say_top_level_array (SimPrinter *printer)
{
  say_text (printer, "[{\"print\":{\"command\":\"push_status\",\"msg\":1,\"mc_percent\":99}}]");
}

void
sim_fault_say_empty_payload (SimPrinter *printer)
{
  say_text (printer, "");
}

void
sim_fault_say_huge_payload (SimPrinter *printer)
{
  GString *text = g_string_sized_new (HUGE_PAYLOAD_BYTES + 64);
  g_autoptr (GBytes) message = NULL;

  g_string_append (text, "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"nonsense\":\"");
  while (text->len < HUGE_PAYLOAD_BYTES)
    g_string_append (text, "0123456789abcdef");
  g_string_append (text, "\"}}");
  message = g_string_free_to_bytes (text);
  sim_printer_say (printer, message, 0);
}

void
sim_fault_say_deep_nesting (SimPrinter *printer)
{
  GString *text = g_string_new ("{\"print\":{\"command\":\"push_status\",\"msg\":1,\"nonsense\":");
  g_autoptr (GBytes) message = NULL;

  for (guint i = 0; i < DEEP_NESTING; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < DEEP_NESTING; i++)
    g_string_append_c (text, ']');
  g_string_append (text, "}}");
  message = g_string_free_to_bytes (text);
  sim_printer_say (printer, message, 0);
}

/* Acknowledgements give back state-like keys; who merges them is wrong. */
void
sim_fault_say_acknowledgements (SimPrinter *printer)
{
  say_text (printer, "{\"print\":{\"command\":\"gcode_line\",\"sequence_id\":\"20007\",\"param\":"
                     "\"M104 S0\",\"result\":\"success\",\"reason\":\"success\",\"mc_percent\":99,"
                     "\"gcode_state\":\"FAILED\"}}");
  say_text (printer, "{\"system\":{\"command\":\"ledctrl\",\"sequence_id\":\"20008\","
                     "\"led_node\":\"chamber_light\",\"led_mode\":\"flashing\"}}");
  say_text (printer,
            "{\"print\":{\"result\":\"SUCCESS\",\"sequence_id\":\"20009\",\"mc_percent\":98}}");
}

void
sim_fault_say_duplicate (SimPrinter *printer)
{
  GBytes *last = sim_printer_get_last_message (printer);

  if (last != NULL)
    sim_printer_say (printer, last, 0);
}

void
sim_fault_say_burst (SimPrinter *printer)
{
  for (guint i = 0; i < BURST; i++)
    say_text (printer, "{\"print\":{\"command\":\"push_status\",\"msg\":1,\"sequence_id\":\"1\","
                       "\"nonsense\":1}}");
}

void
sim_fault_say_cloud_disconnect (SimPrinter *printer)
{
  say_text (printer, "{\"event\":{\"event\":\"client.disconnected\",\"disconnected_at\":0}}");
}
