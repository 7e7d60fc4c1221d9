/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_TREND_PLOT (culm_trend_plot_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrendPlot, culm_trend_plot, CULM, TREND_PLOT, GtkWidget)

/**
 * CulmTrendPlot:
 *
 * Curves of one unit over time, with axes. Where a sample stands for a longer while, the range of
 * values in it is shaded. What was asked for is a thin dotted line. It is an image whose
 * description says the range of each curve.
 */

/**
 * culm_trend_plot_show:
 * @curves: (element-type CulmTrendCurve) (transfer none)
 * @since: Unix seconds at the left edge
 * @until: Unix seconds at the right edge
 */
void culm_trend_plot_show (CulmTrendPlot *self, GPtrArray *curves, gint64 since, gint64 until);

G_END_DECLS
