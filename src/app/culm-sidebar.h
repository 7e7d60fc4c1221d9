/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-account-banner.h"
#include "culm-print-desk.h"

G_BEGIN_DECLS

#define CULM_TYPE_SIDEBAR (culm_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (CulmSidebar, culm_sidebar, CULM, SIDEBAR, AdwNavigationPage)

/**
 * CulmSidebar:
 *
 * The list of printers, most urgent first. A row stays the same widget while its printer is in the
 * list and moves when what is said of it changes.
 *
 * Properties: `selected` ([class@Bambu.Printer], readable, nullable: in an empty list, and while
 * something else is shown).
 * Signal `opened`: the selected printer is to be shown, also where only one of list and page fits.
 */

/**
 * culm_sidebar_set_model:
 * @printers: a list of [class@Bambu.Printer]
 * @serial: the printer to begin with, if it is there
 */
void culm_sidebar_set_model (CulmSidebar *self, GListModel *printers, const char *serial);

/** culm_sidebar_set_accounts: once; what should be known of them stands above the list */
void culm_sidebar_set_accounts (CulmSidebar *self, BambuAccountList *accounts);

/** culm_sidebar_set_print_desk: once; what is on its way from there stands below the list */
void culm_sidebar_set_print_desk (CulmSidebar *self, CulmPrintDesk *desk);

/** culm_sidebar_get_account_banner: Returns: (transfer none): that stands above the list */
CulmAccountBanner *culm_sidebar_get_account_banner (CulmSidebar *self);

BambuPrinter *culm_sidebar_get_selected (CulmSidebar *self);

/** culm_sidebar_select: selects @printer if it is in the list */
void culm_sidebar_select (CulmSidebar *self, BambuPrinter *printer);

/** culm_sidebar_unselect: something else than a printer is shown, until one is selected */
void culm_sidebar_unselect (CulmSidebar *self);

/** culm_sidebar_get_nth: Returns: (transfer none) (nullable): the printer that stands at @index,
 * from 0, as shown */
BambuPrinter *culm_sidebar_get_nth (CulmSidebar *self, guint index);

/** culm_sidebar_search: opens the search, if the list is long enough to need one */
void culm_sidebar_search (CulmSidebar *self);

/** culm_sidebar_focus: puts the keyboard focus on the selected row */
void culm_sidebar_focus (CulmSidebar *self);

G_END_DECLS
