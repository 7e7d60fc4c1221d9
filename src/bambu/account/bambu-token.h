/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_TOKEN (bambu_token_get_type ())

/**
 * BambuToken:
 * @access: what authorises
 * @refresh: (nullable): what might renew it
 * @expires_at: Unix seconds; 0 unknown
 * @uid: the account's number; 0 unknown
 *
 * What signing in gives. Its memory is overwritten when it is given back.
 */
typedef struct
{
  char *access;
  char *refresh;
  gint64 expires_at;
  gint64 uid;
} BambuToken;

GType bambu_token_get_type (void) G_GNUC_CONST;

/**
 * bambu_token_new:
 * @access: the token
 * @refresh: (nullable): its companion
 * @expires_at: Unix seconds; 0 to ask the token itself, if it is of the old kind that knows (a JWT)
 */
BambuToken *bambu_token_new (const char *access, const char *refresh, gint64 expires_at);
BambuToken *bambu_token_copy (const BambuToken *self);
void bambu_token_free (BambuToken *self);

/**
 * bambu_token_to_secret:
 *
 * Returns: (transfer full): the form for the keyring; free with bambu_secret_free()
 */
char *bambu_token_to_secret (const BambuToken *self);
/** bambu_token_new_from_secret: Returns: (transfer full) (nullable): %NULL if @secret is none */
BambuToken *bambu_token_new_from_secret (const char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuToken, bambu_token_free)

G_END_DECLS
