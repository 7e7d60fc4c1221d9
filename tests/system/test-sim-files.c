/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "simulator-files.h"
#include "simulator/sim-json.h"
#include "test-wait.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

static SimulatorProcess *
start (const char *const *options)
{
  g_autoptr (GError) error = NULL;
  SimulatorProcess *simulator = simulator_process_start (options, &error);

  g_assert_no_error (error);

  return simulator;
}

/* What each model has, as clients see it */
static void
test_folders (void)
{
  static const char *const options[] = { "--profile", "P1S",       "--profile", "X1C", "--profile",
                                         "A1",        "--profile", "H2D",       NULL };
  static const struct
  {
    const char *root;
    const char *timelapse;
    const char *banner;
  } expected[] = {
    { "Boat.gcode.3mf cache image logger timelapse", "thumbnail video_2026-11-20_10-12-13.avi",
      "Printer ready" },
    { "Boat.gcode.3mf cache image ipcam logger timelapse",
      "thumbnail video_2026-11-20_10-12-13.mp4", "(vsFTPd 3.0.5)" },
    { "Boat.gcode.3mf cache image logger model timelapse",
      "thumbnail video_2026-11-20_10-12-13.avi", "Printer ready" },
    { "Boat.gcode.3mf cache image logger timelapse", "thumbnail video_2026-11-20_10-12-13.mp4",
      "(vsFTPd 3.0.5)" },
  };
  SimulatorProcess *simulator = start (options);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (SimulatorFiles) files = simulator_files_new (simulator, i);
      g_autofree char *root = simulator_files_list (files, "/");
      g_autofree char *timelapse = simulator_files_list (files, "/timelapse/");

      g_assert_cmpstr (root, ==, expected[i].root);
      g_assert_cmpstr (timelapse, ==, expected[i].timelapse);
      g_assert_nonnull (strstr (simulator_files_get_talk (files), expected[i].banner));
    }
  simulator_process_stop (simulator);
}

static void
test_upload (void)
{
  static const char *const options[] = { NULL };
  static const char *const bad_names[] = { "/a:b.3mf",  "/a?.3mf", "/a\\b.3mf",
                                           "/a\"b.3mf", "/a.",     "/a " };
  static const char *const name = "/cache/Zahnräder und so.gcode.3mf";
  SimulatorProcess *simulator = start (options);
  const char *serial =
      json_object_get_string_member (simulator_process_get_printer (simulator, 0), "serial");
  g_autoptr (SimulatorFiles) files = simulator_files_new (simulator, 0);
  g_autoptr (GBytes) sent = simulator_files_make_bytes (3000000);
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GBytes) got = NULL;

  g_assert_cmpint (simulator_files_put (files, name, sent), ==, CURLE_OK);
  stored = simulator_files_dup_stored (files, name);
  g_assert_true (g_bytes_equal (sent, stored));
  g_assert_cmpint (simulator_files_get (files, name, &got), ==, CURLE_OK);
  g_assert_true (g_bytes_equal (sent, got));
  g_assert_cmpint (simulator_files_quote (files, "DELE /cache/Zahnräder und so.gcode.3mf"), ==,
                   CURLE_OK);
  g_assert_null (simulator_files_dup_stored (files, name));
  g_assert_cmpint (simulator_files_get (files, name, NULL), ==, CURLE_REMOTE_FILE_NOT_FOUND);

  /* Names that a card's file system does not take */
  for (guint i = 0; i < G_N_ELEMENTS (bad_names); i++)
    {
      g_assert_cmpint (simulator_files_put (files, bad_names[i], sent), !=, CURLE_OK);
      g_assert_null (simulator_files_dup_stored (files, bad_names[i]));
    }

  /* All in one connection, and nothing outside the storage. */
  g_assert_cmpint (simulator_files_get (files, "/../../../../etc/passwd", NULL), !=, CURLE_OK);
  test_wait_until (simulator_process_count_events_of (simulator, "ftps", serial) >= 4);
  g_assert_cmpuint (simulator_process_count_events (simulator, "ftps-login"), ==, 1);
  g_clear_pointer (&files, simulator_files_free);
  test_wait_until (simulator_process_count_events (simulator, "ftps-closed") == 1);
  simulator_process_stop (simulator);
}

