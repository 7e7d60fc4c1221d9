/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-heater.h"
#include "bambu-tray.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_EXTRUDER (bambu_extruder_get_type ())
G_DECLARE_FINAL_TYPE (BambuExtruder, bambu_extruder, BAMBU, EXTRUDER, BambuPart)

/**
 * BambuExtruder:
 *
 * An extruder with its hotend. Properties, all readable:
 *
 * - `id` (int): 0 right or only, 1 left
 * - `side` (#BambuSide)
 * - `active` (boolean): prints now, or would
 * - `heater` ([class@Bambu.Heater]): its nozzle's; always the same object
 * - `nozzle-id` (int): −1 none or unknown
 * - `nozzle-diameter` (double): mm; 0 unknown
 * - `nozzle-kind` (string, nullable): `HS01`, `hardened_steel` …
 * - `filament-inserted` (int): 1, 0; −1 unknown
 * - `tray` ([class@Bambu.Tray], nullable): where its filament comes from
 */
int bambu_extruder_get_id (BambuExtruder *self);
BambuSide bambu_extruder_get_side (BambuExtruder *self);
gboolean bambu_extruder_is_active (BambuExtruder *self);
BambuHeater *bambu_extruder_get_heater (BambuExtruder *self);
int bambu_extruder_get_nozzle_id (BambuExtruder *self);
double bambu_extruder_get_nozzle_diameter (BambuExtruder *self);
const char *bambu_extruder_get_nozzle_kind (BambuExtruder *self);
int bambu_extruder_get_filament_inserted (BambuExtruder *self);
BambuTray *bambu_extruder_get_tray (BambuExtruder *self);

G_END_DECLS
