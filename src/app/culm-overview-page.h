/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

#include "culm-printer-order.h"
#include "culm-tally.h"

G_BEGIN_DECLS

#define CULM_TYPE_OVERVIEW_PAGE (culm_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmOverviewPage, culm_overview_page, CULM, OVERVIEW_PAGE, AdwNavigationPage)

/**
 * CulmOverviewPage:
 *
 * All printers side by side: what each of them does, or rather what their cameras see. Some can be
 * looked for, and something be done with several at once. Opens one by `win.open-printer` (`s`) of
 * its window.
 *
 * Properties: `current` ([class@Bambu.Printer], nullable), readable: the one that has the focus, or
 * whose menu is open; `mode` (string): `cards` or `pictures`; `selecting` (boolean): a click
 * selects.
 *
 * Actions: `overview.select-all`, `overview.unselect`, `overview.show-all`: no filter;
 * `overview.menu`: that of the card with the focus.
 */

/**
 * culm_overview_page_new:
 * @fleet: the printers
 * @order: how they stand
 * @tally: of them
 * @settings: where the mode is kept
 */
CulmOverviewPage *culm_overview_page_new (BambuFleet *fleet,
                                          CulmPrinterOrder *order,
                                          CulmTally *tally,
                                          GSettings *settings);

/** culm_overview_page_get_current: Returns: (transfer none) (nullable) */
BambuPrinter *culm_overview_page_get_current (CulmOverviewPage *self);

/** culm_overview_page_search: puts the cursor where a printer is looked for; @text (nullable): what
 * is looked for */
void culm_overview_page_search (CulmOverviewPage *self, const char *text);

/** culm_overview_page_focus: puts the keyboard focus on the first card */
void culm_overview_page_focus (CulmOverviewPage *self);

G_END_DECLS
