/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-mask.h"

#include <string.h>

#include "account/bambu-json.h"

#define HIDDEN "********"
#define HIDDEN_TOKEN "***"
#define HIDDEN_SECRET "***REDACTED***"
#define HIDDEN_LINK "[URL_REDACTED]"
#define HIDDEN_ADDRESS "[IP_REDACTED]"
#define OWN_ADDRESS "127.0.0.1"
#define SHOWN_OF_TOKEN 20
/* Deeper than the reader of JSON lets through */
#define DEEPEST 100
#define MOST_TEXTS_IN_TEXTS 4

typedef enum
{
  NAME_PLAIN,
  NAME_ACCESS_CODE,
  NAME_TOKEN,
  NAME_VERSION,
} NameKind;

typedef struct
{
  const char *const *secrets;
  guint depth;
  guint n_texts; /* JSON in a text in JSON … */
} Mask;

static NameKind
judge_name (const char *name)
{
  static const char *const access_codes[] = { "dev_access_code", "access_code", "accesscode" };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (access_codes); i++)
    if (g_str_equal (lower, access_codes[i]))
      return NAME_ACCESS_CODE;
  if (strstr (lower, "token"))
    return NAME_TOKEN;
  if (strstr (lower, "version") || g_str_equal (lower, "ver") || g_str_has_suffix (lower, "_ver"))
    return NAME_VERSION;

  return NAME_PLAIN;
}

/* @text: (transfer full) */
static char *
replace_all (char *text, const char *secret, const char *by)
{
  g_autoptr (GString) string = NULL;

  if (*secret == '\0' || strstr (text, secret) == NULL)
    return text;

  string = g_string_new (text);
  g_free (text);
  g_string_replace (string, secret, by, 0);

  return g_string_free_and_steal (g_steal_pointer (&string));
}

/* Nothing is shown that could not be looked at. @text: (transfer full) */
static char *
replace_links (char *text)
{
  static GRegex *links;
  char *masked;

  if (g_once_init_enter_pointer (&links))
    g_once_init_leave_pointer (&links, g_regex_new ("(?:https?|ftps?|rtsps?|wss?)://[^\\s\"'<>]+",
                                                    G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL));

  masked = strstr (text, "://") ? g_regex_replace_literal (links, text, -1, 0, HIDDEN_LINK, 0, NULL)
                                : g_strdup (text);
  g_free (text);

  return masked ? masked : g_strdup (HIDDEN);
}

static gboolean
is_version (const char *quad)
{
  g_auto (GStrv) parts = g_strsplit (quad, ".", -1);

  for (guint i = 0; parts[i]; i++)
    if (parts[i][0] == '0' && parts[i][1] != '\0')
      return TRUE;

  return FALSE;
}

static gboolean
on_quad (const GMatchInfo *match, GString *result, gpointer user_data)
{
  g_autofree char *quad = g_match_info_fetch (match, 0);

  g_string_append (result,
                   g_str_equal (quad, OWN_ADDRESS) || is_version (quad) ? quad : HIDDEN_ADDRESS);

  return FALSE;
}

/* @text: (transfer full) */
static char *
replace_addresses (char *text)
{
  static GRegex *quads;
  char *masked;

  if (g_once_init_enter_pointer (&quads))
    g_once_init_leave_pointer (&quads, g_regex_new ("(?<!\\d)(?:\\d{1,3}\\.){3}\\d{1,3}(?!\\d)",
                                                    G_REGEX_OPTIMIZE, 0, NULL));

  masked = g_regex_replace_eval (quads, text, -1, 0, 0, on_quad, NULL, NULL);
  g_free (text);

  return masked ? masked : g_strdup (HIDDEN);
}

static char *
mask_text (const char *text, const char *const *secrets, gboolean is_version_text)
{
  char *masked = g_utf8_make_valid (text, -1);

  for (guint i = 0; secrets && secrets[i]; i++)
    masked = replace_all (masked, secrets[i], HIDDEN_SECRET);
  masked = replace_links (masked);

  return is_version_text ? masked : replace_addresses (masked);
}

char *
serve_mask_text (const char *text, const char *const *secrets)
{
  g_return_val_if_fail (text != NULL, NULL);

  return mask_text (text, secrets, FALSE);
}

