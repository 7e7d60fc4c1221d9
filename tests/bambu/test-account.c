/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "account/bambu-account-list.h"
#include "account/bambu-cloud-calls.h"
#include "account/bambu-cloud-private.h"
#include "cloud-fixture.h"
#include "test-wait.h"

#define LOGIN "POST /v1/user-service/user/login"
#define SEND_MAIL "POST /v1/user-service/user/sendemail/code"
#define SEND_SMS "POST /v1/user-service/user/sendsmscode"
#define SEND_SMS_WEB "POST /api/v1/user-service/user/sendsmscode"
#define CSRF "GET /api/csrf"
#define TFA "POST /api/sign-in/tfa"
#define PREFERENCE "GET /v1/design-user-service/my/preference"
#define PROFILE "GET /v1/user-service/my/profile"
#define LOGOUT "POST /v1/user-service/my/logout"
#define WHO "{\"uid\":123456789,\"name\":\"Ann\"}"
#define GOOD                                                                                       \
  "{\"accessToken\":\"AQAsecrettoken\",\"refreshToken\":\"AQRsecretrefresh\",\"expiresIn\":"       \
  "7776000,\"loginType\":\"\",\"tfaKey\":\"\"}"
#define WANTS_CODE                                                                                 \
  "{\"accessToken\":\"\",\"refreshToken\":\"\",\"expiresIn\":0,\"loginType\":\"verifyCode\","      \
  "\"tfaKey\":\"\"}"
#define WANTS_TFA                                                                                  \
  "{\"accessToken\":\"\",\"expiresIn\":0,\"loginType\":\"tfa\",\"tfaKey\":\"tfasecretkey\"}"
#define DEAD "{\"code\":4,\"error\":\"Please login.\",\"message\":\"\"}"
#define MAIL "ann@example.org"
#define PASSWORD "pass\"word\\secret"
#define BEGIN 1770000000

typedef struct
{
  CloudServer *server;
  BambuRegion *region;
  GPtrArray *regions;
  BambuStore *store;
  BambuKeyring *keyring;
  BambuAccountList *list;
  BambuAccount *account;
  gint64 now;
} Fixture;

static BambuAccount *
make_account (Fixture *fixture)
{
  BambuAccount *account = bambu_account_list_create (fixture->list, fixture->region->id);

  cloud_hurry (bambu_account_get_cloud (account), &fixture->now);

  return account;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->server = cloud_server_new (NULL);
  fixture->region = cloud_server_make_region (fixture->server, NULL);
  fixture->regions = g_ptr_array_new ();
  g_ptr_array_add (fixture->regions, fixture->region);
  fixture->store = bambu_store_new (NULL);
  fixture->keyring = bambu_keyring_new_for_session ();
  fixture->list = bambu_account_list_new (fixture->store, fixture->keyring, fixture->regions);
  fixture->now = (gint64) BEGIN * G_USEC_PER_SEC;
  fixture->account = make_account (fixture);
  cloud_server_json (fixture->server, PREFERENCE, WHO);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->list);
  /* Fibers that were dropped let go in their own time. */
  test_wait_until (G_OBJECT (fixture->account)->ref_count == 1);
  g_assert_finalize_object (fixture->account);
  g_clear_object (&fixture->keyring);
  g_clear_object (&fixture->store);
  g_ptr_array_unref (fixture->regions);
  bambu_region_unref (fixture->region);
  cloud_server_free (fixture->server);
}

static BambuAccountState
state_of (Fixture *fixture)
{
  return bambu_account_get_state (fixture->account);
}

static char *
lookup_token (Fixture *fixture)
{
  g_autoptr (DexFuture) settled =
      test_await (bambu_keyring_lookup_token (fixture->keyring, fixture->region->id, MAIL));

  return g_value_dup_string (dex_future_get_value (settled, NULL));
}

