/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#include "bambu-printer-private.h"

#define LET_PRINTER_DECIDE (-1)
#define UNLOAD_TEMPERATURE 210 /* °C, of a filament that is not known */
#define UNLOAD 255             /* the slot and target that mean none */

#define DRY_COOLING 45 /* °C at which it is done cooling */

/* What commands call a tray as a whole: units of 16 and above are named by themselves. */
static int
get_target (int ams, int slot)
{
  return ams < 16 ? ams * 4 + slot : ams;
}

/* The middle of what the filament takes. */
static int
get_temperature (BambuPrinter *printer, BambuTray *tray, int unknown)
{
  BambuHeater *nozzle = bambu_extruder_get_heater (bambu_printer_get_active_extruder (printer));
  int low = tray ? bambu_tray_get_nozzle_temp_min (tray) : 0;
  int high = tray ? bambu_tray_get_nozzle_temp_max (tray) : 0;

  if (low <= 0 || high < low)
    return unknown;

  return MIN ((low + high) / 2, (int) bambu_heater_get_maximum (nozzle));
}

/* Before that firmware a change names the tray as a whole. */
static gboolean
is_of_old_form (BambuPrinter *printer)
{
  const BambuModel *model = bambu_printer_get_model (printer);

  if (g_str_equal (model->code, "C11") || g_str_equal (model->code, "C12"))
    return bambu_command_is_older (printer, "01.02.99.10");
  if (g_str_has_prefix (model->code, "BL-P00"))
    return bambu_command_is_older (printer, "01.05.06.01");

  return FALSE;
}

int
bambu_command_find_extruder_of (BambuPrinter *printer, BambuTray *tray)
{
  int ams = bambu_tray_get_ams (tray);
  BambuAms *unit;

  if (bambu_tray_is_external (tray))
    return ams == BAMBU_EXTERNAL_MAIN ? 0 : 1;

  unit = bambu_printer_find_unit (printer, ams);

  return unit != NULL ? bambu_ams_get_extruder (unit) : -1;
}

int
bambu_command_get_change_heat (BambuPrinter *printer, int extruder, BambuTray *tray)
{
  BambuExtruder *hotend = bambu_printer_find_extruder (printer, extruder);
  BambuTray *loaded = hotend ? bambu_extruder_get_tray (hotend) : NULL;

  if (tray == NULL)
    return get_temperature (printer, loaded, UNLOAD_TEMPERATURE);

  return MAX (get_temperature (printer, loaded, LET_PRINTER_DECIDE),
              get_temperature (printer, tray, LET_PRINTER_DECIDE));
}

static gboolean
is_changing (BambuPrinter *printer)
{
  return bambu_printer_get_ams_activity (printer) == BAMBU_AMS_ACTIVITY_CHANGE;
}

/* A change takes minutes: that it began for this tray is what is waited for. */
static gboolean
is_loading (BambuPrinter *printer, const BambuRequest *request)
{
  const BambuReport *report = printer->report;
  int wanted = (int) request->value;
  int ams;
  int slot;

  if (bambu_decode_filament (report, request->index, &ams, &slot)
      && BAMBU_TRAY_INDEX (ams, slot) == wanted)
    return TRUE;

  return is_changing (printer) && bambu_decode_filament_target (report, request->index, &ams, &slot)
         && BAMBU_TRAY_INDEX (ams, slot) == wanted;
}

/* Of the extruder that is not there yet, or else of the one that prints. */
BambuTray *
bambu_command_find_change_target (BambuPrinter *printer)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);
  int active = bambu_extruder_get_id (bambu_printer_get_active_extruder (printer));
  BambuTray *target = NULL;

  if (!is_changing (printer))
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      int id = bambu_extruder_get_id (extruder);
      BambuTray *tray;
      int ams;
      int slot;

      if (!bambu_decode_filament_target (printer->report, id, &ams, &slot))
        continue;

      tray = bambu_printer_find_tray (printer, ams, slot);
      if (tray != NULL && (id == active || tray != bambu_extruder_get_tray (extruder)))
        target = tray;
      if (tray != bambu_extruder_get_tray (extruder))
        break;
    }

  return target;
}

static gboolean
is_unloading (BambuPrinter *printer, const BambuRequest *request)
{
  const BambuReport *report = printer->report;
  int ams;
  int slot;

  return !bambu_decode_filament (report, request->index, &ams, &slot)
         || (is_changing (printer)
             && !bambu_decode_filament_target (report, request->index, &ams, &slot));
}

