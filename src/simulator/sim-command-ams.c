/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include <string.h>

#include "sim-ams.h"
#include "sim-flags.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define SLOTS_OF_UNIT 4
#define FIRST_SINGLE_UNIT 16 /* from here on a unit is its own target */
#define UNLOAD 255
#define EXTERNAL_TRAY 254
#define MAX_COLOURS 16

#define HOME_REMAIN_BIT 7
#define CFG_READ_ON_INSERT_BIT 0
#define CFG_READ_ON_START_BIT 1
#define CFG_REMAIN_BIT 17

#define DRYING_STOP 0
#define ERRNO_CANNOT_DRY -1

static int
get_int (JsonObject *arguments, const char *member, int fallback)
{
  return (int) CLAMP (sim_json_get_int (arguments, member, fallback), G_MININT, G_MAXINT);
}

/* Changing filament */

/* Unit and slot, or the number of a tray in all units: an older form. */
static gboolean
read_target (JsonObject *arguments, SimSlot *slot)
{
  int target = get_int (arguments, "target", -1);
  int unit = get_int (arguments, "ams_id", -1);

  if (unit < 0)
    {
      if (target == UNLOAD)
        *slot = (SimSlot) { .unit = -1 };
      else if (target == EXTERNAL_TRAY)
        *slot = (SimSlot) { .unit = SIM_EXTERNAL_MAIN };
      else
        *slot = (SimSlot) { .unit = target / SLOTS_OF_UNIT, .slot = target % SLOTS_OF_UNIT };

      return target >= 0;
    }

  *slot = (SimSlot) { .unit = unit, .slot = get_int (arguments, "slot_id", -1) };
  if (slot->slot == UNLOAD)
    {
      *slot = (SimSlot) { .unit = -1 };
      return target == UNLOAD;
    }
  if (unit == SIM_EXTERNAL_MAIN || unit == SIM_EXTERNAL_DEPUTY)
    {
      slot->slot = 0;
      return target == unit || target == EXTERNAL_TRAY;
    }

  return slot->slot >= 0
         && target == (unit >= FIRST_SINGLE_UNIT ? unit : unit * SLOTS_OF_UNIT + slot->slot);
}

/* Whose filament is meant when it is unloaded. */
static int
find_extruder (SimMachine *machine, JsonObject *arguments, SimSlot slot)
{
  int unit = get_int (arguments, "ams_id", -1);

  if (slot.unit < 0)
    for (guint extruder = 0; extruder < 2; extruder++)
      if (unit >= 0 && sim_machine_get_loaded (machine, extruder).unit == unit)
        return (int) extruder;

  return get_int (arguments, "extruder_id", -1);
}

static void
add_change_error (SimPrinter *printer, JsonObject *answer, SimSlot slot, int error)
{
  JsonObject *tray = sim_ams_find_tray (sim_printer_get_state (printer), slot.unit, slot.slot);

  json_object_set_int_member (answer, "errno", error);
  if (error == SIM_CHANGE_ERROR_AMS)
    json_object_set_int_member (
        answer, "soft_temp",
        sim_machine_get_soft_temperature (sim_json_get_string (tray, "tray_type", "")));
}

static SimReply
change_to (SimPrinter *printer, JsonObject *arguments, JsonObject *answer, SimSlot slot)
{
  SimMachine *machine = sim_printer_get_machine (printer);
  int celsius = MAX (get_int (arguments, "curr_temp", 0), get_int (arguments, "tar_temp", 0));
  int error;

  if (sim_machine_change_filament (machine, find_extruder (machine, arguments, slot), slot, celsius,
                                   sim_printer_has_fault (printer, "ams-feed-fails"), &error))
    return SIM_REPLY_SUCCESS;

  if (error != 0)
    add_change_error (printer, answer, slot, error);

  return SIM_REPLY_FAIL;
}

static SimReply
change_filament (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  SimSlot slot;

  return read_target (arguments, &slot) ? change_to (printer, arguments, answer, slot)
                                        : SIM_REPLY_FAIL;
}

static SimReply
unload_filament (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return change_to (printer, arguments, answer, (SimSlot) { .unit = -1 });
}

static SimReply
control (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_control_change (
      sim_printer_get_machine (printer), sim_json_get_string (arguments, "param", "")));
}

/* What is in a tray */

/* A tray's id is its slot in the unit, for an external spool 254. */
static JsonObject *
find_tray (SimPrinter *printer, JsonObject *arguments)
{
  int unit = get_int (arguments, "ams_id", -1);
  int tray_id = get_int (arguments, "tray_id", -1);
  int slot = get_int (arguments, "slot_id", tray_id);
  gboolean external = unit == SIM_EXTERNAL_MAIN || unit == SIM_EXTERNAL_DEPUTY;

  if (tray_id != (external ? EXTERNAL_TRAY : slot))
    return NULL;

  return sim_ams_find_tray (sim_printer_get_state (printer), unit, slot);
}

