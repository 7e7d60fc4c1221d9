/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "sim-certificate.h"

G_BEGIN_DECLS

#define SIM_TYPE_BROKER (sim_broker_get_type ())
G_DECLARE_FINAL_TYPE (SimBroker, sim_broker, SIM, BROKER, GObject)

/**
 * SimBroker:
 *
 * The brokers inside printers: one mosquitto process with a TLS listener for each printer, where
 * only `bblp` with that printer's access code gets in. What passes there is kept apart from the
 * other printers; a socket in the broker's own folder sees them all, without TLS or password: the
 * simulator's own way in.
 *
 * The process ends with its object, and with the program that started it whatever way that ends.
 * Main context only.
 *
 * Property `running` (boolean, readable): follows the process, also when it dies by itself.
 * Signal `line` (string): mosquitto said something, see sim_broker_dup_log().
 */

/**
 * sim_broker_new:
 *
 * Returns: (transfer full): a broker that does not run and has no printers
 */
SimBroker *sim_broker_new (void);

/**
 * sim_broker_add_printer:
 * @self: a broker that does not run
 * @address: a loopback address to listen on
 * @port: the port, 8883 on a printer; 0 for a free one
 * @serial: the printer's serial
 * @access_code: the password of `bblp`
 * @certificate: what it shows
 * @send_issuers: it sends its issuers' certificates too
 *
 * Returns: the port, or 0 with @error set when there is no free one
 */
guint16 sim_broker_add_printer (SimBroker *self,
                                const char *address,
                                guint16 port,
                                const char *serial,
                                const char *access_code,
                                SimCertificate *certificate,
                                gboolean send_issuers,
                                GError **error);

/**
 * sim_broker_add_cloud:
 * @name: what it is kept apart by; its topics are seen under this by the inner socket
 *
 * The broker of a cloud: one listener for all its printers, where only those get in that
 * [method@Sim.Broker.set_users] names.
 *
 * Returns: the port, or 0 with @error set when there is no free one
 */
guint16 sim_broker_add_cloud (SimBroker *self,
                              const char *address,
                              guint16 port,
                              const char *name,
                              SimCertificate *certificate,
                              GError **error);

/**
 * sim_broker_set_users:
 * @users: (element-type SimBrokerUser): see sim_broker_users_new()
 *
 * Who gets in from now on. Who is in and is not among them any more is thrown out.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when that holds
 */
DexFuture *sim_broker_set_users (SimBroker *self, const char *name, GPtrArray *users);

/** sim_broker_set_certificate: what the printer shows after the next start */
void sim_broker_set_certificate (SimBroker *self,
                                 const char *serial,
                                 SimCertificate *certificate,
                                 gboolean send_issuers);
/** sim_broker_set_access_code: what the printer asks for after the next start */
void sim_broker_set_access_code (SimBroker *self, const char *serial, const char *access_code);

/** sim_broker_set_address: where the printer listens after the next start */
void sim_broker_set_address (SimBroker *self, const char *serial, const char *address);

/**
 * sim_broker_start:
 *
 * Returns: (transfer full): a future that resolves to %TRUE when all listeners take connections, or
 * rejects with what mosquitto said
 */
DexFuture *sim_broker_start (SimBroker *self);
/** sim_broker_stop: lets mosquitto say good-bye to its clients; resolves to %TRUE when it is gone
 */
DexFuture *sim_broker_stop (SimBroker *self);
/** sim_broker_kill: connections break without a word; resolves to %TRUE when it is gone */
DexFuture *sim_broker_kill (SimBroker *self);

/** sim_broker_set_frozen: it holds its connections and does nothing, until it is let go or killed
 */
void sim_broker_set_frozen (SimBroker *self, gboolean frozen);

gboolean sim_broker_is_running (SimBroker *self);

/**
 * sim_broker_get_socket_path:
 *
 * Returns: (transfer none) (type filename): the inner socket; libmosquitto connects to it with port
 * 0
 */
const char *sim_broker_get_socket_path (SimBroker *self);

/**
 * sim_broker_dup_topic:
 * @serial: a printer's serial
 * @name: `report` or `request`
 *
 * Returns: (transfer full): that topic of that printer as the inner socket sees it
 */
char *sim_broker_dup_topic (const char *serial, const char *name);

/**
 * sim_broker_dup_log:
 *
 * Returns: (transfer full): what mosquitto said since the last start, at most 256 kB: connections,
 * log-ins, refusals
 */
char *sim_broker_dup_log (SimBroker *self);

G_END_DECLS
