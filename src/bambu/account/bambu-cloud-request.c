/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-request-private.h"

#include <string.h>

#include "bambu-cloud-forward.h"
#include "bambu-cloud-private.h"
#include "bambu-cloud-sign-in.h"
#include "bambu-cloud-soup.h"
#include "bambu-secret-body.h"
#include "link/bambu-backoff.h"

#define MOST_ATTEMPTS 3
#define MOST_BYTES (8 * 1024 * 1024)
/* Where the service names no time */
#define FIRST_HOLD_SECONDS 30
#define LONGEST_HOLD_SECONDS (15 * 60)
#define LONGEST_WAIT_MSEC (30 * 1000)
#define CERTIFICATE_ID "x-bbl-app-certification-id"
#define CERTIFICATE_SIGN "x-bbl-device-security-sign"
#define CSRF_HEADER "x-bbl-csrf-token"

/* A call with its repetitions. No fiber, for the reason of bambu-cloud-soup.c. */
typedef struct
{
  BambuCloud *cloud;
  BambuCloudRequest *request;
  BambuToken *sent; /* with the last attempt; NULL none */
  GError *error;    /* of the last attempt */
  guint attempt;
  gboolean was_revived;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->cloud);
  g_clear_pointer (&run->request, bambu_cloud_request_free);
  g_clear_pointer (&run->sent, bambu_token_free);
  g_clear_error (&run->error);
}

static void
run_unref (gpointer run)
{
  g_rc_box_release_full (run, run_free);
}

BambuCloudRequest *
bambu_cloud_request_new (const char *method, const char *path, BambuRateKind rate)
{
  BambuCloudRequest *self = g_new0 (BambuCloudRequest, 1);

  self->method = method;
  self->path = path;
  self->rate = rate;

  return self;
}

void
bambu_cloud_request_free (BambuCloudRequest *self)
{
  g_free (self->argument);
  g_free (self->address);
  if (self->query)
    g_string_free (self->query, TRUE);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->cookie);
  g_free (self->csrf);
  g_free (self->serial);
  g_free (self);
}

void
bambu_cloud_request_add_query (BambuCloudRequest *self, const char *key, const char *value)
{
  if (value == NULL)
    return;

  if (self->query == NULL)
    self->query = g_string_new (NULL);
  else
    g_string_append_c (self->query, '&');

  g_string_append_uri_escaped (self->query, key, "/", FALSE);
  g_string_append_c (self->query, '=');
  g_string_append_uri_escaped (self->query, value, NULL, FALSE);
}

void
bambu_cloud_request_add_query_int (BambuCloudRequest *self, const char *key, gint64 value)
{
  char text[32];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  bambu_cloud_request_add_query (self, key, text);
}

void
bambu_cloud_request_take_body (BambuCloudRequest *self, char *json)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = bambu_secret_to_bytes (json);
}

static char *
describe (const BambuCloudRequest *request)
{
  return g_strdup_printf ("%s %s", request->method, request->path);
}

static GUri *
make_uri (BambuRegion *region, const BambuCloudRequest *request)
{
  g_autoptr (GString) text = g_string_new (request->on_web ? region->web : region->api);
  const char *hole = strstr (request->path, "%s");

  if (request->address)
    {
      g_string_append (text, request->address);
    }
  else if (hole)
    {
      g_string_append_len (text, request->path, hole - request->path);
      g_string_append_uri_escaped (text, request->argument, NULL, FALSE);
      g_string_append (text, hole + strlen ("%s"));
    }
  else
    g_string_append (text, request->path);
  if (request->query)
    g_string_append_printf (text, "?%s", request->query->str);

  return g_uri_parse (text->str, SOUP_HTTP_URI_FLAGS, NULL);
}