static GPtrArray *
load_known (Fixture *fixture)
{
  g_autoptr (DexFuture) settled = test_await (bambu_store_load_accounts (fixture->store));

  return g_value_dup_boxed (dex_future_get_value (settled, NULL));
}

static void
sign_in (Fixture *fixture)
{
  cloud_server_json (fixture->server, LOGIN, GOOD);
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autofree char *secret = NULL;
  g_autoptr (GPtrArray) known = NULL;
  const CloudAsked *asked;
  DexFuture *future;

  cloud_server_json (fixture->server, LOGIN, GOOD);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
  future = bambu_account_sign_in (fixture->account, "  " MAIL " ", PASSWORD);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNING_IN);
  test_await_true (future);

  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_assert_cmpstr (bambu_account_get_account (fixture->account), ==, MAIL);
  g_assert_cmpstr (bambu_account_get_name (fixture->account), ==, "Ann");
  g_assert_cmpint (bambu_account_get_uid (fixture->account), ==, 123456789);
  g_assert_cmpint (bambu_account_get_expires_at (fixture->account), ==, BEGIN + 7776000);
  g_assert_false (bambu_account_get_ends_soon (fixture->account));
  g_assert_false (bambu_account_is_persistent (fixture->account));

  asked = cloud_server_last (fixture->server, LOGIN);
  g_assert_cmpstr (asked->body, ==,
                   "{\"account\":\"" MAIL "\",\"password\":\"pass\\\"word\\\\secret\"}");
  g_assert_null (cloud_asked_header (asked, "authorization"));
  g_assert_cmpstr (cloud_asked_header (asked, "content-type"), ==, "application/json");

  secret = lookup_token (fixture);
  g_assert_nonnull (strstr (secret, "AQAsecrettoken"));
  g_assert_null (strstr (secret, "pass"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  known = load_known (fixture);
  g_assert_cmpuint (known->len, ==, 1);
  g_assert_cmpstr (((BambuKnownAccount *) known->pdata[0])->name, ==, "Ann");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
    BambuCloudError code;
  } CASES[] = {
    { 400, NULL, "{\"error\":\"wrong\"}", BAMBU_CLOUD_ERROR_CREDENTIALS },
    { 403, "Content-Type: text/html", "<html>Just a moment...</html>",
      BAMBU_CLOUD_ERROR_BROWSER_CHECK },
    { 418, NULL, "{\"captchaId\":\"1\"}", BAMBU_CLOUD_ERROR_CAPTCHA },
    { 500, NULL, "", BAMBU_CLOUD_ERROR_SERVER },
    { 200, NULL, "", BAMBU_CLOUD_ERROR_PROTOCOL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      cloud_server_forget (fixture->server, LOGIN);
      cloud_server_answer (fixture->server, LOGIN, CASES[i].status, CASES[i].type, CASES[i].body);
      error = test_await_error (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
      g_assert_error (error, BAMBU_CLOUD_ERROR, (int) CASES[i].code);
      g_assert_error (bambu_account_get_error (fixture->account), BAMBU_CLOUD_ERROR,
                      (int) CASES[i].code);
      g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
      g_assert_cmpuint (cloud_server_count (fixture->server, LOGIN), ==, i + 1);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) again = NULL;

  cloud_server_answer (fixture->server, LOGIN, 429, "Retry-After: 300", "");
  error = test_await_error (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_cloud_error_get_retry_time (error), ==, BEGIN + 300);
  again = test_await_error (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_cmpint (bambu_cloud_error_get_retry_time (again), ==, BEGIN + 300);
  g_assert_cmpuint (cloud_server_count (fixture->server, LOGIN), ==, 1);
}

static void
test_email_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) wrong = NULL;
  g_autoptr (GError) expired = NULL;
  g_autoptr (GError) too_soon = NULL;

  cloud_server_json (fixture->server, LOGIN, WANTS_CODE);
  cloud_server_answer (fixture->server, LOGIN, 400, NULL, "{\"code\":2}");
  cloud_server_answer (fixture->server, LOGIN, 400, NULL, "{\"code\":1}");
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, SEND_MAIL, "");

  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE);
  g_assert_cmpint (bambu_account_get_resend_at (fixture->account), ==, BEGIN + 60);
  g_assert_cmpstr (cloud_server_last (fixture->server, SEND_MAIL)->body, ==,
                   "{\"email\":\"" MAIL "\",\"type\":\"codeLogin\"}");

  wrong = test_await_error (bambu_account_submit_code (fixture->account, "000 000"));
  g_assert_error (wrong, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE);
  expired = test_await_error (bambu_account_submit_code (fixture->account, "111111"));
  g_assert_error (expired, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_EXPIRED_CODE);

  too_soon = test_await_error (bambu_account_send_code (fixture->account));
  g_assert_cmpint (bambu_cloud_error_get_retry_time (too_soon), ==, BEGIN + 60);
  fixture->now += 60 * G_USEC_PER_SEC;
  test_await_true (bambu_account_send_code (fixture->account));
  g_assert_cmpuint (cloud_server_count (fixture->server, SEND_MAIL), ==, 2);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE);

  test_await_true (bambu_account_submit_code (fixture->account, " 123 456\n"));
  g_assert_cmpstr (cloud_server_last (fixture->server, LOGIN)->body, ==,
                   "{\"account\":\"" MAIL "\",\"code\":\"123456\"}");
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_assert_null (bambu_account_get_error (fixture->account));
}

