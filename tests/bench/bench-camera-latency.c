/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How late a picture is: from when the simulated printer has written its last byte to the sink.
 * What the decoder takes of that is measured in the very same pictures, and is the reference. */
#include "bambu/camera-fixture.h"
#include "bench-camera-parts.h"
#include "bench-table.h"

#define PICTURES 60
#define PERIOD_SECONDS 0.25
#define BUDGET_MSEC 5.0

typedef struct
{
  SimCamera *served;
  int n_shown;    /* atomic; the streaming thread's, as the rest */
  gint64 came;    /* to the decoder */
  gint64 decoded; /* by it */
  GArray *added;
  GArray *decoding;
} Watch;

static GstPadProbeReturn
on_came (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  ((Watch *) user_data)->came = g_get_monotonic_time ();

  return GST_PAD_PROBE_OK;
}

static GstPadProbeReturn
on_decoded (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  ((Watch *) user_data)->decoded = g_get_monotonic_time ();

  return GST_PAD_PROBE_OK;
}

static int
compare_to_decoder (gconstpointer item, gconstpointer unused)
{
  GstElementFactory *factory = gst_element_get_factory (g_value_get_object (item));

  return gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODER) ? 0 : 1;
}

static void
follow_decoder (Watch *self, GstElement *sink)
{
  g_autoptr (GstObject) pipeline = gst_object_get_parent (GST_OBJECT (sink));
  GstIterator *elements = gst_bin_iterate_elements (GST_BIN (pipeline));
  g_auto (GValue) item = G_VALUE_INIT;
  g_autoptr (GstPad) in = NULL;
  g_autoptr (GstPad) out = NULL;

  g_assert_true (gst_iterator_find_custom (elements, compare_to_decoder, &item, NULL));
  in = gst_element_get_static_pad (g_value_get_object (&item), "sink");
  out = gst_element_get_static_pad (g_value_get_object (&item), "src");
  gst_pad_add_probe (in, GST_PAD_PROBE_TYPE_BUFFER, on_came, self, NULL);
  gst_pad_add_probe (out, GST_PAD_PROBE_TYPE_BUFFER, on_decoded, self, NULL);
  gst_iterator_free (elements);
}

static void
on_handoff (GstElement *sink, GstBuffer *buffer, GstPad *pad, gpointer user_data)
{
  Watch *self = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 sent = sim_camera_get_sent_time (self->served);

  if (g_atomic_int_get (&self->n_shown) == 0)
    follow_decoder (self, sink);
  else
    {
      double decoding = (double) (self->decoded - self->came) / 1000;
      double added = (double) (now - sent) / 1000 - decoding;

      g_array_append_val (self->decoding, decoding);
      g_array_append_val (self->added, added);
    }
  g_atomic_int_inc (&self->n_shown);
}

static GstElement *
make_sink (BambuCamera *camera, gpointer user_data)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_object_set (sink, "signal-handoffs", TRUE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (on_handoff), user_data);

  return sink;
}

void
bench_camera_add_latency (void)
{
  CameraFixture fixture = { 0 };
  Watch watch = { .added = g_array_new (FALSE, FALSE, sizeof (double)),
                  .decoding = g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *budget = g_strdup_printf ("added < %.0f ms", BUDGET_MSEC);
  BambuCameraViewer *view;
  double added;

  camera_set_up (&fixture, "P1S");
  camera_set_period (&fixture, PERIOD_SECONDS);
  camera_set_fault (&fixture, "camera-large", TRUE);
  watch.served = fixture.served;
  bambu_camera_set_sink_func (fixture.camera, make_sink, &watch, NULL);
  view = bambu_camera_look (fixture.camera, BAMBU_CAMERA_USE_VIEW);
  bench_camera_wait_for (&watch.n_shown, PICTURES);
  bambu_camera_viewer_free (view);
  bambu_camera_set_sink_func (fixture.camera, NULL, NULL, NULL);
  camera_tear_down (&fixture);

  added = bench_percentile (watch.added, 50);
  measured = g_strdup_printf ("%.2f ms", added);
  reference = g_strdup_printf ("+ %.2f ms", bench_percentile (watch.decoding, 50));
  bench_table_add ("last byte to sink, beside the decoder, median", measured, reference, budget,
                   added < BUDGET_MSEC);
  g_array_unref (watch.added);
  g_array_unref (watch.decoding);
}
