/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-server.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include "serve-reply.h"

#define PEER_KEY "serve-peer"
#define SWEEP_MSEC 500
#define MOST_EVENTS 64

static const ServeServerRules RULES = {
  .request_msec = 15 * 1000,
  /* The service has 30 seconds to answer. */
  .answer_msec = 60 * 1000,
  .most_bytes = 1024 * 1024,
  /* With what the service and the printers take, less than the 1024 files that are usual. */
  .most_connections = 768,
  .idle_msec = 5 * 60 * 1000,
};

struct _ServeServer
{
  ServeServerRules rules;
  ServeGuard *guard;
  SoupServer *soup;
  GSocketService *service;
  GTlsCertificate *certificate;
  GHashTable *peers; /* of Peer, held */
  guint sweep;       /* 0: there are none */
  int nobody;        /* the other end of what libsoup listens at */
  int waiting;       /* the sockets that wait for a next request, an epoll instance */
  guint begun;
};

/* A connection. Its remote address leads to it, and it holds none itself. */
typedef struct
{
  ServeServer *server; /* NULL: freed */
  GSocketConnection *connection;
  GSocket *socket;
  gint64 deadline; /* monotonic */
  gboolean is_waiting;
} Peer;

static void
peer_clear (gpointer data)
{
  Peer *peer = data;

  g_clear_object (&peer->socket);
}

static void
peer_unref (gpointer peer)
{
  g_rc_box_release_full (peer, peer_clear);
}

/* What reads or writes there notices, and gives the connection up. */
static void
cut_off (Peer *peer)
{
  peer->deadline = G_MAXINT64;
  g_socket_shutdown (peer->socket, TRUE, TRUE, NULL);
}

/* One timer for all: of hundreds the main loop would have to look after each every time. */
static gboolean
on_sweep (gpointer user_data)
{
  ServeServer *self = user_data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Peer *peer = value;

      if (now >= peer->deadline)
        {
          g_debug ("A client was too slow");
          cut_off (peer);
        }
    }
  if (g_hash_table_size (self->peers) > 0)
    return G_SOURCE_CONTINUE;

  self->sweep = 0;

  return G_SOURCE_REMOVE;
}

static void
set_deadline (ServeServer *self, Peer *peer, guint msec)
{
  if (peer->is_waiting)
    epoll_ctl (self->waiting, EPOLL_CTL_DEL, g_socket_get_fd (peer->socket), NULL);
  peer->is_waiting = FALSE;
  peer->deadline = g_get_monotonic_time () + msec * (gint64) 1000;
}

static void
wait_for_next (ServeServer *self, Peer *peer)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = peer };

  set_deadline (self, peer, self->rules.idle_msec);
  peer->is_waiting =
      epoll_ctl (self->waiting, EPOLL_CTL_ADD, g_socket_get_fd (peer->socket), &event) == 0;
}

/* Who has begun has to go on. libsoup tells of it only when it has a whole line. */
static gboolean
on_begun (int fd, GIOCondition condition, gpointer user_data)
{
  ServeServer *self = user_data;
  struct epoll_event events[MOST_EVENTS];
  int n_events = epoll_wait (fd, events, MOST_EVENTS, 0);

  for (int i = 0; i < n_events; i++)
    set_deadline (self, events[i].data.ptr, self->rules.request_msec);

  return G_SOURCE_CONTINUE;
}

/* Returns: whether there is room for another one */
static gboolean
make_room (ServeServer *self)
{
  Peer *longest = NULL;
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (self->peers) < self->rules.most_connections)
    return TRUE;

  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      Peer *peer = value;

      if (peer->is_waiting && (!longest || peer->deadline < longest->deadline))
        longest = peer;
    }
  if (longest == NULL)
    return FALSE;

  set_deadline (self, longest, 0);
  cut_off (longest);
  longest->server = NULL;
  g_hash_table_remove (self->peers, longest);

  return TRUE;
}

static void
on_connection_gone (gpointer user_data, GObject *where)
{
  Peer *peer = user_data;

  peer->connection = NULL;
  if (peer->server != NULL)
    {
      set_deadline (peer->server, peer, 0);
      g_hash_table_remove (peer->server->peers, peer);
    }
  peer_unref (peer);
}

static Peer *
find_peer (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote ? g_object_get_data (G_OBJECT (remote), PEER_KEY) : NULL;
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  ServeServer *self = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  Peer *peer;

  if (local == NULL || remote == NULL || !make_room (self))
    return TRUE;

  stream = self->certificate
               ? g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, &error)
               : g_object_ref (G_IO_STREAM (connection));

  peer = g_rc_box_new0 (Peer);
  peer->server = self;
  peer->connection = connection;
  peer->socket = g_object_ref (g_socket_connection_get_socket (connection));
  g_socket_set_option (peer->socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  g_object_set_data_full (G_OBJECT (remote), PEER_KEY, g_rc_box_acquire (peer), peer_unref);
  g_object_weak_ref (G_OBJECT (connection), on_connection_gone, g_rc_box_acquire (peer));
  g_hash_table_add (self->peers, peer);
  set_deadline (self, peer, self->rules.request_msec);
  if (self->sweep == 0)
    self->sweep = g_timeout_add (MIN (SWEEP_MSEC, self->rules.request_msec), on_sweep, self);

  if (stream == NULL || !soup_server_accept_iostream (self->soup, stream, local, remote, &error))
    {
      g_debug ("A connection was not taken: %s", error->message);
      cut_off (peer);
    }

  return TRUE;
}

