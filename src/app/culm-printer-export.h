/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_EXPORT (culm_printer_export_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmPrinterExport, culm_printer_export, CULM, PRINTER_EXPORT, GDBusObjectSkeleton)

/**
 * CulmPrinterExport:
 *
 * A printer as other programs see it, see data/dbus/io.github.culm.Culm1.xml. Follows the printer:
 * what a report changes is told at once.
 *
 * Signal `print-file` ([iface@Gio.File], string): the user is to be asked about printing it; the
 * string is an activation token, or %NULL.
 */

/** culm_printer_export_new: @folder: the path above its own */
CulmPrinterExport *culm_printer_export_new (BambuPrinter *printer, const char *folder);

BambuPrinter *culm_printer_export_get_printer (CulmPrinterExport *self);

G_END_DECLS
