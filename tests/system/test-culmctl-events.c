/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens to a simulated printer, as `culmctl watch --events` shows it and `culmctl serve
 * --webhook` tells it. */

#include <glib/gstdio.h>
#include <libdex.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>

#include "culmctl-run.h"
#include "simulator-process.h"
#include "test-wait.h"

/* Its own, as other tests' simulators announce themselves to the same loopback interface */
#define SERIAL "01P00A770000081"
#define SECRET "what the webhook is signed with"
#define QUERY "token=secret-of-the-address"
#define FAULT "0300_0100_0001_0007"
#define FAULTY "state " SERIAL " {\"hms\":[{\"attr\":50331904,\"code\":65543}]}"
#define OTHERWISE_FAULTY "state " SERIAL " {\"hms\":[{\"attr\":50331904,\"code\":65544}]}"
#define STOP "request " SERIAL " {\"print\":{\"command\":\"stop\",\"sequence_id\":\"1\"}}"
#define ALL "G_MESSAGES_DEBUG=all"
#define QUIET "G_MESSAGES_DEBUG="
#define ENDED_BY_SIGNAL (128 + SIGTERM)

typedef struct
{
  SimulatorProcess *simulator;
  CulmctlRun *run;
  GDataInputStream *output;
  char *folder;
  char *secret;
  char *address; /* in a file of its own, as it is secret */

  SoupServer *server;
  char *url;
  GPtrArray *requests; /* of JsonObject, with what its headers say */
  guint n_refused;     /* so many are not taken yet */
  gboolean is_silent;
} Fixture;

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  Fixture *fixture = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data, (gsize) body->length);
  JsonObject *event = culmctl_parse_line (text);
  g_autofree char *signed_text =
      g_strconcat (soup_message_headers_get_one (headers, "X-Culm-Timestamp"), ".", text, NULL);
  g_autofree char *signature = g_compute_hmac_for_string (
      G_CHECKSUM_SHA256, (const guchar *) SECRET, strlen (SECRET), signed_text, -1);
  g_autofree char *expected = g_strconcat ("sha256=", signature, NULL);

  g_assert_cmpstr (g_uri_get_query (soup_server_message_get_uri (message)), ==, QUERY);
  g_assert_cmpstr (soup_message_headers_get_one (headers, "X-Culm-Signature"), ==, expected);
  culmctl_assert_string (event, "id", soup_message_headers_get_one (headers, "X-Culm-Delivery"));
  culmctl_assert_string (event, "event", soup_message_headers_get_one (headers, "X-Culm-Event"));
  g_ptr_array_add (fixture->requests, event);

  if (fixture->is_silent)
    {
      soup_server_message_pause (message);
    }
  else if (fixture->n_refused > 0)
    {
      fixture->n_refused--;
      soup_server_message_set_status (message, 503, NULL);
    }
  else
    {
      soup_server_message_set_status (message, 204, NULL);
    }
}

