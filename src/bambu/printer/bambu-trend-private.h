/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-trend.h"

G_BEGIN_DECLS

/** BAMBU_TREND_INTERVAL_SECONDS: between two samples, at least */
#define BAMBU_TREND_INTERVAL_SECONDS 10
/** BAMBU_TREND_SILENCE_SECONDS: a printer that is heard less often leaves a gap. One that is silent
 * is woken after 30 s */
#define BAMBU_TREND_SILENCE_SECONDS 60

BambuTrend *bambu_trend_new (BambuTrendKind kind, int part);

/**
 * bambu_trend_add:
 * @time: Unix seconds; one that comes too soon after the last is ignored
 * @value: NaN is ignored
 * @target: 0 off; NaN unknown or none
 */
void bambu_trend_add (BambuTrend *self, gint64 time, double value, double target);

/**
 * bambu_trend_prepend:
 * @samples: (element-type BambuSample): a curve that ends before the first sample here
 * @saved: bambu_trend_take_minutes() need not hand it out
 *
 * Gives it the past that it had in an earlier run, or has in a simulated one, where that may be
 * longer than half an hour.
 */
void bambu_trend_prepend (BambuTrend *self, const GArray *samples, gboolean saved);

/**
 * bambu_trend_take_minutes:
 * @until: Unix seconds: the begin of a minute that is not over; G_MAXINT64: all
 *
 * Returns: (transfer full) (element-type BambuSample): the means of the minutes that were not taken
 * yet; maybe empty
 */
GArray *bambu_trend_take_minutes (BambuTrend *self, gint64 until);

G_END_DECLS
