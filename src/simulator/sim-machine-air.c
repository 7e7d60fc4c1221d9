/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-machine-private.h"

#include "sim-flags.h"
#include "sim-json.h"

#define HOT_NOZZLE 50
#define AIRDUCT_SECONDS 2
#define CFG_LIGHT_BIT 7

static JsonObject *
get_airduct (SimMachine *self)
{
  return sim_json_find (self->print, "device", "airduct", NULL);
}

static int
get_part_number (JsonObject *part)
{
  return (int) (sim_json_get_int (part, "id", 0) >> 4);
}

static gboolean
has_part (JsonArray *parts, int number)
{
  for (guint i = 0; i < json_array_get_length (parts); i++)
    if (get_part_number (json_array_get_object_element (parts, i)) == number)
      return TRUE;

  return FALSE;
}

/* A printer with an air duct lists its fans there. */
static gboolean
has_fan (SimMachine *self, int number)
{
  static const char *const names[] = {
    [SIM_FAN_PART] = "part", [SIM_FAN_AUX] = "aux", [SIM_FAN_CHAMBER] = "chamber"
  };
  JsonArray *parts = sim_json_get_array (get_airduct (self), "parts");
  JsonArray *fans = json_object_get_array_member (self->profile->data, "fans");

  if (parts != NULL)
    return has_part (parts, number);
  if (number < 0 || number >= (int) G_N_ELEMENTS (names) || names[number] == NULL)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (fans); i++)
    if (g_str_equal (json_array_get_string_element (fans, i), names[number]))
      return TRUE;

  return FALSE;
}

static JsonObject *
find_mode (SimMachine *self, int mode)
{
  JsonArray *modes = sim_json_get_array (get_airduct (self), "modeList");

  for (guint i = 0; modes != NULL && i < json_array_get_length (modes); i++)
    if (sim_json_get_int (json_array_get_object_element (modes, i), "modeId", -1) == mode)
      return json_array_get_object_element (modes, i);

  return NULL;
}

static gboolean
lists_fan (JsonObject *mode, const char *list, int number)
{
  JsonArray *ids = sim_json_get_array (mode, list);

  for (guint i = 0; ids != NULL && i < json_array_get_length (ids); i++)
    if (json_array_get_int_element (ids, i) >> 4 == number)
      return TRUE;

  return FALSE;
}

/* What the air duct's mode does not leave to the user runs by itself, or is off. */
static gboolean
is_left_to_user (SimMachine *self, int number)
{
  JsonObject *airduct = get_airduct (self);

  return airduct == NULL
         || lists_fan (find_mode (self, (int) sim_json_get_int (airduct, "modeCur", 0)), "ctrl",
                       number);
}

gboolean
sim_machine_set_fan (SimMachine *self, int number, int percent)
{
  if (number < 0 || number >= SIM_FAN_NUMBERS || !has_fan (self, number)
      || !is_left_to_user (self, number))
    return FALSE;

  self->fans[number] = CLAMP (percent, 0, 100);

  return TRUE;
}

static void
arrive_in_mode (SimMachine *self, int mode, int sub_mode)
{
  JsonObject *airduct = get_airduct (self);
  JsonObject *found = find_mode (self, mode);

  sim_json_put_int (airduct, "modeCur", mode);
  if (sub_mode >= 0)
    sim_json_put_int (airduct, "subMode", sub_mode);
  for (int i = 0; i < SIM_FAN_NUMBERS; i++)
    if (lists_fan (found, "off", i))
      self->fans[i] = 0;
}

gboolean
sim_machine_set_airduct (SimMachine *self, int mode, int sub_mode)
{
  if (find_mode (self, mode) == NULL || sub_mode < -1 || sub_mode > 1)
    return FALSE;

  sim_machine_later (self, AIRDUCT_SECONDS, arrive_in_mode, mode, sub_mode);

  return TRUE;
}

static int
fan_step (int percent)
{
  return (percent * 15 + 50) / 100;
}

static int
fan_byte (int percent)
{
  return percent * 255 / 100;
}

void
sim_machine_write_air (SimMachine *self)
{
  JsonObject *print = self->print;
  JsonArray *parts = sim_json_get_array (get_airduct (self), "parts");
  gboolean hot = self->nozzles[self->active].current > HOT_NOZZLE;
  const int *fans = self->fans;

  sim_json_put_int (print, "cooling_fan_speed", fan_step (fans[SIM_FAN_PART]));
  sim_json_put_int (print, "big_fan1_speed", fan_step (fans[SIM_FAN_AUX]));
  sim_json_put_int (print, "big_fan2_speed", fan_step (fans[SIM_FAN_CHAMBER]));
  sim_json_put_int (print, "heatbreak_fan_speed", hot ? 15 : 0);
  sim_json_put_int (print, "fan_gear",
                    fan_byte (fans[SIM_FAN_PART]) | fan_byte (fans[SIM_FAN_AUX]) << 8
                        | fan_byte (fans[SIM_FAN_CHAMBER]) << 16);

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    {
      JsonObject *part = json_array_get_object_element (parts, i);
      int number = get_part_number (part);

      if (number >= 0 && number < SIM_FAN_NUMBERS)
        sim_json_put_int (part, "state", fans[number]);
    }
}

gboolean
sim_machine_set_light (SimMachine *self, const char *node, const char *mode)
{
  JsonArray *lights = sim_json_get_array (self->print, "lights_report");

  for (guint i = 0; lights != NULL && i < json_array_get_length (lights); i++)
    {
      JsonObject *light = json_array_get_object_element (lights, i);

      if (!g_str_equal (sim_json_get_string (light, "node", ""), node))
        continue;

      sim_json_put_string (light, "mode", mode);
      if (g_str_equal (node, "chamber_light"))
        sim_flags_set_cfg (self->print, CFG_LIGHT_BIT, !g_str_equal (mode, "off"));

      return TRUE;
    }

  return FALSE;
}
