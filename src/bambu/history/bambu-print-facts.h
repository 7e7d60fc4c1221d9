/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "account/bambu-cloud-task.h"
#include "bambu-known-print.h"
#include "print/bambu-print-job.h"

G_BEGIN_DECLS

/* What the slicer says of a print: weights, and how long it takes. What is known already stays. */

/** bambu_print_take_job: @job: as which @known was sent. Returns: whether something is new */
gboolean bambu_print_take_job (BambuKnownPrint *known, BambuPrintJob *job);
/** bambu_print_take_task: @task: what the account knows of it. Returns: whether something is new */
gboolean bambu_print_take_task (BambuKnownPrint *known, BambuCloudTask *task);

G_END_DECLS