static void
add_change (BambuRequest *request,
            BambuPrinter *printer,
            int ams,
            int slot,
            int target,
            int current,
            int wanted)
{
  JsonObject *body = bambu_request_add (request, "print", "ams_change_filament");

  if (!is_of_old_form (printer))
    {
      json_object_set_int_member (body, "ams_id", ams);
      json_object_set_int_member (body, "slot_id", slot);
    }

  json_object_set_int_member (body, "target", target);
  json_object_set_int_member (body, "curr_temp", current);
  json_object_set_int_member (body, "tar_temp", wanted);

  if (g_list_model_get_n_items (bambu_printer_get_extruders (printer)) > 1)
    json_object_set_int_member (body, "extruder_id", request->index);
}

BambuRequest *
bambu_command_load (BambuPrinter *printer, BambuTray *tray, GError **error)
{
  int ams = bambu_tray_get_ams (tray);
  int slot = bambu_tray_get_slot (tray);
  int id = bambu_command_find_extruder_of (printer, tray);
  BambuExtruder *extruder = bambu_printer_find_extruder (printer, id);
  BambuRequest *request;

  if (extruder == NULL)
    return bambu_command_not_now (error, BAMBU_OBSTACLE_NOT_CONNECTED, 0);

  /* Nothing senses an external spool. */
  if (!bambu_tray_is_external (tray) && bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_EMPTY)
    return bambu_command_not_now (error, BAMBU_OBSTACLE_EMPTY, 0);
  if (bambu_tray_is_in_use (tray))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_LOADED, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_FILAMENT_CHANGE, id,
                                 BAMBU_TRAY_INDEX (ams, slot), error);
  if (request == NULL)
    return NULL;

  add_change (request, printer, ams, slot, get_target (ams, slot),
              get_temperature (printer, bambu_extruder_get_tray (extruder), LET_PRINTER_DECIDE),
              get_temperature (printer, tray, LET_PRINTER_DECIDE));
  request->is_met = is_loading;

  return request;
}

BambuRequest *
bambu_command_unload (BambuPrinter *printer, int extruder, GError **error)
{
  BambuExtruder *hotend = bambu_printer_find_extruder (printer, extruder);
  BambuRequest *request;
  int celsius;
  int ams;
  int slot;

  if (hotend == NULL)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);
  if (!bambu_decode_filament (printer->report, extruder, &ams, &slot))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_NOT_LOADED, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_FILAMENT_CHANGE, extruder, NAN, error);
  if (request == NULL)
    return NULL;

  request->is_met = is_unloading;

  if (is_of_old_form (printer))
    {
      bambu_request_add (request, "print", "unload_filament");
      return request;
    }

  celsius = bambu_command_get_change_heat (printer, extruder, NULL);
  add_change (request, printer, ams, UNLOAD, UNLOAD, celsius, celsius);

  return request;
}

BambuRequest *
bambu_command_ams (BambuPrinter *printer, BambuAmsAction action, GError **error)
{
  static const char *const WORDS[] = { "resume", "reset", "pause", "done", "abort" };
  BambuRequest *request = bambu_command_begin (printer, BAMBU_CONTROL_AMS, 0, NAN, error);

  if (request != NULL)
    json_object_set_string_member (bambu_request_add (request, "print", "ams_control"), "param",
                                   WORDS[action]);

  return request;
}

static gboolean
is_reading (BambuPrinter *printer, const BambuRequest *request)
{
  BambuTray *tray = bambu_printer_find_tray (printer, request->index >> 8, request->index & 0xff);

  return bambu_printer_get_ams_activity (printer) == BAMBU_AMS_ACTIVITY_READING
         || (tray != NULL && bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_READING);
}

/* Before that firmware a tag is read by G-code. */
static gboolean
reads_by_gcode (BambuPrinter *printer)
{
  static const struct
  {
    const char *model;
    const char *since;
  } FLOORS[] = {
    { "N1", "01.06.00.00" },  { "N2S", "01.06.00.00" },     { "C11", "01.08.01.00" },
    { "C12", "01.08.01.00" }, { "BL-P001", "01.09.00.00" }, { "BL-P002", "01.09.00.00" },
  };
  const BambuModel *model = bambu_printer_get_model (printer);

  for (guint i = 0; i < G_N_ELEMENTS (FLOORS); i++)
    if (g_str_equal (model->code, FLOORS[i].model))
      return bambu_command_is_older (printer, FLOORS[i].since);

  return FALSE;
}

gboolean
bambu_command_is_ams_loaded (BambuPrinter *printer)
{
  GListModel *extruders = bambu_printer_get_extruders (printer);

  for (guint i = 0; i < g_list_model_get_n_items (extruders); i++)
    {
      g_autoptr (BambuExtruder) extruder = g_list_model_get_item (extruders, i);
      BambuTray *tray = bambu_extruder_get_tray (extruder);

      if (tray != NULL && !bambu_tray_is_external (tray))
        return TRUE;
    }

  return FALSE;
}

