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
bambu_command_not_now (GError **error, const char *why)
{
  g_set_error_literal (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_NOW, why);

  return NULL;
}

gpointer
bambu_command_not_able (GError **error, const char *why)
{
  g_set_error_literal (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_ABLE, why);

  return NULL;
}

gboolean
bambu_command_check (BambuPrinter *printer, BambuControl control, GError **error)
{
  const Rule *rule = &RULES[control];

  if ((bambu_printer_get_capabilities (printer) & rule->capability) != rule->capability)
    {
      bambu_command_not_able (error, "this printer does not have it");
      return FALSE;
    }

  if (bambu_printer_is_upgrading (printer))
    {
      bambu_command_not_now (error, "the firmware is being changed");
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
      g_set_error (error, BAMBU_PRINTER_ERROR, BAMBU_PRINTER_ERROR_NOT_NOW, "the state is %s",
                   bambu_printer_get_state_word (printer));
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

BambuExtruder *
bambu_command_find_extruder (BambuPrinter *printer, int id)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);

      if (bambu_extruder_get_id (extruder) == id)
        return extruder;
    }

  return NULL;
}
