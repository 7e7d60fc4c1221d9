/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-rate-cap.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

typedef struct
{
  guint most;
  gint64 span;
} Limit;

/* Requests of the last span, oldest first. */
typedef struct
{
  Limit limit;
  GArray *times;
} Window;

struct _BambuRateCap
{
  Window *all;
  Window *kinds[BAMBU_N_RATES];
  GHashTable *printers; /* serial → Window */
  gint64 held_until[BAMBU_N_RATES];
};

static const Limit ALL = { 1000, HOUR };
static const Limit PRINTER = { 10, MINUTE };
static const Limit KINDS[] = {
  [BAMBU_RATE_SIGN_IN] = { 5, MINUTE },  [BAMBU_RATE_CODE] = { 5, MINUTE },
  [BAMBU_RATE_REFRESH] = { 10, HOUR },   [BAMBU_RATE_PROFILE] = { 60, MINUTE },
  [BAMBU_RATE_DEVICE] = { 120, MINUTE }, [BAMBU_RATE_UPLOAD] = { 10, HOUR },
};

static Window *
window_new (Limit limit)
{
  Window *self = g_new0 (Window, 1);

  self->limit = limit;
  self->times = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

static void
window_free (Window *self)
{
  g_array_unref (self->times);
  g_free (self);
}

/* Returns: 0, or when there is room again */
static gint64
window_look (Window *self, gint64 now)
{
  guint gone = 0;

  while (gone < self->times->len)
    {
      gint64 time = g_array_index (self->times, gint64, gone);

      /* One from the future: the clock was set back. */
      if (time <= now && now - time < self->limit.span)
        break;
      gone++;
    }
  if (gone > 0)
    g_array_remove_range (self->times, 0, gone);

  if (self->times->len < self->limit.most)
    return 0;

  return g_array_index (self->times, gint64, self->times->len - self->limit.most)
         + self->limit.span;
}

BambuRateCap *
bambu_rate_cap_new (void)
{
  BambuRateCap *self = g_new0 (BambuRateCap, 1);

  self->all = window_new (ALL);
  for (guint i = 0; i < BAMBU_N_RATES; i++)
    self->kinds[i] = window_new (KINDS[i]);
  self->printers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) window_free);

  return self;
}

void
bambu_rate_cap_free (BambuRateCap *self)
{
  window_free (self->all);
  for (guint i = 0; i < BAMBU_N_RATES; i++)
    window_free (self->kinds[i]);
  g_hash_table_unref (self->printers);
  g_free (self);
}

gint64
bambu_rate_cap_take (BambuRateCap *self, BambuRateKind kind, const char *serial, gint64 now)
{
  Window *windows[3] = { self->all, self->kinds[kind], NULL };
  gint64 until = self->held_until[kind] > now ? self->held_until[kind] : 0;

  if (serial != NULL)
    {
      windows[2] = g_hash_table_lookup (self->printers, serial);
      if (windows[2] == NULL)
        {
          windows[2] = window_new (PRINTER);
          g_hash_table_insert (self->printers, g_strdup (serial), windows[2]);
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    if (windows[i])
      until = MAX (until, window_look (windows[i], now));

  if (until == 0)
    for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
      if (windows[i])
        g_array_append_val (windows[i]->times, now);

  return until;
}

void
bambu_rate_cap_hold (BambuRateCap *self, BambuRateKind kind, gint64 until)
{
  self->held_until[kind] = until;
}
