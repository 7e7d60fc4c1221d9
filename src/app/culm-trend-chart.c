/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-chart.h"

#include "culm-trend-curve.h"
#include "culm-trend-key.h"
#include "culm-trend-plot.h"

struct _CulmTrendChart
{
  AdwBin parent_instance;

  AdwWrapBox *legend;
  CulmTrendPlot *plot;
};

G_DEFINE_FINAL_TYPE (CulmTrendChart, culm_trend_chart, ADW_TYPE_BIN)

static GtkWidget *
create_entry (guint index, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), culm_trend_key_new (index));
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
culm_trend_chart_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CULM_TYPE_TREND_CHART);

  G_OBJECT_CLASS (culm_trend_chart_parent_class)->dispose (object);
}

static void
culm_trend_chart_class_init (CulmTrendChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = culm_trend_chart_dispose;

  g_type_ensure (CULM_TYPE_TREND_PLOT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               CULM_RESOURCE_BASE "/ui/culm-trend-chart.ui");
  gtk_widget_class_bind_template_child (widget_class, CulmTrendChart, legend);
  gtk_widget_class_bind_template_child (widget_class, CulmTrendChart, plot);
}

static void
culm_trend_chart_init (CulmTrendChart *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
culm_trend_chart_show (CulmTrendChart *self, GPtrArray *curves, gint64 since, gint64 until)
{
  GtkWidget *entry;

  g_return_if_fail (CULM_IS_TREND_CHART (self));
  g_return_if_fail (curves != NULL);

  while ((entry = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    adw_wrap_box_remove (self->legend, entry);
  for (guint i = 0; i < curves->len; i++)
    {
      const CulmTrendCurve *curve = g_ptr_array_index (curves, i);

      adw_wrap_box_append (self->legend, create_entry (i, curve->title));
    }

  culm_trend_plot_show (self->plot, curves, since, until);
  gtk_widget_set_visible (GTK_WIDGET (self), curves->len > 0);
}
