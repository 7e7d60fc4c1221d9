/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account/bambu-cloud-answer.h"

#include <string.h>

#include "account/bambu-json.h"
#include "account/bambu-rate-cap.h"
#include "account/bambu-secret-body.h"
#include "account/bambu-token.h"
#include "link/bambu-redact.h"

#define NOW 1770000000
#define CHALLENGE "<html><head><title>Just a moment...</title></head></html>"
#define GOOD (-1)

typedef struct
{
  const char *name;
  BambuLeg leg;
  guint status;
  const char *type;
  const char *body;
  int code; /* BambuCloudError, or GOOD */
} Row;

/* The service's answers, each with what a caller can do about it. */
static const Row ROWS[] = {
  { "envelope", BAMBU_LEG_CALL, 200, NULL, "{\"message\":\"success\",\"code\":null,\"error\":null}",
    GOOD },
  { "code 0", BAMBU_LEG_CALL, 200, NULL, "{\"message\":\"success\",\"code\":0}", GOOD },
  { "bare", BAMBU_LEG_CALL, 200, NULL, "{\"total\":0,\"hits\":[]}", GOOD },
  { "data", BAMBU_LEG_CALL, 200, NULL, "{\"code\":0,\"message\":\"Success\",\"data\":{\"a\":1}}",
    GOOD },
  { "array", BAMBU_LEG_CALL, 200, NULL, "[]", GOOD },
  { "nothing", BAMBU_LEG_CALL, 200, NULL, "", GOOD },
  { "no content", BAMBU_LEG_CALL, 204, NULL, "", GOOD },
  { "wrong type", BAMBU_LEG_CALL, 200, "text/plain", "{\"a\":1}", GOOD },
  { "a number named code", BAMBU_LEG_CALL, 200, NULL, "{\"code\":7,\"name\":\"x\"}", GOOD },

  { "dead token", BAMBU_LEG_CALL, 401, NULL,
    "{\"code\":4,\"error\":\"Please login.\",\"message\":\"\"}", BAMBU_CLOUD_ERROR_SIGN_IN },
  { "documents' dead token", BAMBU_LEG_CALL, 401, NULL,
    "{\"code\":1001,\"error\":\"TOKEN_INVALID\"}", BAMBU_CLOUD_ERROR_SIGN_IN },
  { "documents' old token", BAMBU_LEG_CALL, 401, NULL,
    "{\"code\":\"1002\",\"message\":\"expired\"}", BAMBU_CLOUD_ERROR_SIGN_IN },
  { "401 without a sign", BAMBU_LEG_CALL, 401, NULL, "{}", BAMBU_CLOUD_ERROR_UNSETTLED },
  { "401 of another code", BAMBU_LEG_CALL, 401, NULL, "{\"code\":401,\"error\":\"authenticate\"}",
    BAMBU_CLOUD_ERROR_UNSETTLED },
  { "401 page", BAMBU_LEG_CALL, 401, "text/html", "<html></html>", BAMBU_CLOUD_ERROR_UNSETTLED },
  { "400 code 4", BAMBU_LEG_CALL, 400, NULL, "{\"code\":4,\"error\":\"Bad\"}",
    BAMBU_CLOUD_ERROR_REFUSED },
  { "not yours", BAMBU_LEG_CALL, 403, NULL,
    "{\"message\":\"permission denied\",\"code\":8,\"error\":\"Resource forbidden\"}",
    BAMBU_CLOUD_ERROR_NOT_YOURS },
  { "documents' device", BAMBU_LEG_CALL, 400, NULL,
    "{\"code\":1003,\"error\":\"DEVICE_NOT_FOUND\"}", BAMBU_CLOUD_ERROR_REFUSED },
  { "wrong format", BAMBU_LEG_CALL, 400, NULL, "{\"code\":11,\"error\":\"Wrong file format\"}",
    BAMBU_CLOUD_ERROR_NOT_READY },
  { "quota", BAMBU_LEG_CALL, 400, NULL, "{\"code\":14}", BAMBU_CLOUD_ERROR_QUOTA },
  { "400 empty", BAMBU_LEG_CALL, 400, NULL, "", BAMBU_CLOUD_ERROR_REFUSED },
  { "422", BAMBU_LEG_CALL, 422, NULL, "{}", BAMBU_CLOUD_ERROR_REFUSED },
  { "404", BAMBU_LEG_CALL, 404, "text/plain", "404 page not found",
    BAMBU_CLOUD_ERROR_NOT_AVAILABLE },
  { "405", BAMBU_LEG_CALL, 405, NULL, "", BAMBU_CLOUD_ERROR_NOT_AVAILABLE },
  { "captcha", BAMBU_LEG_CALL, 418, NULL, "{\"captchaId\":\"x\",\"error\":\"We need to confirm\"}",
    BAMBU_CLOUD_ERROR_CAPTCHA },
  { "429", BAMBU_LEG_CALL, 429, NULL, "", BAMBU_CLOUD_ERROR_TOO_MANY_TRIES },
  { "500", BAMBU_LEG_CALL, 500, NULL, "{\"error\":\"oops\"}", BAMBU_CLOUD_ERROR_SERVER },
  { "502 page", BAMBU_LEG_CALL, 502, "text/html", "<html>Bad gateway</html>",
    BAMBU_CLOUD_ERROR_SERVER },
  { "503", BAMBU_LEG_CALL, 503, NULL, "", BAMBU_CLOUD_ERROR_SERVER },
  { "redirection", BAMBU_LEG_CALL, 302, NULL, "", BAMBU_CLOUD_ERROR_PROTOCOL },
  { "200 that refuses", BAMBU_LEG_CALL, 200, NULL, "{\"code\":14,\"error\":\"full\"}",
    BAMBU_CLOUD_ERROR_QUOTA },

  { "edge 403", BAMBU_LEG_CALL, 403, "text/html", "<html>no</html>",
    BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "challenge 429", BAMBU_LEG_CALL, 429, "text/html", CHALLENGE, BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "challenge 503", BAMBU_LEG_CALL, 503, "text/html", CHALLENGE, BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "challenge 200", BAMBU_LEG_CALL, 200, "text/html", CHALLENGE, BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "page 200", BAMBU_LEG_CALL, 200, "text/html", "<!DOCTYPE html><html></html>",
    BAMBU_CLOUD_ERROR_PROTOCOL },
  { "truncated", BAMBU_LEG_CALL, 200, NULL, "{\"devices\":[{\"dev_id\":\"01",
    BAMBU_CLOUD_ERROR_PROTOCOL },
  { "no JSON", BAMBU_LEG_CALL, 200, "text/plain", "hello", BAMBU_CLOUD_ERROR_PROTOCOL },
  { "no UTF-8", BAMBU_LEG_CALL, 200, NULL, "{\"a\":\"\xff\"}", BAMBU_CLOUD_ERROR_PROTOCOL },

  { "password 400", BAMBU_LEG_PASSWORD, 400, NULL, "{\"error\":\"Incorrect\"}",
    BAMBU_CLOUD_ERROR_CREDENTIALS },
  { "password 401", BAMBU_LEG_PASSWORD, 401, NULL, "{\"code\":4}", BAMBU_CLOUD_ERROR_CREDENTIALS },
  { "password 403", BAMBU_LEG_PASSWORD, 403, NULL, "{\"code\":2}", BAMBU_CLOUD_ERROR_CREDENTIALS },
  { "password edge", BAMBU_LEG_PASSWORD, 403, "text/html", CHALLENGE,
    BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "password 429", BAMBU_LEG_PASSWORD, 429, NULL, "", BAMBU_CLOUD_ERROR_TOO_MANY_TRIES },
  { "code expired", BAMBU_LEG_CODE, 400, NULL, "{\"code\":1}", BAMBU_CLOUD_ERROR_EXPIRED_CODE },
  { "code wrong", BAMBU_LEG_CODE, 400, NULL, "{\"code\":2}", BAMBU_CLOUD_ERROR_WRONG_CODE },
  { "code used", BAMBU_LEG_CODE, 400, NULL, "{}", BAMBU_CLOUD_ERROR_EXPIRED_CODE },
  { "code used, empty", BAMBU_LEG_CODE, 400, NULL, "", BAMBU_CLOUD_ERROR_EXPIRED_CODE },
  { "send 400", BAMBU_LEG_SEND_CODE, 400, NULL, "{\"error\":\"no such mail\"}",
    BAMBU_CLOUD_ERROR_REFUSED },
  { "tfa wrong", BAMBU_LEG_AUTHENTICATOR, 400, NULL, "{\"code\":5,\"error\":\"Login failed\"}",
    BAMBU_CLOUD_ERROR_WRONG_CODE },
  { "tfa old", BAMBU_LEG_AUTHENTICATOR, 400, NULL, "{\"code\":5,\"message\":\"tfaKey Expired\"}",
    BAMBU_CLOUD_ERROR_START_AGAIN },
  { "tfa cookie", BAMBU_LEG_AUTHENTICATOR, 403, NULL,
    "{\"error\":\"CSRF error: missing_cookie\",\"reason\":\"missing_cookie\"}",
    BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "tfa header", BAMBU_LEG_AUTHENTICATOR, 403, NULL,
    "{\"error\":\"CSRF error: missing_header\",\"reason\":\"missing_header\"}",
    BAMBU_CLOUD_ERROR_BROWSER_CHECK },
  { "tfa edge", BAMBU_LEG_AUTHENTICATOR, 403, "text/html", CHALLENGE,
    BAMBU_CLOUD_ERROR_BROWSER_CHECK },
};

