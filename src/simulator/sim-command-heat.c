/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include "sim-json.h"
#include "sim-printer-private.h"

#define MAX_BYTE 255
#define CHAMBER_HEATS_FROM 40

/* `errno` of set_ctt (protocol/mqtt-commands.md §3). */
#define ERRNO_SOFT_FILAMENT -2
#define ERRNO_TAKEN_AS_OFF -4

/* `fallback` is never what was asked for. */
static gboolean
read_int (JsonObject *arguments, const char *member, int *value)
{
  gint64 read = sim_json_get_int (arguments, member, G_MAXINT64);

  *value = (int) CLAMP (read, G_MININT, G_MAXINT);

  return read != G_MAXINT64;
}

static SimReply
set_bed (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  int celsius;

  if (!read_int (arguments, "temp", &celsius))
    return SIM_REPLY_FAIL;

  sim_machine_heat_bed (sim_printer_get_machine (printer), celsius);

  return SIM_REPLY_SUCCESS;
}

static SimReply
set_nozzle (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  int celsius;
  int extruder;

  return sim_command_reply (
      read_int (arguments, "target_temp", &celsius)
      && read_int (arguments, "extruder_index", &extruder) && extruder >= 0
      && sim_machine_heat_nozzle (sim_printer_get_machine (printer), extruder, celsius));
}

static gboolean
has_soft_filament (SimMachine *machine)
{
  static const char *const soft[] = { "PLA", "PETG", "TPU" };

  for (guint extruder = 0; extruder < 2; extruder++)
    for (guint i = 0; i < G_N_ELEMENTS (soft); i++)
      if (g_str_has_prefix (sim_machine_get_material (machine, extruder), soft[i]))
        return TRUE;

  return FALSE;
}

static SimReply
set_chamber (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  SimMachine *machine = sim_printer_get_machine (printer);
  int celsius;

  if (!read_int (arguments, "ctt_val", &celsius))
    return SIM_REPLY_FAIL;

  if (celsius >= CHAMBER_HEATS_FROM && has_soft_filament (machine))
    {
      json_object_set_int_member (answer, "errno", ERRNO_SOFT_FILAMENT);
      return SIM_REPLY_FAIL;
    }
  if (celsius > 0 && celsius < CHAMBER_HEATS_FROM)
    json_object_set_int_member (answer, "errno", ERRNO_TAKEN_AS_OFF);

  return sim_command_reply (sim_machine_heat_chamber (machine, celsius));
}

static SimReply
set_fan (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  int number;
  int speed;

  return sim_command_reply (read_int (arguments, "fan_index", &number)
                            && read_int (arguments, "speed", &speed) && speed >= 0
                            && speed <= MAX_BYTE
                            && sim_machine_set_fan (sim_printer_get_machine (printer), number,
                                                    (speed * 100 + MAX_BYTE / 2) / MAX_BYTE));
}

static SimReply
set_airduct (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  int mode;
  int sub_mode;

  return sim_command_reply (
      read_int (arguments, "modeId", &mode) && read_int (arguments, "submode", &sub_mode)
      && sim_machine_set_airduct (sim_printer_get_machine (printer), mode, sub_mode));
}

/* Older printers do it without a word. H2 take a node that they do not report. */
static SimReply
set_light (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  static const char *const modes[] = { "on", "off", "flashing", NULL };
  const char *node = sim_json_get_string (arguments, "led_node", "");
  const char *mode = sim_json_get_string (arguments, "led_mode", "");
  gboolean done = g_strv_contains (modes, mode)
                  && (sim_machine_set_light (sim_printer_get_machine (printer), node, mode)
                      || g_str_equal (node, "heatbed_light"));

  if (!sim_capability_is_there (SIM_CAPABILITY_NEW_PROTOCOL, sim_printer_get_state (printer),
                                sim_printer_get_profile (printer)))
    return SIM_REPLY_NONE;

  return sim_command_reply (done);
}

const SimCommand sim_command_heat[] = {
  { "print", "set_bed_temp", set_bed, SIM_CAPABILITY_SET_BED_TEMP },
  { "print", "set_nozzle_temp", set_nozzle, SIM_CAPABILITY_NEW_PROTOCOL },
  { "print", "set_ctt", set_chamber, SIM_CAPABILITY_CHAMBER_HEATER },
  { "print", "set_fan", set_fan, SIM_CAPABILITY_NEW_PROTOCOL },
  { "print", "set_airduct", set_airduct, SIM_CAPABILITY_AIR_DUCT },
  { "system", "ledctrl", set_light, SIM_CAPABILITY_NONE, SIM_COMMAND_UNSIGNED },
  { NULL },
};
