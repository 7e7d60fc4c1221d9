/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-call.h"

G_BEGIN_DECLS

/* What can be called (protocol/cloud-account.md §§4, 6–8); each table ends with an entry of %NULL.
 */

extern const SimCloudRoute sim_cloud_login_routes[];    /* sim-cloud-login.c */
extern const SimCloudRoute sim_cloud_web_routes[];      /* sim-cloud-web.c; on the web origin */
extern const SimCloudRoute sim_cloud_profile_routes[];  /* sim-cloud-profile.c */
extern const SimCloudRoute sim_cloud_binding_routes[];  /* sim-cloud-bindings.c */
extern const SimCloudRoute sim_cloud_device_routes[];   /* sim-cloud-devices.c */
extern const SimCloudRoute sim_cloud_activity_routes[]; /* sim-cloud-activity.c */
extern const SimCloudRoute sim_cloud_project_routes[];  /* sim-cloud-projects.c */
extern const SimCloudRoute sim_cloud_upload_routes[];   /* sim-cloud-upload.c */
extern const SimCloudRoute sim_cloud_task_routes[];     /* sim-cloud-task.c */
extern const SimCloudRoute sim_cloud_preset_routes[];   /* sim-cloud-presets.c */
extern const SimCloudRoute sim_cloud_bucket_routes[];   /* sim-cloud-bucket.c; on the bucket */
extern const SimCloudRoute sim_cloud_text_routes[]; /* sim-cloud-texts.c; on the texts' origin */

/** sim_cloud_login_describe_token: Returns: (transfer full): the body that gives a token */
JsonObject *sim_cloud_login_describe_token (SimCloudToken *token);

/** sim_cloud_login_send_sms: answers who wants an SMS; on the API host or, in the older spelling,
 * the web origin */
void sim_cloud_login_send_sms (SimCloudCall *call);

/** sim_cloud_upload_notify: answers who says that something was uploaded */
void sim_cloud_upload_notify (SimCloudCall *call);
/** sim_cloud_upload_poll: answers who asks how an upload goes on */
void sim_cloud_upload_poll (SimCloudCall *call);

G_END_DECLS
