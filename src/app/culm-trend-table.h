/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CULM_TYPE_TREND_TABLE (culm_trend_table_get_type ())
G_DECLARE_FINAL_TYPE (CulmTrendTable, culm_trend_table, CULM, TREND_TABLE, AdwBin)

/**
 * CulmTrendTable:
 *
 * What charts show, for those who would rather read it: a row for each time, newest first, a column
 * for each curve.
 */

/** culm_trend_table_show: @curves: (element-type CulmTrendCurve) (transfer none) */
void culm_trend_table_show (CulmTrendTable *self, GPtrArray *curves);

G_END_DECLS
