/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-message.h"

#include "bambu-record-private.h"

static const BambuRecordField MESSAGE_FIELDS[] = {
  BAMBU_TEXT (BambuCloudMessageValues, id, "id", "id|notification_id|message_id"),
  BAMBU_NUMBER (BambuCloudMessageValues, kind, "kind", "type", INT, -1),
  BAMBU_TEXT (
      BambuCloudMessageValues, title, "title", "taskMessage.title|title|designMessage.title"),
  BAMBU_TEXT (
      BambuCloudMessageValues, text, "text", "content|body|detail|message|taskMessage.detail"),
  BAMBU_TIME (
      BambuCloudMessageValues, created, "created", "createTime|create_time|created_at|timestamp"),
  BAMBU_FLAG (BambuCloudMessageValues, is_read, "read", "read|is_read|isRead|isread"),
  BAMBU_TEXT (BambuCloudMessageValues, sender, "sender", "from.name|sender"),
  BAMBU_TEXT (BambuCloudMessageValues, task_id, "task-id", "taskMessage.id|task_id|taskId"),
  BAMBU_TEXT (BambuCloudMessageValues, task_status, "task-status", "taskMessage.status"),
  BAMBU_TEXT (BambuCloudMessageValues, serial, "serial", "taskMessage.deviceId|device_id|deviceId"),
  BAMBU_TEXT (BambuCloudMessageValues,
              device_name,
              "device-name",
              "taskMessage.deviceName|device_name|deviceName"),
  BAMBU_TEXT (BambuCloudMessageValues, cover, "cover", "taskMessage.cover|cover"),
};

BAMBU_DEFINE_RECORD (BambuCloudMessage, bambu_cloud_message, MESSAGE_FIELDS, NULL)
