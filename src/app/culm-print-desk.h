/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/bambu-account-printers.h>
#include <bambu/bambu-fleet.h>
#include <bambu/print/bambu-print-queue.h>

#include "culm-notifier.h"
#include "culm-print-plan.h"

G_BEGIN_DECLS

#define CULM_TYPE_PRINT_DESK (culm_print_desk_get_type ())
G_DECLARE_FINAL_TYPE (CulmPrintDesk, culm_print_desk, CULM, PRINT_DESK, GObject)

/**
 * CulmPrintDesk:
 *
 * Where a window's files come in to be printed, whatever way: dropped, chosen, from the command
 * line or from another program. Several are asked about one after the other. Before the printers
 * are known, they wait. What is sent goes on without its dialog; how it ends is told.
 */

/** culm_print_desk_new: @window: in front of which is asked; owns the desk */
CulmPrintDesk *culm_print_desk_new (GtkWidget *window, BambuFleet *fleet, GSettings *settings);

BambuFleet *culm_print_desk_get_fleet (CulmPrintDesk *self);
GSettings *culm_print_desk_get_settings (CulmPrintDesk *self);

/** culm_print_desk_get_queue: what runs */
BambuPrintQueue *culm_print_desk_get_queue (CulmPrintDesk *self);

/** culm_print_desk_set_account_printers: the ways through the cloud; once */
void culm_print_desk_set_account_printers (CulmPrintDesk *self, BambuAccountPrinters *printers);

/** culm_print_desk_set_notifier: who tells how a job ended while nobody looks at the window; once
 */
void culm_print_desk_set_notifier (CulmPrintDesk *self, CulmNotifier *notifier);

/** culm_print_desk_open: the printers are known: what waits is asked about */
void culm_print_desk_open (CulmPrintDesk *self);

/** culm_print_desk_is_printable: by its name alone */
gboolean culm_print_desk_is_printable (GFile *file);

/**
 * culm_print_desk_add:
 * @files: (element-type GFile): those that cannot be printed are left out, and that is told
 * @printer: (nullable): the one to begin with
 */
void culm_print_desk_add (CulmPrintDesk *self, const GSList *files, BambuPrinter *printer);

/**
 * culm_print_desk_add_stored:
 * @copy: (type filename): of a file on @printer, which is not sent there again; alone in its
 * folder, and removed with that in the end
 * @stored: where it is there
 */
void culm_print_desk_add_stored (CulmPrintDesk *self,
                                 const char *copy,
                                 BambuPrinter *printer,
                                 const char *stored);

/** culm_print_desk_add_download: @copy: (type filename): likewise removed in the end */
void culm_print_desk_add_download (CulmPrintDesk *self, const char *copy);

/** culm_print_desk_choose: lets the user choose files for @printer */
void culm_print_desk_choose (CulmPrintDesk *self, BambuPrinter *printer);

/**
 * culm_print_desk_create_job:
 *
 * Returns: (transfer full) (nullable): what carries out @plan; %NULL if it cannot be carried out
 *   any more
 */
BambuPrintJob *culm_print_desk_create_job (CulmPrintDesk *self,
                                           CulmPrintPlan *plan,
                                           const BambuPrintOptions *options,
                                           gboolean only_upload);

/** culm_print_desk_run: @job: one that did not run yet */
void culm_print_desk_run (CulmPrintDesk *self, BambuPrintJob *job);

/** culm_print_desk_get_jobs: Returns: (transfer none): of [class@Bambu.PrintJob]: those that run,
 * and those that failed while nobody looked */
GListModel *culm_print_desk_get_jobs (CulmPrintDesk *self);

/** culm_print_desk_show: opens the dialog with the job's progress */
void culm_print_desk_show (CulmPrintDesk *self, BambuPrintJob *job);

/** culm_print_desk_dismiss: takes a job that failed off the list */
void culm_print_desk_dismiss (CulmPrintDesk *self, BambuPrintJob *job);

/** culm_print_desk_retry: what did not get to @printer is tried again, as its dialog would */
void culm_print_desk_retry (CulmPrintDesk *self, BambuPrinter *printer);

G_END_DECLS
