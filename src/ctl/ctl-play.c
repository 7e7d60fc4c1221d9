/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ctl-play.h"

#include <glib/gi18n.h>

/* Culm's own, so that it is there, and what is there otherwise */
#define WINDOW "gtk4paintablesink"
#define OTHER_WINDOW "autovideosink"

/* What comes while the last picture is not drawn yet replaces the one that waits. */
#define DISPLAY                                                                                    \
  "appsrc name=source format=time is-live=true do-timestamp=true max-buffers=1 "                   \
  "leaky-type=downstream ! videoconvert name=last"

struct _CtlPlay
{
  BambuCamera *camera;
  GstElement *display; /* runs from the first picture on */
  GstElement *source;
  GstBus *bus;
  gboolean is_shown;
  gboolean is_over;

  GMutex mutex;
  guint n_waiting; /* under the mutex, as what follows: not told yet */
  guint telling;   /* the source that will */

  const CtlPlayEvents *events;
  gpointer user_data;
};

static void
end (CtlPlay *self, const GError *error)
{
  if (self->is_over)
    return;

  self->is_over = TRUE;
  self->events->ended (error, self->user_data);
}

/* Some sinks say no more than that they do not start. */
static void
start_display (CtlPlay *self)
{
  g_autoptr (GError) error = NULL;

  self->is_shown = TRUE;
  if (gst_element_set_state (self->display, GST_STATE_PLAYING) != GST_STATE_CHANGE_FAILURE)
    return;

  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                               _ ("The picture cannot be shown. Is there a display?"));
  end (self, error);
}

static gboolean
on_tell (gpointer user_data)
{
  CtlPlay *self = user_data;
  guint n_frames;

  g_mutex_lock (&self->mutex);
  n_frames = self->n_waiting;
  self->n_waiting = 0;
  self->telling = 0;
  g_mutex_unlock (&self->mutex);

  if (!self->is_shown)
    start_display (self);
  if (!self->is_over)
    self->events->shown (n_frames, self->user_data);

  return G_SOURCE_REMOVE;
}

/* On a thread of the connection's. */
static GstFlowReturn
on_new_sample (GstElement *sink, gpointer user_data)
{
  CtlPlay *self = user_data;
  GstSample *sample = NULL;
  GstFlowReturn flow;

  g_signal_emit_by_name (sink, "pull-sample", &sample);
  if (sample == NULL)
    return GST_FLOW_OK;

  g_signal_emit_by_name (self->source, "push-sample", sample, &flow);
  gst_sample_unref (sample);

  g_mutex_lock (&self->mutex);
  self->n_waiting++;
  if (self->telling == 0)
    self->telling = g_idle_add_full (G_PRIORITY_DEFAULT, on_tell, self, NULL);
  g_mutex_unlock (&self->mutex);

  return GST_FLOW_OK; /* a window that is closed is no trouble of the camera's */
}

static GstElement *
make_sink (BambuCamera *camera, gpointer user_data)
{
  GstElement *sink = gst_element_factory_make ("appsink", NULL);

  if (sink == NULL)
    return NULL;

  g_object_set (sink, "emit-signals", TRUE, "max-buffers", 1, "drop", TRUE, NULL);
  g_signal_connect (sink, "new-sample", G_CALLBACK (on_new_sample), user_data);

  return sink;
}

/* One whose window is closed has an error; one that finds no display warns, and goes on without. */
static gboolean
on_bus_message (GstBus *bus, GstMessage *message, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_gone;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    gst_message_parse_error (message, &error, NULL);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_WARNING)
    gst_message_parse_warning (message, &error, NULL);

  is_gone = g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_FOUND);
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    end (user_data, is_gone ? NULL : error);
  else if (is_gone)
    end (user_data, error);

  return G_SOURCE_CONTINUE;
}

static GstElement *
make_display_sink (const char *name, GError **error)
{
  g_autoptr (GstElementFactory) window = gst_element_factory_find (WINDOW);
  GstElement *sink;

  if (name == NULL)
    name = window ? WINDOW : OTHER_WINDOW;

  sink = gst_element_factory_make (name, NULL);
  if (sink == NULL || !GST_OBJECT_FLAG_IS_SET (sink, GST_ELEMENT_FLAG_SINK))
    {
      gst_clear_object (&sink);
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("GStreamer has no sink “%s” that shows pictures."), name);
      return NULL;
    }

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (sink), "sync"))
    g_object_set (sink, "sync", FALSE, NULL);

  return sink;
}

static gboolean
make_display (CtlPlay *self, const char *name, GError **error)
{
  g_autoptr (GstElement) last = NULL;
  GstElement *sink;

  g_setenv ("GST_GTK4_WINDOW", "1", TRUE); /* a sink for a widget makes a window then */
  if (!gst_init_check (NULL, NULL, error) || !(sink = make_display_sink (name, error)))
    return FALSE;

  self->display = gst_parse_launch (DISPLAY, error);
  if (self->display == NULL)
    {
      gst_object_unref (gst_object_ref_sink (sink));
      return FALSE;
    }

  gst_object_ref_sink (self->display);
  self->source = gst_bin_get_by_name (GST_BIN (self->display), "source");
  last = gst_bin_get_by_name (GST_BIN (self->display), "last");
  gst_bin_add (GST_BIN (self->display), sink);
  gst_element_link (last, sink);

  return TRUE;
}

CtlPlay *
ctl_play_new (const char *sink, GError **error)
{
  g_autoptr (CtlPlay) self = g_new0 (CtlPlay, 1);

  g_mutex_init (&self->mutex);

  return make_display (self, sink, error) ? g_steal_pointer (&self) : NULL;
}

void
ctl_play_start (CtlPlay *self, BambuCamera *camera, const CtlPlayEvents *events, gpointer user_data)
{
  g_return_if_fail (self != NULL && self->camera == NULL);
  g_return_if_fail (BAMBU_IS_CAMERA (camera));

  self->events = events;
  self->user_data = user_data;
  self->bus = gst_element_get_bus (self->display);
  gst_bus_add_watch (self->bus, on_bus_message, self);
  self->camera = g_object_ref (camera);
  bambu_camera_set_sink_func (camera, make_sink, self, NULL);
}

void
ctl_play_free (CtlPlay *self)
{
  if (self->camera != NULL)
    bambu_camera_set_sink_func (self->camera, NULL, NULL, NULL);
  g_clear_handle_id (&self->telling, g_source_remove);
  if (self->bus != NULL)
    gst_bus_remove_watch (self->bus);
  if (self->display != NULL)
    gst_element_set_state (self->display, GST_STATE_NULL);
  gst_clear_object (&self->bus);
  gst_clear_object (&self->source);
  gst_clear_object (&self->display);
  g_clear_object (&self->camera);
  g_mutex_clear (&self->mutex);
  g_free (self);
}
