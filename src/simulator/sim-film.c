/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-film.h"

#include "sim-picture.h"

#define N_FRAMES 15

#define PIPELINE                                                                                   \
  "appsrc name=source format=time "                                                                \
  "caps=video/x-raw,format=RGB,width=1920,height=1080,framerate=30/1 ! videoconvert ! "            \
  "openh264enc gop-size=30 bitrate=6000000 complexity=low ! h264parse ! " SIM_FILM_CAPS " ! "      \
  "appsink name=sink sync=false"

static GPtrArray *film;

static void
push_pictures (GstElement *source)
{
  GstFlowReturn flow;

  /* The parser gives a frame away when the next one comes. */
  for (guint i = 0; i <= N_FRAMES; i++)
    {
      g_autoptr (GstSample) sample = sim_picture_new (i, SIM_PICTURE_LARGE);
      g_autoptr (GstBuffer) buffer = gst_buffer_copy (gst_sample_get_buffer (sample));

      GST_BUFFER_PTS (buffer) = i * GST_SECOND / SIM_FILM_RATE;
      g_signal_emit_by_name (source, "push-buffer", buffer, &flow);
    }
}

static GPtrArray *
make_film (void)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) gst_buffer_unref);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (PIPELINE, &error);
  g_autoptr (GstElement) source = NULL;
  g_autoptr (GstElement) sink = NULL;

  if (pipeline == NULL)
    g_error ("There is no film: %s", error->message);

  gst_object_ref_sink (pipeline);
  source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  push_pictures (source);
  for (guint i = 0; i < N_FRAMES; i++)
    {
      g_autoptr (GstSample) sample = NULL;

      g_signal_emit_by_name (sink, "pull-sample", &sample);
      g_assert (sample != NULL);
      g_ptr_array_add (frames, gst_buffer_ref (gst_sample_get_buffer (sample)));
    }
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return frames;
}

void
sim_film_prepare (void)
{
  if (g_once_init_enter_pointer (&film))
    g_once_init_leave_pointer (&film, make_film ());
}

GstBuffer *
sim_film_get_frame (guint index)
{
  g_return_val_if_fail (film != NULL, NULL);

  return film->pdata[index % film->len];
}
