/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRINTERS_PAGE (culm_printers_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintersPage, culm_printers_page, CULM, PRINTERS_PAGE, AdwPreferencesPage)

/** culm_printers_page_new: the printers; each leads to what can be set of it */
CulmPrintersPage *culm_printers_page_new (GSettings *settings, BambuFleet *fleet);

G_END_DECLS
