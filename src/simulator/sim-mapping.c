/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-mapping.h"

#include "sim-ams.h"
#include "sim-json.h"

#define ERROR_NO_TABLE 0x07ff8012u /* there is nothing that it could be about */
#define ERROR_TABLE 0x07008012u

#define FIRST_HT 128
#define LAST_HT 135
#define LAST_UNIT 25
#define A2L_UNIT 16

static guint
count_extruders (JsonObject *print)
{
  JsonArray *infos = sim_json_get_array (sim_json_find (print, "device", "extruder", NULL), "info");

  return infos != NULL ? json_array_get_length (infos) : 1;
}

static gboolean
get_int (JsonArray *array, guint index, int *value)
{
  JsonNode *node = json_array_get_element (array, index);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;

  *value = (int) json_node_get_int (node);

  return TRUE;
}

/* An external spool has no number in the flat list: −1 stands for it. */
static gboolean
read_number (int number, SimSlot *slot)
{
  if (number == -1)
    *slot = (SimSlot) { SIM_EXTERNAL_MAIN, 0 };
  else if (number >= 0 && number < (LAST_UNIT + 1) * 4)
    *slot = (SimSlot) { number / 4, number % 4 };
  else if (number >= FIRST_HT && number <= LAST_HT)
    *slot = (SimSlot) { number, 0 };
  else
    return FALSE;

  return TRUE;
}

/* The newer list: what an older printer does not read has to say the same as the older list. */
static gboolean
read_pair (JsonNode *node, int number, gboolean dual, SimSlot *slot)
{
  JsonObject *pair = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  int unit = (int) sim_json_get_int (pair, "ams_id", -1);
  int position = (int) sim_json_get_int (pair, "slot_id", -1);

  *slot = (SimSlot) { unit, position };
  if (unit == SIM_EXTERNAL_MAIN || unit == SIM_EXTERNAL_DEPUTY)
    {
      /* Where there is one external spool, the name of the other is read as the first slot. */
      if (unit == SIM_EXTERNAL_DEPUTY && !dual)
        *slot = (SimSlot) { 0, 0 };
      return position == 0 && number == -1;
    }
  if (unit >= FIRST_HT)
    return unit <= LAST_HT && position == 0 && number == unit;
  if (unit == A2L_UNIT)
    return position >= 0 && position < 4 && number == position;

  return unit >= 0 && unit <= LAST_UNIT && position >= 0 && position < 4
         && number == unit * 4 + position;
}

static gboolean
is_external (SimSlot slot)
{
  return slot.unit == SIM_EXTERNAL_MAIN || slot.unit == SIM_EXTERNAL_DEPUTY;
}

/* @extruder: −1 if the file does not say */
static gboolean
add_use (JsonObject *print, SimSlot slot, int extruder, GArray *uses)
{
  JsonObject *tray = sim_ams_find_tray (print, slot.unit, slot.slot);
  gboolean dual = count_extruders (print) > 1;
  int owner = dual ? sim_ams_get_extruder (print, slot.unit) : 0;
  SimUse use = { .extruder = (guint) owner, .slot = slot };

  if (!is_external (slot) && (tray == NULL || !sim_ams_is_present (tray)))
    return FALSE;
  if (dual && extruder >= 0 && extruder != owner)
    return FALSE;

  g_array_append_val (uses, use);

  return TRUE;
}

/* One after the other on a dual printer, each beside its extruder */
static void
use_external (JsonObject *print, GListModel *filaments, GArray *uses)
{
  gboolean dual = count_extruders (print) > 1;
  guint n_filaments = filaments != NULL ? g_list_model_get_n_items (filaments) : 1;

  for (guint i = 0; i < n_filaments; i++)
    {
      g_autoptr (BambuProjectFilament) filament =
          filaments != NULL ? g_list_model_get_item (filaments, i) : NULL;
      gboolean left =
          dual && filament != NULL && bambu_project_filament_get_values (filament)->extruder == 1;

      add_use (print, (SimSlot) { left ? SIM_EXTERNAL_DEPUTY : SIM_EXTERNAL_MAIN, 0 }, -1, uses);
    }
}

static gboolean
use_entry (
    JsonArray *flat, JsonArray *pairs, JsonObject *print, guint index, int extruder, GArray *uses)
{
  SimSlot slot;
  int number;

  if (index >= json_array_get_length (flat) || !get_int (flat, index, &number))
    return FALSE;

  if (pairs != NULL)
    return read_pair (json_array_get_element (pairs, index), number, count_extruders (print) > 1,
                      &slot)
           && add_use (print, slot, extruder, uses);

  return read_number (number, &slot) && add_use (print, slot, extruder, uses);
}

/* Without a file all that have a slot are used. */
static gboolean
use_all (JsonArray *flat, JsonArray *pairs, JsonObject *print, GArray *uses)
{
  for (guint i = 0; i < json_array_get_length (flat); i++)
    {
      int number;

      if (!get_int (flat, i, &number)
          || (number != -1 && !use_entry (flat, pairs, print, i, -1, uses)))
        return FALSE;
    }

  return TRUE;
}

guint32
sim_mapping_judge (JsonObject *arguments,
                   JsonObject *print,
                   BambuProject *project,
                   BambuPlate *plate,
                   GArray *uses)
{
  JsonArray *units = sim_ams_get_units (print);
  JsonArray *flat = sim_json_get_array (arguments, "ams_mapping");
  JsonArray *pairs = sim_json_get_array (arguments, "ams_mapping2");
  GListModel *filaments = plate != NULL ? bambu_plate_get_values (plate)->filaments : NULL;
  gboolean use_ams = FALSE;

  sim_json_get_boolean (arguments, "use_ams", &use_ams);
  if (!use_ams)
    {
      use_external (print, filaments, uses);
      return 0;
    }

  if (units == NULL || json_array_get_length (units) == 0)
    return ERROR_NO_TABLE;
  if (flat == NULL
      || (pairs != NULL && json_array_get_length (pairs) != json_array_get_length (flat)))
    return ERROR_TABLE;
  if (project == NULL)
    return use_all (flat, pairs, print, uses) ? 0 : ERROR_TABLE;

  if (json_array_get_length (flat)
      != g_list_model_get_n_items (bambu_project_get_values (project)->filaments))
    return ERROR_TABLE;
  for (guint i = 0; i < g_list_model_get_n_items (filaments); i++)
    {
      g_autoptr (BambuProjectFilament) filament = g_list_model_get_item (filaments, i);
      const BambuProjectFilamentValues *values = bambu_project_filament_get_values (filament);

      if (!use_entry (flat, pairs, print, (guint) values->position - 1, values->extruder, uses))
        return ERROR_TABLE;
    }

  return 0;
}
