/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_FILAMENT_PAGE (culm_filament_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmFilamentPage, culm_filament_page, CULM, FILAMENT_PAGE, AdwPreferencesPage)

/**
 * CulmFilamentPage:
 *
 * What is warned of about filament: for all, for materials, and for the units of the fleet.
 */
CulmFilamentPage *culm_filament_page_new (GSettings *settings, BambuFleet *fleet);

G_END_DECLS
