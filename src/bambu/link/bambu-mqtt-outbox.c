/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-outbox.h"

#include "bambu-link.h"
#include "bambu-source.h"

struct _BambuMqttOutbox
{
  GMainContext *context;
  gint64 gap; /* µs */
  BambuMqttSendFunc send;
  gpointer user_data;

  GQueue requests;
  GSource *timer;     /* until the next may go */
  gint64 may_send_at; /* monotonic */
};

static void
bambu_mqtt_request_clear (gpointer data)
{
  BambuMqttRequest *self = data;

  if (dex_future_is_pending (DEX_FUTURE (self->promise)))
    dex_promise_reject (
        self->promise,
        g_error_new_literal (BAMBU_LINK_ERROR, BAMBU_LINK_ERROR_CLOSED, "The link is not open"));

  dex_clear (&self->promise);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->serial, g_free);
}

BambuMqttRequest *
bambu_mqtt_request_new (const char *serial, GBytes *payload, int qos)
{
  BambuMqttRequest *self = g_atomic_rc_box_new0 (BambuMqttRequest);

  self->serial = g_strdup (serial);
  self->payload = g_bytes_ref (payload);
  self->qos = qos;
  self->promise = dex_promise_new ();

  return self;
}

void
bambu_mqtt_request_unref (BambuMqttRequest *self)
{
  g_atomic_rc_box_release_full (self, bambu_mqtt_request_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BambuMqttRequest, bambu_mqtt_request_unref)

static void
send_next (BambuMqttOutbox *self)
{
  g_autoptr (BambuMqttRequest) request = g_queue_pop_head (&self->requests);
  GError *error = NULL;

  self->may_send_at = g_get_monotonic_time () + self->gap;
  if (self->send (request, self->user_data, &error))
    dex_promise_resolve_boolean (request->promise, TRUE);
  else
    dex_promise_reject (request->promise, error);
}

static gboolean on_time (gpointer user_data);

static void
send_what_may_go (BambuMqttOutbox *self)
{
  while (self->timer == NULL && !g_queue_is_empty (&self->requests))
    {
      gint64 wait = self->may_send_at - g_get_monotonic_time ();

      if (wait <= 0)
        send_next (self);
      else
        self->timer = bambu_source_attach (g_timeout_source_new ((guint) (wait / 1000 + 1)),
                                           self->context, on_time, self);
    }
}

static gboolean
on_time (gpointer user_data)
{
  BambuMqttOutbox *self = user_data;

  bambu_source_clear (&self->timer);
  send_what_may_go (self);

  return G_SOURCE_REMOVE;
}

BambuMqttOutbox *
bambu_mqtt_outbox_new (GMainContext *context,
                       guint gap_msec,
                       BambuMqttSendFunc send,
                       gpointer user_data)
{
  BambuMqttOutbox *self = g_new0 (BambuMqttOutbox, 1);

  self->context = g_main_context_ref (context);
  self->gap = (gint64) gap_msec * 1000;
  self->send = send;
  self->user_data = user_data;
  g_queue_init (&self->requests);

  return self;
}

void
bambu_mqtt_outbox_push (BambuMqttOutbox *self, BambuMqttRequest *request)
{
  g_queue_push_tail (&self->requests, g_atomic_rc_box_acquire (request));
  send_what_may_go (self);
}

void
bambu_mqtt_outbox_clear (BambuMqttOutbox *self)
{
  bambu_source_clear (&self->timer);
  g_queue_clear_full (&self->requests, (GDestroyNotify) bambu_mqtt_request_unref);
}

void
bambu_mqtt_outbox_free (BambuMqttOutbox *self)
{
  bambu_mqtt_outbox_clear (self);
  g_main_context_unref (self->context);
  g_free (self);
}
