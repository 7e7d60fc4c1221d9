/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

#include "bambu-report-keys-private.h"

G_BEGIN_DECLS

/**
 * BambuReport:
 *
 * A printer's merged `print` object (protocol/mqtt-state.md §3). Pure: no clock but the one handed
 * in.
 */
typedef struct _BambuReport BambuReport;

BambuReport *bambu_report_new (void);
void bambu_report_free (BambuReport *self);

/**
 * bambu_report_merge:
 * @self: a report
 * @print: the `print` object of a status message
 * @full: it is a whole report: what it lacks is gone
 * @now: microseconds of a clock that goes on evenly
 *
 * Returns: what changed
 */
BambuSections bambu_report_merge (BambuReport *self, yyjson_val *print, gboolean full, gint64 now);

/** bambu_report_is_complete: a full frame came, and what came since could be merged into it */
gboolean bambu_report_is_complete (const BambuReport *self);

yyjson_mut_val *bambu_report_get (const BambuReport *self, BambuReportKey key);

/**
 * bambu_report_copy_to:
 * @document: where to
 *
 * Returns: (transfer none): the `print` object in @document, as a full frame would have it, without
 *   the camera's credentials
 */
yyjson_mut_val *bambu_report_copy_to (const BambuReport *self, yyjson_mut_doc *document);

/** bambu_report_get_size: about how many bytes it holds, what is no longer used included; for tests
 */
gsize bambu_report_get_size (const BambuReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuReport, bambu_report_free)

G_END_DECLS
