/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "account/bambu-cloud.h"
#include "serve-limits.h"
#include "serve-proxy.h"
#include "serve-realtime.h"

G_BEGIN_DECLS

struct _ServeProxy
{
  ServeMode mode;
  BambuRegion *region;
  ServeTokens *tokens;
  ServeLimits *limits;
  ServeProxyRules rules;
  ServeGuard *guard;
  GHashTable *clouds;  /* real token → BambuCloud */
  GHashTable *pending; /* of ServePending, held */
  ServeRealtime *realtime;
};

#define SERVE_API "/v1/"

/* A request as it is answered. */
typedef struct
{
  ServeProxy *proxy;
  SoupServerMessage *message;
  const char *method;
  const char *path;   /* unescaped */
  const char *custom; /* NULL: none was shown */
  const char *real;   /* NULL: @custom is not known */
} ServeCall;

/* One that waits for something */
typedef struct _ServePending ServePending;
struct _ServePending
{
  ServeProxy *proxy;
  SoupServerMessage *message;
  DexFuture *future;
  void (*settle) (ServePending *self, const GValue *value, const GError *error);
  gboolean passes_on;
  char *serial; /* NULL: it is about no printer */
  char *secrets[3];
};

/* @future: (transfer full): what is waited for; @settle: answers; @serial: (nullable) */
void serve_proxy_wait (const ServeCall *call,
                       DexFuture *future,
                       void (*settle) (ServePending *self,
                                       const GValue *value,
                                       const GError *error),
                       const char *serial);
BambuCloud *serve_proxy_get_cloud (ServeProxy *self, const char *real);

/* Listening to printers */
void serve_proxy_answer_start (const ServeCall *call);
void serve_proxy_answer_realtime (const ServeCall *call);
void serve_proxy_answer_admin_sessions (const ServeCall *call);

/* What the proxy tells about itself */
void serve_proxy_answer_health (const ServeCall *call);
void serve_proxy_answer_index (const ServeCall *call);
void serve_proxy_answer_admin_tokens (const ServeCall *call);

G_END_DECLS
