/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera of the library and a simulated one: their states, fault by fault. */

#include "bambu/camera/bambu-jpeg-src.h"
#include "camera-fixture.h"
#include "camera-picture.h"
#include "fake-link.h"
#include "simulator/sim-picture-src.h"
#include "test-wait.h"

#define OTHER_CODE "87654321"

static void
set_up (CameraFixture *fixture, gconstpointer data)
{
  camera_set_up (fixture, "P1S");
}

static void
tear_down (CameraFixture *fixture, gconstpointer data)
{
  camera_tear_down (fixture);
}

static void
on_attempt (BambuCamera *camera, GParamSpec *pspec, gpointer user_data)
{
  if (bambu_camera_get_state (camera) == BAMBU_CAMERA_STATE_CONNECTING)
    ++*(guint *) user_data;
}

/* As many attempts of another camera, where nothing listens, as leave no doubt that this one makes
 * none. */
static void
let_retries_come (CameraFixture *fixture)
{
  g_autoptr (BambuPrinter) printer = bambu_printer_new ("01P00A000000099", "C12");
  g_autoptr (BambuCamera) camera = bambu_camera_new (printer, fixture->trust);
  g_autoptr (BambuCameraViewer) viewer = NULL;
  guint n_attempts = 0;

  bambu_printer_set_address (printer, "127.0.0.1:2884"); /* port 1 */
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_LAN);
  bambu_camera_set_limits (camera, &camera_limits);
  bambu_camera_set_access_code (camera, OTHER_CODE);
  g_signal_connect (camera, "notify::state", G_CALLBACK (on_attempt), &n_attempts);
  viewer = bambu_camera_look (camera, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (n_attempts >= 8);
}

static void
test_live (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;
  guint32 first;

  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
  g_assert_cmpint (bambu_camera_get_age (fixture->camera), ==, -1);

  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_CONNECTING);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpint (bambu_camera_get_age (fixture->camera), >=, 0);
  g_assert_no_error (bambu_camera_get_error (fixture->camera));

  first = camera_picture_read_number (bambu_camera_get_picture (fixture->camera));
  camera_wait_for_pictures (fixture, 2);
  g_assert_cmpuint (camera_picture_read_number (bambu_camera_get_picture (fixture->camera)), >,
                    first);

  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* However many look. */
static void
test_one_connection (CameraFixture *fixture, gconstpointer data)
{
  BambuCameraViewer *viewers[3];

  for (guint i = 0; i < G_N_ELEMENTS (viewers); i++)
    viewers[i] = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  bambu_camera_viewer_free (viewers[0]);
  bambu_camera_viewer_free (viewers[1]);
  camera_wait_for_pictures (fixture, 2);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-closed"), ==, 0);

  bambu_camera_viewer_free (viewers[2]);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
}

static void
test_snapshot (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) alone = camera_await_snapshot (fixture);
  g_autoptr (GBytes) beside = NULL;
  g_autoptr (BambuCameraViewer) viewer = NULL;

  g_assert_cmpuint (camera_picture_read_number (alone), >, 0);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);

  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  beside = camera_await_snapshot (fixture);
  g_assert_cmpuint (camera_picture_read_number (beside), >, camera_picture_read_number (alone));
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 2);
}

static void
test_snapshot_abandoned (CameraFixture *fixture, gconstpointer data)
{
  DexFuture *snapshot;

  camera_set_fault (fixture, "camera-silent", TRUE);
  snapshot =
      dex_future_finally (bambu_camera_take_snapshot (fixture->camera), test_pass_on, NULL, NULL);
  test_wait_until (camera_count_events (fixture, "camera-login") == 1);
  dex_unref (snapshot);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
}