static void
test_code_not_sent (Fixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->server, LOGIN, WANTS_CODE);
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_answer (fixture->server, SEND_MAIL, 429, "Retry-After: 90", "");
  /* The service may have sent one by itself, so it can be typed. */
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE);
  g_assert_error (bambu_account_get_error (fixture->account), BAMBU_CLOUD_ERROR,
                  BAMBU_CLOUD_ERROR_TOO_MANY_TRIES);
  g_assert_cmpint (bambu_account_get_resend_at (fixture->account), ==, BEGIN + 90);
  test_await_true (bambu_account_submit_code (fixture->account, "123456"));
}

static void
test_by_code (Fixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->server, SEND_MAIL, "{}");
  cloud_server_json (fixture->server, LOGIN, GOOD);
  test_await_true (bambu_account_sign_in_by_code (fixture->account, MAIL));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_EMAIL_CODE);
  test_await_true (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
}

static void
test_sms (Fixture *fixture, gconstpointer data)
{
  /* Without a type, as Chinese phone accounts are answered. */
  cloud_server_json (fixture->server, LOGIN,
                     "{\"accessToken\":\"\",\"loginType\":\"\",\"tfaKey\":\"\"}");
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, SEND_SMS_WEB, "{}");
  test_await_true (bambu_account_sign_in (fixture->account, "13800000000", PASSWORD));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_SMS_CODE);
  g_assert_cmpuint (cloud_server_count (fixture->server, SEND_SMS), ==, 1);
  g_assert_cmpstr (cloud_server_last (fixture->server, SEND_SMS_WEB)->body, ==,
                   "{\"phone\":\"13800000000\",\"type\":\"codeLogin\"}");
  test_await_true (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
}

static void
need_authenticator (Fixture *fixture)
{
  cloud_server_json (fixture->server, LOGIN, WANTS_TFA);
  cloud_server_answer (fixture->server, CSRF, 204, "Set-Cookie: bbl_csrf_token=c5rf; Path=/", "");
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR);
}

