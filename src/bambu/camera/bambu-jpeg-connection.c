/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-jpeg-connection.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <string.h>
#include <sys/socket.h>

#include "bambu-jpeg-framing.h"
#include "link/bambu-trust-private.h"

#define LOGIN_BYTES 80
#define LOGIN_LENGTH 0x40
#define LOGIN_TYPE 0x3000
#define FIELD_BYTES 32
#define READ_BUFFER_BYTES (32 * 1024)

/* One that trickles in never ends otherwise. */
#define PATIENCE 3

struct _BambuJpegConnection
{
  GSocketConnection *stream;
  GSocket *socket; /* the stream's */
  SSL_CTX *context;
  SSL *tls;
  BambuJpegFraming *framing;
  guint timeout_msec;
  int low_water;
  gboolean heard; /* since the log-in */
  GError *certificate_error;
};

/* GLib's own errors say what a user of the camera cannot do anything about; cancelling is none. */
static void
set_camera_error (GError **error, BambuCameraError code, GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, cause);
  else
    {
      g_set_error_literal (error, BAMBU_CAMERA_ERROR, (int) code, cause->message);
      g_error_free (cause);
    }
}

static gboolean
connect_stream (BambuJpegConnection *self,
                const BambuCameraTarget *target,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) address = g_network_address_new (target->host, target->port);
  GError *cause = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, MAX (target->timeout_msec / 1000, 1));
  self->stream = g_socket_client_connect (client, address, cancellable, &cause);
  if (self->stream == NULL)
    {
      set_camera_error (error, BAMBU_CAMERA_ERROR_UNREACHABLE, cause);
      return FALSE;
    }

  self->socket = g_socket_connection_get_socket (self->stream);

  return TRUE;
}

/* Waits for what OpenSSL waits for. Returns: %FALSE also if it waits for nothing: it failed */
static gboolean
wait_for (BambuJpegConnection *self,
          int ssl_error,
          gint64 deadline,
          BambuCameraError late,
          GCancellable *cancellable,
          GError **error)
{
  gint64 usec = MIN (deadline - g_get_monotonic_time (),
                     (gint64) self->timeout_msec * G_TIME_SPAN_MILLISECOND);
  GError *cause = NULL;

  if (ssl_error != SSL_ERROR_WANT_READ && ssl_error != SSL_ERROR_WANT_WRITE)
    return FALSE;

  if (g_socket_condition_timed_wait (self->socket,
                                     ssl_error == SSL_ERROR_WANT_READ ? G_IO_IN : G_IO_OUT,
                                     MAX (usec, 0), cancellable, &cause))
    return TRUE;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      g_error_free (cause);
      g_set_error (error, BAMBU_CAMERA_ERROR, (int) late, "Nothing came for %u ms",
                   self->timeout_msec);
    }
  else
    set_camera_error (error, BAMBU_CAMERA_ERROR_UNREACHABLE, cause);

  return FALSE;
}

static gboolean
is_closed (int ssl_error)
{
  return ssl_error == SSL_ERROR_ZERO_RETURN || ssl_error == SSL_ERROR_SYSCALL
         || ERR_GET_REASON (ERR_peek_error ()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
}

static void
set_tls_error (GError **error, int ssl_error)
{
  const char *reason = ERR_reason_error_string (ERR_peek_error ());

  if (is_closed (ssl_error))
    g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE,
                         "The connection was closed");
  else
    g_set_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_PROTOCOL, "TLS: %s",
                 reason ? reason : "unknown");
}

static void
on_shown (const BambuCertificate *certificate, gpointer user_data)
{
  BambuJpegConnection *self = user_data;
  g_autofree char *verdict = NULL;

  if (bambu_certificate_is_trusted (certificate))
    return;

  verdict = g_enum_to_string (BAMBU_TYPE_VERDICT, certificate->verdict);
  g_clear_error (&self->certificate_error);
  self->certificate_error = g_error_new (BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_CERTIFICATE,
                                         "The certificate is not trusted: %s", verdict);
}

static gint64
get_deadline (BambuJpegConnection *self, guint times)
{
  return g_get_monotonic_time () + (gint64) times * self->timeout_msec * G_TIME_SPAN_MILLISECOND;
}

/* Too many viewers are left waiting here by the printer. */
static gboolean
shake_hands (BambuJpegConnection *self, GCancellable *cancellable, GError **error)
{
  gint64 deadline = get_deadline (self, 1);
  g_autoptr (GError) cause = NULL;
  int ssl_error;

  do
    {
      int result;

      ERR_clear_error ();
      result = SSL_connect (self->tls);
      if (result == 1)
        return TRUE;
      ssl_error = SSL_get_error (self->tls, result);
    }
  while (wait_for (self, ssl_error, deadline, BAMBU_CAMERA_ERROR_BUSY, cancellable, &cause));

  if (self->certificate_error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->certificate_error));
  else if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    set_tls_error (error, ssl_error);
  ERR_clear_error ();

  return FALSE;
}

static void
write_word (guint8 *bytes, guint32 word)
{
  word = GUINT32_TO_LE (word);
  memcpy (bytes, &word, sizeof word);
}

