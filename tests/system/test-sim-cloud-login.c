/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-client.h"
#include "test-wait.h"

#include <string.h>

/* Signing in to the simulated cloud: items 1 to 4, 10 of protocol/cloud-account.md, "What a
 * faithful simulator must do". */

#define LOGIN "/v1/user-service/user/login"
#define SEND_MAIL "/v1/user-service/user/sendemail/code"
#define PREFERENCE "/v1/design-user-service/my/preference"

static const char *const no_options[] = { NULL };

static CloudAnswer *
post (CloudClient *client, const char *path, const char *body)
{
  return cloud_client_call (client, "POST", "origin", path, NULL, body);
}

static CloudAnswer *
ask_preference (CloudClient *client, const char *token)
{
  return cloud_client_call (client, "GET", "origin", PREFERENCE, token, NULL);
}

static void
assert_signed_in (CloudClient *client, const char *token)
{
  g_autoptr (CloudAnswer) answer = ask_preference (client, token);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (answer->json, "uid"), >, 0);
}

static gboolean
is_signed_in (CloudClient *client, const char *token)
{
  g_autoptr (CloudAnswer) answer = ask_preference (client, token);

  return answer->status == 200;
}

static void
assert_dead (CloudClient *client, const char *token)
{
  g_autoptr (CloudAnswer) answer = ask_preference (client, token);

  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpint (json_object_get_int_member (answer->json, "code"), ==, 4);
  g_assert_cmpstr (cloud_answer_get_text (answer, "error"), ==, "Please login.");
}

/* 1. The password leg */

typedef struct
{
  const char *name;
  const char *fault;
  const char *account;
  const char *password;
  guint status;
  const char *login_type; /* NULL: no JSON */
  gboolean token;
  gboolean tfa_key;
  gboolean success;
} PasswordCase;

static const PasswordCase password_cases[] = {
  { "token", NULL, "plain@example.com", "bamboo-plain", 200, "", .token = TRUE },
  { "code", NULL, "maker@example.com", "bamboo-grove", 200, "verifyCode" },
  { "authenticator", NULL, "authenticator@example.com", "bamboo-app", 200, "tfa", .tfa_key = TRUE },
  { "unnamed", "login-empty-type", "plain@example.com", "bamboo-plain", 200, "" },
  { "wrong-password", NULL, "plain@example.com", "bamboo", 400 },
  { "unknown-account", NULL, "nobody@example.com", "bamboo-plain", 400 },
  { "other-region", NULL, "maker@example.cn", "bamboo-china", 400 },
  { "refused", "login-refused", "plain@example.com", "bamboo-plain", 400 },
  { "empty", "login-empty", "plain@example.com", "bamboo-plain", 200 },
  { "seed", "seed-shapes", "plain@example.com", "bamboo-plain", 200, "", .token = TRUE,
    .success = TRUE },
};

static void
test_password (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);

  for (guint i = 0; i < G_N_ELEMENTS (password_cases); i++)
    {
      const PasswordCase *c = &password_cases[i];
      g_autofree char *body =
          g_strdup_printf ("{'account':'%s','password':'%s'}", c->account, c->password);
      g_autoptr (CloudAnswer) answer = NULL;

      g_test_message ("%s", c->name);
      if (c->fault != NULL)
        cloud_client_tell (client, "fault %s", c->fault);
      answer = post (client, LOGIN, body);
      if (c->fault != NULL)
        cloud_client_tell (client, "clear %s", c->fault);

      g_assert_cmpuint (answer->status, ==, c->status);
      g_assert_cmpstr (cloud_answer_get_text (answer, "loginType"), ==, c->login_type);
      if (c->login_type != NULL)
        {
          g_assert_true ((*cloud_answer_get_text (answer, "accessToken") != '\0') == c->token);
          g_assert_true ((*cloud_answer_get_text (answer, "tfaKey") != '\0') == c->tfa_key);
          g_assert_true (json_object_has_member (answer->json, "success") == c->success);
          g_assert_cmpint (json_object_get_int_member (answer->json, "expiresIn"), ==,
                           c->token ? 7776000 : 0);
        }
      else if (c->status == 400)
        g_assert_nonnull (cloud_answer_get_text (answer, "error"));
      else
        g_assert_cmpstr (answer->body, ==, "");
    }

  g_assert_cmpuint (simulator_process_count_events (client->simulator, "email-code"), ==, 0);
}

