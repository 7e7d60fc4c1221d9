/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-trend.h>

G_BEGIN_DECLS

/**
 * CulmTrendCurve:
 * @title: what it is of, in the user's words
 * @kind: what it is of
 * @samples: (element-type BambuSample): not empty
 *
 * What charts and tables of history show. Lists of it own what is in them.
 */
typedef struct
{
  char *title;
  BambuTrendKind kind;
  GArray *samples;
} CulmTrendCurve;

/** culm_trend_curves_new: Returns: (transfer full) (element-type CulmTrendCurve) */
GPtrArray *culm_trend_curves_new (void);
void culm_trend_curves_add (GPtrArray *curves,
                            const char *title,
                            BambuTrendKind kind,
                            const GArray *samples);

G_END_DECLS
