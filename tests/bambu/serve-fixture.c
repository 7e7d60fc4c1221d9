/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-fixture.h"

#include <glib/gstdio.h>

#include "test-wait.h"

#define TOKENS "{\"" CUSTOM "\":\"" REAL "\",\"" OTHER_CUSTOM "\":\"" OTHER_REAL "\"}"

static const ServeServerRules RULES = { 20000, 20000, 4096, 8, 20000 };

static gint64 now;
static char *next_broker;
static char *next_authorities;

static gint64
get_now (void)
{
  return now;
}

void
serve_fixture_pass (gint64 microseconds)
{
  now += microseconds;
}

void
serve_fixture_use_broker (const char *broker, const char *authorities)
{
  g_set_str (&next_broker, broker);
  g_set_str (&next_authorities, authorities);
}

void
serve_fixture_listen (ServeFixture *self,
                      const ServeServerRules *rules,
                      ServeGuard *guard,
                      SoupServerCallback handler,
                      gpointer user_data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GError) error = NULL;

  self->server = serve_server_new (rules, guard, handler, user_data);
  self->port = serve_server_listen (self->server, G_INET_SOCKET_ADDRESS (address), NULL, &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();
}

void
serve_fixture_drop_clients (ServeFixture *self)
{
  soup_session_abort (self->session);
  g_assert_finalize_object (self->session);
}

void
serve_fixture_set_up (ServeFixture *self, gconstpointer data)
{
  const ServeFixtureSetting *setting = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ServeGuard) guard = serve_guard_new (!(setting && setting->is_open), SECRET);
  ServeCors *cors;
  ServeTokens *tokens;
  const ServeProxyRules rules = {
    .limit_msec = setting && setting->limit_msec ? setting->limit_msec : 20000,
    .get_now = get_now,
  };

  if (setting && setting->origin)
    {
      cors = serve_cors_new (serve_mode_get_methods (setting->mode));
      g_assert_true (serve_cors_allow (cors, setting->origin));
      serve_guard_set_cors (guard, cors);
    }

  self->cloud = cloud_server_new (NULL);
  self->region =
      bambu_region_new (self->cloud->origin, NULL, next_broker, next_authorities, &error);
  g_assert_no_error (error);
  self->folder = g_dir_make_tmp ("culm-serve-XXXXXX", &error);
  g_assert_no_error (error);
  self->token_file = g_build_filename (self->folder, "tokens.json", NULL);
  g_file_set_contents_full (self->token_file, TOKENS, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);

  tokens = serve_tokens_new (self->token_file, &error);
  g_assert_no_error (error);
  self->proxy = serve_proxy_new (setting ? setting->mode : SERVE_MODE_STRICT, self->region, tokens,
                                 guard, &rules);
  serve_fixture_listen (self, setting && setting->rules.request_msec ? &setting->rules : &RULES,
                        guard, serve_proxy_handle, self->proxy);
}

void
serve_fixture_tear_down (ServeFixture *self, gconstpointer data)
{
  serve_fixture_drop_clients (self);
  serve_proxy_free (self->proxy);
  serve_server_free (self->server);
  bambu_region_unref (self->region);
  cloud_server_free (self->cloud);
  g_unlink (self->token_file);
  g_rmdir (self->folder);
  g_free (self->token_file);
  g_free (self->folder);
}

typedef struct
{
  GBytes *bytes;
  GError *error;
  gboolean is_done;
} Reading;

static void
on_read (GObject *session, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;

  reading->bytes =
      soup_session_send_and_read_finish (SOUP_SESSION (session), result, &reading->error);
  reading->is_done = TRUE;
}

ServeAnswer *
serve_fixture_ask (ServeFixture *self,
                   const char *method,
                   const char *path,
                   const char *custom,
                   const char *headers,
                   const char *body)
{
  g_autofree char *uri = g_strdup_printf ("http://127.0.0.1:%u%s", self->port, path);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  SoupMessageHeaders *request = soup_message_get_request_headers (message);
  g_auto (GStrv) lines = g_strsplit (headers ? headers : "", "\n", -1);
  ServeAnswer *answer = g_new0 (ServeAnswer, 1);
  Reading reading = { 0 };

  if (custom != NULL)
    {
      g_autofree char *text = g_strconcat ("Bearer ", custom, NULL);

      soup_message_headers_replace (request, "Authorization", text);
    }
  for (guint i = 0; lines[i]; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);

      if (pair[0] && pair[1])
        soup_message_headers_replace (request, pair[0], pair[1]);
    }
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }

  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, on_read,
                                    &reading);
  test_wait_until (reading.is_done);
  g_assert_no_error (reading.error);

  answer->status = soup_message_get_status (message);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  answer->body =
      g_bytes_get_size (reading.bytes) > 0
          ? g_strndup (g_bytes_get_data (reading.bytes, NULL), g_bytes_get_size (reading.bytes))
          : g_strdup ("");
  answer->node = bambu_json_parse (reading.bytes, NULL);
  g_bytes_unref (reading.bytes);

  return answer;
}

void
serve_answer_free (ServeAnswer *self)
{
  g_free (self->body);
  g_clear_pointer (&self->node, json_node_unref);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

GIOStream *
serve_fixture_connect (ServeFixture *self, const char *text)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);

  return G_IO_STREAM (connection);
}

char *
serve_fixture_read_to_end (GIOStream *connection)
{
  GString *text = g_string_new (NULL);

  while (TRUE)
    {
      g_autoptr (DexFuture) future = test_await (dex_input_stream_read_bytes (
          g_io_stream_get_input_stream (connection), 1000, G_PRIORITY_DEFAULT));
      const GValue *value = dex_future_get_value (future, NULL);
      GBytes *bytes = value ? g_value_get_boxed (value) : NULL;

      if (bytes == NULL || g_bytes_get_size (bytes) == 0)
        return g_string_free_and_steal (text);
      g_string_append_len (text, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
}
