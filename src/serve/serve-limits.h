/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ServeLimitKind:
 * @SERVE_LIMIT_INDEX: `/`: 60 a minute
 * @SERVE_LIMIT_HEALTH: `/health`: 60
 * @SERVE_LIMIT_DEVICE: what is forwarded: 30
 * @SERVE_LIMIT_USER: what is forwarded to the user service: 15
 * @SERVE_LIMIT_START: beginning to listen to a printer: 30
 * @SERVE_LIMIT_REALTIME: what was heard of it: 30
 * @SERVE_LIMIT_ADMIN_TOKENS: 10
 * @SERVE_LIMIT_ADMIN_SESSIONS: 10
 */
typedef enum
{
  SERVE_LIMIT_INDEX,
  SERVE_LIMIT_HEALTH,
  SERVE_LIMIT_DEVICE,
  SERVE_LIMIT_USER,
  SERVE_LIMIT_START,
  SERVE_LIMIT_REALTIME,
  SERVE_LIMIT_ADMIN_TOKENS,
  SERVE_LIMIT_ADMIN_SESSIONS,
} ServeLimitKind;

#define SERVE_N_LIMITS (SERVE_LIMIT_ADMIN_SESSIONS + 1)

/**
 * ServeLimits:
 *
 * How often each client may ask for what: so many times in a minute that begins with the first
 * time. Pure: times are microseconds of any one clock that does not go back.
 */
typedef struct _ServeLimits ServeLimits;

/**
 * ServeLimitResult:
 * @is_allowed: it may be asked, and was counted
 * @limit: how often in a minute
 * @remaining: how often until the minute ends
 * @reset_seconds: until it ends, rounded up
 */
typedef struct
{
  gboolean is_allowed;
  guint limit;
  guint remaining;
  guint reset_seconds;
} ServeLimitResult;

ServeLimits *serve_limits_new (void);
/** serve_limits_multiply: each is so many times what it is usually; for measurements */
void serve_limits_multiply (ServeLimits *self, guint factor);
void serve_limits_free (ServeLimits *self);

/** serve_limits_take: @client: who asks, its token or its address */
ServeLimitResult serve_limits_take (ServeLimits *self,
                                    ServeLimitKind kind,
                                    const char *client,
                                    gint64 now);

/** serve_limits_get_limit: how often in a minute */
guint serve_limits_get_limit (ServeLimitKind kind);

/** serve_limits_count: how many minutes are remembered */
guint serve_limits_count (ServeLimits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeLimits, serve_limits_free)

G_END_DECLS
