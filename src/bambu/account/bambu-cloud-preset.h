/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_PRESET (bambu_cloud_preset_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudPreset, bambu_cloud_preset, BAMBU, CLOUD_PRESET, BambuRecord)

/**
 * BambuCloudPresetValues:
 * @id:
 * @name:
 * @version:
 * @base_id: what it is made from
 * @filament_id:
 * @updated: Unix seconds; 0 unknown
 * @nickname: its maker
 *
 * A preset of the slicer.
 */
typedef struct
{
  char *id;
  char *name;
  char *version;
  char *base_id;
  char *filament_id;
  gint64 updated;
  char *nickname;
} BambuCloudPresetValues;

/** bambu_cloud_preset_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudPresetValues *bambu_cloud_preset_get_values (BambuCloudPreset *self);

#define BAMBU_TYPE_CLOUD_PRESETS (bambu_cloud_presets_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudPresets, bambu_cloud_presets, BAMBU, CLOUD_PRESETS, BambuRecord)

/**
 * BambuCloudPresetsValues:
 * @public_prints: of [class@Bambu.CloudPreset]
 * @private_prints: the user's own
 * @public_printers:
 * @private_printers:
 * @public_filaments:
 * @private_filaments:
 *
 * The presets of the slicer that the service keeps.
 */
typedef struct
{
  GListModel *public_prints;
  GListModel *private_prints;
  GListModel *public_printers;
  GListModel *private_printers;
  GListModel *public_filaments;
  GListModel *private_filaments;
} BambuCloudPresetsValues;

/** bambu_cloud_presets_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudPresetsValues *bambu_cloud_presets_get_values (BambuCloudPresets *self);

#define BAMBU_TYPE_CLOUD_RESOURCE (bambu_cloud_resource_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudResource, bambu_cloud_resource, BAMBU, CLOUD_RESOURCE, BambuRecord)

/**
 * BambuCloudResourceValues:
 * @kind: what was asked for
 * @version:
 * @description:
 * @url: where it is
 * @is_forced:
 *
 * Something for the slicer: a plug-in, profiles.
 */
typedef struct
{
  char *kind;
  char *version;
  char *description;
  char *url;
  gboolean is_forced;
} BambuCloudResourceValues;

/** bambu_cloud_resource_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudResourceValues *bambu_cloud_resource_get_values (BambuCloudResource *self);

G_END_DECLS
