/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of protocol/seed-servers.md §1, from outside. */

#include <glib/gstdio.h>
#include <string.h>

#include "link/bambu-cloud-gate.h"
#include "serve-fixture.h"
#include "test-wait.h"

#define BIND "/v1/iot-service/api/user/bind"
#define PROFILE "/v1/user-service/my/profile"
#define MODELS "/v1/design-user-service/my/models"
#define REALTIME "/v1/iot-service/api/user/device/realtime"
#define READ REALTIME "?device_id=01P00A000000001"
#define UPSTREAM_CODE "12345678"

static const ServeFixtureSetting full = { .mode = SERVE_MODE_FULL };
static const ServeFixtureSetting open_to_all = { .is_open = TRUE };
static const ServeFixtureSetting impatient = { .limit_msec = 1 };

static const char *
text_of (ServeAnswer *answer, const char *path)
{
  g_assert_nonnull (answer->node);

  return bambu_json_get_text (bambu_json_find (json_node_get_object (answer->node), path));
}

static gint64
number_of (ServeAnswer *answer, const char *path)
{
  gint64 number = -1;

  g_assert_nonnull (answer->node);
  bambu_json_read_int (bambu_json_find (json_node_get_object (answer->node), path), &number);

  return number;
}

#define ASK(name, ...) g_autoptr (ServeAnswer) name = serve_fixture_ask (fixture, __VA_ARGS__)

static void
test_health (ServeFixture *fixture, gconstpointer data)
{
  ASK (health, "GET", "/health", NULL, NULL, NULL);
  ASK (head, "HEAD", "/health", NULL, NULL, NULL);

  g_assert_cmpuint (health->status, ==, 200);
  g_assert_cmpstr (text_of (health, "status"), ==, "healthy");
  g_assert_cmpstr (text_of (health, "mode"), ==, "strict");
  g_assert_cmpstr (text_of (health, "backend"), ==, fixture->cloud->origin);
  g_assert_cmpint (number_of (health, "tokens_configured"), ==, 2);
  g_assert_cmpint (number_of (health, "mqtt_active_sessions"), ==, 0);
  g_assert_cmpstr (text_of (health, "mqtt_session_duration"), ==, "120 seconds");
  g_assert_cmpstr (text_of (health, "rate_limits.device_queries"), ==, "30 per minute");
  g_assert_cmpstr (text_of (health, "rate_limits.user_endpoints"), ==, "15 per minute");
  g_assert_cmpstr (text_of (health, "rate_limits.admin_endpoints"), ==, "10 per minute");
  g_assert_cmpstr (soup_message_headers_get_one (health->headers, "X-RateLimit-Limit"), ==, "60");
  g_assert_cmpuint (head->status, ==, 200);
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);
}

static void
test_index (ServeFixture *fixture, gconstpointer data)
{
  ASK (index, "GET", "/", NULL, NULL, NULL);

  g_assert_cmpuint (index->status, ==, 200);
  g_assert_cmpstr (text_of (index, "name"), ==, "Bambu Lab Cloud API Proxy");
  g_assert_cmpstr (text_of (index, "version"), ==, "2.2.0");
  g_assert_cmpstr (text_of (index, "mode"), ==, data == &full ? "full" : "strict");
  g_assert_nonnull (text_of (index, "description"));
  g_assert_cmpstr (text_of (index, "endpoints.health"), ==, "/health");
  g_assert_cmpstr (text_of (index, "endpoints.admin_tokens"), ==, "/admin/tokens");
  g_assert_cmpstr (text_of (index, "endpoints.api_base"), ==, "/v1/");
  g_assert_cmpstr (text_of (index, "rate_limits.device_queries"), ==, "30 per minute");
  g_assert_cmpstr (text_of (index, "rate_limits.user_endpoints"), ==, "15 per minute");
  g_assert_cmpstr (text_of (index, "rate_limits.admin_endpoints"), ==, "10 per minute");
  g_assert_cmpstr (text_of (index, "rate_limits.health_check"), ==, "60 per minute");
  g_assert_true ((text_of (index, "warning") != NULL) == (data == &full));
}

static void
test_unknown (ServeFixture *fixture, gconstpointer data)
{
  ASK (answer, "GET", "/v2/x", CUSTOM, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 404);
}

