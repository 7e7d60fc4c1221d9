/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/**
 * culm_upgrade_dialog_new:
 * @printer: a printer that offers another firmware
 *
 * Asks whether it is to be installed, with the way to what is new in it. The question goes away
 * when the printer offers it no more.
 *
 * Returns: (transfer floating): its answers are `cancel` and `update`
 */
AdwAlertDialog *culm_upgrade_dialog_new (BambuPrinter *printer);

/** culm_upgrade_dialog_get_version: what the user is asked about */
const char *culm_upgrade_dialog_get_version (AdwAlertDialog *dialog);

G_END_DECLS
