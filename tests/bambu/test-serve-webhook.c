/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Events to a server that does not always want them. */

#include "serve/serve-webhook.h"

#include <glib/gstdio.h>
#include <libdex.h>
#include <string.h>

#include "cloud-fixture.h"
#include "simulator/sim-certificate.h"
#include "test-wait.h"

#define SECRET "a secret of the one who runs it"
#define QUERY "token=secret-of-the-address"
#define HOOK "POST /hook"
/* More than is read, and no more than a socket takes without a reader */
#define HUGE (256 * 1024)

static GArray *waits;     /* milliseconds that were to be waited */
static GPtrArray *losses; /* "name id loss status" */
static guint n_posted;

typedef struct
{
  CloudServer *server;
  char *url;
  char *authorities;
  ServeWebhook *webhook;
} Fixture;

static guint
delay (guint msec)
{
  g_array_append_val (waits, msec);

  return 0;
}

static void
on_lost (const char *event, const char *id, ServeLoss loss, guint status)
{
  g_ptr_array_add (losses, g_strdup_printf ("%s %s %d %u", event, id, (int) loss, status));
}

static const ServeWebhookRules RULES = { 20000, 4, 6, delay };
static const ServeWebhookRules IMPATIENT = { 200, 4, 6, delay };

static void
assert_lost (guint index, const char *id, ServeLoss loss, guint status)
{
  g_autofree char *expected = g_strdup_printf ("print.started %s %d %u", id, (int) loss, status);

  test_wait_until (losses->len > index);
  g_assert_cmpstr (losses->pdata[index], ==, expected);
}

static ServeWebhook *
create (const char *url, const char *secret, const char *authorities, gconstpointer rules)
{
  g_autoptr (GError) error = NULL;
  ServeWebhook *webhook =
      serve_webhook_new (url, secret, authorities, rules ? rules : &RULES, on_lost, &error);

  g_assert_no_error (error);

  return webhook;
}

static void
set_up (Fixture *self, gconstpointer rules)
{
  waits = g_array_new (FALSE, FALSE, sizeof (guint));
  losses = g_ptr_array_new_with_free_func (g_free);
  n_posted = 0;
  self->server = cloud_server_new (NULL);
  self->url = g_strconcat (self->server->origin, "/hook?" QUERY, NULL);
  self->webhook = create (self->url, SECRET, NULL, rules);
}

static void
tear_down (Fixture *self, gconstpointer rules)
{
  g_clear_pointer (&self->webhook, serve_webhook_free);
  g_assert_cmpuint (serve_webhook_wait_for_all (TEST_DEADLINE_SECONDS * 1000), ==, 0);
  cloud_server_free (self->server);
  g_free (self->url);
  g_array_unref (waits);
  g_ptr_array_unref (losses);
}

static void
post (Fixture *self)
{
  g_autoptr (JsonObject) event = json_object_new ();
  g_autofree char *id = g_strdup_printf ("id-%u", ++n_posted);

  json_object_set_string_member (event, "id", id);
  json_object_set_string_member (event, "event", "print.started");
  serve_webhook_post (event, self->webhook);
}

static void
wait_for (Fixture *self, guint n_requests)
{
  test_wait_until (self->server->requests->len >= n_requests);
}

static void
assert_id (Fixture *self, guint request, const char *id)
{
  wait_for (self, request + 1);
  g_assert_cmpstr (cloud_asked_header (self->server->requests->pdata[request], "x-culm-delivery"),
                   ==, id);
}

static void
assert_wait (guint index, guint msec)
{
  test_wait_until (waits->len > index);
  /* Up to a quarter shorter */
  g_assert_cmpuint (g_array_index (waits, guint, index), <=, msec);
  g_assert_cmpuint (g_array_index (waits, guint, index), >=, msec - msec / 4);
}