#define STRICT_REFUSAL                                                                             \
  "{\"error\":\"Method Not Allowed\",\"message\":\"This proxy only supports GET requests in "      \
  "strict mode\",\"allowed_methods\":[\"GET\"]}"
#define FULL_REFUSAL "{\"error\":\"Method not supported\"}"

static void
test_strict_methods (ServeFixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS" };

  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      ASK (answer, methods[i], BIND, CUSTOM, NULL, NULL);

      g_assert_cmpuint (answer->status, ==, 405);
      if (!g_str_equal (methods[i], "HEAD"))
        g_assert_cmpstr (answer->body, ==, STRICT_REFUSAL);
    }
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);
}

/* What answers here, and not the service, is read in either mode. */
static void
test_own_methods (ServeFixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "POST", "PUT", "DELETE", "PATCH" };
  static const char *const paths[] = { "/",           "/health", "/admin/tokens",
                                       "/admin/mqtt", READ,      "/elsewhere" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    for (guint j = 0; j < G_N_ELEMENTS (methods); j++)
      {
        ASK (answer, methods[j], paths[i], CUSTOM, NULL, "{}");

        g_test_message ("%s %s", methods[j], paths[i]);
        g_assert_cmpuint (answer->status, ==, 405);
        g_assert_cmpstr (answer->body, ==, data == &full ? FULL_REFUSAL : STRICT_REFUSAL);
      }

  for (guint i = 1; i < G_N_ELEMENTS (methods); i++)
    {
      ASK (answer, methods[i], REALTIME "/start", CUSTOM, NULL, "{}");

      g_assert_cmpuint (answer->status, ==, 405);
    }
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);
}

static void
test_tokens (ServeFixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->cloud, "GET " BIND, "{\"devices\":[]}");
  ASK (missing, "GET", BIND, NULL, NULL, NULL);
  ASK (unknown, "GET", BIND, REAL, NULL, NULL);

  g_assert_cmpuint (missing->status, ==, 401);
  g_assert_cmpstr (missing->body, ==,
                   "{\"error\":\"Missing token\",\"message\":\"Authorization header required\"}");
  g_assert_cmpuint (unknown->status, ==, 401);
  g_assert_cmpstr (unknown->body, ==, "{\"error\":\"Invalid token\",\"message\":\"Unauthorized\"}");
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);

  ASK (bare, "GET", BIND, NULL, "Authorization: " CUSTOM, NULL);
  g_assert_cmpuint (bare->status, ==, 200);
}

