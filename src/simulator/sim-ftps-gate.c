/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-ftps-gate-private.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sim-certificate-tls.h"

#define SESSION_CONTEXT "culm"

static SSL_CTX *
make_context (SimCertificate *certificate, gboolean send_issuers, const SimFtpsFaults *faults)
{
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());

  SSL_CTX_set_min_proto_version (context, TLS1_2_VERSION);
  SSL_CTX_set_max_proto_version (context,
                                 faults->active[SIM_FTPS_TLS13] ? TLS1_3_VERSION : TLS1_2_VERSION);
  SSL_CTX_set_session_id_context (context, (const guint8 *) SESSION_CONTEXT,
                                  strlen (SESSION_CONTEXT));
  if (faults->active[SIM_FTPS_LOST_SESSION])
    {
      SSL_CTX_set_session_cache_mode (context, SSL_SESS_CACHE_OFF);
      SSL_CTX_set_options (context, SSL_OP_NO_TICKET);
    }
  sim_certificate_configure (certificate, context, send_issuers);

  return context;
}

/* Of more lines the first begins with a dash after its number, the last does not. */
char *
sim_ftps_gate_read_reply (SimFtpsGate *self)
{
  g_autoptr (GString) reply = g_string_new (NULL);

  for (;;)
    {
      g_autofree char *line = sim_channel_read_line (&self->server, -1);

      if (line == NULL)
        return NULL;

      g_string_append (reply, line);
      if (g_ascii_isdigit (line[0]) && strlen (line) > 3 && line[3] == ' ')
        return g_string_free_and_steal (g_steal_pointer (&reply));
      g_string_append (reply, "\r\n");
    }
}

char *
sim_ftps_gate_ask (SimFtpsGate *self, const char *command)
{
  g_autofree char *line = g_strconcat (command, "\r\n", NULL);

  return sim_channel_write (&self->server, line, strlen (line)) ? sim_ftps_gate_read_reply (self)
                                                                : NULL;
}

gboolean
sim_ftps_gate_answer (SimFtpsGate *self, const char *reply)
{
  g_autofree char *line = g_strconcat (reply, "\r\n", NULL);

  return sim_channel_write (&self->client, line, strlen (line));
}

/* "229 Entering Extended Passive Mode (|||50000|)" */
static guint16
read_port (const char *reply)
{
  const char *begin = strstr (reply, "(|||");

  return begin != NULL ? (guint16) g_ascii_strtoull (begin + 4, NULL, 10) : 0;
}

static gboolean
open_passive (SimFtpsGate *self, gboolean extended)
{
  g_autofree char *reply = sim_ftps_gate_ask (self, "EPSV");
  guint16 port = sim_ftps_gate_listen (self);
  g_autofree char *host = g_strdelimit (
      g_strdup (self->faults.active[SIM_FTPS_PASV_ZERO] ? "0.0.0.0" : self->address), ".", ',');
  g_autofree char *answer = NULL;

  if (reply == NULL)
    return FALSE;

  self->server_port = read_port (reply);
  if (port == 0 || self->server_port == 0)
    return sim_ftps_gate_answer (self, "425 Cannot open a port.");

  answer = extended ? g_strdup_printf ("229 Entering Extended Passive Mode (|||%u|)", port)
                    : g_strdup_printf ("227 Entering Passive Mode (%s,%u,%u).", host, port >> 8,
                                       port & 0xff);

  return sim_ftps_gate_answer (self, answer);
}

static gboolean
set_protection (SimFtpsGate *self, const char *level)
{
  gboolean clear = g_ascii_strcasecmp (level, "C") == 0;

  if (clear && !self->faults.active[SIM_FTPS_A1])
    return sim_ftps_gate_answer (self, "534 Unwilling to accept security parameters");

  self->is_private = !clear;

  return sim_ftps_gate_answer (self, clear ? "200 Protection set to Clear"
                                           : "200 Protection set to Private");
}

static gboolean
forward (SimFtpsGate *self, const char *line)
{
  g_autofree char *reply = sim_ftps_gate_ask (self, line);

  return reply != NULL && sim_ftps_gate_answer (self, reply);
}