/* One attempt, and no other before there is another code. */
static void
test_wrong_code (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;
  g_autoptr (GError) error = NULL;

  bambu_camera_set_access_code (fixture->camera, OTHER_CODE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_REFUSED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_REFUSED);

  let_retries_come (fixture);
  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_REFUSED);
  error = test_await_error (bambu_camera_take_snapshot (fixture->camera));
  g_assert_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_REFUSED);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
  g_assert_cmpuint (camera_count_events (fixture, "login-refused"), ==, 1);

  bambu_camera_set_access_code (fixture->camera, sim_printer_get_access_code (fixture->simulated));
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static void
test_retry_after_refusal (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-wrong-code", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_REFUSED);

  /* It outlasts what comes between. */
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_CLOUD);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_CLOUD_ONLY);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_LAN);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_REFUSED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_REFUSED);

  camera_set_fault (fixture, "camera-wrong-code", FALSE);
  bambu_camera_retry (fixture->camera);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* The printer takes the code elsewhere, so it is not the code. */
static void
test_off (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuLink) link = fake_link_new_lan (
      fixture->trust, "127.0.0.1", 1, bambu_printer_get_serial (fixture->printer), OTHER_CODE);
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_printer_set_link (fixture->printer, link, BAMBU_CONNECTION_LAN);
  fake_link_settle (FAKE_LINK (link), BAMBU_LINK_STATE_OPEN, NULL, BAMBU_VERDICT_KNOWN_CA);

  camera_set_fault (fixture, "camera-off", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_OFF);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_OFF);
  let_retries_come (fixture);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);

  /* Who looks again tries again. */
  camera_set_fault (fixture, "camera-off", FALSE);
  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_LAN);
}

/* Nothing secret is sent to whoever is there. */
static void
test_certificate (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, data, TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_UNTRUSTED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_CERTIFICATE);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);

  let_retries_come (fixture);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-login"), ==, 0);
  g_assert_cmpuint (camera_count_events (fixture, "login-refused"), ==, 0);
}

static void
test_pinned (CameraFixture *fixture, gconstpointer data)
{
  SimCertificate *shown = sim_station_get_certificate (fixture->station, fixture->simulated, NULL);
  g_autoptr (BambuTrust) stranger = bambu_trust_new ();
  g_autoptr (BambuCamera) camera = bambu_camera_new (fixture->printer, stranger);
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_camera_set_access_code (camera, sim_printer_get_access_code (fixture->simulated));
  viewer = bambu_camera_look (camera, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (bambu_camera_get_state (camera) == BAMBU_CAMERA_STATE_UNTRUSTED);

  bambu_trust_set_pin (stranger, sim_printer_get_serial (fixture->simulated),
                       sim_certificate_get_fingerprint (shown));
  bambu_camera_retry (camera);
  test_wait_until (bambu_camera_get_state (camera) == BAMBU_CAMERA_STATE_LIVE);
}

/* Another one that is as good is no trouble. */
static void
test_changed_certificate (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer =
      bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);

  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  camera_set_fault (fixture, "camera-changed-certificate", TRUE);
  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&viewer, bambu_camera_viewer_free);
      viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
      camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
    }
}

static void
test_snapshot_fails (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  camera_set_fault (fixture, "camera-half-frame", TRUE);
  error = test_await_error (bambu_camera_take_snapshot (fixture->camera));
  g_assert_error (error, BAMBU_CAMERA_ERROR, BAMBU_CAMERA_ERROR_UNREACHABLE);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
}

/* Whatever it waits for, it lets go at once: that the times are ten seconds would be seen. */
static void
test_cancel (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, data, TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (camera_count_events (fixture, "camera-opened") == 1);
  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
}

