/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/print/bambu-print-check.h>

G_BEGIN_DECLS

/* A print before and on its way to a printer, in the user's words. Pure. */

/** culm_print_words_get_check: what is looked at: "Nozzle", "Storage" … */
const char *culm_print_words_get_check (BambuPrintCheckKind kind);

/**
 * culm_print_words_describe_check:
 * @now: Unix seconds
 *
 * Returns: (transfer full): what it found, a sentence: "The file is for A1 mini, and this is P1S.";
 *   "" where all is well and there is no more to say
 */
char *culm_print_words_describe_check (const BambuPrintCheck *check, gint64 now);

/** culm_print_words_get_step: what a job does, or failed at: "Upload", "Start" … */
const char *culm_print_words_get_step (BambuPrintStep step);

G_END_DECLS
