/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `culmctl serve --publish`: a simulated printer on the mosquitto that somebody has already. */

#include <glib/gstdio.h>
#include <libdex.h>
#include <serve/serve-bridge.h>
#include <signal.h>
#include <string.h>

#include "culmctl-run.h"
#include "outside-broker.h"
#include "simulator-process.h"
#include "test-wait.h"

#define ENDED_BY_SIGNAL (128 + SIGTERM)
#define USER "house"
#define PASSWORD "what only the house knows"

typedef struct
{
  SimulatorProcess *simulator;
  JsonObject *printer;
  char *address;
  char *folder;
  OutsideBroker *broker;
  CulmctlRun *run;
} Fixture;

static const char *
printer_string (Fixture *fixture, const char *key)
{
  return json_object_get_string_member (fixture->printer, key);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const arguments[] = { "--profile", "P1S", NULL };
  g_autoptr (GError) error = NULL;

  fixture->simulator = simulator_process_start (arguments, &error);
  g_assert_no_error (error);
  fixture->printer = simulator_process_get_printer (fixture->simulator, 0);
  fixture->address = simulator_process_dup_address (fixture->simulator, 0);
  fixture->folder = g_dir_make_tmp ("culm-bridge-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->run, culmctl_run_free);
  g_clear_pointer (&fixture->broker, outside_broker_free);
  simulator_process_stop (fixture->simulator);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->address);
}

/* @scheme: where the broker is, without the port */
static void start (Fixture *fixture, const char *scheme, ...) G_GNUC_NULL_TERMINATED;

static void
start (Fixture *fixture, const char *scheme, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *uri =
      g_strdup_printf ("%s:%u", scheme, outside_broker_get_port (fixture->broker));
  g_auto (GStrv) command = NULL;
  const char *argument;
  va_list list;

  g_strv_builder_add_many (builder, CULM_CTL, "serve", "--publish", uri, "--address",
                           fixture->address, "--access-code-file",
                           printer_string (fixture, "access_code_file"), "--ca",
                           printer_string (fixture, "ca_file"), NULL);
  va_start (list, scheme);
  while ((argument = va_arg (list, const char *)))
    g_strv_builder_add (builder, argument);
  va_end (list);
  command = g_strv_builder_end (builder);
  fixture->run = culmctl_run_start ((const char *const *) command);
}

static void
stop (Fixture *fixture)
{
  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_test_message ("%s", fixture->run->errors);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
}

static char *
dup_topic (Fixture *fixture, const char *name)
{
  return g_strdup_printf ("culm/%s/%s", printer_string (fixture, "serial"), name);
}

static const char *
get (Fixture *fixture, OutsideClient *client, const char *name)
{
  g_autofree char *topic = dup_topic (fixture, name);

  return outside_client_get (client, topic);
}

static gboolean
is_said (Fixture *fixture, OutsideClient *client, const char *name, const char *part)
{
  const char *text = get (fixture, client, name);

  return text != NULL && strstr (text, part) != NULL;
}

static void
await_connected (Fixture *fixture, OutsideClient *client)
{
  test_wait_until (is_said (fixture, client, "available", "online")
                   && is_said (fixture, client, "state", "\"state\":\"")
                   && g_strcmp0 (outside_client_get (client, "culm/status"), "online") == 0);
}

static void
say (Fixture *fixture, OutsideClient *client, const char *name, const char *text)
{
  g_autofree char *topic = dup_topic (fixture, name);

  outside_client_say (client, topic, text, FALSE);
}

/* Returns: the answer to what is said */
static JsonObject *
ask (Fixture *fixture, OutsideClient *client, const char *name, const char *text)
{
  g_autofree char *topic = dup_topic (fixture, "answer");
  guint n_before = outside_client_count (client, topic);

  g_test_message ("%s %s", name, text);
  say (fixture, client, name, text);
  test_wait_until (outside_client_count (client, topic) > n_before);

  return culmctl_parse_line (outside_client_get (client, topic));
}

