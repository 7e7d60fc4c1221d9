/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-sparkline.h"

#include <math.h>

#include "culm-fade.h"
#include "culm-trend-draw.h"
#include "culm-trend-words.h"

#define MINIMUM_WIDTH 24
#define NATURAL_WIDTH 80
#define HEIGHT 32
/* What is within a few degrees is drawn as a calm line. */
#define SMALLEST_RANGE 12
#define MARGIN 2
#define AREA_ALPHA 0.16f
#define TARGET_ALPHA 0.8f

struct _CulmSparkline
{
  GtkWidget parent_instance;

  BambuTrend *trend;
  char *text;
};

G_DEFINE_FINAL_TYPE (CulmSparkline, culm_sparkline, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TREND = 1,
  PROP_TEXT,
} CulmSparklineProperty;

static GParamSpec *properties[PROP_TEXT + 1];

static void
culm_sparkline_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CulmSparkline *self = CULM_SPARKLINE (widget);
  const GArray *samples = self->trend ? bambu_trend_get_samples (self->trend) : NULL;
  CulmTrendFrame frame = {
    .area = GRAPHENE_RECT_INIT (0, MARGIN, gtk_widget_get_width (widget),
                                gtk_widget_get_height (widget) - 2 * MARGIN),
    .low = INFINITY,
    .high = -INFINITY,
  };
  g_autoptr (GskStroke) stroke = NULL;
  GdkRGBA line;
  GdkRGBA area;
  GdkRGBA target;
  float missing;

  if (samples == NULL || samples->len == 0)
    return;

  frame.until = g_array_index (samples, BambuSample, samples->len - 1).time;
  frame.since = frame.until - BAMBU_TREND_SECONDS;
  culm_trend_draw_widen (samples, &frame.low, &frame.high);
  missing = MAX (SMALLEST_RANGE - (frame.high - frame.low), 0);
  frame.low -= missing / 2;
  frame.high += missing / 2;

  gtk_widget_get_color (widget, &line);
  area = culm_fade (&line, AREA_ALPHA);
  target = culm_fade_line (&line, TARGET_ALPHA);
  stroke = culm_trend_draw_stroke (0, 1.5f);

  gtk_snapshot_push_clip (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, frame.area.size.width, gtk_widget_get_height (widget)));
  culm_trend_draw_area (snapshot, &frame, samples, &area);
  culm_trend_draw_target (snapshot, &frame, samples, &target);
  culm_trend_draw_line (snapshot, &frame, samples, stroke, &line);
  gtk_snapshot_pop (snapshot);
}

static void
culm_sparkline_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MINIMUM_WIDTH : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : HEIGHT;
}

static void
update (CulmSparkline *self)
{
  g_autofree char *text = NULL;

  if (self->trend == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  gtk_widget_queue_draw (GTK_WIDGET (self));

  text = culm_trend_words_describe (bambu_trend_get_kind (self->trend),
                                    bambu_trend_get_samples (self->trend));
  if (!g_set_str (&self->text, text))
    return;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

static void
culm_sparkline_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (culm_sparkline_parent_class)->map (widget);

  update (CULM_SPARKLINE (widget));
}

static void
set_trend (CulmSparkline *self, BambuTrend *trend)
{
  if (self->trend == trend)
    return;

  if (self->trend != NULL)
    g_signal_handlers_disconnect_by_data (self->trend, self);
  g_set_object (&self->trend, trend);
  if (trend != NULL)
    g_signal_connect_object (trend, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TREND]);
}

static void
culm_sparkline_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CulmSparkline *self = CULM_SPARKLINE (object);

  switch ((CulmSparklineProperty) prop_id)
    {
    case PROP_TREND:
      g_value_set_object (value, self->trend);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_sparkline_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  CulmSparkline *self = CULM_SPARKLINE (object);

  switch ((CulmSparklineProperty) prop_id)
    {
    case PROP_TREND:
      set_trend (self, g_value_get_object (value));
      break;
    case PROP_TEXT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
culm_sparkline_dispose (GObject *object)
{
  g_clear_object (&CULM_SPARKLINE (object)->trend);

  G_OBJECT_CLASS (culm_sparkline_parent_class)->dispose (object);
}

static void
culm_sparkline_finalize (GObject *object)
{
  g_clear_pointer (&CULM_SPARKLINE (object)->text, g_free);

  G_OBJECT_CLASS (culm_sparkline_parent_class)->finalize (object);
}

static void
culm_sparkline_class_init (CulmSparklineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = culm_sparkline_get_property;
  object_class->set_property = culm_sparkline_set_property;
  object_class->dispose = culm_sparkline_dispose;
  object_class->finalize = culm_sparkline_finalize;
  widget_class->snapshot = culm_sparkline_snapshot;
  widget_class->measure = culm_sparkline_measure;
  widget_class->map = culm_sparkline_map;

  properties[PROP_TREND] =
      g_param_spec_object ("trend", NULL, NULL, BAMBU_TYPE_TREND,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "sparkline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
culm_sparkline_init (CulmSparkline *self)
{
}
