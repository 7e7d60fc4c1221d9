/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-cloud-device.h"
#include "bambu-cloud-message.h"
#include "bambu-cloud-pages.h"
#include "bambu-cloud-preset.h"
#include "bambu-cloud-profile.h"
#include "bambu-cloud-project.h"
#include "bambu-cloud-task.h"
#include "bambu-cloud-upload.h"
#include "bambu-cloud.h"

G_BEGIN_DECLS

/* What can be asked of [class@Bambu.Cloud], once somebody is signed in. All return futures and may
 * reject with what that class names; what a call may reject with beside that stands with it. Lists
 * that somebody looks at anew and anew: not more often than once a minute. */

/* ---- The account ---- */

/** bambu_cloud_load_preference: resolves to a [class@Bambu.CloudProfile] with uid and name; the
 * cheapest check of a token */
DexFuture *bambu_cloud_load_preference (BambuCloud *self);
/** bambu_cloud_load_profile: resolves to a [class@Bambu.CloudProfile] */
DexFuture *bambu_cloud_load_profile (BambuCloud *self);

/**
 * bambu_cloud_update_profile:
 * @name: (nullable): %NULL to leave it as it is
 * @avatar: (nullable): an address, likewise
 *
 * Returns: (transfer full): a future that resolves to %TRUE; NOT_AVAILABLE where the service does
 * not take that, which the vendor's is not known to do
 */
DexFuture *bambu_cloud_update_profile (BambuCloud *self, const char *name, const char *avatar);

/* ---- Printers ---- */

/** bambu_cloud_list_devices: resolves to a #GListModel of [class@Bambu.CloudDevice] */
DexFuture *bambu_cloud_list_devices (BambuCloud *self);
/** bambu_cloud_list_print_status: resolves to a #GListModel of [class@Bambu.CloudPrintStatus] */
DexFuture *bambu_cloud_list_print_status (BambuCloud *self);

/**
 * bambu_cloud_list_firmware:
 * @serial: (nullable): of one printer; %NULL: of all
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of [class@Bambu.CloudFirmware]
 */
DexFuture *bambu_cloud_list_firmware (BambuCloud *self, const char *serial);

/** bambu_cloud_load_device: resolves to a [class@Bambu.CloudDevice]; NOT_AVAILABLE where only lists
 * are given */
DexFuture *bambu_cloud_load_device (BambuCloud *self, const char *serial);

/**
 * bambu_cloud_bind_device:
 * @pin: the six characters on the printer's screen
 *
 * Returns: (transfer full): a future that resolves to the serial number of the printer that is now
 * bound, a string; REFUSED if the code is not right or the printer is another's
 */
DexFuture *bambu_cloud_bind_device (BambuCloud *self, const char *pin);

/**
 * bambu_cloud_bind_device_by_serial:
 * @code: the eight characters of the documents
 *
 * The way of the documents, for a service without the other one.
 *
 * Returns: (transfer full): a future that resolves to @serial, a string
 */
DexFuture *bambu_cloud_bind_device_by_serial (BambuCloud *self,
                                              const char *serial,
                                              const char *name,
                                              const char *code);

/** bambu_cloud_unbind_device: resolves to %TRUE; NOT_YOURS */
DexFuture *bambu_cloud_unbind_device (BambuCloud *self, const char *serial);
/** bambu_cloud_rename_device: resolves to %TRUE; NOT_YOURS, REFUSED */
DexFuture *bambu_cloud_rename_device (BambuCloud *self, const char *serial, const char *name);
/** bambu_cloud_load_camera_ticket: resolves to a [class@Bambu.CloudCameraTicket] of the relay */
DexFuture *bambu_cloud_load_camera_ticket (BambuCloud *self, const char *serial);
/** bambu_cloud_load_video_url: likewise, with an address where the service has one, else the
 * relay's */
DexFuture *bambu_cloud_load_video_url (BambuCloud *self, const char *serial);

/* ---- Prints, messages, projects ---- */

