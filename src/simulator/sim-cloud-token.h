/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-cloud-account.h"

G_BEGIN_DECLS

/**
 * SimCloudToken:
 * @account: whom it lets in
 * @text: the token
 * @refresh: the refresh token, which is good for nothing
 * @lifetime: in seconds, when it was made
 * @expires: Unix time
 * @dead: it is no longer good, before its time
 *
 * A token that the cloud gave.
 */
typedef struct
{
  SimCloudAccount *account;
  char *text;
  char *refresh;
  int lifetime;
  gint64 expires;
  gboolean dead;
} SimCloudToken;

/**
 * sim_cloud_token_new:
 * @seconds: how long it lives
 * @jwt: of the older form, which says whose it is and until when
 */
SimCloudToken *sim_cloud_token_new (SimCloudAccount *account, int seconds, gboolean jwt);
void sim_cloud_token_free (gpointer token);
gboolean sim_cloud_token_is_alive (SimCloudToken *self);

/** sim_cloud_token_make_text: Returns: (transfer full): random characters of base64url, as opaque
 * tokens are */
char *sim_cloud_token_make_text (void);

G_END_DECLS
