/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <glib/gstdio.h>
#include <string.h>

#include "account/bambu-cloud-calls.h"
#include "account/bambu-cloud-private.h"
#include "cloud-fixture.h"
#include "simulator/sim-certificate.h"
#include "test-wait.h"

#define PREFERENCE "GET /v1/design-user-service/my/preference"
#define RENAME "PATCH /v1/iot-service/api/user/device/info"
#define REFRESH "POST /v1/user-service/user/refreshtoken"
#define DEVICES "GET /v1/iot-service/api/user/bind"
#define TOKEN "AQAtokentokentoken"
#define WHO "{\"uid\":42,\"name\":\"Ann\"}"
#define DEAD "{\"code\":4,\"error\":\"Please login.\",\"message\":\"\"}"
#define BEGIN ((gint64) 1770000000 * G_USEC_PER_SEC)

typedef struct
{
  CloudServer *server;
  BambuCloud *cloud;
  gint64 now;
  guint n_refused;
} Fixture;

static void
on_refused (BambuCloud *cloud, Fixture *fixture)
{
  fixture->n_refused++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuRegion) region = NULL;
  g_autoptr (BambuToken) token = bambu_token_new (TOKEN, NULL, 0);

  fixture->server = cloud_server_new (NULL);
  region = cloud_server_make_region (fixture->server, NULL);
  fixture->cloud = bambu_cloud_new (region);
  fixture->now = BEGIN;
  cloud_hurry (fixture->cloud, &fixture->now);
  bambu_cloud_set_token (fixture->cloud, token);
  g_signal_connect (fixture->cloud, "token-refused", G_CALLBACK (on_refused), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->cloud);
  cloud_server_free (fixture->server);
}

static BambuCloudProfile *
await_profile (DexFuture *future)
{
  g_autoptr (DexFuture) settled = test_await (future);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (settled, &error);

  g_assert_no_error (error);

  return g_value_dup_object (value);
}

static void
assert_works (Fixture *fixture)
{
  g_autoptr (BambuCloudProfile) profile =
      await_profile (bambu_cloud_load_preference (fixture->cloud));

  g_assert_cmpint (bambu_cloud_profile_get_values (profile)->uid, ==, 42);
}

static GError *
assert_fails (Fixture *fixture, BambuCloudError code)
{
  GError *error = test_await_error (bambu_cloud_load_preference (fixture->cloud));

  g_assert_error (error, BAMBU_CLOUD_ERROR, (int) code);

  return error;
}

static void
test_headers (Fixture *fixture, gconstpointer data)
{
  const CloudAsked *asked;

  cloud_server_json (fixture->server, PREFERENCE, WHO);
  assert_works (fixture);

  asked = cloud_server_last (fixture->server, PREFERENCE);
  g_assert_cmpstr (cloud_asked_header (asked, "authorization"), ==, "Bearer " TOKEN);
  g_assert_true (g_str_has_prefix (cloud_asked_header (asked, "user-agent"), "Culm/"));
  g_assert_cmpstr (cloud_asked_header (asked, "accept"), ==, "application/json");
  g_assert_null (cloud_asked_header (asked, "cookie"));
  g_assert_null (cloud_asked_header (asked, "x-bbl-client-name"));
  g_assert_null (cloud_asked_header (asked, "x-bbl-app-certification-id"));
  g_assert_null (cloud_asked_header (asked, "x-bbl-device-security-sign"));
}

static void
test_no_token (Fixture *fixture, gconstpointer data)
{
  bambu_cloud_set_token (fixture->cloud, NULL);
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_SIGN_IN));
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
  } PASSING[] = { { 500, "" }, { 503, "" }, { 401, "{}" }, { 418, "{\"captchaId\":\"1\"}" } };

  for (guint i = 0; i < G_N_ELEMENTS (PASSING); i++)
    {
      cloud_server_forget (fixture->server, PREFERENCE);
      cloud_server_answer (fixture->server, PREFERENCE, PASSING[i].status, NULL, PASSING[i].body);
      cloud_server_json (fixture->server, PREFERENCE, WHO);
      g_ptr_array_set_size (fixture->server->requests, 0);
      assert_works (fixture);
      g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 2);
    }
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

