/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-history.h"

G_BEGIN_DECLS

#define BAMBU_TYPE_PRINT_MERGE (bambu_print_merge_get_type ())
G_DECLARE_FINAL_TYPE (BambuPrintMerge, bambu_print_merge, BAMBU, PRINT_MERGE, GObject)

/**
 * BambuPrintMerge:
 *
 * A #GListModel of [class@Bambu.PrintRecord], the newest first: what was seen here and what an
 * account lists. A print that both know is one of them: by its number, or by printer, name and
 * time. Main context only.
 */

/** bambu_print_merge_new: @serial: (nullable): prints of that printer only */
BambuPrintMerge *bambu_print_merge_new (BambuPrintHistory *history, const char *serial);

/** bambu_print_merge_set_tasks: @tasks: (nullable): of [class@Bambu.CloudTask], the newest first */
void bambu_print_merge_set_tasks (BambuPrintMerge *self, GListModel *tasks);

G_END_DECLS