static void
assert_result (Fixture *fixture,
               OutsideClient *client,
               const char *name,
               const char *text,
               const char *result,
               int exit)
{
  g_autoptr (JsonObject) answer = ask (fixture, client, name, text);

  culmctl_assert_string (answer, "result", result);
  culmctl_assert_string (answer, "printer", printer_string (fixture, "serial"));
  g_assert_cmpint (json_object_get_int_member (answer, "exit"), ==, exit);
}

static void
test_two_programs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OutsideClient) one = NULL;
  g_autoptr (OutsideClient) other = NULL;
  g_autoptr (JsonObject) answer = NULL;

  fixture->broker = outside_broker_new (NULL, NULL, NULL);
  one = outside_client_new (fixture->broker);
  start (fixture, "mqtt://127.0.0.1", "--allow-commands", NULL);
  await_connected (fixture, one);

  /* What is retained */
  other = outside_client_new (fixture->broker);
  await_connected (fixture, other);
  test_wait_until (is_said (fixture, one, "state", "\"chamber_light\":\"off\"")
                   || is_said (fixture, one, "state", "\"chamber_light\":\"on\""));

  answer = ask (fixture, one, "command/light", "{\"id\":\"a\",\"words\":[\"off\"]}");
  culmctl_assert_string (answer, "command", "light");
  culmctl_assert_string (answer, "result", "done");
  culmctl_assert_string (answer, "id", "a");
  /* Said before the answer */
  g_assert_true (is_said (fixture, one, "state", "\"chamber_light\":\"off\""));
  test_wait_until (is_said (fixture, other, "state", "\"chamber_light\":\"off\""));

  assert_result (fixture, one, "command/light", " on\n", "done", OK);
  g_assert_true (is_said (fixture, one, "state", "\"chamber_light\":\"on\""));
  test_wait_until (is_said (fixture, other, "state", "\"chamber_light\":\"on\""));

  assert_result (fixture, other, "command/light", "{\"id\":\"a\",\"words\":\"off\"}", "repeated",
                 USAGE);
  assert_result (fixture, other, "command/light", "dim", "usage", USAGE);
  assert_result (fixture, other, "command/light", "[1]", "usage", USAGE);
  assert_result (fixture, other, "command/light", "on --help", "usage", USAGE);
  assert_result (fixture, other, "command/serve", "", "usage", USAGE);
  assert_result (fixture, other, "command/stop", "", "usage", USAGE);
  assert_result (fixture, other, "command/stop", "--yes", "not-now", NOT_NOW);
  assert_result (fixture, other, "command/jog", "[\"z\",\"--\",\"-1\"]", "done", OK);

  outside_client_say (other, "culm/00X00X/command/light", "on", FALSE);
  test_wait_until (outside_client_get (other, "culm/answer") != NULL);
  g_assert_nonnull (strstr (outside_client_get (other, "culm/answer"), "\"unknown\""));

  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login"), ==, 1);
  stop (fixture);
  test_wait_until (g_strcmp0 (outside_client_get (one, "culm/status"), "offline") == 0);
}

static void
test_discovery (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OutsideClient) client = NULL;
  g_autofree char *topic =
      g_strdup_printf ("homeassistant/device/culm_%s/config", printer_string (fixture, "serial"));
  g_autoptr (JsonObject) config = NULL;
  JsonObject *parts;

  fixture->broker = outside_broker_new (NULL, NULL, NULL);
  client = outside_client_new (fixture->broker);
  start (fixture, "mqtt://127.0.0.1", NULL);
  test_wait_until (outside_client_get (client, topic) != NULL
                   && strstr (outside_client_get (client, topic), "\"light\"") != NULL);
  config = culmctl_parse_line (outside_client_get (client, topic));
  parts = json_object_get_object_member (config, "components");
  culmctl_assert_string (json_object_get_object_member (parts, "light"), "platform",
                         "binary_sensor");
  g_assert_false (json_object_has_member (parts, "stop"));

  assert_result (fixture, client, "command/light", "on", "not-allowed", USAGE);
  g_assert_cmpuint (outside_client_count (client, "culm/answer"), ==, 0);
  stop (fixture);
}

