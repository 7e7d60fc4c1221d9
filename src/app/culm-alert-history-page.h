/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/alert/bambu-alert-history.h>
#include <bambu/bambu-fleet.h>

G_BEGIN_DECLS

#define CULM_TYPE_ALERT_HISTORY_PAGE (culm_alert_history_page_get_type ())
G_DECLARE_FINAL_TYPE (
    CulmAlertHistoryPage, culm_alert_history_page, CULM, ALERT_HISTORY_PAGE, AdwBin)

/**
 * CulmAlertHistoryPage:
 *
 * What was and is wrong with all printers: what holds first, then the newest; by printer and by how
 * bad it is; what was not read stands out. It has no header bar.
 */
GtkWidget *culm_alert_history_page_new (BambuAlertHistory *history, BambuFleet *fleet);

G_END_DECLS
