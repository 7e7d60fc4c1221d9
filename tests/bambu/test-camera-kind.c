/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which kind of camera a printer has, by what it reports and by its model, and what is done where
 * neither says it. */

#include <string.h>

#include "camera-fixture.h"
#include "test-wait.h"

#define PUSHALL "{\"pushing\":{\"command\":\"pushall\"}}"
#define REPORT_SECONDS 5 /* it has said it by then */
#define PRESENT "{\"ipcam_dev\":\"1\"}"

static void
set_up (CameraFixture *fixture, gconstpointer data)
{
  camera_set_up (fixture, data);
}

static void
set_up_silent (CameraFixture *fixture, gconstpointer data)
{
  camera_set_up_unknown (fixture, data);
}

/* Its report says that there is a camera, and no more of it. */
static void
set_up_unknown (CameraFixture *fixture, gconstpointer data)
{
  camera_set_up_unknown (fixture, data);
  camera_report (fixture, PRESENT);
}

static void
tear_down (CameraFixture *fixture, gconstpointer data)
{
  camera_tear_down (fixture);
}

static void
test_reported (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_report (fixture, "{\"ipcam_dev\":\"0\"}");
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_NONE);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_NONE);

  camera_report (fixture, "{\"ipcam_dev\":\"1\",\"rtsp_url\":\"disable\"}");
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_OFF);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 0);

  camera_report (fixture, "{\"ipcam_dev\":\"1\",\"rtsp_url\":\"\"}");
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static void
on_message (SimPrinter *simulated, GBytes *message, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (message, &size);
  g_autoptr (BambuFrame) frame = bambu_frame_parse (data, size, &error);

  g_assert_no_error (error);
  bambu_printer_apply (user_data, frame);
}

/* What the simulated printer says reaches the other one. */
static void
pass_reports_on (CameraFixture *fixture)
{
  g_autoptr (GBytes) request = g_bytes_new_static (PUSHALL, strlen (PUSHALL));

  g_signal_connect_object (fixture->simulated, "message", G_CALLBACK (on_message), fixture->printer,
                           G_CONNECT_DEFAULT);
  sim_printer_set_address (fixture->simulated, "127.0.0.1"); /* so that it has a URL */
  sim_printer_receive (fixture->simulated, request);
  test_wait_until (bambu_printer_has_report (fixture->printer));
}

static void
set_reported_fault (CameraFixture *fixture, const char *name, gboolean active)
{
  camera_set_fault (fixture, name, active);
  sim_printer_advance (fixture->simulated, REPORT_SECONDS);
}

static void
test_missing (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  pass_reports_on (fixture);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  set_reported_fault (fixture, "camera-missing", TRUE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_NONE);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_NONE);
  set_reported_fault (fixture, "camera-missing", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* The printer says when it is switched off and on. */
static void
test_switched_off (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  pass_reports_on (fixture);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);

  set_reported_fault (fixture, "camera-off", TRUE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_OFF);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_OFF);
  set_reported_fault (fixture, "camera-off", FALSE);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static gboolean
on_stranger (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  ++*(guint *) user_data;

  return TRUE;
}

/* Whoever can forge a report would have the code sent there. */
static void
test_foreign_url (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketService) stranger = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (stranger), NULL, NULL);
  g_autofree char *ipcam = g_strdup_printf (
      "{\"ipcam_dev\":\"1\",\"rtsp_url\":\"rtsps://127.0.0.1:%u/streaming/live/1\"}", port);
  g_autoptr (BambuCameraViewer) viewer = NULL;
  guint n_strangers = 0;

  g_assert_cmpuint (port, >, 0);
  g_signal_connect (stranger, "incoming", G_CALLBACK (on_stranger), &n_strangers);
  camera_report (fixture, ipcam);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (n_strangers, ==, 0);

  /* As the simulated printer says it */
  pass_reports_on (fixture);
  set_reported_fault (fixture, "camera-foreign-url", TRUE);
  camera_wait_for_pictures (fixture, 2);
  g_clear_pointer (&viewer, bambu_camera_viewer_free);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  g_assert_cmpuint (n_strangers, ==, 0);
  g_socket_service_stop (stranger);
  g_socket_listener_close (G_SOCKET_LISTENER (stranger));
}

