/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl-cloud-json.h"
#include "ctl-table.h"

G_BEGIN_DECLS

/* What the service knows, in words for people: lists as rows, of which those that are `NULL` have
 * the titles; the rest as lines. */

void ctl_cloud_text_add_device (CtlTable *table, BambuCloudDevice *device, gboolean show_secrets);
void ctl_cloud_text_add_print_status (CtlTable *table, BambuCloudPrintStatus *status);
void ctl_cloud_text_add_task (CtlTable *table, BambuCloudTask *task);
void ctl_cloud_text_add_message (CtlTable *table, BambuCloudMessage *message);
void ctl_cloud_text_add_project (CtlTable *table, BambuCloudProject *project);
void ctl_cloud_text_add_firmware (CtlTable *table, BambuCloudFirmware *firmware);

/** ctl_cloud_text_account: (transfer full): one sentence about a sign-in that is valid */
char *ctl_cloud_text_account (BambuAccount *account);

/** ctl_cloud_text_profile: (transfer full): several lines, without the last break */
char *ctl_cloud_text_profile (BambuCloudProfile *profile);

/** ctl_cloud_text_variants: (transfer full): how a project was sliced, likewise; "" if unknown */
char *ctl_cloud_text_variants (BambuCloudProject *project);

G_END_DECLS