/**
 * bambu_cloud_list_tasks:
 * @serial: (nullable): of one printer; %NULL: of all
 *
 * Returns: (transfer full): the prints, newest first, as a list of [class@Bambu.CloudTask] that
 * is empty yet
 */
BambuCloudPages *bambu_cloud_list_tasks (BambuCloud *self, const char *serial);
/** bambu_cloud_load_task: resolves to a [class@Bambu.CloudTask]; NOT_YOURS, NOT_AVAILABLE */
DexFuture *bambu_cloud_load_task (BambuCloud *self, const char *id);

/**
 * BambuCloudNewTask:
 * @title: its name
 * @serial: the printer's
 * @model_id: the project's
 * @profile_id: the project's, a number
 * @plate: from 1
 * @cover: (nullable): address of a picture
 * @mode: (nullable): %NULL: `cloud_file`
 * @more: (nullable): what else is said of it: an object of JSON, in the service's words
 *
 * A print to begin.
 */
typedef struct
{
  const char *title;
  const char *serial;
  const char *model_id;
  gint64 profile_id;
  int plate;
  const char *cover;
  const char *mode;
  const char *more;
} BambuCloudNewTask;

/** bambu_cloud_new_task_to_json: @pretty: in many lines; Returns: (transfer full): what
 * bambu_cloud_create_task() sends */
char *bambu_cloud_new_task_to_json (const BambuCloudNewTask *task, gboolean pretty);

/**
 * bambu_cloud_create_task:
 *
 * Asks the service to begin a print; sent once, never repeated.
 *
 * Returns: (transfer full): a future that resolves to the task's id, a string; REFUSED, or
 * OTHER_APPS
 */
DexFuture *bambu_cloud_create_task (BambuCloud *self, const BambuCloudNewTask *task);

/** bambu_cloud_list_messages: Returns: (transfer full): [class@Bambu.CloudMessage]s, newest first,
 * as for tasks; those of the documents' inbox where the service has no other */
BambuCloudPages *bambu_cloud_list_messages (BambuCloud *self);
/** bambu_cloud_list_notifications: the documents' inbox, which the vendor's service does not have:
 * likewise */
BambuCloudPages *bambu_cloud_list_notifications (BambuCloud *self);
/** bambu_cloud_mark_read: a notification of the documents' inbox; resolves to %TRUE; NOT_AVAILABLE
 */
DexFuture *bambu_cloud_mark_read (BambuCloud *self, const char *id);

/** bambu_cloud_list_projects: resolves to a #GListModel of [class@Bambu.CloudProject] */
DexFuture *bambu_cloud_list_projects (BambuCloud *self);
/** bambu_cloud_load_project: resolves to a [class@Bambu.CloudProject] with its variants; NOT_YOURS,
 * REFUSED */
DexFuture *bambu_cloud_load_project (BambuCloud *self, const char *id);

/* ---- What comes before a print (protocol/cloud-print.md) ---- */

/** bambu_cloud_create_project: resolves to a [class@Bambu.CloudDraft]; NOT_AVAILABLE where the
 * documents' way is the only one */
DexFuture *bambu_cloud_create_project (BambuCloud *self, const char *name);
/** bambu_cloud_notify_upload: what was uploaded with @ticket is there; resolves to %TRUE */
DexFuture *bambu_cloud_notify_upload (BambuCloud *self, const char *name, const char *ticket);
/** bambu_cloud_load_upload_state: resolves to the service's word: `running`, `success` */
DexFuture *bambu_cloud_load_upload_state (BambuCloud *self, const char *ticket);
/** bambu_cloud_request_model_upload: resolves to a [class@Bambu.CloudUpload] for the file that is
 * printed; @name: `MODEL_PROFILE_PLATE.3mf` */
DexFuture *bambu_cloud_request_model_upload (BambuCloud *self, const char *name);

