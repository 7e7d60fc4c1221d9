/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-account-list.h"
#include "bambu-fleet.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_ACCOUNT_PRINTERS (bambu_account_printers_get_type ())
G_DECLARE_FINAL_TYPE (
    BambuAccountPrinters, bambu_account_printers, BAMBU, ACCOUNT_PRINTERS, GObject)

/**
 * BambuAccountPrinters:
 *
 * Brings the printers of the accounts into the fleet, and the cloud's reports to them. Each account
 * of the list has one connection to its cloud's broker while it is signed in. Where the broker
 * refuses the token the account is asked to check it: only the service's own word ends a sign-in.
 * An account that ended keeps its printers, as they were last known; with one that signs out, those
 * leave that have no other way. Main context only.
 */

/**
 * bambu_account_printers_new:
 * @fleet: a fleet; loaded, or nobody signs in before it is
 * @accounts: whose printers come into it
 *
 * Opens ways to the printers that are remembered; asks the service for nothing.
 */
BambuAccountPrinters *bambu_account_printers_new (BambuFleet *fleet, BambuAccountList *accounts);

/**
 * bambu_account_printers_watch:
 *
 * From now on the list of each account that is signed in is loaded by itself: at once, then four
 * times an hour, and after a failure sooner.
 */
void bambu_account_printers_watch (BambuAccountPrinters *self);

/**
 * bambu_account_printers_load:
 * @account: one of the list, signed in
 *
 * Loads which printers are bound to the account, or waits for the list that is on its way, and
 * brings them into the fleet. Dropping the future does not end it.
 *
 * Returns: (transfer full): a future that resolves to a #GListModel of [class@Bambu.CloudDevice],
 * or rejects with what bambu_cloud_list_devices() may reject with
 */
DexFuture *bambu_account_printers_load (BambuAccountPrinters *self, BambuAccount *account);

/**
 * bambu_account_printers_choose:
 * @account: one of the list, whose printers were loaded
 * @serials: (array zero-terminated=1): those of its printers that are wanted here
 *
 * Brings these into the fleet, and takes the account's others out of it until they are chosen.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with %BAMBU_STORE_ERROR
 * when that cannot be remembered
 */
DexFuture *bambu_account_printers_choose (BambuAccountPrinters *self,
                                          BambuAccount *account,
                                          const char *const *serials);

/**
 * bambu_account_printers_bind:
 * @account: one of the list, signed in
 * @pin: the six characters on the printer's screen
 *
 * Binds a printer to the account, and looks at the account's list again. Dropping the future gives
 * it up.
 *
 * Returns: (transfer full): a future that resolves to the printer's serial number, a string, or
 * rejects with what bambu_cloud_bind_device() may reject with. The printer is in the fleet then,
 * unless the list could not be loaded
 */
DexFuture *bambu_account_printers_bind (BambuAccountPrinters *self,
                                        BambuAccount *account,
                                        const char *pin);

/**
 * bambu_account_printers_bind_by_serial:
 * @account: one of the list, signed in
 * @name: what the account is to call it
 * @code: the eight characters of the documents
 *
 * Returns: (transfer full): as bambu_account_printers_bind(), for a service that has no PINs
 */
DexFuture *bambu_account_printers_bind_by_serial (BambuAccountPrinters *self,
                                                  BambuAccount *account,
                                                  const char *serial,
                                                  const char *name,
                                                  const char *code);

/**
 * bambu_account_printers_unbind:
 * @printer: one that is bound to an account of the list
 *
 * Takes the printer out of its account; it leaves the fleet unless it has an address on the LAN.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with what
 * bambu_cloud_unbind_device() may reject with
 */
DexFuture *bambu_account_printers_unbind (BambuAccountPrinters *self, BambuPrinter *printer);

/**
 * bambu_account_printers_rename:
 * @printer: one that is bound to an account of the list
 *
 * Renames the printer in its account, and looks at the account's list again. What it is called here
 * is bambu_fleet_rename()'s.
 *
 * Returns: (transfer full): a future that resolves to %TRUE, or rejects with what
 * bambu_cloud_rename_device() may reject with
 */
DexFuture *bambu_account_printers_rename (BambuAccountPrinters *self,
                                          BambuPrinter *printer,
                                          const char *name);

/**
 * bambu_account_printers_find:
 * @printer: one of the fleet
 *
 * Returns: (transfer none) (nullable): the account that it is bound to, if that is in the list
 */
BambuAccount *bambu_account_printers_find (BambuAccountPrinters *self, BambuPrinter *printer);

/** bambu_account_printers_retry: the user asks to try again after the broker refused the account
 * that @printer is bound to */
void bambu_account_printers_retry (BambuAccountPrinters *self, BambuPrinter *printer);

/** bambu_account_printers_count: how many of the fleet's printers would leave with @account */
guint bambu_account_printers_count (BambuAccountPrinters *self, BambuAccount *account);

BambuFleet *bambu_account_printers_get_fleet (BambuAccountPrinters *self);
BambuAccountList *bambu_account_printers_get_accounts (BambuAccountPrinters *self);

G_END_DECLS