static void
test_authenticator (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) wrong = NULL;
  const CloudAsked *asked;

  need_authenticator (fixture);
  cloud_server_answer (fixture->server, TFA, 400, NULL, "{\"code\":5,\"error\":\"Login failed\"}");
  cloud_server_answer (
      fixture->server, TFA, 200,
      "Set-Cookie: bbl_csrf_token=other; Path=/\nSet-Cookie: token=AQAcookie; Path=/", "");
  wrong = test_await_error (bambu_account_submit_code (fixture->account, "000000"));
  g_assert_error (wrong, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_WRONG_CODE);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR);

  test_await_true (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_assert_cmpstr (bambu_cloud_get_token (bambu_account_get_cloud (fixture->account))->access, ==,
                   "AQAcookie");
  g_assert_cmpint (bambu_account_get_expires_at (fixture->account), ==, 0);

  /* A fresh one for each try. */
  g_assert_cmpuint (cloud_server_count (fixture->server, CSRF), ==, 2);
  asked = cloud_server_last (fixture->server, TFA);
  g_assert_cmpstr (cloud_asked_header (asked, "x-bbl-csrf-token"), ==, "c5rf");
  g_assert_cmpstr (cloud_asked_header (asked, "cookie"), ==, "bbl_csrf_token=c5rf");
  g_assert_cmpstr (asked->body, ==, "{\"tfaKey\":\"tfasecretkey\",\"tfaCode\":\"123456\"}");
}

static void
test_authenticator_json (Fixture *fixture, gconstpointer data)
{
  need_authenticator (fixture);
  cloud_server_json (fixture->server, TFA, "{\"token\":\"AQAjson\"}");
  test_await_true (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
}

static void
test_authenticator_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) csrf = NULL;
  g_autoptr (GError) form = NULL;
  g_autoptr (GError) old = NULL;

  need_authenticator (fixture);
  cloud_server_forget (fixture->server, CSRF);
  cloud_server_answer (fixture->server, CSRF, 403, "Content-Type: text/html",
                       "<html>Just a moment...</html>");
  cloud_server_answer (fixture->server, CSRF, 204, "Set-Cookie: bbl_csrf_token=c5rf; Path=/", "");
  cloud_server_answer (fixture->server, TFA, 403, NULL,
                       "{\"error\":\"CSRF error: missing_header\",\"reason\":\"missing_header\"}");
  cloud_server_answer (fixture->server, TFA, 400, NULL, "{\"message\":\"tfaKey expired\"}");

  csrf = test_await_error (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_error (csrf, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_BROWSER_CHECK);
  /* The code was not wasted. */
  g_assert_cmpuint (cloud_server_count (fixture->server, TFA), ==, 0);

  form = test_await_error (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_error (form, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_BROWSER_CHECK);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_NEEDS_AUTHENTICATOR);

  old = test_await_error (bambu_account_submit_code (fixture->account, "123456"));
  g_assert_error (old, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_START_AGAIN);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

static void
on_queued (SoupSession *session, SoupMessage *message, gpointer *place)
{
  if (*place == NULL)
    g_set_weak_pointer (place, (gpointer) message);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  static const char *const STEPS[] = { LOGIN, SEND_MAIL, PREFERENCE };

  cloud_server_forget (fixture->server, PREFERENCE);
  for (guint i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      gpointer message = NULL;
      DexFuture *chained;
      gulong id;

      fixture->now += 120 * G_USEC_PER_SEC;
      cloud_server_forget (fixture->server, LOGIN);
      cloud_server_hang (fixture->server, STEPS[i]);
      if (i > 0)
        cloud_server_json (fixture->server, LOGIN, i == 1 ? WANTS_CODE : GOOD);
      chained = dex_future_finally (bambu_account_sign_in (fixture->account, MAIL, PASSWORD),
                                    pass_on, NULL, NULL);
      test_wait_until (cloud_server_count (fixture->server, i == 0 ? LOGIN : STEPS[i]) == 1);
      id = g_signal_connect (bambu_cloud_get_session (bambu_account_get_cloud (fixture->account)),
                             "request-unqueued", G_CALLBACK (on_queued), &message);
      g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNING_IN);

      dex_clear (&chained);
      test_wait_until (state_of (fixture) == BAMBU_ACCOUNT_STATE_SIGNED_OUT);
      test_wait_until (G_OBJECT (fixture->account)->ref_count == 1);
      test_wait_until (message == NULL);
      g_signal_handler_disconnect (
          bambu_cloud_get_session (bambu_account_get_cloud (fixture->account)), id);
      g_assert_null (bambu_account_get_error (fixture->account));
      g_assert_null (bambu_cloud_get_token (bambu_account_get_cloud (fixture->account)));
    }
}

