/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `culmctl serve` in front of the simulated cloud and printers, with all of its log on. */

#include <glib/gstdio.h>
#include <libdex.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cloud-client.h"
#include "culmctl-run.h"
#include "open-metrics.h"
#include "test-wait.h"

#define ACCOUNT "plain@example.com"
#define CUSTOM "custom-of-a-friend"
#define SECRET "the secret of the one who runs it"
#define BIND "/v1/iot-service/api/user/bind"
#define REALTIME "/v1/iot-service/api/user/device/realtime"
#define POLL_MSEC 500
#define ENDED_BY_SIGNAL (128 + SIGTERM)

typedef struct
{
  CloudClient *client;
  char *real;
  char *folder;
  char *tokens;
  char *secret;
  CulmctlRun *run;
  JsonObject *start;
} Fixture;

static char *
write_file (Fixture *fixture, const char *name, const char *text, int mode)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode, &error);
  g_assert_no_error (error);

  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const options[] = { "--profile", "P1S", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  fixture->client = cloud_client_new (options);
  fixture->real = cloud_client_sign_in (fixture->client, ACCOUNT);
  fixture->folder = g_dir_make_tmp ("culm-serve-XXXXXX", &error);
  g_assert_no_error (error);
  text = g_strdup_printf ("{\"" CUSTOM "\":\"%s\"}", fixture->real);
  fixture->tokens = write_file (fixture, "tokens.json", text, 0600);
  fixture->secret = write_file (fixture, "secret", SECRET "\n", 0600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->run, culmctl_run_free);
  g_clear_pointer (&fixture->start, json_object_unref);
  g_unlink (fixture->tokens);
  g_unlink (fixture->secret);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->tokens);
  g_free (fixture->secret);
  g_free (fixture->folder);
  g_free (fixture->real);
  cloud_client_free (fixture->client);
}

static CulmctlRun *start (Fixture *fixture, ...) G_GNUC_NULL_TERMINATED;

static CulmctlRun *
start (Fixture *fixture, ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonObject *cloud = fixture->client->cloud;
  g_auto (GStrv) command = NULL;
  const char *argument;
  va_list list;

  g_strv_builder_add_many (builder, "/usr/bin/env", "G_MESSAGES_DEBUG=all", CULM_CTL, "serve",
                           "--json", "--port", "0", "--tokens", fixture->tokens, "--cloud-origin",
                           json_object_get_string_member (cloud, "origin"), "--cloud-ca",
                           json_object_get_string_member (cloud, "ca_file"), "--cloud-broker",
                           json_object_get_string_member (cloud, "mqtt"), NULL);
  va_start (list, fixture);
  while ((argument = va_arg (list, const char *)))
    g_strv_builder_add (builder, argument);
  va_end (list);
  command = g_strv_builder_end (builder);

  return culmctl_run_start ((const char *const *) command);
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

/* Returns: (transfer full): the first line with this beginning; libdex may say something before */
static char *
await_line (Fixture *fixture, const char *beginning)
{
  g_autoptr (GDataInputStream) stream =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->run->process));

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
  while (TRUE)
    {
      g_autofree char *line = NULL;

      g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, on_line, &line);
      test_wait_until (line != NULL);
      if (g_str_has_prefix (line, beginning))
        return g_steal_pointer (&line);
    }
}

static void
await_start (Fixture *fixture)
{
  g_autofree char *line = await_line (fixture, "{");

  fixture->start = culmctl_parse_line (line);
}

static CloudAnswer *
send (Fixture *fixture, const char *method, const char *path, const char *token, const char *body)
{
  const char *address = json_object_get_string_member (fixture->start, "address");
  g_autofree char *url = g_strconcat (address, path + 1, NULL);
  g_autoptr (SoupMessage) message = cloud_client_make_message (method, url, token, body);

  return cloud_client_send (fixture->client, message);
}

static CloudAnswer *
ask (Fixture *fixture, const char *method, const char *path, const char *token)
{
  return send (fixture, method, path, token, NULL);
}

/* With pauses: it may be asked thirty times a minute. */
static CloudAnswer *
await_report (Fixture *fixture, const char *path)
{
  while (TRUE)
    {
      g_autoptr (CloudAnswer) answer = ask (fixture, "GET", path, CUSTOM);

      if (answer->status != 202)
        return g_steal_pointer (&answer);
      dex_unref (test_await (dex_timeout_new_msec (POLL_MSEC)));
    }
}

