/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-client.h"
#include "test-wait.h"

#include <string.h>

/* What stands between the simulated cloud and its client, and what it tells of requests: items 5
 * and 11 of protocol/cloud-account.md, "What a faithful simulator must do". */

#define PROFILE "/v1/user-service/my/profile"

static const char *const no_options[] = { NULL };

typedef struct
{
  const char *fault;
  guint status;
  const char *type;   /* how its content type begins */
  const char *header; /* one that is there */
  const char *body;   /* part of it; empty: it is empty */
  gboolean object;    /* it is JSON */
  gboolean no_retry_header;
} EdgeCase;

static const EdgeCase edge_cases[] = {
  { "edge-html-403", 403, "text/html", NULL, "Just a moment..." },
  { "edge-mitigated", 403, "text/html", "cf-mitigated", "" },
  { "edge-html-503", 503, "text/html", "cf-ray", "<html>" },
  { "edge-html-429", 429, "text/html", NULL, "Attention Required! | Cloudflare",
    .no_retry_header = TRUE },
  { "edge-html-200", 200, "text/html", NULL, "<html>" },
  { "edge-captcha", 418, "application/json", NULL, "captchaId", .object = TRUE },
  { "edge-401", 401, "application/json", NULL, "Unauthorized", .object = TRUE },
  { "edge-404", 404, "text/plain", NULL, "not found" },
  { "edge-huge", 200, "application/json", NULL, "        " },
  { "edge-429", 429, "application/json", NULL, "Too many", .object = TRUE,
    .no_retry_header = TRUE },
  { "edge-429-seconds", 429, "application/json", "Retry-After", "Too many", .object = TRUE },
  { "edge-429-date", 429, "application/json", "Retry-After", "Too many", .object = TRUE },
  { "edge-500", 500, "application/json", NULL, "Internal", .object = TRUE },
  { "edge-502", 502, "text/html", NULL, "Bad Gateway" },
  { "edge-503", 503, NULL, NULL, "" },
  { "edge-empty", 200, "application/json", NULL, "" },
  { "edge-truncated", 200, "application/json", NULL, "{\"uid\":" },
  { "edge-wrong-type", 200, "text/plain", NULL, "{\"uid\":", .object = TRUE },
};

static CloudAnswer *
ask_profile (CloudClient *client, const char *token)
{
  return cloud_client_call (client, "GET", "origin", PROFILE, token, NULL);
}

static void
assert_as_promised (const EdgeCase *c, CloudAnswer *answer)
{
  const char *type;

  g_assert_no_error (answer->error);
  g_assert_cmpuint (answer->status, ==, c->status);
  type = cloud_answer_get_header (answer, "Content-Type");
  if (c->type != NULL)
    g_assert_true (type != NULL && g_str_has_prefix (type, c->type));
  if (c->header != NULL)
    g_assert_nonnull (cloud_answer_get_header (answer, c->header));
  if (c->no_retry_header)
    g_assert_null (cloud_answer_get_header (answer, "Retry-After"));
  if (*c->body == '\0')
    g_assert_cmpstr (answer->body, ==, "");
  else
    g_assert_nonnull (strstr (answer->body, c->body));
  g_assert_true ((answer->json != NULL) == c->object);
}

/* On that path, once; then as ever. */
static void
test_answers (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");

  for (guint i = 0; i < G_N_ELEMENTS (edge_cases); i++)
    {
      g_autoptr (CloudAnswer) other = NULL;
      g_autoptr (CloudAnswer) faulty = NULL;
      g_autoptr (CloudAnswer) after = NULL;

      g_test_message ("%s", edge_cases[i].fault);
      cloud_client_tell (client, "fault %s " PROFILE " 1", edge_cases[i].fault);
      other =
          cloud_client_call (client, "GET", "origin", "/v1/iot-service/api/user/bind", token, NULL);
      faulty = ask_profile (client, token);
      after = ask_profile (client, token);

      g_assert_cmpuint (other->status, ==, 200);
      assert_as_promised (&edge_cases[i], faulty);
      g_assert_cmpuint (after->status, ==, 200);
      g_assert_nonnull (after->json);
    }
}