static void
test_request (Fixture *self, gconstpointer data)
{
  g_autofree char *signed_text = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *expected = NULL;
  const CloudAsked *asked;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  cloud_server_answer (self->server, HOOK, 204, NULL, "");
  post (self);
  wait_for (self, 1);
  asked = cloud_server_last (self->server, HOOK);

  g_assert_cmpstr (asked->query, ==, QUERY);
  g_assert_cmpstr (asked->body, ==, "{\"id\":\"id-1\",\"event\":\"print.started\"}");
  g_assert_cmpstr (cloud_asked_header (asked, "content-type"), ==, "application/json");
  g_assert_true (g_str_has_prefix (cloud_asked_header (asked, "user-agent"), "Culm/"));
  g_assert_cmpstr (cloud_asked_header (asked, "x-culm-event"), ==, "print.started");
  g_assert_cmpstr (cloud_asked_header (asked, "x-culm-delivery"), ==, "id-1");
  g_assert_cmpint (g_ascii_strtoll (cloud_asked_header (asked, "x-culm-timestamp"), NULL, 10), >=,
                   now);

  signed_text =
      g_strconcat (cloud_asked_header (asked, "x-culm-timestamp"), ".", asked->body, NULL);
  signature = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) SECRET,
                                         strlen (SECRET), signed_text, -1);
  expected = g_strconcat ("sha256=", signature, NULL);
  g_assert_cmpstr (cloud_asked_header (asked, "x-culm-signature"), ==, expected);

  post (self);
  wait_for (self, 2);
  g_assert_cmpuint (losses->len, ==, 0);
}

static void
test_unsigned (Fixture *self, gconstpointer data)
{
  serve_webhook_free (self->webhook);
  self->webhook = create (self->url, NULL, NULL, NULL);
  cloud_server_json (self->server, HOOK, "{}");
  post (self);
  wait_for (self, 1);
  g_assert_null (cloud_asked_header (cloud_server_last (self->server, HOOK), "x-culm-signature"));
}

/* The same once more, later each time, and the others after it. */
static void
test_again (Fixture *self, gconstpointer data)
{
  static const guint REFUSALS[] = { 500, 503, 408, 429 };

  for (guint i = 0; i < G_N_ELEMENTS (REFUSALS); i++)
    cloud_server_answer (self->server, HOOK, REFUSALS[i], NULL, "later");
  cloud_server_raw (self->server, HOOK, "");
  cloud_server_json (self->server, HOOK, "{}");
  post (self);
  post (self);

  for (guint i = 0; i < 6; i++)
    assert_id (self, i, "id-1");
  assert_id (self, 6, "id-2");
  for (guint i = 0; i < 5; i++)
    assert_wait (i, 1000 << i);
  g_assert_cmpuint (waits->len, ==, 5);
  g_assert_cmpuint (losses->len, ==, 0);
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    cloud_server_answer (self->server, HOOK, 500, NULL, "");
  cloud_server_json (self->server, HOOK, "{}");
  post (self);
  post (self);

  assert_lost (0, "id-1", SERVE_LOSS_UNREACHED, 500);
  assert_id (self, 6, "id-2");
  g_assert_cmpuint (waits->len, ==, 5);
}

/* As long as the server asks for, but not for ever. */
static void
test_retry_after (Fixture *self, gconstpointer data)
{
  cloud_server_answer (self->server, HOOK, 429, "Retry-After: 7", "");
  cloud_server_answer (self->server, HOOK, 503, "Retry-After: 86000", "");
  cloud_server_answer (self->server, HOOK, 429, "Retry-After: 0", "");
  cloud_server_answer (self->server, HOOK, 429, "Retry-After: soon", "");
  cloud_server_json (self->server, HOOK, "{}");
  post (self);

  wait_for (self, 5);
  g_assert_cmpuint (g_array_index (waits, guint, 0), ==, 7000);
  g_assert_cmpuint (g_array_index (waits, guint, 1), ==, 300000);
  assert_wait (2, 4000);
  assert_wait (3, 8000);
}

