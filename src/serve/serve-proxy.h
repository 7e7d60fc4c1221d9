/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "account/bambu-region.h"
#include "serve-guard.h"
#include "serve-mode.h"
#include "serve-tokens.h"

G_BEGIN_DECLS

/**
 * ServeProxyRules:
 * @limit_msec: that the service has to answer
 * @get_now: microseconds of a clock that goes on evenly
 */
typedef struct
{
  guint limit_msec;
  gint64 (*get_now) (void);
} ServeProxyRules;

/**
 * ServeProxy:
 *
 * Asks the service for those who were given a token of ours instead of the real one, and hides what
 * is secret in its answers; protocol/seed-servers.md §1. A request with the header
 * `X-Culm-Upstream-Status: pass` gets a 401, 403, 404 or 429 of the service as it is; else each
 * trouble of the service's is 502.
 */
typedef struct _ServeProxy ServeProxy;

/**
 * serve_proxy_new:
 * @mode: one that is a proxy's
 * @tokens: (transfer full): who may ask
 * @guard: of the server; who may see what the proxy tells about itself
 * @rules: (nullable): other ones than the usual
 */
ServeProxy *serve_proxy_new (ServeMode mode,
                             BambuRegion *region,
                             ServeTokens *tokens,
                             ServeGuard *guard,
                             const ServeProxyRules *rules);
/** serve_proxy_free: what is on its way is given up */
void serve_proxy_free (ServeProxy *self);

/** serve_proxy_handle: a #SoupServerCallback; @self: a #ServeProxy */
void serve_proxy_handle (SoupServer *server,
                         SoupServerMessage *message,
                         const char *path,
                         GHashTable *query,
                         gpointer self);

/** serve_proxy_describe: Returns: (transfer full): what `/health` tells */
JsonObject *serve_proxy_describe (ServeProxy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeProxy, serve_proxy_free)

G_END_DECLS
