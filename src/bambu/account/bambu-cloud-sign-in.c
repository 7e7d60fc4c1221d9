/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-sign-in.h"

#include <libsoup/soup.h>
#include <string.h>

#include "bambu-cloud-private.h"
#include "bambu-cloud-request-private.h"
#include "bambu-json.h"
#include "bambu-secret-body.h"
#include "bambu-weak-ref.h"
#include "link/bambu-redact.h"

#define LOGIN_PATH "/v1/user-service/user/login"
#define SMS_PATH "/v1/user-service/user/sendsmscode"
#define CSRF_COOKIE "bbl_csrf_token"
#define TOKEN_COOKIE "token"
#define REFRESH_COOKIE "refreshToken"
/* A token that lives longer than this has no known end. */
#define LONGEST_LIFE_SECONDS (10LL * 366 * 24 * 60 * 60)

G_DEFINE_BOXED_TYPE (BambuSignInStep,
                     bambu_sign_in_step,
                     bambu_sign_in_step_copy,
                     bambu_sign_in_step_free)

BambuSignInStep *
bambu_sign_in_step_copy (const BambuSignInStep *self)
{
  BambuSignInStep *copy = g_new0 (BambuSignInStep, 1);

  copy->next = self->next;
  copy->token = self->token ? bambu_token_copy (self->token) : NULL;
  copy->tfa_key = g_strdup (self->tfa_key);

  return copy;
}

void
bambu_sign_in_step_free (BambuSignInStep *self)
{
  g_clear_pointer (&self->token, bambu_token_free);
  bambu_secret_free (self->tfa_key);
  g_free (self);
}

static BambuToken *
parse_token (BambuCloud *cloud, JsonObject *object)
{
  const char *access = bambu_json_get_text (bambu_json_find (object, "accessToken|token"));
  gint64 lasts = 0;
  gint64 expires_at = 0;

  if (access == NULL || *access == '\0' || !g_str_is_ascii (access) || strpbrk (access, "\r\n "))
    return NULL;

  if (bambu_json_read_int (bambu_json_find (object, "expiresIn"), &lasts) && lasts > 0
      && lasts < LONGEST_LIFE_SECONDS)
    expires_at = bambu_cloud_get_now (cloud) / G_USEC_PER_SEC + lasts;

  return bambu_token_new (access, bambu_json_get_text (bambu_json_find (object, "refreshToken")),
                          expires_at);
}

static DexFuture *
resolve_step (BambuSignInNext next, BambuToken *token, const char *tfa_key)
{
  BambuSignInStep *step = g_new0 (BambuSignInStep, 1);

  step->next = next;
  step->token = token;
  step->tfa_key = g_strdup (tfa_key);

  return dex_future_new_take_boxed (BAMBU_TYPE_SIGN_IN_STEP, step);
}

/* The token decides: the documents' flag of success does not exist, and a second step has status
 * 200 too. */
static DexFuture *
on_logged_in (DexFuture *future, gpointer user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  JsonNode *node = g_value_get_boxed (value);
  JsonObject *object;
  BambuToken *token;
  const char *type;
  const char *tfa_key;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "POST " LOGIN_PATH ": neither a token nor a next step");

  object = json_node_get_object (node);
  if ((token = parse_token (user_data, object)))
    return resolve_step (BAMBU_SIGN_IN_DONE, token, NULL);

  type = bambu_json_get_text (bambu_json_find (object, "loginType"));
  tfa_key = bambu_json_get_text (bambu_json_find (object, "tfaKey"));
  if (tfa_key && *tfa_key && g_strcmp0 (type, "verifyCode") != 0)
    return resolve_step (BAMBU_SIGN_IN_AUTHENTICATOR, NULL, tfa_key);

  /* Without a type: seen for Chinese phone accounts, for which a code works. */
  if (type != NULL && (g_str_equal (type, "verifyCode") || *type == '\0'))
    return resolve_step (BAMBU_SIGN_IN_CODE, NULL, NULL);

  return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                "POST " LOGIN_PATH ": an unknown next step");
}

static BambuCloudRequest *
new_anonymous (const char *method, const char *path, BambuLeg leg, BambuRateKind rate)
{
  BambuCloudRequest *request = bambu_cloud_request_new (method, path, rate);

  request->leg = leg;
  request->is_anonymous = TRUE;

  return request;
}

static DexFuture *
log_in (BambuCloud *self, BambuLeg leg, const char *account, const char *key, const char *secret)
{
  BambuCloudRequest *request =
      new_anonymous (SOUP_METHOD_POST, LOGIN_PATH, leg, BAMBU_RATE_SIGN_IN);

  bambu_cloud_request_take_body (request,
                                 bambu_secret_json ("account", account, key, secret, NULL));

  return dex_future_then (bambu_cloud_run (self, request), on_logged_in, g_object_ref (self),
                          g_object_unref);
}

