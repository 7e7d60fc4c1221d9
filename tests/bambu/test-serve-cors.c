/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which web pages a browser lets read the answers, as it is told. */

#include "serve-fixture.h"

#define PAGE "https://panel.example"
#define OTHER_PAGE "https://other.example"
#define ASKS "Access-Control-Request-Method: GET"
#define SEED_REFUSAL                                                                               \
  "{\"error\":\"Method Not Allowed\",\"message\":\"This proxy only supports GET requests in "      \
  "strict mode\",\"allowed_methods\":[\"GET\"]}"

static const ServeFixtureSetting strict = { .origin = PAGE };
static const ServeFixtureSetting full = { .mode = SERVE_MODE_FULL, .origin = PAGE };
static const ServeFixtureSetting open_to_others = { .is_open = TRUE, .origin = PAGE };
static const ServeFixtureSetting all = { .origin = SERVE_CORS_ALL };

#define ASK(name, ...) g_autoptr (ServeAnswer) name = serve_fixture_ask (fixture, __VA_ARGS__)

static const char *
header_of (ServeAnswer *answer, const char *name)
{
  return soup_message_headers_get_one (answer->headers, name);
}

static void
assert_nothing_told (ServeAnswer *answer)
{
  g_assert_null (header_of (answer, "Access-Control-Allow-Origin"));
  g_assert_null (header_of (answer, "Access-Control-Allow-Methods"));
  g_assert_null (header_of (answer, "Access-Control-Allow-Headers"));
  g_assert_null (header_of (answer, "Access-Control-Allow-Private-Network"));
  g_assert_null (header_of (answer, "Access-Control-Expose-Headers"));
}

/* Nobody asked for it: as the seed. */
static void
test_off (ServeFixture *fixture, gconstpointer data)
{
  ASK (preflight, "OPTIONS", "/health", NULL, "Origin: " PAGE "\n" ASKS, NULL);
  ASK (simple, "GET", "/health", NULL, "Origin: " PAGE, NULL);

  g_assert_cmpuint (preflight->status, ==, 405);
  g_assert_cmpstr (preflight->body, ==, SEED_REFUSAL);
  assert_nothing_told (preflight);
  g_assert_cmpuint (simple->status, ==, 200);
  assert_nothing_told (simple);
  g_assert_null (header_of (simple, "Vary"));
}

static void
test_simple (ServeFixture *fixture, gconstpointer data)
{
  ASK (page, "GET", "/health", NULL, "Origin: " PAGE, NULL);
  ASK (other, "GET", "/health", NULL, "Origin: " OTHER_PAGE, NULL);
  ASK (longer, "GET", "/health", NULL, "Origin: " PAGE ".evil.example", NULL);
  ASK (local_file, "GET", "/health", NULL, "Origin: null", NULL);
  ASK (program, "GET", "/health", NULL, NULL, NULL);

  g_assert_cmpuint (page->status, ==, 200);
  g_assert_cmpstr (header_of (page, "Access-Control-Allow-Origin"), ==, PAGE);
  g_assert_nonnull (strstr (header_of (page, "Access-Control-Expose-Headers"), "Retry-After"));
  g_assert_null (header_of (page, "Access-Control-Allow-Credentials"));
  g_assert_cmpstr (header_of (page, "Vary"), ==, "Origin");

  /* Caches have to keep these apart from what that page gets. */
  g_assert_cmpuint (other->status, ==, 200);
  assert_nothing_told (other);
  g_assert_cmpstr (header_of (other, "Vary"), ==, "Origin");
  assert_nothing_told (longer);
  assert_nothing_told (local_file);
  assert_nothing_told (program);
  g_assert_cmpstr (header_of (program, "Vary"), ==, "Origin");
}