static void
test_retry_after (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (CloudAnswer) seconds = NULL;
  g_autoptr (CloudAnswer) date = NULL;

  cloud_client_tell (client, "fault edge-429-seconds");
  seconds = ask_profile (client, NULL);
  cloud_client_tell (client, "clear edge-429-seconds");
  cloud_client_tell (client, "fault edge-429-date");
  date = ask_profile (client, NULL);

  g_assert_cmpstr (cloud_answer_get_header (seconds, "Retry-After"), ==, "2");
  then = soup_date_time_new_from_http_string (cloud_answer_get_header (date, "Retry-After"));
  g_assert_nonnull (then);
  g_assert_cmpint (g_date_time_compare (then, now), >, 0);
}

static void
test_until_cleared (void)
{
  static const char *const options[] = { "--fault=edge-500 /v1/user-service", NULL };
  g_autoptr (CloudClient) client = cloud_client_new (options);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (CloudAnswer) answer = ask_profile (client, NULL);

      g_assert_cmpuint (answer->status, ==, 500);
    }

  cloud_client_tell (client, "clear edge-500");
  {
    g_autoptr (CloudAnswer) answer = ask_profile (client, NULL);

    g_assert_cmpuint (answer->status, ==, 401);
  }
}

static void
test_broken_connections (void)
{
  static const char *const faults[] = { "edge-half", "edge-reset" };
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (CloudAnswer) broken = NULL;
      g_autoptr (CloudAnswer) after = NULL;

      /* A client may try again by itself, on a connection that it kept. */
      cloud_client_tell (client, "fault %s", faults[i]);
      broken = ask_profile (client, token);
      cloud_client_tell (client, "clear %s", faults[i]);
      after = ask_profile (client, token);

      g_assert_nonnull (broken->error);
      g_assert_cmpuint (after->status, ==, 200);
    }
}

typedef struct
{
  GCancellable *cancellable;
  GInputStream *stream;
  GError *error;
  gssize read;
  gboolean done;
} Pending;

static void
on_stream (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;

  pending->stream = soup_session_send_finish (SOUP_SESSION (object), result, &pending->error);
  pending->done = TRUE;
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Pending *pending = user_data;

  pending->read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, &pending->error);
  pending->done = TRUE;
}

