/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "serve-broker.h"

G_BEGIN_DECLS

/**
 * ServeMqttSettings:
 * @status_topic: where it says `online`, and the broker `offline` when we are gone; both retained
 * @subscription: (nullable): what is heard, once: a message is not sent again to us
 * @opened: it is connected; also each time after it was lost
 * @message: on what was subscribed to
 * @failed: it is not connected, and tries again by itself; or it is, and may not hear what it
 * subscribed to: %G_IO_ERROR_PERMISSION_DENIED
 *
 * No event comes from within a call.
 */
typedef struct
{
  const char *status_topic;
  const char *subscription;
  void (*opened) (gpointer user_data);
  void (*message) (
      const char *topic, const void *data, gsize size, gboolean is_retained, gpointer user_data);
  void (*failed) (const GError *error, gpointer user_data);
} ServeMqttSettings;

/**
 * ServeMqtt:
 *
 * Connected to somebody's broker of MQTT, for as long as it lives. Main context only: what is said
 * there is little, and who serves draws nothing.
 */
typedef struct _ServeMqtt ServeMqtt;

/** serve_mqtt_new: @broker and @settings outlive it */
ServeMqtt *serve_mqtt_new (const ServeBroker *broker,
                           const ServeMqttSettings *settings,
                           gpointer user_data);
/** serve_mqtt_free: says `offline` and good-bye; not within an event */
void serve_mqtt_free (ServeMqtt *self);

gboolean serve_mqtt_is_open (ServeMqtt *self);
/** serve_mqtt_publish: does nothing while it is not connected; @text: "" with @is_retained forgets
 * what was there */
void serve_mqtt_publish (ServeMqtt *self,
                         const char *topic,
                         const char *text,
                         gboolean is_retained);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ServeMqtt, serve_mqtt_free)

G_END_DECLS