/* 2. Codes */

static const char *
send_code (CloudClient *client)
{
  guint before = simulator_process_count_events (client->simulator, "email-code");
  g_autoptr (CloudAnswer) answer =
      post (client, SEND_MAIL, "{'email':'maker@example.com','type':'codeLogin'}");
  JsonObject *event;

  g_assert_cmpuint (answer->status, ==, 200);
  test_wait_until ((event = simulator_process_get_event (client->simulator, "email-code", before)));
  g_assert_cmpstr (json_object_get_string_member (event, "account"), ==, "maker@example.com");

  return json_object_get_string_member (event, "code");
}

static CloudAnswer *
give_code (CloudClient *client, const char *code)
{
  g_autofree char *body = g_strdup_printf ("{'account':'maker@example.com','code':'%s'}", code);

  return post (client, LOGIN, body);
}

static void
assert_code_refused (CloudClient *client, const char *code, int expected)
{
  g_autoptr (CloudAnswer) answer = give_code (client, code);

  g_assert_cmpuint (answer->status, ==, 400);
  g_assert_cmpint (json_object_get_int_member_with_default (answer->json, "code", 0), ==, expected);
  if (expected == 0)
    g_assert_cmpuint (json_object_get_size (answer->json), ==, 0);
}

static void
test_codes (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *first = g_strdup (send_code (client));
  g_autofree char *second = g_strdup (send_code (client));

  assert_code_refused (client, first, 0);
  assert_code_refused (client, "no code", 2);
  {
    g_autoptr (CloudAnswer) answer = give_code (client, second);

    g_assert_cmpuint (answer->status, ==, 200);
    assert_signed_in (client, cloud_answer_get_text (answer, "accessToken"));
  }
  assert_code_refused (client, second, 0);

  cloud_client_tell (client, "fault codes-expire");
  assert_code_refused (client, send_code (client), 1);
  cloud_client_tell (client, "clear codes-expire");
}

static void
test_throttle (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);

  for (guint i = 0; i < 5; i++)
    send_code (client);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CloudAnswer) answer =
          post (client, SEND_MAIL, "{'email':'maker@example.com','type':'codeLogin'}");

      g_assert_cmpuint (answer->status, ==, 429);
    }
  g_assert_cmpuint (simulator_process_count_events (client->simulator, "email-code"), ==, 5);
}

static void
test_mailed_by_password (void)
{
  static const char *const options[] = { "--fault=login-mails-code", NULL };
  g_autoptr (CloudClient) client = cloud_client_new (options);
  g_autofree char *token = cloud_client_sign_in (client, "maker@example.com");
  JsonObject *event;

  g_assert_cmpstr (token, ==, "");
  test_wait_until ((event = simulator_process_get_event (client->simulator, "email-code", 0)));
  {
    g_autoptr (CloudAnswer) answer =
        give_code (client, json_object_get_string_member (event, "code"));

    g_assert_cmpuint (answer->status, ==, 200);
  }
}

