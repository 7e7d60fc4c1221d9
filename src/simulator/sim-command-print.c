/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include <stdio.h>

#include "sim-json.h"
#include "sim-print.h"
#include "sim-printer-private.h"

#define CALIBRATION_FILE "/usr/etc/print/auto_cali_for_user.gcode"
#define CALIBRATE_LIDAR (1u << 0)
#define CALIBRATE_LEVEL (1u << 1)
#define CALIBRATE_VIBRATION (1u << 2)

/* Some firmware takes a number there for something else (protocol/mqtt-commands.md §5). */
static gboolean
has_only_booleans (JsonObject *arguments)
{
  static const char *const members[] = {
    "use_ams",   "bed_leveling",   "bed_levelling", "flow_cali",
    "timelapse", "vibration_cali", "layer_inspect",
  };
  gboolean value;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (arguments, members[i])
        && !sim_json_get_boolean (arguments, members[i], &value))
      return FALSE;

  return TRUE;
}

static SimReply
print_project (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  const char *inside = sim_json_get_string (arguments, "param", "");
  const char *url = sim_json_get_string (arguments, "url", "");
  int plate;
  int end = 0;

  if (sscanf (inside, "Metadata/plate_%d.gcode%n", &plate, &end) != 1 || inside[end] != '\0'
      || plate < 1 || *url == '\0' || !has_only_booleans (arguments))
    return SIM_REPLY_FAIL;

  return sim_command_reply (sim_print_begin (printer, arguments, url, plate));
}

static gboolean
calibrate (SimPrinter *printer)
{
  return sim_capability_is_there (SIM_CAPABILITY_LIDAR, sim_printer_get_state (printer),
                                  sim_printer_get_profile (printer))
         && sim_machine_calibrate (sim_printer_get_machine (printer),
                                   CALIBRATE_LIDAR | CALIBRATE_LEVEL | CALIBRATE_VIBRATION);
}

/* Plain G-code: old printers calibrate this way too. Only some models print it, and one says that
 * it does (protocol/threemf.md §7). */
static SimReply
print_gcode (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *files =
      json_object_get_object_member (sim_printer_get_profile (printer)->data, "files");
  const char *what = sim_json_get_string (files, "gcode", "refuses");
  const char *path = sim_json_get_string (arguments, "param", "");

  g_autofree char *url = NULL;

  if (g_str_equal (path, CALIBRATION_FILE))
    return sim_command_reply (calibrate (printer));
  if (g_str_equal (what, "ignores"))
    return SIM_REPLY_SUCCESS;
  if (!g_str_equal (what, "prints") || *path == '\0')
    return SIM_REPLY_FAIL;

  url = g_strconcat (*path == '/' ? "file://" : "ftp:///", path, NULL);

  return sim_command_reply (sim_print_begin (printer, arguments, url, 0));
}

const SimCommand sim_command_print[] = {
  { "print", "project_file", print_project },
  { "print", "gcode_file", print_gcode },
  { NULL },
};
