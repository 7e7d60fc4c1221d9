/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-mqtt-queue.h"
#include "bambu-mqtt-target.h"

G_BEGIN_DECLS

#define BAMBU_MQTT_MAX_CONNECTIONS 8

/**
 * BambuMqttLimits:
 * @attempt_msec: an attempt at one address, from the name's look-up to the subscription
 * @silence_msec: an open connection on which nothing is heard
 * @stable_msec: a connection that was open that long resets the back-off
 * @first_retry_msec: first wait between attempts
 * @longest_retry_msec: no wait is longer
 * @missing_msec: a printer that was heard and lost less than that ago is expected back
 * @longest_missing_retry_msec: no wait for such a printer is longer
 * @keep_alive_seconds: MQTT's keep-alive, at least 5
 * @publish_gap_msec: from one request to the next
 * @max_connections: to the broker in @connections_msec, at most %BAMBU_MQTT_MAX_CONNECTIONS; 0: as
 * many as there are
 * @connections_msec: for @max_connections
 *
 * The times of a connection; tests have shorter ones. 0 is none.
 */
typedef struct
{
  guint attempt_msec;
  guint silence_msec;
  guint stable_msec;
  guint first_retry_msec;
  guint longest_retry_msec;
  guint missing_msec;
  guint longest_missing_retry_msec;
  guint keep_alive_seconds;
  guint publish_gap_msec;
  guint max_connections;
  guint connections_msec;
} BambuMqttLimits;

extern const BambuMqttLimits bambu_mqtt_default_limits;
extern const BambuMqttLimits bambu_mqtt_cloud_limits;

/**
 * BambuMqttSession:
 *
 * What a [class@Bambu.MqttLink] or [class@Bambu.CloudBroker] does between open and close: one
 * connection after another, on a thread with a main context of its own. Nothing there blocks, so
 * each request is served at once. Requests go in as sources on that context; events come out, in
 * order, on the context of whoever started the session. If they are not taken there the socket is
 * not read either, until they are: the printer's TCP stack holds what is too much, nothing is
 * dropped.
 */
typedef struct _BambuMqttSession BambuMqttSession;

/**
 * bambu_mqtt_session_start:
 * @func: called on the caller's thread-default main context until bambu_mqtt_session_stop()
 *
 * Returns: (transfer full): a session that connects
 */
BambuMqttSession *bambu_mqtt_session_start (const BambuMqttTarget *target,
                                            const BambuMqttLimits *limits,
                                            BambuMqttEventFunc func,
                                            gpointer user_data);
/** bambu_mqtt_session_retry: ends the wait, or a refusal; does nothing when connecting or open */
void bambu_mqtt_session_retry (BambuMqttSession *self);
/** bambu_mqtt_session_set_login: for the next connections; ends the wait, or a refusal */
void bambu_mqtt_session_set_login (BambuMqttSession *self, const char *user, const char *password);

/**
 * bambu_mqtt_session_add_printer:
 *
 * Subscribes to a printer's reports on this connection and those after it. Answered by
 * %BAMBU_MQTT_EVENT_SUBSCRIBED, once each connection. A target's own printer is not to be added.
 */
void bambu_mqtt_session_add_printer (BambuMqttSession *self, const char *serial);
void bambu_mqtt_session_remove_printer (BambuMqttSession *self, const char *serial);
/** bambu_mqtt_session_publish: as bambu_link_publish() */
DexFuture *bambu_mqtt_session_publish (BambuMqttSession *self,
                                       const char *serial,
                                       GBytes *payload,
                                       int qos);
/**
 * bambu_mqtt_session_stop:
 * @self: (transfer full): a session
 *
 * No event comes after this. Returns at once; the thread says good-bye to the broker and ends by
 * itself.
 */
void bambu_mqtt_session_stop (BambuMqttSession *self);
/** bambu_mqtt_session_wait_for_all: see bambu_mqtt_link_wait_for_all() */
gboolean bambu_mqtt_session_wait_for_all (guint timeout_msec);

G_END_DECLS
