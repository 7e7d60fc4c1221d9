/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-alert.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_ALERT_ROW (culm_alert_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmAlertRow, culm_alert_row, CULM, ALERT_ROW, GtkListBoxRow)

/**
 * CulmAlertRow:
 *
 * A fault that the printer reports: how bad, what, since when, and where to read more. Property:
 * `alert`
 * ([class@Bambu.Alert]), set once.
 */
GtkWidget *culm_alert_row_new (BambuAlert *alert);

G_END_DECLS