static void
test_sms (void)
{
  static const struct
  {
    const char *fault;
    const char *origin;
    const char *path;
    const char *phone;
    guint status;
  } cases[] = {
    { NULL, "china/origin", "/v1/user-service/user/sendsmscode", "13900139000", 200 },
    { "sms-web-only", "china/origin", "/v1/user-service/user/sendsmscode", "13800138000", 404 },
    { "sms-web-only", "china/web_origin", "/api/v1/user-service/user/sendsmscode", "13800138000",
      200 },
  };
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  guint sent = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{'phone':'%s','type':'codeLogin'}", cases[i].phone);
      g_autofree char *login = NULL;
      g_autoptr (CloudAnswer) answer = NULL;
      g_autoptr (CloudAnswer) token = NULL;
      JsonObject *event;

      if (cases[i].fault != NULL)
        cloud_client_tell (client, "fault %s", cases[i].fault);
      answer = cloud_client_call (client, "POST", cases[i].origin, cases[i].path, NULL, body);
      g_assert_cmpuint (answer->status, ==, cases[i].status);
      if (cases[i].status != 200)
        continue;

      test_wait_until (
          (event = simulator_process_get_event (client->simulator, "email-code", sent)));
      sent++;
      g_assert_cmpstr (json_object_get_string_member (event, "account"), ==, cases[i].phone);
      login = g_strdup_printf ("{'account':'%s','code':'%s'}", cases[i].phone,
                               json_object_get_string_member (event, "code"));
      token = cloud_client_call (client, "POST", "china/origin", LOGIN, NULL, login);
      g_assert_cmpuint (token->status, ==, 200);
      g_assert_cmpstr (cloud_answer_get_text (token, "accessToken"), !=, "");
    }
}

/* 3. The authenticator */

static char *
get_tfa_key (CloudClient *client)
{
  g_autoptr (CloudAnswer) answer =
      post (client, LOGIN, "{'account':'authenticator@example.com','password':'bamboo-app'}");

  return g_strdup (cloud_answer_get_text (answer, "tfaKey"));
}

/* The token of the cookie of this name that the jar has. */
static char *
find_cookie (CloudClient *client, const char *name)
{
  SoupCookieJar *jar =
      SOUP_COOKIE_JAR (soup_session_get_feature (client->session, SOUP_TYPE_COOKIE_JAR));
  g_autoslist (SoupCookie) cookies = soup_cookie_jar_all_cookies (jar);

  for (GSList *l = cookies; l != NULL; l = l->next)
    if (g_str_equal (soup_cookie_get_name (l->data), name))
      return g_strdup (soup_cookie_get_value (l->data));

  return NULL;
}

static void
forget_cookies (CloudClient *client)
{
  soup_session_remove_feature_by_type (client->session, SOUP_TYPE_COOKIE_JAR);
  soup_session_add_feature_by_type (client->session, SOUP_TYPE_COOKIE_JAR);
}

static CloudAnswer *
give_tfa_code (CloudClient *client, const char *key, const char *code, const char *csrf)
{
  g_autofree char *url = cloud_client_dup_url (client, "web_origin", "/api/sign-in/tfa");
  g_autofree char *body = g_strdup_printf ("{'tfaKey':'%s','tfaCode':'%s'}", key, code);
  g_autoptr (SoupMessage) message = cloud_client_make_message ("POST", url, NULL, body);

  if (csrf != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), "x-bbl-csrf-token",
                                 csrf);

  return cloud_client_send (client, message);
}

typedef struct
{
  const char *name;
  const char *fault;
  const char *code;
  gboolean cookie;
  gboolean header;
  guint status;
  const char *member;
  const char *text;
} TfaCase;

static const TfaCase tfa_cases[] = {
  { "no-cookie", NULL, "246810", FALSE, FALSE, 403, "reason", "missing_cookie" },
  { "no-header", NULL, "246810", TRUE, FALSE, 403, "reason", "missing_header" },
  { "wrong-code", NULL, "111111", TRUE, TRUE, 400, "error", "Login failed" },
  { "expired", "tfa-expired", "246810", TRUE, TRUE, 400, "error", "The sign-in has expired" },
  { "right", NULL, "246810", TRUE, TRUE, 200, NULL, NULL },
  { "no-csrf-asked", "tfa-no-csrf", "246810", FALSE, FALSE, 200, NULL, NULL },
  { "in-json", "tfa-json", "246810", TRUE, TRUE, 200, NULL, NULL },
};

