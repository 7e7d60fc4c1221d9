/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/history/bambu-print-history.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_RECORD_COVERS (culm_record_covers_get_type ())
G_DECLARE_FINAL_TYPE (CulmRecordCovers, culm_record_covers, CULM, RECORD_COVERS, CulmCovers)

/**
 * CulmRecordCovers:
 *
 * The last pictures of prints that were seen here.
 */
CulmCovers *culm_record_covers_new (BambuPrintHistory *history);

/** culm_record_covers_dup_key: Returns: (transfer full) (nullable): of the last picture of @record,
 * its address as well; %NULL if it has none */
char *culm_record_covers_dup_key (BambuPrintRecord *record);

G_END_DECLS