/* Through a real broker, to a simulated printer */
static void
test_realtime (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CloudAnswer) devices = NULL;
  g_autoptr (CloudAnswer) begun = NULL;
  g_autoptr (CloudAnswer) report = NULL;
  g_autofree char *body = NULL;
  g_autofree char *path = NULL;
  JsonObject *device;
  const char *serial;

  fixture->run = start (fixture, NULL);
  await_start (fixture);
  devices = ask (fixture, "GET", BIND, CUSTOM);
  device =
      json_array_get_object_element (json_object_get_array_member (devices->json, "devices"), 0);
  serial = json_object_get_string_member (device, "dev_id");
  body = g_strdup_printf ("{'device_id':'%s'}", serial);
  path = g_strdup_printf (REALTIME "?device_id=%s", serial);

  begun = send (fixture, "POST", REALTIME "/start", CUSTOM, body);
  g_assert_cmpuint (begun->status, ==, 200);
  report = await_report (fixture, path);
  g_assert_cmpuint (report->status, ==, 200);
  g_assert_nonnull (strstr (report->body, "\"gcode_state\""));

  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
  g_assert_null (strstr (fixture->run->errors, fixture->real));
}

static void
test_serve (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CloudAnswer) health = NULL;
  g_autoptr (CloudAnswer) devices = NULL;
  g_autoptr (CloudAnswer) refused = NULL;
  g_autoptr (CloudAnswer) changing = NULL;

  fixture->run = start (fixture, "--secret-file", fixture->secret, NULL);
  await_start (fixture);
  culmctl_assert_string (fixture->start, "mode", "strict");
  culmctl_assert_string (fixture->start, "backend",
                         json_object_get_string_member (fixture->client->cloud, "origin"));
  g_assert_cmpint (json_object_get_int_member (fixture->start, "tokens_configured"), ==, 1);
  g_assert_true (json_object_has_member (fixture->start, "rate_limits"));
  g_assert_true (g_str_has_prefix (json_object_get_string_member (fixture->start, "address"),
                                   "http://127.0.0.1:"));

  health = ask (fixture, "GET", "/health", NULL);
  devices = ask (fixture, "GET", BIND, CUSTOM);
  refused = ask (fixture, "GET", BIND, fixture->real);
  changing = ask (fixture, "DELETE", BIND, CUSTOM);

  g_assert_cmpuint (health->status, ==, 200);
  g_assert_cmpuint (devices->status, ==, 200);
  g_assert_nonnull (strstr (devices->body, "\"dev_id\""));
  g_assert_nonnull (strstr (devices->body, "\"dev_access_code\":\"********\""));
  g_assert_cmpuint (refused->status, ==, 401);
  g_assert_cmpuint (changing->status, ==, 405);

  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
  g_assert_null (strstr (fixture->run->errors, fixture->real));
  g_assert_null (strstr (fixture->run->errors, CUSTOM));
  g_assert_null (strstr (fixture->run->errors, SECRET));
}

/* An address of this computer's that nobody else has */
static char *
dup_own_address (void)
{
  guint number = (guint) getpid ();

  return g_strdup_printf ("127.%u.%u.%u", 64 + (number >> 16) % 64, (number >> 8) & 0xff,
                          1 + (number & 0xff) % 254);
}

/* Who says nothing gets the ports, the file and the service that the older program has; and one
 * line about them. No question is asked, so none gets out. */
static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  SimulatorProcess *simulator = fixture->client->simulator;
  JsonObject *printer = simulator_process_get_printer (simulator, 0);
  g_autofree char *host = simulator_process_dup_address (simulator, 0);
  g_autofree char *compat =
      g_strdup_printf (" --mode compat --address %s --access-code-file %s --ca %s", host,
                       json_object_get_string_member (printer, "access_code_file"),
                       json_object_get_string_member (printer, "ca_file"));
  const struct
  {
    const char *options;
    const char *told;
  } rows[] = {
    { "", "5001/ in mode “strict”, for https://api.bambulab.com, with 1 token." },
    { " --mode full", "5003/ in mode “full”, for https://api.bambulab.com, with 1 token." },
    { " --region china", "5001/ in mode “strict”, for https://api.bambulab.cn, with 1 token." },
    { compat, "8080/ in mode “compat”, with 1 printer." },
  };
  g_autofree char *address = dup_own_address ();
  g_autofree char *tokens =
      write_file (fixture, "proxy_tokens.json", "{\"" CUSTOM "\":\"AQA\"}", 0600);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words =
          g_strdup_printf ("/usr/bin/env -C %s %s serve --listen %s%s", fixture->folder, CULM_CTL,
                           address, rows[i].options);
      g_autofree char *told = g_strdup_printf ("Listening at http://%s:%s", address, rows[i].told);
      g_auto (GStrv) command = g_strsplit (words, " ", -1);
      g_autofree char *line = NULL;

      fixture->run = culmctl_run_start ((const char *const *) command);
      line = await_line (fixture, "Listening");
      g_assert_cmpstr (line, ==, told);
      g_subprocess_send_signal (fixture->run->process, SIGTERM);
      culmctl_run_await (fixture->run);
      g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
      g_clear_pointer (&fixture->run, culmctl_run_free);
    }
  g_unlink (tokens);
}

