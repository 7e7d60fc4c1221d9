/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-origin.h"

#include <string.h>

#include "sim-cloud-edge.h"
#include "sim-json-build.h"
#include "sim-json.h"

#define ADDRESS "127.0.0.1"
#define TOKEN_DEAD 4
#define SEED_TOKEN_INVALID 1001
#define BEARER "Bearer "
#define BLANKED "<hidden>"

struct _SimCloudOrigin
{
  SimCloud *cloud; /* outlives it */
  SimCloudRegion *region;
  const char *name;
  const SimCloudRoute *const *tables;
  SoupServer *server;
  GPtrArray *answers; /* DexFuture: to drop one ends the fiber, also a slow one's */
  GCancellable *stopped;
  char *url;
};

/* What is told of a request */

/* Its form stays to be seen: who it is of, or that it is blank. */
static char *
blank_secret (const char *name, const char *value)
{
  static const char *const secrets[] = { "authorization", "cookie", "x-bbl-csrf-token",
                                         "x-bbl-device-security-sign", NULL };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (*value == '\0' || !g_strv_contains (secrets, lower))
    return g_strdup (value);

  return g_strconcat (g_str_has_prefix (value, BEARER) ? BEARER : "", BLANKED, NULL);
}

static void
add_header (const char *name, const char *value, gpointer user_data)
{
  g_autofree char *shown = blank_secret (name, value);

  json_object_set_string_member (user_data, name, shown);
}

static JsonObject *
describe_query (GHashTable *query)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  if (query == NULL)
    return object;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_string_member (
        object, name,
        g_str_equal (name, "Signature") || g_str_equal (name, "ticket") ? BLANKED : value);

  return object;
}

static void
tell (SimCloudOrigin *self, SimCloudCall *call)
{
  JsonObject *headers = json_object_new ();

  soup_message_headers_foreach (soup_server_message_get_request_headers (call->message), add_header,
                                headers);
  sim_cloud_emit (self->cloud, "request",
                  sim_json_build ("s:origin", self->name, "s:region",
                                  self->region != NULL ? self->region->name : NULL, "s:method",
                                  soup_server_message_get_method (call->message), "s:path",
                                  call->path, "o:query", describe_query (call->query), "o:headers",
                                  headers, NULL));
}

/* Calls */

static void
call_free (gpointer data)
{
  SimCloudCall *self = data;

  g_object_unref (self->message);
  g_clear_pointer (&self->query, g_hash_table_unref);
  g_clear_pointer (&self->body, json_object_unref);
  g_free (self->argument);
  g_free (self->path);
  g_free (self);
}

static JsonObject *
parse_body (SoupServerMessage *message)
{
  SoupMessageBody *received = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) body = NULL;
  gsize size;
  const char *data;

  /* It is somebody else's. */
  if (!soup_message_body_get_accumulate (received))
    return NULL;

  body = soup_message_body_flatten (received);
  data = g_bytes_get_data (body, &size);

  return size > 0 && g_utf8_validate_len (data, size, NULL)
             ? sim_json_parse (data, (gssize) size, NULL)
             : NULL;
}

/* The last part that stands for a `*` is the argument. */
static gboolean
matches (const char *pattern, const char *path, char **argument)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  if (g_strv_length (wanted) != g_strv_length (parts))
    return FALSE;

  g_clear_pointer (argument, g_free);
  for (guint i = 0; wanted[i] != NULL; i++)
    if (g_str_equal (wanted[i], "*") && *parts[i] != '\0')
      g_set_str (argument, parts[i]);
    else if (!g_str_equal (wanted[i], parts[i]))
      return FALSE;

  return TRUE;
}

static const SimCloudRoute *
find_route (SimCloudOrigin *self, SimCloudCall *call, gboolean *path_known)
{
  const char *method = soup_server_message_get_method (call->message);

  *path_known = FALSE;
  for (guint i = 0; self->tables[i] != NULL; i++)
    for (const SimCloudRoute *route = self->tables[i]; route->pattern != NULL; route++)
      {
        if (!matches (route->pattern, call->path, &call->argument))
          continue;

        *path_known = TRUE;
        if (g_str_equal (route->method, method))
          return route;
      }

  return NULL;
}

/* Answers only if it is nobody's. */
static gboolean
authorise (SimCloudOrigin *self, SimCloudCall *call)
{
  const char *header = soup_message_headers_get_one (
      soup_server_message_get_request_headers (call->message), "Authorization");

  if (header != NULL && g_str_has_prefix (header, BEARER))
    call->token = sim_cloud_region_find_token (self->region, header + strlen (BEARER));

  if (call->token != NULL && sim_cloud_token_is_alive (call->token))
    {
      call->account = call->token->account;
      return TRUE;
    }

  if (sim_cloud_call_has_fault (call, "seed-shapes"))
    sim_cloud_call_answer (call, SOUP_STATUS_UNAUTHORIZED,
                           sim_json_build ("i:code", SEED_TOKEN_INVALID, "s:error", "TOKEN_INVALID",
                                           "s:message", "Invalid token", NULL));
  else
    sim_cloud_call_refuse (call, SOUP_STATUS_UNAUTHORIZED, TOKEN_DEAD, "Please login.");

  return FALSE;
}

