/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-command.h"

#include "sim-flags.h"
#include "sim-json.h"
#include "sim-printer-private.h"

#define NO_BIT -1
#define NOT_ASKED -1

/* Where an option is in a report (protocol/mqtt-state.md §4). @supported is a bit of `home_flag`
 * without which older printers do not have it. */
static const struct
{
  const char *name;
  int home;
  int cfg;
  int supported;
} options[] = {
  { "auto_recovery", 4, 16, NO_BIT },     { "auto_switch_filament", 10, 18, NO_BIT },
  { "air_print_detect", 28, NO_BIT, 29 }, { "filament_tangle_detect", 20, 23, 19 },
  { "nozzle_blob_detect", 24, 24, 25 },   { "sound_enable", 17, 22, 18 },
};

static const char *const number_options[] = { "nozzle_blob_detect_v2", "air_purification" };

#define OPTION_AUTO_RECOVERY (1 << 0)

static gboolean
is_new (SimPrinter *printer)
{
  return sim_capability_is_there (SIM_CAPABILITY_NEW_PROTOCOL, sim_printer_get_state (printer),
                                  sim_printer_get_profile (printer));
}

static gboolean
set_option (SimPrinter *printer, guint index, gboolean on)
{
  JsonObject *print = sim_printer_get_state (printer);

  if (options[index].supported != NO_BIT && !is_new (printer)
      && !sim_flags_has_home (print, (guint) options[index].supported))
    return FALSE;

  sim_flags_set_home (print, (guint) options[index].home, on);
  if (options[index].cfg != NO_BIT)
    sim_flags_set_cfg (print, (guint) options[index].cfg, on);

  return TRUE;
}

static SimReply
set_print_option (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  gboolean on;

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    if (sim_json_get_boolean (arguments, options[i].name, &on))
      return sim_command_reply (set_option (printer, i, on));

  for (guint i = 0; i < G_N_ELEMENTS (number_options); i++)
    if (json_object_has_member (arguments, number_options[i]))
      return sim_command_reply (is_new (printer)
                                && sim_json_get_int (arguments, number_options[i], -1) >= 0);

  if (json_object_has_member (arguments, "option"))
    return sim_command_reply (
        set_option (printer, 0, sim_json_get_int (arguments, "option", 0) & OPTION_AUTO_RECOVERY));

  return SIM_REPLY_FAIL;
}

/* Detectors: a member of `xcam`, bits of its `cfg`, or both. */
static const struct
{
  const char *name;
  int bit;
  int sensitivity;
} detectors[] = {
  { "first_layer_inspector", NO_BIT, NO_BIT },
  { "buildplate_marker_detector", NO_BIT, NO_BIT },
  { "printing_monitor", NO_BIT, NO_BIT },
  { "spaghetti_detector", 7, 8 },
  { "pileup_detector", 10, 11 },
  { "clump_detector", 13, 14 },
  { "airprint_detector", 16, 17 },
  { "plate_offset_switch", 20, NO_BIT },
  { "fod_check", 21, NO_BIT },
  { "model_movement_check", 22, NO_BIT },
};

static void
set_detector_bits (JsonObject *xcam, guint index, gboolean on, int sensitivity)
{
  guint32 bits = (guint32) sim_json_get_int (xcam, "cfg", 0);

  if (detectors[index].bit == NO_BIT)
    return;

  bits &= ~(1u << detectors[index].bit);
  if (on)
    bits |= 1u << detectors[index].bit;
  if (detectors[index].sensitivity != NO_BIT && sensitivity != NOT_ASKED)
    {
      bits &= ~(3u << detectors[index].sensitivity);
      bits |= (guint32) sensitivity << detectors[index].sensitivity;
    }
  sim_json_put_int (xcam, "cfg", bits);
}

static int
parse_sensitivity (const char *word)
{
  static const char *const words[] = { "low", "medium", "high" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i], word))
      return (int) i;

  return NOT_ASKED;
}

