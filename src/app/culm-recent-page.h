/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_RECENT_PAGE (culm_recent_page_get_type ())
G_DECLARE_FINAL_TYPE (CulmRecentPage, culm_recent_page, CULM, RECENT_PAGE, AdwBin)

/**
 * CulmRecentPage:
 *
 * The files on this computer that were printed or sent from it, and what can be done with them. In
 * a [class@Culm.Window], whose settings have them.
 */

/** culm_recent_page_search: puts the cursor where a name is looked for */
void culm_recent_page_search (CulmRecentPage *self);

G_END_DECLS
