/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-keyring.h"
#include "bambu-recorder.h"
#include "bambu-store.h"
#include "camera/bambu-camera.h"
#include "link/bambu-discovery.h"
#include "link/bambu-trust.h"
#include "printer/bambu-printer.h"
#include "storage/bambu-storage.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_FLEET (bambu_fleet_get_type ())
G_DECLARE_FINAL_TYPE (BambuFleet, bambu_fleet, BAMBU, FLEET, GObject)

/**
 * BambuFleet:
 *
 * Every printer that the user knows, once, keyed by serial: a #GListModel of [class@Bambu.Printer]
 * in the user's order. It remembers them, their last reports and what their sensors said in a
 * [class@Bambu.Store], their access codes in a [class@Bambu.Keyring], pins certificates after the
 * first success, and finds a printer that moved again by its serial. A printer whose access code is
 * not known has no link and %BAMBU_CONNECTION_NONE: ask for the code and call
 * bambu_fleet_set_access_code(). Until the keyring has answered it is %BAMBU_CONNECTION_LAN,
 * without a link.
 *
 * A printer that is bound to an account goes through the cloud unless it answers on the LAN, where
 * it is looked for as soon as its code is known, be it from the account. It is
 * %BAMBU_CONNECTION_CLOUD without a link until its account was added. One that the user removed
 * stays away although it is bound, until bambu_fleet_accept(). Dropping the fleet closes the links
 * and saves the reports that were not saved yet. Main context only.
 *
 * Signals:
 *
 * - `moved` (#BambuPrinter): its address changed by itself
 * - `account-changed` (#BambuPrinter): one of the list was bound to an account, or is not any more
 * - `forgotten` (#BambuPrinter): nothing of it is to be kept; it leaves the list next
 */

/**
 * bambu_fleet_new:
 * @discovery: (nullable): listened to for moved printers while some printer is not reached
 */
BambuFleet *bambu_fleet_new (BambuStore *store,
                             BambuKeyring *keyring,
                             BambuTrust *trust,
                             BambuDiscovery *discovery);

BambuKeyring *bambu_fleet_get_keyring (BambuFleet *self);
BambuTrust *bambu_fleet_get_trust (BambuFleet *self);
BambuDiscovery *bambu_fleet_get_discovery (BambuFleet *self);

/** bambu_fleet_set_limits: what its printers warn of, now and those that come */
void bambu_fleet_set_limits (BambuFleet *self, BambuLimits *limits);

/**
 * bambu_fleet_load:
 *
 * Brings back what is remembered, each printer at once with its last report, then connects to each.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when the list is there, or rejects with
 * %BAMBU_STORE_ERROR
 */
DexFuture *bambu_fleet_load (BambuFleet *self);

/**
 * BambuKnownPrinterFunc:
 *
 * Returns: whether @printer is wanted
 */
typedef gboolean (*BambuKnownPrinterFunc) (const BambuKnownPrinter *printer, gpointer user_data);

/**
 * bambu_fleet_load_some:
 * @wants: (nullable) (scope async): %NULL for all
 * @user_data: lives until the future settles
 *
 * As bambu_fleet_load(), but leaves the printers alone that are not wanted: nothing connects to
 * them, and an account's list does not change them.
 *
 * Returns: (transfer full): resolves to %TRUE when the printers are in the list
 */
DexFuture *bambu_fleet_load_some (BambuFleet *self,
                                  BambuKnownPrinterFunc wants,
                                  gpointer user_data);

/**
 * bambu_fleet_add:
 * @serial: its serial
 * @name: what the user calls it
 * @model: (nullable): model code if known
 * @address: host or host:port
 * @access_code: its access code
 * @fingerprint: (nullable): the leaf that the user accepted or that a check saw; pinned
 *
 * Adds a printer, or changes the one with this serial, remembers it and connects.
 *
 * Returns: (transfer full): a future that resolves to the [class@Bambu.Printer], or rejects with
 * %BAMBU_STORE_ERROR when it cannot be remembered (it is in the list all the same)
 */
DexFuture *bambu_fleet_add (BambuFleet *self,
                            const char *serial,
                            const char *name,
                            const char *model,
                            const char *address,
                            const char *access_code,
                            const char *fingerprint);

/**
 * bambu_fleet_add_printer:
 * @printer: (transfer none): one with a link of its own
 *
 * Adds a printer that is not remembered: the demo's.
 */
void bambu_fleet_add_printer (BambuFleet *self, BambuPrinter *printer);

/**
 * bambu_fleet_get_recorder:
 * @printer: one of the list
 *
 * Returns: (transfer none): what remembers its temperatures
 */
BambuRecorder *bambu_fleet_get_recorder (BambuFleet *self, BambuPrinter *printer);

