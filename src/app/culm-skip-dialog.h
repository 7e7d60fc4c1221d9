/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/printer/bambu-printer.h>
#include <bambu/storage/bambu-transfer.h>
#include <libdex.h>

G_BEGIN_DECLS

#define CULM_TYPE_SKIP_DIALOG (culm_skip_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmSkipDialog, culm_skip_dialog, CULM, SKIP_DIALOG, AdwDialog)

/**
 * culm_skip_dialog_new:
 * @opener: where it was asked for, in a [class@Culm.Window]
 * @printer: a printer that has a job
 * @project: (transfer full): a future that resolves to the [class@Bambu.Project] of the job
 * @transfer: how far that has come
 *
 * Shows what is on the plate, and skips what the user chooses. Goes away by itself when the job is
 * over or another one. Closing it drops @project
 * and cancels @transfer.
 */
AdwDialog *culm_skip_dialog_new (GtkWidget *opener,
                                 BambuPrinter *printer,
                                 DexFuture *project,
                                 BambuTransfer *transfer);

G_END_DECLS
