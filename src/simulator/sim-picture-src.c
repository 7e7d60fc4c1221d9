/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-picture-src.h"

#include "sim-picture.h"

struct _SimPictureSrc
{
  GstPushSrc parent_instance;

  guint period_msec;
  guint32 number; /* of the last picture; the streaming thread's */

  GMutex mutex;
  GCond changed;
  gboolean unlocked; /* under the mutex */
};

G_DEFINE_FINAL_TYPE (SimPictureSrc, sim_picture_src, GST_TYPE_PUSH_SRC)

static GstStaticPadTemplate source_template = GST_STATIC_PAD_TEMPLATE (
    "src", GST_PAD_SRC, GST_PAD_ALWAYS, GST_STATIC_CAPS ("image/jpeg, parsed = (boolean) true"));

/* Returns: whether it is due; not if it shall stop */
static gboolean
wait_until_due (SimPictureSrc *self)
{
  gint64 due = g_get_monotonic_time () + self->period_msec * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (!self->unlocked && self->number > 0)
    if (!g_cond_wait_until (&self->changed, &self->mutex, due))
      break;

  return !self->unlocked;
}

static GstFlowReturn
sim_picture_src_create (GstPushSrc *source, GstBuffer **buffer)
{
  SimPictureSrc *self = SIM_PICTURE_SRC (source);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GError) error = NULL;

  if (!wait_until_due (self))
    return GST_FLOW_FLUSHING;

  jpeg = sim_picture_new_jpeg (++self->number, SIM_PICTURE_USUAL, &error);
  if (jpeg == NULL)
    {
      GST_ELEMENT_ERROR (self, LIBRARY, ENCODE, (NULL), ("%s", error->message));
      return GST_FLOW_ERROR;
    }

  *buffer = gst_buffer_new_wrapped_bytes (jpeg);

  return GST_FLOW_OK;
}

static void
set_unlocked (GstBaseSrc *source, gboolean unlocked)
{
  SimPictureSrc *self = SIM_PICTURE_SRC (source);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->unlocked = unlocked;
  g_cond_broadcast (&self->changed);
}

static gboolean
sim_picture_src_unlock (GstBaseSrc *source)
{
  set_unlocked (source, TRUE);

  return TRUE;
}

static gboolean
sim_picture_src_unlock_stop (GstBaseSrc *source)
{
  set_unlocked (source, FALSE);

  return TRUE;
}

static void
sim_picture_src_finalize (GObject *object)
{
  SimPictureSrc *self = SIM_PICTURE_SRC (object);

  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (sim_picture_src_parent_class)->finalize (object);
}

static void
sim_picture_src_class_init (SimPictureSrcClass *klass)
{
  GstElementClass *element_class = GST_ELEMENT_CLASS (klass);
  GstBaseSrcClass *base_class = GST_BASE_SRC_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sim_picture_src_finalize;
  base_class->unlock = sim_picture_src_unlock;
  base_class->unlock_stop = sim_picture_src_unlock_stop;
  GST_PUSH_SRC_CLASS (klass)->create = sim_picture_src_create;

  gst_element_class_add_static_pad_template (element_class, &source_template);
  gst_element_class_set_static_metadata (element_class, "Simulated camera", "Source/Video",
                                         "Draws what a camera in a printer sees",
                                         "The Culm authors");
}

static void
sim_picture_src_init (SimPictureSrc *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);

  gst_base_src_set_live (GST_BASE_SRC (self), TRUE);
  gst_base_src_set_format (GST_BASE_SRC (self), GST_FORMAT_TIME);
  gst_base_src_set_do_timestamp (GST_BASE_SRC (self), TRUE);
}

GstElement *
sim_picture_src_new (guint period_msec)
{
  SimPictureSrc *self = g_object_new (SIM_TYPE_PICTURE_SRC, NULL);

  self->period_msec = period_msec;

  return GST_ELEMENT (self);
}
