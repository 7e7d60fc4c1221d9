/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-guard.h"

#include <string.h>

#include "link/bambu-redact.h"
#include "serve-reply.h"

#define BEARER "Bearer "

struct _ServeGuard
{
  gboolean is_local;
  char *secret;
  ServeCors *cors; /* NULL: nothing is told of that */
};

ServeGuard *
serve_guard_new (gboolean is_local, const char *secret)
{
  ServeGuard *self = g_rc_box_new0 (ServeGuard);

  self->is_local = is_local;
  self->secret = g_strdup (secret);

  return self;
}

ServeGuard *
serve_guard_ref (ServeGuard *self)
{
  return g_rc_box_acquire (self);
}

static void
guard_clear (gpointer data)
{
  ServeGuard *self = data;

  bambu_secret_free (self->secret);
  g_clear_pointer (&self->cors, serve_cors_free);
}

void
serve_guard_unref (ServeGuard *self)
{
  g_rc_box_release_full (self, guard_clear);
}

void
serve_guard_set_cors (ServeGuard *self, ServeCors *cors)
{
  g_clear_pointer (&self->cors, serve_cors_free);
  self->cors = cors;
}

void
serve_guard_screen (ServeGuard *self, SoupServerMessage *message)
{
  const char *host = g_uri_get_host (soup_server_message_get_uri (message));
  g_autoptr (GInetAddress) address = host ? g_inet_address_new_from_string (host) : NULL;

  if (self->is_local && g_strcmp0 (host, "localhost") != 0
      && !(address != NULL && g_inet_address_get_is_loopback (address)))
    serve_reply_error (message, SOUP_STATUS_FORBIDDEN, "Forbidden", "Only local names lead here");
  else if (self->cors != NULL)
    serve_cors_answer (self->cors, message);
}

gboolean
serve_guard_is_secret (ServeGuard *self, const char *shown)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (self->secret == NULL || shown == NULL)
    return FALSE;

  a = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) "culm", 4, self->secret, -1);
  b = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *) "culm", 4, shown, -1);

  return g_str_equal (a, b);
}

gboolean
serve_guard_check (ServeGuard *self, SoupServerMessage *message)
{
  if (self->is_local || serve_guard_is_secret (self, serve_guard_get_shown (message)))
    return TRUE;

  serve_guard_refuse (message);

  return FALSE;
}

const char *
serve_guard_get_shown (SoupServerMessage *message)
{
  const char *text = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  if (text != NULL && g_ascii_strncasecmp (text, BEARER, strlen (BEARER)) == 0)
    text += strlen (BEARER);
  if (text != NULL)
    text += strspn (text, " ");

  return text && *text ? text : NULL;
}

void
serve_guard_refuse (SoupServerMessage *message)
{
  if (serve_guard_get_shown (message) == NULL)
    serve_reply_error (message, SOUP_STATUS_UNAUTHORIZED, "Missing token",
                       "Authorization header required");
  else
    serve_reply_error (message, SOUP_STATUS_UNAUTHORIZED, "Invalid token", "Unauthorized");
}
