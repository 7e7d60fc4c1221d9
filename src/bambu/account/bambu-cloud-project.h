/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_PLATE (bambu_cloud_plate_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudPlate, bambu_cloud_plate, BAMBU, CLOUD_PLATE, BambuRecord)

/**
 * BambuCloudPlateValues:
 * @index: from 1; −1 unknown
 * @name:
 * @prediction_seconds: −1 unknown
 * @weight_grams: NaN unknown
 * @thumbnail: presigned address: a secret that expires
 * @gcode_url: likewise
 *
 * A plate of a project.
 */
typedef struct
{
  int index;
  char *name;
  gint64 prediction_seconds;
  double weight_grams;
  char *thumbnail;
  char *gcode_url;
} BambuCloudPlateValues;

/** bambu_cloud_plate_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudPlateValues *bambu_cloud_plate_get_values (BambuCloudPlate *self);

#define BAMBU_TYPE_CLOUD_VARIANT (bambu_cloud_variant_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudVariant, bambu_cloud_variant, BAMBU, CLOUD_VARIANT, BambuRecord)

/**
 * BambuCloudVariantValues:
 * @id:
 * @name:
 * @status:
 * @plates: of [class@Bambu.CloudPlate]
 *
 * How a project was sliced: what the service calls a profile.
 */
typedef struct
{
  char *id;
  char *name;
  char *status;
  GListModel *plates;
} BambuCloudVariantValues;

/** bambu_cloud_variant_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudVariantValues *bambu_cloud_variant_get_values (BambuCloudVariant *self);

#define BAMBU_TYPE_CLOUD_PROJECT (bambu_cloud_project_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudProject, bambu_cloud_project, BAMBU, CLOUD_PROJECT, BambuRecord)

/**
 * BambuCloudProjectValues:
 * @id:
 * @name:
 * @model_id:
 * @status:
 * @created: Unix seconds; 0 unknown
 * @updated: Unix seconds; 0 unknown
 * @download_url: presigned address: a secret that expires
 * @variants: of [class@Bambu.CloudVariant]; only of a single one
 *
 * A project that was uploaded for printing.
 */
typedef struct
{
  char *id;
  char *name;
  char *model_id;
  char *status;
  gint64 created;
  gint64 updated;
  char *download_url;
  GListModel *variants;
} BambuCloudProjectValues;

/** bambu_cloud_project_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudProjectValues *bambu_cloud_project_get_values (BambuCloudProject *self);

#define BAMBU_TYPE_CLOUD_DRAFT (bambu_cloud_draft_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudDraft, bambu_cloud_draft, BAMBU, CLOUD_DRAFT, BambuRecord)

/**
 * BambuCloudDraftValues:
 * @project_id:
 * @model_id:
 * @profile_id: a number, as text
 * @upload_url: presigned address for what is known of the file: a secret
 * @ticket: of that upload: a secret
 *
 * A project that was begun, and has no file yet.
 */
typedef struct
{
  char *project_id;
  char *model_id;
  char *profile_id;
  char *upload_url;
  char *ticket;
} BambuCloudDraftValues;

/** bambu_cloud_draft_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudDraftValues *bambu_cloud_draft_get_values (BambuCloudDraft *self);

G_END_DECLS
