/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-upload.h"

#include "bambu-record-private.h"

static const BambuRecordField UPLOAD_TARGET_FIELDS[] = {
  BAMBU_TEXT (BambuCloudUploadTargetValues, kind, "kind", "type"),
  BAMBU_TEXT (BambuCloudUploadTargetValues, value, "value", "file|value"),
  BAMBU_SECRET (BambuCloudUploadTargetValues, url, "url", "url"),
};

BAMBU_DEFINE_RECORD (BambuCloudUploadTarget, bambu_cloud_upload_target, UPLOAD_TARGET_FIELDS, NULL)

static const BambuRecordField UPLOAD_FIELDS[] = {
  BAMBU_SECRET (BambuCloudUploadValues, ticket, "ticket", "upload_ticket|ticket"),
  BAMBU_TEXT (BambuCloudUploadValues, file_id, "file-id", "file_id"),
  BAMBU_LIST (
      BambuCloudUploadValues, targets, "targets", "urls", bambu_cloud_upload_target_get_type),
};

BAMBU_DEFINE_RECORD (BambuCloudUpload, bambu_cloud_upload, UPLOAD_FIELDS, NULL)

static const BambuRecordField CAMERA_TICKET_FIELDS[] = {
  BAMBU_TEXT (BambuCloudCameraTicketValues, kind, "kind", "type"),
  BAMBU_TEXT (BambuCloudCameraTicketValues, region, "region", "region"),
  BAMBU_SECRET (BambuCloudCameraTicketValues, ttcode, "ttcode", "ttcode"),
  BAMBU_SECRET (BambuCloudCameraTicketValues, password, "password", "passwd|password"),
  BAMBU_SECRET (BambuCloudCameraTicketValues, authkey, "authkey", "authkey"),
  BAMBU_SECRET (BambuCloudCameraTicketValues, url, "url", "url|video_url|stream_url|snapshot_url"),
};

BAMBU_DEFINE_RECORD (BambuCloudCameraTicket, bambu_cloud_camera_ticket, CAMERA_TICKET_FIELDS, NULL)
