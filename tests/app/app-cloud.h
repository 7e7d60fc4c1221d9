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
  BambuFleet *fleet;
  BambuAccountList *accounts;
  BambuAccountPrinters *account_printers;
  GPtrArray *requests; /* paths, in the order of arrival */
  char *code;          /* that was mailed last */
} AppCloud;

/** app_cloud_new: two printers are bound to most of its accounts; nothing is kept on disk */
AppCloud *app_cloud_new (void);
void app_cloud_free (AppCloud *self);

/** app_cloud_set_fault: as sim_cloud_set_fault(), which must not fail */
void app_cloud_set_fault (AppCloud *self, const char *name, const char *arguments, gboolean active);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AppCloud, app_cloud_free)

G_END_DECLS
