/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * ServeReport:
 *
 * What a printer reported, merged, with what nobody here reads, for who asks for all of it. Pure.
 */
typedef struct _ServeReport ServeReport;

ServeReport *serve_report_new (void);
void serve_report_free (ServeReport *self);

/**
 * serve_report_merge:
 * @print: the `print` object of a status message
 * @full: it is a whole report: what it lacks is gone
 * @now: microseconds of a clock that goes on evenly
 */
void serve_report_merge (ServeReport *self, yyjson_val *print, gboolean full, gint64 now);

/**
 * serve_report_get_text:
 * @secrets: (array zero-terminated=1): what must not appear in any case, always the same
 *
 * Returns: (transfer none) (nullable): the message as the printer would send it now, in JSON and
 * without secrets; until the next one is merged
 */
const char *serve_report_get_text (ServeReport *self, const char *const *secrets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeReport, serve_report_free)

G_END_DECLS
