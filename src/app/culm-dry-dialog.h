/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

#define CULM_TYPE_DRY_DIALOG (culm_dry_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmDryDialog, culm_dry_dialog, CULM, DRY_DIALOG, AdwDialog)

/**
 * CulmDryDialog:
 *
 * Starts the dryer of a unit: for what material, how hot and how long. Names the spools that do not
 * stand it, and what is in the way. Goes away when the dryer cannot be worked any more.
 */

/** culm_dry_dialog_new: @opener: in a [class@Culm.Window]; what becomes of the command is told
 * there
 */
AdwDialog *culm_dry_dialog_new (GtkWidget *opener, BambuPrinter *printer, BambuAms *unit);

G_END_DECLS
