/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-account-printers.h>
#include <simulator/sim-cloud.h>

G_BEGIN_DECLS

/* A simulated cloud in this process, without its broker, and accounts that can be signed in there.
 */
typedef struct
{
  SimCloud *cloud;
  GPtrArray *printers; /* SimPrinter */
  BambuFleet *fleet;
  BambuAccountList *accounts;
  BambuAccountPrinters *account_printers;
  GPtrArray *requests; /* paths, in the order of arrival */
  char *code;          /* that was mailed last */
  char *pin;           /* that a printer showed last */
} AppCloud;

/** app_cloud_new: two printers are bound to most of its accounts; nothing is kept on disk */
AppCloud *app_cloud_new (void);
void app_cloud_free (AppCloud *self);

/** app_cloud_set_fault: as sim_cloud_set_fault(), which must not fail */
void app_cloud_set_fault (AppCloud *self, const char *name, const char *arguments, gboolean active);

/**
 * app_cloud_sign_in:
 * @password: of an account without a second step
 *
 * Returns: (transfer none): the account, signed in
 */
BambuAccount *app_cloud_sign_in (AppCloud *self, const char *account, const char *password);

/** app_cloud_count: Returns: how often a path that begins with @prefix was asked for */
guint app_cloud_count (AppCloud *self, const char *prefix);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppCloud, app_cloud_free)

G_END_DECLS
