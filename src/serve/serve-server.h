/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "serve-guard.h"

G_BEGIN_DECLS

/**
 * ServeServerRules:
 * @request_msec: until a request is there wholly, from the connection or its first byte on
 * @answer_msec: from then on until its answer is there wholly
 * @most_bytes: that a request's body may have
 * @most_connections: at a time; one more takes the place of that which waits longest
 * @idle_msec: that a connection may wait for its next request
 *
 * What a client may take of the server.
 */
typedef struct
{
  guint request_msec;
  guint answer_msec;
  goffset most_bytes;
  guint most_connections;
  guint idle_msec;
} ServeServerRules;

/**
 * ServeServer:
 *
 * An HTTP server that lets nobody keep it waiting: whoever is slow, or sends too much, is cut off.
 * Main context only.
 */
typedef struct _ServeServer ServeServer;

/**
 * serve_server_new:
 * @rules: (nullable): other ones than the usual
 * @guard: who may ask at all
 * @handler: gets each request that is there wholly
 */
ServeServer *serve_server_new (const ServeServerRules *rules,
                               ServeGuard *guard,
                               SoupServerCallback handler,
                               gpointer user_data);
/** serve_server_free: ends all connections */
void serve_server_free (ServeServer *self);

/**
 * serve_server_add_page:
 * @path: how paths begin
 * @handler: gets the requests for these instead
 */
void serve_server_add_page (ServeServer *self,
                            const char *path,
                            SoupServerCallback handler,
                            gpointer user_data);

/**
 * serve_server_listen:
 * @address: an address of this computer's; port 0: any that is free
 * @certificate: (nullable): with its key, for TLS
 *
 * Returns: the port; 0 with an error
 */
guint16 serve_server_listen (ServeServer *self,
                             GInetSocketAddress *address,
                             GTlsCertificate *certificate,
                             GError **error);

/** serve_server_count: connections that there are */
guint serve_server_count (ServeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeServer, serve_server_free)

G_END_DECLS
