/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-routes.h"

#include "sim-json-build.h"

#define MAIL_TOKEN_SECONDS 7776000
#define TICKET_TOKEN_SECONDS 31536000
#define CODE_SECONDS 300
#define DEAD_ON_ARRIVAL 0

#define CODE_EXPIRED 1
#define CODE_WRONG 2

JsonObject *
sim_cloud_login_describe_token (SimCloudToken *token)
{
  return sim_json_build ("s:accessToken", token->text, "s:refreshToken", token->refresh,
                         "i:expiresIn", token->lifetime, "i:refreshExpiresIn", token->lifetime,
                         "s:tfaKey", "", "s:accessMethod", "", "s:loginType", "", NULL);
}

static void
answer_token (SimCloudCall *call, SimCloudAccount *account, int seconds)
{
  SimCloudToken *token = sim_cloud_issue_token (call->cloud, call->region, account, seconds);
  JsonObject *body = sim_cloud_login_describe_token (token);

  /* The documents' client wants this, and it is not there. */
  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    json_object_set_boolean_member (body, "success", TRUE);
  dex_await (sim_cloud_update_users (call->cloud, call->region), NULL); /* the broker says why */
  sim_cloud_call_answer (call, SOUP_STATUS_OK, body);
}

static void
answer_step (SimCloudCall *call, const char *type, const char *tfa_key)
{
  sim_cloud_call_answer (call, SOUP_STATUS_OK,
                         sim_json_build ("s:accessToken", "", "s:refreshToken", "", "i:expiresIn",
                                         0, "i:refreshExpiresIn", 0, "s:tfaKey", tfa_key,
                                         "s:accessMethod", "", "s:loginType", type, NULL));
}

/* Answers only if it refuses. */
static gboolean
send_code (SimCloudCall *call, SimCloudAccount *account)
{
  int seconds = sim_cloud_call_has_fault (call, "codes-expire") ? DEAD_ON_ARRIVAL : CODE_SECONDS;
  const char *code = sim_cloud_call_has_fault (call, "codes-throttled")
                         ? NULL
                         : sim_cloud_codes_send (account->codes, seconds);

  if (code == NULL)
    {
      sim_cloud_call_refuse (call, SIM_CLOUD_TOO_MANY_REQUESTS, 0, "Too many requests");
      return FALSE;
    }

  sim_cloud_emit (call->cloud, "email-code",
                  sim_json_build ("s:account", account->address, "s:code", code, NULL));

  return TRUE;
}

static void
check_password (SimCloudCall *call, SimCloudAccount *account, const char *password)
{
  SimCloudStep step;

  if (sim_cloud_call_has_fault (call, "login-empty"))
    {
      sim_cloud_call_answer_text (call, SOUP_STATUS_OK, "application/json", "");
      return;
    }
  if (account == NULL || !g_str_equal (account->password, password)
      || sim_cloud_call_has_fault (call, "login-refused"))
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "Incorrect account or password");
      return;
    }

  step =
      sim_cloud_call_has_fault (call, "login-empty-type") ? SIM_CLOUD_STEP_UNNAMED : account->step;
  switch (step)
    {
    case SIM_CLOUD_STEP_NONE:
      answer_token (call, account, MAIL_TOKEN_SECONDS);
      break;

    case SIM_CLOUD_STEP_CODE:
      if (!sim_cloud_call_has_fault (call, "login-mails-code") || send_code (call, account))
        answer_step (call, "verifyCode", "");
      break;

    case SIM_CLOUD_STEP_AUTHENTICATOR:
      g_free (account->tfa_key);
      account->tfa_key = g_uuid_string_random ();
      answer_step (call, "tfa", account->tfa_key);
      break;

    case SIM_CLOUD_STEP_UNNAMED:
      answer_step (call, "", "");
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
check_code (SimCloudCall *call, SimCloudAccount *account, const char *code)
{
  switch (account != NULL ? sim_cloud_codes_check (account->codes, code) : SIM_CLOUD_CODE_WRONG)
    {
    case SIM_CLOUD_CODE_RIGHT:
      answer_token (call, account, MAIL_TOKEN_SECONDS);
      break;

    case SIM_CLOUD_CODE_EXPIRED:
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, CODE_EXPIRED, "Code has expired");
      break;

    case SIM_CLOUD_CODE_WRONG:
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, CODE_WRONG, "Code does not match");
      break;

    case SIM_CLOUD_CODE_SPENT:
      sim_cloud_call_answer (call, SOUP_STATUS_BAD_REQUEST, json_object_new ());
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
on_login (SimCloudCall *call)
{
  const char *address = sim_cloud_call_get_text (call, "account");
  const char *password = sim_cloud_call_get_text (call, "password");
  const char *code = sim_cloud_call_get_text (call, "code");
  SimCloudAccount *account = sim_cloud_region_find_account (call->region, address);

  if (address == NULL || *address == '\0')
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'account' is not set");
  else if (code != NULL && *code != '\0')
    check_code (call, account, code);
  else if (password != NULL && *password != '\0')
    check_password (call, account, password);
  else
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'password' is not set");
}

/* Nobody is told whether there is such an account. */
static void
send_code_to (SimCloudCall *call, const char *address, gboolean by_phone)
{
  SimCloudAccount *account = sim_cloud_region_find_account (call->region, address);
  const char *type = sim_cloud_call_get_text (call, "type");

  if (g_strcmp0 (type, "codeLogin") != 0 || address == NULL)
    sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "field 'type' is not set");
  else if (account == NULL || sim_cloud_account_is_phone (account) != by_phone
           || send_code (call, account))
    sim_cloud_call_answer (call, SOUP_STATUS_OK, json_object_new ());
}