static void
test_give_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DexFuture *late;

  cloud_server_json (fixture->server, LOGIN, WANTS_CODE);
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, SEND_MAIL, "{}");
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  late = bambu_account_submit_code (fixture->account, "123456");
  bambu_account_cancel (fixture->account);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
  /* What comes late changes nothing. */
  error = test_await_error (late);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
  g_assert_null (bambu_cloud_get_token (bambu_account_get_cloud (fixture->account)));
}

static void
test_not_dead (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
  } CASES[] = {
    { 401, NULL, "{}" },
    { 401, NULL, "{\"code\":401,\"error\":\"authenticate\"}" },
    { 403, NULL, "{\"code\":8}" },
    { 418, NULL, "{\"captchaId\":\"1\"}" },
    { 500, NULL, "" },
    { 502, "Content-Type: text/html", "<html></html>" },
    { 404, NULL, "" },
    { 200, NULL, "{\"uid\":" },
    { 429, NULL, "" },
    { 403, "Content-Type: text/html", "<html>Just a moment...</html>" },
  };

  sign_in (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->now += G_TIME_SPAN_HOUR;
      cloud_server_forget (fixture->server, PREFERENCE);
      cloud_server_answer (fixture->server, PREFERENCE, CASES[i].status, CASES[i].type,
                           CASES[i].body);
      error = test_await_error (bambu_account_check (fixture->account));
      g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
      g_assert_nonnull (bambu_cloud_get_token (bambu_account_get_cloud (fixture->account)));
    }
}

static void
test_expired (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;

  sign_in (fixture);
  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  cloud_server_json (fixture->server, PREFERENCE, WHO);
  cloud_server_answer (fixture->server, "POST /v1/user-service/user/refreshtoken", 401, NULL, "{}");
  error = test_await_error (bambu_account_check (fixture->account));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN);
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_EXPIRED);
  g_assert_error (bambu_account_get_error (fixture->account), BAMBU_CLOUD_ERROR,
                  BAMBU_CLOUD_ERROR_SIGN_IN);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
  secret = lookup_token (fixture);
  g_assert_null (secret);

  sign_in (fixture);
  g_assert_null (bambu_account_get_error (fixture->account));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);
}

static void
test_ends_soon (Fixture *fixture, gconstpointer data)
{
  cloud_server_json (fixture->server, LOGIN,
                     "{\"accessToken\":\"AQA\",\"expiresIn\":604799,\"loginType\":\"\"}");
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_assert_true (bambu_account_get_ends_soon (fixture->account));
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) known = NULL;
  g_autofree char *secret = NULL;

  sign_in (fixture);
  cloud_server_json (fixture->server, LOGOUT, "{}");
  test_await_true (bambu_account_sign_out (fixture->account));
  g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
  g_assert_cmpstr (
      cloud_asked_header (cloud_server_last (fixture->server, LOGOUT), "authorization"), ==,
      "Bearer AQAsecrettoken");
  g_assert_cmpstr (cloud_server_last (fixture->server, LOGOUT)->body, ==,
                   "{\"refreshtoken\":\"AQRsecretrefresh\"}");
  secret = lookup_token (fixture);
  g_assert_null (secret);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 0);
  known = load_known (fixture);
  g_assert_cmpuint (known->len, ==, 0);
}

