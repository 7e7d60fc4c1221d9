/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "account/bambu-json.h"
#include "cloud-fixture.h"
#include "serve/serve-proxy.h"
#include "serve/serve-server.h"

G_BEGIN_DECLS

#define CUSTOM "custom-of-ann"
#define OTHER_CUSTOM "custom-of-bob"
#define REAL "AQArealtokenofannrealtokenofann"
#define OTHER_REAL "AQBrealtokenofbobrealtokenofbob"
#define SECRET "the secret of the one who runs it"

/* A proxy in front of a service that answers as a test tells it, and who asks it. */
typedef struct
{
  CloudServer *cloud;
  BambuRegion *region;
  char *folder;
  char *token_file;
  ServeProxy *proxy;
  ServeServer *server;
  guint16 port;
  SoupSession *session;
} ServeFixture;

typedef struct
{
  guint status;
  char *body;
  JsonNode *node; /* NULL: no JSON */
  SoupMessageHeaders *headers;
} ServeAnswer;

/* @data: (nullable): a #ServeFixtureSetting */
typedef struct
{
  ServeMode mode;
  gboolean is_open;
  const char *origin; /* NULL: no web page is let in */
  guint limit_msec;
  ServeServerRules rules;
} ServeFixtureSetting;

/* The next fixture's cloud has this broker. @broker: host:port; @authorities: PEM */
void serve_fixture_use_broker (const char *broker, const char *authorities);

/* For another server than the proxy: only `server`, `port` and `session` are set. */
void serve_fixture_listen (ServeFixture *self,
                           const ServeServerRules *rules,
                           ServeGuard *guard,
                           SoupServerCallback handler,
                           gpointer user_data);
void serve_fixture_drop_clients (ServeFixture *self);

void serve_fixture_set_up (ServeFixture *self, gconstpointer data);
void serve_fixture_tear_down (ServeFixture *self, gconstpointer data);
/* Microseconds that the proxy's clock goes on. */
void serve_fixture_pass (gint64 microseconds);

/* @headers: (nullable): "Name: value" lines; @body: (nullable) */
ServeAnswer *serve_fixture_ask (ServeFixture *self,
                                const char *method,
                                const char *path,
                                const char *custom,
                                const char *headers,
                                const char *body);
void serve_answer_free (ServeAnswer *self);

/* A client that is not libsoup's, and sends @text. Returns: (transfer full) */
GIOStream *serve_fixture_connect (ServeFixture *self, const char *text);
/* Returns: (transfer full): all that comes until the connection ends */
char *serve_fixture_read_to_end (GIOStream *connection);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeAnswer, serve_answer_free)

G_END_DECLS