static void
test_slow (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *url = cloud_client_dup_url (client, "origin", PROFILE);
  g_autoptr (SoupMessage) message = cloud_client_make_message ("GET", url, token, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Pending pending = { cancellable };
  char buffer[64];

  cloud_client_tell (client, "fault edge-slow");
  soup_session_send_async (client->session, message, G_PRIORITY_DEFAULT, cancellable, on_stream,
                           &pending);
  test_wait_until (pending.done);
  g_assert_no_error (pending.error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);

  pending.done = FALSE;
  g_input_stream_read_async (pending.stream, buffer, sizeof buffer, G_PRIORITY_DEFAULT, cancellable,
                             on_read, &pending);
  test_wait_until (pending.done);
  g_assert_no_error (pending.error);
  g_assert_cmpint (pending.read, >, 0);
  g_assert_cmpint (pending.read, <, sizeof buffer);
  g_assert_cmpint (buffer[0], ==, '{');

  g_input_stream_close (pending.stream, NULL, NULL);
  g_clear_object (&pending.stream);
}

static void
test_silent (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *url = cloud_client_dup_url (client, "origin", PROFILE);
  g_autoptr (SoupMessage) message = cloud_client_make_message ("GET", url, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Pending pending = { cancellable };

  cloud_client_tell (client, "fault edge-silent " PROFILE);
  soup_session_send_async (client->session, message, G_PRIORITY_DEFAULT, cancellable, on_stream,
                           &pending);
  test_wait_until (simulator_process_count_events (client->simulator, "request") == 1);
  cloud_client_tell (client, "clear edge-silent"); /* it does not answer what it took before */
  g_assert_false (pending.done);

  g_cancellable_cancel (cancellable);
  test_wait_until (pending.done);
  g_assert_error (pending.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&pending.error);
}

/* Requests are told as they came, but for secrets. */
static void
test_request_events (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *url = cloud_client_dup_url (client, "origin", PROFILE "?a=b");
  g_autoptr (SoupMessage) message = cloud_client_make_message ("GET", url, token, NULL);
  SoupMessageHeaders *sent = soup_message_get_request_headers (message);
  g_autoptr (CloudAnswer) answer = NULL;
  g_autofree char *told = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *event;
  JsonObject *headers;

  soup_message_headers_append (sent, "X-BBL-Client-Name", "Somebody");
  soup_message_headers_append (sent, "x-bbl-app-certification-id", "");
  soup_message_headers_append (sent, "x-bbl-device-security-sign", "c2lnbmF0dXJl");
  answer = cloud_client_send (client, message);
  test_wait_until ((event = simulator_process_get_event (client->simulator, "request", 1)));
  headers = json_object_get_object_member (event, "headers");

  g_assert_cmpstr (json_object_get_string_member (event, "origin"), ==, "api");
  g_assert_cmpstr (json_object_get_string_member (event, "region"), ==, "global");
  g_assert_cmpstr (json_object_get_string_member (event, "method"), ==, "GET");
  g_assert_cmpstr (json_object_get_string_member (event, "path"), ==, PROFILE);
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (event, "query"), "a"), ==, "b");
  g_assert_cmpstr (json_object_get_string_member (headers, "User-Agent"), ==, "Culm-Test/1");
  g_assert_cmpstr (json_object_get_string_member (headers, "X-BBL-Client-Name"), ==, "Somebody");
  g_assert_cmpstr (json_object_get_string_member (headers, "x-bbl-app-certification-id"), ==, "");
  g_assert_cmpstr (json_object_get_string_member (headers, "Authorization"), ==, "Bearer <hidden>");
  g_assert_cmpstr (json_object_get_string_member (headers, "x-bbl-device-security-sign"), ==,
                   "<hidden>");

  node = json_node_init_object (json_node_alloc (), event);
  told = json_to_string (node, FALSE);
  g_assert_null (strstr (told, token));
}

/* All that can be asked for is in the list. */
static void
test_listed (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  JsonObject *event;
  g_autofree char *list = NULL;
  g_autoptr (JsonNode) node = NULL;

  simulator_process_tell (client->simulator, "fault list");
  test_wait_until ((event = simulator_process_get_event (client->simulator, "faults", 0)));
  node = json_node_init_object (json_node_alloc (), event);
  list = json_to_string (node, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (edge_cases); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", edge_cases[i].fault);

      g_assert_nonnull (strstr (list, quoted));
    }

  simulator_process_tell (client->simulator, "fault edge-500 /v1 often");
  test_wait_until (simulator_process_count_events (client->simulator, "error") == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/sim-cloud/edge/answers", test_answers);
  g_test_add_func ("/sim-cloud/edge/retry-after", test_retry_after);
  g_test_add_func ("/sim-cloud/edge/until-cleared", test_until_cleared);
  g_test_add_func ("/sim-cloud/edge/broken-connections", test_broken_connections);
  g_test_add_func ("/sim-cloud/edge/slow", test_slow);
  g_test_add_func ("/sim-cloud/edge/silent", test_silent);
  g_test_add_func ("/sim-cloud/edge/request-events", test_request_events);
  g_test_add_func ("/sim-cloud/edge/listed", test_listed);

  return g_test_run ();
}