/* Nobody says that it has one. */
static void
test_silent_model (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  g_assert_cmpint (bambu_camera_get_state (fixture->camera), ==, BAMBU_CAMERA_STATE_NONE);

  camera_report (fixture, PRESENT);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

/* The first attempt leads there, so that a snapshot is one, too. */
static void
test_found (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) snapshot = camera_await_snapshot (fixture);
  g_autoptr (BambuCameraViewer) viewer = NULL;

  g_assert_nonnull (snapshot);
  g_assert_cmpuint (camera_count_events (fixture, "camera-opened"), ==, 1);

  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static void
test_refused (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-wrong-code", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_REFUSED);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_REFUSED);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);

  camera_set_fault (fixture, "camera-wrong-code", FALSE);
  bambu_camera_retry (fixture->camera);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
}

static void
test_certificate (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_set_fault (fixture, "camera-wrong-cn", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_UNTRUSTED);
  test_wait_until (camera_count_events (fixture, "camera-closed") == 1);
  g_assert_cmpuint (camera_count_events (fixture, "camera-login"), ==, 0);
}

/* Both are tried again, and what came of the last one is told. */
static void
test_neither (CameraFixture *fixture, gconstpointer data)
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
}

/* It may have a camera that can be seen all the same. */
static void
test_no_decoder (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_hide_decoders ("video/x-h264", TRUE);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_LIVE);
  camera_hide_decoders ("video/x-h264", FALSE);
}

static void
test_neither_without_decoder (CameraFixture *fixture, gconstpointer data)
{
  g_autoptr (BambuCameraViewer) viewer = NULL;

  camera_hide_decoders ("video/x-h264", TRUE);
  sim_camera_stop (fixture->served);
  viewer = bambu_camera_look (fixture->camera, BAMBU_CAMERA_USE_PICTURES);
  camera_wait_for_state (fixture, BAMBU_CAMERA_STATE_NO_DECODER);
  camera_assert_error (fixture, BAMBU_CAMERA_ERROR_NO_DECODER);
  camera_hide_decoders ("video/x-h264", FALSE);
}

#define ADD(name, profile, test)                                                                   \
  g_test_add ("/camera-kind/" name, CameraFixture, profile, set_up, test, tear_down)
#define ADD_UNKNOWN(name, profile, test)                                                           \
  g_test_add ("/camera-kind/unknown/" name, CameraFixture, profile, set_up_unknown, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  gst_init (NULL, NULL); /* for the simulated camera */

  ADD ("reported", "P1S", test_reported);
  ADD ("missing/jpeg", "P1S", test_missing);
  ADD ("missing/rtsps", "X1C", test_missing);
  ADD ("switched-off", "X1C", test_switched_off);
  ADD ("foreign-url", "X1C", test_foreign_url);
  g_test_add ("/camera-kind/unknown/silent", CameraFixture, "P1S", set_up_silent, test_silent_model,
              tear_down);
  ADD_UNKNOWN ("found/jpeg", "P1S", test_found);
  ADD_UNKNOWN ("found/rtsps", "X1C", test_found);
  ADD_UNKNOWN ("refused/jpeg", "P1S", test_refused);
  ADD_UNKNOWN ("refused/rtsps", "X1C", test_refused);
  ADD_UNKNOWN ("certificate/jpeg", "P1S", test_certificate);
  ADD_UNKNOWN ("certificate/rtsps", "X1C", test_certificate);
  ADD_UNKNOWN ("neither", "P1S", test_neither);
  ADD_UNKNOWN ("no-decoder", "P1S", test_no_decoder);
  ADD_UNKNOWN ("neither-without-decoder", "P1S", test_neither_without_decoder);

  return g_test_run ();
}
