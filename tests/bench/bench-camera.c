/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a picture of port 6000 costs until it is at the sink, beside GStreamer's own elements with
 * the same pictures from a file, the same decoder, the same sink and the same pace. */
#include <glib/gstdio.h>
#include <libdex.h>
#include <locale.h>
#include <sys/resource.h>

#include "bambu/bambu-fleet.h"
#include "bench-table.h"
#include "simulator-process.h"

#define ROUNDS 8
#define CALM 10     /* percentile of the rounds that is taken: less of what else runs */
#define PICTURES 60 /* a round */
#define PERIOD_MSEC 50
#define BOUNDARY "--culm\r\nContent-Type: image/jpeg\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n"
#define BUDGET 1.10

static int n_shown; /* atomic */
static GByteArray *stream;

static double
get_cpu_msec (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void
on_handoff (void)
{
  g_atomic_int_inc (&n_shown);
}

static GstElement *
make_sink (BambuCamera *camera, gpointer user_data)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_object_set (sink, "signal-handoffs", TRUE, "sync", FALSE, NULL);
  g_signal_connect (sink, "handoff", G_CALLBACK (on_handoff), NULL);

  return sink;
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

static void
wait_for_shown (int wanted)
{
  while (g_atomic_int_get (&n_shown) < wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* Processor time a picture, ms */
static double
time_camera (BambuCamera *camera)
{
  g_autoptr (BambuCameraViewer) view = bambu_camera_look (camera, BAMBU_CAMERA_USE_VIEW);
  int first = g_atomic_int_get (&n_shown) + 1;
  double begin;

  wait_for_shown (first);
  begin = get_cpu_msec ();
  wait_for_shown (first + PICTURES);

  return (get_cpu_msec () - begin) / PICTURES;
}

static gboolean
on_look_up (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static double
time_reference (const char *path)
{
  g_autofree char *text =
      g_strdup_printf ("filesrc location=%s ! multipartdemux boundary=culm ! "
                       "identity sleep-time=%d ! jpegdec ! videoconvert ! "
                       "fakesink name=sink signal-handoffs=true sync=false async=false",
                       path, PERIOD_MSEC * 1000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = gst_parse_launch (text, &error);
  g_autoptr (GstElement) sink = NULL;
  int first = g_atomic_int_get (&n_shown) + 1;
  guint look_up = g_timeout_add (PERIOD_MSEC, on_look_up, NULL);
  double begin;
  double spent;

  g_assert_no_error (error);
  gst_object_ref_sink (pipeline);
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (on_handoff), NULL);
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  wait_for_shown (first);
  begin = get_cpu_msec ();
  wait_for_shown (first + PICTURES);
  spent = (get_cpu_msec () - begin) / PICTURES;
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_source_remove (look_up);

  return spent;
}

static BambuCamera *
make_camera (SimulatorProcess *simulator)
{
  JsonObject *described = simulator_process_get_printer (simulator, 0);
  g_autofree char *address = simulator_process_dup_address (simulator, 0);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuPrinter) printer =
      bambu_printer_new (json_object_get_string_member (described, "serial"), "C12");
  g_autoptr (GError) error = NULL;
  BambuCamera *camera;

  bambu_trust_add_authority (trust, json_object_get_string_member (described, "ca_file"), &error);
  g_assert_no_error (error);
  bambu_printer_set_address (printer, address);
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_LAN);
  camera = bambu_camera_new (printer, trust);
  bambu_camera_set_access_code (camera, json_object_get_string_member (described, "access_code"));
  bambu_camera_set_sink_func (camera, make_sink, NULL, NULL);

  return camera;
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

int
main (void)
{
  static const char *const arguments[] = { "--profile", "P1S",     "--camera-period",
                                           "0.05",      "--fault", "camera-large",
                                           NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (SimulatorProcess) simulator = NULL;
  g_autoptr (BambuCamera) camera = NULL;
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *path = NULL;
  g_autofree char *measured = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *budget = g_strdup_printf ("≤ %.2f ×", BUDGET);
  double a;
  double b;

  setlocale (LC_ALL, "");
  dex_init ();
  simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  camera = make_camera (simulator);
  path = save_pictures (camera);

  for (guint i = 0; i < ROUNDS; i++)
    {
      double round[] = { time_camera (camera), time_reference (path) };

      g_array_append_val (ours, round[0]);
      g_array_append_val (theirs, round[1]);
    }
  g_unlink (path);

  a = bench_percentile (ours, CALM);
  b = bench_percentile (theirs, CALM);
  measured = g_strdup_printf ("%.2f ms", a);
  reference = g_strdup_printf ("%.2f ms", b);
  bench_table_add ("processor time a picture, JPEG 1920×1080", measured, reference, budget,
                   a <= b * BUDGET);

  return bench_table_finish ();
}
