/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-capability.h"

#include "sim-ams.h"
#include "sim-flags.h"
#include "sim-json.h"

#define FUN_DOOR_CHECK_BIT 12
#define FUN_BACK_TO_CENTER_BIT 32
#define FUN_XYZ_CTRL_BIT 38
#define FUN_SET_BED_TEMP_BIT 39
#define FUN2_REMOTE_DRYING_BIT 5

static gboolean
speaks_new_protocol (JsonObject *print)
{
  static const char *const members[] = { "cfg", "fun", "aux", "stat" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (!json_object_has_member (print, members[i]))
      return FALSE;

  return TRUE;
}

static gboolean
has_two_extruders (JsonObject *print)
{
  JsonArray *infos = sim_json_get_array (sim_json_find (print, "device", "extruder", NULL), "info");

  return infos != NULL && json_array_get_length (infos) > 1;
}

static gboolean
is_marked (const SimProfile *profile, const char *member)
{
  return json_object_get_boolean_member_with_default (profile->data, member, FALSE);
}

static gboolean
has_units (JsonObject *print)
{
  JsonArray *units = sim_ams_get_units (print);

  return units != NULL && json_array_get_length (units) > 0;
}

gboolean
sim_capability_is_there (SimCapability capability, JsonObject *print, const SimProfile *profile)
{
  switch (capability)
    {
    case SIM_CAPABILITY_NONE:
      return TRUE;
    case SIM_CAPABILITY_NEW_PROTOCOL:
      return speaks_new_protocol (print);
    case SIM_CAPABILITY_BACK_TO_CENTER:
      return sim_flags_has_fun (print, FUN_BACK_TO_CENTER_BIT);
    case SIM_CAPABILITY_XYZ_CTRL:
      return sim_flags_has_fun (print, FUN_XYZ_CTRL_BIT);
    case SIM_CAPABILITY_SET_BED_TEMP:
      return sim_flags_has_fun (print, FUN_SET_BED_TEMP_BIT);
    case SIM_CAPABILITY_TWO_EXTRUDERS:
      return has_two_extruders (print);
    case SIM_CAPABILITY_CHAMBER_HEATER:
      return speaks_new_protocol (print) && profile->chamber_max > 0;
    case SIM_CAPABILITY_AIR_DUCT:
      return sim_json_find (print, "device", "airduct", NULL) != NULL;
    case SIM_CAPABILITY_REMOTE_DRYING:
      return sim_flags_has_fun2 (print, FUN2_REMOTE_DRYING_BIT);
    case SIM_CAPABILITY_DOOR_CHECK:
      return sim_flags_has_fun (print, FUN_DOOR_CHECK_BIT);
    case SIM_CAPABILITY_BUZZER:
      return is_marked (profile, "buzzer");
    case SIM_CAPABILITY_LIDAR:
      return is_marked (profile, "lidar");
    case SIM_CAPABILITY_NOZZLE_BY_HAND:
      return is_marked (profile, "nozzle_by_hand");
    case SIM_CAPABILITY_DETECTORS:
      return sim_json_get_object (print, "xcam") != NULL;
    case SIM_CAPABILITY_RESOLUTIONS:
      return sim_json_get_array (sim_json_get_object (print, "ipcam"), "resolution_supported")
             != NULL;
    case SIM_CAPABILITY_FEEDS:
      return has_units (print);
    case SIM_CAPABILITY_READS_TAGS:
      return has_units (print) && !is_marked (profile, "old_ams");
    default:
      g_return_val_if_reached (FALSE);
    }
}
