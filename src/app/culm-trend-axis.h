/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where the axes of a chart have their marks. Pure. */

/**
 * culm_trend_axis_round:
 * @low: (inout): the lowest value
 * @high: (inout): the highest
 * @most: how many marks there may be
 *
 * Widens both to round values.
 *
 * Returns: the distance of two marks, a round number
 */
float culm_trend_axis_round (float *low, float *high, guint most);

/**
 * culm_trend_axis_choose_hours:
 * @since: Unix seconds
 * @until: Unix seconds
 * @most: how many marks there may be
 *
 * Returns: how many hours two marks of time should be apart; at least a day if there are days
 * between them
 */
int culm_trend_axis_choose_hours (gint64 since, gint64 until, guint most);

/**
 * culm_trend_axis_next:
 * @time: Unix seconds
 * @hours: their distance
 *
 * Returns: the first mark at or after @time: a full hour of the local day that @hours divides
 */
gint64 culm_trend_axis_next (gint64 time, int hours);

G_END_DECLS