/**
 * bambu_fleet_get_camera:
 * @printer: one of the list
 *
 * Returns: (transfer none): its camera, the same for all who look; one that is not remembered has
 * no pictures before bambu_camera_set_source_func()
 */
BambuCamera *bambu_fleet_get_camera (BambuFleet *self, BambuPrinter *printer);

/**
 * bambu_fleet_get_storage:
 * @printer: one of the list
 *
 * Returns: (transfer none): its files, the same for all who ask
 */
BambuStorage *bambu_fleet_get_storage (BambuFleet *self, BambuPrinter *printer);

/** bambu_fleet_set_storage: what bambu_fleet_get_storage() has for @printer from now on: a
 * simulated printer's files, say */
void bambu_fleet_set_storage (BambuFleet *self, BambuPrinter *printer, BambuStorage *storage);

/**
 * BambuBoundLinkFunc:
 * @serial: one of the account's printers
 *
 * Returns: (transfer full) (nullable): the way to it through the account, closed
 */
typedef BambuLink *(*BambuBoundLinkFunc) (const char *serial, gpointer user_data);

/**
 * BambuBoundPrinter:
 * @serial: its serial
 * @name: what it is called in the account
 * @model: (nullable): model code
 * @access_code: (nullable): what the account says it is
 *
 * A printer as an account lists it.
 */
typedef struct
{
  const char *serial;
  const char *name;
  const char *model;
  const char *access_code;
} BambuBoundPrinter;

/**
 * bambu_fleet_add_account:
 * @id: what is remembered of the account with its printers; the same at each start
 * @get_link: makes the links to its printers, for those that are remembered at once
 *
 * An account is signed in. Which printers it has is said by bambu_fleet_set_bound_printers(), when
 * it is known; until then it has those that are remembered.
 */
void bambu_fleet_add_account (BambuFleet *self,
                              const char *id,
                              BambuBoundLinkFunc get_link,
                              gpointer user_data,
                              GDestroyNotify destroy);

/**
 * bambu_fleet_set_bound_printers:
 * @id: an account that was added
 * @printers: (array length=n_printers): all that are bound to it
 *
 * Adds them to the list or to the ways of those that are in it. They follow their names in the
 * account as long as the user does not give them another one here. Codes go to the keyring where
 * none is known or the known one was refused. Those that are no longer bound leave the list unless
 * they have an address on the LAN; those that the user declined do not come. Not before
 * bambu_fleet_load() has settled.
 */
void bambu_fleet_set_bound_printers (BambuFleet *self,
                                     const char *id,
                                     const BambuBoundPrinter *printers,
                                     guint n_printers);

/** bambu_fleet_remove_account: signed out; its printers leave as above */
void bambu_fleet_remove_account (BambuFleet *self, const char *id);

/** bambu_fleet_get_account: Returns: (transfer none) (nullable): the id of the account that it is
 * bound to */
const char *bambu_fleet_get_account (BambuFleet *self, BambuPrinter *printer);

/** bambu_fleet_is_declined: whether the user removed a printer that is bound to an account */
gboolean bambu_fleet_is_declined (BambuFleet *self, const char *serial);
/** bambu_fleet_accept: it may come back with bambu_fleet_set_bound_printers(); resolves to %TRUE
 * when remembered */
DexFuture *bambu_fleet_accept (BambuFleet *self, const char *serial);

/** bambu_fleet_remove: forgets a printer, its report, pin, access code and prints; resolves to
 * %TRUE. One that is bound to an account is declined */
DexFuture *bambu_fleet_remove (BambuFleet *self, BambuPrinter *printer);
/** bambu_fleet_decline: the same, but what it printed stays */
DexFuture *bambu_fleet_decline (BambuFleet *self, BambuPrinter *printer);
/** bambu_fleet_rename: resolves to %TRUE when remembered */
DexFuture *bambu_fleet_rename (BambuFleet *self, BambuPrinter *printer, const char *name);
/** bambu_fleet_set_access_code: after a refusal; connects again */
DexFuture *bambu_fleet_set_access_code (BambuFleet *self,
                                        BambuPrinter *printer,
                                        const char *access_code);
/** bambu_fleet_set_address: connects there; rejects with %G_IO_ERROR_INVALID_ARGUMENT what is no
 * address */
DexFuture *bambu_fleet_set_address (BambuFleet *self, BambuPrinter *printer, const char *address);
/** bambu_fleet_trust_certificate: pins what it now shows, after the user agreed; connects again */
DexFuture *bambu_fleet_trust_certificate (BambuFleet *self,
                                          BambuPrinter *printer,
                                          const char *fingerprint);

/** bambu_fleet_find: Returns: (transfer none) (nullable) */
BambuPrinter *bambu_fleet_find (BambuFleet *self, const char *serial);

G_END_DECLS
