/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-limits.h"

#define WINDOW G_TIME_SPAN_MINUTE

static const guint LIMITS[] = {
  [SERVE_LIMIT_INDEX] = 60,        [SERVE_LIMIT_HEALTH] = 60,         [SERVE_LIMIT_DEVICE] = 30,
  [SERVE_LIMIT_USER] = 15,         [SERVE_LIMIT_START] = 30,          [SERVE_LIMIT_REALTIME] = 30,
  [SERVE_LIMIT_ADMIN_TOKENS] = 10, [SERVE_LIMIT_ADMIN_SESSIONS] = 10,
};

typedef struct
{
  gint64 begin;
  guint count;
} Window;

struct _ServeLimits
{
  GHashTable *windows[SERVE_N_LIMITS]; /* client → Window */
  gint64 swept;
  guint factor;
};

ServeLimits *
serve_limits_new (void)
{
  ServeLimits *self = g_new0 (ServeLimits, 1);

  for (guint i = 0; i < SERVE_N_LIMITS; i++)
    self->windows[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->swept = G_MININT64 / 2;
  self->factor = 1;

  return self;
}

void
serve_limits_multiply (ServeLimits *self, guint factor)
{
  self->factor = factor;
}

void
serve_limits_free (ServeLimits *self)
{
  for (guint i = 0; i < SERVE_N_LIMITS; i++)
    g_hash_table_unref (self->windows[i]);
  g_free (self);
}

static gboolean
is_over (gpointer client, gpointer value, gpointer now)
{
  Window *window = value;

  return *(gint64 *) now - window->begin >= WINDOW;
}

/* Once a window, so that those who came once are not remembered for ever. */
static void
sweep (ServeLimits *self, gint64 now)
{
  if (now - self->swept < WINDOW)
    return;

  for (guint i = 0; i < SERVE_N_LIMITS; i++)
    g_hash_table_foreach_remove (self->windows[i], is_over, &now);
  self->swept = now;
}

ServeLimitResult
serve_limits_take (ServeLimits *self, ServeLimitKind kind, const char *client, gint64 now)
{
  guint limit = LIMITS[kind] * self->factor;
  Window *window;
  gboolean is_allowed;

  g_return_val_if_fail (client != NULL, (ServeLimitResult) { 0 });

  sweep (self, now);
  window = g_hash_table_lookup (self->windows[kind], client);
  if (window == NULL || is_over (NULL, window, &now))
    {
      window = g_new0 (Window, 1);
      window->begin = now;
      g_hash_table_replace (self->windows[kind], g_strdup (client), window);
    }

  is_allowed = window->count < limit;
  if (is_allowed)
    window->count++;

  return (ServeLimitResult) {
    .is_allowed = is_allowed,
    .limit = limit,
    .remaining = limit - window->count,
    .reset_seconds = (guint) ((window->begin + WINDOW - now + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC),
  };
}

guint
serve_limits_get_limit (ServeLimitKind kind)
{
  return LIMITS[kind];
}

guint
serve_limits_count (ServeLimits *self)
{
  guint count = 0;

  for (guint i = 0; i < SERVE_N_LIMITS; i++)
    count += g_hash_table_size (self->windows[i]);

  return count;
}