static void
add_headers (BambuCloud *self, SoupMessageHeaders *headers, const BambuCloudRequest *request)
{
  const BambuToken *token = bambu_cloud_get_token (self);
  BambuAppCertificate *certificate = bambu_cloud_get_app_certificate (self);

  soup_message_headers_replace (headers, "Accept", "application/json");
  if (request->cookie)
    soup_message_headers_replace (headers, "Cookie", request->cookie);
  if (request->csrf)
    soup_message_headers_replace (headers, CSRF_HEADER, request->csrf);
  if (request->is_anonymous)
    return;

  if (token)
    {
      g_autofree char *authorization = g_strconcat ("Bearer ", token->access, NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
    }
  if (certificate)
    {
      g_autofree char *sign =
          bambu_app_certificate_sign_time (certificate, bambu_cloud_get_now (self) / 1000);

      soup_message_headers_replace (headers, CERTIFICATE_ID,
                                    bambu_app_certificate_get_id (certificate));
      soup_message_headers_replace (headers, CERTIFICATE_SIGN, sign);
    }
}

static DexFuture *
exchange (BambuCloud *self, const BambuCloudRequest *request, guint limit_msec)
{
  g_autoptr (GUri) uri = make_uri (bambu_cloud_get_region (self), request);
  g_autoptr (SoupMessage) message = uri ? soup_message_new_from_uri (request->method, uri) : NULL;
  g_autofree char *what = describe (request);

  if (message == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL, "%s: no address",
                                  what);

  add_headers (self, soup_message_get_request_headers (message), request);
  if (request->body)
    soup_message_set_request_body_from_bytes (message, "application/json", request->body);

  return bambu_cloud_soup_exchange (bambu_cloud_get_session (self), message, what, MOST_BYTES,
                                    limit_msec);
}

DexFuture *
bambu_cloud_exchange (BambuCloud *self, BambuCloudRequest *request)
{
  return exchange (self, request, bambu_cloud_get_timing (self)->limit_msec);
}

DexFuture *
bambu_cloud_forward (BambuCloud *self,
                     const char *method,
                     const char *path,
                     const char *query,
                     GBytes *body,
                     guint limit_msec)
{
  g_autoptr (BambuCloudRequest) request = NULL;

  g_return_val_if_fail (BAMBU_IS_CLOUD (self), NULL);
  g_return_val_if_fail (method != NULL && path != NULL && *path == '/', NULL);

  if (bambu_cloud_get_token (self) == NULL)
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN,
                                  "Nobody is signed in");

  request = bambu_cloud_request_new (method, "(forwarded)", BAMBU_RATE_PROFILE);
  request->address = query ? g_strdup_printf ("%s?%s", path, query) : g_strdup (path);
  request->body = body ? g_bytes_ref (body) : NULL;

  return exchange (self, request, limit_msec);
}

