/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_HISTORY_PAGE (culm_history_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmHistoryPage, culm_history_page, CULM, HISTORY_PAGE, AdwBin)

/**
 * CulmHistoryPage:
 *
 * What a printer printed, as the account that it is bound to remembers it. Asks the service for
 * nothing before it is shown.
 *
 * Properties: `printer` ([class@Bambu.Printer]), set once; `account` ([class@Bambu.Account],
 * nullable): the one that it is bound to.
 */

G_END_DECLS
