/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-table.h"

#include <math.h>
#include <stdlib.h>

#define FORMAT "%-44s | %12s | %12s | %16s | %s\n"

static guint n_figures = 0;
static gboolean all_hold = TRUE;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

void
bench_table_add (const char *figure,
                 const char *measured,
                 const char *reference,
                 const char *budget,
                 gboolean holds)
{
  if (n_figures++ == 0)
    g_print (FORMAT, "figure", "measured", "reference", "budget", "holds");

  g_print (FORMAT, figure, measured, reference ? reference : "-", budget, holds ? "yes" : "NO");
  all_hold = all_hold && holds;
}

int
bench_table_finish (void)
{
  return n_figures > 0 && all_hold ? EXIT_SUCCESS : EXIT_FAILURE;
}

double
bench_percentile (GArray *values, double percentile)
{
  guint rank;

  g_return_val_if_fail (values->len > 0, NAN);

  g_array_sort (values, compare_doubles);
  rank = (guint) ceil (percentile / 100 * values->len);

  return g_array_index (values, double, rank > 0 ? rank - 1 : 0);
}