static JsonNode *
read_answer (guint status,
             const char *type,
             const char *retry_after,
             const char *body,
             BambuLeg leg,
             GError **error)
{
  g_autoptr (BambuCloudAnswer) answer = bambu_cloud_answer_new ();

  answer->status = status;
  answer->reason = g_strdup ("Reason");
  answer->content_type = g_strdup (type ? type : "application/json");
  answer->retry_after = g_strdup (retry_after);
  answer->body = g_bytes_new (body, strlen (body));

  return bambu_cloud_answer_read (answer, leg, "GET /path", NOW, error);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node =
      read_answer (row->status, row->type, NULL, row->body, row->leg, &error);

  if (row->code == GOOD)
    {
      g_assert_no_error (error);
      g_assert_nonnull (node);
      return;
    }

  g_assert_null (node);
  g_assert_error (error, BAMBU_CLOUD_ERROR, row->code);
  g_assert_cmpuint (bambu_cloud_error_get_status (error), ==, row->status);
  g_assert_true (g_str_has_prefix (error->message, "GET /path"));
}

static void
test_envelope (void)
{
  g_autoptr (JsonNode) node =
      read_answer (200, NULL, NULL, "{\"code\":0,\"data\":{\"a\":1}}", BAMBU_LEG_CALL, NULL);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "a"), ==, 1);
}