static void
set_colours (JsonObject *tray, JsonObject *arguments, const char *colour)
{
  JsonArray *given = sim_json_get_array (arguments, "cols");
  JsonArray *colours;

  sim_json_put_string (tray, "tray_color", colour);
  sim_json_put_int (tray, "ctype", sim_json_get_int (arguments, "ctype", 2));
  if (!json_object_has_member (tray, "cols"))
    return;

  colours = json_array_new ();
  for (guint i = 0; given != NULL && i < MIN (json_array_get_length (given), MAX_COLOURS); i++)
    {
      JsonNode *node = json_array_get_element (given, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        json_array_add_string_element (colours, json_node_get_string (node));
    }
  if (json_array_get_length (colours) == 0)
    json_array_add_string_element (colours, colour);
  json_object_set_array_member (tray, "cols", colours);
}

static gboolean
is_colour (const char *text)
{
  return strlen (text) == 8 && strspn (text, "0123456789ABCDEF") == 8;
}

/* Empty text clears it; then there is a spool of which nothing is known. */
static SimReply
set_filament (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *states =
      json_object_get_object_member (sim_printer_get_profile (printer)->data, "tray_states");
  JsonObject *tray = find_tray (printer, arguments);
  const char *type = sim_json_get_string (arguments, "tray_type", NULL);
  const char *id = sim_json_get_string (arguments, "tray_info_idx", NULL);
  const char *colour = sim_json_get_string (arguments, "tray_color", "");
  const char *state = type != NULL && *type != '\0' ? "known" : "unknown";

  if (tray == NULL || !sim_ams_is_present (tray) || type == NULL || id == NULL
      || (*colour != '\0' && !is_colour (colour)))
    return SIM_REPLY_FAIL;

  /* What was read from a tag stands. */
  if (sim_ams_is_tagged (tray))
    return SIM_REPLY_SUCCESS;

  sim_json_put_string (tray, "tray_type", type);
  sim_json_put_string (tray, "tray_info_idx", id);
  sim_json_put_string (tray, "tray_sub_brands", "");
  sim_json_put_int (tray, "nozzle_temp_min", get_int (arguments, "nozzle_temp_min", 0));
  sim_json_put_int (tray, "nozzle_temp_max", get_int (arguments, "nozzle_temp_max", 0));
  sim_json_put_int (tray, "cali_idx", -1);
  sim_json_put_int (tray, "state", sim_json_get_int (states, state, 0));
  set_colours (tray, arguments, *colour != '\0' ? colour : "00000000");

  return SIM_REPLY_SUCCESS;
}

static SimReply
read_tag (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_read_tag (sim_printer_get_machine (printer),
                                                  get_int (arguments, "ams_id", -1),
                                                  get_int (arguments, "slot_id", -1)));
}

/* Options */

static SimReply
set_options (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  static const char *const members[] = { "startup_read_option", "tray_read_option",
                                         "calibrate_remain_flag" };
  JsonObject *print = sim_printer_get_state (printer);
  JsonObject *ams = sim_json_get_object (print, "ams");
  gboolean values[G_N_ELEMENTS (members)];

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!sim_json_get_boolean (arguments, members[i], &values[i]))
      return SIM_REPLY_FAIL;

  sim_json_put_boolean (ams, "power_on_flag", values[0]);
  sim_json_put_boolean (ams, "insert_flag", values[1]);
  sim_flags_set_cfg (print, CFG_READ_ON_START_BIT, values[0]);
  sim_flags_set_cfg (print, CFG_READ_ON_INSERT_BIT, values[1]);
  sim_flags_set_cfg (print, CFG_REMAIN_BIT, values[2]);
  sim_flags_set_home (print, HOME_REMAIN_BIT, values[2]);

  return SIM_REPLY_SUCCESS;
}

/* Drying */

static SimReply
dry (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  SimMachine *machine = sim_printer_get_machine (printer);
  int unit = get_int (arguments, "ams_id", -1);
  int mode = get_int (arguments, "mode", -1);

  if (mode == DRYING_STOP)
    return sim_command_reply (sim_machine_stop_drying (machine, unit));

  if (mode > 0 && !sim_printer_has_fault (printer, "ams-drying-refused")
      && sim_machine_start_drying (machine, unit, sim_json_get_string (arguments, "filament", ""),
                                   get_int (arguments, "temp", 0),
                                   get_int (arguments, "duration", 0)))
    return SIM_REPLY_SUCCESS;

  json_object_set_int_member (answer, "errno", ERRNO_CANNOT_DRY);

  return SIM_REPLY_FAIL;
}

static SimReply
stop_drying (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonArray *units = sim_ams_get_units (sim_printer_get_state (printer));
  gboolean stopped = FALSE;

  for (guint i = 0; units != NULL && i < json_array_get_length (units); i++)
    if (sim_machine_stop_drying (
            sim_printer_get_machine (printer),
            (int) sim_json_get_int (json_array_get_object_element (units, i), "id", -1)))
      stopped = TRUE;

  return sim_command_reply (stopped);
}

const SimCommand sim_command_ams[] = {
  { "print", "ams_change_filament", change_filament },
  { "print", "unload_filament", unload_filament },
  { "print", "ams_control", control },
  { "print", "ams_filament_setting", set_filament },
  { "print", "ams_get_rfid", read_tag, SIM_CAPABILITY_READS_TAGS },
  { "print", "ams_user_setting", set_options, SIM_CAPABILITY_FEEDS },
  { "print", "ams_filament_drying", dry, SIM_CAPABILITY_REMOTE_DRYING },
  { "print", "auto_stop_ams_dry", stop_drying, SIM_CAPABILITY_REMOTE_DRYING },
  { NULL },
};
