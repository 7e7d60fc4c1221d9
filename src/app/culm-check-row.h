/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-connection-check.h>

G_BEGIN_DECLS

#define CULM_TYPE_CHECK_ROW (culm_check_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmCheckRow, culm_check_row, CULM, CHECK_ROW, AdwActionRow)

/**
 * CulmCheckRow:
 *
 * A step of a connection check with its live tick; a step that failed explains itself.
 *
 * Property `step` ([class@Bambu.CheckStep], construct-only).
 */
GtkWidget *culm_check_row_new (BambuCheckStep *step);

G_END_DECLS