/**
 * bambu_cloud_patch_project:
 * @draft: the project
 * @plate: from 1
 * @url: where the file was uploaded to, all of it: a secret
 * @md5: of the file
 *
 * Returns: (transfer full): a future that resolves to %TRUE; NOT_READY
 */
DexFuture *bambu_cloud_patch_project (
    BambuCloud *self, BambuCloudDraft *draft, int plate, const char *url, const char *md5);

/** bambu_cloud_confirm_upload: of the documents; resolves to %TRUE; NOT_AVAILABLE */
DexFuture *bambu_cloud_confirm_upload (BambuCloud *self, const char *file_id);

/**
 * bambu_cloud_start_file:
 * @file_id: (nullable): of the upload
 * @url: (nullable): a secret
 *
 * The documents' way to begin a print; sent once, never repeated.
 *
 * Returns: (transfer full): a future that resolves to the job's id, a string; NOT_AVAILABLE
 */
DexFuture *bambu_cloud_start_file (
    BambuCloud *self, const char *serial, const char *file_id, const char *name, const char *url);

/**
 * BambuCloudProgress:
 * @done: bytes; may go back to 0
 */
typedef void (*BambuCloudProgress) (gint64 done, gint64 total, gpointer user_data);

/**
 * bambu_cloud_put:
 * @address: presigned: a secret, used byte for byte. Nothing of the account goes with the request
 * @body: what to upload; read once, never held
 * @size: of it
 * @content_type: (nullable): %NULL: none, which is what signatures usually are made for
 * @cancellable: (nullable): to stop it at once
 * @progress: (nullable): told how far it is
 * @user_data: of it
 * @destroy: (nullable): of that
 *
 * Uploads something to wherever the service named. Tried once; given up when nothing moves.
 *
 * Returns: (transfer full): a future that resolves to %TRUE; rejects with EXPIRED_LINK, or REFUSED
 * if the signature is not for such a request
 */
DexFuture *bambu_cloud_put (BambuCloud *self,
                            const char *address,
                            GInputStream *body,
                            gint64 size,
                            const char *content_type,
                            GCancellable *cancellable,
                            BambuCloudProgress progress,
                            gpointer user_data,
                            GDestroyNotify destroy);

/* ---- Pictures ---- */

/**
 * bambu_cloud_load_picture:
 * @address: presigned, as in a `cover`: a secret. Nothing of the account goes with the request
 *
 * Loads a picture, whoever keeps it. Tried once.
 *
 * Returns: (transfer full): a future that resolves to the #GBytes of a PNG or JPEG file with at
 * most 4 MiB and 4096 × 4096 points, which may still be broken further in; rejects with
 * EXPIRED_LINK if the address is not valid any more, NOT_AVAILABLE if there is no such picture,
 * PROTOCOL for all that is no such picture, and for addresses other than those of https
 */
DexFuture *bambu_cloud_load_picture (BambuCloud *self, const char *address);

/* ---- The slicer's things, uploads ---- */

/**
 * bambu_cloud_load_presets:
 * @version: the slicer's, of the form `1.0.0.0`
 *
 * Returns: (transfer full): a future that resolves to [class@Bambu.CloudPresets]; REFUSED if
 * @version has another form
 */
DexFuture *bambu_cloud_load_presets (BambuCloud *self, const char *version, gboolean with_public);

/** bambu_cloud_load_preset: resolves to a [class@Bambu.CloudPreset] */
DexFuture *bambu_cloud_load_preset (BambuCloud *self, const char *id);

/**
 * bambu_cloud_list_resources:
 * @kind: `slicer/plugins/cloud` …
 * @version: what the slicer has
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of [class@Bambu.CloudResource];
 * needs no token
 */
DexFuture *bambu_cloud_list_resources (BambuCloud *self, const char *kind, const char *version);

/** bambu_cloud_request_upload: resolves to a [class@Bambu.CloudUpload] */
DexFuture *bambu_cloud_request_upload (BambuCloud *self, const char *filename, gint64 size);

G_END_DECLS
