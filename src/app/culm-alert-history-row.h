/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/alert/bambu-alert-entry.h>

G_BEGIN_DECLS

#define CULM_TYPE_ALERT_HISTORY_ROW (culm_alert_history_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmAlertHistoryRow, culm_alert_history_row, CULM, ALERT_HISTORY_ROW, AdwBin)

/**
 * CulmAlertHistoryRow:
 *
 * What was or is wrong with a printer, when, and whether it was read. Property `entry`
 * ([class@Bambu.AlertEntry], nullable). Signal `read`: the user has.
 */

G_END_DECLS
