/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-link.h"
#include "bambu-mqtt-target.h"

G_BEGIN_DECLS

/**
 * BambuMqttConnectionEvents:
 * @shown: what the other side showed of itself, in the middle of the handshake
 * @opened: logged in, and subscribed to the target's printer if it has one
 * @subscribed: whether the broker lets us hear that printer, which was asked for
 * @message: bytes came on a printer's report topic, which may be none; %FALSE asks to read no more
 *   until bambu_mqtt_connection_resume()
 * @failed: it is over, before or after it opened; @reached tells whether anybody was there. To be
 * answered by freeing the connection
 *
 * All on the connection's main context.
 */
typedef struct
{
  void (*shown) (const BambuCertificate *certificate, gpointer user_data);
  void (*opened) (gpointer user_data);
  void (*subscribed) (const char *serial, gboolean is_granted, gpointer user_data);
  gboolean (*message) (const char *serial, const void *data, gsize size, gpointer user_data);
  void (*failed) (const GError *error, gboolean reached, gpointer user_data);
} BambuMqttConnectionEvents;

/**
 * BambuMqttConnection:
 *
 * One connection to one numeric address, from the first packet to the end: libmosquitto in its
 * external loop, on a main context. Nothing in it blocks. It belongs to the thread of that context.
 *
 * It has a handle and client id of its own: a handle that is used again sends unacknowledged
 * requests again, and a late "start" prints twice.
 */
typedef struct _BambuMqttConnection BambuMqttConnection;

/**
 * bambu_mqtt_connection_new:
 * @context: where it lives; the thread's own
 * @target: what to reach; outlives the connection, which takes its log-in now
 * @address: a numeric address of the target
 * @attempt_msec: fails if it has not opened after that
 * @keep_alive_seconds: MQTT's keep-alive, at least 5
 *
 * Returns: (transfer full): a connection that does nothing yet
 */
BambuMqttConnection *bambu_mqtt_connection_new (GMainContext *context,
                                                const BambuMqttTarget *target,
                                                const char *address,
                                                guint attempt_msec,
                                                guint keep_alive_seconds,
                                                const BambuMqttConnectionEvents *events,
                                                gpointer user_data);
/** bambu_mqtt_connection_start: begins; may fail within */
void bambu_mqtt_connection_start (BambuMqttConnection *self);
gboolean bambu_mqtt_connection_is_open (BambuMqttConnection *self);
void bambu_mqtt_connection_resume (BambuMqttConnection *self);

/** bambu_mqtt_connection_subscribe: on an open one; %FALSE if the serial does not fit into a topic
 */
gboolean bambu_mqtt_connection_subscribe (BambuMqttConnection *self, const char *serial);
void bambu_mqtt_connection_unsubscribe (BambuMqttConnection *self, const char *serial);

/**
 * bambu_mqtt_connection_publish:
 *
 * Hands a request to the transport, never with retain. Fails with %BAMBU_LINK_ERROR_CLOSED.
 */
gboolean bambu_mqtt_connection_publish (
    BambuMqttConnection *self, const char *serial, GBytes *payload, int qos, GError **error);
/** bambu_mqtt_connection_free: says good-bye if it is open; no event comes after this */
void bambu_mqtt_connection_free (BambuMqttConnection *self);

G_END_DECLS