static void
test_refusals (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  g_autoptr (SimulatorFiles) files = simulator_files_new (simulator, 0);
  g_autoptr (GBytes) sent = simulator_files_make_bytes (1000);

  /* The session of the control connection has to be reused. */
  simulator_files_set_option (files, CURLOPT_SSL_SESSIONID_CACHE, 0);
  g_assert_cmpint (simulator_files_put (files, "/x.3mf", sent), !=, CURLE_OK);
  g_assert_nonnull (strstr (simulator_files_get_talk (files), "< 425 "));
  simulator_files_set_option (files, CURLOPT_SSL_SESSIONID_CACHE, 1);

  /* Data has to be private. */
  simulator_files_reset (files);
  simulator_files_set_option (files, CURLOPT_USE_SSL, CURLUSESSL_CONTROL);
  g_assert_cmpint (simulator_files_put (files, "/x.3mf", sent), !=, CURLE_OK);
  simulator_files_set_option (files, CURLOPT_USE_SSL, CURLUSESSL_ALL);

  /* TLS 1.2 and nothing else */
  simulator_files_reset (files);
  simulator_files_set_option (files, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_3);
  g_assert_cmpint (simulator_files_put (files, "/x.3mf", sent), ==, CURLE_SSL_CONNECT_ERROR);
  simulator_files_set_option (files, CURLOPT_SSLVERSION,
                              CURL_SSLVERSION_TLSv1_2 | CURL_SSLVERSION_MAX_TLSv1_2);

  simulator_files_reset (files);
  simulator_files_set_code (files, "wrong");
  g_assert_cmpint (simulator_files_put (files, "/x.3mf", sent), ==, CURLE_LOGIN_DENIED);
  test_wait_until (simulator_process_count_events (simulator, "login-refused") == 1);
  simulator_process_stop (simulator);
}

/* Which it shows is what the printer's broker shows. */
static void
test_certificates (void)
{
  static const struct
  {
    const char *profile;
    const char *fault;
    CURLcode result;
  } cases[] = {
    { "P1S", "leaf-only", CURLE_PEER_FAILED_VERIFICATION },
    { "P1S", "wrong-cn", CURLE_PEER_FAILED_VERIFICATION },
    { "P1S", "changed-certificate", CURLE_PEER_FAILED_VERIFICATION },
    { "H2D", "ec-key", CURLE_OK },
    { "P2S", "announce-silent", CURLE_OK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { "--profile", cases[i].profile, "--fault", cases[i].fault,
                                      NULL };
      SimulatorProcess *simulator = start (options);
      g_autoptr (SimulatorFiles) files = simulator_files_new (simulator, 0);

      g_test_message ("%s", cases[i].fault);
      g_assert_cmpint (simulator_files_get (files, "/Boat.gcode.3mf", NULL), ==, cases[i].result);
      simulator_process_stop (simulator);
    }
}

/* What was uploaded is printed, once. */
static void
test_print (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  const char *serial =
      json_object_get_string_member (simulator_process_get_printer (simulator, 0), "serial");
  g_autoptr (SimulatorFiles) files = simulator_files_new (simulator, 0);
  g_autofree char *request = g_strdup_printf (
      "request %s {\"print\":{\"command\":\"project_file\",\"sequence_id\":\"20001\","
      "\"param\":\"Metadata/plate_1.gcode\",\"url\":\"ftp:///cache/new.gcode.3mf\","
      "\"use_ams\":true,\"ams_mapping\":[0]}}",
      serial);
  g_autoptr (GBytes) boat = NULL;
  JsonObject *event;

  g_assert_cmpint (simulator_files_get (files, "/Boat.gcode.3mf", &boat), ==, CURLE_OK);
  g_assert_cmpint (simulator_files_put (files, "/cache/new.gcode.3mf", boat), ==, CURLE_OK);
  simulator_process_tell (simulator, request);
  test_wait_until (simulator_process_count_events_of (simulator, "start", serial) == 1);
  event = simulator_process_get_event (simulator, "start", 0);
  g_assert_cmpstr (json_object_get_string_member (event, "file"), ==, "ftp:///cache/new.gcode.3mf");
  g_assert_cmpint (json_object_get_int_member (event, "plate"), ==, 1);

  simulator_process_tell (simulator, request);
  test_wait_until (simulator_process_count_events_of (simulator, "start-refused", serial) == 1);
  event = simulator_process_get_event (simulator, "start-refused", 0);
  g_assert_cmpstr (json_object_get_string_member (event, "error"), ==, "0500-4004");
  g_assert_cmpuint (simulator_process_count_events (simulator, "start"), ==, 1);
  simulator_process_stop (simulator);
}

/* It goes with the simulator, however that goes. */
static void
test_end (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  g_autoptr (SimulatorFiles) files = simulator_files_new (simulator, 0);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  char byte;

  g_assert_cmpint (simulator_files_get (files, "/Boat.gcode.3mf", NULL), ==, CURLE_OK);
  connection = g_socket_client_connect_to_host (client, simulator_files_get_address (files),
                                                simulator_files_get_port (files), NULL, &error);
  g_assert_no_error (error);
  test_wait_until (simulator_process_count_events (simulator, "ftps-opened") == 2);

  g_subprocess_send_signal (simulator_process_get_subprocess (simulator), SIGKILL);
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                        &byte, 1, NULL, NULL),
                   <=, 0);
  simulator_process_stop (simulator);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  curl_global_init (CURL_GLOBAL_DEFAULT);

  g_test_add_func ("/sim-files/folders", test_folders);
  g_test_add_func ("/sim-files/upload", test_upload);
  g_test_add_func ("/sim-files/refusals", test_refusals);
  g_test_add_func ("/sim-files/certificates", test_certificates);
  g_test_add_func ("/sim-files/print", test_print);
  g_test_add_func ("/sim-files/end", test_end);

  status = g_test_run ();
  curl_global_cleanup ();

  return status;
}