static void
assert_told (Fixture *fixture, const char *text)
{
  if (strstr (fixture->run->output, text) == NULL)
    g_error ("“%s” is not in “%s”", text, fixture->run->output);
}

/* Everything that it does is told of. */
static void
test_all_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OutsideClient) client = NULL;
  g_autofree char *words = NULL;
  g_autofree char *member = NULL;

  fixture->broker = outside_broker_new (NULL, NULL, NULL);
  client = outside_client_new (fixture->broker);
  words = g_strdup_printf ("Publishing at mqtt://127.0.0.1:%u/culm: 1 printer.",
                           outside_broker_get_port (fixture->broker));
  member = g_strdup_printf ("\"publish\":\"mqtt://127.0.0.1:%u/culm\"",
                            outside_broker_get_port (fixture->broker));

  start (fixture, "mqtt://127.0.0.1", "--webhook", "http://127.0.0.1:9/", NULL);
  await_connected (fixture, client);
  stop (fixture);
  assert_told (fixture, "Telling http://127.0.0.1:9");
  assert_told (fixture, words);
  g_clear_pointer (&fixture->run, culmctl_run_free);
  test_wait_until (g_strcmp0 (outside_client_get (client, "culm/status"), "offline") == 0);

  start (fixture, "mqtt://127.0.0.1", "--mode", "compat", "--port", "0", NULL);
  await_connected (fixture, client);
  stop (fixture);
  assert_told (fixture, "Listening at http://127.0.0.1:");
  assert_told (fixture, words);
  g_clear_pointer (&fixture->run, culmctl_run_free);
  test_wait_until (g_strcmp0 (outside_client_get (client, "culm/status"), "offline") == 0);

  start (fixture, "mqtt://127.0.0.1", "--json", NULL);
  await_connected (fixture, client);
  stop (fixture);
  assert_told (fixture, member);
}

static void
test_broker_restarts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OutsideClient) before = NULL;
  g_autoptr (OutsideClient) after = NULL;

  fixture->broker = outside_broker_new (NULL, NULL, NULL);
  before = outside_client_new (fixture->broker);
  start (fixture, "mqtt://localhost", NULL);
  await_connected (fixture, before);

  outside_broker_restart (fixture->broker);
  after = outside_client_new (fixture->broker);
  await_connected (fixture, after);

  g_assert_cmpuint (simulator_process_count_events (fixture->simulator, "login"), ==, 1);
  stop (fixture);
  g_assert_nonnull (strstr (fixture->run->errors, "is not reached. It is tried again."));
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OutsideClient) client = NULL;

  fixture->broker = outside_broker_new (NULL, NULL, NULL);
  client = outside_client_new (fixture->broker);
  start (fixture, "mqtt://127.0.0.1", NULL);
  await_connected (fixture, client);

  g_subprocess_force_exit (fixture->run->process);
  test_wait_until (g_strcmp0 (outside_client_get (client, "culm/status"), "offline") == 0);
}

static void
test_retained_command (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OutsideClient) client = NULL;
  g_autofree char *kept = dup_topic (fixture, "command/pause");
  g_autofree char *answers = dup_topic (fixture, "answer");

  fixture->broker = outside_broker_new (NULL, NULL, NULL);
  client = outside_client_new (fixture->broker);
  outside_client_say (client, kept, "[]", TRUE);
  test_wait_until (outside_client_get (client, kept) != NULL);

  /* Had it been done, it would have been answered before. */
  start (fixture, "mqtt://127.0.0.1", "--allow-commands", NULL);
  await_connected (fixture, client);
  assert_result (fixture, client, "command/speed", "warp", "usage", USAGE);
  g_assert_cmpuint (outside_client_count (client, answers), ==, 1);

  /* Clearing it is no command either, but nothing is one otherwise. */
  outside_client_say (client, kept, "", TRUE);
  assert_result (fixture, client, "command/speed", "warp", "usage", USAGE);
  g_assert_cmpuint (outside_client_count (client, answers), ==, 2);
  assert_result (fixture, client, "command/pause", "", "not-now", NOT_NOW);

  stop (fixture);
  g_assert_nonnull (strstr (fixture->run->errors, "is retained on the broker. It is not done."));
}

