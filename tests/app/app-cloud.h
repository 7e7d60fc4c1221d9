/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-account-printers.h>

#include "simulator-process.h"

G_BEGIN_DECLS

/* A simulated cloud, in a process of its own, and accounts that can be signed in there. Two
 * printers, of APP_CLOUD_X1C and APP_CLOUD_P1S, are bound to most of them. */

#define APP_CLOUD_X1C "01P00A000000001"
#define APP_CLOUD_P1S "01P00A000000002"

typedef struct
{
  SimulatorProcess *simulator;
  BambuFleet *fleet;
  BambuAccountList *accounts; /* of two regions: the whole world, and China */
  BambuAccountPrinters *account_printers;
  GPtrArray *requests;
} AppCloud;

/** app_cloud_new: nothing is kept on disk */
AppCloud *app_cloud_new (void);
/** app_cloud_new_with: @options (array zero-terminated=1): of culm-simulator, besides those that it
 * gets anyway */
AppCloud *app_cloud_new_with (const char *const *options);
void app_cloud_free (AppCloud *self);

/** app_cloud_set_fault: of the cloud or of an edge; @arguments (nullable): `SUBJECT [TIMES]` */
void app_cloud_set_fault (AppCloud *self, const char *name, const char *arguments, gboolean active);

/**
 * app_cloud_sign_in:
 * @password: of an account without a second step
 *
 * Returns: (transfer none): the account, signed in
 */
BambuAccount *app_cloud_sign_in (AppCloud *self, const char *account, const char *password);

/* What the cloud told up to now; each waits for that. */

/** app_cloud_get_requests: Returns: (transfer none): paths, in the order of arrival */
GPtrArray *app_cloud_get_requests (AppCloud *self);
/** app_cloud_count: Returns: how often a path that begins with @prefix was asked for */
guint app_cloud_count (AppCloud *self, const char *prefix);
/** app_cloud_get_code: Returns: (transfer none) (nullable): that was mailed last */
const char *app_cloud_get_code (AppCloud *self);
/** app_cloud_show_pin: Returns: (transfer none): that the printer shows now */
const char *app_cloud_show_pin (AppCloud *self, const char *serial);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppCloud, app_cloud_free)

G_END_DECLS
