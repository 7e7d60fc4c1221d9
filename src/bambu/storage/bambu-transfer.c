/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-transfer.h"

#include <math.h>

#define NOTIFY_INTERVAL_USEC (G_USEC_PER_SEC / 10)

/* The speed is that of about the last 5 s. */
#define N_SAMPLES 10
#define SAMPLE_INTERVAL_USEC (G_USEC_PER_SEC / 2)
#define LEAST_SPAN_USEC (G_USEC_PER_SEC / 2)

typedef struct
{
  gint64 time; /* monotonic */
  gint64 done;
} Sample;

struct _BambuTransfer
{
  GObject parent_instance;

  GCancellable *cancellable;

  GMutex mutex;
  gint64 news_done; /* these under the mutex */
  gint64 news_total;
  gboolean is_due;      /* a source is on its way to the main context */
  gint64 notified_time; /* monotonic */

  gint64 bytes_done; /* from here on: main context */
  gint64 bytes_total;
  double speed;
  int seconds_left;
  Sample samples[N_SAMPLES];
  guint n_samples; /* ever taken; a ring */
};

G_DEFINE_FINAL_TYPE (BambuTransfer, bambu_transfer, G_TYPE_OBJECT)

typedef enum
{
  PROP_BYTES_DONE = 1,
  PROP_BYTES_TOTAL,
  PROP_SPEED,
  PROP_SECONDS_LEFT,
} BambuTransferProperty;

static GParamSpec *properties[PROP_SECONDS_LEFT + 1];

static Sample *
get_sample (BambuTransfer *self, guint number)
{
  return &self->samples[number % N_SAMPLES];
}

static void
take_sample (BambuTransfer *self, gint64 now, gint64 done)
{
  if (self->n_samples > 0 && done < get_sample (self, self->n_samples - 1)->done)
    self->n_samples = 0;

  if (self->n_samples == 0
      || now - get_sample (self, self->n_samples - 1)->time >= SAMPLE_INTERVAL_USEC)
    *get_sample (self, self->n_samples++) = (Sample) { now, done };
}

static double
get_speed (BambuTransfer *self, gint64 now, gint64 done)
{
  guint oldest = self->n_samples > N_SAMPLES ? self->n_samples - N_SAMPLES : 0;
  const Sample *sample = get_sample (self, oldest);
  gint64 span = now - sample->time;

  return self->n_samples > 0 && span >= LEAST_SPAN_USEC
             ? (double) (done - sample->done) * G_USEC_PER_SEC / (double) span
             : 0;
}

static void
show (BambuTransfer *self, gint64 done, gint64 total)
{
  gint64 now = g_get_monotonic_time ();
  double speed;
  int left;

  take_sample (self, now, done);
  speed = get_speed (self, now, done);
  left = speed > 0 && total >= done
             ? (int) MIN (ceil ((double) (total - done) / speed), (double) G_MAXINT)
             : -1;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->bytes_done != done)
    {
      self->bytes_done = done;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES_DONE]);
    }
  if (self->bytes_total != total)
    {
      self->bytes_total = total;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BYTES_TOTAL]);
    }
  if (self->speed != speed)
    {
      self->speed = speed;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
    }
  if (self->seconds_left != left)
    {
      self->seconds_left = left;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS_LEFT]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
on_due (gpointer user_data)
{
  bambu_transfer_flush (user_data);

  return G_SOURCE_REMOVE;
}

static void
bambu_transfer_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BambuTransfer *self = BAMBU_TRANSFER (object);

  switch ((BambuTransferProperty) prop_id)
    {
    case PROP_BYTES_DONE:
      g_value_set_int64 (value, self->bytes_done);
      break;
    case PROP_BYTES_TOTAL:
      g_value_set_int64 (value, self->bytes_total);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_int (value, self->seconds_left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bambu_transfer_finalize (GObject *object)
{
  BambuTransfer *self = BAMBU_TRANSFER (object);

  g_clear_object (&self->cancellable);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (bambu_transfer_parent_class)->finalize (object);
}

static void
bambu_transfer_class_init (BambuTransferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bambu_transfer_get_property;
  object_class->finalize = bambu_transfer_finalize;

  properties[PROP_BYTES_DONE] =
      g_param_spec_int64 ("bytes-done", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BYTES_TOTAL] =
      g_param_spec_int64 ("bytes-total", NULL, NULL, -1, G_MAXINT64, -1, flags);
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_SECONDS_LEFT] =
      g_param_spec_int ("seconds-left", NULL, NULL, -1, G_MAXINT, -1, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
bambu_transfer_init (BambuTransfer *self)
{
  self->cancellable = g_cancellable_new ();
  g_mutex_init (&self->mutex);
  self->news_total = self->bytes_total = -1;
  self->seconds_left = -1;
}

BambuTransfer *
bambu_transfer_new (void)
{
  return g_object_new (BAMBU_TYPE_TRANSFER, NULL);
}

gint64
bambu_transfer_get_bytes_done (BambuTransfer *self)
{
  g_return_val_if_fail (BAMBU_IS_TRANSFER (self), 0);

  return self->bytes_done;
}

gint64
bambu_transfer_get_bytes_total (BambuTransfer *self)
{
  g_return_val_if_fail (BAMBU_IS_TRANSFER (self), -1);

  return self->bytes_total;
}

double
bambu_transfer_get_speed (BambuTransfer *self)
{
  g_return_val_if_fail (BAMBU_IS_TRANSFER (self), 0);

  return self->speed;
}

int
bambu_transfer_get_seconds_left (BambuTransfer *self)
{
  g_return_val_if_fail (BAMBU_IS_TRANSFER (self), -1);

  return self->seconds_left;
}

void
bambu_transfer_cancel (BambuTransfer *self)
{
  g_return_if_fail (BAMBU_IS_TRANSFER (self));

  g_cancellable_cancel (self->cancellable);
}

GCancellable *
bambu_transfer_get_cancellable (BambuTransfer *self)
{
  g_return_val_if_fail (BAMBU_IS_TRANSFER (self), NULL);

  return self->cancellable;
}

void
bambu_transfer_set_progress (BambuTransfer *self, gint64 done, gint64 total)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (GSource) source = NULL;
  gint64 wait;

  g_return_if_fail (BAMBU_IS_TRANSFER (self));
  g_return_if_fail (done >= 0 && total >= -1);

  locker = g_mutex_locker_new (&self->mutex);
  self->news_done = done;
  self->news_total = total;
  if (self->is_due)
    return;

  self->is_due = TRUE;
  wait = self->notified_time + NOTIFY_INTERVAL_USEC - g_get_monotonic_time ();
  source = g_timeout_source_new (wait > 0 ? (guint) (wait / 1000) : 0);
  g_source_set_callback (source, on_due, g_object_ref (self), g_object_unref);
  g_source_attach (source, NULL);
}

void
bambu_transfer_flush (BambuTransfer *self)
{
  gint64 done, total;

  g_return_if_fail (BAMBU_IS_TRANSFER (self));

  g_mutex_lock (&self->mutex);
  done = self->news_done;
  total = self->news_total;
  self->is_due = FALSE;
  self->notified_time = g_get_monotonic_time ();
  g_mutex_unlock (&self->mutex);

  show (self, done, total);
}
