/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-fleet.h>
#include <bambu/history/bambu-print-history.h>

G_BEGIN_DECLS

/* The one place of the app that knows of the simulator. */

/** culm_demo_add_printers: adds all demo printers to @fleet, those that are not there already */
void culm_demo_add_printers (BambuFleet *fleet);

/** culm_demo_add_printer: adds one that prints. Returns: (transfer none): it, new or not */
BambuPrinter *culm_demo_add_printer (BambuFleet *fleet);

/** culm_demo_raise: @event happens to @printer, one of them: see sim_demo_raise() */
void culm_demo_raise (BambuPrinter *printer, const char *event);

/** culm_demo_make_picture: Returns: (transfer full) (nullable): a JPEG of a print that is done.
 * Takes a while; any thread */
GBytes *culm_demo_make_picture (GError **error);

/** culm_demo_add_prints: what @printer, one of them, printed before; once */
void culm_demo_add_prints (BambuPrintHistory *history, BambuPrinter *printer);

G_END_DECLS
