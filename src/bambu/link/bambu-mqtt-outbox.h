/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * BambuMqttRequest:
 * @serial: the printer that is asked
 * @payload: JSON
 * @qos: 0 or 1
 * @promise: of %TRUE when it was handed to the transport
 *
 * A request on its way from the main context to a connection. Counted by references; with the last
 * one the promise is rejected, if it was not kept until then.
 */
typedef struct
{
  char *serial;
  GBytes *payload;
  int qos;
  DexPromise *promise;
} BambuMqttRequest;

BambuMqttRequest *bambu_mqtt_request_new (const char *serial, GBytes *payload, int qos);
void bambu_mqtt_request_unref (BambuMqttRequest *self);

typedef gboolean (*BambuMqttSendFunc) (const BambuMqttRequest *request,
                                       gpointer user_data,
                                       GError **error);

/**
 * BambuMqttOutbox:
 *
 * Requests that leave one after the other, not closer than a gap. Belongs to the thread of its
 * context.
 */
typedef struct _BambuMqttOutbox BambuMqttOutbox;

BambuMqttOutbox *bambu_mqtt_outbox_new (GMainContext *context,
                                        guint gap_msec,
                                        BambuMqttSendFunc send,
                                        gpointer user_data);
void bambu_mqtt_outbox_free (BambuMqttOutbox *self);
/** bambu_mqtt_outbox_push: sends @request, at once if it may */
void bambu_mqtt_outbox_push (BambuMqttOutbox *self, BambuMqttRequest *request);
/** bambu_mqtt_outbox_clear: what waits is never sent; the gap still counts */
void bambu_mqtt_outbox_clear (BambuMqttOutbox *self);

G_END_DECLS
