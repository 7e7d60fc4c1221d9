/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* accept4 () */
#include "sim-ftps-gate-private.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#define PIECE_BYTES (16 * 1024)
#define DATA_SECONDS 10 /* for the client to come */
#define GOODBYE_MSEC 2000
#define UPLOAD_BYTES 620000
#define DOWNLOAD_SHARE 0.62
#define TLS13_BYTES (7 * 16384)

/* A transfer: where it stops, and what then. */
typedef struct
{
  SimChannel client;
  SimChannel server;
  gboolean is_upload;
  SimFtpsFault fault; /* what stops it; SIM_FTPS_N_FAULTS: nothing */
  gint64 limit;       /* bytes */
  gint64 done;
} Transfer;

guint16
sim_ftps_gate_listen (SimFtpsGate *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  socklen_t length = sizeof address;

  if (self->listener >= 0)
    g_close (self->listener, NULL);

  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  inet_pton (AF_INET, self->address, &address.sin_addr);
  if (self->listener < 0 || bind (self->listener, (struct sockaddr *) &address, sizeof address) != 0
      || listen (self->listener, 1) != 0
      || getsockname (self->listener, (struct sockaddr *) &address, &length) != 0)
    return 0;

  return ntohs (address.sin_port);
}

static int
accept_client (SimFtpsGate *self)
{
  SimChannel listener = { .fd = self->listener, .stop = self->stop };
  int fd = -1;

  if (self->listener >= 0 && sim_channel_wait (&listener, POLLIN, DATA_SECONDS * 1000))
    fd = accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC);
  if (self->listener >= 0)
    g_close (self->listener, NULL);
  self->listener = -1;

  return fd;
}

static int
connect_server (SimFtpsGate *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons (self->server_port),
                                 .sin_addr = { htonl (INADDR_LOOPBACK) } };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd >= 0 && connect (fd, (struct sockaddr *) &address, sizeof address) == 0)
    return fd;

  if (fd >= 0)
    g_close (fd, NULL);

  return -1;
}

static gint64
ask_size (SimFtpsGate *self, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_autofree char *command = g_strconcat ("SIZE ", words[1] != NULL ? words[1] : "", NULL);
  g_autofree char *reply = sim_ftps_gate_ask (self, command);

  return reply != NULL && g_str_has_prefix (reply, "213 ") ? g_ascii_strtoll (reply + 4, NULL, 10)
                                                           : 0;
}

static void
set_limit (SimFtpsGate *self, Transfer *transfer, const char *verb, const char *line)
{
  static const SimFtpsFault of_uploads[] = { SIM_FTPS_CUT, SIM_FTPS_STALL, SIM_FTPS_FULL_MIDWAY,
                                             SIM_FTPS_426_SHORT, SIM_FTPS_226_SHORT };
  static const SimFtpsFault of_downloads[] = { SIM_FTPS_CUT, SIM_FTPS_STALL,
                                               SIM_FTPS_SHORT_DOWNLOAD };
  const SimFtpsFault *faults = transfer->is_upload ? of_uploads : of_downloads;
  guint n_faults = transfer->is_upload ? G_N_ELEMENTS (of_uploads) : G_N_ELEMENTS (of_downloads);

  transfer->fault = SIM_FTPS_N_FAULTS;
  transfer->limit = G_MAXINT64;
  if (!transfer->is_upload && !g_str_equal (verb, "RETR"))
    return;

  for (guint i = 0; i < n_faults && transfer->fault == SIM_FTPS_N_FAULTS; i++)
    if (self->faults.active[faults[i]])
      transfer->fault = faults[i];
  if (transfer->fault == SIM_FTPS_N_FAULTS)
    return;

  transfer->limit = (gint64) self->faults.values[transfer->fault];
  if (transfer->limit == 0 && transfer->is_upload)
    transfer->limit = UPLOAD_BYTES;
  else if (transfer->limit == 0)
    transfer->limit =
        (gint64) ((double) ask_size (self, line)
                  * (transfer->fault == SIM_FTPS_SHORT_DOWNLOAD ? 0.5 : DOWNLOAD_SHARE));
}

