/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_FOUND_PAGE (culm_found_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmFoundPage, culm_found_page, CULM, FOUND_PAGE, AdwNavigationPage)

/**
 * CulmFoundPage:
 *
 * First step of adding a printer: those that announce themselves, as they come. Listens while it is
 * mapped.
 *
 * Signals: `chosen` ([class@Bambu.Announcement]), `address-wanted`.
 */

/** culm_found_page_set_fleet: what is found, and what is known already; to be set once */
void culm_found_page_set_fleet (CulmFoundPage *self, BambuFleet *fleet);

G_END_DECLS
