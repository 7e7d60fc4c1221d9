/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_UPLOAD_TARGET (bambu_cloud_upload_target_get_type ())
G_DECLARE_FINAL_TYPE (
    BambuCloudUploadTarget, bambu_cloud_upload_target, BAMBU, CLOUD_UPLOAD_TARGET, BambuRecord)

/**
 * BambuCloudUploadTargetValues:
 * @kind: `filename`: the file itself; else its value as text
 * @value:
 * @url: presigned address: a secret
 *
 * Where one part of an upload goes.
 */
typedef struct
{
  char *kind;
  char *value;
  char *url;
} BambuCloudUploadTargetValues;

/** bambu_cloud_upload_target_get_values: Returns: (transfer none): its values, which do not change
 */
const BambuCloudUploadTargetValues *bambu_cloud_upload_target_get_values (
    BambuCloudUploadTarget *self);

#define BAMBU_TYPE_CLOUD_UPLOAD (bambu_cloud_upload_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudUpload, bambu_cloud_upload, BAMBU, CLOUD_UPLOAD, BambuRecord)

/**
 * BambuCloudUploadValues:
 * @ticket:
 * @file_id: of the documents only
 * @targets: of [class@Bambu.CloudUploadTarget]
 *
 * Where to upload a file to.
 */
typedef struct
{
  char *ticket;
  char *file_id;
  GListModel *targets;
} BambuCloudUploadValues;

/** bambu_cloud_upload_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudUploadValues *bambu_cloud_upload_get_values (BambuCloudUpload *self);

#define BAMBU_TYPE_CLOUD_CAMERA_TICKET (bambu_cloud_camera_ticket_get_type ())
G_DECLARE_FINAL_TYPE (
    BambuCloudCameraTicket, bambu_cloud_camera_ticket, BAMBU, CLOUD_CAMERA_TICKET, BambuRecord)

/**
 * BambuCloudCameraTicketValues:
 * @kind: `tutk` …
 * @region:
 * @ttcode: a secret
 * @password: a secret
 * @authkey: a secret
 * @url: a secret, where there is one
 *
 * What a camera's relay wants to see. Its stream takes a program of the vendor's.
 */
typedef struct
{
  char *kind;
  char *region;
  char *ttcode;
  char *password;
  char *authkey;
  char *url;
} BambuCloudCameraTicketValues;

/** bambu_cloud_camera_ticket_get_values: Returns: (transfer none): its values, which do not change
 */
const BambuCloudCameraTicketValues *bambu_cloud_camera_ticket_get_values (
    BambuCloudCameraTicket *self);

G_END_DECLS
