/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-account-banner.h"
#include "culm-print-desk.h"
#include "culm-printer-order.h"
#include "culm-tally.h"

G_BEGIN_DECLS

#define CULM_TYPE_SIDEBAR (culm_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (CulmSidebar, culm_sidebar, CULM, SIDEBAR, AdwNavigationPage)

/**
 * CulmSidebar:
 *
 * The list of printers, with all of them as its first row where there are several. A row stays the
 * same widget while its printer is in the list and moves when what is said of it changes, or when
 * the user moves it.
 *
 * Properties, readable: `selected` ([class@Bambu.Printer], nullable: in an empty list, and while
 * all of them are selected), `overview` (boolean): all of them are.
 * Signal `opened`: what is selected is to be shown, also where only one of list and page fits.
 * Actions, on the selected one: `sidebar.menu`, `sidebar.move-up`, `sidebar.move-down`.
 */

/**
 * culm_sidebar_set_model:
 * @printers: a list of [class@Bambu.Printer]
 * @order: how they stand
 * @serial: (nullable): the printer to begin with, if it is there; %NULL for all of them
 */
void culm_sidebar_set_model (CulmSidebar *self,
                             GListModel *printers,
                             CulmPrinterOrder *order,
                             const char *serial);

/** culm_sidebar_set_accounts: once; what should be known of them stands above the list */
void culm_sidebar_set_accounts (CulmSidebar *self, BambuAccountList *accounts);

/** culm_sidebar_set_print_desk: once; what is on its way from there stands below the list */
void culm_sidebar_set_print_desk (CulmSidebar *self, CulmPrintDesk *desk);

/** culm_sidebar_get_account_banner: Returns: (transfer none): that stands above the list */
CulmAccountBanner *culm_sidebar_get_account_banner (CulmSidebar *self);

BambuPrinter *culm_sidebar_get_selected (CulmSidebar *self);

/** culm_sidebar_select: selects @printer if it is in the list */
void culm_sidebar_select (CulmSidebar *self, BambuPrinter *printer);

/** culm_sidebar_select_overview: all of them, if there are several */
void culm_sidebar_select_overview (CulmSidebar *self);
gboolean culm_sidebar_is_overview_selected (CulmSidebar *self);

/** culm_sidebar_get_tally: Returns: (transfer none) (nullable): of its printers */
CulmTally *culm_sidebar_get_tally (CulmSidebar *self);

/** culm_sidebar_get_nth: Returns: (transfer none) (nullable): the printer that stands at @index,
 * from 0, as shown */
BambuPrinter *culm_sidebar_get_nth (CulmSidebar *self, guint index);

/** culm_sidebar_search: opens the search, if the list is long enough to need one */
void culm_sidebar_search (CulmSidebar *self);

/** culm_sidebar_focus: puts the keyboard focus on the selected row */
void culm_sidebar_focus (CulmSidebar *self);

G_END_DECLS
