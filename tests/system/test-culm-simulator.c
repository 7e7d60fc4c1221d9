/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "link/bambu-discovery.h"
#include "link/bambu-mqtt-link.h"
#include "printer/bambu-printer.h"
#include "simulator-process.h"
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

static void tell (SimulatorProcess *simulator, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
tell (SimulatorProcess *simulator, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  simulator_process_tell (simulator, line);
}

static guint
count_events (SimulatorProcess *simulator, const char *name, const char *serial)
{
  return serial != NULL ? simulator_process_count_events_of (simulator, name, serial)
                        : simulator_process_count_events (simulator, name);
}

static const char *
get_text (SimulatorProcess *simulator, guint index, const char *member)
{
  return sim_json_get_string (simulator_process_get_printer (simulator, index), member, "");
}

/* It goes in an orderly way and leaves nothing. */
static void
end (SimulatorProcess *simulator)
{
  g_autofree char *folder = g_path_get_dirname (get_text (simulator, 0, "ca_file"));

  g_assert_true (simulator_process_wait (simulator));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  simulator_process_stop (simulator);
}

static void
quit (SimulatorProcess *simulator)
{
  tell (simulator, "quit");
  end (simulator);
}

static const char *
get_serial (SimulatorProcess *simulator, guint index)
{
  return get_text (simulator, index, "serial");
}

/* Connects as the app does. */
static BambuPrinter *
connect_at (SimulatorProcess *simulator, guint index, const char *address, const char *code)
{
  JsonObject *described = simulator_process_get_printer (simulator, index);
  JsonObject *ports = sim_json_get_object (described, "ports");
  const char *serial = get_serial (simulator, index);
  g_autoptr (BambuTrust) trust = bambu_trust_new ();
  g_autoptr (BambuLink) link = NULL;
  g_autoptr (GError) error = NULL;
  BambuPrinter *printer = bambu_printer_new (serial, NULL);

  bambu_trust_add_authority (trust, get_text (simulator, index, "ca_file"), &error);
  g_assert_no_error (error);
  link = bambu_mqtt_link_new_lan (trust, address, (guint16) sim_json_get_int (ports, "mqtt", 0),
                                  serial, code);
  bambu_printer_set_link (printer, link, BAMBU_CONNECTION_LAN);

  return printer;
}

/* With another code than the printer's if @code is given. */
static BambuPrinter *
connect_to (SimulatorProcess *simulator, guint index, const char *code)
{
  return connect_at (simulator, index, get_text (simulator, index, "address"),
                     code != NULL ? code : get_text (simulator, index, "access_code"));
}

static void
disconnect_from (BambuPrinter *printer)
{
  bambu_printer_set_link (printer, NULL, BAMBU_CONNECTION_NONE);
  g_object_unref (printer);
}

static gboolean
knows_all (BambuPrinter *printer)
{
  return bambu_printer_has_report (printer) && bambu_printer_get_firmware (printer) != NULL;
}

static void
test_ready (void)
{
  static const char *const options[] = { "--profile", "P1S", "--profile",     "P2S",
                                         "--profile", "H2D", "--printing=25", NULL };
  static const char *const models[] = { "P1S", "P2S", "H2D" };
  SimulatorProcess *simulator = start (options);

  g_assert_cmpuint (simulator_process_get_n_printers (simulator), ==, G_N_ELEMENTS (models));
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      const char *code_file = get_text (simulator, i, "access_code_file");
      g_autofree char *address = g_strdup_printf ("127.0.0.%u", i + 2);
      g_autofree char *code = NULL;
      BambuPrinter *printer;
      GStatBuf status;

      g_assert_cmpstr (get_text (simulator, i, "model"), ==, models[i]);
      g_assert_cmpstr (get_text (simulator, i, "address"), ==, address);
      g_assert_cmpuint (strlen (get_text (simulator, i, "access_code")), ==, 8);
      g_assert_cmpuint (strlen (get_text (simulator, i, "fingerprint")), ==, 64);
      g_assert_true (g_file_get_contents (code_file, &code, NULL, NULL));
      g_assert_cmpstr (g_strchomp (code), ==, get_text (simulator, i, "access_code"));
      g_assert_cmpint (g_stat (code_file, &status), ==, 0);
      g_assert_cmpuint (status.st_mode & 0777, ==, 0600);

      printer = connect_to (simulator, i, NULL);
      test_wait_until (knows_all (printer));
      g_assert_cmpstr (bambu_printer_get_model_name (printer), ==, models[i]);
      g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_RUNNING);
      g_assert_cmpint (bambu_job_get_percent (bambu_printer_get_job (printer)), ==, 25);
      g_assert_cmpstr (bambu_printer_get_ip (printer), ==, address);
      g_assert_cmpint (bambu_printer_get_certificate (printer)->verdict, ==,
                       BAMBU_VERDICT_KNOWN_CA);
      g_assert_cmpstr (bambu_printer_get_certificate (printer)->fingerprint, ==,
                       get_text (simulator, i, "fingerprint"));
      test_wait_until (count_events (simulator, "command", get_serial (simulator, i)) >= 2);
      g_assert_cmpuint (count_events (simulator, "login", get_serial (simulator, i)), ==, 1);
      disconnect_from (printer);
    }

  quit (simulator);
}

