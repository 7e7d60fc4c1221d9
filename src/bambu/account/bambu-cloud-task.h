/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-cloud-filament.h"
#include "bambu-record.h"

G_BEGIN_DECLS

/**
 * BambuCloudResult:
 * @BAMBU_CLOUD_RESULT_UNKNOWN: the service did not say, or in words that are not known
 * @BAMBU_CLOUD_RESULT_RUNNING: still printing
 * @BAMBU_CLOUD_RESULT_FINISHED: done
 * @BAMBU_CLOUD_RESULT_FAILED: failed, or stopped by somebody: the vendor's service has one number
 * for both
 * @BAMBU_CLOUD_RESULT_CANCELLED: stopped by somebody, where the service tells that apart
 */
typedef enum
{
  BAMBU_CLOUD_RESULT_UNKNOWN,
  BAMBU_CLOUD_RESULT_RUNNING,
  BAMBU_CLOUD_RESULT_FINISHED,
  BAMBU_CLOUD_RESULT_FAILED,
  BAMBU_CLOUD_RESULT_CANCELLED,
} BambuCloudResult;

#define BAMBU_TYPE_CLOUD_RESULT (bambu_cloud_result_get_type ())
GType bambu_cloud_result_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_CLOUD_TASK (bambu_cloud_task_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudTask, bambu_cloud_task, BAMBU, CLOUD_TASK, BambuRecord)

/**
 * BambuCloudTaskValues:
 * @id:
 * @title:
 * @cover: presigned address of a picture: a secret that expires
 * @result: what became of it
 * @status: in the service's words or numbers
 * @start_time: Unix seconds; 0 unknown
 * @end_time: Unix seconds; 0 unknown. Of one that runs it says nothing
 * @weight_grams: of filament, as sliced; NaN unknown
 * @length_centimetres: of filament, as sliced; NaN unknown
 * @estimated_seconds: as sliced; −1 unknown
 * @plate: from 1; −1 unknown
 * @serial: the printer's serial number
 * @device_name:
 * @device_model:
 * @bed_type:
 * @mode: `cloud_file`, `lan_file`
 * @model_id:
 * @profile_id:
 * @design_id: the model's page, if it came from one
 * @filaments: of [class@Bambu.CloudFilament]
 *
 * A print in the account's history.
 */
typedef struct
{
  char *id;
  char *title;
  char *cover;
  BambuCloudResult result;
  char *status;
  gint64 start_time;
  gint64 end_time;
  double weight_grams;
  double length_centimetres;
  gint64 estimated_seconds;
  int plate;
  char *serial;
  char *device_name;
  char *device_model;
  char *bed_type;
  char *mode;
  char *model_id;
  char *profile_id;
  char *design_id;
  GListModel *filaments;
} BambuCloudTaskValues;

/** bambu_cloud_task_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudTaskValues *bambu_cloud_task_get_values (BambuCloudTask *self);

G_END_DECLS
