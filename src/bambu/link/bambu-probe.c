/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-probe.h"

#include <openssl/err.h>

#include "bambu-link.h"
#include "bambu-trust-private.h"

#define TIME_LIMIT_SECONDS 6

typedef struct
{
  GSocketConnection *connection;
  DexPromise *promise;
  SSL *ssl;
  BambuCertificate *certificate;
} Handshake;

static void
handshake_free (Handshake *self)
{
  g_clear_pointer (&self->ssl, SSL_free);
  g_clear_pointer (&self->certificate, bambu_certificate_free);
  g_clear_object (&self->connection);
  dex_clear (&self->promise);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Handshake, handshake_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SSL_CTX, SSL_CTX_free)

static void
on_shown (const BambuCertificate *certificate, gpointer user_data)
{
  Handshake *self = user_data;

  g_clear_pointer (&self->certificate, bambu_certificate_free);
  self->certificate = bambu_certificate_copy (certificate);
}

/* A certificate that is not trusted ends the handshake, too, and is an answer all the same. */
static void
handshake_settle (Handshake *self, int ssl_error)
{
  const char *reason = ERR_reason_error_string (ERR_peek_error ());

  if (self->certificate != NULL)
    dex_promise_resolve_boxed (self->promise, BAMBU_TYPE_CERTIFICATE,
                               g_steal_pointer (&self->certificate));
  else if (ssl_error == SSL_ERROR_SYSCALL || ssl_error == SSL_ERROR_ZERO_RETURN
           || ERR_GET_REASON (ERR_peek_error ()) == SSL_R_UNEXPECTED_EOF_WHILE_READING)
    dex_promise_reject (self->promise, g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED,
                                                    "The connection was closed at once"));
  else
    dex_promise_reject (self->promise,
                        g_error_new (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_PROTOCOL, "No TLS: %s",
                                     reason ? reason : "no certificate"));

  ERR_clear_error ();
}

static gboolean on_socket_ready (GSocket *socket, GIOCondition condition, gpointer user_data);

static void
handshake_continue (Handshake *handshake)
{
  g_autoptr (Handshake) self = handshake;
  GSocket *socket = g_socket_connection_get_socket (self->connection);
  g_autoptr (GSource) source = NULL;
  int result;
  int error;

  ERR_clear_error ();
  result = SSL_connect (self->ssl);
  error = SSL_get_error (self->ssl, result);

  if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE)
    {
      handshake_settle (self, error);
      return;
    }

  source = g_socket_create_source (socket, error == SSL_ERROR_WANT_READ ? G_IO_IN : G_IO_OUT,
                                   dex_promise_get_cancellable (self->promise));
  g_source_set_callback (source, G_SOURCE_FUNC (on_socket_ready), g_steal_pointer (&self), NULL);
  g_source_attach (source, NULL);
}

static gboolean
on_socket_ready (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Handshake *self = user_data;

  if (g_cancellable_is_cancelled (dex_promise_get_cancellable (self->promise)))
    handshake_free (self);
  else
    handshake_continue (self);

  return G_SOURCE_REMOVE;
}

static DexFuture *
translate_error (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);

  if (error->domain == BAMBU_LINK_ERROR)
    return dex_ref (future);

  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_TIMED_OUT, "No answer in %d s",
                                  TIME_LIMIT_SECONDS);

  return dex_future_new_reject (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_UNREACHABLE, "%s",
                                error->message);
}

static DexFuture *
within_limit (DexFuture *future)
{
  return dex_future_catch (
      dex_future_first (future, dex_timeout_new_seconds (TIME_LIMIT_SECONDS), NULL),
      translate_error, NULL, NULL);
}

DexFuture *
bambu_probe_connect (const char *host, guint16 port)
{
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketConnectable) address = NULL;

  dex_return_error_if_fail (host != NULL);

  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  address = g_network_address_new (host, port);

  return within_limit (dex_socket_client_connect (client, address));
}

DexFuture *
bambu_probe_handshake (GSocketConnection *connection, BambuTrust *trust, const char *serial)
{
  g_autoptr (SSL_CTX) context = NULL;
  Handshake *self;
  DexPromise *promise;

  dex_return_error_if_fail (G_IS_SOCKET_CONNECTION (connection));
  dex_return_error_if_fail (BAMBU_IS_TRUST (trust));

  promise = dex_promise_new_cancellable ();

  self = g_new0 (Handshake, 1);
  self->connection = g_object_ref (connection);
  self->promise = dex_ref (promise);

  /* GLib's sockets do not block, whatever their blocking property says; so SSL_connect() does not.
   */
  context = SSL_CTX_new (TLS_client_method ());
  bambu_trust_configure (trust, context, serial, on_shown, self);
  self->ssl = SSL_new (context);
  SSL_set_fd (self->ssl, g_socket_get_fd (g_socket_connection_get_socket (connection)));
  handshake_continue (self);

  return within_limit (DEX_FUTURE (promise));
}
