/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-answer.h"

#include <libsoup/soup.h>
#include <string.h>

#include "bambu-json.h"

#define LONGEST_RETRY_SECONDS (24 * 60 * 60)
#define LONGEST_TEXT 500
/* A challenge shows itself near its beginning. */
#define CHALLENGE_WITHIN (64 * 1024)

G_DEFINE_BOXED_TYPE (BambuCloudAnswer,
                     bambu_cloud_answer,
                     bambu_cloud_answer_copy,
                     bambu_cloud_answer_free)

/* The service's own numbers. Those from 1001 are of its documents only. */
enum
{
  CODE_EXPIRED = 1,
  CODE_WRONG = 2,
  CODE_PLEASE_LOG_IN = 4,
  CODE_AUTHENTICATOR = 5,
  CODE_FORBIDDEN = 8,
  CODE_WRONG_FORMAT = 11,
  CODE_QUOTA = 14,
  CODE_TOKEN_INVALID = 1001,
  CODE_TOKEN_EXPIRED = 1002,
};

/* A refusal, taken apart. */
typedef struct
{
  guint status;
  gint64 code;
  gboolean is_json;
  gboolean is_empty;
  const char *reason;
  const char *text;
} Refusal;

BambuCloudAnswer *
bambu_cloud_answer_new (void)
{
  BambuCloudAnswer *self = g_new0 (BambuCloudAnswer, 1);

  self->cookies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

BambuCloudAnswer *
bambu_cloud_answer_copy (const BambuCloudAnswer *self)
{
  BambuCloudAnswer *copy = g_new0 (BambuCloudAnswer, 1);

  copy->status = self->status;
  copy->reason = g_strdup (self->reason);
  copy->content_type = g_strdup (self->content_type);
  copy->retry_after = g_strdup (self->retry_after);
  copy->is_mitigated = self->is_mitigated;
  copy->has_ray = self->has_ray;
  copy->cookies = g_hash_table_ref (self->cookies);
  copy->body = self->body ? g_bytes_ref (self->body) : NULL;

  return copy;
}

void
bambu_cloud_answer_free (BambuCloudAnswer *self)
{
  g_free (self->reason);
  g_free (self->content_type);
  g_free (self->retry_after);
  g_hash_table_unref (self->cookies);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

static const char *
skip_space (const char *data, gsize *size)
{
  while (*size > 0 && g_ascii_isspace (*data))
    {
      data++;
      (*size)--;
    }

  return data;
}

static gboolean
is_html (const BambuCloudAnswer *self)
{
  gsize size = 0;
  const char *data = self->body ? g_bytes_get_data (self->body, &size) : NULL;

  if (g_strcmp0 (self->content_type, "text/html") == 0)
    return TRUE;

  data = skip_space (data, &size);

  return (size >= 5 && g_ascii_strncasecmp (data, "<html", 5) == 0)
         || (size >= 9 && g_ascii_strncasecmp (data, "<!doctype", 9) == 0);
}

static gboolean
is_challenge (const BambuCloudAnswer *self)
{
  static const char *const MARKS[] = {
    "Just a moment...",
    "challenges.cloudflare.com",
    "Attention Required! | Cloudflare",
  };
  gsize size = 0;
  const char *data = self->body ? g_bytes_get_data (self->body, &size) : NULL;

  size = MIN (size, CHALLENGE_WITHIN);
  for (guint i = 0; data && i < G_N_ELEMENTS (MARKS); i++)
    if (g_strstr_len (data, (gssize) size, MARKS[i]))
      return TRUE;

  return FALSE;
}

/* The edge answers in the service's place. */
static gboolean
is_from_edge (const BambuCloudAnswer *self, gboolean is_json)
{
  if (is_json)
    return FALSE;

  return (self->status == 403 && (self->is_mitigated || is_html (self)))
         || (self->status == 503 && self->has_ray) || (is_html (self) && is_challenge (self));
}

gint64
bambu_cloud_answer_parse_retry (const char *text, gint64 now)
{
  guint64 seconds;
  g_autoptr (GDateTime) date = NULL;

  if (text == NULL)
    return 0;

  if (g_ascii_string_to_unsigned (text, 10, 0, LONGEST_RETRY_SECONDS, &seconds, NULL))
    return now + (gint64) seconds;

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;

  return CLAMP (g_date_time_to_unix (date), now, now + LONGEST_RETRY_SECONDS);
}

static BambuCloudError
judge_password (const Refusal *refusal)
{
  if (refusal->status == 400 || refusal->status == 401
      || (refusal->status == 403 && refusal->is_json))
    return BAMBU_CLOUD_ERROR_CREDENTIALS;

  return BAMBU_CLOUD_ERROR_REFUSED;
}

static BambuCloudError
judge_code (const Refusal *refusal)
{
  if (refusal->status != 400)
    return BAMBU_CLOUD_ERROR_REFUSED;
  if (refusal->code == CODE_WRONG)
    return BAMBU_CLOUD_ERROR_WRONG_CODE;
  /* Without a word: it was used before, or replaced by a newer one. */
  if (refusal->code == CODE_EXPIRED || refusal->is_empty)
    return BAMBU_CLOUD_ERROR_EXPIRED_CODE;

  return BAMBU_CLOUD_ERROR_REFUSED;
}

static gboolean
says_expired (const char *text)
{
  g_autofree char *lower = text ? g_ascii_strdown (text, -1) : NULL;

  return lower != NULL && strstr (lower, "expired") != NULL;
}

static BambuCloudError
judge_authenticator (const Refusal *refusal)
{
  /* A form's token went astray, which says nothing about the code. Signing in by mail needs none.
   */
  if (refusal->reason && g_str_has_prefix (refusal->reason, "missing_"))
    return BAMBU_CLOUD_ERROR_BROWSER_CHECK;
  if (refusal->status == 400 && says_expired (refusal->text))
    return BAMBU_CLOUD_ERROR_START_AGAIN;
  if (refusal->status == 400 && refusal->code == CODE_AUTHENTICATOR)
    return BAMBU_CLOUD_ERROR_WRONG_CODE;

  return BAMBU_CLOUD_ERROR_REFUSED;
}

static BambuCloudError
judge_call (const Refusal *refusal)
{
  if (refusal->code == CODE_TOKEN_INVALID || refusal->code == CODE_TOKEN_EXPIRED
      || (refusal->status == 401 && refusal->code == CODE_PLEASE_LOG_IN))
    return BAMBU_CLOUD_ERROR_SIGN_IN;
  if (refusal->status == 401)
    return BAMBU_CLOUD_ERROR_UNSETTLED;
  if (refusal->code == CODE_WRONG_FORMAT)
    return BAMBU_CLOUD_ERROR_NOT_READY;
  if (refusal->code == CODE_QUOTA)
    return BAMBU_CLOUD_ERROR_QUOTA;
  if (refusal->status == 403 || refusal->code == CODE_FORBIDDEN)
    return BAMBU_CLOUD_ERROR_NOT_YOURS;

  return BAMBU_CLOUD_ERROR_REFUSED;
}

/* An app that the service does not know is refused with a word, or without any
 * (protocol/cloud-print.md §4). */
static BambuCloudError
judge_task (const Refusal *refusal)
{
  BambuCloudError code = judge_call (refusal);

  if (code == BAMBU_CLOUD_ERROR_NOT_YOURS
      || (code == BAMBU_CLOUD_ERROR_REFUSED && refusal->status == 400 && refusal->is_empty))
    return BAMBU_CLOUD_ERROR_OTHER_APPS;

  return code;
}

/* Whoever keeps the files says in XML what is wrong with the signature, which ends on a set day. */
static BambuCloudError
judge_link (const Refusal *refusal)
{
  if (refusal->status == 400 || refusal->status == 401 || refusal->status == 403)
    return BAMBU_CLOUD_ERROR_EXPIRED_LINK;

  return BAMBU_CLOUD_ERROR_REFUSED;
}

static BambuCloudError
judge (const Refusal *refusal, BambuLeg leg)
{
  switch (refusal->status)
    {
    case 404:
    case 405:
      return BAMBU_CLOUD_ERROR_NOT_AVAILABLE;
    case 418:
      return BAMBU_CLOUD_ERROR_CAPTCHA;
    case 429:
      return BAMBU_CLOUD_ERROR_TOO_MANY_TRIES;
    default:
      break;
    }
  if (refusal->status >= 500)
    return BAMBU_CLOUD_ERROR_SERVER;
  /* Redirections are not followed: a token goes to one host only. */
  if (refusal->status < 200 || (refusal->status >= 300 && refusal->status < 400))
    return BAMBU_CLOUD_ERROR_PROTOCOL;

  switch (leg)
    {
    case BAMBU_LEG_PASSWORD:
      return judge_password (refusal);
    case BAMBU_LEG_CODE:
      return judge_code (refusal);
    case BAMBU_LEG_AUTHENTICATOR:
      return judge_authenticator (refusal);
    case BAMBU_LEG_CALL:
      return judge_call (refusal);
    case BAMBU_LEG_TASK:
      return judge_task (refusal);
    case BAMBU_LEG_LINK:
      return judge_link (refusal);
    case BAMBU_LEG_SEND_CODE:
    default:
      return BAMBU_CLOUD_ERROR_REFUSED;
    }
}

static gint64
get_code (JsonObject *object)
{
  gint64 code = 0;

  return bambu_json_read_int (bambu_json_find (object, "code"), &code) ? code : 0;
}

static const char *
get_non_empty (JsonObject *object, const char *paths)
{
  const char *text = bambu_json_get_text (bambu_json_find (object, paths));

  return text && *text ? text : NULL;
}

/* Some refuse with a status of success. A number alone is none: answers may have fields of that
 * name. */
static gboolean
is_refusal (const BambuCloudAnswer *self, JsonObject *object)
{
  const char *message;

  if (self->status < 200 || self->status >= 300)
    return TRUE;
  if (object == NULL || get_code (object) == 0 || get_code (object) == self->status)
    return FALSE;

  message = get_non_empty (object, "message");

  return get_non_empty (object, "error") != NULL
         || (message != NULL && g_ascii_strcasecmp (message, "success") != 0);
}

static GError *
make_error (
    const BambuCloudAnswer *self, JsonNode *node, BambuLeg leg, const char *what, gint64 now)
{
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  Refusal refusal = {
    .status = self->status >= 200 && self->status < 300 ? 400 : self->status,
    .code = get_code (object),
    .is_json = node != NULL,
    .is_empty = self->body == NULL || g_bytes_get_size (self->body) == 0
                || (object && json_object_get_size (object) == 0),
    .reason = get_non_empty (object, "reason"),
  };
  BambuCloudError code;
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;

  refusal.text = get_non_empty (object, "message");
  if (refusal.text == NULL)
    refusal.text = get_non_empty (object, "error");

  if (is_from_edge (self, node != NULL))
    code = BAMBU_CLOUD_ERROR_BROWSER_CHECK;
  else
    code = judge (&refusal, leg);

  message = refusal.code ? g_strdup_printf ("%s: %u, code %" G_GINT64_FORMAT, what, self->status,
                                            refusal.code)
                         : g_strdup_printf ("%s: %u%s", what, self->status,
                                            node             ? ""
                                            : is_html (self) ? ", a web page"
                                                             : "");
  if (refusal.text)
    text = g_utf8_substring (refusal.text, 0, MIN (g_utf8_strlen (refusal.text, -1), LONGEST_TEXT));

  return bambu_cloud_error_new (code, self->status, text ? text : self->reason,
                                bambu_cloud_answer_parse_retry (self->retry_after, now), message);
}

static JsonNode *
take_out_of_envelope (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *data = bambu_json_find (object, "data");

  /* Of the documents: code, message and data. Things that have data of their own have more than
   * that. */
  if (data != NULL
      && (json_object_has_member (object, "code") || json_object_has_member (object, "message")))
    {
      JsonNode *inner = json_node_copy (data);

      json_node_unref (node);
      return inner;
    }

  return node;
}

JsonNode *
bambu_cloud_answer_read (
    const BambuCloudAnswer *self, BambuLeg leg, const char *what, gint64 now, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) parse_error = NULL;
  gboolean is_empty = self->body == NULL || g_bytes_get_size (self->body) == 0;

  if (!is_empty)
    node = bambu_json_parse (self->body, &parse_error);

  if (is_refusal (self, node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL)
      || is_from_edge (self, node != NULL))
    {
      g_propagate_error (error, make_error (self, node, leg, what, now));
      return NULL;
    }

  if (is_empty)
    return json_node_new (JSON_NODE_NULL);

  if (node == NULL)
    {
      g_autofree char *message =
          g_strdup_printf ("%s: %u, %s of %" G_GSIZE_FORMAT " bytes: %s", what, self->status,
                           is_html (self)       ? "a web page"
                           : self->content_type ? self->content_type
                                                : "something without a type",
                           g_bytes_get_size (self->body), parse_error->message);

      g_propagate_error (error, bambu_cloud_error_new (BAMBU_CLOUD_ERROR_PROTOCOL, self->status,
                                                       NULL, 0, message));
      return NULL;
    }

  return take_out_of_envelope (g_steal_pointer (&node));
}
