/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera of the library and what comes to it from a simulated one: odd, broken, late. */

#include <string.h>

#include "camera-fixture.h"
#include "test-wait.h"

#define PUSHALL "{\"pushing\":{\"command\":\"pushall\"}}"

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

/* What is wrong with some pictures, or with how they come, is not seen. */
static void
test_odd_stream (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (BambuCameraViewer) viewer = NULL;
  g_autoptr (BambuCameraViewer) view = NULL;

  bambu_camera_set_sink_func (fixture->camera, camera_make_sink, &sink, NULL);
  camera_set_fault (fixture, data, TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  view = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_VIEW);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  camera_wait_for_pictures (fixture, 3);
  test_wait_until (camera_sink_shows_picture (sink));
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);

  camera_set_fault (fixture, data, FALSE);
  camera_wait_for_pictures (fixture, 3);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);
}

/* It tries again by itself, and is well when the printer is. */
static void
test_broken_stream (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, data, TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  test_wait_until (camera_count_events (fixture, "camera-login") >= 3);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), !=, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (fixture->n_pictures, ==, 0);
  g_assert_nonnull (bambu_camera_get_error (fixture->camera));

  camera_set_fault (fixture, data, FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  g_assert_no_error (bambu_camera_get_error (fixture->camera));
}

static void
test_stalled (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_camera_set_limits (fixture->camera, &camera_short_limits);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  camera_set_fault (fixture, "camera-stalls", TRUE);
  camera_set_fault (fixture, "camera-silent", TRUE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_STALLED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_STALLED);
  g_assert_nonnull (bambu_camera_get_picture (fixture->camera));

  /* It stays stalled while it tries, whatever becomes of that. */
  test_wait_until (camera_count_events (fixture, "camera-login") >= 3);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_STALLED);

  camera_set_fault (fixture, "camera-stalls", FALSE);
  camera_set_fault (fixture, "camera-silent", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static void
set_job_state (CameraFixture *fixture, const char *state)
{
  g_autofree char *json = g_strdup_printf ("{\"gcode_state\":\"%s\"}", state);
  g_autoptr (GError) error = NULL;

  sim_printer_patch (fixture->simulated, json, &error);
  g_assert_no_error (error);
}

/* Pictures come when the print begins. */
static void
test_prepare (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) request = g_bytes_new_static (PUSHALL, strlen (PUSHALL));
  g_autoptr (BambuCameraViewer) viewer = NULL;

  bambu_camera_set_limits (fixture->camera, &camera_short_limits);
  sim_printer_receive (fixture->simulated, request);
  camera_set_fault (fixture, "camera-prepare", TRUE);
  set_job_state (fixture, "PREPARE");
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_WAITING);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_STALLED);
  test_wait_until (camera_count_events (fixture, "camera-login") >= 3);
  g_assert_cmpuint (fixture->n_pictures, ==, 0);

  set_job_state (fixture, "RUNNING");
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/camera-stream/" name, CameraFixture, data, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("odd/pieces", "camera-pieces", test_odd_stream);
  ADD ("odd/pairs", "camera-pairs", test_odd_stream);
  ADD ("odd/reserved-words", "camera-reserved-words", test_odd_stream);
  ADD ("odd/damaged", "camera-damaged", test_odd_stream);
  ADD ("odd/grey", "camera-grey", test_odd_stream);
  ADD ("odd/large", "camera-large", test_odd_stream);
  ADD ("odd/progressive", "camera-progressive", test_odd_stream);
  ADD ("odd/pixel", "camera-pixel", test_odd_stream);
  ADD ("broken/half-header", "camera-half-header", test_broken_stream);
  ADD ("broken/half-frame", "camera-half-frame", test_broken_stream);
  ADD ("broken/size-zero", "camera-size-zero", test_broken_stream);
  ADD ("broken/size-max", "camera-size-max", test_broken_stream);
  ADD ("broken/size-large", "camera-size-large", test_broken_stream);
  ADD ("broken/all-damaged", "camera-all-damaged", test_broken_stream);
  ADD ("broken/giant", "camera-giant", test_broken_stream);
  ADD ("broken/noise", "camera-noise", test_broken_stream);
  ADD ("stalled", NULL, test_stalled);
  ADD ("prepare", NULL, test_prepare);

  return g_test_run ();
}
