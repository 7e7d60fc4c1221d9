/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_TREND_CHART (culm_trend_chart_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrendChart, culm_trend_chart, CULM, TREND_CHART, AdwBin)

/**
 * CulmTrendChart:
 *
 * Curves of one unit with their legend; not visible without a curve.
 */

/** culm_trend_chart_show: as culm_trend_plot_show() */
void culm_trend_chart_show (CulmTrendChart *self, GPtrArray *curves, gint64 since, gint64 until);

G_END_DECLS
