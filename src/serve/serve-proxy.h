/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "account/bambu-region.h"
#include "serve-tokens.h"

G_BEGIN_DECLS

/**
 * ServeMode:
 * @SERVE_MODE_STRICT: nothing can be changed through it
 * @SERVE_MODE_FULL: everything can be asked
 */
typedef enum
{
  SERVE_MODE_STRICT,
  SERVE_MODE_FULL,
} ServeMode;

/** serve_mode_parse: Returns: whether there is a mode of that name */
gboolean serve_mode_parse (const char *name, ServeMode *mode);
const char *serve_mode_get_name (ServeMode mode);
/** serve_mode_get_port: where it is usually */
guint16 serve_mode_get_port (ServeMode mode);

/**
 * ServeProxyRules:
 * @limit_msec: that the service has to answer
 * @is_local: only programs of this computer reach it: it answers to local names alone, and tells
 * about itself without a secret
 * @secret: (nullable): opens the rest of what it tells about itself, as `Authorization: Bearer …`
 * @get_now: microseconds of a clock that goes on evenly
 */
typedef struct
{
  guint limit_msec;
  gboolean is_local;
  const char *secret;
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
 * @tokens: (transfer full): who may ask
 * @rules: (nullable): other ones than the usual: on this computer, without a secret
 */
ServeProxy *serve_proxy_new (ServeMode mode,
                             BambuRegion *region,
                             ServeTokens *tokens,
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