static char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);

  return path;
}

static void
on_line (GObject *stream, GAsyncResult *result, gpointer line)
{
  g_autoptr (GError) error = NULL;

  *(char **) line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (stream), result, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (*(char **) line);
}

/* Until it says so; then it is ended. */
static void
await_error (Fixture *fixture, const char *words)
{
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stderr_pipe (fixture->run->process));
  gboolean is_said = FALSE;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  while (!is_said)
    {
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, on_line, &line);
      test_wait_until (line != NULL);
      g_test_message ("%s", line);
      is_said = strstr (line, words) != NULL;
    }

  stop (fixture);
  g_clear_pointer (&fixture->run, culmctl_run_free);
}

static void
start_tls (Fixture *fixture, const char *ca_file, const char *password_file)
{
  start (fixture, "mqtts://localhost", "--publish-user", USER, "--publish-password-file",
         password_file, ca_file ? "--publish-ca" : NULL, ca_file, NULL);
}

static void
test_tls (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("House CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_HOST, NULL);
  g_autoptr (SimCertificate) stranger =
      sim_certificate_new ("Other CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_HOST, NULL);
  g_autofree char *other_ca = g_build_filename (fixture->folder, "other.pem", NULL);
  g_autofree char *password = write_file (fixture, "password", PASSWORD "\n");
  g_autofree char *wrong = write_file (fixture, "wrong", "guessed\n");
  g_autoptr (OutsideClient) client = NULL;
  g_autoptr (GError) error = NULL;

  sim_certificate_save (stranger, other_ca, FALSE, &error);
  g_assert_no_error (error);
  fixture->broker = outside_broker_new (authority, USER, PASSWORD);
  client = outside_client_new (fixture->broker);

  start_tls (fixture, other_ca, password);
  await_error (fixture, "does not prove to be that broker. Nothing was sent.");

  start_tls (fixture, NULL, password);
  await_error (fixture, "does not prove to be that broker. Nothing was sent.");

  start_tls (fixture, outside_broker_get_ca_file (fixture->broker), wrong);
  await_error (fixture, "does not accept the name or the password.");
  g_assert_null (outside_client_get (client, "culm/status"));

  start_tls (fixture, outside_broker_get_ca_file (fixture->broker), password);
  await_connected (fixture, client);
  stop (fixture);
  g_assert_null (strstr (fixture->run->errors, PASSWORD));

  g_unlink (other_ca);
  g_unlink (password);
  g_unlink (wrong);
}

static DexFuture *
ask_nobody (BambuPrinter *printer, const char *command, const char *const *words)
{
  g_assert_not_reached ();
}

static void
on_failed (const ServeBroker *broker, const GError *error, gpointer user_data)
{
  g_assert_no_error (error);
}

/* Printers that come and go; in this process */
static void
test_come_and_go (void)
{
  const ServeBridgeRules rules = { .ask = ask_nobody };
  g_autoptr (OutsideBroker) broker = outside_broker_new (NULL, NULL, NULL);
  g_autoptr (OutsideClient) before = outside_client_new (broker);
  g_autoptr (OutsideClient) after = NULL;
  g_autofree char *uri =
      g_strdup_printf ("mqtt://127.0.0.1:%u/a/b", outside_broker_get_port (broker));
  g_autoptr (GListStore) printers = g_list_store_new (BAMBU_TYPE_PRINTER);
  g_autoptr (BambuPrinter) first = bambu_printer_new ("01P00A000000001", NULL);
  g_autoptr (BambuPrinter) second = bambu_printer_new ("01P00A000000002", NULL);
  g_autoptr (BambuPrinter) nobody = bambu_printer_new ("a/b", NULL);
  g_autoptr (ServeBridge) bridge = NULL;

  g_list_store_append (printers, first);
  g_list_store_append (printers, nobody); /* no topic */
  bridge = serve_bridge_new (serve_broker_parse (uri, NULL), G_LIST_MODEL (printers), &rules,
                             on_failed, NULL);
  test_wait_until (outside_client_get (before, "a/b/01P00A000000001/state") != NULL);

  g_list_store_append (printers, second);
  test_wait_until (outside_client_get (before, "a/b/01P00A000000002/state") != NULL);
  g_assert_cmpuint (outside_client_count (before, "a/b/01P00A000000001/state"), ==, 1);

  g_list_store_remove (printers, 0);
  test_wait_until (outside_client_count (before, "a/b/01P00A000000001/state") == 2);
  after = outside_client_new (broker);
  test_wait_until (outside_client_get (after, "a/b/01P00A000000002/state") != NULL
                   && g_strcmp0 (outside_client_get (after, "a/b/status"), "online") == 0);
  g_assert_cmpuint (outside_client_count (after, "a/b/01P00A000000001/state"), ==, 0);
  g_assert_cmpuint (outside_client_count (after, "a/b/01P00A000000001/available"), ==, 0);

  g_clear_pointer (&bridge, serve_bridge_free);
  test_wait_until (g_strcmp0 (outside_client_get (after, "a/b/status"), "offline") == 0);
}

static void
assert_refused (const char *options, const char *words)
{
  g_autofree char *line = g_strconcat (CULM_CTL " serve ", options, NULL);
  g_auto (GStrv) command = NULL;
  g_autoptr (CulmctlRun) run = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &command, NULL));
  run = culmctl_run ((const char *const *) command, NULL);
  g_assert_cmpint (run->exit, ==, USAGE);
  if (strstr (run->errors, words) == NULL)
    g_error ("“%s” is not in “%s”", words, run->errors);
  g_assert_null (strstr (run->errors, "secret"));
}

