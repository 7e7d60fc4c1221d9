/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_OVERVIEW_BAR (culm_overview_bar_get_type ())
G_DECLARE_FINAL_TYPE (CulmOverviewBar, culm_overview_bar, CULM, OVERVIEW_BAR, AdwBin)

/**
 * CulmOverviewBar:
 *
 * What can be done with several printers at once. It follows them, for what makes sense to one of
 * them changes by itself. There is no way to stop several prints.
 *
 * Actions: `group.pause`, `group.resume`, `group.light` (`b`: on). It needs `overview.unselect`.
 */

/** culm_overview_bar_set_printers: @printers: (element-type BambuPrinter) */
void culm_overview_bar_set_printers (CulmOverviewBar *self, GPtrArray *printers);

G_END_DECLS
