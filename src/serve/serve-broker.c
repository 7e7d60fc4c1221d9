/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "serve-broker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "link/bambu-redact.h"

#define PORT 1883
#define TLS_PORT 8883
#define PREFIX "culm"
#define LONGEST_TOPIC 256

static gboolean
fail (GError **error, const char *text)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, text);

  return FALSE;
}

gboolean
serve_broker_is_topic (const char *text)
{
  g_auto (GStrv) levels = g_strsplit (text, "/", -1);

  if (*text == '$' || strlen (text) > LONGEST_TOPIC || !g_utf8_validate (text, -1, NULL)
      || strpbrk (text, "+#") != NULL)
    return FALSE;

  for (const char *at = text; *at; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      return FALSE;

  for (guint i = 0; levels[i]; i++)
    if (*levels[i] == '\0')
      return FALSE;

  return levels[0] != NULL;
}

/* What is wrong is told without the URL, which a password may be in. */
static gboolean
take (ServeBroker *self, GUri *uri, GError **error)
{
  const char *path = g_uri_get_path (uri);
  g_autofree char *prefix = NULL;
  gsize length;

  if (g_uri_get_userinfo (uri) != NULL)
    return fail (error, _ ("A name and a password do not belong into the broker’s URL, which "
                           "others can read: --publish-user, --publish-password-file."));

  self->is_tls = g_str_equal (g_uri_get_scheme (uri), "mqtts");
  if (!self->is_tls && !g_str_equal (g_uri_get_scheme (uri), "mqtt"))
    return fail (error, _ ("A broker’s URL begins with mqtt:// or mqtts://."));

  if (g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0' || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || g_uri_get_port (uri) == 0)
    return fail (error, _ ("A broker’s URL is mqtt://HOST[:PORT][/PREFIX]."));

  self->host = g_strdup (g_uri_get_host (uri));
  self->port = g_uri_get_port (uri) != -1 ? (guint16) g_uri_get_port (uri)
               : self->is_tls             ? TLS_PORT
                                          : PORT;

  prefix = g_strdup (*path == '/' ? path + 1 : path);
  length = strlen (prefix);
  if (length > 1 && prefix[length - 1] == '/')
    prefix[length - 1] = '\0';
  self->prefix = g_strdup (*prefix ? prefix : PREFIX);

  return serve_broker_is_topic (self->prefix)
         || fail (error, _ ("What a broker’s topics begin with has no empty part, no “+” and no "
                            "“#”."));
}

ServeBroker *
serve_broker_parse (const char *text, GError **error)
{
  g_autoptr (ServeBroker) self = g_new0 (ServeBroker, 1);
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  if (uri == NULL)
    {
      fail (error, _ ("A broker’s URL is mqtt://HOST[:PORT][/PREFIX]."));
      return NULL;
    }

  return take (self, uri, error) ? g_steal_pointer (&self) : NULL;
}

void
serve_broker_free (ServeBroker *self)
{
  g_free (self->host);
  g_free (self->prefix);
  g_free (self->authorities);
  g_free (self->user);
  bambu_secret_free (self->password);
  g_free (self);
}

gboolean
serve_broker_is_local (const ServeBroker *self)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->host);

  return address ? g_inet_address_get_is_loopback (address)
                 : g_ascii_strcasecmp (self->host, "localhost") == 0;
}

char *
serve_broker_dup_uri (const ServeBroker *self)
{
  g_autofree char *path = g_strconcat ("/", self->prefix, NULL);

  return g_uri_join (G_URI_FLAGS_NONE, self->is_tls ? "mqtts" : "mqtt", NULL, self->host,
                     self->port, path, NULL, NULL);
}