static void
set_up (Fixture *fixture, gconstpointer speed)
{
  const char *const options[] = { "--profile", "P1S", "--serial", SERIAL, "--speed", speed, NULL };
  g_autoptr (GError) error = NULL;
  GSList *uris;

  fixture->simulator = simulator_process_start (options, &error);
  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("culm-events-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->secret = g_build_filename (fixture->folder, "secret", NULL);
  g_file_set_contents_full (fixture->secret, SECRET "\n", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);

  fixture->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, "/hook", on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d/hook?" QUERY, g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->address = g_build_filename (fixture->folder, "address", NULL);
  g_file_set_contents_full (fixture->address, fixture->url, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                            0600, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer speed)
{
  g_clear_object (&fixture->output);
  g_clear_pointer (&fixture->run, culmctl_run_free);
  simulator_process_stop (fixture->simulator);
  soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  g_ptr_array_unref (fixture->requests);
  g_unlink (fixture->secret);
  g_unlink (fixture->address);
  g_rmdir (fixture->folder);
  g_free (fixture->secret);
  g_free (fixture->address);
  g_free (fixture->folder);
  g_free (fixture->url);
}

static void start (Fixture *fixture, const char *log, ...) G_GNUC_NULL_TERMINATED;

/* @log: an assignment */
static void
start (Fixture *fixture, const char *log, ...)
{
  JsonObject *printer = simulator_process_get_printer (fixture->simulator, 0);
  g_autofree char *address = simulator_process_dup_address (fixture->simulator, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) command = NULL;
  const char *argument;
  va_list list;

  g_strv_builder_add_many (builder, "/usr/bin/env", log, CULM_CTL, NULL);
  va_start (list, log);
  while ((argument = va_arg (list, const char *)))
    g_strv_builder_add (builder, argument);
  va_end (list);
  g_strv_builder_add_many (builder, "--address", address, "--access-code-file",
                           json_object_get_string_member (printer, "access_code_file"), "--ca",
                           json_object_get_string_member (printer, "ca_file"), NULL);
  command = g_strv_builder_end (builder);
  fixture->run = culmctl_run_start ((const char *const *) command);
  fixture->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->run->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (fixture->output), FALSE);
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

static char *
read_line (Fixture *fixture)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (fixture->output, G_PRIORITY_DEFAULT, NULL, on_line, &line);
  test_wait_until (line != NULL);
  g_test_message ("%s", line);

  return line;
}

/* libdex may say something before. */
static JsonObject *
read_object (Fixture *fixture)
{
  for (;;)
    {
      g_autofree char *line = read_line (fixture);

      if (*line == '{')
        return culmctl_parse_line (line);
    }
}

static void
end (Fixture *fixture)
{
  g_subprocess_send_signal (fixture->run->process, SIGTERM);
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, ENDED_BY_SIGNAL);
}

static JsonObject *
read_event (Fixture *fixture, const char *name)
{
  JsonObject *event = read_object (fixture);

  culmctl_assert_string (event, "event", name);
  culmctl_assert_string (json_object_get_object_member (event, "device"), "serial", SERIAL);

  return event;
}

/* A print from its beginning to its end, in a hurry */
static void
test_watch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) online = NULL;
  g_autoptr (JsonObject) started = NULL;
  g_autoptr (JsonObject) completed = NULL;
  JsonObject *print;

  start (fixture, QUIET, "watch", "--events", "--json", NULL);
  online = read_event (fixture, "device.online");
  simulator_process_tell (fixture->simulator, "job " SERIAL " Vase");
  started = read_event (fixture, "print.started");
  print = json_object_get_object_member (started, "data");
  culmctl_assert_string (print, "name", "Vase");
  completed = read_event (fixture, "print.completed");
  print = json_object_get_object_member (completed, "data");
  culmctl_assert_string (print, "name", "Vase");
  g_assert_cmpint (json_object_get_int_member (print, "percent"), ==, 100);
  end (fixture);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *online = NULL;
  g_autofree char *fault = NULL;

  start (fixture, QUIET, "watch", "--events", NULL);
  do
    {
      g_free (online);
      online = read_line (fixture);
    }
  while (*online != '[');
  g_assert_true (g_str_has_suffix (online, "] " SERIAL ": Online"));
  simulator_process_tell (fixture->simulator, FAULTY);
  fault = read_line (fixture);
  g_assert_nonnull (strstr (fault, FAULT));
  end (fixture);
}

static JsonObject *
await_request (Fixture *fixture, guint index, const char *name)
{
  JsonObject *event;

  test_wait_until (fixture->requests->len > index);
  event = fixture->requests->pdata[index];
  culmctl_assert_string (event, "event", name);

  return json_object_get_object_member (event, "data");
}

