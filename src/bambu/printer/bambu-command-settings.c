/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-command-private.h"

#include <math.h>
#include <string.h>

#include "bambu-printer-private.h"

static BambuSetting *
find_setting (BambuPrinter *printer, BambuSettingKind kind)
{
  GListModel *settings = bambu_printer_get_settings (printer);

  for (guint i = 0; i < g_list_model_get_n_items (settings); i++)
    {
      g_autoptr (BambuSetting) setting = g_list_model_get_item (settings, i);

      if (bambu_setting_get_kind (setting) == kind)
        return setting;
    }

  return NULL;
}

static gboolean
is_set (BambuPrinter *printer, const BambuRequest *request)
{
  BambuSetting *setting = find_setting (printer, request->index);

  return setting != NULL && bambu_setting_get_value (setting) == (int) request->value
         && (request->extra == BAMBU_SENSITIVITY_NONE
             || (int) bambu_setting_get_sensitivity (setting) == request->extra);
}

static void
add_option (BambuRequest *request, const char *key, gboolean on)
{
  json_object_set_boolean_member (bambu_request_add (request, "print", "print_option"), key, on);
}

static void
add_step_loss (BambuRequest *request, BambuPrinter *printer, gboolean on)
{
  JsonObject *body;

  add_option (request, "auto_recovery", on);

  /* The older form has it as a bit besides. */
  if (!(bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_NEW_PROTOCOL))
    {
      body = request->messages[request->n_messages - 1].body;
      json_object_set_int_member (body, "option", on ? 1 : 0);
    }
}

/* One message says all three: the others as they are, or as they are going to be. */
static gboolean
get_ams_flag (BambuPrinter *printer, const BambuRequest *request, BambuSettingKind kind)
{
  BambuPending *pending = bambu_printer_get_pending (printer, BAMBU_CONTROL_SETTING, kind);
  BambuSetting *setting = find_setting (printer, kind);

  if (request->index == (int) kind)
    return request->value > 0;
  if (bambu_pending_is_active (pending))
    return bambu_pending_get_value (pending) > 0;

  return setting != NULL && bambu_setting_get_value (setting) > 0;
}

static void
add_ams_options (BambuRequest *request, BambuPrinter *printer)
{
  JsonObject *body = bambu_request_add (request, "print", "ams_user_setting");

  json_object_set_int_member (body, "ams_id", -1);
  json_object_set_boolean_member (body, "startup_read_option",
                                  get_ams_flag (printer, request, BAMBU_SETTING_READ_AT_START));
  json_object_set_boolean_member (body, "tray_read_option",
                                  get_ams_flag (printer, request, BAMBU_SETTING_READ_ON_INSERT));
  json_object_set_boolean_member (body, "calibrate_remain_flag",
                                  get_ams_flag (printer, request, BAMBU_SETTING_REMAIN));
}

static void
add_camera_switch (BambuRequest *request, const char *command, gboolean on)
{
  json_object_set_string_member (bambu_request_add (request, "camera", command), "control",
                                 on ? "enable" : "disable");
}

static void
add_detector (BambuRequest *request, const char *module, gboolean on)
{
  static const char *const WORDS[] = { NULL, "never_halt", "low", "medium", "high" };
  JsonObject *body = bambu_request_add (request, "xcam", "xcam_control_set");

  json_object_set_string_member (body, "module_name", module);
  json_object_set_boolean_member (body, "control", on);
  json_object_set_boolean_member (body, "enable", on);
  json_object_set_boolean_member (body, "print_halt", TRUE);
  if (WORDS[request->extra] != NULL)
    json_object_set_string_member (body, "halt_print_sensitivity", WORDS[request->extra]);
}

