/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "culm-status.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_ORDER (culm_printer_order_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrinterOrder, culm_printer_order, CULM, PRINTER_ORDER, GObject)

/**
 * CulmPrinterOrder:
 *
 * How printers stand wherever all of them are shown: by urgency, or as the user wants them.
 *
 * Signal `changed`: they are to be put in order again.
 */

/** culm_printer_order_new: @settings: where it is kept */
CulmPrinterOrder *culm_printer_order_new (GSettings *settings);

/** culm_printer_order_compare: of the user's order those come last that it does not know */
int culm_printer_order_compare (CulmPrinterOrder *self, CulmStatus *a, CulmStatus *b);

gboolean culm_printer_order_is_own (CulmPrinterOrder *self);

/** culm_printer_order_set: from now on they stand as @serials do, because the user wants that */
void culm_printer_order_set (CulmPrinterOrder *self, const char *const *serials);

/** culm_printer_order_set_automatic: from now on by urgency */
void culm_printer_order_set_automatic (CulmPrinterOrder *self);

G_END_DECLS
