/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/account/bambu-account-list.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_ADVANCED_PAGE (culm_advanced_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmAdvancedPage, culm_advanced_page, CULM, ADVANCED_PAGE, AdwPreferencesPage)

/** culm_advanced_page_new: what most people are better off without; @accounts (nullable) */
CulmAdvancedPage *culm_advanced_page_new (GSettings *settings,
                                          BambuFleet *fleet,
                                          BambuAccountList *accounts);

G_END_DECLS
