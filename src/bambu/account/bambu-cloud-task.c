/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-task.h"

#include <math.h>

#include "bambu-record-private.h"

/* One that ended this soon after its start is still printing: the service sets an end at once. */
#define STILL_PRINTING_SECONDS 60

G_DEFINE_ENUM_TYPE (BambuCloudResult,
                    bambu_cloud_result,
                    G_DEFINE_ENUM_VALUE (BAMBU_CLOUD_RESULT_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CLOUD_RESULT_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CLOUD_RESULT_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CLOUD_RESULT_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (BAMBU_CLOUD_RESULT_CANCELLED, "cancelled"))

/* Numbers are what the service sends, words are of the documents. 1 and 4 mean "not over", as far
 * as is known. */
static const struct
{
  const char *status;
  BambuCloudResult result;
} STATUSES[] = {
  { "1", BAMBU_CLOUD_RESULT_RUNNING },          { "2", BAMBU_CLOUD_RESULT_FINISHED },
  { "3", BAMBU_CLOUD_RESULT_FAILED },           { "4", BAMBU_CLOUD_RESULT_RUNNING },
  { "running", BAMBU_CLOUD_RESULT_RUNNING },    { "printing", BAMBU_CLOUD_RESULT_RUNNING },
  { "active", BAMBU_CLOUD_RESULT_RUNNING },     { "completed", BAMBU_CLOUD_RESULT_FINISHED },
  { "finished", BAMBU_CLOUD_RESULT_FINISHED },  { "success", BAMBU_CLOUD_RESULT_FINISHED },
  { "failed", BAMBU_CLOUD_RESULT_FAILED },      { "cancelled", BAMBU_CLOUD_RESULT_CANCELLED },
  { "canceled", BAMBU_CLOUD_RESULT_CANCELLED }, { "aborted", BAMBU_CLOUD_RESULT_FAILED },
};

static const BambuRecordField TASK_FIELDS[] = {
  BAMBU_TEXT (BambuCloudTaskValues, id, "id", "id|task_id|taskId"),
  BAMBU_TEXT (BambuCloudTaskValues, title, "title", "title|name|task_name|designTitle"),
  BAMBU_TEXT (BambuCloudTaskValues, cover, "cover", "cover|thumbnail|cover_url"),
  BAMBU_MADE_ENUM (BambuCloudTaskValues, result, "result", bambu_cloud_result_get_type),
  BAMBU_TEXT (BambuCloudTaskValues, status, "status", "status"),
  BAMBU_TIME (BambuCloudTaskValues,
              start_time,
              "start-time",
              "startTime|start_time|created_at|create_time"),
  BAMBU_TIME (BambuCloudTaskValues, end_time, "end-time", "endTime|end_time|completed_at"),
  BAMBU_NUMBER (BambuCloudTaskValues, weight_grams, "weight-grams", "weight", DOUBLE, NAN),
  BAMBU_NUMBER (
      BambuCloudTaskValues, length_centimetres, "length-centimetres", "length", DOUBLE, NAN),
  BAMBU_NUMBER (BambuCloudTaskValues,
                estimated_seconds,
                "estimated-seconds",
                "costTime|cost_time|duration|prediction",
                INT64,
                -1),
  BAMBU_NUMBER (BambuCloudTaskValues, plate, "plate", "plateIndex|plate_index", INT, -1),
  BAMBU_TEXT (BambuCloudTaskValues, serial, "serial", "deviceId|device_id|dev_id"),
  BAMBU_TEXT (BambuCloudTaskValues, device_name, "device-name", "deviceName|device_name|dev_name"),
  BAMBU_TEXT (BambuCloudTaskValues,
              device_model,
              "device-model",
              "deviceModel|device_model|dev_model_name"),
  BAMBU_TEXT (BambuCloudTaskValues, bed_type, "bed-type", "bedType|bed_type"),
  BAMBU_TEXT (BambuCloudTaskValues, mode, "mode", "mode"),
  BAMBU_TEXT (BambuCloudTaskValues, model_id, "model-id", "modelId|model_id"),
  BAMBU_TEXT (BambuCloudTaskValues, profile_id, "profile-id", "profileId|profile_id"),
  BAMBU_TEXT (BambuCloudTaskValues, design_id, "design-id", "designId|design_id"),
  BAMBU_LIST (BambuCloudTaskValues,
              filaments,
              "filaments",
              "amsDetailMapping|ams_detail_mapping",
              bambu_cloud_filament_get_type),
};

static void
settle_task (BambuCloudTaskValues *values)
{
  gboolean has_both_times = values->start_time > 0 && values->end_time > 0;

  for (guint i = 0; values->status && i < G_N_ELEMENTS (STATUSES); i++)
    if (g_ascii_strcasecmp (values->status, STATUSES[i].status) == 0)
      values->result = STATUSES[i].result;

  if (values->result == BAMBU_CLOUD_RESULT_RUNNING && has_both_times
      && values->end_time - values->start_time > STILL_PRINTING_SECONDS)
    values->result = BAMBU_CLOUD_RESULT_UNKNOWN;
}

BAMBU_DEFINE_RECORD (BambuCloudTask, bambu_cloud_task, TASK_FIELDS, settle_task)