static void
on_request_read (SoupServer *soup, SoupServerMessage *message, ServeServer *self)
{
  Peer *peer = find_peer (message);

  if (peer != NULL && peer->server != NULL)
    set_deadline (self, peer, self->rules.answer_msec);
}

static void
on_request_finished (SoupServer *soup, SoupServerMessage *message, ServeServer *self)
{
  Peer *peer = find_peer (message);

  if (peer != NULL && peer->connection != NULL && peer->server != NULL)
    wait_for_next (self, peer);
}

static void
on_chunk (SoupServerMessage *message, GBytes *chunk, ServeServer *self)
{
  Peer *peer = find_peer (message);

  /* One that did not say before how much it would be */
  if (soup_server_message_get_request_body (message)->length > self->rules.most_bytes
      && peer != NULL)
    cut_off (peer);
}

static void
on_headers (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  ServeServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (soup_message_headers_get_content_length (headers) > self->rules.most_bytes)
    {
      soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Connection", "close");
      serve_reply_error (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "Request too large", NULL);
      return;
    }

  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), self);
  serve_guard_screen (self->guard, message);
}

/* Without a listener of its own libsoup ends each connection after its first answer. */
static void
let_stay (ServeServer *self)
{
  int ends[2];
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;

  self->nobody = -1;
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    return;

  self->nobody = ends[1];
  socket = g_socket_new_from_fd (ends[0], &error);
  if (!socket || !soup_server_listen_socket (self->soup, socket, 0, &error))
    g_debug ("Connections will not stay: %s", error->message);
}

ServeServer *
serve_server_new (const ServeServerRules *rules,
                  ServeGuard *guard,
                  SoupServerCallback handler,
                  gpointer user_data)
{
  ServeServer *self = g_new0 (ServeServer, 1);

  self->rules = rules ? *rules : RULES;
  self->guard = serve_guard_ref (guard);
  self->peers = g_hash_table_new_full (NULL, NULL, peer_unref, NULL);
  self->soup = soup_server_new ("server-header", "Culm", NULL);
  let_stay (self);
  self->waiting = epoll_create1 (EPOLL_CLOEXEC);
  self->begun = g_unix_fd_add (self->waiting, G_IO_IN, on_begun, self);
  soup_server_add_early_handler (self->soup, NULL, on_headers, self, NULL);
  soup_server_add_handler (self->soup, NULL, handler, user_data, NULL);
  g_signal_connect (self->soup, "request-read", G_CALLBACK (on_request_read), self);
  g_signal_connect (self->soup, "request-finished", G_CALLBACK (on_request_finished), self);
  g_signal_connect (self->soup, "request-aborted", G_CALLBACK (on_request_finished), self);
  self->service = g_socket_service_new ();
  g_socket_listener_set_backlog (G_SOCKET_LISTENER (self->service),
                                 (int) self->rules.most_connections);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);

  return self;
}

void
serve_server_free (ServeServer *self)
{
  GHashTableIter iter;
  gpointer peer;

  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);

  g_hash_table_iter_init (&iter, self->peers);
  while (g_hash_table_iter_next (&iter, &peer, NULL))
    {
      ((Peer *) peer)->server = NULL;
      cut_off (peer);
    }
  g_signal_handlers_disconnect_by_data (self->soup, self);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  if (self->nobody >= 0)
    g_close (self->nobody, NULL);
  g_clear_handle_id (&self->begun, g_source_remove);
  g_clear_handle_id (&self->sweep, g_source_remove);
  g_close (self->waiting, NULL);
  g_clear_pointer (&self->peers, g_hash_table_unref);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->guard, serve_guard_unref);
  g_free (self);
}

void
serve_server_add_page (ServeServer *self,
                       const char *path,
                       SoupServerCallback handler,
                       gpointer user_data)
{
  /* Those for all paths are not asked about one that has handlers of its own. */
  soup_server_add_early_handler (self->soup, path, on_headers, self, NULL);
  soup_server_add_handler (self->soup, path, handler, user_data, NULL);
}

guint16
serve_server_listen (ServeServer *self,
                     GInetSocketAddress *address,
                     GTlsCertificate *certificate,
                     GError **error)
{
  g_autoptr (GSocketAddress) effective = NULL;

  g_return_val_if_fail (G_IS_INET_SOCKET_ADDRESS (address), 0);

  g_set_object (&self->certificate, certificate);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), G_SOCKET_ADDRESS (address),
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &effective,
                                      error))
    return 0;

  g_socket_service_start (self->service);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

guint
serve_server_count (ServeServer *self)
{
  return g_hash_table_size (self->peers);
}
