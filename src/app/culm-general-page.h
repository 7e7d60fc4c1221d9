/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "culm-background.h"

G_BEGIN_DECLS

#define CULM_TYPE_GENERAL_PAGE (culm_general_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmGeneralPage, culm_general_page, CULM, GENERAL_PAGE, AdwPreferencesPage)

/**
 * CulmGeneralPage:
 *
 * The page of the preferences that is about the program itself: what its window begins with, how
 * printers stand in it, and what goes on without it.
 */
/** culm_general_page_new: @background: (nullable): the demo has none */
CulmGeneralPage *culm_general_page_new (GSettings *settings, CulmBackground *background);

G_END_DECLS
