/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-known-account.h"

G_DEFINE_BOXED_TYPE (BambuKnownAccount,
                     bambu_known_account,
                     bambu_known_account_copy,
                     bambu_known_account_free)

BambuKnownAccount *
bambu_known_account_copy (const BambuKnownAccount *self)
{
  BambuKnownAccount *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (BambuKnownAccount, 1);
  copy->region = g_strdup (self->region);
  copy->account = g_strdup (self->account);
  copy->name = g_strdup (self->name);
  copy->uid = self->uid;

  return copy;
}

void
bambu_known_account_free (BambuKnownAccount *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->region);
  g_free (self->account);
  g_free (self->name);
  g_free (self);
}
