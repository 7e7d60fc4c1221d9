/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-keyring.h"
#include "bambu-store.h"
#include "camera/bambu-camera.h"
#include "link/bambu-discovery.h"
#include "printer/bambu-printer.h"
#include "storage/bambu-storage.h"

G_BEGIN_DECLS

/**
 * BambuLinkFactory:
 *
 * Makes the link to a printer on the LAN: bambu_mqtt_link_new_lan(), or what a test has instead.
 *
 * Returns: (transfer full): a closed link
 */
typedef BambuLink *(*BambuLinkFactory) (
    BambuTrust *trust, const char *host, guint16 port, const char *serial, const char *access_code);

#define BAMBU_TYPE_FLEET_MEMBER (bambu_fleet_member_get_type ())
G_DECLARE_FINAL_TYPE (BambuFleetMember, bambu_fleet_member, BAMBU, FLEET_MEMBER, GObject)

/**
 * BambuFleetMember:
 *
 * A remembered printer of a [class@Bambu.Fleet]: its access code, the link made with it or through
 * its account, its pin, the search for it when it moved, and the saving of its reports. Private to
 * the fleet.
 *
 * Property `lost` (boolean, readable): it should be looked for on the LAN: it was tried and is not
 * reached, or it is reached through the cloud though its code is known.
 * Signal `moved`: found at another address, which is now the printer's.
 */
BambuFleetMember *bambu_fleet_member_new (BambuStore *store,
                                          BambuKeyring *keyring,
                                          BambuTrust *trust,
                                          BambuLinkFactory factory,
                                          const BambuKnownPrinter *known);
BambuPrinter *bambu_fleet_member_get_printer (BambuFleetMember *self);
gboolean bambu_fleet_member_is_lost (BambuFleetMember *self);

/** bambu_fleet_member_get_camera: Returns: (transfer none): the printer's, with its access code */
BambuCamera *bambu_fleet_member_get_camera (BambuFleetMember *self);

/** bambu_fleet_member_get_storage: Returns: (transfer none): the printer's files, with its access
 * code */
BambuStorage *bambu_fleet_member_get_storage (BambuFleetMember *self);

/** bambu_fleet_member_recall: asks the keyring for the access code, then connects */
void bambu_fleet_member_recall (BambuFleetMember *self);

/**
 * bambu_fleet_member_update:
 * @name: (nullable): %NULL leaves it
 * @address: (nullable): %NULL leaves it
 * @access_code: (nullable): %NULL leaves it
 * @fingerprint: (nullable): to pin; %NULL leaves it
 *
 * Remembers what is given. Connects anew if the way to the printer is another now.
 *
 * Returns: (transfer full): a future that resolves to the printer, or rejects with
 * %BAMBU_STORE_ERROR
 */
DexFuture *bambu_fleet_member_update (BambuFleetMember *self,
                                      const char *name,
                                      const char *address,
                                      const char *access_code,
                                      const char *fingerprint);

/**
 * bambu_fleet_member_bind:
 * @account: the account that it is bound to
 * @link: (nullable): the way through that; %NULL until the account is there
 * @name: (nullable): what it is called there; %NULL leaves it
 * @access_code: (nullable): what the account says it is; %NULL leaves it
 */
void bambu_fleet_member_bind (BambuFleetMember *self,
                              const char *account,
                              BambuLink *link,
                              const char *name,
                              const char *access_code);
/** bambu_fleet_member_unbind: has no account any more */
void bambu_fleet_member_unbind (BambuFleetMember *self);
const char *bambu_fleet_member_get_account (BambuFleetMember *self);
/** bambu_fleet_member_get_bound_link: Returns: (transfer none) (nullable): the way through that */
BambuLink *bambu_fleet_member_get_bound_link (BambuFleetMember *self);

/** bambu_fleet_member_notice: a lost printer announced itself, or somebody in its name */
void bambu_fleet_member_notice (BambuFleetMember *self, BambuAnnouncement *announcement);

/**
 * bambu_fleet_member_forget:
 * @declined: remember that it is bound to an account and not wanted
 *
 * Closes the link and removes all that is remembered.
 *
 * Returns: (transfer full): a future that resolves to %TRUE
 */
DexFuture *bambu_fleet_member_forget (BambuFleetMember *self, gboolean declined);

G_END_DECLS
