/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-token.h"

#include <openssl/rand.h>

#include "sim-json-build.h"
#include "sim-json.h"

#define OPAQUE_BYTES 84
#define SIGNATURE_BYTES 256

static char *
encode (const void *data, gsize size)
{
  char *text = g_base64_encode (data, size);

  for (char *c = text; *c != '\0'; c++)
    *c = *c == '+' ? '-' : *c == '/' ? '_' : *c == '=' ? '\0' : *c;

  return text;
}

static char *
make_random (gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size);

  RAND_bytes (bytes, (int) size);

  return encode (bytes, size);
}

char *
sim_cloud_token_make_text (void)
{
  g_autofree char *random = make_random (OPAQUE_BYTES);

  return g_strconcat ("AQB", random, NULL);
}

static char *
encode_object (JsonObject *object)
{
  g_autoptr (GBytes) json = sim_json_to_bytes (object);
  gsize size;
  const void *data = g_bytes_get_data (json, &size);

  json_object_unref (object);

  return encode (data, size);
}

static char *
make_jwt (SimCloudAccount *account, gint64 expires)
{
  g_autofree char *user = sim_cloud_account_dup_user (account);
  g_autofree char *header = encode_object (sim_json_build ("s:alg", "RS256", "s:typ", "JWT", NULL));
  g_autofree char *payload =
      encode_object (sim_json_build ("s:username", user, "l:exp", expires, "s:sub", user, NULL));
  g_autofree char *signature = make_random (SIGNATURE_BYTES);

  return g_strjoin (".", header, payload, signature, NULL);
}

SimCloudToken *
sim_cloud_token_new (SimCloudAccount *account, int seconds, gboolean jwt)
{
  SimCloudToken *self = g_new0 (SimCloudToken, 1);

  self->account = account;
  self->lifetime = seconds;
  self->expires = g_get_real_time () / G_USEC_PER_SEC + seconds;
  self->text = jwt ? make_jwt (account, self->expires) : sim_cloud_token_make_text ();
  self->refresh = sim_cloud_token_make_text ();

  return self;
}

void
sim_cloud_token_free (gpointer token)
{
  SimCloudToken *self = token;

  g_free (self->text);
  g_free (self->refresh);
  g_free (self);
}

gboolean
sim_cloud_token_is_alive (SimCloudToken *self)
{
  return !self->dead && g_get_real_time () / G_USEC_PER_SEC < self->expires;
}
