/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"
#include "bambu-printer-private.h"

/* Each asks for a request, and sends it. */

gboolean
bambu_printer_can (BambuPrinter *self, BambuControl control, GError **error)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (control < BAMBU_N_CONTROLS, FALSE);

  return bambu_printer_check_reachable (self, error) && bambu_command_check (self, control, error);
}

gboolean
bambu_printer_has_air_mode (BambuPrinter *self, int mode)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return bambu_decode_has_air_mode (self->report, mode);
}

DexFuture *
bambu_printer_pause (BambuPrinter *self)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_pause (self, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_resume (BambuPrinter *self)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_resume (self, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_stop (BambuPrinter *self)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_stop (self, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_speed_level (BambuPrinter *self, int level)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_speed (self, level, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_skip_objects (BambuPrinter *self, const int *objects, gsize n_objects)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (objects != NULL);

  request = bambu_command_skip (self, objects, n_objects, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_answer_error (BambuPrinter *self, const char *code, BambuErrorAnswer answer)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (code != NULL);

  request = bambu_command_answer (self, code, answer, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_start_print (BambuPrinter *self, const BambuPrintOrder *order)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (order != NULL && order->name != NULL && order->url != NULL);

  request = bambu_command_print (self, order, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_nozzle_temperature (BambuPrinter *self, int extruder, int celsius)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_nozzle (self, extruder, celsius, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_bed_temperature (BambuPrinter *self, int celsius)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_bed (self, celsius, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_chamber_temperature (BambuPrinter *self, int celsius)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_chamber (self, celsius, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_fan (BambuPrinter *self, BambuFanKind kind, int percent)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_fan (self, kind, percent, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_air_mode (BambuPrinter *self, int mode, int submode)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_air_duct (self, mode, submode, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_light (BambuPrinter *self, BambuLightPlace place, gboolean on)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (place <= BAMBU_LIGHT_PLACE_BED);

  request = bambu_command_light (self, place, on, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_home (BambuPrinter *self, BambuHome home)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_home (self, home, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_jog (BambuPrinter *self, BambuAxis axis, int mm)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (axis <= BAMBU_AXIS_Z);

  request = bambu_command_jog (self, axis, mm, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_extrude (BambuPrinter *self, int extruder, int mm)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_extrude (self, extruder, mm, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_select_extruder (BambuPrinter *self, int extruder)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_extruder (self, extruder, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_turn_motors_off (BambuPrinter *self)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_motors_off (self, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_buzzer (BambuPrinter *self, BambuBuzzer mode)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_buzzer (self, mode, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_calibrate (BambuPrinter *self, BambuCalibrations what)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_calibrate (self, what, &error);

  return bambu_printer_send (self, request, error);
}

int
bambu_printer_find_extruder_of (BambuPrinter *self, BambuTray *tray)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), -1);
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), -1);

  return bambu_command_find_extruder_of (self, tray);
}

int
bambu_printer_get_change_heat (BambuPrinter *self, int extruder, BambuTray *tray)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), -1);

  return bambu_command_get_change_heat (self, extruder, tray);
}

BambuTray *
bambu_printer_find_change_target (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), NULL);

  return bambu_command_find_change_target (self);
}

gboolean
bambu_printer_is_ams_loaded (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return bambu_command_is_ams_loaded (self);
}

DexFuture *
bambu_printer_load (BambuPrinter *self, BambuTray *tray)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (BAMBU_IS_TRAY (tray));

  request = bambu_command_load (self, tray, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_unload (BambuPrinter *self, int extruder)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_unload (self, extruder, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_control_ams (BambuPrinter *self, BambuAmsAction action)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (action <= BAMBU_AMS_ACTION_ABORT);

  request = bambu_command_ams (self, action, &error);

  return bambu_printer_send (self, request, error);
}

gboolean
bambu_printer_is_locked (BambuPrinter *self, BambuTray *tray)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);
  g_return_val_if_fail (BAMBU_IS_TRAY (tray), FALSE);

  return !bambu_command_can_edit (self, tray);
}

DexFuture *
bambu_printer_set_filament (BambuPrinter *self, BambuTray *tray, const BambuFilamentChoice *choice)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (BAMBU_IS_TRAY (tray));

  request = bambu_command_filament (self, tray, choice, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_read_tag (BambuPrinter *self, BambuTray *tray)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (BAMBU_IS_TRAY (tray));

  request = bambu_command_read_tag (self, tray, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_start_drying (BambuPrinter *self,
                            BambuAms *unit,
                            const char *material,
                            int celsius,
                            int hours,
                            gboolean rotate)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (BAMBU_IS_AMS (unit) && material != NULL);

  request = bambu_command_dry (self, unit, material, celsius, hours, rotate, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_stop_drying (BambuPrinter *self, BambuAms *unit)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (BAMBU_IS_AMS (unit));

  request = bambu_command_stop_drying (self, unit, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_list_k_profiles (BambuPrinter *self, int extruder)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_list_k_profiles (self, extruder, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_choose_k_profile (BambuPrinter *self, BambuTray *tray, int number)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (BAMBU_IS_TRAY (tray));

  request = bambu_command_k_profile (self, tray, number, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_setting (BambuPrinter *self, BambuSettingKind kind, int value)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (kind < BAMBU_N_SETTINGS);

  request = bambu_command_setting (self, kind, value, BAMBU_SENSITIVITY_NONE, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_sensitivity (BambuPrinter *self,
                               BambuSettingKind kind,
                               BambuSensitivity sensitivity)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (kind < BAMBU_N_SETTINGS && sensitivity <= BAMBU_SENSITIVITY_HIGH);

  request = bambu_command_setting (self, kind, 1, sensitivity, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_set_nozzle_kind (BambuPrinter *self, double diameter, const char *kind)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (kind != NULL);

  request = bambu_command_nozzle_kind (self, diameter, kind, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_read_access_code (BambuPrinter *self)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_access_code (self, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_reboot (BambuPrinter *self)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));

  request = bambu_command_reboot (self, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_start_upgrade (BambuPrinter *self, const char *version)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (version != NULL);

  request = bambu_command_upgrade (self, version, &error);

  return bambu_printer_send (self, request, error);
}

DexFuture *
bambu_printer_send_gcode (BambuPrinter *self, const char *lines)
{
  BambuRequest *request;
  GError *error = NULL;

  dex_return_error_if_fail (BAMBU_IS_PRINTER (self));
  dex_return_error_if_fail (lines != NULL);

  request = bambu_command_gcode (self, lines, &error);

  return bambu_printer_send (self, request, error);
}