/* Returns: whether it came to its end; else it broke, or the limit is reached */
static gboolean
pump (Transfer *self)
{
  SimChannel *from = self->is_upload ? &self->client : &self->server;
  SimChannel *to = self->is_upload ? &self->server : &self->client;
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);

  while (self->done < self->limit)
    {
      gssize size = sim_channel_read (from, piece, MIN (PIECE_BYTES, self->limit - self->done));

      if (size <= 0)
        return size == 0;
      if (!sim_channel_write (to, piece, (gsize) size))
        return FALSE;
      self->done += size;
    }

  return FALSE;
}

static void
drain (SimChannel *channel)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);

  while (sim_channel_read (channel, piece, PIECE_BYTES) > 0)
    ;
}

/* All that the server has; listings are short. */
static char *
read_all (SimChannel *channel)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char piece[1024];
  gssize size;

  while ((size = sim_channel_read (channel, piece, sizeof piece)) > 0)
    g_string_append_len (text, piece, size);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* `257 "/cache" is the current directory` */
static char *
ask_folder (SimFtpsGate *self)
{
  g_autofree char *reply = sim_ftps_gate_ask (self, "PWD");
  g_auto (GStrv) parts = g_strsplit (reply != NULL ? reply : "", "\"", 3);

  return g_strdup (g_strv_length (parts) == 3 ? parts[1] : "/");
}

static void
send_full_names (Transfer *self, const char *folder)
{
  g_autofree char *text = read_all (&self->server);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *path =
          *lines[i] == '/' ? g_strdup (lines[i]) : g_build_filename (folder, lines[i], NULL);
      g_autofree char *line = g_strconcat (path, "\r\n", NULL);

      sim_channel_write (&self->client, line, strlen (line));
    }
}

/* Until the client gives up: it says something else, or goes. That it ended the data connection may
 * only mean that all it has to send is on its way. */
static void
wait_for_client (SimFtpsGate *self)
{
  sim_channel_wait (&self->client, POLLIN, -1);
}

/* Returns: (nullable): why there is no data connection */
static const char *
meet_client (SimFtpsGate *self, Transfer *transfer)
{
  int fd = accept_client (self);

  sim_channel_init (&transfer->client, fd, self->stop);
  if (fd < 0)
    return "425 Unable to build data connection";
  if (!self->is_private)
    return self->faults.active[SIM_FTPS_A1] ? NULL : "522 SSL connection failed: SSL required";
  if (self->faults.active[SIM_FTPS_A1])
    {
      wait_for_client (self);
      return "425 Unable to build data connection";
    }
  if (!sim_channel_accept_tls (&transfer->client, self->context))
    return "425 Unable to build data connection";
  if (!SSL_session_reused (transfer->client.tls) && !self->faults.active[SIM_FTPS_ANY_SESSION])
    return "522 SSL connection failed: session reuse required";

  /* Where it is about the version it is about no other limit. */
  if (self->faults.active[SIM_FTPS_TLS13] && SSL_version (transfer->client.tls) == TLS1_3_VERSION)
    {
      transfer->fault = SIM_FTPS_TLS13;
      transfer->limit = TLS13_BYTES;
    }

  return NULL;
}

/* The limit is reached. Returns: (nullable): what is said instead of the server's reply; %NULL:
 * nothing any more */
static const char *
stop (SimFtpsGate *self, Transfer *transfer)
{
  switch ((int) transfer->fault)
    {
    case SIM_FTPS_STALL:
      wait_for_client (self);
      return NULL;

    case SIM_FTPS_FULL_MIDWAY:
      return "552 Insufficient storage space.";

    case SIM_FTPS_426_SHORT:
      drain (&transfer->client);
      return "426 Failure reading network stream.";

    case SIM_FTPS_226_SHORT:
      drain (&transfer->client);
      return "226 Transfer complete.";

    case SIM_FTPS_SHORT_DOWNLOAD:
      return "226 Transfer complete.";

    case SIM_FTPS_TLS13:
      return "426 Failure reading network stream.";

    case SIM_FTPS_CUT:
    default:
      return NULL;
    }
}

