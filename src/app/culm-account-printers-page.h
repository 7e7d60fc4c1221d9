/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include <bambu/bambu-fleet.h>
#include <words/culm-sign-in-words.h>

G_BEGIN_DECLS

#define CULM_TYPE_ACCOUNT_PRINTERS_PAGE (culm_account_printers_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmAccountPrintersPage,
                      culm_account_printers_page,
                      CULM,
                      ACCOUNT_PRINTERS_PAGE,
                      AdwNavigationPage)

/**
 * CulmAccountPrintersPage:
 *
 * The printers of an account, to choose from, and how each is reached. They are in the fleet
 * already, but for those that were not wanted before.
 *
 * Signals: `done` (the choice is made), `again` (the list could not be loaded, and shall be).
 */

AdwNavigationPage *culm_account_printers_page_new (BambuFleet *fleet);

/** culm_account_printers_page_set_devices: (nullable): of [class@Bambu.CloudDevice]; %NULL: loading
 */
void culm_account_printers_page_set_devices (CulmAccountPrintersPage *self, GListModel *devices);

/** culm_account_printers_page_set_problem: why there is no list */
void culm_account_printers_page_set_problem (CulmAccountPrintersPage *self,
                                             const CulmSignInProblem *problem);

/** culm_account_printers_page_set_busy: the choice is being carried out */
void culm_account_printers_page_set_busy (CulmAccountPrintersPage *self, gboolean busy);

/** culm_account_printers_page_dup_chosen: Returns: (transfer full): their serial numbers */
GStrv culm_account_printers_page_dup_chosen (CulmAccountPrintersPage *self);

/** culm_account_printers_page_get_default: Returns: (transfer none): what Enter does here */
GtkWidget *culm_account_printers_page_get_default (CulmAccountPrintersPage *self);

G_END_DECLS
