/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-token.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "bambu-json.h"
#include "bambu-secret-body.h"
#include "link/bambu-redact.h"

#define LONGEST_SECRET (64 * 1024)

G_DEFINE_BOXED_TYPE (BambuToken, bambu_token, bambu_token_copy, bambu_token_free)

/* The middle of three parts, base64url without padding. */
static JsonNode *
parse_claims (const char *access)
{
  g_auto (GStrv) parts = g_strsplit (access, ".", 4);
  g_autofree char *padded = NULL;
  g_autofree guchar *data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (g_strv_length (parts) != 3 || strlen (parts[1]) > LONGEST_SECRET)
    return NULL;

  g_strdelimit (g_strdelimit (parts[1], "-", '+'), "_", '/');
  padded = g_strconcat (parts[1], "===", NULL);
  padded[strlen (parts[1]) + (4 - strlen (parts[1]) % 4) % 4] = '\0';
  data = g_base64_decode (padded, &size);
  bytes = g_bytes_new (data, size);

  return bambu_json_parse (bytes, NULL);
}

static void
bambu_token_ask_itself (BambuToken *self)
{
  g_autoptr (JsonNode) claims = parse_claims (self->access);
  const char *username;
  gint64 number;

  if (claims == NULL || !JSON_NODE_HOLDS_OBJECT (claims))
    return;

  if (self->expires_at == 0
      && bambu_json_read_int (bambu_json_find (json_node_get_object (claims), "exp"), &number)
      && number > 0)
    self->expires_at = number;

  username = bambu_json_get_text (bambu_json_find (json_node_get_object (claims), "username"));
  if (self->uid == 0 && username != NULL && g_str_has_prefix (username, "u_"))
    self->uid = MAX (g_ascii_strtoll (username + strlen ("u_"), NULL, 10), 0);
}

BambuToken *
bambu_token_new (const char *access, const char *refresh, gint64 expires_at)
{
  BambuToken *self = g_new0 (BambuToken, 1);

  self->access = g_strdup (access);
  self->refresh = refresh && *refresh ? g_strdup (refresh) : NULL;
  self->expires_at = expires_at;
  bambu_token_ask_itself (self);

  return self;
}

BambuToken *
bambu_token_copy (const BambuToken *self)
{
  BambuToken *copy = g_new0 (BambuToken, 1);

  copy->access = g_strdup (self->access);
  copy->refresh = g_strdup (self->refresh);
  copy->expires_at = self->expires_at;
  copy->uid = self->uid;

  return copy;
}

void
bambu_token_free (BambuToken *self)
{
  bambu_secret_free (self->access);
  bambu_secret_free (self->refresh);
  g_free (self);
}

char *
bambu_token_to_secret (const BambuToken *self)
{
  char expires_at[32];
  char uid[32];

  g_snprintf (expires_at, sizeof expires_at, "%" G_GINT64_FORMAT, self->expires_at);
  g_snprintf (uid, sizeof uid, "%" G_GINT64_FORMAT, self->uid);

  return bambu_secret_json ("token", self->access, "refresh-token",
                            self->refresh ? self->refresh : "", "expires-at", expires_at, "uid",
                            uid, NULL);
}

BambuToken *
bambu_token_new_from_secret (const char *secret)
{
  g_autoptr (GBytes) bytes = g_bytes_new (secret, strlen (secret));
  g_autoptr (JsonNode) node = bambu_json_parse (bytes, NULL);
  g_autoptr (BambuToken) self = NULL;
  JsonObject *object;
  const char *access;
  gint64 number;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  access = bambu_json_get_text (bambu_json_find (object, "token"));
  if (access == NULL || *access == '\0')
    return NULL;

  self =
      bambu_token_new (access, bambu_json_get_text (bambu_json_find (object, "refresh-token")), 0);
  if (bambu_json_read_int (bambu_json_find (object, "expires-at"), &number))
    self->expires_at = MAX (number, 0);
  if (bambu_json_read_int (bambu_json_find (object, "uid"), &number) && number > 0)
    self->uid = number;

  return g_steal_pointer (&self);
}