static void
test_wrong_code (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *printer = connect_to (simulator, 0, "00000000");

  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_REFUSED);
  test_wait_until (count_events (simulator, "login-refused", get_serial (simulator, 0)) == 1);
  g_assert_cmpuint (count_events (simulator, "login", NULL), ==, 0);
  disconnect_from (printer);

  /* The right one is refused too, if it shall be. */
  tell (simulator, "fault wrong-code");
  test_wait_until (count_events (simulator, "broker-started", NULL) == 1);
  printer = connect_to (simulator, 0, NULL);
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_REFUSED);
  test_wait_until (count_events (simulator, "login-refused", get_serial (simulator, 0)) == 2);
  disconnect_from (printer);

  quit (simulator);
}

static void
test_broker_comes_back (void)
{
  static const char *const options[] = { "--profile", "X1C", NULL };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *printer = connect_to (simulator, 0, NULL);

  test_wait_until (knows_all (printer));
  tell (simulator, "stop-broker");
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_WAITING);
  g_assert_cmpuint (g_list_model_get_n_items (bambu_printer_get_ams_units (printer)), ==, 3);
  tell (simulator, "start-broker");
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);
  tell (simulator, "state %s {\"subtask_name\":\"After all\"}", get_serial (simulator, 0));
  test_wait_until (g_str_equal (bambu_job_get_name (bambu_printer_get_job (printer)), "After all"));

  tell (simulator, "fault reset %s", get_serial (simulator, 0));
  test_wait_until (bambu_printer_get_link_state (printer) != BAMBU_LINK_STATE_OPEN);
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);

  disconnect_from (printer);
  quit (simulator);
}

static void
test_changed_certificate (void)
{
  static const char *const options[] = { NULL };
  static const char *const faults[] = { "changed-certificate", "wrong-cn",  "self-signed",
                                        "expired-certificate", "leaf-only", "unknown-ca" };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *printer = connect_to (simulator, 0, NULL);

  test_wait_until (knows_all (printer));
  g_assert_cmpuint (count_events (simulator, "login", NULL), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      tell (simulator, "fault %s", faults[i]);
      test_wait_until (count_events (simulator, "broker-started", NULL) == 2 * i + 1);
      bambu_link_open (bambu_printer_get_link (printer));
      test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_UNTRUSTED);
      tell (simulator, "clear %s", faults[i]);
      test_wait_until (count_events (simulator, "broker-started", NULL) == 2 * i + 2);
    }

  /* No password was sent to any of them. */
  g_assert_cmpuint (count_events (simulator, "login", NULL), ==, 1);
  g_assert_cmpuint (count_events (simulator, "login-refused", NULL), ==, 0);

  bambu_link_open (bambu_printer_get_link (printer));
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);

  disconnect_from (printer);
  quit (simulator);
}

static void
test_kicked (void)
{
  static const char *const options[] = { "--fault=duplicate-client", NULL };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *printer = connect_to (simulator, 0, NULL);

  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_WAITING);
  tell (simulator, "clear duplicate-client");
  test_wait_until (knows_all (printer));
  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);

  disconnect_from (printer);
  quit (simulator);
}

static void
test_move (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  const char *code = get_text (simulator, 0, "access_code");
  BambuPrinter *old_place = connect_to (simulator, 0, NULL);
  BambuPrinter *new_place;

  test_wait_until (knows_all (old_place));
  tell (simulator, "move %s 127.0.0.77", get_serial (simulator, 0));
  test_wait_until (count_events (simulator, "broker-started", NULL) == 1);
  test_wait_until (bambu_printer_get_link_state (old_place) == BAMBU_LINK_STATE_WAITING);

  new_place = connect_at (simulator, 0, "127.0.0.77", code);
  test_wait_until (knows_all (new_place));
  g_assert_cmpstr (bambu_printer_get_ip (new_place), ==, "127.0.0.77");

  disconnect_from (old_place);
  disconnect_from (new_place);
  quit (simulator);
}

