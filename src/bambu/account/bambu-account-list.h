/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-account.h"
#include "bambu-app-certificate.h"
#include "bambu-store.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ACCOUNT_LIST (bambu_account_list_get_type ())
G_DECLARE_FINAL_TYPE (BambuAccountList, bambu_account_list, BAMBU, ACCOUNT_LIST, GObject)

/**
 * BambuAccountList:
 *
 * The accounts that the user signed in to: a #GListModel of [class@Bambu.Account]. It remembers
 * them in a [class@Bambu.Store], without their secrets, which are in the [class@Bambu.Keyring]. An
 * account is in it from its first sign-in until it signs out, expired or not. Main context only.
 */

/**
 * bambu_account_list_new:
 * @regions: (nullable) (element-type BambuRegion): which clouds there are; %NULL: the vendor's.
 * Others are for development, and must have been asked for by the user
 */
BambuAccountList *bambu_account_list_new (BambuStore *store,
                                          BambuKeyring *keyring,
                                          GPtrArray *regions);

/** bambu_account_list_get_regions: Returns: (transfer none) (element-type BambuRegion) */
GPtrArray *bambu_account_list_get_regions (BambuAccountList *self);

/**
 * bambu_account_list_load:
 *
 * Brings back what is remembered, with the tokens, without asking the service.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when all is there, or rejects with
 * %BAMBU_STORE_ERROR
 */
DexFuture *bambu_account_list_load (BambuAccountList *self);

/**
 * bambu_account_list_create:
 * @region: the id of one of its regions
 *
 * Makes an account to sign in with. Once it is signed in, it is in the list; if the list has it
 * already, that object takes over the token, and this one can be dropped.
 *
 * Returns: (transfer full) (nullable): the account; %NULL if there is no such region
 */
BambuAccount *bambu_account_list_create (BambuAccountList *self, const char *region);

/** bambu_account_list_find: Returns: (transfer none) (nullable) */
BambuAccount *bambu_account_list_find (BambuAccountList *self,
                                       const char *region,
                                       const char *account);

/**
 * bambu_account_list_import:
 * @file: JSON with `region` and `token`, as some programs leave it in the home folder
 *
 * Signs in with a token that is in a file. The file stays as it is.
 *
 * Returns: (transfer full): a future that resolves to the [class@Bambu.Account] of the list, or
 * rejects with %G_IO_ERROR, %BAMBU_CLOUD_ERROR_SIGN_IN if the token is dead, or what every call may
 * reject with
 */
DexFuture *bambu_account_list_import (BambuAccountList *self, GFile *file);

/**
 * bambu_account_list_set_app_certificate:
 * @pem: (nullable): the user's own app certificate with its key; %NULL forgets it
 *
 * Keeps it in the keyring and uses it for all accounts.
 *
 * Returns: (transfer full): a future that resolves to %TRUE if the keyring has it, %FALSE if it is
 * for this session only, or rejects with %G_IO_ERROR_INVALID_DATA
 */
DexFuture *bambu_account_list_set_app_certificate (BambuAccountList *self, const char *pem);
/** bambu_account_list_get_app_certificate: Returns: (transfer none) (nullable): the one in use */
BambuAppCertificate *bambu_account_list_get_app_certificate (BambuAccountList *self);

G_END_DECLS