BambuRequest *
bambu_command_read_tag (BambuPrinter *printer, BambuTray *tray, GError **error)
{
  int ams = bambu_tray_get_ams (tray);
  int slot = bambu_tray_get_slot (tray);
  g_autoptr (BambuRequest) request = NULL;
  g_autofree char *line = NULL;
  JsonObject *body;

  if (bambu_tray_is_external (tray))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  request =
      bambu_command_begin (printer, BAMBU_CONTROL_TAG, BAMBU_TRAY_INDEX (ams, slot), NAN, error);
  if (request == NULL)
    return NULL;

  /* Reading turns the spool, which must be free to turn. */
  if (bambu_command_is_ams_loaded (printer))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_AMS_LOADED, 0);

  request->is_met = is_reading;

  if (reads_by_gcode (printer))
    {
      line = g_strdup_printf ("M620 R%d\n", get_target (ams, slot));
      bambu_request_add_gcode (request, line);
    }
  else
    {
      body = bambu_request_add (request, "print", "ams_get_rfid");
      json_object_set_int_member (body, "ams_id", ams);
      json_object_set_int_member (body, "slot_id", slot);
    }

  return g_steal_pointer (&request);
}

static gboolean
does_dry (BambuPrinter *printer, const BambuRequest *request)
{
  BambuAms *unit = bambu_printer_find_unit (printer, request->index);
  BambuDrying drying = unit ? bambu_ams_get_drying (unit) : BAMBU_DRYING_OFF;

  return drying == BAMBU_DRYING_CHECKING || drying == BAMBU_DRYING_ACTIVE;
}

static gboolean
does_not_dry (BambuPrinter *printer, const BambuRequest *request)
{
  BambuAms *unit = bambu_printer_find_unit (printer, request->index);
  BambuDrying drying = unit ? bambu_ams_get_drying (unit) : BAMBU_DRYING_OFF;

  return drying == BAMBU_DRYING_OFF || drying == BAMBU_DRYING_COOLING
         || drying == BAMBU_DRYING_STOPPING;
}

static void
add_drying (BambuRequest *request,
            gboolean start,
            const char *material,
            int celsius,
            int hours,
            gboolean rotate)
{
  JsonObject *body = bambu_request_add (request, "print", "ams_filament_drying");

  json_object_set_int_member (body, "ams_id", request->index);
  json_object_set_int_member (body, "mode", start ? 1 : 0);
  json_object_set_string_member (body, "filament", material);
  json_object_set_int_member (body, "temp", celsius);
  json_object_set_int_member (body, "duration", hours);
  json_object_set_int_member (body, "humidity", 0);
  json_object_set_boolean_member (body, "rotate_tray", rotate);
  json_object_set_int_member (body, "cooling_temp", start ? DRY_COOLING : 0);
  json_object_set_boolean_member (body, "close_power_conflict", FALSE);
}

BambuRequest *
bambu_command_dry (BambuPrinter *printer,
                   BambuAms *unit,
                   const char *material,
                   int celsius,
                   int hours,
                   gboolean rotate,
                   GError **error)
{
  int maximum = bambu_ams_get_dry_maximum (unit);
  BambuDryObstacles obstacles;
  g_autoptr (BambuRequest) request = NULL;

  if (maximum == 0)
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  celsius = CLAMP (celsius, BAMBU_DRY_MINIMUM, maximum);
  request =
      bambu_command_begin (printer, BAMBU_CONTROL_DRYER, bambu_ams_get_id (unit), celsius, error);
  if (request == NULL)
    return NULL;

  obstacles = bambu_ams_get_dry_obstacles (unit);
  if (bambu_ams_get_drying (unit) != BAMBU_DRYING_OFF)
    obstacles |= BAMBU_DRY_OBSTACLE_DRYING;
  if (obstacles != 0)
    return bambu_command_not_now (error, BAMBU_OBSTACLE_DRYER, (int) obstacles);

  /* What dries in the next slot is of no use to a spool that melts. */
  if (celsius > bambu_ams_get_dry_limit (unit))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_SOFT, bambu_ams_get_dry_limit (unit));

  add_drying (request, TRUE, material, celsius, CLAMP (hours, 1, BAMBU_DRY_HOURS_MAXIMUM), rotate);
  request->is_met = does_dry;

  return g_steal_pointer (&request);
}

BambuRequest *
bambu_command_stop_drying (BambuPrinter *printer, BambuAms *unit, GError **error)
{
  g_autoptr (BambuRequest) request =
      bambu_command_begin (printer, BAMBU_CONTROL_DRYER, bambu_ams_get_id (unit), 0, error);

  if (request == NULL)
    return NULL;

  if (does_not_dry (printer, request))
    return bambu_command_not_now (error, BAMBU_OBSTACLE_NOT_DRYING, 0);

  add_drying (request, FALSE, "", 0, 0, FALSE);
  request->is_met = does_not_dry;

  return g_steal_pointer (&request);
}
