/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BAMBU_SECONDS_PER_MINUTE 60

/**
 * BambuSample:
 * @time: Unix seconds; of a while: when it began
 * @value: what was measured, on average; NaN: nothing was, until the next sample
 * @low: the lowest of the while
 * @high: the highest of the while
 * @target: what was asked for, 0 is off; NaN: unknown, or nothing can be asked for
 *
 * A point of a curve: what was measured at a moment or in a while. Curves are #GArray of these,
 * oldest first; where they have a gap there is a sample without a value.
 */
typedef struct
{
  gint64 time;
  float value;
  float low;
  float high;
  float target;
} BambuSample;

/** bambu_samples_new: Returns: (transfer full) (element-type BambuSample): an empty curve */
GArray *bambu_samples_new (void);

/**
 * bambu_samples_append:
 * @samples: (element-type BambuSample): a curve
 * @sample: a later point of it
 * @longest: seconds without a sample that are no gap
 *
 * Adds @sample, and before it a gap if it comes later than @longest after the last one.
 */
void bambu_samples_append (GArray *samples, const BambuSample *sample, gint64 longest);

/**
 * bambu_samples_add_minutes:
 * @means: (element-type BambuSample): the means go to its end
 * @samples: (element-type BambuSample): a curve
 * @since: Unix seconds, the begin of a minute
 * @until: Unix seconds: samples from here on are left out
 *
 * Sums @samples up by minutes of the clock. Minutes without a sample are left out.
 */
void bambu_samples_add_minutes (GArray *means, const GArray *samples, gint64 since, gint64 until);

G_END_DECLS