static void
test_sign_out_refused (Fixture *fixture, gconstpointer data)
{
  static const guint STATUSES[] = { 401, 500, 404 };

  for (guint i = 0; i < G_N_ELEMENTS (STATUSES); i++)
    {
      g_autoptr (DexFuture) settled = NULL;
      g_autofree char *secret = NULL;
      DexFuture *future;

      sign_in (fixture);
      cloud_server_forget (fixture->server, LOGOUT);
      cloud_server_answer (fixture->server, LOGOUT, STATUSES[i], NULL, DEAD);
      future = bambu_account_sign_out (fixture->account);
      /* At once. */
      g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
      g_assert_null (bambu_cloud_get_token (bambu_account_get_cloud (fixture->account)));
      settled = test_await (future);
      g_assert_false (g_value_get_boolean (dex_future_get_value (settled, NULL)));
      secret = lookup_token (fixture);
      g_assert_null (secret);
      g_assert_cmpint (state_of (fixture), ==, BAMBU_ACCOUNT_STATE_SIGNED_OUT);
    }
}

static void
let_go (BambuAccount *account, GParamSpec *pspec, BambuAccount **last)
{
  g_clear_object (last);
}

/* Whoever is told of it lets go of the account; the list did so before. */
static void
test_sign_out_dropped (Fixture *fixture, gconstpointer data)
{
  BambuAccount *account = make_account (fixture);
  gpointer weak = account;

  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, LOGOUT, "{}");
  test_await_true (bambu_account_sign_in (account, "bob@example.org", PASSWORD));
  test_wait_until (G_OBJECT (account)->ref_count == 2);

  g_object_add_weak_pointer (weak, &weak);
  g_signal_connect (account, "notify::state", G_CALLBACK (let_go), &account);
  test_await_true (bambu_account_sign_out (account));
  g_assert_null (weak);
  g_assert_cmpuint (cloud_server_count (fixture->server, LOGOUT), ==, 1);
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccountList) later = NULL;
  g_autoptr (BambuAccount) account = NULL;

  sign_in (fixture);
  g_ptr_array_set_size (fixture->server->requests, 0);
  later = bambu_account_list_new (fixture->store, fixture->keyring, fixture->regions);
  test_await_true (bambu_account_list_load (later));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (later)), ==, 1);
  account = g_list_model_get_item (G_LIST_MODEL (later), 0);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_SIGNED_IN);
  g_assert_cmpstr (bambu_account_get_account (account), ==, MAIL);
  g_assert_cmpstr (bambu_account_get_name (account), ==, "Ann");
  g_assert_cmpint (bambu_account_get_uid (account), ==, 123456789);
  g_assert_cmpstr (bambu_cloud_get_token (bambu_account_get_cloud (account))->refresh, ==,
                   "AQRsecretrefresh");
  /* Nobody was asked. */
  g_assert_cmpuint (fixture->server->requests->len, ==, 0);
}

static void
test_restart_without_token (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuKeyring) empty = bambu_keyring_new_for_session ();
  g_autoptr (BambuAccountList) later = NULL;
  g_autoptr (BambuAccount) account = NULL;

  sign_in (fixture);
  later = bambu_account_list_new (fixture->store, empty, fixture->regions);
  test_await_true (bambu_account_list_load (later));
  account = g_list_model_get_item (G_LIST_MODEL (later), 0);
  g_assert_cmpint (bambu_account_get_state (account), ==, BAMBU_ACCOUNT_STATE_EXPIRED);
}