static void
test_forward (ServeFixture *fixture, gconstpointer data)
{
  const CloudAsked *asked;
  GHashTableIter iter;
  gpointer value;

  cloud_server_json (fixture->cloud, "GET " BIND,
                     "{\"message\":\"success\",\"code\":null,\"devices\":[{\"dev_id\":\"01P\","
                     "\"dev_access_code\":\"" UPSTREAM_CODE "\",\"ip\":\"192.168.1.5\","
                     "\"sw_ver\":\"1.2.3.4\",\"firmware\":\"01.08.02.00\","
                     "\"you\":\"" CUSTOM " " REAL "\",\"cover\":\"https://x/y\"}]}");
  ASK (answer, "GET", BIND "?a=1&b=%2F", CUSTOM, "Cookie: x=y\nX-Mine: 1", NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==,
                   "{\"message\":\"success\",\"code\":null,\"devices\":[{\"dev_id\":\"01P\","
                   "\"dev_access_code\":\"********\",\"ip\":\"[IP_REDACTED]\","
                   "\"sw_ver\":\"1.2.3.4\",\"firmware\":\"01.08.02.00\","
                   "\"you\":\"***REDACTED*** ***REDACTED***\",\"cover\":\"[URL_REDACTED]\"}]}");

  asked = cloud_server_last (fixture->cloud, "GET " BIND);
  g_assert_cmpstr (asked->query, ==, "a=1&b=%2F");
  g_assert_cmpstr (asked->body, ==, "");
  g_assert_cmpstr (cloud_asked_header (asked, "authorization"), ==, "Bearer " REAL);
  g_assert_null (cloud_asked_header (asked, "cookie"));
  g_assert_null (cloud_asked_header (asked, "x-mine"));
  g_hash_table_iter_init (&iter, asked->headers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_assert_null (strstr (value, CUSTOM));

  ASK (other, "GET", BIND, OTHER_CUSTOM, NULL, NULL);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpstr (
      cloud_asked_header (cloud_server_last (fixture->cloud, "GET " BIND), "authorization"), ==,
      "Bearer " OTHER_REAL);
}

static void
test_full_methods (ServeFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *method;
    const char *body;
    const char *forwarded;
  } rows[] = {
    { "GET", NULL, "" },
    { "GET", "{\"a\":1}", "" },
    { "POST", "{\"a\":1}", "{\"a\":1}" },
    { "POST", NULL, "{}" },
    { "PUT", "no json", "{}" },
    { "PATCH", "{\"b\":2}", "{\"b\":2}" },
    { "DELETE", "{\"c\":3}", "{\"c\":3}" },
    { "DELETE", NULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *what = g_strconcat (rows[i].method, " " BIND, NULL);
      const CloudAsked *asked;

      cloud_server_json (fixture->cloud, what, "{\"ok\":true}");
      ASK (answer, rows[i].method, BIND "?dev_id=01P", CUSTOM, NULL, rows[i].body);

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (answer->body, ==, "{\"ok\":true}");
      asked = cloud_server_last (fixture->cloud, what);
      g_assert_cmpstr (asked->query, ==, "dev_id=01P");
      g_assert_cmpstr (asked->body, ==, rows[i].forwarded);
      g_assert_cmpstr (cloud_asked_header (asked, "authorization"), ==, "Bearer " REAL);
    }

  ASK (options, "OPTIONS", BIND, CUSTOM, NULL, NULL);
  ASK (head, "HEAD", BIND, CUSTOM, NULL, NULL);
  g_assert_cmpuint (options->status, ==, 405);
  g_assert_cmpstr (options->body, ==, FULL_REFUSAL);
  g_assert_cmpuint (head->status, ==, 405);
}

typedef struct
{
  const char *name;
  guint status;
  const char *headers;
  const char *body;
  guint answer;
  const char *words;
  guint passed;
} Trouble;

static const Trouble troubles[] = {
  { "empty", 200, NULL, "", 204, NULL, 204 },
  { "204", 204, NULL, "", 204, NULL, 204 },
  { "400-json", 400, NULL, "{\"message\":\"field at https://10.0.0.1/x\"}", 502,
    "API request failed (400): field at [URL_REDACTED]", 502 },
  { "401", 401, NULL, "{\"code\":4,\"error\":\"Please login.\",\"message\":\"\"}", 502,
    "API request failed (401): Please login.", 401 },
  { "403", 403, NULL, "{\"message\":\"permission denied\",\"code\":8}", 502,
    "API request failed (403): permission denied", 403 },
  { "404-text", 404, "Content-Type: text/plain", "404 page not found " REAL, 502,
    "API request failed (404): 404 page not found ***REDACTED***", 404 },
  { "429", 429, NULL, "", 502, "API request failed (429): Too Many Requests", 429 },
  { "429-retry", 429, "Retry-After: 7", "", 502, "API request failed (429): Too Many Requests",
    429 },
  { "500", 500, NULL, "{}", 502, "API request failed (500): Internal Server Error", 502 },
  { "html", 503, "Content-Type: text/html", "<html>10.0.0.1</html>", 502,
    "API request failed (503): Service Unavailable", 502 },
  { "html-200", 200, "Content-Type: text/html", "<html></html>", 502,
    "API request failed (200): the answer is no JSON", 502 },
  { "broken", 200, NULL, "{\"a\":", 502, "API request failed (200): the answer is no JSON", 502 },
  { "redirect", 302, "Location: http://127.0.0.1:1/", "", 502, "API request failed (302): Found",
    502 },
};

static void
test_troubles (ServeFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      const Trouble *trouble = &troubles[i];

      g_test_message ("%s", trouble->name);
      cloud_server_forget (fixture->cloud, "GET " BIND);
      cloud_server_answer (fixture->cloud, "GET " BIND, trouble->status, trouble->headers,
                           trouble->body);
      ASK (answer, "GET", BIND, CUSTOM, NULL, NULL);
      ASK (passed, "GET", BIND, CUSTOM, "X-Culm-Upstream-Status: pass", NULL);

      g_assert_cmpuint (answer->status, ==, trouble->answer);
      g_assert_cmpuint (passed->status, ==, trouble->passed);
      g_assert_null (soup_message_headers_get_one (answer->headers, "Retry-After"));
      if (trouble->passed == 429)
        g_assert_cmpstr (soup_message_headers_get_one (passed->headers, "Retry-After"), ==,
                         trouble->headers ? "7" : NULL);
      if (trouble->words == NULL)
        {
          g_assert_cmpstr (answer->body, ==, "");
          continue;
        }
      g_assert_cmpstr (text_of (answer, "error"), ==, "API request failed");
      g_assert_cmpstr (text_of (answer, "message"), ==, trouble->words);
    }

  /* Each was asked once only. */
  g_assert_cmpuint (cloud_server_count (fixture->cloud, "GET " BIND), ==,
                    2 * G_N_ELEMENTS (troubles));
}

