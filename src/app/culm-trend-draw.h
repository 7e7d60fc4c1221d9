/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/bambu-sample.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How curves of temperatures and humidity are drawn. Time runs from left to right in every
 * language, as in the charts that its readers know. */

/**
 * CulmTrendFrame:
 * @area: where to draw
 * @since: Unix seconds at its left edge
 * @until: Unix seconds at its right edge
 * @low: the value at its bottom
 * @high: the value at its top
 */
typedef struct
{
  graphene_rect_t area;
  gint64 since;
  gint64 until;
  float low;
  float high;
} CulmTrendFrame;

float culm_trend_frame_get_x (const CulmTrendFrame *frame, gint64 time);
float culm_trend_frame_get_y (const CulmTrendFrame *frame, float value);

/** culm_trend_draw_widen: widens @low and @high, so that the curve and what was asked for are
 * between them */
void culm_trend_draw_widen (const GArray *samples, float *low, float *high);

/** culm_trend_draw_stroke: Returns: (transfer full): the line of a chart's @index-th curve: each
 * has other dashes */
GskStroke *culm_trend_draw_stroke (guint index, float width);

/** culm_trend_draw_line: the curve, without a line across its gaps */
void culm_trend_draw_line (GtkSnapshot *snapshot,
                           const CulmTrendFrame *frame,
                           const GArray *samples,
                           const GskStroke *stroke,
                           const GdkRGBA *colour);

/** culm_trend_draw_area: what is below the curve */
void culm_trend_draw_area (GtkSnapshot *snapshot,
                           const CulmTrendFrame *frame,
                           const GArray *samples,
                           const GdkRGBA *colour);

/** culm_trend_draw_band: from the lowest to the highest of each while */
void culm_trend_draw_band (GtkSnapshot *snapshot,
                           const CulmTrendFrame *frame,
                           const GArray *samples,
                           const GdkRGBA *colour);

/** culm_trend_draw_target: what was asked for, while something was: thin and dotted */
void culm_trend_draw_target (GtkSnapshot *snapshot,
                             const CulmTrendFrame *frame,
                             const GArray *samples,
                             const GdkRGBA *colour);

G_END_DECLS
