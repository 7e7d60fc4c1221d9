/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SimCloudCodeVerdict:
 * @SIM_CLOUD_CODE_RIGHT: it is the code; it is none any more from now on
 * @SIM_CLOUD_CODE_EXPIRED: it was
 * @SIM_CLOUD_CODE_WRONG: it never was
 * @SIM_CLOUD_CODE_SPENT: it was used, or a newer one was sent
 */
typedef enum
{
  SIM_CLOUD_CODE_RIGHT,
  SIM_CLOUD_CODE_EXPIRED,
  SIM_CLOUD_CODE_WRONG,
  SIM_CLOUD_CODE_SPENT,
} SimCloudCodeVerdict;

/**
 * SimCloudCodes:
 *
 * The codes that an account was sent by mail or SMS.
 */
typedef struct _SimCloudCodes SimCloudCodes;

SimCloudCodes *sim_cloud_codes_new (void);
void sim_cloud_codes_free (SimCloudCodes *self);

/**
 * sim_cloud_codes_send:
 * @seconds: how long it is valid
 *
 * Makes a code; those before it are worth nothing.
 *
 * Returns: (transfer none) (nullable): six digits, or %NULL when there were too many in a short
 * time
 */
const char *sim_cloud_codes_send (SimCloudCodes *self, int seconds);
SimCloudCodeVerdict sim_cloud_codes_check (SimCloudCodes *self, const char *code);

G_END_DECLS
