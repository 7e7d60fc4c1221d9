/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_TREND_KEY (culm_trend_key_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrendKey, culm_trend_key, CULM, TREND_KEY, GtkWidget)

/**
 * CulmTrendKey:
 *
 * A piece of the line that a chart draws its @index-th curve with. It says nothing; what stands
 * beside it does.
 */
GtkWidget *culm_trend_key_new (guint index);

G_END_DECLS
