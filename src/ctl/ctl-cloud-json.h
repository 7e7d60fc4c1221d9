/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "account/bambu-account.h"
#include "account/bambu-cloud-calls.h"

G_BEGIN_DECLS

/* What the service knows, in JSON, for scripts. Every key is there in every case; what is unknown
 * is `null`, never 0. Times are RFC 3339, temperatures °C, lengths mm unless the key says
 * otherwise. Access codes and links that open without a sign-in are `null` too, unless
 * @show_secrets. All return an object (transfer full). */

/** ctl_cloud_json_account: the sign-in: `account`, `name`, `uid`, `region`, `state`, `expires`,
 * `in_keyring` */
JsonObject *ctl_cloud_json_account (BambuAccount *account);

/** ctl_cloud_json_profile: `uid`, `account`, `name`, `handle`, `bio`, `avatar`, `printer_models`,
 * `beta_firmware`, `subscription` */
JsonObject *ctl_cloud_json_profile (BambuCloudProfile *profile);

/** ctl_cloud_json_device: `serial`, `name`, `model` (as users say it), `model_code`, `structure`,
 * `nozzle_diameter`, `online`, `print_status`, `task_id`, `access_code` */
JsonObject *ctl_cloud_json_device (BambuCloudDevice *device, gboolean show_secrets);

/** ctl_cloud_json_print_status: `serial`, `name`, `online`, `task_id`, `title`, `status`,
 * `percent`, `started`, `estimated_seconds` */
JsonObject *ctl_cloud_json_print_status (BambuCloudPrintStatus *status);

/** ctl_cloud_json_firmware: `serial`, `version`, `newer_version`, `releases` (`version`, `forced`,
 * `description`) */
JsonObject *ctl_cloud_json_firmware (BambuCloudFirmware *firmware);

/** ctl_cloud_json_task: `id`, `title`, `result` (`finished`, `failed`, `running`), `status`,
 * `started`, `ended`, `estimated_seconds`, `weight_g`, `length_cm`, `plate`, `serial`, `printer`,
 * `model`, `bed_type`, `mode`, `filaments` (`type`, `filament_id`, `colour_rgba`, `weight_g`,
 * `ams`, `tray`), `cover` */
JsonObject *ctl_cloud_json_task (BambuCloudTask *task, gboolean show_secrets);

/** ctl_cloud_json_message: `id`, `kind` (`system`, `comment`, `like`, `follow`, `print`),
 * `created`, `read`, `sender`, `title`, `text`, `task_id`, `task_status`, `serial`, `printer`,
 * `cover` */
JsonObject *ctl_cloud_json_message (BambuCloudMessage *message, gboolean show_secrets);

/** ctl_cloud_json_project: `id`, `name`, `model_id`, `status`, `created`, `updated`,
 * `download_url`, `profiles` (`id`, `name`, `status`, `plates`: `index`, `name`,
 * `estimated_seconds`, `weight_g`), which are there for a single one */
JsonObject *ctl_cloud_json_project (BambuCloudProject *project, gboolean show_secrets);

/* For texts, too; all (transfer none) (nullable) */

/** ctl_cloud_json_get_model: the printer's model as users say it */
const char *ctl_cloud_json_get_model (BambuCloudDevice *device);
/** ctl_cloud_json_get_newer_version: the newest that it could have and has not */
const char *ctl_cloud_json_get_newer_version (BambuCloudFirmware *firmware);
/** ctl_cloud_json_get_message_kind: a word for scripts */
const char *ctl_cloud_json_get_message_kind (int kind);

G_END_DECLS
