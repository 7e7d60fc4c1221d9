/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_TRAY (bambu_tray_get_type ())
G_DECLARE_FINAL_TYPE (BambuTray, bambu_tray, BAMBU, TRAY, BambuPart)

/**
 * BAMBU_EXTERNAL_MAIN:
 *
 * The unit id of the external spool of the main (right, only) extruder, whatever number a firmware
 * gives it (protocol/ams.md §1).
 */
#define BAMBU_EXTERNAL_MAIN 255
/** BAMBU_EXTERNAL_DEPUTY: the same for the second (left) extruder. */
#define BAMBU_EXTERNAL_DEPUTY 254

/**
 * BambuTray:
 *
 * A slot of an AMS unit, or an external spool. Lives as long as its unit; main context only.
 *
 * Properties, all readable:
 *
 * - `ams` (int): the unit's id; %BAMBU_EXTERNAL_MAIN or %BAMBU_EXTERNAL_DEPUTY for an external
 * spool
 * - `slot` (int): from 0
 * - `label` (string): `A1`, `HT-A`, `Ext`, `Ext-L`, `Ext-R`
 * - `state` (#BambuTrayState)
 * - `material` (string, nullable): `PLA`, `PETG-CF` …
 * - `product` (string, nullable): `PLA Basic`: the maker's name of the filament, reported or from
 * the table
 * - `filament-id` (string, nullable): `GFA00` …
 * - `colours` (strv): 8 upper-case hex digits each; empty if unknown
 * - `pattern` (#BambuSpoolPattern)
 * - `remain-percent` (int): 0 to 100, measured; −1 unknown, not measured, or measuring is off
 * - `read-by-rfid` (boolean)
 * - `nozzle-temp-min`, `nozzle-temp-max` (int): °C; 0 unknown
 * - `spool-id` (string, nullable): `tray_uuid`, the same on both faces of a spool
 * - `k-profile` (int): `cali_idx`, the pressure advance profile in use; −1 the printer's own
 * - `k` (double): the pressure advance itself, which older firmware says; NaN unknown
 * - `in-use` (boolean): an extruder has its filament
 *
 * As the printer said them, for scripts; a user interface shows what is above:
 *
 * - `reported-id` (int): the slot's number, or the one that this firmware gives an external spool
 * (254 or 255)
 * - `reported-product` (string, nullable): `tray_sub_brands`, without a look at the table
 * - `reported-remain` (int): percent, also where nothing measured it; −1 unknown
 */
int bambu_tray_get_ams (BambuTray *self);
int bambu_tray_get_slot (BambuTray *self);
gboolean bambu_tray_is_external (BambuTray *self);
const char *bambu_tray_get_label (BambuTray *self);
BambuTrayState bambu_tray_get_state (BambuTray *self);
const char *bambu_tray_get_material (BambuTray *self);
const char *bambu_tray_get_product (BambuTray *self);
const char *bambu_tray_get_filament_id (BambuTray *self);
const char *const *bambu_tray_get_colours (BambuTray *self);
BambuSpoolPattern bambu_tray_get_pattern (BambuTray *self);
int bambu_tray_get_remain_percent (BambuTray *self);
gboolean bambu_tray_is_read_by_rfid (BambuTray *self);
int bambu_tray_get_nozzle_temp_min (BambuTray *self);
int bambu_tray_get_nozzle_temp_max (BambuTray *self);
const char *bambu_tray_get_spool_id (BambuTray *self);
int bambu_tray_get_k_profile (BambuTray *self);
double bambu_tray_get_k (BambuTray *self);
/** bambu_tray_get_dry_limit: Returns: °C that its filament is usually dried at, not far below where
 * it softens; 0 if that is not known, %G_MAXINT of an empty slot */
int bambu_tray_get_dry_limit (BambuTray *self);
gboolean bambu_tray_is_in_use (BambuTray *self);
int bambu_tray_get_reported_id (BambuTray *self);
const char *bambu_tray_get_reported_product (BambuTray *self);
int bambu_tray_get_reported_remain (BambuTray *self);

G_END_DECLS
