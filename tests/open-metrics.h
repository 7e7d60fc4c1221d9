/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A strict reader of OpenMetrics 1.0, for as much of it as is written here: gauges, counters, infos
 * and state sets, without times and exemplars. */
typedef struct _OpenMetrics OpenMetrics;

/* @fault: (out): what is wrong, if the text is; Returns: (nullable) */
OpenMetrics *open_metrics_parse (const char *text, char **fault);
void open_metrics_free (OpenMetrics *self);

/* How many samples there are */
guint open_metrics_count (OpenMetrics *self);
/* @sample: as it is written, with its labels; there are such numbers: an error if not */
double open_metrics_get (OpenMetrics *self, const char *sample);
gboolean open_metrics_has (OpenMetrics *self, const char *sample);
/* Whether a family has samples */
gboolean open_metrics_has_family (OpenMetrics *self, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OpenMetrics, open_metrics_free)

G_END_DECLS
