/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_KEYRING (bambu_keyring_get_type ())
G_DECLARE_FINAL_TYPE (BambuKeyring, bambu_keyring, BAMBU, KEYRING, GObject)

/**
 * BambuKeyring:
 *
 * The only door to the secret service. Without one (or with a locked one that is not opened)
 * secrets are kept in memory for this session only, and `persistent` says so. No call blocks.
 *
 * Property `persistent` (boolean, readable): what was stored last is in a keyring; %TRUE until it
 * is known better.
 */
BambuKeyring *bambu_keyring_new (void);

/**
 * bambu_keyring_new_for_session:
 *
 * Returns: (transfer full): one that never asks the secret service and keeps all in memory
 */
BambuKeyring *bambu_keyring_new_for_session (void);

gboolean bambu_keyring_is_persistent (BambuKeyring *self);

/**
 * bambu_keyring_lookup_access_code:
 *
 * Returns: (transfer full): a future that resolves to the code, a string, or to %NULL if there is
 * none
 */
DexFuture *bambu_keyring_lookup_access_code (BambuKeyring *self, const char *serial);

/**
 * bambu_keyring_store_access_code:
 * @code: (nullable): %NULL removes it
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it is in the keyring, %FALSE if in
 * memory only
 */
DexFuture *bambu_keyring_store_access_code (BambuKeyring *self,
                                            const char *serial,
                                            const char *code);

/**
 * bambu_keyring_lookup_token:
 * @region: the cloud's id
 * @account: e-mail address or phone number
 *
 * Returns: (transfer full): a future that resolves to the secret of a sign-in, a string, or to
 * %NULL if there is none
 */
DexFuture *bambu_keyring_lookup_token (BambuKeyring *self, const char *region, const char *account);

/**
 * bambu_keyring_store_token:
 * @token: (nullable): %NULL removes it
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it is in the keyring, %FALSE if in
 * memory only
 */
DexFuture *bambu_keyring_store_token (BambuKeyring *self,
                                      const char *region,
                                      const char *account,
                                      const char *token);

/**
 * bambu_keyring_lookup_app_certificate:
 *
 * Returns: (transfer full): a future that resolves to the PEM of the user's own app certificate and
 * key, or to %NULL
 */
DexFuture *bambu_keyring_lookup_app_certificate (BambuKeyring *self);

/**
 * bambu_keyring_store_app_certificate:
 * @pem: (nullable): %NULL removes it
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it is in the keyring, %FALSE if in
 * memory only
 */
DexFuture *bambu_keyring_store_app_certificate (BambuKeyring *self, const char *pem);

G_END_DECLS
