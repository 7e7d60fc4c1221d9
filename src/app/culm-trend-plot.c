/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-fade.h"
#include "culm-format.h"
#include "culm-trend-axis.h"
#include "culm-trend-curve.h"
#include "culm-trend-draw.h"
#include "culm-trend-words.h"

#define MINIMUM_WIDTH 200
#define NATURAL_WIDTH 600
#define MINIMUM_HEIGHT 140
#define NATURAL_HEIGHT 260
#define SMALLEST_RANGE 10
#define GAP 6              /* between a label and what it belongs to */
#define ROW_HEIGHTS 3      /* from one mark of values to the next, in heights of a label */
#define COLUMN_WIDTHS 1.6f /* from one mark of time to the next, in widths of a label */
#define GRID_ALPHA 0.15f
#define LABEL_ALPHA 0.75f
#define BAND_ALPHA 0.15f
#define TARGET_ALPHA 0.6f

struct _CulmTrendPlot
{
  GtkWidget parent_instance;

  GPtrArray *curves;
  gint64 since;
  gint64 until;
};

G_DEFINE_FINAL_TYPE (CulmTrendPlot, culm_trend_plot, GTK_TYPE_WIDGET)

/* How the axes are divided at the size that the plot has */
typedef struct
{
  CulmTrendFrame frame;
  float step;
  int hours;
  int label_height;
  GdkRGBA colour;
} Layout;

static BambuTrendKind
get_kind (CulmTrendPlot *self)
{
  return ((const CulmTrendCurve *) g_ptr_array_index (self->curves, 0))->kind;
}

static char *
format_time (gint64 time, int hours)
{
  g_autoptr (GDateTime) local = NULL;

  if (hours < 24)
    return culm_format_time_of_day (time);

  local = g_date_time_new_from_unix_local (time);

  /* Translators: a day below a chart (see g_date_time_format()): the weekday's short name */
  /* xgettext:no-c-format */
  return g_date_time_format (local, _ ("%a"));
}

static void
measure_text (CulmTrendPlot *self, const char *text, int *width, int *height)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  pango_layout_get_pixel_size (layout, width, height);
}

static void
append_text (CulmTrendPlot *self,
             GtkSnapshot *snapshot,
             const char *text,
             float x,
             float y,
             const GdkRGBA *colour)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
divide_values (CulmTrendPlot *self, Layout *layout, int height)
{
  float low = INFINITY;
  float high = -INFINITY;
  float missing;
  guint most;

  for (guint i = 0; i < self->curves->len; i++)
    {
      const CulmTrendCurve *curve = g_ptr_array_index (self->curves, i);

      culm_trend_draw_widen (curve->samples, &low, &high);
    }

  missing = MAX (SMALLEST_RANGE - (high - low), 0);
  low -= missing / 2;
  high += missing / 2;

  most = MAX (height / (ROW_HEIGHTS * layout->label_height), 2);
  layout->step = culm_trend_axis_round (&low, &high, most);
  layout->frame.low = low;
  layout->frame.high = high;
}

/* The values' labels stand left of the curves, the times' below them. */
static void
lay_out (CulmTrendPlot *self, Layout *layout)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  g_autofree char *clock = culm_format_time_of_day (self->until);
  g_autofree char *lowest = NULL;
  g_autofree char *highest = NULL;
  int clock_width;
  int low_width;
  int high_width;
  float left;

  gtk_widget_get_color (GTK_WIDGET (self), &layout->colour);
  measure_text (self, clock, &clock_width, &layout->label_height);
  divide_values (self, layout, height - layout->label_height - GAP);

  lowest = culm_trend_words_value (get_kind (self), layout->frame.low);
  highest = culm_trend_words_value (get_kind (self), layout->frame.high);
  measure_text (self, lowest, &low_width, NULL);
  measure_text (self, highest, &high_width, NULL);
  left = MAX (low_width, high_width) + GAP;

  layout->frame.area =
      GRAPHENE_RECT_INIT (left, layout->label_height / 2.0f, MAX (width - left - 1, 1),
                          MAX (height - 1.5f * layout->label_height - GAP, 1));
  layout->frame.since = self->since;
  layout->frame.until = self->until;
  layout->hours = culm_trend_axis_choose_hours (
      self->since, self->until,
      MAX (layout->frame.area.size.width / (COLUMN_WIDTHS * clock_width), 1));
}