static double
number_of (CloudAnswer *answer, const char *serial, const char *name)
{
  JsonObject *device;

  if (!json_object_has_member (answer->json, serial))
    return -1;

  device = json_object_get_object_member (answer->json, serial);

  return json_object_get_double_member (json_object_get_object_member (device, "print"), name);
}

/* Until a change of the printer's is told of */
static void
await_change (Fixture *fixture, const char *serial)
{
  g_autofree char *change = g_strdup_printf ("state %s {\"bed_temper\":61.5}", serial);
  gboolean is_told = FALSE;

  while (!is_told)
    {
      g_autoptr (CloudAnswer) all = ask (fixture, "GET", "/api/v1/status", NULL);

      g_assert_cmpuint (all->status, ==, 200);
      if (number_of (all, serial, "age_seconds") >= 0)
        simulator_process_tell (fixture->client->simulator, change);
      is_told = number_of (all, serial, "bed_temper") == 61.5;
      dex_unref (test_await (dex_timeout_new_msec (POLL_MSEC)));
    }
}

/* The same through an account */
static void
test_cloud (Fixture *fixture, gconstpointer data)
{
  JsonObject *printer = simulator_process_get_printer (fixture->client->simulator, 0);
  g_autofree char *text = g_strdup_printf ("{\"token\":\"%s\"}", fixture->real);
  g_autofree char *path = write_file (fixture, "secret", text, 0600);

  fixture->run = start (fixture, "--mode", "compat", "--token-file", path, NULL);
  await_start (fixture);
  await_change (fixture, json_object_get_string_member (printer, "serial"));

  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
  g_assert_null (strstr (fixture->run->errors, fixture->real));
}

/* The reports of a printer on this network, as they come */
static void
test_printers (Fixture *fixture, gconstpointer data)
{
  SimulatorProcess *simulator = fixture->client->simulator;
  JsonObject *printer = simulator_process_get_printer (simulator, 0);
  const char *serial = json_object_get_string_member (printer, "serial");
  const char *code = json_object_get_string_member (printer, "access_code");
  g_autofree char *host = simulator_process_dup_address (simulator, 0);
  g_autofree char *sample =
      g_strdup_printf ("culm_heater_temperature_celsius{serial=\"%s\",heater=\"bed\"}", serial);
  g_autofree char *up = g_strdup_printf ("culm_printer_link_up{serial=\"%s\"}", serial);
  g_autofree char *fault = NULL;
  g_autoptr (CloudAnswer) devices = NULL;
  g_autoptr (CloudAnswer) numbers = NULL;
  g_autoptr (OpenMetrics) metrics = NULL;

  fixture->run =
      start (fixture, "--mode", "compat", "--metrics", "--address", host, "--serial", serial,
             "--access-code-file", json_object_get_string_member (printer, "access_code_file"),
             "--ca", json_object_get_string_member (printer, "ca_file"), NULL);
  await_start (fixture);
  culmctl_assert_string (fixture->start, "mode", "compat");
  g_assert_cmpint (json_object_get_int_member (fixture->start, "devices"), ==, 1);

  await_change (fixture, serial);

  devices = ask (fixture, "GET", "/api/v1/devices", NULL);
  g_assert_cmpuint (devices->status, ==, 200);
  g_assert_nonnull (strstr (devices->body, serial));
  g_assert_null (strstr (devices->body, code));

  numbers = ask (fixture, "GET", "/metrics", NULL);
  g_assert_cmpuint (numbers->status, ==, 200);
  metrics = open_metrics_parse (numbers->body, &fault);
  g_assert_cmpstr (fault, ==, NULL);
  g_assert_cmpfloat (open_metrics_get (metrics, up), ==, 1);
  g_assert_true (open_metrics_has (metrics, sample));

  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
  g_assert_null (strstr (fixture->run->errors, code));
}