/* What is refused is not asked again, and nobody is sent elsewhere. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  cloud_server_answer (self->server, HOOK, 410, NULL, "gone");
  cloud_server_answer (self->server, HOOK, 307, "Location: /elsewhere", "");
  cloud_server_answer (self->server, HOOK, 401, "WWW-Authenticate: Basic realm=\"x\"", "");
  cloud_server_json (self->server, HOOK, "{}");
  for (guint i = 0; i < 4; i++)
    post (self);

  wait_for (self, 4);
  assert_lost (0, "id-1", SERVE_LOSS_REFUSED, 410);
  assert_lost (1, "id-2", SERVE_LOSS_REFUSED, 307);
  assert_lost (2, "id-3", SERVE_LOSS_REFUSED, 401);
  assert_id (self, 3, "id-4");
  g_assert_cmpuint (cloud_server_count (self->server, "POST /elsewhere"), ==, 0);
  g_assert_cmpuint (waits->len, ==, 0);
}

static void
test_silent (Fixture *self, gconstpointer data)
{
  cloud_server_hang (self->server, HOOK);
  cloud_server_json (self->server, HOOK, "{}");
  post (self);
  post (self);

  assert_id (self, 0, "id-1");
  assert_id (self, 1, "id-1");
  assert_id (self, 2, "id-2");
  assert_wait (0, 1000);
}

/* Who says 200 has it, whatever comes then. */
static void
test_strange_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (HUGE, 'x');
  g_autofree char *endless =
      g_strconcat ("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n", huge, NULL);

  cloud_server_answer (self->server, HOOK, 200, NULL, huge);
  cloud_server_raw (self->server, HOOK, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort");
  cloud_server_raw (self->server, HOOK, endless);
  cloud_server_raw (self->server, HOOK, "HTTP/1.1 200 OK\r\nContent-Le");
  cloud_server_raw (self->server, HOOK, "what is HTTP?\r\n\r\n");
  cloud_server_json (self->server, HOOK, "{}");
  for (guint i = 0; i < 4; i++)
    post (self);

  assert_id (self, 0, "id-1");
  assert_id (self, 1, "id-2");
  assert_id (self, 2, "id-3");
  for (guint i = 3; i < 6; i++)
    assert_id (self, i, "id-4");
  g_assert_cmpuint (waits->len, ==, 2);
  g_assert_cmpuint (losses->len, ==, 0);
}

/* The oldest that nobody has tried yet */
static void
test_full (Fixture *self, gconstpointer data)
{
  cloud_server_hang (self->server, HOOK);
  post (self);
  wait_for (self, 1);
  for (guint i = 0; i < 5; i++)
    post (self);

  g_assert_cmpuint (losses->len, ==, 2);
  assert_lost (0, "id-2", SERVE_LOSS_FULL, 0);
  assert_lost (1, "id-3", SERVE_LOSS_FULL, 0);

  cloud_server_forget (self->server, HOOK);
  cloud_server_json (self->server, HOOK, "{}");
  assert_id (self, 1, "id-1");
  assert_id (self, 2, "id-4");
  assert_id (self, 3, "id-5");
  assert_id (self, 4, "id-6");
}

/* What waits for a better time is tried at once, for the last time. */
static void
test_end (Fixture *self, gconstpointer data)
{
  cloud_server_answer (self->server, HOOK, 500, NULL, "");
  cloud_server_json (self->server, HOOK, "{}");
  post (self);
  post (self);
  g_clear_pointer (&self->webhook, serve_webhook_free);

  g_assert_cmpuint (serve_webhook_wait_for_all (TEST_DEADLINE_SECONDS * 1000), ==, 0);
  assert_lost (0, "id-1", SERVE_LOSS_UNREACHED, 500);
  assert_id (self, 1, "id-2");
  g_assert_cmpuint (self->server->requests->len, ==, 2);
  g_assert_cmpuint (waits->len, ==, 0);
}

static void
test_end_in_vain (Fixture *self, gconstpointer data)
{
  cloud_server_hang (self->server, HOOK);
  post (self);
  post (self);
  wait_for (self, 1);
  g_clear_pointer (&self->webhook, serve_webhook_free);

  g_assert_cmpuint (serve_webhook_wait_for_all (10), ==, 2);
  g_assert_cmpuint (self->server->requests->len, ==, 1);
}