static void
append_values (CulmTrendPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  const CulmTrendFrame *frame = &layout->frame;
  GdkRGBA grid = culm_fade_line (&layout->colour, GRID_ALPHA);
  GdkRGBA label = culm_fade_line (&layout->colour, LABEL_ALPHA);

  for (float value = frame->low; value <= frame->high; value += layout->step)
    {
      g_autofree char *text = culm_trend_words_value (get_kind (self), value);
      float y = culm_trend_frame_get_y (frame, value);
      int width;

      measure_text (self, text, &width, NULL);
      append_text (self, snapshot, text, frame->area.origin.x - GAP - width,
                   y - layout->label_height / 2.0f, &label);
      gtk_snapshot_append_color (
          snapshot, &grid,
          &GRAPHENE_RECT_INIT (frame->area.origin.x, roundf (y), frame->area.size.width, 1));
    }
}

static void
append_times (CulmTrendPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  const CulmTrendFrame *frame = &layout->frame;
  const graphene_rect_t *area = &frame->area;
  GdkRGBA grid = culm_fade_line (&layout->colour, GRID_ALPHA);
  GdkRGBA label = culm_fade_line (&layout->colour, LABEL_ALPHA);
  float taken = 0; /* as far as the labels go */

  for (gint64 time = culm_trend_axis_next (frame->since, layout->hours); time <= frame->until;
       time = culm_trend_axis_next (time + 1, layout->hours))
    {
      g_autofree char *text = format_time (time, layout->hours);
      float x = roundf (culm_trend_frame_get_x (frame, time));
      int width;

      gtk_snapshot_append_color (snapshot, &grid,
                                 &GRAPHENE_RECT_INIT (x, area->origin.y, 1, area->size.height));

      measure_text (self, text, &width, NULL);
      if (x - width / 2.0f < taken || x + width / 2.0f > area->origin.x + area->size.width + 1)
        continue;

      append_text (self, snapshot, text, x - width / 2.0f, area->origin.y + area->size.height + GAP,
                   &label);
      taken = x + width / 2.0f + GAP;
    }
}

static void
append_curves (CulmTrendPlot *self, GtkSnapshot *snapshot, const Layout *layout)
{
  GdkRGBA band = culm_fade (&layout->colour, BAND_ALPHA);
  GdkRGBA target = culm_fade_line (&layout->colour, TARGET_ALPHA);

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (layout->frame.area.origin.x, 0,
                                               layout->frame.area.size.width + 1,
                                               gtk_widget_get_height (GTK_WIDGET (self))));
  for (guint i = 0; i < self->curves->len; i++)
    {
      const CulmTrendCurve *curve = g_ptr_array_index (self->curves, i);
      g_autoptr (GskStroke) stroke = culm_trend_draw_stroke (i, 2);

      culm_trend_draw_band (snapshot, &layout->frame, curve->samples, &band);
      culm_trend_draw_target (snapshot, &layout->frame, curve->samples, &target);
      culm_trend_draw_line (snapshot, &layout->frame, curve->samples, stroke, &layout->colour);
    }
  gtk_snapshot_pop (snapshot);
}

static void
culm_trend_plot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CulmTrendPlot *self = CULM_TREND_PLOT (widget);
  Layout layout;

  if (self->curves == NULL || self->curves->len == 0)
    return;

  lay_out (self, &layout);
  append_values (self, snapshot, &layout);
  append_times (self, snapshot, &layout);
  append_curves (self, snapshot, &layout);
}

static void
culm_trend_plot_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = horizontal ? MINIMUM_WIDTH : MINIMUM_HEIGHT;
  *natural = horizontal ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
culm_trend_plot_finalize (GObject *object)
{
  g_clear_pointer (&CULM_TREND_PLOT (object)->curves, g_ptr_array_unref);

  G_OBJECT_CLASS (culm_trend_plot_parent_class)->finalize (object);
}

static void
culm_trend_plot_class_init (CulmTrendPlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = culm_trend_plot_finalize;
  widget_class->snapshot = culm_trend_plot_snapshot;
  widget_class->measure = culm_trend_plot_measure;

  gtk_widget_class_set_css_name (widget_class, "trendplot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
culm_trend_plot_init (CulmTrendPlot *self)
{
}

void
culm_trend_plot_show (CulmTrendPlot *self, GPtrArray *curves, gint64 since, gint64 until)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ranges = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (CULM_IS_TREND_PLOT (self));
  g_return_if_fail (curves != NULL);
  g_return_if_fail (since < until);

  g_clear_pointer (&self->curves, g_ptr_array_unref);
  self->curves = g_ptr_array_ref (curves);
  self->since = since;
  self->until = until;

  for (guint i = 0; i < curves->len; i++)
    {
      const CulmTrendCurve *curve = g_ptr_array_index (curves, i);

      g_strv_builder_take (builder,
                           culm_trend_words_range (curve->title, curve->kind, curve->samples));
    }

  ranges = g_strv_builder_end (builder);
  description = g_strjoinv ("; ", ranges);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Chart"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