static void
test_busy (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_camera_set_limits (fixture->camera, &camera_short_limits);
  camera_set_fault (fixture, "camera-busy", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_BUSY);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_BUSY);
  test_wait_until (camera_count_events (fixture, "camera-opened") >= 3);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_BUSY);

  camera_set_fault (fixture, "camera-busy", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* The next one is served as soon as there is room. */
static void
test_second_viewer (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCamera) other = bambu_camera_new (fixture->printer, fixture->trust);
  g_autoptr (BambuCameraViewer) here = NULL;
  g_autoptr (BambuCameraViewer) there = NULL;

  camera_set_fault (fixture, "camera-one-viewer", TRUE);
  bambu_camera_set_access_code (other, sim_printer_get_access_code (fixture->simulated));
  here = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  there = bambu_camera_look (other, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (camera_count_events (fixture, "camera-opened") == 2);
  camera_wait_for_pictures (fixture, 3);
  g_assert_cmpint (bambu_camera_get_state (other), ==, BAMBU_CAMERA_STATE_CONNECTING);

  g_clear_pointer (&here, bambu_camera_viewer_free);
  test_wait_until (bambu_camera_get_state (other) == BAMBU_CAMERA_STATE_LIVE);
}

static void
test_unreachable (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port = sim_camera_get_port (fixture->served);

  sim_camera_stop (fixture->served);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_WAITING);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_UNREACHABLE);

  sim_camera_start (fixture->served, "127.0.0.1", port, &error);
  g_assert_no_error (error);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  /* The printer goes and comes back. */
  sim_camera_stop (fixture->served);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_WAITING);
  sim_camera_start (fixture->served, "127.0.0.1", port, &error);
  g_assert_no_error (error);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* Nobody is asked where it is known that there is nothing. */
static void
test_obstacles (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer =
      bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);

  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_CLOUD);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_CLOUD_ONLY);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_CLOUD_ONLY);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);

  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_LAN);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  bambu_camera_set_access_code (fixture->camera, NULL);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_CONNECTING);
  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_NO_CODE);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_NO_CODE);
}

/* The sink gets decoded pictures while somebody looks at it, and not otherwise. */
static void
test_sink (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (BambuCameraViewer) viewer = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;
  guint64 rendered;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  g_assert_null (sink);

  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_pictures (fixture, 1);
  test_wait_until (camera_sink_shows_picture (sink));

  g_clear_pointer (&view, bambu_camera_viewer_free);
  camera_wait_for_pictures (fixture, 1);
  rendered = camera_count_rendered (sink);
  camera_wait_for_pictures (fixture, 3);
  g_assert_cmpuint (camera_count_rendered (sink), <=, rendered + 1); /* one was on its way */

  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  test_wait_until (camera_count_rendered (sink) > rendered + 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* Pictures can be had all the same, and the next who looks may find one installed. */
static void
test_no_decoder (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;
  g_autoptr (GBytes) snapshot = NULL;

  camera_hide_decoders ("image/jpeg", TRUE);
  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_NO_DECODER);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_NO_DECODER);
  g_clear_pointer (&view, bambu_camera_viewer_free);
  snapshot = camera_await_snapshot (fixture);

  camera_hide_decoders ("image/jpeg", FALSE);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  test_wait_until (camera_sink_shows_picture (sink));
}

static GstState
get_sink_state (GstElement *sink)
{
  GstState state;

  gst_element_get_state (sink, &state, NULL, 0);

  return state;
}

/* A sink that is shut down shows nothing. */
static void
test_last_sink (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstElement) first = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (camera_sink_shows_picture (sink));

  first = gst_object_ref (sink);
  camera_set_fault (fixture, "camera-half-frame", TRUE);
  test_wait_until (camera_count_events (fixture, "camera-login") >= 3);
  g_assert_true (sink != first);
  g_assert_cmpint (get_sink_state (first), ==, GST_STATE_PLAYING);
  g_assert_true (camera_sink_shows_picture (first));

  camera_set_fault (fixture, "camera-half-frame", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  camera_wait_for_pictures (fixture, 3);
  g_assert_cmpint (get_sink_state (first), ==, GST_STATE_NULL);
  g_assert_cmpint (get_sink_state (sink), ==, GST_STATE_PLAYING);
}

static GstElement *
make_source (BambuCamera *camera, gpointer user_data)
{
  return sim_picture_src_new (20);
}

