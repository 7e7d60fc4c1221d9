/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "culm-trend-axis.h"

#include <math.h>

#define HOUR 3600
#define DAY_HOURS 24
/* Local hours begin at one of these, in whatever time zone. */
#define QUARTER (15 * 60)

float
culm_trend_axis_round (float *low, float *high, guint most)
{
  static const float steps[] = { 1, 2, 5, 10, 20, 25, 50, 100 };
  float step = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      step = steps[i];
      if ((ceilf (*high / step) - floorf (*low / step)) < most)
        break;
    }

  *low = floorf (*low / step) * step;
  *high = ceilf (*high / step) * step;
  if (*high <= *low)
    *high = *low + step;

  return step;
}

int
culm_trend_axis_choose_hours (gint64 since, gint64 until, guint most)
{
  static const int steps[] = { 1, 2, 3, 4, 6, 12, DAY_HOURS };
  gint64 hours = (until - since) / HOUR;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (hours / steps[i] <= most && (hours <= 2 * DAY_HOURS || steps[i] == DAY_HOURS))
      return steps[i];

  return DAY_HOURS;
}

gint64
culm_trend_axis_next (gint64 time, int hours)
{
  gint64 mark = (time + QUARTER - 1) / QUARTER * QUARTER;

  for (;; mark += QUARTER)
    {
      g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (mark);

      if (local == NULL
          || (g_date_time_get_minute (local) == 0 && g_date_time_get_hour (local) % hours == 0))
        return mark;
    }
}
