/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <bambu/history/bambu-print-history.h>

#include "culm-covers.h"

G_BEGIN_DECLS

#define CULM_TYPE_RECORD_DIALOG (culm_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (CulmRecordDialog, culm_record_dialog, CULM, RECORD_DIALOG, AdwDialog)

/**
 * CulmRecordDialog:
 *
 * A print of the history in full: pictures, times, filament, messages, temperatures and the user's
 * notes, with printing it again and deleting it.
 *
 * Property: `table` (boolean): temperatures are shown as a table.
 */

/** culm_record_dialog_new: @covers, @cloud_covers (nullable): as of [class@Culm.RecordRow] */
AdwDialog *culm_record_dialog_new (BambuPrintHistory *history,
                                   BambuPrintRecord *record,
                                   CulmCovers *covers,
                                   CulmCovers *cloud_covers);

G_END_DECLS
