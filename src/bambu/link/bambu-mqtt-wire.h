/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <openssl/ssl.h>

#include "bambu-link.h"

G_BEGIN_DECLS

/**
 * BambuMqttWireEvents:
 * @accepted: logged in; to be answered by bambu_mqtt_wire_set_open(), now or later
 * @subscribed: the answer to a subscription
 * @message: bytes came; %FALSE asks to read no more until bambu_mqtt_wire_resume()
 * @failed: it is over, before or after it opened; @reached tells whether anybody was there. To be
 * answered by freeing the wire
 *
 * All on the wire's main context.
 */
typedef struct
{
  void (*accepted) (gpointer user_data);
  void (*subscribed) (int message_id, gboolean is_granted, gpointer user_data);
  gboolean (*message) (
      const char *topic, const void *data, gsize size, gboolean is_retained, gpointer user_data);
  void (*failed) (const GError *error, gboolean reached, gpointer user_data);
} BambuMqttWireEvents;

/**
 * BambuMqttWireSettings:
 * @host: what errors call the other side
 * @address: a numeric address of it
 * @port: port
 * @tls: (nullable) (transfer full): of bambu_mqtt_wire_create_tls(); %NULL: no TLS
 * @user: (nullable): user name
 * @password: (nullable): password
 * @refusal: what a log says if these are not accepted
 * @will_topic: (nullable): where the broker says @will, retained, if the wire breaks
 * @will: what it says
 * @attempt_msec: fails if it has not opened after that
 * @keep_alive_seconds: MQTT's keep-alive, at least 5
 * @name: (nullable): what a log calls it; %NULL: what libmosquitto says is not logged
 * @redact: makes a line of libmosquitto's fit for a log
 *
 * What is used up by bambu_mqtt_wire_new().
 */
typedef struct
{
  const char *host;
  const char *address;
  guint16 port;
  SSL_CTX *tls;
  const char *user;
  const char *password;
  const char *refusal;
  const char *will_topic;
  const char *will;
  guint attempt_msec;
  guint keep_alive_seconds;
  const char *name;
  char *(*redact) (const char *line);
} BambuMqttWireSettings;

/**
 * BambuMqttWire:
 *
 * One connection to one numeric address, from the first packet to the end: libmosquitto in its
 * external loop, on a main context. Nothing in it blocks. It belongs to the thread of that context,
 * which has to bear a SIGPIPE.
 *
 * It has a handle and client id of its own: a handle that is used again sends unacknowledged
 * requests again, and a late "start" prints twice.
 */
typedef struct _BambuMqttWire BambuMqttWire;

/** bambu_mqtt_wire_create_tls: Returns: (transfer full): a context that does not verify yet */
SSL_CTX *bambu_mqtt_wire_create_tls (void);

/** bambu_mqtt_wire_new: Returns: (transfer full): a wire that does nothing yet */
BambuMqttWire *bambu_mqtt_wire_new (GMainContext *context,
                                    const BambuMqttWireSettings *settings,
                                    const BambuMqttWireEvents *events,
                                    gpointer user_data);
/** bambu_mqtt_wire_start: begins; may fail within */
void bambu_mqtt_wire_start (BambuMqttWire *self);
/** bambu_mqtt_wire_set_open: it is of use now */
void bambu_mqtt_wire_set_open (BambuMqttWire *self);
/** bambu_mqtt_wire_is_open: Returns: whether that was called, and it has not failed since */
gboolean bambu_mqtt_wire_is_open (BambuMqttWire *self);
/** bambu_mqtt_wire_resume: reads on, after a message that asked not to */
void bambu_mqtt_wire_resume (BambuMqttWire *self);

/** bambu_mqtt_wire_note_failure: within an event or a handshake: it fails for this as soon as that
 * is over */
void bambu_mqtt_wire_note_failure (BambuMqttWire *self, BambuLinkError code, const char *reason);

/** bambu_mqtt_wire_subscribe: QoS 0: Returns: the message's id; −1 if @topic is not to be had */
int bambu_mqtt_wire_subscribe (BambuMqttWire *self, const char *topic);
/** bambu_mqtt_wire_unsubscribe: what is under way still comes */
void bambu_mqtt_wire_unsubscribe (BambuMqttWire *self, const char *topic);

/** bambu_mqtt_wire_publish: on an open one. Fails with %BAMBU_LINK_ERROR_CLOSED */
gboolean bambu_mqtt_wire_publish (BambuMqttWire *self,
                                  const char *topic,
                                  gconstpointer data,
                                  gsize size,
                                  int qos,
                                  gboolean is_retained,
                                  GError **error);
/** bambu_mqtt_wire_free: says good-bye if it is open; no event comes after this */
void bambu_mqtt_wire_free (BambuMqttWire *self);

G_END_DECLS
