/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_DEVICE (bambu_cloud_device_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudDevice, bambu_cloud_device, BAMBU, CLOUD_DEVICE, BambuRecord)

/**
 * BambuCloudDeviceValues:
 * @serial: its serial number
 * @name: the user's name for it
 * @online: the service has a connection to it
 * @print_status: `ACTIVE`, `SUCCESS`, `RUNNING`, `FAILED` …
 * @model: model code; newer ones have the marketing name here
 * @product: marketing name
 * @structure: `CoreXY`, `I3`
 * @nozzle_diameter: mm; NaN unknown
 * @task_id: of what it prints or last printed
 * @access_code: a secret: full control on the local network
 * @firmware_version: of device information only
 * @nozzle_temperature: °C, likewise; NaN unknown
 * @bed_temperature: °C, likewise; NaN unknown
 * @chamber_temperature: °C, likewise; NaN unknown
 *
 * A printer that is bound to the account.
 */
typedef struct
{
  char *serial;
  char *name;
  gboolean online;
  char *print_status;
  char *model;
  char *product;
  char *structure;
  double nozzle_diameter;
  char *task_id;
  char *access_code;
  char *firmware_version;
  double nozzle_temperature;
  double bed_temperature;
  double chamber_temperature;
} BambuCloudDeviceValues;

/** bambu_cloud_device_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudDeviceValues *bambu_cloud_device_get_values (BambuCloudDevice *self);

#define BAMBU_TYPE_CLOUD_PRINT_STATUS (bambu_cloud_print_status_get_type ())
G_DECLARE_FINAL_TYPE (
    BambuCloudPrintStatus, bambu_cloud_print_status, BAMBU, CLOUD_PRINT_STATUS, BambuRecord)

/**
 * BambuCloudPrintStatusValues:
 * @serial: its serial number
 * @name: the user's name for it
 * @online: the service has a connection to it
 * @task_id: of the print
 * @task_name: of the print
 * @task_status: in the service's words
 * @model_id: of the project
 * @project_id: of the project
 * @profile_id: of the project
 * @start_time: Unix seconds; 0 unknown
 * @prediction_seconds: how long the print should take; −1 unknown
 * @percent: −1 unknown
 * @thumbnail: presigned address: a secret that expires
 *
 * What a bound printer does, as the service knows it.
 */
typedef struct
{
  char *serial;
  char *name;
  gboolean online;
  char *task_id;
  char *task_name;
  char *task_status;
  char *model_id;
  char *project_id;
  char *profile_id;
  gint64 start_time;
  gint64 prediction_seconds;
  int percent;
  char *thumbnail;
} BambuCloudPrintStatusValues;

/** bambu_cloud_print_status_get_values: Returns: (transfer none): its values, which do not change
 */
const BambuCloudPrintStatusValues *bambu_cloud_print_status_get_values (
    BambuCloudPrintStatus *self);

#define BAMBU_TYPE_CLOUD_RELEASE (bambu_cloud_release_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudRelease, bambu_cloud_release, BAMBU, CLOUD_RELEASE, BambuRecord)

/**
 * BambuCloudReleaseValues:
 * @version:
 * @description: what is new in it
 * @url: where it is
 * @is_forced: the vendor wants everybody to have it
 *
 * A firmware that a printer could have.
 */
typedef struct
{
  char *version;
  char *description;
  char *url;
  gboolean is_forced;
} BambuCloudReleaseValues;

/** bambu_cloud_release_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudReleaseValues *bambu_cloud_release_get_values (BambuCloudRelease *self);

#define BAMBU_TYPE_CLOUD_FIRMWARE (bambu_cloud_firmware_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudFirmware, bambu_cloud_firmware, BAMBU, CLOUD_FIRMWARE, BambuRecord)

/**
 * BambuCloudFirmwareValues:
 * @serial: the printer's serial number
 * @version: what it runs
 * @releases: of [class@Bambu.CloudRelease]; empty: nothing newer
 *
 * Which firmware a printer has, and which it could have.
 */
typedef struct
{
  char *serial;
  char *version;
  GListModel *releases;
} BambuCloudFirmwareValues;

/** bambu_cloud_firmware_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudFirmwareValues *bambu_cloud_firmware_get_values (BambuCloudFirmware *self);

G_END_DECLS
