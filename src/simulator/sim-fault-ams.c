/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-fault-private.h"

#include "sim-json.h"

#define EXTRUDER_NOT_INITIALISED 0xe00
#define EXTRUDER_MASK 0xf00

void
sim_fault_for_each (JsonArray *array, void (*function) (JsonObject *element, guint index))
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        function (json_node_get_object (node), i);
    }
}

JsonArray *
sim_fault_get_units (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");

  return sim_json_get_array (ams, "ams");
}

void
sim_fault_ams_power_off_bits (JsonObject *print)
{
  static const char *const bits[] = { "ams_exist_bits", "ams_exist_bits_raw", "tray_exist_bits",
                                      "tray_is_bbl_bits", "tray_read_done_bits" };
  JsonObject *ams = sim_json_get_object (print, "ams");

  if (ams == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    json_object_set_string_member (ams, bits[i], "0");
  json_object_set_boolean_member (ams, "power_on_flag", FALSE);
}

static JsonArray *
reverse (JsonArray *array)
{
  JsonArray *reversed = json_array_new ();

  for (guint i = json_array_get_length (array); i > 0; i--)
    json_array_add_element (reversed, json_node_copy (json_array_get_element (array, i - 1)));

  return reversed;
}

static void
shuffle_trays (JsonObject *unit, guint index)
{
  JsonArray *trays = sim_json_get_array (unit, "tray");

  if (trays != NULL)
    json_object_set_array_member (unit, "tray", reverse (trays));
}

void
sim_fault_ams_shuffled_units (JsonObject *print)
{
  JsonArray *units = sim_fault_get_units (print);

  sim_fault_for_each (units, shuffle_trays);
  if (units != NULL)
    json_object_set_array_member (sim_json_get_object (print, "ams"), "ams", reverse (units));
}

void
sim_fault_ams_unit_gone (JsonObject *print)
{
  JsonObject *ams = sim_json_get_object (print, "ams");
  JsonArray *units = sim_fault_get_units (print);

  if (units == NULL || json_array_get_length (units) == 0)
    return;

  json_array_remove_element (units, json_array_get_length (units) - 1);
  if (json_object_has_member (ams, "ams_exist_bits") && json_array_get_length (units) == 0)
    json_object_set_string_member (ams, "ams_exist_bits", "0");
}

static void
empty_first_tray (JsonObject *unit, guint index)
{
  JsonObject *tray = sim_json_find_by_id (sim_json_get_array (unit, "tray"), 0);
  g_autoptr (GList) members = tray != NULL ? json_object_get_members (tray) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "id"))
      json_object_remove_member (tray, l->data);
}

void
sim_fault_ams_emptied_trays (JsonObject *print)
{
  sim_fault_for_each (sim_fault_get_units (print), empty_first_tray);
}

static void
set_odd_colour (JsonObject *tray, guint index)
{
  static const char *const colours[] = { "ff6a13", "#00FF00ff", "", "00000000" };

  if (!json_object_has_member (tray, "tray_color"))
    return;

  json_object_set_string_member (tray, "tray_color", colours[index % G_N_ELEMENTS (colours)]);
  json_object_remove_member (tray, "cols");
  if (index == 0)
    {
      JsonArray *cols = json_array_new ();

      for (guint i = 0; i < 5; i++)
        json_array_add_string_element (cols, colours[0]);
      json_object_set_array_member (tray, "cols", cols);
    }
}

static void
set_odd_remain (JsonObject *tray, guint index)
{
  static const int values[] = { -1, 0, 100, 750 };

  if (json_object_has_member (tray, "remain"))
    json_object_set_int_member (tray, "remain", values[index % G_N_ELEMENTS (values)]);
}

static void
shape_trays (JsonObject *print, void (*function) (JsonObject *tray, guint index))
{
  JsonArray *units = sim_fault_get_units (print);

  for (guint i = 0; units != NULL && i < json_array_get_length (units); i++)
    sim_fault_for_each (sim_json_get_array (json_array_get_object_element (units, i), "tray"),
                        function);
}

void
sim_fault_ams_odd_colours (JsonObject *print)
{
  shape_trays (print, set_odd_colour);
}

void
sim_fault_ams_odd_remain (JsonObject *print)
{
  shape_trays (print, set_odd_remain);
}

static void
forget_humidity (JsonObject *unit, guint index)
{
  sim_json_put_int (unit, "humidity", 0);
  sim_json_put_double (unit, "temp", 0);
  if (index == 0)
    json_object_remove_member (unit, "humidity_raw");
  else
    sim_json_put_int (unit, "humidity_raw", 0);
}

void
sim_fault_ams_no_humidity (JsonObject *print)
{
  sim_fault_for_each (sim_fault_get_units (print), forget_humidity);
}

static void
disconnect_unit (JsonObject *unit, guint index)
{
  guint64 info = sim_json_get_hex (unit, "info");

  sim_json_put_hex (unit, "info", (info & ~(guint64) EXTRUDER_MASK) | EXTRUDER_NOT_INITIALISED);
}

void
sim_fault_ams_uninitialised (JsonObject *print)
{
  sim_fault_for_each (sim_fault_get_units (print), disconnect_unit);
}

static void
refuse_drying (JsonObject *unit, guint index)
{
  JsonArray *reasons;

  if (!json_object_has_member (unit, "dry_sf_reason"))
    return;

  reasons = json_array_new ();
  json_array_add_int_element (reasons, 1);
  json_array_add_int_element (reasons, 8);
  json_object_set_array_member (unit, "dry_sf_reason", reasons);
}

void
sim_fault_ams_drying_refused (JsonObject *print)
{
  sim_fault_for_each (sim_fault_get_units (print), refuse_drying);
}
