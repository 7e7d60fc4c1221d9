/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-known-print.h"
#include "printer/bambu-printer.h"

G_BEGIN_DECLS

/* What a printer's report says of a print that is remembered. Pure: nothing is written. */

/** bambu_print_is_wanted: what the printer does is somebody's print, and no calibration, say */
gboolean bambu_print_is_wanted (BambuPrinter *printer);

/**
 * bambu_print_is_same:
 * @known: one that is not over
 * @printer: its printer, which has a job
 *
 * Whether the printer's job can be that print, also if nobody looked for a while.
 */
gboolean bambu_print_is_same (const BambuKnownPrint *known, BambuPrinter *printer);

/**
 * bambu_print_begin:
 * @printer: one that prints
 * @idle: when it was last seen not to print, Unix seconds; 0 never
 *
 * Returns: (transfer full): its print
 */
BambuKnownPrint *bambu_print_begin (BambuPrinter *printer, gint64 idle);

/**
 * bambu_print_update:
 * @known: a print of @printer, which prints it
 *
 * Takes over how far it is, and what it takes filament from.
 *
 * Returns: whether something changed that is worth to be written at once
 */
gboolean bambu_print_update (BambuKnownPrint *known, BambuPrinter *printer);

/** bambu_print_is_over: the printer says that what it printed is over */
gboolean bambu_print_is_over (BambuPrinter *printer);

/**
 * bambu_print_end:
 * @known: a print of @printer
 * @cancelled: somebody stopped it
 *
 * The printer says that it is over; what else it says of its job is @known's only if
 * bambu_print_is_same().
 */
void bambu_print_end (BambuKnownPrint *known, BambuPrinter *printer, gboolean cancelled);

/** bambu_print_lose: it is over, and nobody saw how */
void bambu_print_lose (BambuKnownPrint *known);

/** bambu_print_is_cancelled: the printer says that somebody stopped its job */
gboolean bambu_print_is_cancelled (BambuPrinter *printer);

G_END_DECLS
