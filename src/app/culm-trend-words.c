/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "culm-format.h"

/* Degrees or percent that are no change worth a word */
#define STEADY 3
/* Degrees from what was asked for that are not worth a word either */
#define REACHED 2
/* What has been steady for so long is said to be, whatever was before. */
#define STEADY_SECONDS (3 * 60)

static const BambuSample *
peek (const GArray *samples, guint position)
{
  return &g_array_index (samples, BambuSample, position);
}

char *
culm_trend_words_value (BambuTrendKind kind, double value)
{
  if (kind != BAMBU_TREND_KIND_AMS_HUMIDITY)
    return culm_format_temperature (value);

  return culm_format_percent (isnan (value) ? -1 : (int) round (value));
}

char *
culm_trend_words_cell (BambuTrendKind kind, const BambuSample *sample)
{
  if (!(sample->target > 0) || fabsf (sample->value - sample->target) < REACHED)
    return culm_trend_words_value (kind, sample->value);

  /* Translators: a temperature, and the one that is aimed at: "83 → 220 °C" */
  return g_strdup_printf (_ ("%d → %d °C"), (int) round (sample->value),
                          (int) round (sample->target));
}

/* Where the part of the curve begins that has no gap after it */
static guint
find_run (const GArray *samples)
{
  guint first = samples->len;

  while (first > 0 && !isnan (peek (samples, first - 1)->value))
    first--;

  return first;
}

static guint
find_steady (const GArray *samples, guint first)
{
  float last = peek (samples, samples->len - 1)->value;
  guint steady = samples->len - 1;

  while (steady > first && fabsf (peek (samples, steady - 1)->value - last) <= STEADY)
    steady--;

  return steady;
}

static char *
describe_steady (BambuTrendKind kind, float value, gint64 seconds)
{
  g_autofree char *now = culm_trend_words_value (kind, value);
  int minutes = seconds / BAMBU_SECONDS_PER_MINUTE;

  if (minutes == 0)
    return g_steal_pointer (&now);

  /* Translators: a temperature or humidity, and how long it has been so */
  return g_strdup_printf (g_dngettext (NULL, "%s for %d minute", "%s for %d minutes", minutes), now,
                          minutes);
}

char *
culm_trend_words_describe (BambuTrendKind kind, const GArray *samples)
{
  guint first = find_run (samples);
  guint steady;
  const BambuSample *last;
  gint64 seconds;
  float low;
  float high;
  g_autofree char *now = NULL;
  g_autofree char *lowest = NULL;
  g_autofree char *highest = NULL;

  if (first == samples->len)
    return g_strdup (_ ("No history yet"));

  last = peek (samples, samples->len - 1);
  steady = find_steady (samples, first);
  seconds = last->time - peek (samples, steady)->time;
  if (steady == first || seconds >= STEADY_SECONDS)
    return describe_steady (kind, last->value, seconds);

  low = high = last->value;
  for (guint i = first; i < samples->len; i++)
    {
      low = MIN (low, peek (samples, i)->value);
      high = MAX (high, peek (samples, i)->value);
    }

  now = culm_trend_words_value (kind, last->value);
  lowest = culm_trend_words_value (kind, low);
  highest = culm_trend_words_value (kind, high);

  if (last->value >= high - STEADY)
    /* Translators: two temperatures */
    return g_strdup_printf (_ ("Rising from %s to %s"), lowest, now);

  if (last->value <= low + STEADY)
    /* Translators: two temperatures */
    return g_strdup_printf (_ ("Falling from %s to %s"), highest, now);

  /* Translators: a temperature, and the lowest and highest of the last half hour */
  return g_strdup_printf (_ ("%s, lately between %s and %s"), now, lowest, highest);
}

char *
culm_trend_words_range (const char *title, BambuTrendKind kind, const GArray *samples)
{
  float low = INFINITY;
  float high = -INFINITY;
  g_autofree char *lowest = NULL;
  g_autofree char *highest = NULL;

  for (guint i = 0; i < samples->len; i++)
    {
      low = fminf (low, peek (samples, i)->low);
      high = fmaxf (high, peek (samples, i)->high);
    }

  lowest = culm_trend_words_value (kind, low);
  highest = culm_trend_words_value (kind, high);

  /* Translators: what is measured, and the lowest and highest values: "Nozzle: 24 °C to 221 °C" */
  return g_strdup_printf (_ ("%s: %s to %s"), title, lowest, highest);
}