static gboolean
log_in (BambuJpegConnection *self,
        const char *access_code,
        GCancellable *cancellable,
        GError **error)
{
  guint8 login[LOGIN_BYTES] = { 0 };
  gint64 deadline = get_deadline (self, 1);
  g_autoptr (GError) cause = NULL;
  int ssl_error;
  int result;

  write_word (login, LOGIN_LENGTH);
  write_word (login + 4, LOGIN_TYPE);
  memcpy (login + 16, BAMBU_CAMERA_USER, strlen (BAMBU_CAMERA_USER));
  memcpy (login + 48, access_code, MIN (strlen (access_code), FIELD_BYTES));

  do
    {
      ERR_clear_error ();
      result = SSL_write (self->tls, login, LOGIN_BYTES);
      ssl_error = SSL_get_error (self->tls, result);
    }
  while (result <= 0
         && wait_for (self, ssl_error, deadline, BAMBU_CAMERA_ERROR_STALLED, cancellable, &cause));
  OPENSSL_cleanse (login, sizeof login);

  if (result > 0)
    return TRUE;

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    set_tls_error (error, ssl_error);
  ERR_clear_error ();

  return FALSE;
}

BambuJpegConnection *
bambu_jpeg_connection_open (const BambuCameraTarget *target,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (BambuJpegConnection) self = NULL;

  g_return_val_if_fail (target != NULL, NULL);
  g_return_val_if_fail (BAMBU_IS_TRUST (target->trust), NULL);
  g_return_val_if_fail (target->host != NULL && target->serial != NULL, NULL);
  g_return_val_if_fail (target->access_code != NULL, NULL);

  self = g_new0 (BambuJpegConnection, 1);
  self->timeout_msec = target->timeout_msec;
  self->framing = bambu_jpeg_framing_new ();

  if (!connect_stream (self, target, cancellable, error))
    return NULL;

  /* GLib's sockets do not block, whatever their blocking property says. */
  self->context = SSL_CTX_new (TLS_client_method ());
  bambu_trust_configure (target->trust, self->context, target->serial, on_shown, self);
  self->tls = SSL_new (self->context);
  /* Pictures come in records of 4 KiB: several of them at once, not the head of one and then it. */
  SSL_set_default_read_buffer_len (self->tls, READ_BUFFER_BYTES);
  SSL_set_read_ahead (self->tls, 1);
  SSL_set_fd (self->tls, g_socket_get_fd (self->socket));

  if (!shake_hands (self, cancellable, error)
      || !log_in (self, target->access_code, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* A picture comes in a hundred small records, each of which would wake this thread. A quarter of
 * what is missing can be waited for at once, but for what OpenSSL may have already: where less
 * comes in the time that nothing may come, the picture is not there in time anyhow. */
static void
set_low_water (BambuJpegConnection *self, gsize missing)
{
  int low_water = missing > READ_BUFFER_BYTES ? (int) (missing - READ_BUFFER_BYTES) / 4 : 0;

  low_water = MAX (low_water, 1);
  if (low_water != self->low_water
      && g_socket_set_option (self->socket, SOL_SOCKET, SO_RCVLOWAT, low_water, NULL))
    self->low_water = low_water;
}

/* One that lets nobody in says so by closing, and by nothing else. */
static void
set_read_error (BambuJpegConnection *self, int ssl_error, GError **error)
{
  if (is_closed (ssl_error) && !self->heard)
    g_set_error_literal (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_REFUSED,
                         "The printer ended the connection after the log-in");
  else
    set_tls_error (error, ssl_error);
}

GBytes *
bambu_jpeg_connection_read (BambuJpegConnection *self, GCancellable *cancellable, GError **error)
{
  gint64 deadline;

  g_return_val_if_fail (self != NULL, NULL);

  deadline = get_deadline (self, PATIENCE);

  for (;;)
    {
      GBytes *picture = NULL;
      g_autoptr (GError) cause = NULL;
      gsize size;
      guint8 *room = bambu_jpeg_framing_get_room (self->framing, &size);
      int ssl_error;
      int got;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      ERR_clear_error ();
      got = SSL_read (self->tls, room, (int) size);
      if (got > 0)
        {
          self->heard = TRUE;
          if (!bambu_jpeg_framing_take (self->framing, (gsize) got, &picture, error))
            return NULL;
          if (picture != NULL)
            return picture;
          continue;
        }

      ssl_error = SSL_get_error (self->tls, got);
      set_low_water (self, size);
      if (wait_for (self, ssl_error, deadline, BAMBU_CAMERA_ERROR_STALLED, cancellable, &cause))
        continue;

      if (cause != NULL)
        g_propagate_error (error, g_steal_pointer (&cause));
      else
        set_read_error (self, ssl_error, error);
      ERR_clear_error ();
      return NULL;
    }
}

void
bambu_jpeg_connection_free (BambuJpegConnection *self)
{
  if (self->tls != NULL && SSL_is_init_finished (self->tls))
    SSL_shutdown (self->tls); /* does not wait */
  ERR_clear_error ();
  g_clear_pointer (&self->tls, SSL_free);
  g_clear_pointer (&self->context, SSL_CTX_free);
  g_clear_pointer (&self->framing, bambu_jpeg_framing_free);
  g_clear_object (&self->stream);
  g_clear_error (&self->certificate_error);
  g_free (self);
}