static void
test_tfa (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);

  {
    g_autoptr (CloudAnswer) answer =
        post (client, "/api/sign-in/tfa", "{'tfaKey':'','tfaCode':''}");

    g_assert_cmpuint (answer->status, ==, 404);
    g_assert_null (answer->json);
  }

  for (guint i = 0; i < G_N_ELEMENTS (tfa_cases); i++)
    {
      const TfaCase *c = &tfa_cases[i];
      g_autofree char *key = get_tfa_key (client);
      g_autofree char *csrf = NULL;
      g_autofree char *token = NULL;
      g_autoptr (CloudAnswer) answer = NULL;

      g_test_message ("%s", c->name);
      forget_cookies (client);
      if (c->fault != NULL)
        cloud_client_tell (client, "fault %s", c->fault);
      if (c->cookie)
        {
          g_autoptr (CloudAnswer) page =
              cloud_client_call (client, "GET", "web_origin", "/api/csrf", NULL, NULL);

          g_assert_cmpuint (page->status, ==, 204);
          csrf = find_cookie (client, "bbl_csrf_token");
          g_assert_nonnull (csrf);
        }
      answer = give_tfa_code (client, key, c->code, c->header ? csrf : NULL);
      if (c->fault != NULL)
        cloud_client_tell (client, "clear %s", c->fault);

      g_assert_cmpuint (answer->status, ==, c->status);
      if (c->member != NULL)
        g_assert_cmpstr (cloud_answer_get_text (answer, c->member), ==, c->text);
      token = find_cookie (client, "token");
      if (c->status != 200 || g_strcmp0 (c->fault, "tfa-json") == 0)
        g_assert_null (token);
      else
        {
          g_assert_null (cloud_answer_get_text (answer, "accessToken"));
          assert_signed_in (client, token);
        }
      if (g_strcmp0 (c->fault, "tfa-json") == 0)
        assert_signed_in (client, cloud_answer_get_text (answer, "accessToken"));
    }
}

/* 4. Tokens */

static void
test_token_forms (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *opaque = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *jwt = cloud_client_sign_in (client, "older@example.com");
  g_auto (GStrv) parts = g_strsplit (jwt, ".", -1);
  g_autofree char *padded = NULL;
  g_autoptr (JsonNode) payload = NULL;
  gsize size;

  g_assert_true (g_str_has_prefix (opaque, "AQ"));
  g_assert_cmpuint (strlen (opaque), >=, 100);
  g_assert_null (strchr (opaque, '.'));
  assert_signed_in (client, opaque);
  assert_signed_in (client, jwt);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  padded = g_strdelimit (g_strconcat (parts[1], "===", NULL), "-", '+');
  padded[(strlen (parts[1]) + 3) / 4 * 4] = '\0';
  g_strdelimit (padded, "_", '/');
  g_base64_decode_inplace (padded, &size);
  padded[size] = '\0';
  payload = json_from_string (padded, NULL);
  g_assert_nonnull (payload);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (payload), "username"), ==,
                   "u_1883520104");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (payload), "exp"), >,
                   g_get_real_time () / G_USEC_PER_SEC);
}

static void
test_token_ends (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *other = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *brief = NULL;
  gint64 deadline = g_get_monotonic_time () + TEST_DEADLINE_SECONDS * G_USEC_PER_SEC;

  /* A 401 that means nothing, once. */
  cloud_client_tell (client, "fault edge-401 " PREFERENCE " 1");
  {
    g_autoptr (CloudAnswer) answer = ask_preference (client, token);

    g_assert_cmpuint (answer->status, ==, 401);
    g_assert_false (json_object_has_member (answer->json, "code"));
  }
  assert_signed_in (client, token);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CloudAnswer) answer =
          post (client, "/v1/user-service/user/refreshtoken", "{'refreshToken':'x'}");

      g_assert_cmpuint (answer->status, ==, 401);
    }

  {
    g_autoptr (CloudAnswer) answer = cloud_client_call (
        client, "POST", "origin", "/v1/user-service/my/logout", token, "{'refreshtoken':'x'}");

    g_assert_cmpuint (answer->status, ==, 200);
  }
  assert_dead (client, token);
  assert_signed_in (client, other);

  cloud_client_tell (client, "fault dead-tokens");
  assert_dead (client, other);
  assert_dead (client, "never given");

  cloud_client_tell (client, "fault short-tokens");
  brief = cloud_client_sign_in (client, "plain@example.com");
  assert_signed_in (client, brief);
  while (is_signed_in (client, brief))
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
  assert_dead (client, brief);
}

