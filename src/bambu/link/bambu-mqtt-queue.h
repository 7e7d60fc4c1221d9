/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "bambu-link.h"

G_BEGIN_DECLS

typedef enum
{
  BAMBU_MQTT_EVENT_STATE,
  BAMBU_MQTT_EVENT_CERTIFICATE,
  BAMBU_MQTT_EVENT_FRAME,
  BAMBU_MQTT_EVENT_SUBSCRIBED,
} BambuMqttEventKind;

/**
 * BambuMqttEvent:
 * @kind: which of the others are set
 * @state: the new state
 * @error: (nullable): why it is not open, or that nothing is heard while it is
 * @certificate: what the other side showed
 * @frame: a message
 * @serial: whose message that is, or who was subscribed to
 * @is_granted: whether the broker lets us hear it
 */
typedef struct
{
  BambuMqttEventKind kind;
  BambuLinkState state;
  GError *error;
  BambuCertificate *certificate;
  BambuFrame *frame;
  char *serial;
  gboolean is_granted;
} BambuMqttEvent;

typedef void (*BambuMqttEventFunc) (const BambuMqttEvent *event, gpointer user_data);

typedef void (*BambuMqttDrainedFunc) (gpointer user_data);

/**
 * BambuMqttQueue:
 *
 * Hands events from a session's thread to a main context, in order. One idle source does it, one
 * event a turn: a burst leaves time for drawing. Drops nothing; who fills it is asked to pause.
 */
typedef struct _BambuMqttQueue BambuMqttQueue;

/**
 * bambu_mqtt_queue_new:
 * @context: where @func is called
 * @func: takes an event
 * @drained: called there when a queue that was full has room again
 * @user_data: for @func
 * @drained_data: for @drained
 */
BambuMqttQueue *bambu_mqtt_queue_new (GMainContext *context,
                                      BambuMqttEventFunc func,
                                      gpointer user_data,
                                      BambuMqttDrainedFunc drained,
                                      gpointer drained_data);
BambuMqttQueue *bambu_mqtt_queue_ref (BambuMqttQueue *self);
void bambu_mqtt_queue_unref (BambuMqttQueue *self);

/**
 * bambu_mqtt_queue_push:
 * @event: (transfer full): what happened
 * @size: bytes that it stands for
 *
 * Any thread.
 */
void bambu_mqtt_queue_push (BambuMqttQueue *self, BambuMqttEvent event, gsize size);
/** bambu_mqtt_queue_is_full: the other side should pause until drained. Any thread. */
gboolean bambu_mqtt_queue_is_full (BambuMqttQueue *self);
/** bambu_mqtt_queue_stop: no function is called after this. Only on the queue's context. */
void bambu_mqtt_queue_stop (BambuMqttQueue *self);

G_END_DECLS
