/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * BambuKeyringState:
 * @BAMBU_KEYRING_STATE_OPEN: what was stored is in it; so until it is known better
 * @BAMBU_KEYRING_STATE_LOCKED: there is one, which the user has to open: bambu_keyring_unlock()
 * @BAMBU_KEYRING_STATE_MISSING: there is none
 */
typedef enum
{
  BAMBU_KEYRING_STATE_OPEN,
  BAMBU_KEYRING_STATE_LOCKED,
  BAMBU_KEYRING_STATE_MISSING,
} BambuKeyringState;

#define BAMBU_TYPE_KEYRING_STATE (bambu_keyring_state_get_type ())
GType bambu_keyring_state_get_type (void) G_GNUC_CONST;

#define BAMBU_TYPE_KEYRING (bambu_keyring_get_type ())
G_DECLARE_FINAL_TYPE (BambuKeyring, bambu_keyring, BAMBU, KEYRING, GObject)

/**
 * BambuKeyring:
 *
 * The only door to the secret service. Without one, or with a locked one that is not opened,
 * secrets are kept in memory for this session, and `state` says why; what is kept goes into the
 * keyring as soon as it opens, whoever opens it. By itself it asks the user to open it once, for
 * what is looked up, and where an access code is to be stored. No call blocks. Main context only.
 *
 * Property `state` (#BambuKeyringState, readable). When it comes back to open, all that was kept is
 * in the keyring, and what could not be looked up can be.
 */
BambuKeyring *bambu_keyring_new (void);

/**
 * bambu_keyring_new_for_session:
 *
 * Returns: (transfer full): one that never asks the secret service and keeps all in memory
 */
BambuKeyring *bambu_keyring_new_for_session (void);

BambuKeyringState bambu_keyring_get_state (BambuKeyring *self);

/**
 * bambu_keyring_unlock:
 *
 * Asks the user to open the keyring, with a window of the desktop's own. Whoever drops the future
 * does not wait for it any more; the window stays until it is answered, for not every keyring can
 * take it back, and the next call waits for the same one. An answer that nobody waits for counts.
 *
 * Returns: (transfer full): a future that resolves to %TRUE if it is open and has all that was
 * kept, to %FALSE if the user did not want to; rejects if there is none
 */
DexFuture *bambu_keyring_unlock (BambuKeyring *self);

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