DexFuture *
bambu_cloud_sign_in_with_password (BambuCloud *self, const char *account, const char *password)
{
  return log_in (self, BAMBU_LEG_PASSWORD, account, "password", password);
}

DexFuture *
bambu_cloud_sign_in_with_code (BambuCloud *self, const char *account, const char *code)
{
  return log_in (self, BAMBU_LEG_CODE, account, "code", code);
}

static DexFuture *
on_code_sent (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

static DexFuture *
request_sms (BambuCloud *self, const char *phone, gboolean on_web)
{
  BambuCloudRequest *request = new_anonymous (SOUP_METHOD_POST, on_web ? "/api" SMS_PATH : SMS_PATH,
                                              BAMBU_LEG_SEND_CODE, BAMBU_RATE_CODE);

  request->on_web = on_web;
  bambu_cloud_request_take_body (request,
                                 bambu_secret_json ("phone", phone, "type", "codeLogin", NULL));

  return bambu_cloud_run (self, request);
}

typedef struct
{
  BambuCloud *cloud;
  BambuCloudRequest *request; /* under way; NULL if bambu_cloud_run() has it */
  char *text;
  char *code;
} Leg;

static Leg *
leg_new (BambuCloud *cloud, const char *text, const char *code)
{
  Leg *leg = g_rc_box_new0 (Leg);

  leg->cloud = g_object_ref (cloud);
  leg->text = g_strdup (text);
  leg->code = g_strdup (code);

  return leg;
}

static void
leg_free (gpointer data)
{
  Leg *leg = data;

  g_clear_object (&leg->cloud);
  g_clear_pointer (&leg->request, bambu_cloud_request_free);
  bambu_secret_free (leg->text);
  bambu_secret_free (leg->code);
}

static Leg *
leg_ref (Leg *leg)
{
  return g_rc_box_acquire (leg);
}

static void
leg_unref (gpointer leg)
{
  g_rc_box_release_full (leg, leg_free);
}

/* Sources differ about the host. Where there is no such path nothing was sent. */
static DexFuture *
on_sms_refused (DexFuture *future, gpointer user_data)
{
  Leg *leg = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_NOT_AVAILABLE))
    return request_sms (leg->cloud, leg->text, TRUE);

  return dex_ref (future);
}

DexFuture *
bambu_cloud_send_code (BambuCloud *self, const char *account)
{
  BambuCloudRequest *request;
  DexFuture *sent;

  if (strchr (account, '@') == NULL)
    {
      sent = dex_future_catch (request_sms (self, account, FALSE), on_sms_refused,
                               leg_new (self, account, NULL), leg_unref);
    }
  else
    {
      request = new_anonymous (SOUP_METHOD_POST, "/v1/user-service/user/sendemail/code",
                               BAMBU_LEG_SEND_CODE, BAMBU_RATE_CODE);
      bambu_cloud_request_take_body (
          request, bambu_secret_json ("email", account, "type", "codeLogin", NULL));
      sent = bambu_cloud_run (self, request);
    }

  return dex_future_then (sent, on_code_sent, NULL, NULL);
}

static BambuToken *
take_token (BambuCloud *self, const BambuCloudAnswer *answer, JsonNode *node)
{
  const char *access = g_hash_table_lookup (answer->cookies, TOKEN_COOKIE);

  if (access && *access)
    return bambu_token_new (access, g_hash_table_lookup (answer->cookies, REFRESH_COOKIE), 0);

  return JSON_NODE_HOLDS_OBJECT (node) ? parse_token (self, json_node_get_object (node)) : NULL;
}

