/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Processor time of a picture until it is at the sink, beside GStreamer's own elements with the
 * same pictures, the same decoder, the same sink and the same pace. Round by round in turn, so that
 * what else runs meanwhile bears on both. */
#include <glib/gstdio.h>

#include "bambu/camera/bambu-rtsps-source.h"
#include "bench-camera-parts.h"
#include "bench-table.h"

#define ROUNDS 9
#define PICTURES 60 /* a round */
#define PERIOD_MSEC 50
#define BOUNDARY "--culm\r\nContent-Type: image/jpeg\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n"
#define BUDGET 1.10

static int n_shown; /* atomic */
static GByteArray *stream;

static double
time_shown (int first)
{
  double begin;

  bench_camera_wait_for (&n_shown, first);
  begin = bench_camera_get_processor_msec ();
  bench_camera_wait_for (&n_shown, first + PICTURES);

  return (bench_camera_get_processor_msec () - begin) / PICTURES;
}

static double
time_camera (BambuCamera *camera)
{
  int first = g_atomic_int_get (&n_shown) + 1;
  g_autoptr (BambuCameraViewer) view = bambu_camera_look (camera, BAMBU_CAMERA_USE_VIEW);

  return time_shown (first);
}

static void
on_handoff (void)
{
  g_atomic_int_inc (&n_shown);
}

/* Takes the pipeline, which has a sink of that name */
static double
time_reference (GstElement *floating)
{
  g_autoptr (GstElement) pipeline = gst_object_ref_sink (floating);
  g_autoptr (GstElement) sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  int first = g_atomic_int_get (&n_shown) + 1;
  double spent;

  g_signal_connect (sink, "handoff", G_CALLBACK (on_handoff), NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  spent = time_shown (first);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return spent;
}

static GstElement *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GstElement *pipeline = gst_parse_launch (text, &error);

  g_assert_no_error (error);

  return pipeline;
}

static GstElement *
make_jpeg_reference (gpointer path)
{
  g_autofree char *text =
      g_strdup_printf ("filesrc location=%s ! multipartdemux boundary=culm ! "
                       "identity sleep-time=%d ! jpegdec ! videoconvert ! "
                       "fakesink name=sink signal-handoffs=true sync=false async=false",
                       (const char *) path, PERIOD_MSEC * 1000);

  return parse (text);
}

/* The certificate is looked at here, too, but for its name, which is no host's. */
static GstElement *
make_video_reference (gpointer described)
{
  JsonObject *ports = json_object_get_object_member (described, "ports");
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database =
      g_tls_file_database_new (json_object_get_string_member (described, "ca_file"), &error);
  g_autoptr (GstElement) decoder =
      gst_object_ref_sink (bambu_camera_decoder_new ("video/x-h264", NULL));
  g_autofree char *text = g_strdup_printf (
      "rtspsrc name=source location=rtsps://%s:%d/streaming/live/1 user-id=bblp protocols=tcp "
      "latency=300 buffer-mode=none tls-validation-flags=unknown-ca ! rtph264depay ! h264parse ! "
      "%s ! videoconvert ! fakesink name=sink signal-handoffs=true sync=false async=false",
      json_object_get_string_member (described, "address"),
      (int) json_object_get_int_member (ports, "rtsps"),
      GST_OBJECT_NAME (gst_element_get_factory (decoder)));
  GstElement *pipeline = parse (text);
  g_autoptr (GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");

  g_assert_no_error (error);
  g_object_set (source, "user-pw", json_object_get_string_member (described, "access_code"),
                "tls-database", database, NULL);

  return pipeline;
}

static void
compare (const char *figure,
         BambuCamera *camera,
         GstElement *(*make_reference) (gpointer data),
         gpointer data)
{
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *budget = NULL;
  double ratio;

  bambu_camera_set_sink_func (camera, bench_camera_count, &n_shown, NULL);
  for (guint i = 0; i < ROUNDS; i++)
    {
      double here = i % 2 ? time_camera (camera) : 0;
      double there = time_reference (make_reference (data));

      if (i % 2 == 0)
        here = time_camera (camera);
      ratio = here / there;
      g_array_append_val (ours, here);
      g_array_append_val (theirs, there);
      g_array_append_val (ratios, ratio);
    }

  ratio = bench_percentile (ratios, 50);
  measured = g_strdup_printf ("%.2f ms", bench_percentile (ours, 50));
  reference = g_strdup_printf ("%.2f ms", bench_percentile (theirs, 50));
  budget = g_strdup_printf ("%.2f ≤ %.2f ×", ratio, BUDGET);
  bench_table_add (figure, measured, reference, budget, ratio <= BUDGET);
}

static void
keep_picture (BambuCamera *camera, GBytes *picture)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (picture, &size);
  g_autofree char *head = g_strdup_printf (BOUNDARY, size);

  g_byte_array_append (stream, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (stream, data, (guint) size);
  g_byte_array_append (stream, (const guint8 *) "\r\n", 2);
}

/* More pictures than a round needs, for what is not decoded any more at its end */
static char *
save_pictures (BambuCamera *camera)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *twice = NULL;
  gulong handler;
  char *path;
  int file;

  stream = g_byte_array_new ();
  handler = g_signal_connect (camera, "picture", G_CALLBACK (keep_picture), NULL);
  bambu_camera_set_sink_func (camera, bench_camera_count, &n_shown, NULL);
  time_camera (camera);
  g_signal_handler_disconnect (camera, handler);
  twice = g_memdup2 (stream->data, stream->len);
  g_byte_array_append (stream, twice, stream->len);

  file = g_file_open_tmp ("culm-camera-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_close (file, NULL);
  g_file_set_contents (path, (const char *) stream->data, stream->len, &error);
  g_assert_no_error (error);
  g_clear_pointer (&stream, g_byte_array_unref);

  return path;
}

static void
add_jpeg (void)
{
  static const char *const arguments[] = { "--profile", "P1S",     "--camera-period",
                                           "0.05",      "--fault", "camera-large",
                                           NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SimulatorProcess) simulator = simulator_process_start (arguments, &error);
  g_autoptr (BambuCamera) camera = NULL;
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  camera = bench_camera_new (simulator, 0);
  path = save_pictures (camera);
  compare ("processor time a picture, JPEG 1920×1080", camera, make_jpeg_reference, path);
  g_unlink (path);
}

static void
add_video (void)
{
  static const char *const arguments[] = { "--profile", "X1C", "--fault", "camera-large", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SimulatorProcess) simulator = simulator_process_start (arguments, &error);
  g_autoptr (BambuCamera) camera = NULL;

  g_assert_no_error (error);
  camera = bench_camera_new (simulator, 0);
  compare ("processor time a picture, video 1920×1080", camera, make_video_reference,
           simulator_process_get_printer (simulator, 0));
}

void
bench_camera_add_costs (void)
{
  add_jpeg ();
  add_video ();
}