/* An upload is stored. Returns: whether to go on, with @reply */
static gboolean
hold_back (SimFtpsGate *self)
{
  if (self->faults.active[SIM_FTPS_NEVER])
    {
      sim_channel_wait_for_end (&self->client, -1);
      return FALSE;
    }
  if (self->faults.active[SIM_FTPS_HALF_CLOSED])
    {
      shutdown (self->client.fd, SHUT_WR);
      sim_channel_wait_for_end (&self->client, -1);
      return FALSE;
    }

  return !self->faults.active[SIM_FTPS_LATE]
         || !sim_channel_wait_for_end (&self->client,
                                       (int) (self->faults.values[SIM_FTPS_LATE] * 1000));
}

static gboolean
is_good (const char *reply)
{
  return reply != NULL && *reply == '2';
}

static gboolean
end (SimFtpsGate *self, Transfer *transfer, gboolean complete)
{
  gboolean limited = !complete && transfer->done >= transfer->limit;
  const char *instead = limited ? stop (self, transfer) : NULL;
  g_autofree char *reply = NULL;

  /* So that the client's way is gone before it hears of it, or the server's before it answers. */
  sim_channel_close (&transfer->server, TRUE);
  reply = sim_ftps_gate_read_reply (self);
  if (limited && instead == NULL)
    {
      sim_channel_close (&transfer->client, FALSE);
      sim_channel_close (&self->client, FALSE);
      return FALSE;
    }

  if (transfer->is_upload && complete && self->faults.active[SIM_FTPS_HANG])
    {
      self->held = transfer->client;
      transfer->client = (SimChannel) { .fd = -1 };
    }
  else
    {
      if (!transfer->is_upload && transfer->client.tls != NULL)
        SSL_shutdown (transfer->client.tls);
      if (!transfer->is_upload)
        {
          shutdown (transfer->client.fd, SHUT_WR);
          sim_channel_wait_for_end (&transfer->client, GOODBYE_MSEC);
        }
      sim_channel_close (&transfer->client, transfer->fault != SIM_FTPS_TLS13);
    }

  if (reply == NULL || (transfer->is_upload && is_good (reply) && !hold_back (self)))
    return FALSE;
  if (instead == NULL && transfer->is_upload && self->faults.active[SIM_FTPS_426_COMPLETE])
    instead = "426 Failure reading network stream.";

  return sim_ftps_gate_answer (self, instead != NULL ? instead : reply);
}

/* There is nothing for the server to do any more. */
static gboolean
give_up (SimFtpsGate *self, Transfer *transfer, const char *why)
{
  g_autofree char *reply = NULL;
  gboolean goes_on;

  sim_channel_close (&transfer->server, TRUE);
  reply = sim_ftps_gate_read_reply (self);
  goes_on = reply != NULL && sim_ftps_gate_answer (self, why);
  sim_channel_close (&transfer->client, TRUE);

  return goes_on;
}

gboolean
sim_ftps_gate_transfer (SimFtpsGate *self, const char *verb, const char *line)
{
  Transfer transfer = { .is_upload = g_str_equal (verb, "STOR"), .client = { .fd = -1 } };
  gboolean names = g_str_equal (verb, "NLST");
  g_autofree char *folder =
      names && self->faults.active[SIM_FTPS_NLST_FULL] ? ask_folder (self) : NULL;
  g_autofree char *changed = names && self->faults.active[SIM_FTPS_NLST_LONG]
                                 ? g_strconcat ("LIST", line + strlen ("NLST"), NULL)
                                 : NULL;
  g_autofree char *reply = NULL;
  const char *why;
  gboolean complete = TRUE;

  set_limit (self, &transfer, verb, line);
  sim_channel_init (&transfer.server, connect_server (self), self->stop);
  if (transfer.server.fd >= 0)
    reply = sim_ftps_gate_ask (self, changed != NULL ? changed : line);
  if (reply == NULL || *reply != '1')
    {
      sim_channel_close (&transfer.server, TRUE);
      return sim_ftps_gate_answer (self,
                                   reply != NULL ? reply : "425 Unable to build data connection");
    }

  why = sim_ftps_gate_answer (self, reply) ? meet_client (self, &transfer) : "";
  if (why != NULL)
    return give_up (self, &transfer, why);

  if (folder != NULL)
    send_full_names (&transfer, folder);
  else
    complete = pump (&transfer);

  return end (self, &transfer, complete);
}
