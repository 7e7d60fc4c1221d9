/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>
#include <libsecret/secret.h>

G_BEGIN_DECLS

/* libsecret's calls as futures, for the keyring alone. What is locked rejects with
 * %SECRET_ERROR_IS_LOCKED, unless the caller says that the user may be asked to open it; every
 * other error means that there is nobody to keep a secret. */

/* Returns: (transfer full): a future that resolves to the secret, a string, or to %NULL */
DexFuture *bambu_secrets_lookup (const SecretSchema *schema,
                                 GHashTable *attributes,
                                 gboolean may_ask);

/* Returns: (transfer full): a future that resolves to %TRUE */
DexFuture *bambu_secrets_store (const SecretSchema *schema,
                                GHashTable *attributes,
                                const char *label,
                                const char *secret,
                                gboolean may_ask);

/* Asks nobody. Returns: (transfer full): a future that resolves to %TRUE, also if there was none */
DexFuture *bambu_secrets_clear (const SecretSchema *schema, GHashTable *attributes);

/* Returns: (transfer full): a future that resolves to the [class@Secret.Collection] that new
 * secrets go to; rejects with %SECRET_ERROR_NO_SUCH_OBJECT if there is none, or none that could be
 * locked */
DexFuture *bambu_secrets_find_default (void);

/* Asks the user to open it. Dropped, the question stays until it is answered.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or to %FALSE if it stays locked */
DexFuture *bambu_secrets_unlock (SecretCollection *collection);

G_END_DECLS