static void
test_lifetimes (void)
{
  static const struct
  {
    const char *fault;
    int seconds;
  } cases[] = {
    { NULL, 7776000 },
    { "tokens-end-soon", 259200 },
    { "short-tokens", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const options[] = { cases[i].fault != NULL ? "--fault" : NULL, cases[i].fault,
                                      NULL };
      g_autoptr (CloudClient) client = cloud_client_new (options);
      g_autoptr (CloudAnswer) answer =
          post (client, LOGIN, "{'account':'plain@example.com','password':'bamboo-plain'}");

      g_assert_cmpint (json_object_get_int_member (answer->json, "expiresIn"), ==,
                       cases[i].seconds);
    }
}

static void
test_ticket (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *token = cloud_client_sign_in (client, "plain@example.com");
  g_autoptr (CloudAnswer) ticket =
      cloud_client_call (client, "GET", "origin", "/v1/user-service/user/ticket", token, NULL);
  const char *text = cloud_answer_get_text (ticket, "ticket");
  g_autofree char *path = g_strconcat ("/v1/user-service/user/ticket/", text, NULL);
  g_autofree char *body = g_strdup_printf ("{'ticket':'%s'}", text);
  g_autoptr (CloudAnswer) first = post (client, path, body);
  g_autoptr (CloudAnswer) second = post (client, path, body);

  g_assert_cmpuint (first->status, ==, 200);
  g_assert_cmpint (json_object_get_int_member (first->json, "expiresIn"), ==, 31536000);
  assert_signed_in (client, cloud_answer_get_text (first, "accessToken"));
  g_assert_cmpuint (second->status, ==, 400);
}

/* 10. Two regions */

static void
test_regions (void)
{
  g_autoptr (CloudClient) client = cloud_client_new (no_options);
  g_autofree char *global = cloud_client_sign_in (client, "plain@example.com");
  g_autofree char *china = cloud_client_sign_in (client, "maker@example.cn");

  assert_signed_in (client, global);
  assert_dead (client, china);
  {
    g_autoptr (CloudAnswer) own =
        cloud_client_call (client, "GET", "china/origin", PREFERENCE, china, NULL);
    g_autoptr (CloudAnswer) foreign =
        cloud_client_call (client, "GET", "china/origin", PREFERENCE, global, NULL);

    g_assert_cmpuint (own->status, ==, 200);
    g_assert_cmpuint (foreign->status, ==, 401);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  dex_init ();

  g_test_add_func ("/sim-cloud/login/password", test_password);
  g_test_add_func ("/sim-cloud/login/codes", test_codes);
  g_test_add_func ("/sim-cloud/login/throttle", test_throttle);
  g_test_add_func ("/sim-cloud/login/mailed-by-password", test_mailed_by_password);
  g_test_add_func ("/sim-cloud/login/sms", test_sms);
  g_test_add_func ("/sim-cloud/login/tfa", test_tfa);
  g_test_add_func ("/sim-cloud/login/token-forms", test_token_forms);
  g_test_add_func ("/sim-cloud/login/token-ends", test_token_ends);
  g_test_add_func ("/sim-cloud/login/lifetimes", test_lifetimes);
  g_test_add_func ("/sim-cloud/login/ticket", test_ticket);
  g_test_add_func ("/sim-cloud/login/regions", test_regions);

  return g_test_run ();
}
