/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <openssl/ssl.h>

G_BEGIN_DECLS

/**
 * SimChannel:
 * @fd: a socket; −1 for none
 * @tls: (nullable): what is spoken on it; %NULL: plain bytes
 * @stop: a descriptor that can be read when there shall be no more waiting
 * @input: what was read and not yet asked for, by lines
 *
 * A socket, with or without TLS, that a thread waits for and can be called off from.
 */
typedef struct
{
  int fd;
  SSL *tls;
  int stop;
  GString *input;
} SimChannel;

/** sim_channel_init: takes @fd */
void sim_channel_init (SimChannel *self, int fd, int stop);

/** sim_channel_wait: @events: as poll() has them; @msec: −1 for ever; Returns: whether one is there
 * in time */
gboolean sim_channel_wait (SimChannel *self, short events, int msec);
/** sim_channel_wait_for_end: until the other side goes; Returns: %FALSE when time is up */
gboolean sim_channel_wait_for_end (SimChannel *self, int msec);

/** sim_channel_accept_tls: shakes hands as the server */
gboolean sim_channel_accept_tls (SimChannel *self, SSL_CTX *context);

/** sim_channel_read: Returns: so many bytes; 0 at the end, −1 if it broke */
gssize sim_channel_read (SimChannel *self, void *data, gsize size);
gboolean sim_channel_write (SimChannel *self, const void *data, gsize size);
/** sim_channel_read_line: @msec: for it to begin; Returns: (transfer full) (nullable): without its
 * end */
char *sim_channel_read_line (SimChannel *self, int msec);

/** sim_channel_close: @politely: with a word of TLS that it ends, else the connection is reset */
void sim_channel_close (SimChannel *self, gboolean politely);

G_END_DECLS
