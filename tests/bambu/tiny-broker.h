/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "simulator/sim-certificate.h"

G_BEGIN_DECLS

/**
 * TinyBroker:
 *
 * As much of an MQTT broker as a test of the cloud's needs, on a thread of its own: what it answers
 * can be chosen, and all that is asked of it is noted. One client at a time. Notes are lines:
 *
 * - `connect USER PASSWORD FLAGS KEEP-ALIVE`, `id CLIENT-ID`, `name HOST` (that TLS asked for),
 * - `will TOPIC TEXT`, `subscribe TOPIC`, `unsubscribe TOPIC`, `publish TOPIC TEXT`
 */
typedef struct _TinyBroker TinyBroker;

TinyBroker *tiny_broker_new (SimCertificate *leaf);
void tiny_broker_free (TinyBroker *self);
guint16 tiny_broker_get_port (TinyBroker *self);

/** tiny_broker_set_answer: to the log-ins from now on, a CONNACK's code */
void tiny_broker_set_answer (TinyBroker *self, int code);
/** tiny_broker_hold: log-ins are not answered as long as @hold */
void tiny_broker_hold (TinyBroker *self, gboolean hold);
/** tiny_broker_deny: subscriptions to topics with @serial in them are refused; %NULL: none */
void tiny_broker_deny (TinyBroker *self, const char *serial);
/** tiny_broker_say: to the client, if it subscribed or not */
void tiny_broker_say (TinyBroker *self, const char *serial, const char *json);
void tiny_broker_hang_up (TinyBroker *self);

/** tiny_broker_count: notes that begin with @note */
guint tiny_broker_count (TinyBroker *self, const char *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TinyBroker, tiny_broker_free)

G_END_DECLS
