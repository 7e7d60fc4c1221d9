/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-profile.h"

G_BEGIN_DECLS

/**
 * SimCapability:
 * @SIM_CAPABILITY_NONE: nothing in particular
 * @SIM_CAPABILITY_NEW_PROTOCOL: it sends `cfg`, `fun`, `aux` and `stat`
 * @SIM_CAPABILITY_FEEDS: it has a unit that spools are in
 * @SIM_CAPABILITY_READS_TAGS: its firmware takes the command to read a tag
 *
 * What a command needs of a printer: without it there is no answer.
 */
typedef enum
{
  SIM_CAPABILITY_NONE,
  SIM_CAPABILITY_NEW_PROTOCOL,
  SIM_CAPABILITY_BACK_TO_CENTER,
  SIM_CAPABILITY_XYZ_CTRL,
  SIM_CAPABILITY_SET_BED_TEMP,
  SIM_CAPABILITY_TWO_EXTRUDERS,
  SIM_CAPABILITY_CHAMBER_HEATER,
  SIM_CAPABILITY_AIR_DUCT,
  SIM_CAPABILITY_REMOTE_DRYING,
  SIM_CAPABILITY_DOOR_CHECK,
  SIM_CAPABILITY_BUZZER,
  SIM_CAPABILITY_LIDAR,
  SIM_CAPABILITY_NOZZLE_BY_HAND,
  SIM_CAPABILITY_DETECTORS,
  SIM_CAPABILITY_RESOLUTIONS,
  SIM_CAPABILITY_FEEDS,
  SIM_CAPABILITY_READS_TAGS,
} SimCapability;

/** sim_capability_is_there: @print: the printer's state, which knows better than its model */
gboolean sim_capability_is_there (SimCapability capability,
                                  JsonObject *print,
                                  const SimProfile *profile);

G_END_DECLS
