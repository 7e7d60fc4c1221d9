/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account.h>
#include <bambu/history/bambu-print-history.h>

G_BEGIN_DECLS

#define CULM_TYPE_HISTORY_PAGE (culm_history_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmHistoryPage, culm_history_page, CULM, HISTORY_PAGE, AdwBin)

/**
 * CulmHistoryPage:
 *
 * What a printer printed, or all of them: as it was seen here, and as the account that the printer
 * is bound to remembers it. Asks the service for nothing before it is shown.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once; `account` ([class@Bambu.Account],
 * nullable): the one that it is bound to; `history` ([class@Bambu.PrintHistory], nullable): the
 * window's, if it is not set before the page is shown; `view` (string, readable): as of
 * culm_record_list_get_view().
 */

/** culm_history_page_search: lets the user enter what to look for */
void culm_history_page_search (CulmHistoryPage *self);

G_END_DECLS
