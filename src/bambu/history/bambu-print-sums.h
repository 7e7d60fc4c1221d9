/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-record.h"

G_BEGIN_DECLS

/**
 * BambuMaterialSum:
 * @material: (nullable): %NULL: not known
 * @grams: of it
 */
typedef struct
{
  char *material;
  double grams;
} BambuMaterialSum;

/**
 * bambu_print_record_list_materials:
 *
 * As sliced; of a print that came to no good end, or to none yet, as much of that as it came to.
 *
 * Returns: (transfer full) (element-type BambuMaterialSum): what it took of each material; empty if
 * nobody knows
 */
GPtrArray *bambu_print_record_list_materials (BambuPrintRecord *record);

/**
 * BambuPrintSums:
 * @n_prints:
 * @n_finished:
 * @n_failed:
 * @n_cancelled:
 * @n_unweighed: of how many it is not known how much they took
 * @seconds: that they printed
 * @materials: (element-type BambuMaterialSum): most first
 */
typedef struct
{
  guint n_prints;
  guint n_finished;
  guint n_failed;
  guint n_cancelled;
  guint n_unweighed;
  gint64 seconds;
  GPtrArray *materials;
} BambuPrintSums;

/** bambu_print_sums_new: @records: of [class@Bambu.PrintRecord]; @since: those that began since
 * then, Unix seconds */
BambuPrintSums *bambu_print_sums_new (GListModel *records, gint64 since);
void bambu_print_sums_free (BambuPrintSums *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuPrintSums, bambu_print_sums_free)

G_END_DECLS