static void
test_retry_ends (Fixture *fixture, gconstpointer data)
{
  cloud_server_answer (fixture->server, PREFERENCE, 500, NULL, "");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_SERVER));
  g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 3);

  cloud_server_forget (fixture->server, PREFERENCE);
  g_ptr_array_set_size (fixture->server->requests, 0);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, "{}");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_UNSETTLED));
  g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 2);
}

static void
test_no_retry (Fixture *fixture, gconstpointer data)
{
  static const guint STATUSES[] = { 500, 502, 503, 401, 418, 429 };

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      g_autoptr (GError) error = NULL;

      cloud_server_forget (fixture->server, RENAME);
      cloud_server_answer (fixture->server, RENAME, STATUSES[i], NULL, "{}");
      g_ptr_array_set_size (fixture->server->requests, 0);
      error = test_await_error (bambu_cloud_rename_device (fixture->cloud, "S", "name"));
      g_assert_cmpuint (bambu_cloud_error_get_status (error), ==, STATUSES[i]);
      g_assert_cmpuint (cloud_server_count (fixture->server, RENAME), ==, 1);
    }
}

static void
test_throttled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) held = NULL;
  g_autoptr (GError) undated = NULL;
  g_autoptr (GError) again = NULL;

  cloud_server_answer (fixture->server, PREFERENCE, 429, "Retry-After: 120", "");
  cloud_server_answer (fixture->server, PREFERENCE, 429, NULL, "");
  cloud_server_answer (fixture->server, PREFERENCE, 429, NULL, "");
  cloud_server_json (fixture->server, PREFERENCE, WHO);

  error = assert_fails (fixture, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (error), ==, BEGIN / G_USEC_PER_SEC + 120);
  /* Until then it is not even asked. */
  fixture->now += 119 * G_USEC_PER_SEC;
  held = assert_fails (fixture, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (held), ==, BEGIN / G_USEC_PER_SEC + 120);
  g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 1);

  /* Without a time it is twice as long each time. */
  fixture->now += 2 * G_USEC_PER_SEC;
  undated = assert_fails (fixture, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (undated), ==,
                   fixture->now / G_USEC_PER_SEC + 60);
  fixture->now += 61 * G_USEC_PER_SEC;
  again = assert_fails (fixture, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (again), ==,
                   fixture->now / G_USEC_PER_SEC + 120);
  g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 3);

  fixture->now += 121 * G_USEC_PER_SEC;
  assert_works (fixture);
}

static void
test_throttled_by_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cloud_server_answer (fixture->server, PREFERENCE, 429,
                       "Retry-After: Mon, 02 Feb 2026 02:50:00 GMT", "");
  error = assert_fails (fixture, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (error), ==, 1770000600);
}

static void
test_cap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cloud_server_json (fixture->server, RENAME, "{}");
  for (guint i = 0; i < 10; i++)
    test_await_true (bambu_cloud_rename_device (fixture->cloud, "S", "name"));
  error = test_await_error (bambu_cloud_rename_device (fixture->cloud, "S", "name"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (error), ==, BEGIN / G_USEC_PER_SEC + 60);
  g_assert_cmpuint (cloud_server_count (fixture->server, RENAME), ==, 10);

  test_await_true (bambu_cloud_rename_device (fixture->cloud, "other", "name"));
  fixture->now += 60 * G_USEC_PER_SEC;
  test_await_true (bambu_cloud_rename_device (fixture->cloud, "S", "name"));
}

