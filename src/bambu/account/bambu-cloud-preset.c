/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-preset.h"

#include "bambu-record-private.h"

static const BambuRecordField PRESET_FIELDS[] = {
  BAMBU_TEXT (BambuCloudPresetValues, id, "id", "setting_id|id"),
  BAMBU_TEXT (BambuCloudPresetValues, name, "name", "name"),
  BAMBU_TEXT (BambuCloudPresetValues, version, "version", "version"),
  BAMBU_TEXT (BambuCloudPresetValues, base_id, "base-id", "base_id|inherits"),
  BAMBU_TEXT (BambuCloudPresetValues, filament_id, "filament-id", "filament_id"),
  BAMBU_TIME (BambuCloudPresetValues, updated, "updated", "update_time|updated_time"),
  BAMBU_TEXT (BambuCloudPresetValues, nickname, "nickname", "nickname"),
};

BAMBU_DEFINE_RECORD (BambuCloudPreset, bambu_cloud_preset, PRESET_FIELDS, NULL)

static const BambuRecordField PRESETS_FIELDS[] = {
  BAMBU_LIST (BambuCloudPresetsValues,
              public_prints,
              "public-prints",
              "print.public",
              bambu_cloud_preset_get_type),
  BAMBU_LIST (BambuCloudPresetsValues,
              private_prints,
              "private-prints",
              "print.private",
              bambu_cloud_preset_get_type),
  BAMBU_LIST (BambuCloudPresetsValues,
              public_printers,
              "public-printers",
              "printer.public",
              bambu_cloud_preset_get_type),
  BAMBU_LIST (BambuCloudPresetsValues,
              private_printers,
              "private-printers",
              "printer.private",
              bambu_cloud_preset_get_type),
  BAMBU_LIST (BambuCloudPresetsValues,
              public_filaments,
              "public-filaments",
              "filament.public",
              bambu_cloud_preset_get_type),
  BAMBU_LIST (BambuCloudPresetsValues,
              private_filaments,
              "private-filaments",
              "filament.private",
              bambu_cloud_preset_get_type),
};

BAMBU_DEFINE_RECORD (BambuCloudPresets, bambu_cloud_presets, PRESETS_FIELDS, NULL)

static const BambuRecordField RESOURCE_FIELDS[] = {
  BAMBU_TEXT (BambuCloudResourceValues, kind, "kind", "type"),
  BAMBU_TEXT (BambuCloudResourceValues, version, "version", "version"),
  BAMBU_TEXT (BambuCloudResourceValues, description, "description", "description"),
  BAMBU_TEXT (BambuCloudResourceValues, url, "url", "url"),
  BAMBU_FLAG (BambuCloudResourceValues, is_forced, "forced", "force_update"),
};

BAMBU_DEFINE_RECORD (BambuCloudResource, bambu_cloud_resource, RESOURCE_FIELDS, NULL)
