/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <bambu/printer/bambu-trend.h>

G_BEGIN_DECLS

/* What is said of the curves of temperatures and humidity. Pure. */

/** culm_trend_words_value: "220 °C" or "32 %", by what it is of; "–" for NaN */
char *culm_trend_words_value (BambuTrendKind kind, double value);

/**
 * culm_trend_words_cell:
 * @sample: a sample
 *
 * Returns: (transfer full): "220 °C"; where something else was asked for "83 → 220 °C"
 */
char *culm_trend_words_cell (BambuTrendKind kind, const BambuSample *sample);

/**
 * culm_trend_words_describe:
 * @samples: (element-type BambuSample): a curve
 *
 * Returns: (transfer full): what the end of the curve shows: "220 °C for 25 minutes", "Rising from
 * 25 °C to 220 °C", "No history yet"
 */
char *culm_trend_words_describe (BambuTrendKind kind, const GArray *samples);

/**
 * culm_trend_words_range:
 * @title: what the curve is of
 * @samples: (element-type BambuSample): a curve that is not empty
 *
 * Returns: (transfer full): "Nozzle: 24 °C to 221 °C"
 */
char *culm_trend_words_range (const char *title, BambuTrendKind kind, const GArray *samples);

G_END_DECLS
