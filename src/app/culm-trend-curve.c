/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-curve.h"

static void
curve_free (gpointer data)
{
  CulmTrendCurve *curve = data;

  g_free (curve->title);
  g_array_unref (curve->samples);
  g_free (curve);
}

GPtrArray *
culm_trend_curves_new (void)
{
  return g_ptr_array_new_with_free_func (curve_free);
}

void
culm_trend_curves_add (GPtrArray *curves,
                       const char *title,
                       BambuTrendKind kind,
                       const GArray *samples)
{
  CulmTrendCurve *curve = g_new0 (CulmTrendCurve, 1);

  curve->title = g_strdup (title);
  curve->kind = kind;
  curve->samples = g_array_ref ((GArray *) samples);
  g_ptr_array_add (curves, curve);
}
