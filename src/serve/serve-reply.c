/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-reply.h"

#include <string.h>

#include "account/bambu-json.h"
#include "serve-mask.h"

#define FAILED "API request failed"
#define LONGEST_WORDS 500

void
serve_reply_text (SoupServerMessage *message, guint status, const char *type, char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (text != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_TAKE, text, strlen (text));
}

void
serve_reply (SoupServerMessage *message, guint status, JsonNode *node)
{
  serve_reply_text (message, status, "application/json",
                    node ? json_to_string (node, FALSE) : NULL);
  g_clear_pointer (&node, json_node_unref);
}

static JsonNode *
to_node (JsonObject *object)
{
  return json_node_init_object (json_node_alloc (), object);
}

void
serve_reply_object (SoupServerMessage *message, guint status, JsonObject *object)
{
  serve_reply (message, status, to_node (object));
  json_object_unref (object);
}

static JsonObject *
make_error (const char *error, const char *words)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", error);
  if (words != NULL)
    json_object_set_string_member (object, "message", words);

  return object;
}

void
serve_reply_error (SoupServerMessage *message, guint status, const char *error, const char *words)
{
  serve_reply_object (message, status, make_error (error, words));
}

gboolean
serve_reply_check_reading (SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (method, SOUP_METHOD_GET) || g_str_equal (method, SOUP_METHOD_HEAD))
    return TRUE;

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                "GET, HEAD");
  serve_reply_error (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Method Not Allowed", NULL);

  return FALSE;
}

static gboolean
is_success (const BambuCloudAnswer *answer)
{
  return answer->status >= 200 && answer->status < 300;
}

static const char *
get_words (JsonNode *node, const char *name)
{
  const char *words =
      node && JSON_NODE_HOLDS_OBJECT (node)
          ? bambu_json_get_text (bambu_json_find (json_node_get_object (node), name))
          : NULL;

  return words && *words ? words : NULL;
}

/* The service's own words. A web page has none that are worth to be passed on. */
static char *
describe (const BambuCloudAnswer *answer, JsonNode *node)
{
  const char *words = get_words (node, "message");
  gsize size = 0;
  const char *data = answer->body ? g_bytes_get_data (answer->body, &size) : NULL;
  g_autofree char *text = NULL;

  if (words == NULL)
    words = get_words (node, "error");
  if (words == NULL && size > 0 && g_strcmp0 (answer->content_type, "text/plain") == 0)
    words = text = g_utf8_make_valid (data, (gssize) MIN (size, LONGEST_WORDS));
  if (words == NULL && answer->status == SERVE_STATUS_TOO_MANY)
    words = "Too Many Requests";
  if (words == NULL)
    words = answer->reason ? answer->reason : "";

  return g_utf8_substring (words, 0, MIN (g_utf8_strlen (words, -1), LONGEST_WORDS));
}

static const char *
describe_error (const GError *error)
{
  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_TIMED_OUT))
    return FAILED ": no answer in time";
  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_OFFLINE))
    return FAILED ": the service is not reached";
  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_CERTIFICATE))
    return FAILED ": the certificate is not trusted";
  if (g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_FORBIDDEN))
    return FAILED ": the cloud is switched off on this computer";

  return FAILED ": the connection was lost, or the answer is no answer";
}

static guint
judge_status (guint status, gboolean passes_on)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
    case SOUP_STATUS_FORBIDDEN:
    case SOUP_STATUS_NOT_FOUND:
    case SERVE_STATUS_TOO_MANY:
      return passes_on ? status : SOUP_STATUS_BAD_GATEWAY;
    default:
      return SOUP_STATUS_BAD_GATEWAY;
    }
}

/* @words: (transfer full) */
static JsonNode *
make_failure (char *words, const char *const *secrets)
{
  g_autofree char *masked = serve_mask_text (words, secrets);
  g_autoptr (JsonObject) object = make_error (FAILED, masked);

  g_free (words);

  return to_node (object);
}

JsonNode *
serve_reply_read_answer (const BambuCloudAnswer *answer,
                         const GError *error,
                         gboolean passes_on,
                         const char *const *secrets,
                         guint *status)
{
  g_autoptr (JsonNode) node = NULL;
  gboolean is_empty;

  *status = SOUP_STATUS_BAD_GATEWAY;
  if (answer == NULL)
    return make_failure (g_strdup (describe_error (error)), secrets);

  is_empty = answer->body == NULL || g_bytes_get_size (answer->body) == 0;
  if (!is_empty)
    node = bambu_json_parse (answer->body, NULL);

  if (!is_success (answer))
    {
      g_autofree char *words = describe (answer, node);

      *status = judge_status (answer->status, passes_on);
      return make_failure (g_strdup_printf (FAILED " (%u): %s", answer->status, words), secrets);
    }

  if (is_empty)
    {
      *status = SOUP_STATUS_NO_CONTENT;
      return NULL;
    }
  if (node == NULL)
    return make_failure (g_strdup_printf (FAILED " (%u): the answer is no JSON", answer->status),
                         secrets);

  *status = SOUP_STATUS_OK;

  return serve_mask_json (node, secrets);
}
