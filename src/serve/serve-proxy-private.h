/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "serve-limits.h"
#include "serve-proxy.h"

G_BEGIN_DECLS

struct _ServeProxy
{
  ServeMode mode;
  BambuRegion *region;
  ServeTokens *tokens;
  ServeLimits *limits;
  ServeProxyRules rules;
  char *secret;
  GHashTable *clouds;  /* real token → BambuCloud */
  GHashTable *pending; /* of Pending, owned */
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

/* What the proxy tells about itself */
void serve_proxy_answer_health (const ServeCall *call);
void serve_proxy_answer_index (const ServeCall *call);
void serve_proxy_answer_admin_tokens (const ServeCall *call);

void serve_proxy_refuse_token (const ServeCall *call);

G_END_DECLS
