/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "camera-picture.h"

#include "simulator/sim-picture.h"

guint32
camera_picture_read_number (GBytes *jpeg)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (
      "appsrc name=in ! jpegdec ! videoconvert ! video/x-raw,format=RGB ! appsink name=out "
      "sync=false",
      &error);
  g_autoptr (GstElement) in = NULL;
  g_autoptr (GstElement) out = NULL;
  g_autoptr (GstCaps) caps = gst_caps_from_string ("image/jpeg");
  g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped_bytes (jpeg);
  g_autoptr (GstSample) sample = NULL;
  GstFlowReturn flow;
  GstMapInfo map;
  guint32 number;

  g_assert_no_error (error);
  gst_object_ref_sink (pipeline);
  in = gst_bin_get_by_name (GST_BIN (pipeline), "in");
  out = gst_bin_get_by_name (GST_BIN (pipeline), "out");
  g_object_set (in, "caps", caps, NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  g_signal_emit_by_name (in, "push-buffer", buffer, &flow);
  g_signal_emit_by_name (in, "end-of-stream", &flow);
  g_signal_emit_by_name (out, "pull-sample", &sample);

  g_assert_nonnull (sample);
  g_assert_true (gst_buffer_map (gst_sample_get_buffer (sample), &map, GST_MAP_READ));
  g_assert_cmpuint (map.size, ==, 3 * SIM_PICTURE_WIDTH * SIM_PICTURE_HEIGHT);
  number = sim_picture_read_number (map.data);
  gst_buffer_unmap (gst_sample_get_buffer (sample), &map);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return number;
}
