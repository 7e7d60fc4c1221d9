/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include <string.h>

#include "sim-json-build.h"

#define CSRF_COOKIE "bbl_csrf_token"
#define CSRF_HEADER "x-bbl-csrf-token"
#define TOKEN_SECONDS 7776000
#define CODE_REFUSED 5

/* The same value in cookie and header is all that is asked for; this origin keeps no sessions. */
static void
on_csrf (SimCloudCall *call)
{
  g_autofree char *value = g_uuid_string_random ();
  g_autofree char *cookie =
      g_strdup_printf (CSRF_COOKIE "=%s; Path=/; Secure; SameSite=Lax", value);

  soup_message_headers_append (soup_server_message_get_response_headers (call->message),
                               "Set-Cookie", cookie);
  soup_server_message_set_status (call->message, SOUP_STATUS_NO_CONTENT, NULL);
}

static char *
dup_cookie (SimCloudCall *call, const char *name)
{
  const char *header = soup_message_headers_get_list (
      soup_server_message_get_request_headers (call->message), "Cookie");
  g_auto (GStrv) cookies = g_strsplit (header != NULL ? header : "", ";", -1);

  for (guint i = 0; cookies[i] != NULL; i++)
    {
      const char *cookie = g_strstrip (cookies[i]);

      if (g_str_has_prefix (cookie, name) && cookie[strlen (name)] == '=')
        return g_strdup (cookie + strlen (name) + 1);
    }

  return NULL;
}

static gboolean
has_csrf_token (SimCloudCall *call)
{
  g_autofree char *cookie = dup_cookie (call, CSRF_COOKIE);
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (call->message), CSRF_HEADER);
  const char *reason = cookie == NULL                  ? "missing_cookie"
                       : header == NULL                ? "missing_header"
                       : !g_str_equal (cookie, header) ? "token_mismatch"
                                                       : NULL;
  g_autofree char *error = NULL;

  if (reason == NULL || sim_cloud_call_has_fault (call, "tfa-no-csrf"))
    return TRUE;

  error = g_strconcat ("CSRF error: ", reason, NULL);
  sim_cloud_call_answer (call, SOUP_STATUS_FORBIDDEN,
                         sim_json_build ("s:error", error, "s:reason", reason, NULL));

  return FALSE;
}

static SimCloudAccount *
find_waiting (SimCloudRegion *region, const char *tfa_key)
{
  for (guint i = 0; tfa_key != NULL && i < region->accounts->len; i++)
    {
      SimCloudAccount *account = g_ptr_array_index (region->accounts, i);

      if (g_strcmp0 (account->tfa_key, tfa_key) == 0)
        return account;
    }

  return NULL;
}

static void
add_cookie (SimCloudCall *call, const char *name, const char *value, int seconds)
{
  g_autofree char *cookie =
      g_strdup_printf ("%s=%s; Path=/; Max-Age=%d; Secure; HttpOnly", name, value, seconds);

  soup_message_headers_append (soup_server_message_get_response_headers (call->message),
                               "Set-Cookie", cookie);
}

static void
answer_token (SimCloudCall *call, SimCloudAccount *account)
{
  SimCloudToken *token = sim_cloud_issue_token (call->cloud, call->region, account, TOKEN_SECONDS);

  dex_await (sim_cloud_update_users (call->cloud, call->region), NULL); /* the broker says why */
  if (sim_cloud_call_has_fault (call, "tfa-json"))
    {
      sim_cloud_call_answer (call, SOUP_STATUS_OK, sim_cloud_login_describe_token (token));
      return;
    }

  add_cookie (call, "token", token->text, token->lifetime);
  add_cookie (call, "refreshToken", token->refresh, token->lifetime);
  sim_cloud_call_answer (call, SOUP_STATUS_OK, json_object_new ());
}

static void
on_tfa (SimCloudCall *call)
{
  SimCloudAccount *account = find_waiting (call->region, sim_cloud_call_get_text (call, "tfaKey"));

  if (!has_csrf_token (call))
    return;

  if (sim_cloud_call_has_fault (call, "tfa-expired"))
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "The sign-in has expired");
  else if (account == NULL
           || g_strcmp0 (account->authenticator_code, sim_cloud_call_get_text (call, "tfaCode"))
                  != 0)
    sim_cloud_call_answer (
        call, SOUP_STATUS_BAD_REQUEST,
        sim_json_build ("i:code", CODE_REFUSED, "s:error", "Login failed", NULL));
  else
    {
      g_clear_pointer (&account->tfa_key, g_free);
      answer_token (call, account);
    }
}

const SimCloudRoute sim_cloud_web_routes[] = {
  { "GET", "/api/csrf", TRUE, on_csrf },
  { "POST", "/api/sign-in/tfa", TRUE, on_tfa },
  { "POST", "/api/v1/user-service/user/sendsmscode", TRUE, sim_cloud_login_send_sms },
  { NULL },
};