static void
test_edge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cloud_server_answer (fixture->server, PREFERENCE, 403, "Content-Type: text/html",
                       "<html>Just a moment...</html>");
  error = assert_fails (fixture, BAMBU_CLOUD_ERROR_BROWSER_CHECK);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (error), >, BEGIN / G_USEC_PER_SEC);
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES));
  g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 1);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
  g_assert_nonnull (bambu_cloud_get_token (fixture->cloud));
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  /* Shorter than it says: the connection ended. */
  cloud_server_raw (fixture->server, PREFERENCE,
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    "Content-Length: 100\r\n\r\n{\"uid\":");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_SERVER));

  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_raw (fixture->server, PREFERENCE, "");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_SERVER));

  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_json (fixture->server, PREFERENCE, "{\"uid\":");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_PROTOCOL));

  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_answer (fixture->server, PREFERENCE, 200, "Content-Type: text/html",
                       "<html>Welcome</html>");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_PROTOCOL));

  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_json (fixture->server, PREFERENCE, "[1,2]");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_PROTOCOL));
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  gsize size = 9 * 1024 * 1024;
  g_autofree char *body = g_malloc (size + 1);

  memset (body, ' ', size);
  body[size] = '\0';
  cloud_server_json (fixture->server, PREFERENCE, body);
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_PROTOCOL));
}

static void
test_redirection (Fixture *fixture, gconstpointer data)
{
  cloud_server_answer (fixture->server, PREFERENCE, 302, "Location: /elsewhere", "");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_PROTOCOL));
  g_assert_cmpuint (cloud_server_count (fixture->server, "GET /elsewhere"), ==, 0);
}

static void
test_silence (Fixture *fixture, gconstpointer data)
{
  bambu_cloud_set_timing (fixture->cloud, &(BambuCloudTiming) {
                                              .limit_msec = 20,
                                              .first_msec = 1,
                                              .patience_msec = 1,
                                          });
  cloud_server_hang (fixture->server, PREFERENCE);
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_TIMED_OUT));
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (fixture->server->server);
  error = test_await_error (bambu_cloud_load_preference (fixture->cloud));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SERVER);
}

static void
on_queued (SoupSession *session, SoupMessage *message, gpointer *place)
{
  g_assert_null (*place);
  g_set_weak_pointer (place, (gpointer) message);
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  gpointer message = NULL;
  DexFuture *chained;

  g_signal_connect (bambu_cloud_get_session (fixture->cloud), "request-queued",
                    G_CALLBACK (on_queued), &message);
  cloud_server_hang (fixture->server, PREFERENCE);
  chained = dex_future_finally (bambu_cloud_load_preference (fixture->cloud), pass_on, NULL, NULL);
  test_wait_until (cloud_server_count (fixture->server, PREFERENCE) == 1);
  g_assert_nonnull (message);

  dex_clear (&chained);
  test_wait_until (message == NULL);
}

static void
test_dead (Fixture *fixture, gconstpointer data)
{
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_SIGN_IN));
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_cmpuint (cloud_server_count (fixture->server, PREFERENCE), ==, 1);
  /* There was nothing to renew it with. */
  g_assert_cmpuint (cloud_server_count (fixture->server, REFRESH), ==, 0);
}

static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuToken) token = bambu_token_new (TOKEN, "companion", 0);
  g_autoptr (DexFuture) both = NULL;

  token->uid = 7;
  bambu_cloud_set_token (fixture->cloud, token);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  cloud_server_json (fixture->server, PREFERENCE, WHO);
  cloud_server_json (fixture->server, REFRESH,
                     "{\"accessToken\":\"AQBnew\",\"refreshToken\":\"next\",\"expiresIn\":100}");

  /* Two that need it share one renewal. */
  both = test_await (dex_future_all (bambu_cloud_load_preference (fixture->cloud),
                                     bambu_cloud_load_preference (fixture->cloud), NULL));
  g_assert_true (dex_future_is_resolved (both));
  g_assert_cmpuint (cloud_server_count (fixture->server, REFRESH), ==, 1);
  g_assert_null (
      cloud_asked_header (cloud_server_last (fixture->server, REFRESH), "authorization"));
  g_assert_cmpstr (
      cloud_asked_header (cloud_server_last (fixture->server, PREFERENCE), "authorization"), ==,
      "Bearer AQBnew");
  g_assert_cmpint (bambu_cloud_get_token (fixture->cloud)->uid, ==, 7);
  g_assert_cmpint (bambu_cloud_get_token (fixture->cloud)->expires_at, ==,
                   BEGIN / G_USEC_PER_SEC + 100);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

