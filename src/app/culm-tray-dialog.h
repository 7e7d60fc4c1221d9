/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_TRAY_DIALOG (culm_tray_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrayDialog, culm_tray_dialog, CULM, TRAY_DIALOG, AdwDialog)

/**
 * CulmTrayDialog:
 *
 * Lets the user say what is in a slot or on an external spool. Goes away when nothing can be said
 * to the printer any more.
 */

/** culm_tray_dialog_new: @opener: in a [class@Culm.Window]; what becomes of the command is told
 * there */
AdwDialog *culm_tray_dialog_new (GtkWidget *opener, BambuPrinter *printer, BambuTray *tray);

G_END_DECLS
