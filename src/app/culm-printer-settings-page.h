/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINTER_SETTINGS_PAGE (culm_printer_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrinterSettingsPage,
                      culm_printer_settings_page,
                      CULM,
                      PRINTER_SETTINGS_PAGE,
                      AdwNavigationPage)

/** culm_printer_settings_page_new: what can be set of one printer, in front of a
 * [class@Culm.Window]; leaves when the printer does */
CulmPrinterSettingsPage *culm_printer_settings_page_new (GSettings *settings,
                                                         BambuFleet *fleet,
                                                         BambuPrinter *printer);

G_END_DECLS