static void
test_timeout (ServeFixture *fixture, gconstpointer data)
{
  cloud_server_hang (fixture->cloud, "GET " BIND);
  ASK (answer, "GET", BIND, CUSTOM, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 502);
  g_assert_cmpstr (text_of (answer, "message"), ==, "API request failed: no answer in time");
}

static void
test_lost (ServeFixture *fixture, gconstpointer data)
{
  cloud_server_raw (fixture->cloud, "GET " BIND,
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":");
  ASK (answer, "GET", BIND, CUSTOM, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 502);
  g_assert_cmpstr (text_of (answer, "error"), ==, "API request failed");
}

/* The user wants nothing to leave the house. */
static void
test_gate (ServeFixture *fixture, gconstpointer data)
{
  BambuCloudGate *gate = bambu_cloud_gate_get_default ();

  cloud_server_json (fixture->cloud, "GET " BIND, "{}");
  bambu_cloud_gate_set_closed (gate, TRUE);
  ASK (answer, "GET", BIND, CUSTOM, NULL, NULL);
  bambu_cloud_gate_set_closed (gate, FALSE);

  g_assert_cmpuint (answer->status, ==, 502);
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);
}

static void
ask_often (ServeFixture *fixture, const char *path, const char *custom, guint times, guint status)
{
  for (guint i = 0; i < times; i++)
    {
      ASK (answer, "GET", path, custom, NULL, NULL);
      g_assert_cmpuint (answer->status, ==, status);
    }
}

static void
test_limits (ServeFixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->cloud, "GET " BIND, "{}");
  cloud_server_json (fixture->cloud, "GET " PROFILE, "{}");

  ask_often (fixture, BIND, CUSTOM, 30, 200);
  serve_fixture_pass (20 * G_USEC_PER_SEC);
  ASK (refused, "GET", BIND, CUSTOM, NULL, NULL);
  g_assert_cmpuint (refused->status, ==, 429);
  g_assert_cmpstr (refused->body, ==,
                   "{\"error\":\"Rate limit exceeded\",\"message\":\"30 per 1 minute\","
                   "\"retry_after\":\"60 seconds\",\"retry_after_seconds\":40}");
  g_assert_cmpstr (soup_message_headers_get_one (refused->headers, "Retry-After"), ==, "40");
  g_assert_cmpstr (soup_message_headers_get_one (refused->headers, "X-RateLimit-Remaining"), ==,
                   "0");
  g_assert_cmpuint (cloud_server_count (fixture->cloud, "GET " BIND), ==, 30);

  ask_often (fixture, BIND, OTHER_CUSTOM, 1, 200);
  ask_often (fixture, PROFILE, CUSTOM, 15, 200);
  ask_often (fixture, PROFILE, CUSTOM, 1, 429);
  ask_often (fixture, "/health", NULL, 60, 200);
  ask_often (fixture, "/health", CUSTOM, 1, 429);
  ask_often (fixture, "/admin/tokens", NULL, 10, 200);
  ask_often (fixture, "/admin/tokens", NULL, 1, 429);

  serve_fixture_pass (G_TIME_SPAN_MINUTE);
  ask_often (fixture, BIND, CUSTOM, 1, 200);
  ask_often (fixture, "/health", NULL, 1, 200);
}