static void
add_setting (BambuRequest *request, BambuPrinter *printer, BambuSettingKind kind, int value)
{
  switch (kind)
    {
    case BAMBU_SETTING_STEP_LOSS:
      add_step_loss (request, printer, value > 0);
      break;
    case BAMBU_SETTING_AUTO_REFILL:
      add_option (request, "auto_switch_filament", value > 0);
      break;
    case BAMBU_SETTING_SOUND:
      add_option (request, "sound_enable", value > 0);
      break;
    case BAMBU_SETTING_TANGLE:
      add_option (request, "filament_tangle_detect", value > 0);
      break;
    case BAMBU_SETTING_BLOB:
      add_option (request, "nozzle_blob_detect", value > 0);
      break;
    case BAMBU_SETTING_AIR_PRINT:
      add_option (request, "air_print_detect", value > 0);
      break;
    case BAMBU_SETTING_PURIFICATION:
      json_object_set_int_member (bambu_request_add (request, "print", "print_option"),
                                  "air_purification", value);
      break;
    case BAMBU_SETTING_READ_ON_INSERT:
    case BAMBU_SETTING_READ_AT_START:
    case BAMBU_SETTING_REMAIN:
      add_ams_options (request, printer);
      break;
    case BAMBU_SETTING_KEEP_FILES:
      json_object_set_boolean_member (bambu_request_add (request, "system", "print_cache_set"),
                                      "config", value > 0);
      break;
    case BAMBU_SETTING_DOOR:
      json_object_set_int_member (bambu_request_add (request, "system", "set_door_stat"), "config",
                                  value);
      break;
    case BAMBU_SETTING_RECORDING:
      add_camera_switch (request, "ipcam_record_set", value > 0);
      break;
    case BAMBU_SETTING_TIMELAPSE:
      add_camera_switch (request, "ipcam_timelapse", value > 0);
      break;
    case BAMBU_SETTING_RESOLUTION:
      json_object_set_string_member (bambu_request_add (request, "camera", "ipcam_resolution_set"),
                                     "resolution", value > 0 ? "1080p" : "720p");
      break;
    case BAMBU_SETTING_FIRST_LAYER:
    case BAMBU_SETTING_PLATE_MARKER:
    case BAMBU_SETTING_MONITOR:
    case BAMBU_SETTING_SPAGHETTI:
    case BAMBU_SETTING_PILE_UP:
    case BAMBU_SETTING_CLUMP:
    case BAMBU_SETTING_AIR_PRINT_SEEN:
    case BAMBU_SETTING_PLATE_OFFSET:
    case BAMBU_SETTING_FOREIGN_OBJECT:
    case BAMBU_SETTING_DISPLACEMENT:
    default:
      add_detector (request, bambu_decode_get_detector (kind), value > 0);
      break;
    }
}

/* Nothing reports it, so it is not in the list: what has an air duct may have it. */
static gboolean
may_purify (BambuPrinter *printer, BambuSettingKind kind)
{
  return kind == BAMBU_SETTING_PURIFICATION
         && (bambu_printer_get_capabilities (printer) & BAMBU_CAPABILITY_AIR_DUCT);
}

BambuRequest *
bambu_command_setting (BambuPrinter *printer,
                       BambuSettingKind kind,
                       int value,
                       BambuSensitivity sensitivity,
                       GError **error)
{
  BambuSetting *setting = find_setting (printer, kind);
  BambuRequest *request;

  if (setting == NULL && !may_purify (printer, kind))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_ABSENT, 0);

  value = CLAMP (value, 0, setting ? bambu_setting_get_maximum (setting) : 2);
  request = bambu_command_begin (printer, BAMBU_CONTROL_SETTING, kind, value, error);
  if (request == NULL)
    return NULL;

  /* A detector that is turned on goes on with the sensitivity that it had. */
  if (setting != NULL && bambu_setting_get_sensitivity (setting) != BAMBU_SENSITIVITY_NONE)
    request->extra = sensitivity != BAMBU_SENSITIVITY_NONE
                         ? sensitivity
                         : bambu_setting_get_sensitivity (setting);

  add_setting (request, printer, kind, value);
  request->is_met = setting ? is_set : NULL;

  return request;
}

static gboolean
has_nozzle_kind (BambuPrinter *printer, const BambuRequest *request)
{
  BambuExtruder *extruder = bambu_printer_get_active_extruder (printer);

  return fabs (bambu_extruder_get_nozzle_diameter (extruder) - request->value) < 0.01
         && g_strcmp0 (bambu_extruder_get_nozzle_kind (extruder), request->text) == 0;
}

gboolean
bambu_printer_sees_nozzle (BambuPrinter *self)
{
  g_return_val_if_fail (BAMBU_IS_PRINTER (self), FALSE);

  return bambu_report_get (self->report, BAMBU_KEY_DEVICE_NOZZLE) != NULL;
}

BambuRequest *
bambu_command_nozzle_kind (BambuPrinter *printer, double diameter, const char *kind, GError **error)
{
  BambuRequest *request;
  JsonObject *body;

  if (bambu_printer_sees_nozzle (printer))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_SEES_NOZZLE, 0);
  if (!(diameter >= 0.1 && diameter <= 2))
    return bambu_command_not_able (error, BAMBU_OBSTACLE_INVALID, 0);

  request = bambu_command_begin (printer, BAMBU_CONTROL_NOZZLE_KIND, 0, diameter, error);
  if (request == NULL)
    return NULL;

  request->text = g_strdup (kind);
  request->is_met = has_nozzle_kind;
  body = bambu_request_add (request, "system", "set_accessories");
  json_object_set_string_member (body, "accessory_type", "nozzle");
  json_object_set_double_member (body, "nozzle_diameter", diameter);
  json_object_set_string_member (body, "nozzle_type", kind);

  return request;
}
