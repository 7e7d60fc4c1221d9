/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>

#include "bambu-decode-private.h"
#include "bambu-printer-private.h"

#define EXTRUDE_MAX 50 /* mm */
#define JOG_MAX 50     /* mm, in the plane */
#define JOG_Z_MAX 10   /* mm */

BambuRequest *
bambu_command_home (BambuPrinter *printer, BambuHome home, GError **error)
{
  BambuRequest *request = bambu_command_begin (printer, BAMBU_CONTROL_HOME, 0, NAN, error);

  if (request == NULL)
    return NULL;

  if (home == BAMBU_HOME_HEAD)
    bambu_request_add_gcode (request, "G28 X\n");
  else if (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_COMMAND_HOME)
    bambu_request_add (request, "print", "back_to_center");
  else
    bambu_request_add_gcode (request, "G28 \n");

  return request;
}

static void
add_jog_command (BambuRequest *request, const char *axis, int mm)
{
  JsonObject *body = bambu_request_add (request, "print", "xyz_ctrl");

  json_object_set_string_member (body, "axis", axis);
  json_object_set_int_member (body, "dir", mm > 0 ? 1 : -1);
  json_object_set_int_member (body, "mode", ABS (mm) == 10);
}

/* Relative, with the soft limits on, and all put back as it was. */
static void
add_jog_gcode (BambuRequest *request, BambuAxis axis, const char *letter, int mm)
{
  g_autofree char *lines =
      g_strdup_printf ("M211 S\nM211 X1 Y1 Z1\nM1002 push_ref_mode\nG91\nG1 %s%d.0 F%d\n"
                       "M1002 pop_ref_mode\nM211 R\n",
                       letter, mm, axis == BAMBU_AXIS_Z ? 900 : 3000);

  bambu_request_add_gcode (request, lines);
}

BambuRequest *
bambu_command_jog (BambuPrinter *printer, BambuAxis axis, int mm, GError **error)
{
  static const char *const LETTERS[] = { "X", "Y", "Z" };
  BambuCapabilities capabilities = bambu_printer_get_capabilities (printer);
  int limit = axis == BAMBU_AXIS_Z ? JOG_Z_MAX : JOG_MAX;
  BambuRequest *request;
  int sign = 1;

  if (mm == 0)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_INVALID, 0);

  /* The newer command knows two distances. */
  if (capabilities & BAMBU_CAPABILITY_COMMAND_JOG)
    mm = (mm > 0 ? 1 : -1) * (ABS (mm) < 10 ? 1 : 10);
  mm = CLAMP (mm, -limit, limit);

  request = bambu_command_begin (printer, BAMBU_CONTROL_JOG, axis, mm, error);
  if (request == NULL)
    return NULL;

  /* Where the bed is what moves along Y, and the head along Z. */
  if ((capabilities & BAMBU_CAPABILITY_BED_SLINGER) && axis != BAMBU_AXIS_X)
    sign = -1;

  if (capabilities & BAMBU_CAPABILITY_COMMAND_JOG)
    add_jog_command (request, LETTERS[axis], sign * mm);
  else
    add_jog_gcode (request, axis, LETTERS[axis], sign * mm);

  return request;
}

gboolean
bambu_printer_is_homed (BambuPrinter *self, BambuAxis axis)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return bambu_decode_has_home_bit (self->report, axis);
}

BambuRequest *
bambu_command_extrude (BambuPrinter *printer, int extruder, int mm, GError **error)
{
  BambuExtruder *hotend = bambu_printer_find_extruder (printer, extruder);
  g_autoptr (BambuRequest) request = NULL;
  g_autofree char *lines = NULL;
  JsonObject *body;

  if (hotend == NULL)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);
  if (mm == 0)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_INVALID, 0);

  mm = CLAMP (mm, -EXTRUDE_MAX, EXTRUDE_MAX);
  request = bambu_command_begin (printer, BAMBU_CONTROL_EXTRUDE, extruder, mm, error);
  if (request == NULL)
    return NULL;

  /* An unknown temperature is no temperature. */
  if (!(bambu_heater_get_current (bambu_extruder_get_heater (hotend)) >= BAMBU_EXTRUDE_MINIMUM))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_COLD, BAMBU_EXTRUDE_MINIMUM);

  if (g_list_model_get_n_items (bambu_printer_get_extruders (printer)) > 1)
    {
      body = bambu_request_add (request, "print", "set_extrusion_length");
      json_object_set_int_member (body, "extruder_index", extruder);
      json_object_set_int_member (body, "length", mm);
    }
  else
    {
      lines = g_strdup_printf ("M83\nG0 E%d.0 F900\n", mm);
      bambu_request_add_gcode (request, lines);
    }

  return g_steal_pointer (&request);
}