static SimReply
set_detector (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *xcam = sim_json_get_object (sim_printer_get_state (printer), "xcam");
  const char *name = sim_json_get_string (arguments, "module_name", "");
  const char *sensitivity = sim_json_get_string (arguments, "halt_print_sensitivity", NULL);
  gboolean on;
  gboolean halts;

  if (!sim_json_get_boolean (arguments, "control", &on))
    return SIM_REPLY_FAIL;

  for (guint i = 0; i < G_N_ELEMENTS (detectors); i++)
    {
      gboolean in_bits = detectors[i].bit != NO_BIT && json_object_has_member (xcam, "cfg");

      if (!g_str_equal (detectors[i].name, name)
          || (!in_bits && !json_object_has_member (xcam, name)))
        continue;

      sim_json_put_boolean (xcam, name, on);
      set_detector_bits (xcam, i, on,
                         sensitivity != NULL ? parse_sensitivity (sensitivity) : NOT_ASKED);
      if (sim_json_get_boolean (arguments, "print_halt", &halts))
        sim_json_put_boolean (xcam, "print_halt", halts);
      if (sensitivity != NULL)
        sim_json_put_string (xcam, "halt_print_sensitivity", sensitivity);

      return SIM_REPLY_SUCCESS;
    }

  return SIM_REPLY_FAIL;
}

/* Camera */

#define CFG_RECORD_BIT 3
#define CFG_1080P_BIT 4
#define CFG_TIMELAPSE_BIT 5

static SimReply
switch_camera (SimPrinter *printer, JsonObject *arguments, const char *member, guint cfg_bit)
{
  JsonObject *print = sim_printer_get_state (printer);
  const char *control = sim_json_get_string (arguments, "control", "");
  gboolean on = g_str_equal (control, "enable");

  if (!on && !g_str_equal (control, "disable"))
    return SIM_REPLY_FAIL;

  sim_json_put_string (sim_json_get_object (print, "ipcam"), member, control);
  sim_flags_set_cfg (print, cfg_bit, on);

  return SIM_REPLY_SUCCESS;
}

static SimReply
set_recording (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return switch_camera (printer, arguments, "ipcam_record", CFG_RECORD_BIT);
}

static SimReply
set_timelapse (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  return switch_camera (printer, arguments, "timelapse", CFG_TIMELAPSE_BIT);
}

static SimReply
set_resolution (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *print = sim_printer_get_state (printer);
  JsonObject *ipcam = sim_json_get_object (print, "ipcam");
  JsonArray *supported = sim_json_get_array (ipcam, "resolution_supported");
  const char *resolution = sim_json_get_string (arguments, "resolution", "");

  for (guint i = 0; i < json_array_get_length (supported); i++)
    if (g_str_equal (json_array_get_string_element (supported, i), resolution))
      {
        sim_json_put_string (ipcam, "resolution", resolution);
        sim_flags_set_cfg (print, CFG_1080P_BIT, g_str_equal (resolution, "1080p"));
        return SIM_REPLY_SUCCESS;
      }

  return SIM_REPLY_FAIL;
}

static SimReply
get_media_info (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  json_object_set_boolean_member (answer, "is_enough", TRUE);

  return SIM_REPLY_SUCCESS;
}

/* The rest */

#define HOME_KEEPS_FILES_BIT 11
#define CFG_KEEPS_FILES_BIT 19
#define CFG_DOOR_SHIFT 20
#define MAX_DOOR_RULE 2
#define MAX_BUZZER_MODE 2

static SimReply
keep_files (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *print = sim_printer_get_state (printer);
  gboolean on;

  if (!sim_json_get_boolean (arguments, "config", &on))
    return SIM_REPLY_FAIL;

  sim_flags_set_home (print, HOME_KEEPS_FILES_BIT, on);
  sim_flags_set_cfg (print, CFG_KEEPS_FILES_BIT, on);

  return SIM_REPLY_SUCCESS;
}

