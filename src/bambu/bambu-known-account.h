/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BAMBU_TYPE_KNOWN_ACCOUNT (bambu_known_account_get_type ())

/**
 * BambuKnownAccount:
 * @region: the cloud's id
 * @account: e-mail address or phone number
 * @name: what others see, "" unknown
 * @uid: its number, 0 unknown
 *
 * What is remembered of an account. No secret is in it.
 */
typedef struct
{
  char *region;
  char *account;
  char *name;
  gint64 uid;
} BambuKnownAccount;

GType bambu_known_account_get_type (void) G_GNUC_CONST;
BambuKnownAccount *bambu_known_account_copy (const BambuKnownAccount *self);
void bambu_known_account_free (BambuKnownAccount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuKnownAccount, bambu_known_account_free)

G_END_DECLS