static void
test_preflight (ServeFixture *fixture, gconstpointer data)
{
  ASK (page, "OPTIONS", "/v1/x", NULL,
       "Origin: " PAGE "\n" ASKS "\nAccess-Control-Request-Headers: authorization", NULL);
  ASK (near, "OPTIONS", "/v1/x", NULL,
       "Origin: " PAGE "\n" ASKS "\nAccess-Control-Request-Private-Network: true", NULL);
  ASK (other, "OPTIONS", "/v1/x", NULL, "Origin: " OTHER_PAGE "\n" ASKS, NULL);
  ASK (nobody, "OPTIONS", "/v1/x", NULL, ASKS, NULL);
  ASK (options, "OPTIONS", "/v1/x", NULL, "Origin: " PAGE, NULL);
  ASK (named, "OPTIONS", "/v1/x", NULL, "Host: culm.example\nOrigin: " PAGE "\n" ASKS, NULL);

  g_assert_cmpuint (page->status, ==, 204);
  g_assert_cmpstr (page->body, ==, "");
  g_assert_cmpstr (header_of (page, "Access-Control-Allow-Origin"), ==, PAGE);
  g_assert_cmpstr (header_of (page, "Access-Control-Allow-Methods"), ==, "GET, HEAD, POST");
  g_assert_cmpstr (header_of (page, "Access-Control-Allow-Headers"), ==,
                   "Authorization, Content-Type, X-Culm-Upstream-Status");
  g_assert_cmpstr (header_of (page, "Access-Control-Max-Age"), ==, "600");
  g_assert_null (header_of (page, "Access-Control-Allow-Private-Network"));
  g_assert_cmpuint (near->status, ==, 204);
  g_assert_cmpstr (header_of (near, "Access-Control-Allow-Private-Network"), ==, "true");

  /* Others get what they got before. */
  g_assert_cmpuint (other->status, ==, 405);
  g_assert_cmpstr (other->body, ==, SEED_REFUSAL);
  assert_nothing_told (other);
  g_assert_cmpuint (nobody->status, ==, 405);
  g_assert_cmpuint (options->status, ==, 405);
  g_assert_cmpstr (options->body, ==, SEED_REFUSAL);
  g_assert_cmpuint (named->status, ==, 403);
  assert_nothing_told (named);
  g_assert_cmpuint (fixture->cloud->requests->len, ==, 0);
}

static void
test_full (ServeFixture *fixture, gconstpointer data)
{
  ASK (page, "OPTIONS", "/v1/x", NULL, "Origin: " PAGE "\nAccess-Control-Request-Method: DELETE",
       NULL);

  g_assert_cmpuint (page->status, ==, 204);
  g_assert_cmpstr (header_of (page, "Access-Control-Allow-Methods"), ==,
                   "GET, HEAD, POST, PUT, PATCH, DELETE");
}

/* A browser asks without the secret; a page reads that it was refused. */
static void
test_secret (ServeFixture *fixture, gconstpointer data)
{
  ASK (preflight, "OPTIONS", "/admin/tokens", NULL, "Origin: " PAGE "\n" ASKS, NULL);
  ASK (without, "GET", "/admin/tokens", NULL, "Origin: " PAGE, NULL);
  ASK (with, "GET", "/admin/tokens", SECRET, "Origin: " PAGE, NULL);

  g_assert_cmpuint (preflight->status, ==, 204);
  g_assert_cmpuint (without->status, ==, 401);
  g_assert_cmpstr (header_of (without, "Access-Control-Allow-Origin"), ==, PAGE);
  g_assert_cmpuint (with->status, ==, 200);
  g_assert_cmpstr (header_of (with, "Access-Control-Allow-Origin"), ==, PAGE);
}

