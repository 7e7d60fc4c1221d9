/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a benchmark found: each figure beside its reference in the same run, and its budget. */

/**
 * bench_table_add:
 * @figure: what was measured
 * @measured: the value, with its unit
 * @reference: (nullable): what it is compared with, with its unit
 * @budget: what it may be
 * @holds: whether it is within that
 *
 * Prints a line of the table, after its head if it is the first.
 */
void bench_table_add (const char *figure,
                      const char *measured,
                      const char *reference,
                      const char *budget,
                      gboolean holds);

/** bench_table_finish: Returns: what to exit with: 0 if all holds */
int bench_table_finish (void);

/**
 * bench_percentile:
 * @values: (element-type double): values; gets sorted
 * @percentile: 0 to 100; 50 is the median
 */
double bench_percentile (GArray *values, double percentile);

G_END_DECLS