/* It serves all the same, and says once what is wrong. */
static void
test_wrong_code (Fixture *fixture, gconstpointer data)
{
  SimulatorProcess *simulator = fixture->client->simulator;
  JsonObject *printer = simulator_process_get_printer (simulator, 0);
  const char *serial = json_object_get_string_member (printer, "serial");
  g_autofree char *host = simulator_process_dup_address (simulator, 0);
  g_autofree char *path = g_strdup_printf ("/api/v1/status?device_id=%s", serial);
  g_autofree char *code = write_file (fixture, "secret", "00000000\n", 0600);
  gboolean is_told = FALSE;

  fixture->run = start (fixture, "--mode", "compat", "--address", host, "--serial", serial,
                        "--access-code-file", code, "--ca",
                        json_object_get_string_member (printer, "ca_file"), NULL);
  await_start (fixture);
  while (!is_told)
    {
      g_autoptr (CloudAnswer) answer = ask (fixture, "GET", path, NULL);

      g_assert_cmpuint (answer->status, ==, 502);
      is_told = strstr (answer->body, "refuses the access code") != NULL;
      dex_unref (test_await (dex_timeout_new_msec (POLL_MSEC)));
    }

  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
  g_assert_nonnull (strstr (fixture->run->errors, "refused the access code"));
  g_assert_null (strstr (strstr (fixture->run->errors, "refused the access code") + 1,
                         "refused the access code"));
}

static void
assert_refused (Fixture *fixture, CulmctlRun *run, const char *words)
{
  fixture->run = run;
  culmctl_run_await (run);
  g_assert_cmpint (run->exit, ==, USAGE);
  if (strstr (run->errors, words) == NULL)
    g_error ("“%s” is not in “%s”", words, run->errors);
  g_assert_null (strstr (run->errors, fixture->real));
  g_clear_pointer (&fixture->run, culmctl_run_free);
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  static const char *const nothing[] = { CULM_CTL, "serve", "--mode", "none", NULL };
  g_autofree char *code = NULL;

  assert_refused (fixture, culmctl_run_start (nothing), "nothing to do");
  assert_refused (fixture, start (fixture, "--mode", "open", NULL), "no mode “open”");
  assert_refused (fixture, start (fixture, "--mode", "none", NULL), "without HTTP");
  assert_refused (fixture, start (fixture, "--mode", "none", "--metrics", NULL), "without HTTP");
  assert_refused (fixture, start (fixture, "--mode", "none", "--cors", "*", NULL), "without HTTP");
  assert_refused (fixture, start (fixture, "Loft", NULL), "“Loft” is one argument too many");
  assert_refused (fixture, start (fixture, "--listen", "here", NULL), "“here” is no IP address");
  assert_refused (fixture, start (fixture, "--port", "70000", NULL), "A port is from 0");
  assert_refused (fixture, start (fixture, "--listen", "0.0.0.0", NULL), "--secret-file");
  assert_refused (fixture,
                  start (fixture, "--listen", "::", "--secret-file", fixture->secret, NULL),
                  "--certificate");

  assert_refused (fixture, start (fixture, "--cors", "*", NULL), "Name their origins");
  assert_refused (fixture,
                  start (fixture, "--mode", "compat", "--listen", "0.0.0.0", "--cors", "*",
                         "--secret-file", fixture->secret, "--certificate", fixture->tokens, NULL),
                  "Name their origins");
  assert_refused (fixture, start (fixture, "--cors", "example.com", NULL),
                  "“example.com” is no origin");

  code = write_file (fixture, "secret", "short", 0600);
  assert_refused (fixture, start (fixture, "--secret-file", fixture->secret, NULL),
                  "at least 16 characters");
  g_assert_cmpint (g_chmod (fixture->tokens, 0644), ==, 0);
  assert_refused (fixture, start (fixture, NULL), "chmod 600");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  g_test_add ("/culmctl-serve/serve", Fixture, NULL, set_up, test_serve, tear_down);
  g_test_add ("/culmctl-serve/defaults", Fixture, NULL, set_up, test_defaults, tear_down);
  g_test_add ("/culmctl-serve/realtime", Fixture, NULL, set_up, test_realtime, tear_down);
  g_test_add ("/culmctl-serve/printers", Fixture, NULL, set_up, test_printers, tear_down);
  g_test_add ("/culmctl-serve/cloud", Fixture, NULL, set_up, test_cloud, tear_down);
  g_test_add ("/culmctl-serve/wrong-code", Fixture, NULL, set_up, test_wrong_code, tear_down);
  g_test_add ("/culmctl-serve/wrong", Fixture, NULL, set_up, test_wrong, tear_down);

  return g_test_run ();
}
