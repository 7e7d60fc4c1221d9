/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-cors.h"

#include <string.h>

#include "serve-reply.h"

#define REQUEST_HEADERS "Authorization, Content-Type, " SERVE_PASS_HEADER
#define ANSWER_HEADERS "Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
#define HOST_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789.:_-"
#define REMEMBERED_SECONDS "600"

struct _ServeCors
{
  char *methods;
  GPtrArray *origins;
  gboolean allows_all;
};

ServeCors *
serve_cors_new (const char *methods)
{
  ServeCors *self = g_new0 (ServeCors, 1);

  self->methods = g_strdup (methods);
  self->origins = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
serve_cors_free (ServeCors *self)
{
  g_free (self->methods);
  g_ptr_array_unref (self->origins);
  g_free (self);
}

static gboolean
is_usual_port (const char *scheme, int port)
{
  return (port == 80 && g_str_equal (scheme, "http"))
         || (port == 443 && g_str_equal (scheme, "https"));
}

/* Returns: (transfer full) (nullable): @text as browsers write it */
static char *
read_origin (const char *text)
{
  g_autoptr (GUri) uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  g_autofree char *ascii = NULL;
  g_autofree char *host = NULL;
  const char *path;
  int port;

  if (uri == NULL || g_uri_get_userinfo (uri) || g_uri_get_query (uri) || g_uri_get_fragment (uri)
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return NULL;

  path = g_uri_get_path (uri);
  if (*path != '\0' && !g_str_equal (path, "/"))
    return NULL;

  ascii = g_hostname_to_ascii (g_uri_get_host (uri));
  if (ascii == NULL)
    return NULL;

  host = g_ascii_strdown (ascii, -1);
  if (host[strspn (host, HOST_CHARACTERS)] != '\0')
    return NULL;

  port = is_usual_port (g_uri_get_scheme (uri), g_uri_get_port (uri)) ? -1 : g_uri_get_port (uri);

  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, host, port, "", NULL, NULL);
}

gboolean
serve_cors_allow (ServeCors *self, const char *origin)
{
  char *read;

  if (g_str_equal (origin, SERVE_CORS_ALL))
    {
      self->allows_all = TRUE;
      return TRUE;
    }

  read = read_origin (origin);
  if (read == NULL)
    return FALSE;

  g_ptr_array_add (self->origins, read);

  return TRUE;
}

static void
answer_preflight (ServeCors *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Access-Control-Allow-Methods", self->methods);
  soup_message_headers_replace (headers, "Access-Control-Allow-Headers", REQUEST_HEADERS);
  soup_message_headers_replace (headers, "Access-Control-Max-Age", REMEMBERED_SECONDS);
  /* Of a page from the Internet, to a computer that is not reached from there */
  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Access-Control-Request-Private-Network"))
    soup_message_headers_replace (headers, "Access-Control-Allow-Private-Network", "true");
  serve_reply (message, SOUP_STATUS_NO_CONTENT, NULL);
}

void
serve_cors_answer (ServeCors *self, SoupServerMessage *message)
{
  SoupMessageHeaders *request = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  const char *origin = soup_message_headers_get_one (request, "Origin");

  if (!self->allows_all)
    soup_message_headers_replace (headers, "Vary", "Origin");

  if (origin == NULL
      || !(self->allows_all
           || g_ptr_array_find_with_equal_func (self->origins, origin, g_str_equal, NULL)))
    return;

  soup_message_headers_replace (headers, "Access-Control-Allow-Origin",
                                self->allows_all ? SERVE_CORS_ALL : origin);
  soup_message_headers_replace (headers, "Access-Control-Expose-Headers", ANSWER_HEADERS);

  if (g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_OPTIONS)
      && soup_message_headers_get_one (request, "Access-Control-Request-Method"))
    answer_preflight (self, message);
}
