/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-mqtt-queue.h"

#define MAX_EVENTS 512
#define MAX_BYTES (16 * 1024 * 1024)

typedef struct
{
  BambuMqttEvent event;
  gsize size;
} Item;

struct _BambuMqttQueue
{
  GMainContext *context;

  /* Only used on the context, where they are cleared when the queue stops. */
  BambuMqttEventFunc func;
  gpointer user_data;
  BambuMqttDrainedFunc drained;
  gpointer drained_data;

  GMutex mutex; /* for all that follows */
  GQueue items;
  gsize size;
  gboolean full;
  gboolean stopped;
  GSource *source; /* while there are items */
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_error (&item->event.error);
  g_clear_pointer (&item->event.certificate, bambu_certificate_free);
  g_clear_pointer (&item->event.frame, bambu_frame_unref);
  g_clear_pointer (&item->event.serial, g_free);
  g_free (item);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Item, item_free)

static gboolean
is_over (BambuMqttQueue *self, guint divisor)
{
  return self->items.length >= MAX_EVENTS / divisor || self->size >= MAX_BYTES / divisor;
}

static gboolean
on_idle (gpointer user_data)
{
  BambuMqttQueue *self = user_data;
  g_autoptr (Item) item = NULL;
  gboolean drained = FALSE;
  gboolean more;

  g_mutex_lock (&self->mutex);
  item = g_queue_pop_head (&self->items);
  if (item != NULL)
    self->size -= item->size;
  if (self->full && !is_over (self, 2))
    {
      self->full = FALSE;
      drained = TRUE;
    }
  more = !g_queue_is_empty (&self->items);
  if (!more)
    g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->mutex);

  if (drained && self->drained != NULL)
    self->drained (self->drained_data);
  if (item != NULL && self->func != NULL)
    self->func (&item->event, self->user_data);

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

BambuMqttQueue *
bambu_mqtt_queue_new (GMainContext *context,
                      BambuMqttEventFunc func,
                      gpointer user_data,
                      BambuMqttDrainedFunc drained,
                      gpointer drained_data)
{
  BambuMqttQueue *self = g_atomic_rc_box_new0 (BambuMqttQueue);

  self->context = g_main_context_ref (context);
  self->func = func;
  self->user_data = user_data;
  self->drained = drained;
  self->drained_data = drained_data;
  g_mutex_init (&self->mutex);
  g_queue_init (&self->items);

  return self;
}

BambuMqttQueue *
bambu_mqtt_queue_ref (BambuMqttQueue *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
bambu_mqtt_queue_clear (gpointer data)
{
  BambuMqttQueue *self = data;

  g_queue_clear_full (&self->items, item_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);
}

void
bambu_mqtt_queue_unref (BambuMqttQueue *self)
{
  g_atomic_rc_box_release_full (self, bambu_mqtt_queue_clear);
}

void
bambu_mqtt_queue_push (BambuMqttQueue *self, BambuMqttEvent event, gsize size)
{
  g_autoptr (Item) item = g_new0 (Item, 1);
  g_autoptr (GMutexLocker) locker = NULL;

  item->event = event;
  item->size = size;

  locker = g_mutex_locker_new (&self->mutex);
  if (self->stopped)
    return;

  g_queue_push_tail (&self->items, g_steal_pointer (&item));
  self->size += size;
  self->full = self->full || is_over (self, 1);

  if (self->source == NULL)
    {
      /* Before anything is drawn: a window that draws without a break would never hear of it. */
      self->source = g_idle_source_new ();
      g_source_set_priority (self->source, G_PRIORITY_HIGH_IDLE);
      g_source_set_static_name (self->source, "[bambu] link events");
      g_source_set_callback (self->source, on_idle, bambu_mqtt_queue_ref (self),
                             (GDestroyNotify) bambu_mqtt_queue_unref);
      g_source_attach (self->source, self->context);
    }
}

gboolean
bambu_mqtt_queue_is_full (BambuMqttQueue *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->full;
}

void
bambu_mqtt_queue_stop (BambuMqttQueue *self)
{
  g_autoptr (GSource) source = NULL;

  self->func = NULL;
  self->drained = NULL;

  g_mutex_lock (&self->mutex);
  self->stopped = TRUE;
  source = g_steal_pointer (&self->source);
  g_queue_clear_full (&self->items, item_free);
  self->size = 0;
  g_mutex_unlock (&self->mutex);

  if (source != NULL)
    g_source_destroy (source); /* gives its reference back, so not under the mutex */
}
