/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "culm-status.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_ROW (culm_printer_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrinterRow, culm_printer_row, CULM, PRINTER_ROW, GtkListBoxRow)

/**
 * CulmPrinterRow:
 *
 * A printer in the sidebar: its state's symbol, its name, one sentence, how far it is, and how many
 * messages it has.
 *
 * Property `status` ([class@Culm.Status], construct-only).
 */
CulmPrinterRow *culm_printer_row_new (BambuPrinter *printer);
CulmStatus *culm_printer_row_get_status (CulmPrinterRow *self);
BambuPrinter *culm_printer_row_get_printer (CulmPrinterRow *self);

G_END_DECLS