static void
test_renewal_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuToken) token = bambu_token_new (TOKEN, "companion", 0);

  bambu_cloud_set_token (fixture->cloud, token);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  cloud_server_answer (fixture->server, REFRESH, 401, NULL,
                       "{\"code\":401,\"error\":\"The client must authenticate itself\"}");
  g_error_free (assert_fails (fixture, BAMBU_CLOUD_ERROR_SIGN_IN));
  g_assert_cmpuint (fixture->n_refused, ==, 1);
  g_assert_cmpuint (cloud_server_count (fixture->server, REFRESH), ==, 1);
}

static void
test_post_after_renewal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuToken) token = bambu_token_new (TOKEN, "companion", 0);
  g_autoptr (GError) error = NULL;

  bambu_cloud_set_token (fixture->cloud, token);
  cloud_server_answer (fixture->server, RENAME, 401, NULL, DEAD);
  cloud_server_json (fixture->server, REFRESH, "{\"accessToken\":\"AQBnew\"}");
  error = test_await_error (bambu_cloud_rename_device (fixture->cloud, "S", "name"));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_UNSETTLED);
  g_assert_cmpuint (cloud_server_count (fixture->server, RENAME), ==, 1);
  g_assert_cmpuint (fixture->n_refused, ==, 0);
}

static GTlsCertificate *
make_server_certificate (SimCertificate *certificate, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "cert.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *tls;

  g_assert_true (sim_certificate_save (certificate, path, TRUE, NULL));
  g_assert_true (sim_certificate_save_key (certificate, key, NULL));
  tls = g_tls_certificate_new_from_files (path, key, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_remove (key);

  return tls;
}

static void
test_untrusted (void)
{
  g_autoptr (SimCertificate) certificate = sim_certificate_new ("127.0.0.1", 0, NULL);
  g_autofree char *folder = g_dir_make_tmp ("culm-cloud-XXXXXX", NULL);
  g_autoptr (GTlsCertificate) tls = make_server_certificate (certificate, folder);
  g_autoptr (CloudServer) server = cloud_server_new (tls);
  g_autoptr (BambuRegion) region = cloud_server_make_region (server, NULL);
  g_autoptr (BambuCloud) cloud = bambu_cloud_new (region);
  g_autoptr (BambuToken) token = bambu_token_new (TOKEN, NULL, 0);
  g_autoptr (GError) error = NULL;

  bambu_cloud_set_token (cloud, token);
  error = test_await_error (bambu_cloud_load_preference (cloud));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_CERTIFICATE);
  g_assert_cmpuint (server->requests->len, ==, 0);
  g_rmdir (folder);
}

