/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-project.h"

#include <math.h>

#include "bambu-record-private.h"

static const BambuRecordField PLATE_FIELDS[] = {
  BAMBU_NUMBER (BambuCloudPlateValues, index, "index", "index|plate_idx", INT, -1),
  BAMBU_TEXT (BambuCloudPlateValues, name, "name", "name"),
  BAMBU_NUMBER (
      BambuCloudPlateValues, prediction_seconds, "prediction-seconds", "prediction", INT64, -1),
  BAMBU_NUMBER (BambuCloudPlateValues, weight_grams, "weight-grams", "weight", DOUBLE, NAN),
  BAMBU_TEXT (BambuCloudPlateValues, thumbnail, "thumbnail", "thumbnail.url"),
  BAMBU_TEXT (BambuCloudPlateValues, gcode_url, "gcode-url", "gcode.url"),
};

BAMBU_DEFINE_RECORD (BambuCloudPlate, bambu_cloud_plate, PLATE_FIELDS, NULL)

static const BambuRecordField VARIANT_FIELDS[] = {
  BAMBU_TEXT (BambuCloudVariantValues, id, "id", "profile_id|id"),
  BAMBU_TEXT (BambuCloudVariantValues, name, "name", "name|title"),
  BAMBU_TEXT (BambuCloudVariantValues, status, "status", "status"),
  BAMBU_LIST (BambuCloudVariantValues,
              plates,
              "plates",
              "context.plates|plates",
              bambu_cloud_plate_get_type),
};

BAMBU_DEFINE_RECORD (BambuCloudVariant, bambu_cloud_variant, VARIANT_FIELDS, NULL)

static const BambuRecordField PROJECT_FIELDS[] = {
  BAMBU_TEXT (BambuCloudProjectValues, id, "id", "project_id|id"),
  BAMBU_TEXT (BambuCloudProjectValues, name, "name", "name|title"),
  BAMBU_TEXT (BambuCloudProjectValues, model_id, "model-id", "model_id"),
  BAMBU_TEXT (BambuCloudProjectValues, status, "status", "status"),
  BAMBU_TIME (BambuCloudProjectValues, created, "created", "create_time|created_at"),
  BAMBU_TIME (BambuCloudProjectValues, updated, "updated", "update_time|updated_at"),
  BAMBU_TEXT (BambuCloudProjectValues, download_url, "download-url", "download_url|url"),
  BAMBU_LIST (
      BambuCloudProjectValues, variants, "variants", "profiles", bambu_cloud_variant_get_type),
};

BAMBU_DEFINE_RECORD (BambuCloudProject, bambu_cloud_project, PROJECT_FIELDS, NULL)

static const BambuRecordField DRAFT_FIELDS[] = {
  BAMBU_TEXT (BambuCloudDraftValues, project_id, "project-id", "project_id|id"),
  BAMBU_TEXT (BambuCloudDraftValues, model_id, "model-id", "model_id"),
  BAMBU_TEXT (BambuCloudDraftValues, profile_id, "profile-id", "profile_id"),
  BAMBU_SECRET (BambuCloudDraftValues, upload_url, "upload-url", "upload_url"),
  BAMBU_SECRET (BambuCloudDraftValues, ticket, "ticket", "upload_ticket"),
};

BAMBU_DEFINE_RECORD (BambuCloudDraft, bambu_cloud_draft, DRAFT_FIELDS, NULL)
