/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-draw.h"

#include <math.h>

/* A sample that stands alone would be a line without length. */
#define DOT 1.5f
#define MAX_DASHES 4

typedef float (*Edge) (const CulmTrendFrame *frame, const BambuSample *sample);

static const BambuSample *
peek (const GArray *samples, guint position)
{
  return &g_array_index (samples, BambuSample, position);
}

/* The end of the run of samples that begins at @first */
static guint
find_end (const GArray *samples, guint first)
{
  while (first < samples->len && !isnan (peek (samples, first)->value))
    first++;

  return first;
}

float
culm_trend_frame_get_x (const CulmTrendFrame *frame, gint64 time)
{
  return frame->area.origin.x
         + frame->area.size.width * (time - frame->since) / (float) (frame->until - frame->since);
}

float
culm_trend_frame_get_y (const CulmTrendFrame *frame, float value)
{
  return frame->area.origin.y
         + frame->area.size.height * (frame->high - value) / (frame->high - frame->low);
}

void
culm_trend_draw_widen (const GArray *samples, float *low, float *high)
{
  for (guint i = 0; i < samples->len; i++)
    {
      const BambuSample *sample = peek (samples, i);

      /* NaN is neither. */
      *low = fminf (*low, sample->low);
      *high = fmaxf (*high, sample->high);
      if (sample->target > 0)
        *high = fmaxf (*high, sample->target);
    }
}

GskStroke *
culm_trend_draw_stroke (guint index, float width)
{
  static const struct
  {
    float lengths[MAX_DASHES];
    gsize n_lengths;
  } dashes[] = {
    { { 0 }, 0 },
    { { 8, 4 }, 2 },
    { { 3, 3 }, 2 },
    { { 8, 3, 2, 3 }, 4 },
  };
  GskStroke *stroke = gsk_stroke_new (width);

  index %= G_N_ELEMENTS (dashes);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  if (dashes[index].n_lengths > 0)
    gsk_stroke_set_dash (stroke, dashes[index].lengths, dashes[index].n_lengths);

  return stroke;
}

static float
value_edge (const CulmTrendFrame *frame, const BambuSample *sample)
{
  return culm_trend_frame_get_y (frame, sample->value);
}

static float
low_edge (const CulmTrendFrame *frame, const BambuSample *sample)
{
  return culm_trend_frame_get_y (frame, sample->low);
}

static float
high_edge (const CulmTrendFrame *frame, const BambuSample *sample)
{
  return culm_trend_frame_get_y (frame, sample->high);
}

static float
bottom_edge (const CulmTrendFrame *frame, const BambuSample *sample)
{
  return frame->area.origin.y + frame->area.size.height;
}

static void
add_edge (GskPathBuilder *builder,
          const CulmTrendFrame *frame,
          const GArray *samples,
          guint first,
          guint end,
          Edge edge)
{
  for (guint i = first; i < end; i++)
    {
      const BambuSample *sample = peek (samples, i);
      float x = culm_trend_frame_get_x (frame, sample->time);

      if (i == first)
        gsk_path_builder_move_to (builder, x, edge (frame, sample));
      else
        gsk_path_builder_line_to (builder, x, edge (frame, sample));
    }
}

void
culm_trend_draw_line (GtkSnapshot *snapshot,
                      const CulmTrendFrame *frame,
                      const GArray *samples,
                      const GskStroke *stroke,
                      const GdkRGBA *colour)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  for (guint first = 0, end; first < samples->len; first = end + 1)
    {
      end = find_end (samples, first);
      add_edge (builder, frame, samples, first, end, value_edge);
      if (end == first + 1)
        gsk_path_builder_rel_line_to (builder, DOT, 0);
    }

  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
}

static void
fill_between (GtkSnapshot *snapshot,
              const CulmTrendFrame *frame,
              const GArray *samples,
              Edge upper,
              Edge lower,
              const GdkRGBA *colour)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;

  for (guint first = 0, end; first < samples->len; first = end + 1)
    {
      end = find_end (samples, first);
      if (end == first)
        continue;

      add_edge (builder, frame, samples, first, end, upper);
      for (guint i = end; i > first; i--)
        {
          const BambuSample *sample = peek (samples, i - 1);

          gsk_path_builder_line_to (builder, culm_trend_frame_get_x (frame, sample->time),
                                    lower (frame, sample));
        }
      gsk_path_builder_close (builder);
    }

  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
}

void
culm_trend_draw_area (GtkSnapshot *snapshot,
                      const CulmTrendFrame *frame,
                      const GArray *samples,
                      const GdkRGBA *colour)
{
  fill_between (snapshot, frame, samples, value_edge, bottom_edge, colour);
}

void
culm_trend_draw_band (GtkSnapshot *snapshot,
                      const CulmTrendFrame *frame,
                      const GArray *samples,
                      const GdkRGBA *colour)
{
  fill_between (snapshot, frame, samples, high_edge, low_edge, colour);
}

/* Steps: what is asked for changes at once. */
void
culm_trend_draw_target (GtkSnapshot *snapshot,
                        const CulmTrendFrame *frame,
                        const GArray *samples,
                        const GdkRGBA *colour)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new (1);
  float last = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const BambuSample *sample = peek (samples, i);
      float target = isnan (sample->value) || !(sample->target > 0) ? 0 : sample->target;
      float x = culm_trend_frame_get_x (frame, sample->time);

      if (last > 0)
        gsk_path_builder_line_to (builder, x, culm_trend_frame_get_y (frame, last));
      if (target > 0 && target != last)
        gsk_path_builder_move_to (builder, x, culm_trend_frame_get_y (frame, target));
      last = target;
    }

  gsk_stroke_set_dash (stroke, (float[]) { 2, 3 }, 2);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
}