static void
test_wrong (void)
{
  assert_refused ("--publish http://127.0.0.1", "mqtt:// or mqtts://");
  assert_refused ("--publish mqtt://me:secret@127.0.0.1", "--publish-password-file");
  assert_refused ("--publish mqtt://127.0.0.1/a/#", "mqtt://HOST[:PORT][/PREFIX]");
  assert_refused ("--publish mqtt://127.0.0.1/a+b", "no “+” and no “#”");
  assert_refused ("--publish mqtt://127.0.0.1 --publish-password-file x", "takes --publish-user");
  assert_refused ("--publish mqtt://broker.test --publish-user me --publish-password-file x",
                  "Others could read the password");
  assert_refused ("--publish mqtt://127.0.0.1 --publish-ca x", "--publish-ca is for");
  assert_refused ("--publish mqtts://127.0.0.1 --publish-ca /dev/null", "not what should be in it");
  assert_refused ("--publish mqtt://127.0.0.1 --discovery a/+", "no “+” and no “#”");
  assert_refused ("--mode none", "nothing to do");
  assert_refused ("--mode compat --allow-commands", "--publish, which is missing");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/culmctl-bridge/two-programs", Fixture, NULL, set_up, test_two_programs, tear_down);
  g_test_add ("/culmctl-bridge/discovery", Fixture, NULL, set_up, test_discovery, tear_down);
  g_test_add ("/culmctl-bridge/all-at-once", Fixture, NULL, set_up, test_all_at_once, tear_down);
  g_test_add ("/culmctl-bridge/broker-restarts", Fixture, NULL, set_up, test_broker_restarts,
              tear_down);
  g_test_add ("/culmctl-bridge/killed", Fixture, NULL, set_up, test_killed, tear_down);
  g_test_add ("/culmctl-bridge/retained-command", Fixture, NULL, set_up, test_retained_command,
              tear_down);
  g_test_add ("/culmctl-bridge/tls", Fixture, NULL, set_up, test_tls, tear_down);
  g_test_add_func ("/culmctl-bridge/come-and-go", test_come_and_go);
  g_test_add_func ("/culmctl-bridge/wrong", test_wrong);

  return g_test_run ();
}
