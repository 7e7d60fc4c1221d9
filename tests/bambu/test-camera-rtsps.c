/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera of the library, and a simulated one that speaks RTSP over TLS. The certificate is of
 * version 1, as those of such printers are. */

#include <openssl/x509.h>
#include <string.h>

#include "camera-fixture.h"
#include "camera-picture.h"
#include "test-wait.h"

#define N_MANY 20

static void
set_up (CameraFixture *fixture, gconstpointer data)
{
  camera_set_up (fixture, "X1C");
}

static void
tear_down (CameraFixture *fixture, gconstpointer data)
{
  camera_tear_down (fixture);
}

static void
test_pictures (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer =
      bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  guint32 first;

  camera_wait_for_pictures (fixture, 1);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_LIVE);
  first = camera_picture_read_number (bambu_camera_get_picture (fixture->camera));
  camera_wait_for_pictures (fixture, 2);
  g_assert_cmpuint (camera_picture_read_number (bambu_camera_get_picture (fixture->camera)), >,
                    first);

  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* JPEG is made for those alone who want it. */
static void
test_view (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;
  g_autoptr (GBytes) snapshot = NULL;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (camera_sink_shows_picture (sink));
  g_assert_cmpuint (fixture->n_pictures, ==, 0);

  snapshot = camera_await_snapshot (fixture);
  g_assert_cmpuint (camera_picture_read_number (snapshot), >, 0);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

static void
test_wrong_code (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-wrong-code", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_REFUSED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_REFUSED);
  g_assert_cmpuint (camera_count_events (fixture, "camera-login"), ==, 0);

  camera_set_fault (fixture, "camera-wrong-code", FALSE);
  bambu_camera_retry (fixture->camera);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static void
test_certificate (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, data, TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_UNTRUSTED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_CERTIFICATE);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-login"), ==, 0);
}

static void
test_closed (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-off", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_WAITING);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_UNREACHABLE);

  camera_set_fault (fixture, "camera-off", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* Others see it: nobody answers, until there is room. */
static void
test_busy (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_camera_set_limits (fixture->camera, &camera_short_limits);
  camera_set_fault (fixture, "camera-busy", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_WAITING);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_UNREACHABLE);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 0);

  bambu_camera_set_limits (fixture->camera, &camera_limits);
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
  camera_wait_for_pictures (fixture, 3);
  g_assert_cmpint (bambu_camera_get_state (other), ==, BAMBU_CAMERA_STATE_CONNECTING);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);

  g_clear_pointer (&here, bambu_camera_viewer_free);
  test_wait_until (bambu_camera_get_state (other) == BAMBU_CAMERA_STATE_LIVE);
}