/* Each path has its own window. */
static void
test_limit_paths (ServeFixture *fixture, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 reset;

  cloud_server_json (fixture->cloud, "GET " PROFILE, "{}");
  cloud_server_json (fixture->cloud, "GET " MODELS, "{}");

  ASK (index, "GET", "/", NULL, NULL, NULL);
  reset = g_ascii_strtoll (soup_message_headers_get_one (index->headers, "X-RateLimit-Reset"), NULL,
                           10);
  g_assert_cmpint (reset, >=, now + 60);
  g_assert_cmpstr (soup_message_headers_get_one (index->headers, "X-RateLimit-Limit"), ==, "60");
  ask_often (fixture, "/", NULL, 59, 200);
  ask_often (fixture, "/", NULL, 1, 429);
  ask_often (fixture, "/health", NULL, 1, 200);
  ask_often (fixture, "/admin/mqtt", NULL, 10, 200);
  ask_often (fixture, "/admin/mqtt", NULL, 1, 429);
  ask_often (fixture, "/admin/tokens", NULL, 1, 200);
  ask_often (fixture, READ, CUSTOM, 30, 404);
  ask_often (fixture, READ, CUSTOM, 1, 429);
  ask_often (fixture, READ, OTHER_CUSTOM, 1, 404);

  /* The rule is about the word, whatever is around it. */
  ask_often (fixture, MODELS, CUSTOM, 15, 200);
  ask_often (fixture, MODELS, CUSTOM, 1, 429);
  ask_often (fixture, PROFILE, CUSTOM, 1, 429);

  for (guint i = 0; i < 30; i++)
    {
      ASK (answer, "POST", REALTIME "/start", CUSTOM, NULL, "{}");
      g_assert_cmpuint (answer->status, ==, 400);
    }
  ASK (refused, "POST", REALTIME "/start", CUSTOM, NULL, "{}");
  g_assert_cmpuint (refused->status, ==, 429);
}

/* Another guess is no other client. */
static void
test_guesses (ServeFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *guess = g_strdup_printf ("guess-%u", i);

      ask_often (fixture, BIND, guess, 1, 401);
    }
  ask_often (fixture, BIND, "guess-30", 1, 429);

  cloud_server_json (fixture->cloud, "GET " BIND, "{}");
  ask_often (fixture, BIND, CUSTOM, 1, 200);
}

