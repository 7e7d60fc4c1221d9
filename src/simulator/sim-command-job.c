/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include <string.h>

#include "sim-gcode.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define MAX_GCODE_BYTES 1024
#define CALIBRATE_LIDAR (1u << 0)
#define CALIBRATE_NOZZLE_OFFSET (1u << 4)

/* Buttons of an error's dialog say which error they are for. */
static gboolean
is_for_present_error (SimPrinter *printer, JsonObject *arguments)
{
  const char *error = sim_json_get_string (arguments, "err", NULL);
  gint64 present = sim_json_get_int (sim_printer_get_state (printer), "print_error", 0);

  return error == NULL || (gint64) g_ascii_strtoull (error, NULL, 16) == present;
}

static SimReply
request (SimPrinter *printer, JsonObject *arguments, SimTransition transition)
{
  return sim_command_reply (is_for_present_error (printer, arguments)
                            && sim_machine_request (sim_printer_get_machine (printer), transition));
}

static SimReply
pause_job (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return request (printer, arguments, SIM_TRANSITION_PAUSE);
}

static SimReply
resume_job (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return request (printer, arguments, SIM_TRANSITION_RESUME);
}

static SimReply
stop_job (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return request (printer, arguments, SIM_TRANSITION_STOP);
}

static SimReply
set_speed (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_set_speed (sim_printer_get_machine (printer),
                                                   (int) sim_json_get_int (arguments, "param", 0)));
}

static SimReply
skip_objects (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_skip_objects (sim_printer_get_machine (printer),
                                                      sim_json_get_array (arguments, "obj_list")));
}

static SimReply
ignore_error (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  SimMachine *machine = sim_printer_get_machine (printer);

  if (!is_for_present_error (printer, arguments))
    return SIM_REPLY_FAIL;

  sim_machine_clear_error (machine, 0);
  sim_machine_request (machine, SIM_TRANSITION_RESUME); /* if it stands because of that */

  return SIM_REPLY_SUCCESS;
}

static SimReply
clean_error (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return sim_command_reply (sim_machine_clear_error (
      sim_printer_get_machine (printer), (guint32) sim_json_get_int (arguments, "print_error", 0)));
}

static SimReply
close_dialog (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  if (!g_str_equal (sim_json_get_string (arguments, "name", ""), "print_error")
      || !g_str_equal (sim_json_get_string (arguments, "action", ""), "close")
      || !is_for_present_error (printer, arguments))
    return SIM_REPLY_FAIL;

  return sim_command_reply (sim_machine_clear_error (sim_printer_get_machine (printer), 0));
}

static SimReply
run_gcode (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  const char *lines = sim_json_get_string (arguments, "param", NULL);

  if (lines == NULL || strlen (lines) > MAX_GCODE_BYTES)
    return SIM_REPLY_FAIL;

  sim_gcode_run (sim_printer_get_machine (printer), lines);

  return SIM_REPLY_SUCCESS;
}

static gboolean
can (SimPrinter *printer, guint options, guint option, SimCapability capability)
{
  return (options & option) == 0
         || sim_capability_is_there (capability, sim_printer_get_state (printer),
                                     sim_printer_get_profile (printer));
}

static SimReply
calibrate (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  guint options = (guint) sim_json_get_int (arguments, "option", 0);

  return sim_command_reply (
      can (printer, options, CALIBRATE_LIDAR, SIM_CAPABILITY_LIDAR)
      && can (printer, options, CALIBRATE_NOZZLE_OFFSET, SIM_CAPABILITY_TWO_EXTRUDERS)
      && sim_machine_calibrate (sim_printer_get_machine (printer), options));
}

const SimCommand sim_command_job[] = {
  { "print", "pause", pause_job },
  { "print", "resume", resume_job },
  { "print", "stop", stop_job },
  { "print", "print_speed", set_speed },
  { "print", "skip_objects", skip_objects },
  { "print", "ignore", ignore_error },
  { "print", "idle_ignore", ignore_error },
  { "print", "clean_print_error", clean_error },
  { "system", "uiop", close_dialog },
  { "print", "gcode_line", run_gcode },
  { "print", "calibration", calibrate },
  { NULL },
};
