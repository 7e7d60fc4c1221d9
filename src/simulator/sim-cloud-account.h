/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "sim-cloud-codes.h"

G_BEGIN_DECLS

/**
 * SimCloudStep:
 * @SIM_CLOUD_STEP_NONE: the password is enough
 * @SIM_CLOUD_STEP_CODE: a code by mail, or by SMS for a phone number
 * @SIM_CLOUD_STEP_AUTHENTICATOR: a code of an authenticator app
 * @SIM_CLOUD_STEP_UNNAMED: a code, but the service does not say so
 *
 * What the service wants after the password.
 */
typedef enum
{
  SIM_CLOUD_STEP_NONE,
  SIM_CLOUD_STEP_CODE,
  SIM_CLOUD_STEP_AUTHENTICATOR,
  SIM_CLOUD_STEP_UNNAMED,
} SimCloudStep;

#define SIM_TYPE_CLOUD_STEP (sim_cloud_step_get_type ())
GType sim_cloud_step_get_type (void) G_GNUC_CONST;

/**
 * SimCloudAccount:
 * @address: mail address or phone number
 * @password: password
 * @name: what the profile says
 * @uid: number
 * @step: second step
 * @authenticator_code: (nullable): the code that an authenticator app shows, always the same
 * @jwt: its tokens are of the older form
 * @with_printers: the simulator's printers are bound to it from the start
 * @codes: what it was mailed
 * @tfa_key: (nullable): names a sign-in that waits for the authenticator's code
 * @ticket: (nullable): a browser's sign-in that waits for its program
 * @devices: (element-type SimCloudDevice): bound printers, not owned
 * @tasks: history, the newest first
 * @messages: messages, the newest first
 * @projects: (element-type SimCloudProject): what was uploaded
 * @presets: private slicer settings
 *
 * An account of the simulated cloud.
 */
typedef struct
{
  const char *address;
  const char *password;
  char *name;
  gint64 uid;
  SimCloudStep step;
  const char *authenticator_code;
  gboolean jwt;
  gboolean with_printers;
  SimCloudCodes *codes;
  char *tfa_key;
  char *ticket;
  GPtrArray *devices;
  JsonArray *tasks;
  JsonArray *messages;
  GPtrArray *projects;
  JsonArray *presets;
} SimCloudAccount;

/** sim_cloud_account_list: Returns: (transfer full) (element-type SimCloudAccount): all of a region
 */
GPtrArray *sim_cloud_account_list (const char *region);

/** sim_cloud_account_is_phone: Returns: whether its codes come by SMS */
gboolean sim_cloud_account_is_phone (SimCloudAccount *self);
/** sim_cloud_account_dup_user: Returns: (transfer full): its user name at the broker */
char *sim_cloud_account_dup_user (SimCloudAccount *self);
/** sim_cloud_account_describe: Returns: (transfer full): what the first line of output says of it
 */
JsonObject *sim_cloud_account_describe (SimCloudAccount *self, const char *region);

G_END_DECLS
