/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include <math.h>

#include "sim-json.h"
#include "sim-printer-private.h"

#define LONG_JOG 10
#define SHORT_JOG 1
#define MAX_EXTRUSION 100

static SimReply
home (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_home (sim_printer_get_machine (printer)));
}

static SimReply
jog (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  static const char *const axes[] = { "X", "Y", "Z" };
  const char *axis = sim_json_get_string (arguments, "axis", "");
  gint64 direction = sim_json_get_int (arguments, "dir", 0);
  gint64 mode = sim_json_get_int (arguments, "mode", -1);

  if ((direction != 1 && direction != -1) || (mode != 0 && mode != 1))
    return SIM_REPLY_FAIL;

  for (guint i = 0; i < G_N_ELEMENTS (axes); i++)
    if (g_str_equal (axes[i], axis))
      return sim_command_reply (
          sim_machine_jog (sim_printer_get_machine (printer), (SimAxis) i,
                           (double) direction * (mode == 1 ? LONG_JOG : SHORT_JOG)));

  return SIM_REPLY_FAIL;
}

static SimReply
extrude (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  double length = (double) sim_json_get_int (arguments, "length", 0);

  return sim_command_reply (
      fabs (length) <= MAX_EXTRUSION
      && sim_machine_extrude (sim_printer_get_machine (printer),
                              (int) sim_json_get_int (arguments, "extruder_index", -1), length));
}

static SimReply
select_extruder (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_select_extruder (
      sim_printer_get_machine (printer), (int) sim_json_get_int (arguments, "extruder_index", -1)));
}

const SimCommand sim_command_motion[] = {
  { "print", "back_to_center", home, SIM_CAPABILITY_BACK_TO_CENTER },
  { "print", "xyz_ctrl", jog, SIM_CAPABILITY_XYZ_CTRL },
  { "print", "set_extrusion_length", extrude, SIM_CAPABILITY_TWO_EXTRUDERS },
  { "print", "select_extruder", select_extruder, SIM_CAPABILITY_TWO_EXTRUDERS },
  { NULL },
};