static void
test_spool (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *printer = connect_to (simulator, 0, NULL);
  g_autoptr (BambuAms) unit = NULL;
  g_autoptr (BambuTray) tray = NULL;

  test_wait_until (knows_all (printer));
  unit = g_list_model_get_item (bambu_printer_get_ams_units (printer), 0);
  tray = g_list_model_get_item (G_LIST_MODEL (unit), 3);
  g_assert_cmpint (bambu_tray_get_state (tray), ==, BAMBU_TRAY_STATE_EMPTY);
  tell (simulator, "spool %s 0 3 abs-orange@40", get_serial (simulator, 0));
  test_wait_until (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_READING);
  test_wait_until (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_KNOWN);
  g_assert_cmpstr (bambu_tray_get_material (tray), ==, "ABS");
  tell (simulator, "spool %s 0 3", get_serial (simulator, 0));
  test_wait_until (bambu_tray_get_state (tray) == BAMBU_TRAY_STATE_EMPTY);

  disconnect_from (printer);
  quit (simulator);
}

static void
test_no_data (void)
{
  static const char *const options[] = { "--fault=no-data", NULL };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *printer = connect_to (simulator, 0, NULL);

  test_wait_until (bambu_printer_get_link_state (printer) == BAMBU_LINK_STATE_OPEN);
  test_wait_until (count_events (simulator, "command", NULL) >= 2);
  g_assert_false (bambu_printer_has_report (printer));

  tell (simulator, "clear no-data");
  test_wait_until (bambu_printer_has_report (printer));

  disconnect_from (printer);
  quit (simulator);
}

static void
test_report (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "report.json", NULL);
  const char *const options[] = { "--report", path, NULL };
  const char *report = "{\"pushall\":{\"print\":{\"command\":\"push_status\",\"msg\":0,"
                       "\"gcode_state\":\"PAUSE\",\"mc_percent\":17,\"subtask_name\":\"Played\","
                       "\"wifi_signal\":\"-51dBm\",\"nozzle_temper\":33.5}},"
                       "\"get_version\":{\"info\":{\"command\":\"get_version\",\"module\":[{"
                       "\"name\":\"ota\",\"sw_ver\":\"01.02.03.04\",\"product_name\":"
                       "\"Bambu Lab P1S\",\"sn\":\"**REDACTED**\"}]}}}";
  g_autoptr (GError) error = NULL;
  SimulatorProcess *simulator;
  BambuPrinter *printer;

  g_file_set_contents (path, report, -1, &error);
  g_assert_no_error (error);
  simulator = start (options);
  g_unlink (path);
  g_assert_true (g_str_has_prefix (get_serial (simulator, 0), "01P"));

  printer = connect_to (simulator, 0, NULL);
  test_wait_until (knows_all (printer));
  g_assert_cmpstr (bambu_printer_get_model_name (printer), ==, "P1S");
  g_assert_cmpstr (bambu_printer_get_firmware (printer), ==, "01.02.03.04");
  g_assert_cmpint (bambu_printer_get_state (printer), ==, BAMBU_STATE_PAUSE);
  g_assert_cmpint (bambu_job_get_percent (bambu_printer_get_job (printer)), ==, 17);
  g_assert_cmpstr (bambu_job_get_name (bambu_printer_get_job (printer)), ==, "Played");

  disconnect_from (printer);
  quit (simulator);
}

static void
test_crowd (void)
{
  static const char *const options[] = { "--printers=20", NULL };
  SimulatorProcess *simulator = start (options);
  BambuPrinter *own_broker = connect_to (simulator, 3, NULL);
  BambuPrinter *shared_broker = connect_to (simulator, 19, NULL);

  g_assert_cmpuint (simulator_process_get_n_printers (simulator), ==, 20);
  tell (simulator, "state %s {\"subtask_name\":\"Three\"}", get_serial (simulator, 3));
  tell (simulator, "state %s {\"subtask_name\":\"Nineteen\"}", get_serial (simulator, 19));
  test_wait_until (knows_all (own_broker) && knows_all (shared_broker));
  test_wait_until (g_str_equal (bambu_job_get_name (bambu_printer_get_job (own_broker)), "Three"));
  test_wait_until (
      g_str_equal (bambu_job_get_name (bambu_printer_get_job (shared_broker)), "Nineteen"));

  disconnect_from (own_broker);
  disconnect_from (shared_broker);
  quit (simulator);
}

