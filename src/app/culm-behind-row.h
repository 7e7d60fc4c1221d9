/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_BEHIND_ROW (culm_behind_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmBehindRow, culm_behind_row, CULM, BEHIND_ROW, AdwActionRow)

/**
 * culm_behind_row_new_page:
 * @door: the row that opens @page
 * @page: which the preferences' search does not reach, since it is no page of the dialog
 *
 * Returns: (transfer floating): a hidden page with a row for each row of @page: while it is not
 *   hidden the search finds them, and whoever chooses one gets to the real one
 */
AdwPreferencesPage *culm_behind_row_new_page (AdwActionRow *door, AdwPreferencesPage *page);

G_END_DECLS
