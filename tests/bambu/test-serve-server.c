/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who takes more of the server than he may. Rules are short: what is waited for is an end. */

#include <string.h>

#include "serve-fixture.h"
#include "test-wait.h"

#define API "/v1/x"
#define LONG 600000
#define SHORT 400
#define QUESTION "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
#define LARGE_ANSWER (7 * 1024 * 1024) /* more than the system takes for who does not read */

static const ServeFixtureSetting full = { .mode = SERVE_MODE_FULL };
static const ServeFixtureSetting short_request = { .rules = { SHORT, LONG, 4096, 2, LONG } };
static const ServeFixtureSetting short_answer = { .rules = { LONG, 3 * SHORT, 4096, 2, LONG } };
static const ServeFixtureSetting short_idle = { .rules = { LONG, LONG, 4096, 2, SHORT } };
static const ServeFixtureSetting two_places = { .rules = { LONG, LONG, 4096, 2, LONG } };

static void
say (GIOStream *connection, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (connection), text, strlen (text), NULL,
                             NULL, &error);
  g_assert_no_error (error);
}

/* An answer whose connection stays; its JSON is an object. */
static void
read_answer (GIOStream *connection)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (!g_str_has_suffix (text->str, "}"))
    {
      g_autoptr (DexFuture) future = test_await (dex_input_stream_read_bytes (
          g_io_stream_get_input_stream (connection), 1000, G_PRIORITY_DEFAULT));
      g_autoptr (GError) error = NULL;
      const GValue *value = dex_future_get_value (future, &error);
      GBytes *bytes;

      g_assert_no_error (error);
      bytes = g_value_get_boxed (value);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 0);
      g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  g_assert_true (g_str_has_prefix (text->str, "HTTP/1.1 200 OK"));
}

/* Returns: (transfer full): a client that was answered, and stays */
static GIOStream *
ask_and_stay (ServeFixture *fixture)
{
  GIOStream *connection = serve_fixture_connect (fixture, QUESTION);

  read_answer (connection);

  return connection;
}

static void
assert_ended (GIOStream *connection)
{
  g_autofree char *text = serve_fixture_read_to_end (connection);

  g_assert_cmpstr (text, ==, "");
}

static void
test_slow (ServeFixture *fixture, gconstpointer data)
{
  static const char *const beginnings[] = {
    "",
    "GET /hea",
    "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n123",
  };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_autoptr (GIOStream) connection = serve_fixture_connect (fixture, beginnings[i]);
      g_autofree char *text = serve_fixture_read_to_end (connection);

      g_assert_null (strstr (text, "200 OK"));
    }
}

static void
test_chunked (ServeFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text =
      g_string_new ("POST /v1/x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
  g_autoptr (GIOStream) connection = NULL;
  g_autofree char *answer = NULL;

  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *chunk = g_strnfill (1000, ' ');

      g_string_append_printf (text, "3e8\r\n%s\r\n", chunk);
    }
  connection = serve_fixture_connect (fixture, text->str);
  answer = serve_fixture_read_to_end (connection);
  g_assert_cmpstr (answer, ==, "");
}

static void
test_large_headers (ServeFixture *fixture, gconstpointer data)
{
  g_autofree char *value = g_strnfill (120 * 1000, 'x');
  g_autofree char *text =
      g_strdup_printf ("GET /health HTTP/1.1\r\nHost: localhost\r\nX: %s\r\n\r\n", value);
  g_autoptr (GIOStream) connection = serve_fixture_connect (fixture, text);
  g_autofree char *answer = serve_fixture_read_to_end (connection);

  g_assert_null (strstr (answer, "200 OK"));
}

/* The system takes a part of the answer, and nobody takes that from it. */
static void
test_slow_reader (ServeFixture *fixture, gconstpointer data)
{
  g_autofree char *filling = g_strnfill (LARGE_ANSWER, 'x');
  g_autofree char *json = g_strdup_printf ("{\"a\":\"%s\"}", filling);
  g_autoptr (GIOStream) connection = serve_fixture_connect (fixture, "");
  g_autofree char *text = NULL;

  cloud_server_json (fixture->cloud, "GET " API, json);
  say (connection, "GET " API " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " CUSTOM "\r\n\r\n");
  test_wait_until (fixture->cloud->requests->len == 1);
  test_wait_until (serve_server_count (fixture->server) == 0);

  text = serve_fixture_read_to_end (connection);
  g_assert_cmpuint (strlen (text), <, LARGE_ANSWER);
}

static void
test_large (ServeFixture *fixture, gconstpointer data)
{
  g_autofree char *body = g_strnfill (5000, ' ');

  g_autoptr (ServeAnswer) answer = serve_fixture_ask (fixture, "POST", API, CUSTOM, NULL, body);

  g_assert_cmpuint (answer->status, ==, 413);
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);
}

/* A client may be silent between its requests for longer than while it sends one. */
static void
test_idle (ServeFixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) idle = ask_and_stay (fixture);
  g_autoptr (GIOStream) slow = serve_fixture_connect (fixture, "GET");

  assert_ended (slow);
  say (idle, QUESTION);
  read_answer (idle);

  /* Having begun, it has to go on. */
  say (idle, "G");
  assert_ended (idle);
}

static void
test_idle_end (ServeFixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) idle = ask_and_stay (fixture);

  assert_ended (idle);
  test_wait_until (serve_server_count (fixture->server) == 0);
}

static void
test_many_connections (ServeFixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) first = serve_fixture_connect (fixture, "");
  g_autoptr (GIOStream) second = serve_fixture_connect (fixture, "");
  g_autoptr (GIOStream) third = serve_fixture_connect (fixture, "");
  g_autofree char *text = serve_fixture_read_to_end (third);

  g_assert_cmpstr (text, ==, "");

  /* When the others are gone there is room again. */
  g_free (serve_fixture_read_to_end (first));
  g_free (serve_fixture_read_to_end (second));
  g_object_unref (ask_and_stay (fixture));
}

/* Who only waits makes room, the one that does so for longest first. */
static void
test_make_room (ServeFixture *fixture, gconstpointer data)
{
  g_autoptr (GIOStream) first = ask_and_stay (fixture);
  g_autoptr (GIOStream) second = ask_and_stay (fixture);
  g_autoptr (GIOStream) third = ask_and_stay (fixture);

  assert_ended (first);
  say (second, QUESTION);
  read_answer (second);
  say (third, QUESTION);
  read_answer (third);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, setting, function)                                                               \
  g_test_add ("/serve-server/" name, ServeFixture, setting, serve_fixture_set_up, function,        \
              serve_fixture_tear_down)

  ADD ("slow", &short_request, test_slow);
  ADD ("chunked", NULL, test_chunked);
  ADD ("large-headers", NULL, test_large_headers);
  ADD ("slow-reader", &short_answer, test_slow_reader);
  ADD ("large", &full, test_large);
  ADD ("idle", &short_request, test_idle);
  ADD ("idle-end", &short_idle, test_idle_end);
  ADD ("many-connections", &short_request, test_many_connections);
  ADD ("make-room", &two_places, test_make_room);

  return g_test_run ();
}