static void
test_stalled (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_camera_set_limits (fixture->camera, &camera_short_limits);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  camera_set_fault (fixture, "camera-stalls", TRUE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_STALLED);
  camera_set_fault (fixture, "camera-stalls", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* The printer's stamps hardly move; pictures are shown when they come. */
static void
test_frozen_stamps (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;
  guint64 before;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  camera_set_fault (fixture, "camera-frozen-stamps", TRUE);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (camera_count_rendered (sink) >= N_MANY);

  /* They freeze while it is played, and move again. */
  for (guint i = 0; i < 2; i++)
    {
      camera_set_fault (fixture, "camera-frozen-stamps", i == 1);
      before = camera_count_rendered (sink);
      test_wait_until (camera_count_rendered (sink) >= before + N_MANY);
    }
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* It is waited for, and not taken for trouble. */
static void
test_rare_key_frames (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-rare-key-frames", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (camera_count_events (fixture, "camera-login") == 1);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_CONNECTING);
  camera_wait_for_pictures (fixture, 1);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (camera_picture_read_number (bambu_camera_get_picture (fixture->camera)), >,
                    N_MANY);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);

  camera_set_fault (fixture, "camera-rare-key-frames", FALSE);
  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* What keeps a session while it is played: some printers stop without. */
static void
test_reports (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-wants-reports", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (camera_count_events (fixture, "camera-report") > 0);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* What keeps it while nothing is played. */
static void
test_keep_alive (CameraFixture *fixture, gconstpointer data)
{
  BambuCameraLimits limits = camera_limits;
  g_autoptr (BambuCameraViewer) viewer = NULL;

  limits.timeout_msec = camera_short_limits.timeout_msec;
  bambu_camera_set_limits (fixture->camera, &limits);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  camera_set_fault (fixture, "camera-stalls", TRUE);
  test_wait_until (camera_count_events (fixture, "camera-alive") > 1);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_LIVE);

  camera_set_fault (fixture, "camera-stalls", FALSE);
  camera_wait_for_pictures (fixture, 2);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* Nothing is waited for that the printer owes: this would not end otherwise. */
static void
test_ignored_teardown (CameraFixture *fixture, gconstpointer data)
{
  BambuCameraLimits limits = camera_limits;

  limits.timeout_msec = G_MAXINT;
  bambu_camera_set_limits (fixture->camera, &limits);
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (BambuCameraViewer) viewer =
          bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);

      camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
      camera_set_fault (fixture, "camera-ignores-teardown", TRUE);
      g_clear_pointer (&viewer, bambu_camera_viewer_free);
      g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_IDLE);
      /* It may be gone before it has asked. */
      test_wait_until (camera_count_events (fixture, "camera-teardown") > 0
                       || camera_count_events (fixture, "camera-closed") == i);

      camera_set_fault (fixture, "camera-ignores-teardown", FALSE);
      test_wait_until (camera_count_events (fixture, "camera-closed") == i);
    }
}

static void
test_large (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  camera_set_fault (fixture, "camera-large", TRUE);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  test_wait_until (camera_count_rendered (sink) >= N_MANY);
}

/* GIO takes what OpenSSL's own tools do not even make any more. */
static void
test_old_certificate (CameraFixture *fixture, gconstpointer data)
{
  GBytes *der = sim_certificate_get_der (
      sim_station_get_certificate (fixture->station, fixture->simulated, NULL));
  gsize size;
  const guint8 *bytes = g_bytes_get_data (der, &size);
  X509 *certificate = d2i_X509 (NULL, &bytes, (long) size);
  g_autoptr (BambuCameraViewer) viewer = NULL;

  g_assert_nonnull (certificate);
  g_assert_cmpint (X509_get_version (certificate), ==, X509_VERSION_1);
  X509_free (certificate);

  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* Nobody is connected to for what cannot be seen, and what is missing is named. */
static void
test_no_decoder (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_hide_decoders ("video/x-h264", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_NO_DECODER);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_NO_DECODER);
  g_assert_nonnull (strstr (bambu_camera_get_error (fixture->camera)->message, "video/x-h264"));
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 0);

  camera_hide_decoders ("video/x-h264", FALSE);
  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/camera-rtsps/" name, CameraFixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("pictures", NULL, test_pictures);
  ADD ("view", NULL, test_view);
  ADD ("wrong-code", NULL, test_wrong_code);
  ADD ("certificate/other", "camera-other-certificate", test_certificate);
  ADD ("certificate/wrong-cn", "camera-wrong-cn", test_certificate);
  ADD ("closed", NULL, test_closed);
  ADD ("busy", NULL, test_busy);
  ADD ("second-viewer", NULL, test_second_viewer);
  ADD ("stalled", NULL, test_stalled);
  ADD ("frozen-stamps", NULL, test_frozen_stamps);
  ADD ("rare-key-frames", NULL, test_rare_key_frames);
  ADD ("reports", NULL, test_reports);
  ADD ("keep-alive", NULL, test_keep_alive);
  ADD ("ignored-teardown", NULL, test_ignored_teardown);
  ADD ("large", NULL, test_large);
  ADD ("old-certificate", NULL, test_old_certificate);
  ADD ("no-decoder", NULL, test_no_decoder);

  return g_test_run ();
}