static void
test_text (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_answer (400, NULL, NULL, "{\"message\":\"of a@example.org\",\"error\":\"e\"}",
                              BAMBU_LEG_CALL, &error));
  g_assert_cmpstr (bambu_cloud_error_get_text (error), ==, "of a@example.org");
  g_assert_null (strstr (error->message, "example.org"));
  g_clear_error (&error);

  g_assert_null (
      read_answer (400, NULL, NULL, "{\"message\":\"\",\"error\":\"e\"}", BAMBU_LEG_CALL, &error));
  g_assert_cmpstr (bambu_cloud_error_get_text (error), ==, "e");
  g_clear_error (&error);

  g_assert_null (read_answer (400, NULL, NULL, "", BAMBU_LEG_CALL, &error));
  g_assert_cmpstr (bambu_cloud_error_get_text (error), ==, "Reason");
}

static void
test_retry_after (void)
{
  static const struct
  {
    const char *header;
    gint64 time;
  } CASES[] = {
    { "90", NOW + 90 },
    { "0", NOW },
    { "Mon, 02 Feb 2026 02:41:00 GMT", 1770000060 },
    { "Mon, 02 Feb 2020 02:41:00 GMT", NOW },
    { "-5", 0 },
    { "soon", 0 },
    { "99999999999999999999", 0 },
    { NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_answer (429, NULL, CASES[i].header, "", BAMBU_LEG_CALL, &error));
      g_assert_cmpint (bambu_cloud_error_get_retry_time (error), ==, CASES[i].time);
    }
}