static void
on_send_mail (SimCloudCall *call)
{
  send_code_to (call, sim_cloud_call_get_text (call, "email"), FALSE);
}

void
sim_cloud_login_send_sms (SimCloudCall *call)
{
  send_code_to (call, sim_cloud_call_get_text (call, "phone"), TRUE);
}

static void
on_send_sms (SimCloudCall *call)
{
  if (sim_cloud_call_has_fault (call, "sms-web-only"))
    sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
  else
    sim_cloud_login_send_sms (call);
}

/* Never worked for anybody. */
static void
on_refresh (SimCloudCall *call)
{
  sim_cloud_call_refuse (call, SOUP_STATUS_UNAUTHORIZED, 401,
                         "The client must authenticate itself to get the requested response");
}

static void
on_logout (SimCloudCall *call)
{
  call->token->dead = TRUE;
  dex_await (sim_cloud_update_users (call->cloud, call->region), NULL); /* the broker says why */
  sim_cloud_call_answer (call, SOUP_STATUS_OK, json_object_new ());
}

static void
on_make_ticket (SimCloudCall *call)
{
  g_free (call->account->ticket);
  call->account->ticket = g_uuid_string_random ();
  sim_cloud_call_answer (call, SOUP_STATUS_OK,
                         sim_json_build ("s:ticket", call->account->ticket, NULL));
}

static SimCloudAccount *
find_by_ticket (SimCloudRegion *region, const char *ticket)
{
  for (guint i = 0; i < region->accounts->len; i++)
    {
      SimCloudAccount *account = g_ptr_array_index (region->accounts, i);

      if (g_strcmp0 (account->ticket, ticket) == 0)
        return account;
    }

  return NULL;
}

static void
on_use_ticket (SimCloudCall *call)
{
  SimCloudAccount *account = find_by_ticket (call->region, call->argument);

  if (account == NULL || g_strcmp0 (sim_cloud_call_get_text (call, "ticket"), call->argument) != 0)
    {
      sim_cloud_call_refuse (call, SOUP_STATUS_BAD_REQUEST, 0, "Invalid ticket");
      return;
    }

  g_clear_pointer (&account->ticket, g_free);
  answer_token (call, account, TICKET_TOKEN_SECONDS);
}

const SimCloudRoute sim_cloud_login_routes[] = {
  { "POST", "/v1/user-service/user/login", TRUE, on_login },
  { "POST", "/v1/user-service/user/sendemail/code", TRUE, on_send_mail },
  { "POST", "/v1/user-service/user/sendsmscode", TRUE, on_send_sms },
  { "POST", "/v1/user-service/user/refreshtoken", TRUE, on_refresh },
  { "POST", "/v1/user-service/my/logout", FALSE, on_logout },
  { "GET", "/v1/user-service/user/ticket", FALSE, on_make_ticket },
  { "POST", "/v1/user-service/user/ticket/*", TRUE, on_use_ticket },
  { NULL },
};