static void
serve (SimCloudOrigin *self, SimCloudCall *call)
{
  gboolean path_known;
  const SimCloudRoute *route = find_route (self, call, &path_known);

  if (route == NULL && path_known)
    sim_cloud_call_answer_text (call, SOUP_STATUS_METHOD_NOT_ALLOWED, "text/plain", "");
  else if (route == NULL)
    sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
  else if (route->open || authorise (self, call))
    route->handler (call);
}

typedef struct
{
  SimCloudOrigin *origin;
  GCancellable *stopped;
  SimCloudCall *call;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_object_unref (self->stopped);
  call_free (self->call);
  g_free (self);
}

static DexFuture *
answer_fiber (gpointer user_data)
{
  Work *work = user_data;
  SimCloudCall *call = work->call;
  const char *fault;

  /* A fiber that was dropped before it began begins all the same: the origin is gone. */
  if (g_cancellable_is_cancelled (work->stopped))
    return NULL;

  fault = sim_cloud_faults_take (sim_cloud_get_faults (work->origin->cloud), call->path);
  if (fault == NULL || !sim_cloud_edge_answer (call, fault))
    {
      serve (work->origin, call);
      if (fault != NULL)
        sim_cloud_edge_spoil (call, fault);
    }
  if (!call->taken)
    soup_server_message_unpause (call->message);

  return NULL;
}

static DexFuture *
keep (DexFuture *answer, gpointer user_data)
{
  return dex_ref (answer);
}

static void
remember_answer (SimCloudOrigin *self, DexFuture *answer)
{
  for (guint i = self->answers->len; i > 0; i--)
    if (!dex_future_is_pending (self->answers->pdata[i - 1]))
      g_ptr_array_remove_index_fast (self->answers, i - 1);

  g_ptr_array_add (self->answers, dex_future_finally (answer, keep, NULL, NULL));
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer data)
{
  SimCloudOrigin *self = data;
  Work *work = g_new0 (Work, 1);
  SimCloudCall *call = g_new0 (SimCloudCall, 1);

  call->cloud = self->cloud;
  call->region = self->region;
  call->message = g_object_ref (message);
  call->path = g_strdup (path);
  call->query = query != NULL ? g_hash_table_ref (query) : NULL;
  call->body = parse_body (message);
  tell (self, call);

  work->origin = self;
  work->stopped = g_object_ref (self->stopped);
  work->call = call;
  soup_server_message_pause (message);
  remember_answer (self, dex_scheduler_spawn (NULL, 0, answer_fiber, work, work_free));
}

static gboolean
listen (SimCloudOrigin *self, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (ADDRESS, port);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string (ADDRESS, 0);
  g_autoslist (GUri) uris = NULL;

  if (!soup_server_listen (self->server, wanted, SOUP_SERVER_LISTEN_HTTPS, NULL)
      && !soup_server_listen (self->server, any, SOUP_SERVER_LISTEN_HTTPS, error))
    return FALSE;

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("https://" ADDRESS ":%d", g_uri_get_port (uris->data));

  return TRUE;
}

SimCloudOrigin *
sim_cloud_origin_new (SimCloud *cloud,
                      const char *name,
                      SimCloudRegion *region,
                      const SimCloudRoute *const *tables,
                      GTlsCertificate *certificate,
                      guint16 port,
                      GError **error)
{
  g_autoptr (SimCloudOrigin) self = g_new0 (SimCloudOrigin, 1);

  self->cloud = cloud;
  self->region = region;
  self->name = name;
  self->tables = tables;
  self->answers = g_ptr_array_new_with_free_func (dex_unref);
  self->stopped = g_cancellable_new ();
  self->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  if (!listen (self, port, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
sim_cloud_origin_watch (SimCloudOrigin *self, SoupServerCallback func, gpointer user_data)
{
  soup_server_add_early_handler (self->server, NULL, func, user_data, NULL);
}

void
sim_cloud_origin_stop (SimCloudOrigin *self)
{
  g_cancellable_cancel (self->stopped);
  soup_server_disconnect (self->server);
  g_ptr_array_set_size (self->answers, 0);
}

void
sim_cloud_origin_free (SimCloudOrigin *self)
{
  sim_cloud_origin_stop (self);
  g_ptr_array_unref (self->answers);
  g_object_unref (self->stopped);
  g_object_unref (self->server);
  g_free (self->url);
  g_free (self);
}

const char *
sim_cloud_origin_get_url (SimCloudOrigin *self)
{
  return self->url;
}
