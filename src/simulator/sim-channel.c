/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* POLLRDHUP */
#include "sim-channel.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <openssl/err.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PIECE_BYTES 4096

void
sim_channel_init (SimChannel *self, int fd, int stop)
{
  *self = (SimChannel) { .fd = fd, .stop = stop, .input = g_string_new (NULL) };
  if (fd >= 0)
    g_unix_set_fd_nonblocking (fd, TRUE, NULL);
}

/* What is there counts, also when it shall stop. */
gboolean
sim_channel_wait (SimChannel *self, short events, int msec)
{
  struct pollfd looks[] = { { self->fd, events, 0 }, { self->stop, POLLIN, 0 } };

  return poll (looks, G_N_ELEMENTS (looks), msec) > 0 && looks[0].revents != 0;
}

gboolean
sim_channel_wait_for_end (SimChannel *self, int msec)
{
  struct pollfd looks[] = { { self->fd, POLLRDHUP, 0 }, { self->stop, POLLIN, 0 } };

  return poll (looks, G_N_ELEMENTS (looks), msec) > 0;
}

/* Returns: whether to try again; else @result is an end, or an error */
static gboolean
wait_for_tls (SimChannel *self, int result)
{
  switch (SSL_get_error (self->tls, result))
    {
    case SSL_ERROR_WANT_READ:
      return sim_channel_wait (self, POLLIN, -1);
    case SSL_ERROR_WANT_WRITE:
      return sim_channel_wait (self, POLLOUT, -1);
    default:
      ERR_clear_error ();
      return FALSE;
    }
}

gboolean
sim_channel_accept_tls (SimChannel *self, SSL_CTX *context)
{
  int result;

  self->tls = SSL_new (context);
  SSL_set_fd (self->tls, self->fd);
  do
    result = SSL_accept (self->tls);
  while (result <= 0 && wait_for_tls (self, result));

  return result > 0;
}

static gssize
read_tls (SimChannel *self, void *data, gsize size)
{
  int result;

  do
    result = SSL_read (self->tls, data, (int) MIN (size, G_MAXINT));
  while (result <= 0 && wait_for_tls (self, result));

  if (result > 0)
    return result;

  return SSL_get_shutdown (self->tls) & SSL_RECEIVED_SHUTDOWN ? 0 : -1;
}

gssize
sim_channel_read (SimChannel *self, void *data, gsize size)
{
  gssize result;

  if (self->tls != NULL)
    return read_tls (self, data, size);

  do
    result = read (self->fd, data, size);
  while (result < 0 && (errno == EAGAIN || errno == EINTR) && sim_channel_wait (self, POLLIN, -1));

  return result;
}

gboolean
sim_channel_write (SimChannel *self, const void *data, gsize size)
{
  const char *bytes = data;

  while (size > 0)
    {
      gssize result = self->tls != NULL ? SSL_write (self->tls, bytes, (int) MIN (size, G_MAXINT))
                                        : send (self->fd, bytes, size, MSG_NOSIGNAL);
      gboolean again = result <= 0
                       && (self->tls != NULL ? wait_for_tls (self, (int) result)
                                             : (errno == EAGAIN || errno == EINTR)
                                                   && sim_channel_wait (self, POLLOUT, -1));

      if (result <= 0 && !again)
        return FALSE;
      if (result > 0)
        {
          bytes += result;
          size -= (gsize) result;
        }
    }

  return TRUE;
}

static char *
take_line (SimChannel *self)
{
  const char *end = strchr (self->input->str, '\n');
  char *line;

  if (end == NULL)
    return NULL;

  line = g_strchomp (g_strndup (self->input->str, end - self->input->str));
  g_string_erase (self->input, 0, end + 1 - self->input->str);

  return line;
}

char *
sim_channel_read_line (SimChannel *self, int msec)
{
  char piece[PIECE_BYTES];
  char *line;

  while ((line = take_line (self)) == NULL)
    {
      gssize size;

      if (self->input->len == 0 && (self->tls == NULL || SSL_pending (self->tls) == 0)
          && !sim_channel_wait (self, POLLIN, msec))
        return NULL;

      size = sim_channel_read (self, piece, sizeof piece);
      if (size <= 0)
        return NULL;
      g_string_append_len (self->input, piece, size);
    }

  return line;
}

void
sim_channel_close (SimChannel *self, gboolean politely)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (self->tls != NULL && politely)
    SSL_shutdown (self->tls);
  ERR_clear_error ();
  g_clear_pointer (&self->tls, SSL_free);
  if (self->fd >= 0)
    {
      if (!politely)
        setsockopt (self->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
      g_close (self->fd, NULL);
    }
  self->fd = -1;
  if (self->input != NULL)
    g_string_free (self->input, TRUE);
  self->input = NULL;
}
