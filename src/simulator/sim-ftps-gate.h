/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim-certificate.h"
#include "sim-ftps-fault.h"

G_BEGIN_DECLS

/**
 * SimFtpsGate:
 *
 * Stands between a client and a ProFTPD for a connection, where something has to go wrong that
 * ProFTPD cannot do: speaks TLS with the client as the printer would, with session reuse required,
 * and plain FTP with the other. It has a thread; its functions are for the one that made it.
 */
typedef struct _SimFtpsGate SimFtpsGate;

/**
 * sim_ftps_gate_new:
 * @client: a socket, which is taken
 * @server: likewise, with a ProFTPD without TLS at its other end
 * @address: where clients come to
 * @faults: what goes wrong
 * @alone: there is no other connection
 */
SimFtpsGate *sim_ftps_gate_new (int client,
                                int server,
                                const char *address,
                                SimCertificate *certificate,
                                gboolean send_issuers,
                                const SimFtpsFaults *faults,
                                gboolean alone);
/** sim_ftps_gate_free: ends the connection, if it did not end by itself */
void sim_ftps_gate_free (SimFtpsGate *self);

G_END_DECLS
