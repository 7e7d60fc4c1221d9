/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-account.h"

G_BEGIN_DECLS

/* What the account and the steps of signing in to it share. */

struct _BambuAccount
{
  GObject parent_instance;

  BambuCloud *cloud;
  BambuKeyring *keyring;

  BambuAccountState state;
  BambuAccountState base_state; /* before a sign-in began */
  guint attempt;
  char *tfa_key;

  char *account;
  char *name;
  gint64 uid;
  gint64 expires_at;
  gboolean ends_soon;
  gint64 resend_at;
  gboolean persistent;
  GError *error;

  guint look_id;
  DexFuture *check;
};

typedef enum
{
  BAMBU_ACCOUNT_PROP_STATE = 1,
  BAMBU_ACCOUNT_PROP_REGION,
  BAMBU_ACCOUNT_PROP_ACCOUNT,
  BAMBU_ACCOUNT_PROP_NAME,
  BAMBU_ACCOUNT_PROP_UID,
  BAMBU_ACCOUNT_PROP_EXPIRES_AT,
  BAMBU_ACCOUNT_PROP_ENDS_SOON,
  BAMBU_ACCOUNT_PROP_RESEND_AT,
  BAMBU_ACCOUNT_PROP_PERSISTENT,
  BAMBU_ACCOUNT_PROP_ERROR,
} BambuAccountProperty;

/* The setters notify on change only. */
void bambu_account_set_time (BambuAccount *self,
                             gint64 *member,
                             gint64 value,
                             BambuAccountProperty property);
void bambu_account_set_text (BambuAccount *self,
                             char **member,
                             const char *value,
                             BambuAccountProperty property);
void bambu_account_set_error (BambuAccount *self, const GError *error);
void bambu_account_set_state (BambuAccount *self, BambuAccountState state);

/* @token: (nullable): %NULL forgets the one there is */
void bambu_account_take_token (BambuAccount *self, const BambuToken *token);
/* Returns: (transfer full): a future that resolves to %TRUE in any case */
DexFuture *bambu_account_remember_token (BambuAccount *self);
/* Signed in, with the token that was taken */
void bambu_account_enter (BambuAccount *self);

G_END_DECLS
