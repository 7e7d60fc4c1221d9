/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_ALERT_ROW (culm_alert_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmAlertRow, culm_alert_row, CULM, ALERT_ROW, AdwExpanderRow)

/**
 * CulmAlertRow:
 *
 * Something that is wrong with a printer: how bad, what, its code, since when; opened also what
 * reports it, what to do, the maker's page, and what can be answered to it as long as that holds.
 * Properties, set once: `printer` ([class@Bambu.Printer]), `alert` ([class@Bambu.Alert]).
 *
 * Uses the action `win.show-alert-texts`; its button is there only while that is enabled.
 */
GtkWidget *culm_alert_row_new (BambuPrinter *printer, BambuAlert *alert);

G_END_DECLS
