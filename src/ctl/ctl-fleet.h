/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-account-printers.h"
#include "ctl-options.h"

G_BEGIN_DECLS

/**
 * ctl_fleet_open:
 * @options: where the printers are; must live until the future settles
 *
 * The printers that a command is about, about to connect: the one at `--address`, which is not
 * remembered; else the one that the argument names, or all that are known, with the ways that the
 * accounts have to them.
 *
 * Returns: (transfer full): a future that resolves to [class@Bambu.AccountPrinters], or rejects:
 * %BAMBU_LINK_ERROR when a printer at an address cannot be told from its certificate, else what is
 * wrong on this computer
 */
DexFuture *ctl_fleet_open (const CtlOptions *options);

/**
 * ctl_fleet_find:
 * @name: (nullable): a name or serial number; %NULL for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type BambuPrinter) (nullable): the printers meant, at least one
 */
GPtrArray *ctl_fleet_find (BambuFleet *fleet, const char *name, GError **error);

/** ctl_fleet_find_all: Returns: (transfer full) (element-type BambuPrinter) (nullable): all that
 * the options name, each once */
GPtrArray *ctl_fleet_find_all (BambuFleet *fleet, const CtlOptions *options, GError **error);

/**
 * ctl_fleet_await_bound:
 * @accounts: loaded
 * @wants: which of the printers that are remembered
 * @error: return location for an error
 *
 * What an account's coming and going changes. On a fiber.
 *
 * Returns: (transfer full) (nullable): the ways that the accounts have to them
 */
BambuAccountPrinters *ctl_fleet_await_bound (BambuAccountList *accounts,
                                             BambuKnownPrinterFunc wants,
                                             GError **error);

/**
 * ctl_fleet_is_meant:
 * @name: a printer's name
 * @serial: its serial number
 * @word: what the user calls the printer that is meant
 *
 * Returns: whether that is this one
 */
gboolean ctl_fleet_is_meant (const char *name, const char *serial, const char *word);

/**
 * ctl_fleet_create:
 * @ca_file: (nullable): CAs to trust too
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the fleet that the app shows, not loaded yet
 */
BambuFleet *ctl_fleet_create (const char *ca_file, GError **error);

G_END_DECLS