static SimReply
set_door_rule (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  gint64 rule = sim_json_get_int (arguments, "config", -1);

  if (rule < 0 || rule > MAX_DOOR_RULE)
    return SIM_REPLY_FAIL;

  sim_flags_set_cfg_field (sim_printer_get_state (printer), CFG_DOOR_SHIFT, 2, (guint) rule);

  return SIM_REPLY_SUCCESS;
}

static SimReply
sound_buzzer (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  gint64 mode = sim_json_get_int (arguments, "mode", -1);

  return sim_command_reply (mode >= 0 && mode <= MAX_BUZZER_MODE);
}

/* Newer printers write kinds in codes. */
static const struct
{
  const char *word;
  const char *code;
} nozzle_kinds[] = {
  { "stainless_steel", "HS00" },
  { "hardened_steel", "HS01" },
  { "tungsten_carbide", "HS05" },
};

static SimReply
set_nozzle_kind (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *print = sim_printer_get_state (printer);
  JsonObject *nozzle = sim_json_find_by_id (
      sim_json_get_array (sim_json_find (print, "device", "nozzle", NULL), "info"), 0);
  const char *word = sim_json_get_string (arguments, "nozzle_type", "");
  double diameter = json_object_get_double_member_with_default (arguments, "nozzle_diameter", 0);

  if (!g_str_equal (sim_json_get_string (arguments, "accessory_type", ""), "nozzle")
      || diameter < 0.1 || diameter > 2 || sim_machine_is_busy (sim_printer_get_machine (printer)))
    return SIM_REPLY_FAIL;

  for (guint i = 0; i < G_N_ELEMENTS (nozzle_kinds); i++)
    if (g_str_equal (nozzle_kinds[i].word, word))
      {
        sim_json_put_double (print, "nozzle_diameter", diameter);
        sim_json_put_string (print, "nozzle_type", nozzle != NULL ? nozzle_kinds[i].code : word);
        sim_json_put_double (nozzle, "diameter", diameter);
        sim_json_put_string (nozzle, "type", nozzle_kinds[i].code);
        return SIM_REPLY_SUCCESS;
      }

  return SIM_REPLY_FAIL;
}

static SimReply
get_accessories (SimPrinter *printer, JsonObject *arguments, JsonObject *answer)
{
  JsonObject *print = sim_printer_get_state (printer);

  json_object_set_string_member (answer, "nozzle_type",
                                 sim_json_get_string (print, "nozzle_type", ""));
  json_object_set_double_member (
      answer, "nozzle_diameter",
      g_ascii_strtod (sim_json_get_string (print, "nozzle_diameter", "0"), NULL));

  return SIM_REPLY_SUCCESS;
}

const SimCommand sim_command_settings[] = {
  { "print", "print_option", set_print_option },
  { "xcam", "xcam_control_set", set_detector, SIM_CAPABILITY_DETECTORS },
  { "camera", "ipcam_record_set", set_recording },
  { "camera", "ipcam_timelapse", set_timelapse },
  { "camera", "ipcam_resolution_set", set_resolution, SIM_CAPABILITY_RESOLUTIONS },
  { "camera", "ipcam_get_media_info", get_media_info, SIM_CAPABILITY_NEW_PROTOCOL },
  { "system", "print_cache_set", keep_files },
  { "system", "set_door_stat", set_door_rule, SIM_CAPABILITY_DOOR_CHECK },
  { "print", "buzzer_ctrl", sound_buzzer, SIM_CAPABILITY_BUZZER },
  { "system", "set_accessories", set_nozzle_kind, SIM_CAPABILITY_NOZZLE_BY_HAND },
  { "system", "get_accessories", get_accessories, SIM_CAPABILITY_NOZZLE_BY_HAND,
    SIM_COMMAND_UNSIGNED },
  { NULL },
};