static void
test_admin (ServeFixture *fixture, gconstpointer data)
{
  ASK (answer, "GET", "/admin/tokens", NULL, NULL, NULL);
  ASK (clear, "GET", "/admin/tokens", SECRET, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (answer->body, ==,
                   "{\"tokens\":[{\"custom_token\":\"cust...\",\"has_real_token\":true},"
                   "{\"custom_token\":\"cust...\",\"has_real_token\":true}],\"count\":2}");
  g_assert_cmpstr (clear->body, ==,
                   "{\"tokens\":[{\"custom_token\":\"" CUSTOM "\",\"has_real_token\":true},"
                   "{\"custom_token\":\"" OTHER_CUSTOM "\",\"has_real_token\":true}],\"count\":2}");
}

static void
test_admin_open (ServeFixture *fixture, gconstpointer data)
{
  ASK (answer, "GET", "/admin/tokens", NULL, NULL, NULL);
  ASK (wrong, "GET", "/admin/tokens", CUSTOM, NULL, NULL);
  ASK (right, "GET", "/admin/tokens", SECRET, NULL, NULL);
  ASK (named, "GET", "/health", NULL, "Host: culm.example", NULL);
  ASK (sessions, "GET", "/admin/mqtt", CUSTOM, NULL, NULL);
  ASK (right_sessions, "GET", "/admin/mqtt", SECRET, NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpuint (wrong->status, ==, 401);
  g_assert_cmpuint (sessions->status, ==, 401);
  g_assert_null (strstr (sessions->body, "sessions"));
  g_assert_cmpuint (right_sessions->status, ==, 200);
  g_assert_null (strstr (wrong->body, "count"));
  g_assert_cmpuint (right->status, ==, 200);
  g_assert_cmpuint (named->status, ==, 200);
}

/* A web page that has a name of its own lead here */
static void
test_host (ServeFixture *fixture, gconstpointer data)
{
  ASK (named, "GET", "/admin/tokens", NULL, "Host: culm.example", NULL);
  ASK (local, "GET", "/health", NULL, "Host: localhost:5001", NULL);

  g_assert_cmpuint (named->status, ==, 403);
  g_assert_cmpuint (local->status, ==, 200);
}

static void
test_token_file (ServeFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cloud_server_json (fixture->cloud, "GET " BIND, "{}");
  ask_often (fixture, BIND, CUSTOM, 1, 200);

  g_file_set_contents_full (fixture->token_file, "{\"new\":\"AQCnew\"}", -1,
                            G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
  ask_often (fixture, BIND, CUSTOM, 1, 401);
  ask_often (fixture, BIND, "new", 1, 200);
  g_assert_cmpstr (
      cloud_asked_header (cloud_server_last (fixture->cloud, "GET " BIND), "authorization"), ==,
      "Bearer AQCnew");
}

/* As they are: a client of libsoup's would tidy them up. What leads out of the API is not asked. */
static void
test_paths (ServeFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *forwarded; /* NULL: it is not */
  } rows[] = {
    { "/v1/a/../b", "/v1/b" }, { "/v1/a/%2e%2e/b", "/v1/b" },  { "/v1/../admin/tokens", NULL },
    { "/v1/%2e%2e/x", NULL },  { "/v1/a/%252e%252e/b", NULL }, { "/v1/a%5c..%5cb", NULL },
    { "/v1/a%0d%0ab", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                           "Authorization: %s\r\n\r\n",
                           rows[i].path, CUSTOM);
      g_autoptr (GIOStream) connection = NULL;
      guint n_asked = fixture->cloud->requests->len;
      const CloudAsked *asked;

      g_test_message ("%s", rows[i].path);
      connection = serve_fixture_connect (fixture, text);
      g_free (serve_fixture_read_to_end (connection));

      g_assert_cmpuint (fixture->cloud->requests->len, ==, n_asked + (rows[i].forwarded != NULL));
      if (rows[i].forwarded == NULL)
        continue;
      asked = fixture->cloud->requests->pdata[n_asked];
      g_assert_cmpstr (asked->path, ==, rows[i].forwarded);
    }
}

/* It ends while the service is still waited for. */
static void
test_end (ServeFixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strdup_printf (
      "GET " BIND " HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n", CUSTOM);
  g_autoptr (GIOStream) connection = NULL;

  cloud_server_hang (fixture->cloud, "GET " BIND);
  connection = serve_fixture_connect (fixture, text);
  test_wait_until (fixture->cloud->requests->len == 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

#define ADD(name, setting, function)                                                               \
  g_test_add ("/serve-proxy/" name, ServeFixture, setting, serve_fixture_set_up, function,         \
              serve_fixture_tear_down)

  ADD ("health", NULL, test_health);
  ADD ("index", NULL, test_index);
  ADD ("index-full", &full, test_index);
  ADD ("unknown", NULL, test_unknown);
  ADD ("strict-methods", NULL, test_strict_methods);
  ADD ("own-methods", NULL, test_own_methods);
  ADD ("own-methods-full", &full, test_own_methods);
  ADD ("tokens", NULL, test_tokens);
  ADD ("forward", NULL, test_forward);
  ADD ("full-methods", &full, test_full_methods);
  ADD ("troubles", NULL, test_troubles);
  ADD ("timeout", &impatient, test_timeout);
  ADD ("lost", NULL, test_lost);
  ADD ("gate", NULL, test_gate);
  ADD ("paths", NULL, test_paths);
  ADD ("limits", NULL, test_limits);
  ADD ("limit-paths", NULL, test_limit_paths);
  ADD ("guesses", NULL, test_guesses);
  ADD ("admin", NULL, test_admin);
  ADD ("admin-open", &open_to_all, test_admin_open);
  ADD ("host", NULL, test_host);
  ADD ("token-file", NULL, test_token_file);
  ADD ("end", NULL, test_end);

  return g_test_run ();
}
