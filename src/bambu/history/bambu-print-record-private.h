/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-print-record.h"
#include "bambu-series.h"

G_BEGIN_DECLS

gboolean bambu_print_record_is_transient (BambuPrintRecord *self);
/* Returns: whether something changed */
gboolean bambu_print_record_apply (BambuPrintRecord *self, const BambuKnownPrint *known);
/* @task: (nullable) */
void bambu_print_record_set_task (BambuPrintRecord *self, BambuCloudTask *task);

/* Of a transient one: its pictures (element-type BambuKnownPicture), the last first, and its curves
 * (element-type BambuSeries); (transfer none). */
GPtrArray *bambu_print_record_get_pictures (BambuPrintRecord *self);
GPtrArray *bambu_print_record_get_series (BambuPrintRecord *self);
void bambu_print_record_set_series (BambuPrintRecord *self, GPtrArray *series);
void bambu_print_record_add_picture (BambuPrintRecord *self, const BambuKnownPicture *picture);

G_END_DECLS