static void
test_source (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_printer_set_link (fixture->printer, NULL, BAMBU_CONNECTION_NONE);
  bambu_camera_set_access_code (fixture->camera, NULL);
  bambu_camera_set_source_func (fixture->camera, make_source, NULL, NULL);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_pictures (fixture, 3);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 0);
}

static guint
count_entries (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;

  return count;
}

/* Threads end without a word to the main context. */
static gboolean
on_look_up (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Neither descriptors nor threads, of this side or the other, however often somebody looks. */
static void
test_nothing_left (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  guint n_files = 0;
  guint n_threads = 0;
  guint look_up;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  for (guint i = 1; i <= 12; i++)
    {
      g_autoptr (BambuCameraViewer) view =
          bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);

      camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
      g_clear_pointer (&view, bambu_camera_viewer_free);
      test_wait_until (camera_count_events (fixture, "camera-closed") == i);

      /* What the first ones leave is kept for those to come. */
      if (i == 2)
        {
          n_files = count_entries ("/proc/self/fd");
          n_threads = count_entries ("/proc/self/task");
        }
    }

  look_up = g_timeout_add (10, on_look_up, NULL);
  test_wait_until (count_entries ("/proc/self/fd") <= n_files);
  test_wait_until (count_entries ("/proc/self/task") <= n_threads + 1); /* pools have their ways */
  g_source_remove (look_up);
}

/* The element says what it is about, but for the access code. */
static void
test_element (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (DexFuture) prepared = test_await (bambu_camera_prepare ());
  g_autoptr (GstElement) source = NULL;
  g_autofree char *host = NULL;
  g_autoptr (BambuTrust) trust = NULL;
  GParamSpec *code;
  guint port;
  guint timeout;

  source = gst_object_ref_sink (gst_element_factory_make (BAMBU_JPEG_SRC_NAME, NULL));
  g_object_get (source, "port", &port, "timeout", &timeout, NULL);
  g_assert_cmpuint (port, ==, 6000);
  g_assert_cmpuint (timeout, ==, 10000);

  g_object_set (source, "host", "printer.local", "access-code", "12345678", "trust", fixture->trust,
                NULL);
  g_object_get (source, "host", &host, "trust", &trust, NULL);
  g_assert_cmpstr (host, ==, "printer.local");
  g_assert_true (trust == fixture->trust);

  code = g_object_class_find_property (G_OBJECT_GET_CLASS (source), "access-code");
  g_assert_cmpuint (code->flags & G_PARAM_READWRITE, ==, G_PARAM_WRITABLE);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/camera/" name, CameraFixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("live", NULL, test_live);
  ADD ("one-connection", NULL, test_one_connection);
  ADD ("snapshot", NULL, test_snapshot);
  ADD ("snapshot-abandoned", NULL, test_snapshot_abandoned);
  ADD ("snapshot-fails", NULL, test_snapshot_fails);
  ADD ("wrong-code", NULL, test_wrong_code);
  ADD ("retry-after-refusal", NULL, test_retry_after_refusal);
  ADD ("off", NULL, test_off);
  ADD ("certificate/other", "camera-other-certificate", test_certificate);
  ADD ("certificate/wrong-cn", "camera-wrong-cn", test_certificate);
  ADD ("certificate/pinned", NULL, test_pinned);
  ADD ("certificate/changed", NULL, test_changed_certificate);
  ADD ("cancel/handshake", "camera-busy", test_cancel);
  ADD ("cancel/first-picture", "camera-silent", test_cancel);
  ADD ("busy", NULL, test_busy);
  ADD ("second-viewer", NULL, test_second_viewer);
  ADD ("unreachable", NULL, test_unreachable);
  ADD ("obstacles", NULL, test_obstacles);
  ADD ("sink", NULL, test_sink);
  ADD ("last-sink", NULL, test_last_sink);
  ADD ("nothing-left", NULL, test_nothing_left);
  ADD ("no-decoder", NULL, test_no_decoder);
  ADD ("source", NULL, test_source);
  ADD ("element", NULL, test_element);

  return g_test_run ();
}
