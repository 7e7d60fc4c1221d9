/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_CONTROLS_PAGE_TAG "controls"

#define CULM_TYPE_CONTROLS_PAGE (culm_controls_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmControlsPage, culm_controls_page, CULM, CONTROLS_PAGE, AdwNavigationPage)

/**
 * CulmControlsPage:
 *
 * What a printer can be made to do beside printing, and how it is set. Only what this printer has
 * is there, and G-code only where the user turned that on.
 */
AdwNavigationPage *culm_controls_page_new (BambuPrinter *printer, GSettings *settings);

G_END_DECLS