static gboolean
is_extruder_active (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_extruder_get_id (bambu_printer_get_active_extruder (printer))
         == (int) request->value;
}

BambuRequest *
bambu_command_extruder (BambuPrinter *printer, int extruder, GError **error)
{
  BambuRequest *request;

  if (g_list_model_get_n_items (bambu_printer_get_extruders (printer)) < 2
      || bambu_printer_find_extruder (printer, extruder) == NULL)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_EXTRUDER, 0, extruder, error);
  if (request == NULL)
    return NULL;

  json_object_set_int_member (bambu_request_add (request, "print", "select_extruder"),
                              "extruder_index", extruder);
  request->is_met = is_extruder_active;

  return request;
}

BambuRequest *
bambu_command_motors_off (BambuPrinter *printer, GError **error)
{
  BambuRequest *request = bambu_command_begin (printer, BAMBU_CONTROL_MOTORS, 0, NAN, error);

  if (request != NULL)
    bambu_request_add_gcode (request, "M84\n");

  return request;
}

BambuRequest *
bambu_command_buzzer (BambuPrinter *printer, BambuBuzzer mode, GError **error)
{
  BambuRequest *request = bambu_command_begin (printer, BAMBU_CONTROL_BUZZER, 0, mode, error);

  if (request != NULL)
    json_object_set_int_member (bambu_request_add (request, "print", "buzzer_ctrl"), "mode", mode);

  return request;
}

BambuCalibrations
bambu_printer_get_calibrations (BambuPrinter *self)
{
  BambuCapabilities capabilities;
  BambuCalibrations calibrations = BAMBU_CALIBRATION_BED_LEVELLING | BAMBU_CALIBRATION_VIBRATION;

  g_return_val_if_fail (BAMBU_IS_PRINTER (self), 0);

  capabilities = bambu_printer_get_capabilities (self);

  if (capabilities & BAMBU_CAPABILITY_LIDAR)
    calibrations |= BAMBU_CALIBRATION_LIDAR;
  if (capabilities & BAMBU_CAPABILITY_MOTOR_NOISE)
    calibrations |= BAMBU_CALIBRATION_MOTOR_NOISE;
  if (g_list_model_get_n_items (bambu_printer_get_extruders (self)) > 1)
    calibrations |= BAMBU_CALIBRATION_NOZZLE_OFFSET;
  /* H2 and X2D */
  if ((capabilities & BAMBU_CAPABILITY_AIR_DUCT)
      && (capabilities & BAMBU_CAPABILITY_CHAMBER_HEATER))
    calibrations |= BAMBU_CALIBRATION_HOT_BED | BAMBU_CALIBRATION_CLUMP_POSITION;

  return calibrations;
}

/* It counts as a job to some firmware and not to other. */
static gboolean
is_calibrating (BambuPrinter *printer, const BambuRequest *request)
{
  return bambu_job_is_active (bambu_printer_get_job (printer))
         || bambu_printer_get_stage_name (printer) != NULL;
}

BambuRequest *
bambu_command_calibrate (BambuPrinter *printer, BambuCalibrations what, GError **error)
{
  BambuRequest *request;

  if (what == 0 || (what & ~bambu_printer_get_calibrations (printer)))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_CALIBRATION, 0, what, error);
  if (request == NULL)
    return NULL;

  json_object_set_int_member (bambu_request_add (request, "print", "calibration"), "option", what);
  request->is_met = is_calibrating;

  return request;
}
