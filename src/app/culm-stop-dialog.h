/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>

G_BEGIN_DECLS

/**
 * culm_stop_dialog_new:
 * @printer: a printer that has a job
 *
 * Asks whether to stop the job: the response is `stop` then. Goes away by itself when there is
 * nothing to stop any more, or no way to.
 */
AdwAlertDialog *culm_stop_dialog_new (BambuPrinter *printer);

G_END_DECLS
