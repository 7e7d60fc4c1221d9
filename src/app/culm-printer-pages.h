/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-account-printers.h>

#include "culm-printer-page.h"

G_BEGIN_DECLS

/**
 * CulmPrinterPages:
 *
 * The pages of those printers that were shown last: they are kept for going to and fro.
 */
typedef struct _CulmPrinterPages CulmPrinterPages;

/** culm_printer_pages_new: @changed: with @owner: what a page has to say, or its account */
CulmPrinterPages *culm_printer_pages_new (GCallback changed, GObject *owner);
void culm_printer_pages_free (CulmPrinterPages *self);
/** culm_printer_pages_clear: drops all */
void culm_printer_pages_clear (CulmPrinterPages *self);

/** culm_printer_pages_show: Returns: (transfer none): the page of @printer, which is the first now,
 * with the view of the one before */
CulmPrinterPage *culm_printer_pages_show (CulmPrinterPages *self,
                                          BambuFleet *fleet,
                                          BambuPrinter *printer);
/** culm_printer_pages_get_first: Returns: (transfer none) (nullable): the one shown last */
CulmPrinterPage *culm_printer_pages_get_first (CulmPrinterPages *self);

/** culm_printer_pages_drop_gone: those of printers that left @fleet */
void culm_printer_pages_drop_gone (CulmPrinterPages *self, BambuFleet *fleet);
/** culm_printer_pages_set_accounts: @printers: (nullable): who is bound to what now */
void culm_printer_pages_set_accounts (CulmPrinterPages *self, BambuAccountPrinters *printers);

G_END_DECLS
