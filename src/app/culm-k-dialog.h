/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_K_DIALOG (culm_k_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmKDialog, culm_k_dialog, CULM, K_DIALOG, AdwDialog)

/**
 * CulmKDialog:
 *
 * Chooses one of the pressure advance profiles that the printer keeps for the filament of a tray.
 * They are asked for when the dialog is made.
 */

/** culm_k_dialog_new: @opener: in a [class@Culm.Window]; what becomes of the command is told there;
 * @tray: one whose filament is known */
AdwDialog *culm_k_dialog_new (GtkWidget *opener, BambuPrinter *printer, BambuTray *tray);

G_END_DECLS
