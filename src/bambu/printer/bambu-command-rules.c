/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#define IN(STATE) (1u << BAMBU_STATE_##STATE)
#define AT_REST (IN (IDLE) | IN (FINISH) | IN (FAILED))
#define IN_JOB (IN (PREPARE) | IN (SLICING) | IN (RUNNING) | IN (PAUSE))
#define WHENEVER (~0u)

typedef struct
{
  guint states;                 /* in which it may be worked */
  BambuCapabilities capability; /* what it takes */
  gboolean unsigned_too;        /* works without rights */
} Rule;

/* protocol/mqtt-commands.md §3 and §6 */
static const Rule RULES[BAMBU_N_CONTROLS] = {
  [BAMBU_CONTROL_PAUSE] = { IN (RUNNING), 0, FALSE },
  [BAMBU_CONTROL_RESUME] = { IN (PAUSE), 0, FALSE },
  [BAMBU_CONTROL_STOP] = { IN_JOB, 0, FALSE },
  [BAMBU_CONTROL_SPEED] = { IN_JOB, 0, FALSE },
  [BAMBU_CONTROL_SKIP] = { IN (RUNNING) | IN (PAUSE), BAMBU_CAPABILITY_SKIP_OBJECTS, FALSE },
  [BAMBU_CONTROL_ERROR] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_NOZZLE] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_BED] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_CHAMBER] = { WHENEVER, BAMBU_CAPABILITY_CHAMBER_HEATER, FALSE },
  [BAMBU_CONTROL_FAN] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_AIR_DUCT] = { WHENEVER, BAMBU_CAPABILITY_AIR_DUCT, FALSE },
  [BAMBU_CONTROL_LIGHT] = { WHENEVER, 0, TRUE },
  [BAMBU_CONTROL_HOME] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_JOG] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_EXTRUDE] = { AT_REST | IN (PAUSE), 0, FALSE },
  [BAMBU_CONTROL_EXTRUDER] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_MOTORS] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_BUZZER] = { WHENEVER, BAMBU_CAPABILITY_BUZZER, FALSE },
  [BAMBU_CONTROL_FILAMENT_CHANGE] = { AT_REST | IN (PAUSE), 0, FALSE },
  [BAMBU_CONTROL_AMS] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_TRAY] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_K_PROFILE] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_K_PROFILES] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_TAG] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_DRYER] = { WHENEVER, BAMBU_CAPABILITY_REMOTE_DRYING, FALSE },
  [BAMBU_CONTROL_SETTING] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_CALIBRATION] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_NOZZLE_KIND] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_ACCESS_CODE] = { WHENEVER, 0, TRUE },
  [BAMBU_CONTROL_REBOOT] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_UPGRADE] = { AT_REST, 0, FALSE },
  [BAMBU_CONTROL_GCODE] = { WHENEVER, 0, FALSE },
  [BAMBU_CONTROL_PRINT] = { AT_REST, 0, FALSE },
};

gpointer
bambu_command_not_now (GError **error, BambuObstacle obstacle, int number)
{
  g_propagate_error (
      error, bambu_printer_error_new_obstacle (BAMBU_PRINTER_ERROR_NOT_NOW, obstacle, number));

  return NULL;
}

gpointer
bambu_command_not_able (GError **error, BambuObstacle obstacle, int number)
{
  g_propagate_error (
      error, bambu_printer_error_new_obstacle (BAMBU_PRINTER_ERROR_NOT_ABLE, obstacle, number));

  return NULL;
}

/* What is in the way of a control in a state that is not among its own. */
static BambuObstacle
find_obstacle (const Rule *rule, BambuState state)
{
  guint in = 1u << state;

  if (in & AT_REST)
    return BAMBU_OBSTACLE_NO_JOB;
  if (!(in & IN_JOB))
    return BAMBU_OBSTACLE_STATE;
  if (rule->states & AT_REST)
    return BAMBU_OBSTACLE_JOB;
  if (state == BAMBU_STATE_PAUSE)
    return BAMBU_OBSTACLE_PAUSED;

  return rule->states & IN (RUNNING) ? BAMBU_OBSTACLE_JOB_STARTS : BAMBU_OBSTACLE_NOT_PAUSED;
}

gboolean
bambu_command_check (BambuPrinter *printer, BambuControl control, GError **error)
{
  const Rule *rule = &RULES[control];

  if ((bambu_printer_get_capabilities (printer) & rule->capability) != rule->capability)
    {
      bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);
      return FALSE;
    }

  if (bambu_printer_is_upgrading (printer))
    {
      bambu_command_not_now (error, BAMBU_OBSTACLE_UPGRADING, 0);
      return FALSE;
    }

  if (!rule->unsigned_too && bambu_printer_get_rights (printer) == BAMBU_RIGHTS_VIEW_ONLY)
    {
      g_set_error_literal (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_VIEW_ONLY,
                           "this firmware takes signed commands only");
      return FALSE;
    }

  if (!(rule->states >> bambu_printer_get_state (printer) & 1))
    {
      bambu_command_not_now (error, find_obstacle (rule, bambu_printer_get_state (printer)), 0);
      return FALSE;
    }

  return TRUE;
}

BambuRequest *
bambu_command_begin (
    BambuPrinter *printer, BambuControl control, int index, double value, GError **error)
{
  return bambu_command_check (printer, control, error) ? bambu_request_new (control, index, value)
                                                       : NULL;
}

gboolean
bambu_command_is_older (BambuPrinter *printer, const char *version)
{
  const char *firmware = bambu_printer_get_firmware (printer);

  return firmware != NULL && bambu_model_compare_firmware (firmware, version) < 0;
}