static void
test_region (void)
{
  static const char *const WRONG[] = {
    "http://example.org",       "ftp://127.0.0.1",          "https://",
    "https://user@example.org", "https://example.org/path", "example.org",
    "https://example.org?x"
  };
  g_autoptr (BambuRegion) global = bambu_region_lookup ("global");
  g_autoptr (BambuRegion) china = bambu_region_lookup ("china");
  g_autoptr (BambuRegion) own = bambu_region_new ("https://[::1]:8443/", NULL, NULL, NULL, NULL);

  g_assert_cmpstr (global->api, ==, "https://api.bambulab.com");
  g_assert_cmpstr (china->broker, ==, "cn.mqtt.bambulab.com:8883");
  g_assert_null (bambu_region_lookup ("mars"));
  g_assert_cmpstr (own->id, ==, "https://[::1]:8443");
  g_assert_cmpstr (own->broker, ==, "[::1]:8883");

  for (guint i = 0; i < G_N_ELEMENTS (WRONG); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bambu_region_new (WRONG[i], NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
    }
}

static void
test_app_certificate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SimCertificate) issuer =
      sim_certificate_new ("GLOF0001.bambulab.com", SIM_CERTIFICATE_AUTHORITY, NULL);
  g_autoptr (SimCertificate) own = sim_certificate_new ("app", 0, issuer);
  g_autofree char *folder = g_dir_make_tmp ("culm-cloud-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cert.pem", NULL);
  g_autofree char *key_path = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate_pem = NULL;
  g_autofree char *key_pem = NULL;
  g_autofree char *pem = NULL;
  g_autofree guchar *signature = NULL;
  g_autoptr (BambuAppCertificate) app = NULL;
  g_autoptr (GError) error = NULL;
  const CloudAsked *asked;
  gsize size;
  BIO *bio;
  X509 *x509;
  EVP_MD_CTX *context;

  g_assert_true (sim_certificate_save (own, path, FALSE, NULL));
  g_assert_true (sim_certificate_save_key (own, key_path, NULL));
  g_assert_true (g_file_get_contents (path, &certificate_pem, NULL, NULL));
  g_assert_true (g_file_get_contents (key_path, &key_pem, NULL, NULL));
  g_remove (path);
  g_remove (key_path);
  g_rmdir (folder);

  g_assert_null (bambu_app_certificate_new (certificate_pem, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

  pem = g_strconcat (key_pem, certificate_pem, NULL);
  app = bambu_app_certificate_new (pem, NULL);
  g_assert_nonnull (app);
  g_assert_true (
      g_str_has_prefix (bambu_app_certificate_get_id (app), "CN=GLOF0001.bambulab.com:"));

  bambu_cloud_set_app_certificate (fixture->cloud, app);
  cloud_server_json (fixture->server, PREFERENCE, WHO);
  assert_works (fixture);
  asked = cloud_server_last (fixture->server, PREFERENCE);
  g_assert_cmpstr (cloud_asked_header (asked, "x-bbl-app-certification-id"), ==,
                   bambu_app_certificate_get_id (app));

  signature = g_base64_decode (cloud_asked_header (asked, "x-bbl-device-security-sign"), &size);
  bio = BIO_new_mem_buf (certificate_pem, -1);
  x509 = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  context = EVP_MD_CTX_new ();
  g_assert_cmpint (
      EVP_DigestVerifyInit (context, NULL, EVP_sha256 (), NULL, X509_get0_pubkey (x509)), ==, 1);
  g_assert_cmpint (
      EVP_DigestVerify (context, signature, size, (const guchar *) "1770000000000", 13), ==, 1);
  EVP_MD_CTX_free (context);
  X509_free (x509);
  BIO_free (bio);

  bambu_cloud_set_app_certificate (fixture->cloud, NULL);
  assert_works (fixture);
  g_assert_null (cloud_asked_header (cloud_server_last (fixture->server, PREFERENCE),
                                     "x-bbl-device-security-sign"));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/cloud/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("headers", test_headers);
  ADD ("no-token", test_no_token);
  ADD ("retry", test_retry);
  ADD ("retry-ends", test_retry_ends);
  ADD ("no-retry", test_no_retry);
  ADD ("throttled", test_throttled);
  ADD ("throttled-by-date", test_throttled_by_date);
  ADD ("cap", test_cap);
  ADD ("edge", test_edge);
  ADD ("broken", test_broken);
  ADD ("too-long", test_too_long);
  ADD ("redirection", test_redirection);
  ADD ("silence", test_silence);
  ADD ("nobody", test_nobody);
  ADD ("cancel", test_cancel);
  ADD ("dead", test_dead);
  ADD ("renewed", test_renewed);
  ADD ("renewal-refused", test_renewal_refused);
  ADD ("post-after-renewal", test_post_after_renewal);
  ADD ("app-certificate", test_app_certificate);
  g_test_add_func ("/bambu/cloud/untrusted", test_untrusted);
  g_test_add_func ("/bambu/cloud/region", test_region);

  return g_test_run ();
}
