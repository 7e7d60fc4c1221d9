/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/print/bambu-print-job.h>

G_BEGIN_DECLS

/**
 * culm_print_failure_words:
 * @error: what a print for @printer ended with
 * @job: (nullable): the print, if it came to be one: it knows where it failed
 *
 * Returns: (transfer full): what happened and what it means: a sentence or two
 */
char *culm_print_failure_words (const GError *error, BambuPrinter *printer, BambuPrintJob *job);

G_END_DECLS
