/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/history/bambu-print-record.h>
#include <gtk/gtk.h>

#include "culm-cover.h"

G_BEGIN_DECLS

#define CULM_TYPE_RECORD_ROW (culm_record_row_get_type ())
G_DECLARE_FINAL_TYPE (CulmRecordRow, culm_record_row, CULM, RECORD_ROW, GtkBox)

/**
 * CulmRecordRow:
 *
 * A print, as a row of the history: its picture, its name, what became of it, when and how long,
 * and the filament.
 *
 * Properties: `item` ([class@Bambu.PrintRecord], nullable), `covers` and `cloud-covers`
 * ([class@Culm.Covers], nullable), `with-printer` (boolean), `on-screen` (boolean), `spoken`
 * (string, readable).
 */

/** culm_record_row_show_cover: the last picture of @record, or else the one that the account has */
void culm_record_row_show_cover (CulmCover *cover,
                                 BambuPrintRecord *record,
                                 CulmCovers *covers,
                                 CulmCovers *cloud_covers);

G_END_DECLS
