/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_FILAMENT (bambu_cloud_filament_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudFilament, bambu_cloud_filament, BAMBU, CLOUD_FILAMENT, BambuRecord)

/**
 * BambuCloudFilamentValues:
 * @filament_type: `PLA` …
 * @filament_id: `GFA00` …
 * @source_colour: as sliced, RRGGBBAA, with or without `#`
 * @target_colour: as printed
 * @weight_grams: NaN unknown
 * @ams_id: 255: none; −1 unknown
 * @slot_id: −1 unknown
 *
 * A filament of a print.
 */
typedef struct
{
  char *filament_type;
  char *filament_id;
  char *source_colour;
  char *target_colour;
  double weight_grams;
  int ams_id;
  int slot_id;
} BambuCloudFilamentValues;

/** bambu_cloud_filament_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudFilamentValues *bambu_cloud_filament_get_values (BambuCloudFilament *self);

/**
 * bambu_cloud_filament_dup_colour:
 *
 * Returns: (transfer full) (nullable): as printed, or else as sliced: eight hex digits RRGGBBAA, or
 * whatever the service has in their place
 */
char *bambu_cloud_filament_dup_colour (BambuCloudFilament *self);

G_END_DECLS