/* Returns: whether to go on */
static gboolean
obey (SimFtpsGate *self, const char *line)
{
  static const char *const transfers[] = { "STOR", "RETR", "LIST", "NLST", NULL };
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_autofree char *verb = g_ascii_strup (words[0] != NULL ? words[0] : "", -1);
  const char *argument = words[0] != NULL && words[1] != NULL ? words[1] : "";
  const char *refusal = sim_ftps_faults_find_refusal (&self->faults, verb);

  if (refusal != NULL)
    return sim_ftps_gate_answer (self, refusal);
  if (g_str_equal (verb, "PBSZ"))
    return sim_ftps_gate_answer (self, "200 PBSZ 0 successful");
  if (g_str_equal (verb, "PROT"))
    return set_protection (self, argument);
  if (g_str_equal (verb, "EPSV") || g_str_equal (verb, "PASV"))
    return open_passive (self, g_str_equal (verb, "EPSV"));
  if (g_str_equal (verb, "AVBL") && self->faults.active[SIM_FTPS_AVBL])
    {
      g_autofree char *free_bytes =
          g_strdup_printf ("213 %.0f", self->faults.values[SIM_FTPS_AVBL]);

      return sim_ftps_gate_answer (self, free_bytes);
    }
  if (g_strv_contains (transfers, verb))
    return sim_ftps_gate_transfer (self, verb, line);

  return forward (self, line) && !g_str_equal (verb, "QUIT");
}

static void
serve (SimFtpsGate *self)
{
  int idle_msec =
      self->faults.active[SIM_FTPS_IDLE] ? (int) (self->faults.values[SIM_FTPS_IDLE] * 1000) : -1;
  g_autofree char *greeting = NULL;
  gboolean goes_on;

  if (self->faults.active[SIM_FTPS_SILENT])
    {
      sim_channel_wait_for_end (&self->client, -1);
      return;
    }
  if (!sim_channel_accept_tls (&self->client, self->context)
      || !(greeting = sim_ftps_gate_read_reply (self)))
    return;

  if (self->faults.active[SIM_FTPS_SINGLE] && !self->alone)
    {
      sim_ftps_gate_answer (self, "421 There are too many connected users, please try later.");
      return;
    }

  goes_on = sim_ftps_gate_answer (self, greeting);
  while (goes_on)
    {
      g_autofree char *line = sim_channel_read_line (&self->client, idle_msec);

      if (self->held.fd >= 0)
        sim_channel_close (&self->held, TRUE);
      goes_on = line != NULL && obey (self, line);
    }
}

static gpointer
run (gpointer user_data)
{
  SimFtpsGate *self = user_data;

  serve (self);
  if (self->held.fd >= 0)
    sim_channel_close (&self->held, FALSE);
  sim_channel_close (&self->client, !self->faults.active[SIM_FTPS_IDLE]);
  sim_channel_close (&self->server, TRUE);

  return NULL;
}

SimFtpsGate *
sim_ftps_gate_new (int client,
                   int server,
                   const char *address,
                   SimCertificate *certificate,
                   gboolean send_issuers,
                   const SimFtpsFaults *faults,
                   gboolean alone)
{
  SimFtpsGate *self = g_new0 (SimFtpsGate, 1);

  self->stop = eventfd (0, EFD_CLOEXEC);
  self->address = g_strdup (address);
  self->context = make_context (certificate, send_issuers, faults);
  self->faults = *faults;
  self->alone = alone;
  self->listener = -1;
  self->held.fd = -1;
  sim_channel_init (&self->client, client, self->stop);
  sim_channel_init (&self->server, server, self->stop);
  self->thread = g_thread_new ("ftps-gate", run, self);

  return self;
}

void
sim_ftps_gate_free (SimFtpsGate *self)
{
  const guint64 one = 1;

  if (write (self->stop, &one, sizeof one) != sizeof one)
    g_warning ("A connection cannot be called off");
  g_thread_join (self->thread);

  g_close (self->stop, NULL);
  if (self->listener >= 0)
    g_close (self->listener, NULL);
  SSL_CTX_free (self->context);
  g_free (self->address);
  g_free (self);
}
