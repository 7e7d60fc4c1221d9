/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-job.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_QUEUE (bambu_print_queue_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrintQueue, bambu_print_queue, BAMBU, PRINT_QUEUE, GObject)

/**
 * BambuPrintQueue:
 *
 * A #GListModel of the [class@Bambu.PrintJob]s that run, whoever looks at them. Main context only.
 *
 * Signal `ended` (job): it has ended, well or not, and is no longer in the list.
 */
BambuPrintQueue *bambu_print_queue_new (void);

/**
 * bambu_print_queue_run:
 * @job: (transfer none): one that did not run yet
 *
 * Returns: (transfer full): the future of bambu_print_job_run()
 */
DexFuture *bambu_print_queue_run (BambuPrintQueue *self, BambuPrintJob *job);

/** bambu_print_queue_find: Returns: (transfer none) (nullable): what is on its way to @printer */
BambuPrintJob *bambu_print_queue_find (BambuPrintQueue *self, BambuPrinter *printer);

G_END_DECLS
