/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-trend.h>
#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CULM_TYPE_SPARKLINE (culm_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (CulmSparkline, culm_sparkline, CULM, SPARKLINE, GtkWidget)

/**
 * CulmSparkline:
 *
 * The last half hour of a temperature as a small curve without axes, up to when the printer was
 * last heard; what was asked for is a dotted line. Drawn anew as often as there is a sample, and
 * only while it can be seen.
 *
 * Properties: `trend` ([class@Bambu.Trend], nullable); `text` (string, readable): the curve in
 * words, which is its accessible label as well.
 */

G_END_DECLS
