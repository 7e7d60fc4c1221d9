/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-filament.h"

#include <math.h>
#include <string.h>

#include "bambu-record-private.h"

static const BambuRecordField FILAMENT_FIELDS[] = {
  BAMBU_TEXT (BambuCloudFilamentValues,
              filament_type,
              "filament-type",
              "filamentType|filament_type|targetFilamentType"),
  BAMBU_TEXT (BambuCloudFilamentValues, filament_id, "filament-id", "filamentId|filament_id"),
  BAMBU_TEXT (BambuCloudFilamentValues, source_colour, "source-colour", "sourceColor|source_color"),
  BAMBU_TEXT (BambuCloudFilamentValues, target_colour, "target-colour", "targetColor|target_color"),
  BAMBU_NUMBER (
      BambuCloudFilamentValues, weight_grams, "weight-grams", "weight|used_g", DOUBLE, NAN),
  BAMBU_NUMBER (BambuCloudFilamentValues, ams_id, "ams-id", "amsId|ams_id", INT, -1),
  BAMBU_NUMBER (BambuCloudFilamentValues, slot_id, "slot-id", "slotId|slot_id", INT, -1),
};

BAMBU_DEFINE_RECORD (BambuCloudFilament, bambu_cloud_filament, FILAMENT_FIELDS, NULL)

char *
bambu_cloud_filament_dup_colour (BambuCloudFilament *self)
{
  const BambuCloudFilamentValues *values = bambu_cloud_filament_get_values (self);
  const char *colour = values->target_colour ? values->target_colour : values->source_colour;

  if (colour == NULL)
    return NULL;
  if (*colour == '#')
    colour++;

  /* Opaque */
  return strlen (colour) == strlen ("RRGGBB") ? g_strconcat (colour, "FF", NULL)
                                              : g_strdup (colour);
}