static void
test_edge_headers (void)
{
  g_autoptr (BambuCloudAnswer) answer = bambu_cloud_answer_new ();
  g_autoptr (GError) error = NULL;

  answer->status = 503;
  answer->has_ray = TRUE;
  g_assert_null (bambu_cloud_answer_read (answer, BAMBU_LEG_CALL, "x", NOW, &error));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_BROWSER_CHECK);
  g_clear_error (&error);

  answer->status = 403;
  answer->has_ray = FALSE;
  answer->is_mitigated = TRUE;
  g_assert_null (bambu_cloud_answer_read (answer, BAMBU_LEG_CALL, "x", NOW, &error));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_BROWSER_CHECK);
  g_clear_error (&error);

  /* All of the service's answers go through the edge. */
  answer->status = 503;
  answer->is_mitigated = FALSE;
  answer->has_ray = TRUE;
  answer->body = g_bytes_new_static ("{\"error\":\"down\"}", 16);
  g_assert_null (bambu_cloud_answer_read (answer, BAMBU_LEG_CALL, "x", NOW, &error));
  g_assert_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_SERVER);
}

static void
test_depth (void)
{
  g_autofree char *deep = g_malloc (200001);
  g_autoptr (GBytes) bytes = NULL;
  /* A bracket in a text leads nowhere. */
  g_autofree char *brackets = g_strnfill (100, '[');
  g_autofree char *text = g_strconcat ("{\"a\":\"", brackets, "\\\"[\"}", NULL);
  g_autoptr (GBytes) in_text = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonNode) node = NULL;

  memset (deep, '[', 200000);
  deep[200000] = '\0';
  bytes = g_bytes_new_static (deep, 200000);
  g_assert_null (bambu_json_parse (bytes, NULL));

  node = bambu_json_parse (in_text, NULL);
  g_assert_nonnull (node);
}

static void
test_caps (void)
{
  g_autoptr (BambuRateCap) cap = bambu_rate_cap_new ();
  gint64 now = (gint64) NOW * G_USEC_PER_SEC;

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_SIGN_IN, NULL, now + i), ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_SIGN_IN, NULL, now + 5), ==,
                   now + G_TIME_SPAN_MINUTE);
  /* Others have a count of their own. */
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_CODE, NULL, now + 5), ==, 0);
  /* What was refused did not count: at that very moment it may. */
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_SIGN_IN, NULL, now + G_TIME_SPAN_MINUTE),
                   ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_SIGN_IN, NULL, now + G_TIME_SPAN_MINUTE),
                   ==, now + G_TIME_SPAN_MINUTE + 1);
  /* A clock that is set back locks nobody out. */
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_SIGN_IN, NULL, now - G_TIME_SPAN_DAY), ==,
                   0);

  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, "A", now), ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, "A", now), ==,
                   now + G_TIME_SPAN_MINUTE);
  for (guint i = 0; i < 110; i++)
    g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, NULL, now), ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, "B", now), !=, 0);

  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_UPLOAD, NULL, now), ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_UPLOAD, NULL, now + G_TIME_SPAN_MINUTE), ==,
                   now + G_TIME_SPAN_HOUR);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_REFRESH, NULL, now), ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_REFRESH, NULL, now), !=, 0);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_PROFILE, NULL, now), ==, 0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_PROFILE, NULL, now), !=, 0);
}