static GError *
make_cap_error (const BambuCloudRequest *request, gint64 until)
{
  g_autofree char *message =
      g_strdup_printf ("%s %s: not sent, too often", request->method, request->path);

  return bambu_cloud_error_new (BAMBU_CLOUD_ERROR_TOO_MANY_TRIES, 0, NULL,
                                (until + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC, message);
}

static gboolean
is_repeatable (const BambuCloudRequest *request)
{
  return g_str_equal (request->method, SOUP_METHOD_GET);
}

/* The service, or its edge, wants to be left alone for a while; @error learns until when. */
static void
hold (BambuCloud *self, const BambuCloudRequest *request, GError **error)
{
  gint64 now = bambu_cloud_get_now (self);
  gint64 until = bambu_cloud_error_get_retry_time (*error) * G_USEC_PER_SEC;
  guint *held = bambu_cloud_get_held (self, request->rate);

  if (until == 0)
    {
      GError *dated;

      until = now
              + (gint64) bambu_backoff_msec (*held, FIRST_HOLD_SECONDS * 1000,
                                             LONGEST_HOLD_SECONDS * 1000, 0)
                    * 1000;
      dated = bambu_cloud_error_new (
          (BambuCloudError) (*error)->code, bambu_cloud_error_get_status (*error),
          bambu_cloud_error_get_text (*error), until / G_USEC_PER_SEC, (*error)->message);
      g_error_free (*error);
      *error = dated;
    }

  (*held)++;
  bambu_rate_cap_hold (bambu_cloud_get_cap (self), request->rate, until);
}

static gboolean
is_transient (BambuCloud *self, const GError *error, guint attempt)
{
  if (error->domain != BAMBU_CLOUD_ERROR)
    return FALSE;

  switch ((BambuCloudError) error->code)
    {
    case BAMBU_CLOUD_ERROR_SERVER:
      return TRUE;

    case BAMBU_CLOUD_ERROR_TOO_MANY_TRIES:
      return bambu_cloud_error_get_retry_time (error) * 1000 - bambu_cloud_get_now (self) / 1000
             <= bambu_cloud_get_timing (self)->patience_msec;

    case BAMBU_CLOUD_ERROR_TIMED_OUT:
    case BAMBU_CLOUD_ERROR_UNSETTLED:
    case BAMBU_CLOUD_ERROR_CAPTCHA:
      return attempt == 0;

    case BAMBU_CLOUD_ERROR_SIGN_IN:
    case BAMBU_CLOUD_ERROR_CREDENTIALS:
    case BAMBU_CLOUD_ERROR_WRONG_CODE:
    case BAMBU_CLOUD_ERROR_EXPIRED_CODE:
    case BAMBU_CLOUD_ERROR_START_AGAIN:
    case BAMBU_CLOUD_ERROR_BROWSER_CHECK:
    case BAMBU_CLOUD_ERROR_NOT_YOURS:
    case BAMBU_CLOUD_ERROR_NOT_AVAILABLE:
    case BAMBU_CLOUD_ERROR_NOT_READY:
    case BAMBU_CLOUD_ERROR_EXPIRED_LINK:
    case BAMBU_CLOUD_ERROR_QUOTA:
    case BAMBU_CLOUD_ERROR_REFUSED:
    case BAMBU_CLOUD_ERROR_OTHER_APPS:
    case BAMBU_CLOUD_ERROR_FORBIDDEN:
    case BAMBU_CLOUD_ERROR_OFFLINE:
    case BAMBU_CLOUD_ERROR_CERTIFICATE:
    case BAMBU_CLOUD_ERROR_PROTOCOL:
    default:
      return FALSE;
    }
}

JsonNode *
bambu_cloud_read (BambuCloud *self,
                  const BambuCloudRequest *request,
                  const BambuCloudAnswer *answer,
                  GError **error)
{
  g_autofree char *what = describe (request);
  g_autoptr (GError) local_error = NULL;
  JsonNode *node = bambu_cloud_answer_read (
      answer, request->leg, what, bambu_cloud_get_now (self) / G_USEC_PER_SEC, &local_error);

  g_debug ("%s: %u, %" G_GSIZE_FORMAT " bytes", what, answer->status,
           answer->body ? g_bytes_get_size (answer->body) : 0);
  if (node)
    {
      *bambu_cloud_get_held (self, request->rate) = 0;
      return node;
    }

  /* The edge may let the next leg of a sign-in through, and the user decides about that. */
  if (g_error_matches (local_error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES)
      || (request->leg == BAMBU_LEG_CALL
          && g_error_matches (local_error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_BROWSER_CHECK)))
    hold (self, request, &local_error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return NULL;
}

static DexFuture *try_now (Run *run);

static DexFuture *
on_waited (DexFuture *future, gpointer user_data)
{
  return try_now (user_data);
}

static DexFuture *
try_later (Run *run, gint64 msec)
{
  /* It only rejects: this waits. */
  return dex_future_finally (dex_timeout_new_msec ((int) CLAMP (msec, 1, G_MAXINT)), on_waited,
                             g_rc_box_acquire (run), run_unref);
}

static DexFuture *
fail (Run *run)
{
  return dex_future_new_for_error (g_steal_pointer (&run->error));
}

static DexFuture *
repeat (Run *run)
{
  BambuCloud *cloud = run->cloud;

  if (!is_repeatable (run->request) || run->attempt + 1 >= MOST_ATTEMPTS
      || !is_transient (cloud, run->error, run->attempt))
    return fail (run);

  run->attempt++;

  /* The cap does the waiting for the others. */
  if (g_error_matches (run->error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TOO_MANY_TRIES))
    return try_now (run);

  return try_later (run, bambu_backoff_msec (run->attempt - 1,
                                             bambu_cloud_get_timing (cloud)->first_msec,
                                             LONGEST_WAIT_MSEC, g_random_double ()));
}

/* Whoever sent a POST with the dead token has to send it again himself. */
static DexFuture *
use_new_token (Run *run)
{
  const BambuToken *token = bambu_cloud_get_token (run->cloud);

  if (token == NULL || g_str_equal (token->access, run->sent->access))
    return fail (run);

  if (!is_repeatable (run->request))
    return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_UNSETTLED,
                                  "%s %s: the token was renewed meanwhile", run->request->method,
                                  run->request->path);

  run->attempt++;

  return try_now (run);
}

static DexFuture *
on_renewed (DexFuture *future, gpointer user_data)
{
  Run *run = user_data;

  if (dex_future_get_value (future, NULL) != NULL)
    return use_new_token (run);

  bambu_cloud_refuse_token (run->cloud, run->sent->access);

  return fail (run);
}

/* A dead token is renewed once. */
static DexFuture *
revive (Run *run)
{
  const BambuToken *token = bambu_cloud_get_token (run->cloud);

  run->was_revived = TRUE;
  if (run->request->is_anonymous || run->request->is_last || run->sent == NULL)
    return fail (run);

  if (token == NULL || !g_str_equal (token->access, run->sent->access))
    return use_new_token (run);

  return dex_future_finally (bambu_cloud_renew_token (run->cloud), on_renewed,
                             g_rc_box_acquire (run), run_unref);
}

static DexFuture *
on_answer (DexFuture *future, gpointer user_data)
{
  Run *run = user_data;
  const GValue *value;
  JsonNode *node = NULL;

  g_clear_error (&run->error);
  value = dex_future_get_value (future, &run->error);
  if (value != NULL)
    node = bambu_cloud_read (run->cloud, run->request, g_value_get_boxed (value), &run->error);
  if (node != NULL)
    return dex_future_new_take_boxed (JSON_TYPE_NODE, node);

  if (g_error_matches (run->error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN)
      && !run->was_revived)
    return revive (run);

  return repeat (run);
}

/* As soon as the cap lets it through, if that is soon enough. */
static DexFuture *
try_now (Run *run)
{
  BambuCloud *cloud = run->cloud;
  const BambuCloudRequest *request = run->request;
  const BambuToken *token = bambu_cloud_get_token (cloud);
  gint64 now = bambu_cloud_get_now (cloud);
  gint64 until =
      bambu_rate_cap_take (bambu_cloud_get_cap (cloud), request->rate, request->serial, now);
  gint64 wait_msec = (until - now) / 1000 + 1;

  if (until != 0
      && (!is_repeatable (request) || wait_msec > bambu_cloud_get_timing (cloud)->patience_msec))
    {
      g_clear_error (&run->error);
      run->error = make_cap_error (request, until);
      return repeat (run);
    }
  if (until != 0)
    return try_later (run, wait_msec);

  g_clear_pointer (&run->sent, bambu_token_free);
  run->sent = token ? bambu_token_copy (token) : NULL;

  return dex_future_finally (bambu_cloud_exchange (cloud, run->request), on_answer,
                             g_rc_box_acquire (run), run_unref);
}

DexFuture *
bambu_cloud_run (BambuCloud *self, BambuCloudRequest *request)
{
  DexFuture *answer;
  Run *run;

  if (!request->is_anonymous && bambu_cloud_get_token (self) == NULL)
    {
      bambu_cloud_request_free (request);
      return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SIGN_IN,
                                    "Nobody is signed in");
    }

  run = g_rc_box_new0 (Run);
  run->cloud = g_object_ref (self);
  run->request = request;
  answer = try_now (run);
  run_unref (run);

  return answer;
}
