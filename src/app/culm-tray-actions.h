/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-printer-control.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What can be done with a spool. Each is given in a widget in a [class@Culm.Window]; failures are
 * told there. */

/** culm_tray_actions_get_index: Returns: the index of the tray's controls */
int culm_tray_actions_get_index (BambuTray *tray);

/** culm_tray_actions_load: asks first, because the nozzle heats */
void culm_tray_actions_load (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray);
/** culm_tray_actions_unload: likewise; @tray: one in use */
void culm_tray_actions_unload (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray);
void culm_tray_actions_read_tag (GtkWidget *widget, BambuPrinter *printer, BambuTray *tray);

/**
 * culm_tray_actions_set_filament:
 * @choice: (nullable): what it is; %NULL: not identified
 *
 * Says what is in a tray. When the printer agrees a toast offers to take it back.
 */
void culm_tray_actions_set_filament (GtkWidget *widget,
                                     BambuPrinter *printer,
                                     BambuTray *tray,
                                     const BambuFilamentChoice *choice);

G_END_DECLS