static void
test_addresses (void)
{
  static const char *const GOOD[] = { "https://example.com/hook", "http://127.0.0.1:8080",
                                      "http://[::1]/hook", "http://localhost:8123/api?x=y" };
  static const char *const BAD[] = { "http://example.com/hook",
                                     "http://192.168.1.2/hook",
                                     "https://ann:password@example.com/",
                                     "ftp://127.0.0.1/",
                                     "example.com",
                                     "" };

  for (guint i = 0; i < G_N_ELEMENTS (GOOD); i++)
    serve_webhook_free (create (GOOD[i], NULL, NULL, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (BAD); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (serve_webhook_new (BAD[i], NULL, NULL, NULL, on_lost, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      g_assert_null (strstr (error->message, "password"));
    }
}

static void
test_origin (Fixture *self, gconstpointer data)
{
  g_autofree char *origin = serve_webhook_dup_origin (self->webhook);

  g_assert_cmpstr (origin, ==, self->server->origin);
}

typedef struct
{
  Fixture fixture;
  char *folder;
} TlsFixture;

static void
tls_set_up (TlsFixture *self, gconstpointer data)
{
  g_autoptr (SimCertificate) authority =
      sim_certificate_new ("Test CA", SIM_CERTIFICATE_AUTHORITY | SIM_CERTIFICATE_EC, NULL);
  g_autoptr (SimCertificate) leaf =
      sim_certificate_new ("localhost", SIM_CERTIFICATE_EC | SIM_CERTIFICATE_HOST, authority);
  g_autofree char *pem = sim_certificate_dup_pem (leaf, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  waits = g_array_new (FALSE, FALSE, sizeof (guint));
  losses = g_ptr_array_new_with_free_func (g_free);
  n_posted = 0;
  self->folder = g_dir_make_tmp ("culm-serve-XXXXXX", &error);
  g_assert_no_error (error);
  self->fixture.authorities = g_build_filename (self->folder, "ca.pem", NULL);
  sim_certificate_save (authority, self->fixture.authorities, FALSE, &error);
  g_assert_no_error (error);
  self->fixture.server = cloud_server_new (certificate);
  self->fixture.url =
      g_strconcat ("https://localhost", strrchr (self->fixture.server->origin, ':'), "/hook", NULL);
  cloud_server_json (self->fixture.server, HOOK, "{}");
}

static void
tls_tear_down (TlsFixture *self, gconstpointer data)
{
  tear_down (&self->fixture, NULL);
  g_unlink (self->fixture.authorities);
  g_rmdir (self->folder);
  g_free (self->fixture.authorities);
  g_free (self->folder);
}

static void
test_trusted (TlsFixture *self, gconstpointer data)
{
  self->fixture.webhook = create (self->fixture.url, NULL, self->fixture.authorities, NULL);
  post (&self->fixture);
  wait_for (&self->fixture, 1);
}

static void
test_untrusted (TlsFixture *self, gconstpointer data)
{
  self->fixture.webhook = create (self->fixture.url, NULL, NULL, NULL);
  post (&self->fixture);
  assert_lost (0, "id-1", SERVE_LOSS_UNTRUSTED, 0);
  g_assert_cmpuint (self->fixture.server->requests->len, ==, 0);
}

#define ADD(path, rules, function)                                                                 \
  g_test_add ("/serve-webhook/" path, Fixture, rules, set_up, function, tear_down)
#define ADD_TLS(path, function)                                                                    \
  g_test_add ("/serve-webhook/" path, TlsFixture, NULL, tls_set_up, function, tls_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("request", NULL, test_request);
  ADD ("unsigned", NULL, test_unsigned);
  ADD ("again", NULL, test_again);
  ADD ("bounded", NULL, test_bounded);
  ADD ("retry-after", NULL, test_retry_after);
  ADD ("refused", NULL, test_refused);
  ADD ("silent", &IMPATIENT, test_silent);
  ADD ("strange-answers", NULL, test_strange_answers);
  ADD ("full", &IMPATIENT, test_full);
  ADD ("end", NULL, test_end);
  ADD ("end-in-vain", NULL, test_end_in_vain);
  ADD ("origin", NULL, test_origin);
  ADD_TLS ("trusted", test_trusted);
  ADD_TLS ("untrusted", test_untrusted);
  g_test_add_func ("/serve-webhook/addresses", test_addresses);

  return g_test_run ();
}