static void
test_webhook (Fixture *fixture, gconstpointer data)
{
  g_autoptr (JsonObject) begin = NULL;
  JsonObject *print = NULL;

  fixture->n_refused = 1;
  start (fixture, ALL, "serve", "--json", "--mode", "none", "--webhook-file", fixture->address,
         "--webhook-secret-file", fixture->secret, NULL);
  begin = read_object (fixture);
  culmctl_assert_string (begin, "mode", "none");
  g_assert_null (strstr (json_object_get_string_member (begin, "webhook"), QUERY));

  /* The same once more, as it was not taken. */
  await_request (fixture, 0, "device.online");
  await_request (fixture, 1, "device.online");
  culmctl_assert_string (fixture->requests->pdata[1], "id",
                         json_object_get_string_member (fixture->requests->pdata[0], "id"));

  simulator_process_tell (fixture->simulator, "job " SERIAL " Vase");
  culmctl_assert_string (await_request (fixture, 2, "print.started"), "name", "Vase");

  /* In the midst of it the connection breaks, and a fault comes. */
  simulator_process_tell (fixture->simulator, "stop-broker");
  simulator_process_tell (fixture->simulator, "start-broker");
  simulator_process_tell (fixture->simulator, FAULTY);
  culmctl_assert_string (await_request (fixture, 3, "notification.created"), "code", FAULT);

  /* That somebody ended it is an alert too. */
  simulator_process_tell (fixture->simulator, STOP);
  test_wait_until (fixture->requests->len >= 6);
  for (guint i = 4; i < 6; i++)
    if (g_str_equal (json_object_get_string_member (fixture->requests->pdata[i], "event"),
                     "print.failed"))
      print = json_object_get_object_member (fixture->requests->pdata[i], "data");
    else
      culmctl_assert_string (await_request (fixture, i, "notification.created"), "code",
                             "0300-400C");
  g_assert_nonnull (print);
  culmctl_assert_string (print, "reason", "cancelled");
  culmctl_assert_string (print, "name", "Vase");

  /* What is not taken at the end is not delivered. */
  fixture->is_silent = TRUE;
  simulator_process_tell (fixture->simulator, OTHERWISE_FAULTY);
  test_wait_until (fixture->requests->len > 6);
  end (fixture);
  g_assert_nonnull (strstr (fixture->run->errors, "not delivered: there was no time for"));
  g_assert_null (strstr (fixture->run->errors, QUERY));
  g_assert_null (strstr (fixture->run->errors, SECRET));
}

static void
assert_refused (Fixture *fixture, const char *words)
{
  culmctl_run_await (fixture->run);
  g_assert_cmpint (fixture->run->exit, ==, USAGE);
  if (strstr (fixture->run->errors, words) == NULL)
    g_error ("“%s” is not in “%s”", words, fixture->run->errors);
  g_assert_null (strstr (fixture->run->errors, QUERY));
  g_clear_object (&fixture->output);
  g_clear_pointer (&fixture->run, culmctl_run_free);
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  start (fixture, QUIET, "serve", "--webhook", "http://example.com/?" QUERY, NULL);
  assert_refused (fixture, "only on this computer");
  start (fixture, QUIET, "serve", "--webhook", fixture->url, "--webhook-file", fixture->address,
         NULL);
  assert_refused (fixture, "“--webhook” is one argument too many");
  start (fixture, QUIET, "serve", "--webhook-secret-file", fixture->secret, NULL);
  assert_refused (fixture, "--webhook, which is missing");
  start (fixture, QUIET, "serve", "--webhook", fixture->url, "--webhook-ca", "/nowhere.pem", NULL);
  assert_refused (fixture, "/nowhere.pem");
  g_file_set_contents_full (fixture->secret, "short", -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);
  start (fixture, QUIET, "serve", "--webhook", fixture->url, "--webhook-secret-file",
         fixture->secret, NULL);
  assert_refused (fixture, "at least 16 characters");
  g_assert_cmpint (g_chmod (fixture->secret, 0644), ==, 0);
  start (fixture, QUIET, "serve", "--webhook", fixture->url, "--webhook-secret-file",
         fixture->secret, NULL);
  assert_refused (fixture, "chmod 600");
}

#define ADD(path, speed, function)                                                                 \
  g_test_add ("/culmctl-events/" path, Fixture, speed, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("watch", "1000", test_watch);
  ADD ("words", "1", test_words);
  ADD ("webhook", "1", test_webhook);
  ADD ("wrong", "1", test_wrong);

  return g_test_run ();
}