static DexFuture *
on_authenticated (DexFuture *future, gpointer user_data)
{
  Leg *leg = user_data;
  BambuCloudAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bambu_cloud_read (leg->cloud, leg->request, answer, &error);
  BambuToken *token;

  if (node == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if ((token = take_token (leg->cloud, answer, node)) == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "POST /api/sign-in/tfa: %u, without a token", answer->status);

  return resolve_step (BAMBU_SIGN_IN_DONE, token, NULL);
}

static DexFuture *
on_csrf (DexFuture *future, gpointer user_data)
{
  Leg *leg = user_data;
  BambuCloudAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = bambu_cloud_read (leg->cloud, leg->request, answer, &error);
  const char *csrf = g_hash_table_lookup (answer->cookies, CSRF_COOKIE);

  if (node == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (csrf == NULL || *csrf == '\0')
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "GET /api/csrf: %u, without the cookie", answer->status);

  bambu_cloud_request_free (leg->request);
  leg->request = new_anonymous (SOUP_METHOD_POST, "/api/sign-in/tfa", BAMBU_LEG_AUTHENTICATOR,
                                BAMBU_RATE_SIGN_IN);
  leg->request->on_web = TRUE;
  leg->request->csrf = g_strdup (csrf);
  leg->request->cookie = g_strconcat (CSRF_COOKIE "=", csrf, NULL);
  bambu_cloud_request_take_body (
      leg->request, bambu_secret_json ("tfaKey", leg->text, "tfaCode", leg->code, NULL));

  return dex_future_then (bambu_cloud_exchange (leg->cloud, leg->request), on_authenticated,
                          leg_ref (leg), leg_unref);
}

/* A code is good for one try. It waits for what the form's page gives out, fresh for each attempt:
 * without that it would be wasted. */
DexFuture *
bambu_cloud_sign_in_with_authenticator (BambuCloud *self, const char *tfa_key, const char *code)
{
  gint64 now = bambu_cloud_get_now (self);
  gint64 until = bambu_rate_cap_take (bambu_cloud_get_cap (self), BAMBU_RATE_SIGN_IN, NULL, now);
  Leg *leg;

  if (until != 0)
    return dex_future_new_for_error (bambu_cloud_error_new (BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, 0,
                                                            NULL, until / G_USEC_PER_SEC + 1,
                                                            "Too many tries, not sent"));

  leg = leg_new (self, tfa_key, code);
  leg->request =
      new_anonymous (SOUP_METHOD_GET, "/api/csrf", BAMBU_LEG_AUTHENTICATOR, BAMBU_RATE_SIGN_IN);
  leg->request->on_web = TRUE;

  return dex_future_then (bambu_cloud_exchange (self, leg->request), on_csrf, leg, leg_unref);
}

static DexFuture *
on_renewed (DexFuture *future, gpointer user_data)
{
  g_autoptr (BambuCloud) self = g_weak_ref_get (user_data);
  JsonNode *node = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (BambuToken) token = NULL;

  if (self && JSON_NODE_HOLDS_OBJECT (node))
    token = parse_token (self, json_node_get_object (node));
  if (token == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                  "The renewed token is none");

  token->uid = bambu_cloud_get_token (self) ? bambu_cloud_get_token (self)->uid : 0;
  bambu_cloud_set_token (self, token);

  return dex_future_new_true ();
}

static DexFuture *
on_renewal_done (DexFuture *future, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_debug ("The token was not renewed: %s", error->message);

  return dex_future_new_true ();
}

DexFuture *
bambu_cloud_renew_token (BambuCloud *self)
{
  const BambuToken *token = bambu_cloud_get_token (self);
  DexFuture **renewal = bambu_cloud_get_renewal (self);
  BambuCloudRequest *request;

  if (*renewal && dex_future_is_pending (*renewal))
    return dex_ref (*renewal);

  if (token == NULL || token->refresh == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN,
                                  "Nothing to renew the token with");

  request = new_anonymous (SOUP_METHOD_POST, "/v1/user-service/user/refreshtoken", BAMBU_LEG_CALL,
                           BAMBU_RATE_REFRESH);
  bambu_cloud_request_take_body (request, bambu_secret_json ("refreshToken", token->refresh, NULL));

  dex_clear (renewal);
  *renewal = dex_future_then (bambu_cloud_run (self, request), on_renewed,
                              bambu_weak_ref_new (self), bambu_weak_ref_free);
  /* Kept until it is done: it is not only that of the call which needed it first. */
  dex_future_disown (dex_future_finally (dex_ref (*renewal), on_renewal_done, NULL, NULL));

  return dex_ref (*renewal);
}

static DexFuture *
on_signed_out (DexFuture *future, gpointer user_data)
{
  return dex_future_new_true ();
}

DexFuture *
bambu_cloud_sign_out (BambuCloud *self)
{
  const BambuToken *token = bambu_cloud_get_token (self);
  BambuCloudRequest *request =
      bambu_cloud_request_new (SOUP_METHOD_POST, "/v1/user-service/my/logout", BAMBU_RATE_PROFILE);

  request->is_last = TRUE;
  bambu_cloud_request_take_body (
      request,
      bambu_secret_json ("refreshtoken", token && token->refresh ? token->refresh : "", NULL));

  return dex_future_then (bambu_cloud_run (self, request), on_signed_out, NULL, NULL);
}
