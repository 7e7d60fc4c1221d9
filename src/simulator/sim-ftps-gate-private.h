/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-channel.h"
#include "sim-ftps-gate.h"

G_BEGIN_DECLS

/* What a gate's commands and its transfers share. */

struct _SimFtpsGate
{
  GThread *thread;
  int stop; /* an eventfd */
  char *address;
  SSL_CTX *context;
  SimFtpsFaults faults;
  gboolean alone;

  SimChannel client;
  SimChannel server;
  SimChannel held; /* a data connection that is not ended */
  int listener;    /* for data; −1 */
  guint16 server_port;
  gboolean is_private; /* PROT P */
};

/** sim_ftps_gate_ask: tells ProFTPD something; Returns: (transfer full) (nullable): its reply */
char *sim_ftps_gate_ask (SimFtpsGate *self, const char *command);
/** sim_ftps_gate_read_reply: Returns: (transfer full) (nullable): ProFTPD's next reply */
char *sim_ftps_gate_read_reply (SimFtpsGate *self);
/** sim_ftps_gate_answer: Returns: whether the client is still there */
gboolean sim_ftps_gate_answer (SimFtpsGate *self, const char *reply);

/** sim_ftps_gate_listen: prepares for a data connection; Returns: the port, 0 if there is none */
guint16 sim_ftps_gate_listen (SimFtpsGate *self);
/** sim_ftps_gate_transfer: does a command that has a data connection; Returns: whether to go on */
gboolean sim_ftps_gate_transfer (SimFtpsGate *self, const char *verb, const char *line);

G_END_DECLS
