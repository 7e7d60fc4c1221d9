/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-key.h"

#include "culm-trend-draw.h"

#define WIDTH 30
#define HEIGHT 8

struct _CulmTrendKey
{
  GtkWidget parent_instance;

  guint index;
};

G_DEFINE_FINAL_TYPE (CulmTrendKey, culm_trend_key, GTK_TYPE_WIDGET)

static void
culm_trend_key_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = culm_trend_draw_stroke (CULM_TREND_KEY (widget)->index, 2);
  g_autoptr (GskPath) path = NULL;
  float middle = gtk_widget_get_height (widget) / 2.0f;
  GdkRGBA colour;

  gtk_widget_get_color (widget, &colour);
  gsk_path_builder_move_to (builder, 0, middle);
  gsk_path_builder_line_to (builder, gtk_widget_get_width (widget), middle);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  gtk_snapshot_append_stroke (snapshot, path, stroke, &colour);
}

static void
culm_trend_key_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
culm_trend_key_class_init (CulmTrendKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = culm_trend_key_snapshot;
  widget_class->measure = culm_trend_key_measure;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
culm_trend_key_init (CulmTrendKey *self)
{
}

GtkWidget *
culm_trend_key_new (guint index)
{
  CulmTrendKey *self = g_object_new (CULM_TYPE_TREND_KEY, NULL);

  self->index = index;

  return GTK_WIDGET (self);
}
