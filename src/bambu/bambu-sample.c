/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-sample.h"

#include <math.h>

GArray *
bambu_samples_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (BambuSample));
}

void
bambu_samples_append (GArray *samples, const BambuSample *sample, gint64 longest)
{
  const BambuSample *last =
      samples->len > 0 ? &g_array_index (samples, BambuSample, samples->len - 1) : NULL;

  if (last != NULL && !isnan (last->value) && sample->time - last->time > longest)
    {
      BambuSample gap = { last->time + 1, NAN, NAN, NAN, NAN };

      g_array_append_val (samples, gap);
    }

  g_array_append_vals (samples, sample, 1);
}

static gint64
get_minute (gint64 time)
{
  return time - time % BAMBU_SECONDS_PER_MINUTE;
}

void
bambu_samples_add_minutes (GArray *means, const GArray *samples, gint64 since, gint64 until)
{
  BambuSample mean = { .time = -1 };
  guint n_values = 0;

  for (guint i = 0; i < samples->len; i++)
    {
      const BambuSample *sample = &g_array_index (samples, BambuSample, i);

      if (sample->time < since || sample->time >= until || isnan (sample->value))
        continue;

      if (n_values > 0 && get_minute (sample->time) == mean.time)
        {
          mean.value += (sample->value - mean.value) / ++n_values;
          mean.low = MIN (mean.low, sample->low);
          mean.high = MAX (mean.high, sample->high);
          mean.target = sample->target;
          continue;
        }

      if (n_values > 0)
        g_array_append_val (means, mean);

      mean = *sample;
      mean.time = get_minute (sample->time);
      n_values = 1;
    }

  if (n_values > 0)
    g_array_append_val (means, mean);
}