static void
test_announcement (void)
{
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocketAddress) sender = NULL;
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_DATAGRAM, G_SOCKET_PROTOCOL_UDP, NULL);
  g_autoptr (BambuAnnouncement) announcement = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  g_autofree char *option = NULL;
  char datagram[4096];
  gssize size;
  gboolean departed;
  SimulatorProcess *simulator;

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  option = g_strdup_printf ("--announce=127.0.0.1:%u",
                            g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  {
    const char *const options[] = { "--profile", "A1 mini", option, NULL };

    simulator = start (options);
  }
  tell (simulator, "clear announce-silent");
  g_socket_set_timeout (socket, TEST_DEADLINE_SECONDS);
  size = g_socket_receive_from (socket, &sender, datagram, sizeof datagram, NULL, &error);
  g_assert_no_error (error);
  source =
      g_inet_address_to_string (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (sender)));
  g_assert_cmpstr (source, ==, "127.0.0.2");

  announcement = bambu_announcement_parse (datagram, (gsize) size, source, &departed);
  g_assert_nonnull (announcement);
  g_assert_false (departed);
  g_assert_cmpstr (bambu_announcement_get_serial (announcement), ==, get_serial (simulator, 0));
  g_assert_cmpstr (bambu_announcement_get_model (announcement), ==, "N1");
  g_assert_false (bambu_announcement_address_differs (announcement));

  quit (simulator);
}

static void
test_signal (void)
{
  static const char *const options[] = { NULL };
  SimulatorProcess *simulator = start (options);
  GSubprocess *process = simulator_process_get_subprocess (simulator);

  /* The end of its input is no reason to go; a signal is. */
  g_output_stream_close (g_subprocess_get_stdin_pipe (process), NULL, NULL);
  g_subprocess_send_signal (process, SIGTERM);
  end (simulator);
}

static void
test_bad_options (void)
{
  static const char *const bad[][2] = {
    { "--profile", "Nonsense" },  { "--fault", "nonsense" },       { "--fault", "edge-500" },
    { "--announce", "nonsense" }, { "--report", "/nowhere.json" }, { "--serial", "../01P00A" },
    { "--serial", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const command[] = { g_getenv ("CULM_SIMULATOR"), bad[i][0], bad[i][1], NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = simulator_process_spawn (
          command, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

      g_assert_no_error (error);
      g_subprocess_wait (process, NULL, NULL);
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
    }
}

static void
test_bad_commands (void)
{
  static const char *const options[] = { NULL };
  static const char *const bad[] = {
    "nonsense",        "fault", "fault nonsense",        "fault silence NOBODY",
    "state NOBODY {}", "state", "move NOBODY 127.0.0.9", "job NOBODY Cube"
  };
  SimulatorProcess *simulator = start (options);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      tell (simulator, "%s", bad[i]);
      test_wait_until (count_events (simulator, "error", NULL) == i + 1);
    }
  tell (simulator, "state %s [1]", get_serial (simulator, 0));
  test_wait_until (count_events (simulator, "error", NULL) == G_N_ELEMENTS (bad) + 1);
  tell (simulator, "fault list");
  test_wait_until (count_events (simulator, "faults", NULL) == 1);

  quit (simulator);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/culm-simulator/ready", test_ready);
  g_test_add_func ("/culm-simulator/wrong-code", test_wrong_code);
  g_test_add_func ("/culm-simulator/broker-comes-back", test_broker_comes_back);
  g_test_add_func ("/culm-simulator/changed-certificate", test_changed_certificate);
  g_test_add_func ("/culm-simulator/kicked", test_kicked);
  g_test_add_func ("/culm-simulator/move", test_move);
  g_test_add_func ("/culm-simulator/spool", test_spool);
  g_test_add_func ("/culm-simulator/no-data", test_no_data);
  g_test_add_func ("/culm-simulator/report", test_report);
  g_test_add_func ("/culm-simulator/crowd", test_crowd);
  g_test_add_func ("/culm-simulator/announcement", test_announcement);
  g_test_add_func ("/culm-simulator/signal", test_signal);
  g_test_add_func ("/culm-simulator/bad-options", test_bad_options);
  g_test_add_func ("/culm-simulator/bad-commands", test_bad_commands);

  return g_test_run ();
}
