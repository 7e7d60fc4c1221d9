/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_AMS (bambu_ams_get_type ())
G_DECLARE_FINAL_TYPE (BambuAms, bambu_ams, BAMBU, AMS, BambuPart)

/**
 * BambuAms:
 *
 * An AMS unit; a #GListModel of its [class@Bambu.Tray], one a slot, in order. Main context only.
 *
 * Properties, all readable:
 *
 * - `id` (int): 0 to 3, 16 (A2L), 128 to 135 (HT)
 * - `kind` (#BambuAmsKind)
 * - `name` (string): `AMS A`, `AMS 2 Pro B`, `AMS HT-A`, `AMS Lite`
 * - `extruder` (int): the extruder's id that it feeds; −1 not connected yet
 * - `humidity-level` (int): 5 dry to 1 wet; 0 unknown
 * - `humidity-percent` (int): −1 unknown or not measured
 * - `temperature` (double): °C; NaN unknown
 * - `drying` (#BambuDrying)
 * - `dry-minutes-left` (int): 0 if not drying
 * - `dry-material` (string, nullable), `dry-temperature` (int: °C; −1 unknown), `dry-hours` (int:
 * −1 unknown): what the dryer was set to
 * - `dry-obstacles` (#BambuDryObstacles): why it cannot dry now
 * - `firmware` (string, nullable)
 */
/** BAMBU_DRY_MINIMUM: °C */
#define BAMBU_DRY_MINIMUM 45
/** BAMBU_DRY_HOURS_MAXIMUM: for how long at most */
#define BAMBU_DRY_HOURS_MAXIMUM 24

int bambu_ams_get_id (BambuAms *self);
BambuAmsKind bambu_ams_get_kind (BambuAms *self);
const char *bambu_ams_get_name (BambuAms *self);
int bambu_ams_get_extruder (BambuAms *self);
int bambu_ams_get_humidity_level (BambuAms *self);
int bambu_ams_get_humidity_percent (BambuAms *self);
double bambu_ams_get_temperature (BambuAms *self);
BambuDrying bambu_ams_get_drying (BambuAms *self);
int bambu_ams_get_dry_minutes_left (BambuAms *self);
const char *bambu_ams_get_dry_material (BambuAms *self);
int bambu_ams_get_dry_temperature (BambuAms *self);
int bambu_ams_get_dry_hours (BambuAms *self);
BambuDryObstacles bambu_ams_get_dry_obstacles (BambuAms *self);
/** bambu_ams_get_dry_maximum: Returns: °C that its dryer reaches; 0 it has none */
int bambu_ams_get_dry_maximum (BambuAms *self);
/** bambu_ams_get_dry_limit: Returns: °C that all stand that is known to be in it, see
 * bambu_tray_get_dry_limit(); %G_MAXINT if nothing is */
int bambu_ams_get_dry_limit (BambuAms *self);
const char *bambu_ams_get_firmware (BambuAms *self);

G_END_DECLS
