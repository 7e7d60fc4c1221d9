/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-device.h"

#include <math.h>

#include "bambu-record-private.h"

static const BambuRecordField DEVICE_FIELDS[] = {
  BAMBU_TEXT (BambuCloudDeviceValues, serial, "serial", "dev_id|device_id|deviceId|id"),
  BAMBU_TEXT (BambuCloudDeviceValues, name, "name", "name|dev_name|device_name"),
  BAMBU_FLAG (BambuCloudDeviceValues, online, "online", "online|dev_online"),
  BAMBU_TEXT (
      BambuCloudDeviceValues, print_status, "print-status", "print_status|task_status|status"),
  BAMBU_TEXT (BambuCloudDeviceValues, model, "model", "dev_model_name|model"),
  BAMBU_TEXT (BambuCloudDeviceValues, product, "product", "dev_product_name|product_name"),
  BAMBU_TEXT (BambuCloudDeviceValues, structure, "structure", "dev_structure"),
  BAMBU_NUMBER (
      BambuCloudDeviceValues, nozzle_diameter, "nozzle-diameter", "nozzle_diameter", DOUBLE, NAN),
  BAMBU_TEXT (BambuCloudDeviceValues, task_id, "task-id", "print_job|task_id"),
  BAMBU_SECRET (BambuCloudDeviceValues, access_code, "access-code", "dev_access_code|access_code"),
  BAMBU_TEXT (
      BambuCloudDeviceValues, firmware_version, "firmware-version", "firmware_version|version"),
  BAMBU_NUMBER (BambuCloudDeviceValues,
                nozzle_temperature,
                "nozzle-temperature",
                "nozzle_temp|nozzle_temperature|temperatures.nozzle|temperature.nozzle",
                DOUBLE,
                NAN),
  BAMBU_NUMBER (BambuCloudDeviceValues,
                bed_temperature,
                "bed-temperature",
                "bed_temp|bed_temperature|temperatures.bed|temperature.bed",
                DOUBLE,
                NAN),
  BAMBU_NUMBER (BambuCloudDeviceValues,
                chamber_temperature,
                "chamber-temperature",
                "chamber_temp|chamber_temperature|temperatures.chamber|temperature.chamber",
                DOUBLE,
                NAN),
};

BAMBU_DEFINE_RECORD (BambuCloudDevice, bambu_cloud_device, DEVICE_FIELDS, NULL)

static const BambuRecordField PRINT_STATUS_FIELDS[] = {
  BAMBU_TEXT (BambuCloudPrintStatusValues, serial, "serial", "dev_id|device_id|deviceId"),
  BAMBU_TEXT (BambuCloudPrintStatusValues, name, "name", "dev_name|name"),
  BAMBU_FLAG (BambuCloudPrintStatusValues, online, "online", "dev_online|online"),
  BAMBU_TEXT (BambuCloudPrintStatusValues, task_id, "task-id", "task_id|job_id"),
  BAMBU_TEXT (BambuCloudPrintStatusValues, task_name, "task-name", "task_name|subtask_name"),
  BAMBU_TEXT (
      BambuCloudPrintStatusValues, task_status, "task-status", "task_status|print_status|status"),
  BAMBU_TEXT (BambuCloudPrintStatusValues, model_id, "model-id", "model_id"),
  BAMBU_TEXT (BambuCloudPrintStatusValues, project_id, "project-id", "project_id"),
  BAMBU_TEXT (BambuCloudPrintStatusValues, profile_id, "profile-id", "profile_id"),
  BAMBU_TIME (BambuCloudPrintStatusValues, start_time, "start-time", "start_time"),
  BAMBU_NUMBER (BambuCloudPrintStatusValues,
                prediction_seconds,
                "prediction-seconds",
                "prediction",
                INT64,
                -1),
  BAMBU_NUMBER (BambuCloudPrintStatusValues, percent, "percent", "progress|mc_percent", INT, -1),
  BAMBU_TEXT (BambuCloudPrintStatusValues, thumbnail, "thumbnail", "thumbnail"),
};

BAMBU_DEFINE_RECORD (BambuCloudPrintStatus, bambu_cloud_print_status, PRINT_STATUS_FIELDS, NULL)

static const BambuRecordField RELEASE_FIELDS[] = {
  BAMBU_TEXT (BambuCloudReleaseValues, version, "version", "version|available_version|available"),
  BAMBU_TEXT (BambuCloudReleaseValues,
              description,
              "description",
              "description|release_notes|release_note"),
  BAMBU_TEXT (BambuCloudReleaseValues, url, "url", "url"),
  BAMBU_FLAG (BambuCloudReleaseValues, is_forced, "forced", "force_update|force"),
};

BAMBU_DEFINE_RECORD (BambuCloudRelease, bambu_cloud_release, RELEASE_FIELDS, NULL)

static const BambuRecordField FIRMWARE_FIELDS[] = {
  BAMBU_TEXT (BambuCloudFirmwareValues, serial, "serial", "dev_id|device_id|deviceId"),
  BAMBU_TEXT (BambuCloudFirmwareValues,
              version,
              "version",
              "version|current_version|firmware.current_version|firmware.current"),
  BAMBU_LIST (BambuCloudFirmwareValues,
              releases,
              "releases",
              "firmware|firmwares",
              bambu_cloud_release_get_type),
};

BAMBU_DEFINE_RECORD (BambuCloudFirmware, bambu_cloud_firmware, FIRMWARE_FIELDS, NULL)