char *
serve_mask_token (const char *token)
{
  g_autofree char *first = NULL;

  /* The beginning of a shorter one would be all of it. */
  if (g_utf8_strlen (token, -1) <= SHOWN_OF_TOKEN)
    return g_strdup (HIDDEN_TOKEN);

  first = g_utf8_substring (token, 0, SHOWN_OF_TOKEN);

  return g_strconcat (first, "...", NULL);
}

static char *
mask_token (const char *text, const char *const *secrets)
{
  g_autofree char *masked = mask_text (text, secrets, FALSE);

  return g_str_equal (masked, text) ? serve_mask_token (masked) : g_steal_pointer (&masked);
}

static JsonNode *mask_node (Mask *mask, JsonNode *node, NameKind kind);

/* What looks like JSON and is none cannot be told by its names. */
static gboolean
is_suspicious (const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return strstr (lower, "access_code") || strstr (lower, "accesscode") || strstr (lower, "token\"")
         || strstr (lower, "token'");
}

/* Returns: (nullable): @text masked, if it is JSON. Written anew in any case: of two members of one
 * name only one was looked at. */
static char *
mask_inner_json (Mask *mask, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) masked = NULL;
  const char *begin = text + strspn (text, " \t\r\n");

  if (*begin != '{' && *begin != '[' && *begin != '"')
    return NULL;

  bytes = g_bytes_new_static (text, strlen (text));
  node = bambu_json_parse (bytes, NULL);
  if (node == NULL)
    return is_suspicious (text) ? g_strdup (HIDDEN) : NULL;
  if (mask->n_texts == MOST_TEXTS_IN_TEXTS)
    return g_strdup (HIDDEN);

  mask->n_texts++;
  masked = mask_node (mask, node, NAME_PLAIN);
  mask->n_texts--;

  return json_to_string (masked, FALSE);
}

static JsonNode *
new_text (char *text)
{
  JsonNode *node = json_node_init_string (json_node_alloc (), text);

  g_free (text);

  return node;
}

static JsonNode *
mask_value (Mask *mask, JsonNode *node, NameKind kind)
{
  const char *text = bambu_json_get_text (node);
  char *inner;

  if (text == NULL)
    return json_node_copy (node);
  if (kind == NAME_TOKEN)
    return new_text (mask_token (text, mask->secrets));

  inner = mask_inner_json (mask, text);

  return new_text (inner ? inner : mask_text (text, mask->secrets, kind == NAME_VERSION));
}

static JsonNode *
mask_object (Mask *mask, JsonNode *node, NameKind kind)
{
  JsonObject *masked = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *shown = serve_mask_text (name, mask->secrets);
      NameKind own = judge_name (name);

      /* What is in a thing called a token is called something of its own. */
      json_object_set_member (
          masked, shown,
          mask_node (mask, member, own == NAME_PLAIN && kind == NAME_TOKEN ? NAME_TOKEN : own));
    }

  node = json_node_init_object (json_node_alloc (), masked);
  json_object_unref (masked);

  return node;
}

static JsonNode *
mask_array (Mask *mask, JsonNode *node, NameKind kind)
{
  JsonArray *array = json_node_get_array (node);
  JsonArray *masked = json_array_sized_new (json_array_get_length (array));

  for (guint i = 0; i < json_array_get_length (array); i++)
    json_array_add_element (masked, mask_node (mask, json_array_get_element (array, i), kind));

  node = json_node_init_array (json_node_alloc (), masked);
  json_array_unref (masked);

  return node;
}

static JsonNode *
mask_node (Mask *mask, JsonNode *node, NameKind kind)
{
  JsonNode *masked;

  if (kind == NAME_ACCESS_CODE && !JSON_NODE_HOLDS_NULL (node))
    return new_text (g_strdup (HIDDEN));
  if (mask->depth == DEEPEST)
    return json_node_new (JSON_NODE_NULL);

  mask->depth++;
  if (JSON_NODE_HOLDS_OBJECT (node))
    masked = mask_object (mask, node, kind);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    masked = mask_array (mask, node, kind);
  else
    masked = mask_value (mask, node, kind);
  mask->depth--;

  return masked;
}

JsonNode *
serve_mask_json (JsonNode *node, const char *const *secrets)
{
  Mask mask = { .secrets = secrets };

  g_return_val_if_fail (node != NULL, NULL);

  return mask_node (&mask, node, NAME_PLAIN);
}
