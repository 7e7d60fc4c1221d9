/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <simulator/sim-printer.h>

G_BEGIN_DECLS

/* Printers for tests and pictures of the app. */

/** test_printer_new: Returns: (transfer full): what the app has of @simulated, without a link */
BambuPrinter *test_printer_new (SimPrinter *simulated, const char *name);

/** test_printer_new_live: Returns: (transfer full): a printer that has had a report from @simulated
 */
BambuPrinter *test_printer_new_live (SimPrinter *simulated, const char *name);

/** test_printer_new_remembered: Returns: (transfer full): a printer that shows what @simulated last
 * said, @seconds ago, without a link
 */
BambuPrinter *test_printer_new_remembered (SimPrinter *simulated, const char *name, int seconds);

G_END_DECLS