static void
test_cap_of_all (void)
{
  g_autoptr (BambuRateCap) cap = bambu_rate_cap_new ();
  gint64 now = (gint64) NOW * G_USEC_PER_SEC;

  for (guint i = 0; i < 1000; i++)
    g_assert_cmpint (
        bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, NULL, now + (gint64) i * G_USEC_PER_SEC), ==,
        0);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, NULL, now + 1000 * G_USEC_PER_SEC),
                   ==, now + G_TIME_SPAN_HOUR);

  bambu_rate_cap_hold (cap, BAMBU_RATE_DEVICE, now + 2 * G_TIME_SPAN_HOUR);
  g_assert_cmpint (bambu_rate_cap_take (cap, BAMBU_RATE_DEVICE, NULL, now + 5 * G_TIME_SPAN_MINUTE),
                   ==, now + 2 * G_TIME_SPAN_HOUR);
}

static void
test_secret_json (void)
{
  char *json = bambu_secret_json ("a", "x\"\\\n\x01ü", "b", "", NULL);
  g_autoptr (GBytes) bytes = bambu_secret_to_bytes (json);
  g_autoptr (JsonNode) node = bambu_json_parse (bytes, NULL);

  g_assert_nonnull (node);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "a"), ==,
                   "x\"\\\n\x01ü");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (node), "b"), ==, "");
}

static void
test_token (void)
{
  /* {"username":"u_42","exp":1771000000} */
  static const char JWT[] =
      "eyJhbGciOiJub25lIn0.eyJ1c2VybmFtZSI6InVfNDIiLCJleHAiOjE3NzEwMDAwMDB9.c2ln";
  g_autoptr (BambuToken) opaque = bambu_token_new ("AQAopaque-token_0123", "refresh\"", 5);
  g_autoptr (BambuToken) jwt = bambu_token_new (JWT, "", 0);
  g_autoptr (BambuToken) three_parts = bambu_token_new ("a.b.c", NULL, 0);
  g_autoptr (BambuToken) back = NULL;
  char *secret;

  g_assert_cmpint (opaque->uid, ==, 0);
  g_assert_cmpint (three_parts->expires_at, ==, 0);
  g_assert_cmpint (jwt->uid, ==, 42);
  g_assert_cmpint (jwt->expires_at, ==, 1771000000);
  g_assert_null (jwt->refresh);

  opaque->uid = 7;
  secret = bambu_token_to_secret (opaque);
  back = bambu_token_new_from_secret (secret);
  bambu_secret_free (secret);
  g_assert_cmpstr (back->access, ==, "AQAopaque-token_0123");
  g_assert_cmpstr (back->refresh, ==, "refresh\"");
  g_assert_cmpint (back->expires_at, ==, 5);
  g_assert_cmpint (back->uid, ==, 7);

  g_assert_null (bambu_token_new_from_secret (""));
  g_assert_null (bambu_token_new_from_secret ("[]"));
  g_assert_null (bambu_token_new_from_secret ("{\"token\":\"\"}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/bambu/cloud-answer/row/%s", ROWS[i].name);

      g_test_add_data_func (path, &ROWS[i], test_row);
    }
  g_test_add_func ("/bambu/cloud-answer/envelope", test_envelope);
  g_test_add_func ("/bambu/cloud-answer/text", test_text);
  g_test_add_func ("/bambu/cloud-answer/retry-after", test_retry_after);
  g_test_add_func ("/bambu/cloud-answer/edge-headers", test_edge_headers);
  g_test_add_func ("/bambu/cloud-answer/depth", test_depth);
  g_test_add_func ("/bambu/cloud-answer/caps", test_caps);
  g_test_add_func ("/bambu/cloud-answer/cap-of-all", test_cap_of_all);
  g_test_add_func ("/bambu/cloud-answer/secret-json", test_secret_json);
  g_test_add_func ("/bambu/cloud-answer/token", test_token);

  return g_test_run ();
}
