/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-mqtt-queue.h"

G_BEGIN_DECLS

/**
 * BambuMqttLimits:
 * @attempt_msec: an attempt at one address, from the name's look-up to the subscription
 * @silence_msec: an open connection on which nothing is heard
 * @stable_msec: a connection that was open that long resets the back-off
 * @first_retry_msec: first wait between attempts
 * @longest_retry_msec: no wait is longer
 * @keep_alive_seconds: MQTT's keep-alive, at least 5
 *
 * The times of a connection; tests have shorter ones.
 */
typedef struct
{
  guint attempt_msec;
  guint silence_msec;
  guint stable_msec;
  guint first_retry_msec;
  guint longest_retry_msec;
  guint keep_alive_seconds;
} BambuMqttLimits;

extern const BambuMqttLimits bambu_mqtt_default_limits;

/**
 * BambuMqttTarget:
 *
 * Where to and as whom.
 */
typedef struct
{
  BambuTrust *trust;
  char *host;
  guint16 port;
  char *serial;
  char *user;
  char *password;
} BambuMqttTarget;

void bambu_mqtt_target_init  (BambuMqttTarget *self,
                              BambuTrust      *trust,
                              const char      *host,
                              guint16          port,
                              const char      *serial,
                              const char      *user,
                              const char      *password);
void bambu_mqtt_target_clear (BambuMqttTarget *self);

/**
 * BambuMqttSession:
 *
 * What a [class@Bambu.MqttLink] does between open and close: a thread with a main context of its own, the only one that touches
 * the mosquitto handle. Nothing there blocks: names are looked up by #GResolver, connections are made in
 * the background, so each request is served at once. Requests go in as sources on that context; events
 * come out, in order, on the context of whoever started the session. If they are not taken there the socket is not read
 * either, until they are: the printer's TCP stack holds what is too much, nothing is dropped.
 *
 * Each attempt has a fresh handle and client id: libmosquitto would send unacknowledged requests again after
 * a loss, and a late "start" prints twice.
 */
typedef struct _BambuMqttSession BambuMqttSession;

/**
 * bambu_mqtt_session_start:
 * @func: called on the caller's thread-default main context until bambu_mqtt_session_stop()
 *
 * Returns: (transfer full): a session that connects
 */
BambuMqttSession *bambu_mqtt_session_start   (const BambuMqttTarget *target,
                                              const BambuMqttLimits *limits,
                                              BambuMqttEventFunc     func,
                                              gpointer               user_data);
/** bambu_mqtt_session_retry: ends the wait, or a refusal; does nothing when connecting or open */
void              bambu_mqtt_session_retry   (BambuMqttSession      *self);
/** bambu_mqtt_session_publish: as bambu_link_publish() */
DexFuture        *bambu_mqtt_session_publish (BambuMqttSession      *self,
                                              GBytes                *payload,
                                              int                    qos);
/**
 * bambu_mqtt_session_stop:
 * @self: (transfer full): a session
 *
 * No event comes after this. Returns at once; the thread says good-bye to the broker and ends by itself.
 */
void              bambu_mqtt_session_stop    (BambuMqttSession      *self);

/**
 * bambu_mqtt_topic_is_report:
 *
 * Whether a topic is where the printer with @serial reports. Pure.
 */
gboolean bambu_mqtt_topic_is_report (const char *topic,
                                     const char *serial);

G_END_DECLS
