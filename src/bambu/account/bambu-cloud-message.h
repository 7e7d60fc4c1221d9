/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "bambu-record.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_CLOUD_MESSAGE (bambu_cloud_message_get_type ())
G_DECLARE_FINAL_TYPE (BambuCloudMessage, bambu_cloud_message, BAMBU, CLOUD_MESSAGE, BambuRecord)

/**
 * BambuCloudMessageValues:
 * @id:
 * @kind: 1 system, 2 comment, 3 like, 4 follow, 5 and 6 a print; −1 another
 * @title:
 * @text:
 * @created: Unix seconds; 0 unknown
 * @is_read:
 * @sender:
 * @task_id: of a print
 * @task_status: of a print
 * @serial: of a print's printer
 * @device_name:
 * @cover: presigned address of a picture: a secret that expires
 *
 * Something that the service has to tell.
 */
typedef struct
{
  char *id;
  int kind;
  char *title;
  char *text;
  gint64 created;
  gboolean is_read;
  char *sender;
  char *task_id;
  char *task_status;
  char *serial;
  char *device_name;
  char *cover;
} BambuCloudMessageValues;

/** bambu_cloud_message_get_values: Returns: (transfer none): its values, which do not change */
const BambuCloudMessageValues *bambu_cloud_message_get_values (BambuCloudMessage *self);

G_END_DECLS
