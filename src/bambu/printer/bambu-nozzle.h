/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-enums.h"
#include "bambu-part.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_NOZZLE (bambu_nozzle_get_type ())
G_DECLARE_FINAL_TYPE (BambuNozzle, bambu_nozzle, BAMBU, NOZZLE, BambuPart)

/**
 * BambuNozzle:
 *
 * A hotend in the rack of an H2C. Properties, all readable: `position` (int: 16 to 21), `diameter`
 * (double: mm; 0 unknown), `kind` (string, nullable: the printer's code, `HS01` …), `colour`
 * (string, nullable: 8 hex digits), `filament-id` (string, nullable).
 */
int bambu_nozzle_get_position (BambuNozzle *self);
double bambu_nozzle_get_diameter (BambuNozzle *self);
const char *bambu_nozzle_get_kind (BambuNozzle *self);
const char *bambu_nozzle_get_colour (BambuNozzle *self);
const char *bambu_nozzle_get_filament_id (BambuNozzle *self);

G_END_DECLS