static void
test_other_region (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccountList) vendor = NULL;

  /* An account of a cloud for development is nowhere else, and a token least of all. */
  sign_in (fixture);
  vendor = bambu_account_list_new (fixture->store, fixture->keyring, NULL);
  test_await_true (bambu_account_list_load (vendor));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (vendor)), ==, 0);
  g_assert_cmpuint (bambu_account_list_get_regions (vendor)->len, ==, 2);
  g_assert_null (bambu_account_list_create (vendor, fixture->region->id));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BambuAccount) other = make_account (fixture);
  g_autoptr (BambuAccount) same = make_account (fixture);

  sign_in (fixture);
  test_await_true (bambu_account_sign_in (other, "bob@example.org", PASSWORD));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);

  /* Who is there already gets the new token. */
  cloud_server_forget (fixture->server, LOGIN);
  cloud_server_json (fixture->server, LOGIN, "{\"accessToken\":\"AQAnewer\",\"expiresIn\":100}");
  test_await_true (bambu_account_sign_in (same, MAIL, PASSWORD));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 2);
  g_assert_true (bambu_account_list_find (fixture->list, fixture->region->id, MAIL)
                 == fixture->account);
  g_assert_cmpstr (bambu_cloud_get_token (bambu_account_get_cloud (fixture->account))->access, ==,
                   "AQAnewer");
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean is_good;
  } FILES[] = {
    { "", FALSE },
    { "not JSON", FALSE },
    { "{\"region\":\"mars\",\"token\":\"AQA\"}", FALSE },
    { "{\"token\":\"\"}", FALSE },
    { "{\"token\":\"AQAimported\"}", TRUE },
  };
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  g_assert_cmpint (g_close (g_file_open_tmp ("culm-token-XXXXXX", &path, NULL), NULL), ==, TRUE);
  file = g_file_new_for_path (path);
  cloud_server_json (fixture->server, PROFILE, "{\"uid\":123456789,\"account\":\"" MAIL "\"}");

  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_assert_true (g_file_set_contents (path, FILES[i].text, -1, NULL));
      if (FILES[i].is_good)
        {
          g_autoptr (DexFuture) settled =
              test_await (bambu_account_list_import (fixture->list, file));
          g_autoptr (GError) error = NULL;
          const GValue *value = dex_future_get_value (settled, &error);

          g_assert_no_error (error);
          g_assert_cmpstr (bambu_account_get_account (g_value_get_object (value)), ==, MAIL);
          g_assert_cmpint (bambu_account_get_state (g_value_get_object (value)), ==,
                           BAMBU_ACCOUNT_STATE_SIGNED_IN);
        }
      else
        g_error_free (test_await_error (bambu_account_list_import (fixture->list, file)));
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 1);

  g_assert_true (g_file_set_contents (path, "{\"token\":\"AQAdead\"}", -1, NULL));
  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  {
    g_autoptr (GError) error = test_await_error (bambu_account_list_import (fixture->list, file));

    g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN);
  }
  g_remove (path);
}

static GString *log_text;

static GLogWriterOutput
collect (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *line = g_log_writer_format_fields (level, fields, n_fields, FALSE);

  g_string_append (log_text, line);
  g_string_append_c (log_text, '\n');

  return G_LOG_WRITER_HANDLED;
}

