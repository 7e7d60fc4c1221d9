/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account.h>
#include <bambu/camera/bambu-camera.h>
#include <bambu/storage/bambu-storage.h>
#include <bambu/printer/bambu-printer.h>

#include "culm-files-page.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_PAGE (culm_printer_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrinterPage, culm_printer_page, CULM, PRINTER_PAGE, AdwNavigationPage)

/**
 * CulmPrinterPage:
 *
 * One printer, for as long as the page lives: a header with its name and state, the banner with
 * what stands between the user and the printer, and the views (status, AMS, history).
 *
 * Properties:
 *
 * - `printer` ([class@Bambu.Printer]), set once
 * - `account` ([class@Bambu.Account], nullable): the one that the printer is bound to
 * - `camera` ([class@Bambu.Camera], nullable): the printer's, set once
 * - `storage` ([iface@Bambu.Storage], nullable): its files, set once
 * - `code-kept` (boolean, %TRUE): the access code is in a keyring; when it is not, the page says
 * so. Bind it to [class@Bambu.Keyring]'s `state` being open
 * - `view` (string): `status`, `ams`, `history`
 *
 * The page needs two actions of its window, each with the printer's serial (`s`):
 * `win.enter-access-code` after a refusal, `win.review-certificate` when the printer shows another
 * certificate than before.
 */
CulmPrinterPage *culm_printer_page_new (BambuPrinter *printer);

BambuPrinter *culm_printer_page_get_printer (CulmPrinterPage *self);

/** culm_printer_page_push: shows @page, with a way back, in place of the views */
void culm_printer_page_push (CulmPrinterPage *self, AdwNavigationPage *page);
/** culm_printer_page_shows: the pushed page of this tag is seen */
gboolean culm_printer_page_shows (CulmPrinterPage *self, const char *tag);
/** culm_printer_page_show_view: goes to one of the views, also from a pushed page */
void culm_printer_page_show_view (CulmPrinterPage *self, const char *view);

/** culm_printer_page_get_files: Returns: (transfer none) (nullable): the view with the printer's
 * files, if it is shown and takes more */
CulmFilesPage *culm_printer_page_get_files (CulmPrinterPage *self);

/** culm_printer_page_search: Returns: whether the view that is shown has something to search, and
 * has taken the cursor */
gboolean culm_printer_page_search (CulmPrinterPage *self);

G_END_DECLS
