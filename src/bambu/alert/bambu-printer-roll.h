/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "printer/bambu-printer.h"

G_BEGIN_DECLS

typedef void (*BambuRollFunc) (BambuPrinter *printer, gpointer owner);

/**
 * BambuPrinterRoll:
 *
 * Follows a list of printers for somebody who wants to know of each that joins and of each that
 * leaves. Main context only.
 */
typedef struct _BambuPrinterRoll BambuPrinterRoll;

/**
 * bambu_printer_roll_new:
 * @printers: of [class@Bambu.Printer]
 * @joined: also called for those that are there
 * @left: (nullable): not called by bambu_printer_roll_free()
 * @due: (nullable): called once soon after one has joined, and after bambu_printer_roll_queue()
 * @owner: frees the roll before it goes
 */
BambuPrinterRoll *bambu_printer_roll_new (GListModel *printers,
                                          BambuRollFunc joined,
                                          BambuRollFunc left,
                                          BambuRollFunc due,
                                          gpointer owner);
void bambu_printer_roll_free (BambuPrinterRoll *self);

/** bambu_printer_roll_queue: something came of @printer. A report changes much at once: what came
 * of it is looked at when all of it is there */
void bambu_printer_roll_queue (BambuPrinterRoll *self, BambuPrinter *printer);
void bambu_printer_roll_queue_all (BambuPrinterRoll *self);

/** bambu_printer_roll_foreach: of those that are there */
void bambu_printer_roll_foreach (BambuPrinterRoll *self, BambuRollFunc function);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuPrinterRoll, bambu_printer_roll_free)

G_END_DECLS