static void
test_no_secret_in_log (Fixture *fixture, gconstpointer data)
{
  static const char *const SECRETS[] = { MAIL,       "ann@",   "secret",    "pass",       "AQA",
                                         "AQR",      "123456", "c5rf",      "01P00A0001", "A1B2C3",
                                         "87654321", "X-Amz",  "123456789", "13800000000" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BambuCloudPages) tasks = NULL;
  g_autoptr (DexFuture) devices = NULL;
  g_autofree char *cover = NULL;
  BambuCloud *cloud = bambu_account_get_cloud (fixture->account);

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  log_text = g_string_new (NULL);
  g_log_set_debug_enabled (TRUE);
  g_log_set_writer_func (collect, NULL, NULL);

  cloud_server_json (fixture->server, LOGIN, WANTS_TFA);
  cloud_server_answer (fixture->server, LOGIN, 400, NULL, "{\"message\":\"no " MAIL "\"}");
  cloud_server_json (fixture->server, LOGIN, WANTS_CODE);
  cloud_server_answer (fixture->server, LOGIN, 400, NULL, "{\"code\":2,\"error\":\"123456\"}");
  cloud_server_json (fixture->server, LOGIN, GOOD);
  cloud_server_json (fixture->server, SEND_MAIL, "{}");
  cloud_server_answer (fixture->server, CSRF, 204, "Set-Cookie: bbl_csrf_token=c5rf; Path=/", "");
  cloud_server_answer (fixture->server, TFA, 400, NULL, "{\"code\":5}");
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_error_free (test_await_error (bambu_account_submit_code (fixture->account, "123456")));
  g_error_free (test_await_error (bambu_account_sign_in (fixture->account, MAIL, PASSWORD)));
  test_await_true (bambu_account_sign_in (fixture->account, MAIL, PASSWORD));
  g_error_free (test_await_error (bambu_account_submit_code (fixture->account, "123456")));
  fixture->now += 120 * G_USEC_PER_SEC;
  test_await_true (bambu_account_submit_code (fixture->account, "123456"));

  cloud_server_json (
      fixture->server, "GET /v1/iot-service/api/user/bind",
      "{\"devices\":[{\"dev_id\":\"01P00A0001\",\"dev_access_code\":\"87654321\"}]}");
  devices = test_await (bambu_cloud_list_devices (cloud));
  g_error_free (test_await_error (bambu_cloud_bind_device (cloud, "A1B2C3")));
  g_error_free (test_await_error (bambu_cloud_unbind_device (cloud, "01P00A0001")));
  g_error_free (test_await_error (bambu_cloud_load_video_url (cloud, "01P00A0001")));
  cloud_server_json (fixture->server, "GET /v1/user-service/my/tasks",
                     "{\"hits\":[{\"id\":1,\"cover\":\"https://b/x?X-Amz-Signature=1\"}]}");
  tasks = bambu_cloud_list_tasks (cloud, "01P00A0001");
  test_await_true (bambu_cloud_pages_load_more (tasks));
  cover = g_strconcat (fixture->server->origin, "/x?X-Amz-Signature=1", NULL);
  g_error_free (test_await_error (bambu_cloud_load_picture (cloud, cover)));
  g_assert_cmpuint (cloud_server_count (fixture->server, "GET /x"), ==, 1);
  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_answer (fixture->server, PREFERENCE, 401, NULL, DEAD);
  error = test_await_error (bambu_account_check (fixture->account));
  cloud_server_forget (fixture->server, PREFERENCE);
  cloud_server_json (fixture->server, PREFERENCE, WHO);
  sign_in (fixture);
  dex_unref (test_await (bambu_account_sign_out (fixture->account)));

  g_assert_nonnull (strstr (log_text->str, "POST /v1/user-service/user/login: 200"));
  for (guint i = 0; i < G_N_ELEMENTS (SECRETS); i++)
    if (strstr (log_text->str, SECRETS[i]))
      g_printerr ("%s is in:\n%s\n", SECRETS[i], log_text->str);
  for (guint i = 0; i < G_N_ELEMENTS (SECRETS); i++)
    g_assert_null (strstr (log_text->str, SECRETS[i]));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/bambu/account/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();

  ADD ("password", test_password);
  ADD ("refused", test_refused);
  ADD ("too-many", test_too_many);
  ADD ("email-code", test_email_code);
  ADD ("code-not-sent", test_code_not_sent);
  ADD ("by-code", test_by_code);
  ADD ("sms", test_sms);
  ADD ("authenticator", test_authenticator);
  ADD ("authenticator-json", test_authenticator_json);
  ADD ("authenticator-fails", test_authenticator_fails);
  ADD ("cancel", test_cancel);
  ADD ("give-up", test_give_up);
  ADD ("not-dead", test_not_dead);
  ADD ("expired", test_expired);
  ADD ("ends-soon", test_ends_soon);
  ADD ("sign-out", test_sign_out);
  ADD ("sign-out-refused", test_sign_out_refused);
  ADD ("sign-out-dropped", test_sign_out_dropped);
  ADD ("restart", test_restart);
  ADD ("restart-without-token", test_restart_without_token);
  ADD ("other-region", test_other_region);
  ADD ("several", test_several);
  ADD ("import", test_import);
  ADD ("no-secret-in-log", test_no_secret_in_log);

  return g_test_run ();
}