static void
test_all (ServeFixture *fixture, gconstpointer data)
{
  ASK (page, "GET", "/health", NULL, "Origin: " OTHER_PAGE, NULL);
  ASK (local_file, "GET", "/health", NULL, "Origin: null", NULL);
  ASK (preflight, "OPTIONS", "/health", NULL, "Origin: null\n" ASKS, NULL);
  ASK (program, "GET", "/health", NULL, NULL, NULL);
  ASK (named, "GET", "/health", NULL, "Host: culm.example\nOrigin: " PAGE, NULL);

  g_assert_cmpstr (header_of (page, "Access-Control-Allow-Origin"), ==, "*");
  g_assert_null (header_of (page, "Vary"));
  g_assert_cmpstr (header_of (local_file, "Access-Control-Allow-Origin"), ==, "*");
  g_assert_cmpuint (preflight->status, ==, 204);
  assert_nothing_told (program);
  g_assert_cmpuint (named->status, ==, 403);
  assert_nothing_told (named);
}

static void
refuse (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  soup_server_message_set_status (message, SOUP_STATUS_METHOD_NOT_ALLOWED, NULL);
}

static gboolean
is_let_in (const char *allowed, const char *origin)
{
  ServeFixture http = { 0 };
  g_autoptr (ServeGuard) guard = serve_guard_new (TRUE, NULL);
  g_autofree char *header = g_strdup_printf ("Origin: %s\n" ASKS, origin);
  ServeCors *cors = serve_cors_new ("GET");
  g_autoptr (ServeAnswer) answer = NULL;

  g_assert_true (serve_cors_allow (cors, OTHER_PAGE));
  g_assert_true (serve_cors_allow (cors, allowed));
  serve_guard_set_cors (guard, cors);
  serve_fixture_listen (&http, NULL, guard, refuse, NULL);
  answer = serve_fixture_ask (&http, "OPTIONS", "/", NULL, header, NULL);
  serve_fixture_drop_clients (&http);
  serve_server_free (http.server);

  return answer->status == 204;
}

/* Browsers write an origin in one way only; people in several. */
static void
test_origins (void)
{
  static const char *const bad[] = {
    "",
    "panel.example",
    "null",
    "https://",
    "https:///",
    "https://panel.example/page",
    "https://panel.example?a",
    "https://panel.example#a",
    "https://me@panel.example",
    "https://panel.example:70000",
    "https://panel example",
    "mailto:me@panel.example",
    "https://*.example",
  };
  g_autoptr (ServeCors) cors = serve_cors_new ("GET");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (serve_cors_allow (cors, bad[i]))
      g_error ("“%s” is taken for an origin", bad[i]);

  g_assert_true (is_let_in (PAGE, PAGE));
  g_assert_true (is_let_in (PAGE, OTHER_PAGE));
  g_assert_true (is_let_in ("HTTPS://Panel.Example/", PAGE));
  g_assert_true (is_let_in ("https://panel.example:443", PAGE));
  g_assert_true (is_let_in ("http://panel.example:80", "http://panel.example"));
  g_assert_true (is_let_in ("http://localhost:3000", "http://localhost:3000"));
  g_assert_true (is_let_in ("http://[::1]:3000", "http://[::1]:3000"));
  g_assert_true (is_let_in ("https://müller.example", "https://xn--mller-kva.example"));
  g_assert_true (is_let_in ("moz-extension://4aa0", "moz-extension://4aa0"));
  g_assert_false (is_let_in (PAGE, "http://panel.example"));
  g_assert_false (is_let_in (PAGE, "https://panel.example:8443"));
  g_assert_false (is_let_in (PAGE, "https://www.panel.example"));
  g_assert_false (is_let_in ("http://panel.example:443", "http://panel.example"));
}

#define ADD(path, data, func)                                                                      \
  g_test_add (path, ServeFixture, data, serve_fixture_set_up, func, serve_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("/serve-cors/off", NULL, test_off);
  ADD ("/serve-cors/simple", &strict, test_simple);
  ADD ("/serve-cors/preflight", &strict, test_preflight);
  ADD ("/serve-cors/full", &full, test_full);
  ADD ("/serve-cors/secret", &open_to_others, test_secret);
  ADD ("/serve-cors/all", &all, test_all);
  g_test_add_func ("/serve-cors/origins", test_origins);

  return g_test_run ();
}
