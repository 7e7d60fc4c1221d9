/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_K_PROFILE (bambu_k_profile_get_type ())
G_DECLARE_FINAL_TYPE (BambuKProfile, bambu_k_profile, BAMBU, K_PROFILE, BambuPart)

/**
 * BambuKProfile:
 *
 * A pressure advance profile that a printer keeps. Immutable. Properties, all readable:
 *
 * - `number` (int): `cali_idx`, what a tray's `k-profile` says
 * - `name` (string): as the user gave it
 * - `filament-id` (string, nullable): the filament that it is for
 * - `k` (double): NaN unknown
 * - `extruder` (int): the extruder's id
 * - `nozzle-diameter` (double): mm; 0 unknown
 */
int bambu_k_profile_get_number (BambuKProfile *self);
const char *bambu_k_profile_get_name (BambuKProfile *self);
const char *bambu_k_profile_get_filament_id (BambuKProfile *self);
double bambu_k_profile_get_k (BambuKProfile *self);
int bambu_k_profile_get_extruder (BambuKProfile *self);
double bambu_k_profile_get_nozzle_diameter (BambuKProfile *self);

G_END_DECLS
