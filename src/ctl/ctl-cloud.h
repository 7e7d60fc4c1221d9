/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-account-list.h"
#include "account/bambu-cloud-device.h"
#include "ctl-options.h"
#include "words/culm-sign-in-words.h"

G_BEGIN_DECLS

/* The accounts that a command is about. What waits does so on a fiber. */

/**
 * ctl_cloud_create_region:
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the cloud that the options name; the global one if none
 */
BambuRegion *ctl_cloud_create_region (const CtlOptions *options, GError **error);

/**
 * ctl_cloud_create_accounts:
 * @leave_no_trace: for one command only: what is remembered is left alone
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the accounts of the clouds that the options name: the
 * vendor's, unless another one was named; not loaded yet
 */
BambuAccountList *ctl_cloud_create_accounts (const CtlOptions *options,
                                             gboolean leave_no_trace,
                                             GError **error);

/**
 * ctl_cloud_find_account:
 * @name: (nullable): who is meant
 * @error: return location for an error
 *
 * Returns: (transfer none) (nullable): the account that is meant, or the only one, signed in or not
 */
BambuAccount *ctl_cloud_find_account (BambuAccountList *accounts, const char *name, GError **error);

/**
 * ctl_cloud_await_account:
 * @options: whose
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): an account that is signed in; %NULL with
 * %BAMBU_CLOUD_ERROR_SIGN_IN if nobody is, and a sentence for the user in each case
 */
BambuAccount *ctl_cloud_await_account (const CtlOptions *options, GError **error);

/** ctl_cloud_await_import: Returns: (transfer full) (nullable): the account of `--token-file`, in
 * @accounts now */
BambuAccount *ctl_cloud_await_import (BambuAccountList *accounts,
                                      const CtlOptions *options,
                                      GError **error);

/**
 * ctl_cloud_await_device:
 * @name: a name or serial number
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the printer of the account that is meant
 */
BambuCloudDevice *ctl_cloud_await_device (BambuCloud *cloud, const char *name, GError **error);

/**
 * ctl_cloud_await_devices:
 * @options: which
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the printer that the options name, or all of the account
 */
GListModel *ctl_cloud_await_devices (BambuCloud *cloud, const CtlOptions *options, GError **error);

/**
 * ctl_cloud_explain:
 * @error: what the service was asked in vain for; its message becomes a sentence for the user
 * @leg: what that was; %CULM_SIGN_IN_LEG_PRINTERS for all but a sign-in
 */
void ctl_cloud_explain (GError *error, CulmSignInLeg leg);

G_END_DECLS
