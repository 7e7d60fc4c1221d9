/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_PRIVACY_PAGE (culm_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrivacyPage, culm_privacy_page, CULM, PRIVACY_PAGE, AdwPreferencesPage)

/**
 * CulmPrivacyPage:
 *
 * What leaves this computer, where to, and when.
 */
CulmPrivacyPage *culm_privacy_page_new (GSettings *settings);

G_END_DECLS
