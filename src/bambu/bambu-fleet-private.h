/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-fleet-member.h"
#include "bambu-fleet.h"

G_BEGIN_DECLS

/** bambu_fleet_set_link_factory: for tests; for the printers that come after */
void bambu_fleet_set_link_factory (BambuFleet *self, BambuLinkFactory factory);

/* An account whose printers are in the list. */
typedef struct
{
  char *id;
  BambuBoundLinkFunc get_link;
  gpointer user_data;
  GDestroyNotify destroy;
} BambuFleetAccount;

struct _BambuFleet
{
  GObject parent_instance;

  BambuStore *store;
  BambuKeyring *keyring;
  BambuTrust *trust;
  BambuDiscovery *discovery;
  BambuLinkFactory factory;
  BambuRecorder *recorder;
  BambuRecorder *demo_recorder; /* in memory; made when it is needed */

  GPtrArray *printers;  /* the list */
  GPtrArray *members;   /* those of its printers that are remembered */
  GPtrArray *accounts;  /* Account */
  GHashTable *declined; /* serial → id of the account that it is bound to */
  GHashTable *cameras;  /* BambuPrinter → BambuCamera, of those that are not remembered */
  GHashTable *storages; /* BambuPrinter → BambuStorage, of those too, or that somebody has set */
  GHashTable *others;   /* serials of those that are remembered but not wanted */
  BambuLimits *limits;
  gboolean searching;
};

/* bambu-fleet.c */

/** bambu_fleet_find_member: Returns: (transfer none) (nullable): %NULL: it is not remembered */
BambuFleetMember *bambu_fleet_find_member (BambuFleet *self, BambuPrinter *printer);
/** bambu_fleet_append_member: Returns: (transfer none): a new one, in the list */
BambuFleetMember *bambu_fleet_append_member (BambuFleet *self, const BambuKnownPrinter *known);
/** bambu_fleet_drop: @declined: it is not to come back with its account */
DexFuture *bambu_fleet_drop (BambuFleet *self, BambuPrinter *printer, gboolean declined);

/* bambu-fleet-accounts.c */

void bambu_fleet_account_free (gpointer data);
/** bambu_fleet_bind: @name, @access_code: (nullable): what the account says they are */
void bambu_fleet_bind (BambuFleet *self,
                       BambuFleetMember *member,
                       const char *id,
                       const char *name,
                       const char *access_code);

G_END_DECLS
