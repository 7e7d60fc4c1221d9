/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-trend-private.h"

#include <math.h>

struct _BambuTrend
{
  GObject parent_instance;

  BambuTrendKind kind;
  int part;

  GArray *samples;
  GArray *backlog; /* minutes to be taken that are not among the samples any more */
  gint64 taken;    /* the begin of the first minute that was not */
};

G_DEFINE_FINAL_TYPE (BambuTrend, bambu_trend, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static BambuSample *
peek_last (BambuTrend *self)
{
  return self->samples->len > 0
             ? &g_array_index (self->samples, BambuSample, self->samples->len - 1)
             : NULL;
}

static void
bambu_trend_finalize (GObject *object)
{
  BambuTrend *self = BAMBU_TREND (object);

  g_array_unref (self->samples);
  g_array_unref (self->backlog);

  G_OBJECT_CLASS (bambu_trend_parent_class)->finalize (object);
}

static void
bambu_trend_class_init (BambuTrendClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bambu_trend_finalize;

  signals[CHANGED] = g_signal_new ("changed", BAMBU_TYPE_TREND, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bambu_trend_init (BambuTrend *self)
{
  self->samples = bambu_samples_new ();
  self->backlog = bambu_samples_new ();
}

BambuTrend *
bambu_trend_new (BambuTrendKind kind, int part)
{
  BambuTrend *self = g_object_new (BAMBU_TYPE_TREND, NULL);

  self->kind = kind;
  self->part = part;

  return self;
}

BambuTrendKind
bambu_trend_get_kind (BambuTrend *self)
{
  g_return_val_if_fail (BAMBU_IS_TREND (self), 0);

  return self->kind;
}

int
bambu_trend_get_part (BambuTrend *self)
{
  g_return_val_if_fail (BAMBU_IS_TREND (self), 0);

  return self->part;
}

const GArray *
bambu_trend_get_samples (BambuTrend *self)
{
  g_return_val_if_fail (BAMBU_IS_TREND (self), NULL);

  return self->samples;
}

/* Somebody set the clock back: what is later than now is of no use. */
static void
bambu_trend_forget_since (BambuTrend *self, gint64 time)
{
  BambuSample *last;

  while ((last = peek_last (self)) != NULL && last->time >= time)
    g_array_set_size (self->samples, self->samples->len - 1);

  self->taken = MIN (self->taken, time - time % BAMBU_SECONDS_PER_MINUTE);
}

/* A curve does not begin with a gap. */
static void
bambu_trend_forget_until (BambuTrend *self, gint64 time)
{
  guint n_old = 0;

  while (n_old < self->samples->len
         && (g_array_index (self->samples, BambuSample, n_old).time < time
             || isnan (g_array_index (self->samples, BambuSample, n_old).value)))
    n_old++;

  if (n_old > 0)
    g_array_remove_range (self->samples, 0, n_old);
}

void
bambu_trend_add (BambuTrend *self, gint64 time, double value, double target)
{
  const BambuSample sample = { time, value, value, value, target };
  const BambuSample *last;

  g_return_if_fail (BAMBU_IS_TREND (self));

  if (isnan (value))
    return;

  last = peek_last (self);
  if (last != NULL && ABS (time - last->time) < BAMBU_TREND_INTERVAL_SECONDS)
    return;

  bambu_trend_forget_since (self, time);
  bambu_trend_forget_until (self, time - BAMBU_TREND_SECONDS);
  bambu_samples_append (self->samples, &sample, BAMBU_TREND_SILENCE_SECONDS);

  g_signal_emit (self, signals[CHANGED], 0);
}

void
bambu_trend_prepend (BambuTrend *self, const GArray *samples, gboolean saved)
{
  g_autoptr (GArray) present = NULL;
  const BambuSample *end;
  gint64 first = G_MAXINT64;

  g_return_if_fail (BAMBU_IS_TREND (self));
  g_return_if_fail (samples != NULL);

  if (samples->len == 0)
    return;

  present = g_steal_pointer (&self->samples);
  self->samples = bambu_samples_new ();
  if (present->len > 0)
    first = g_array_index (present, BambuSample, 0).time;

  g_array_append_vals (self->samples, samples->data, samples->len);
  while ((end = peek_last (self)) != NULL && end->time >= first)
    g_array_set_size (self->samples, self->samples->len - 1);
  for (guint i = 0; i < present->len; i++)
    bambu_samples_append (self->samples, &g_array_index (present, BambuSample, i),
                          BAMBU_TREND_SILENCE_SECONDS);

  end = peek_last (self);
  if (saved)
    {
      gint64 last = g_array_index (samples, BambuSample, samples->len - 1).time;

      self->taken = MAX (self->taken, last - last % BAMBU_SECONDS_PER_MINUTE);
    }
  else
    {
      bambu_samples_add_minutes (self->backlog, self->samples, 0, end->time - BAMBU_TREND_SECONDS);
    }

  bambu_trend_forget_until (self, end->time - BAMBU_TREND_SECONDS);
  g_signal_emit (self, signals[CHANGED], 0);
}

GArray *
bambu_trend_take_minutes (BambuTrend *self, gint64 until)
{
  GArray *minutes;
  const BambuSample *last;

  g_return_val_if_fail (BAMBU_IS_TREND (self), NULL);

  minutes = g_steal_pointer (&self->backlog);
  self->backlog = bambu_samples_new ();
  bambu_samples_add_minutes (minutes, self->samples, self->taken, until);

  if (minutes->len > 0)
    {
      last = &g_array_index (minutes, BambuSample, minutes->len - 1);
      self->taken = MAX (self->taken, last->time + BAMBU_SECONDS_PER_MINUTE);
    }

  return minutes;
}
