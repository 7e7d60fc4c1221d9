/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-account.h"
#include "bambu-fleet.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ACCOUNT_BINDING (bambu_account_binding_get_type ())
G_DECLARE_FINAL_TYPE (BambuAccountBinding, bambu_account_binding, BAMBU, ACCOUNT_BINDING, GObject)

/**
 * BambuAccountBinding:
 *
 * What ties one account to the fleet: the connection to its cloud's broker, and the list of its
 * printers. Private to [class@Bambu.AccountPrinters], which says what its functions do.
 */
BambuAccountBinding *bambu_account_binding_new (BambuFleet *fleet, BambuAccount *account);
BambuAccount *bambu_account_binding_get_account (BambuAccountBinding *self);
/** bambu_account_binding_get_id: what the fleet calls the account */
const char *bambu_account_binding_get_id (BambuAccountBinding *self);
void bambu_account_binding_watch (BambuAccountBinding *self);
DexFuture *bambu_account_binding_load (BambuAccountBinding *self);
DexFuture *bambu_account_binding_choose (BambuAccountBinding *self, const char *const *serials);
void bambu_account_binding_retry (BambuAccountBinding *self);

G_END_DECLS
