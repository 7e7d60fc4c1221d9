/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera of the library, and a simulated one that speaks RTSP over TLS. The certificate is of
 * version 1, as those of such printers are. */

#include "camera-fixture.h"
#include "camera-picture.h"
#include "test-wait.h"

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
  ADD ("stalled", NULL, test_stalled);

  return g_test_run ();
}
