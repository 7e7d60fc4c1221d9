/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-proxy-private.h"

#include <libdex.h>
#include <string.h>

#include "account/bambu-cloud-forward.h"
#include "account/bambu-json.h"
#include "link/bambu-redact.h"
#include "serve-reply.h"

#define REALTIME "/v1/iot-service/api/user/device/realtime"
#define UPSTREAM_MSEC (30 * 1000)

static const ServeProxyRules RULES = {
  .limit_msec = UPSTREAM_MSEC,
  .get_now = g_get_monotonic_time,
};

static void
pending_clear (gpointer data)
{
  ServePending *pending = data;

  g_object_unref (pending->message);
  g_free (pending->serial);
  for (guint i = 0; pending->secrets[i]; i++)
    bambu_secret_free (pending->secrets[i]);
}

static void
pending_unref (gpointer pending)
{
  g_rc_box_release_full (pending, pending_clear);
}

/* Not waited for any more */
static void
pending_drop (gpointer data)
{
  ServePending *pending = data;

  dex_clear (&pending->future);
  pending_unref (pending);
}

ServeProxy *
serve_proxy_new (ServeMode mode,
                 BambuRegion *region,
                 ServeTokens *tokens,
                 ServeGuard *guard,
                 const ServeProxyRules *rules)
{
  ServeProxy *self = g_new0 (ServeProxy, 1);

  self->mode = mode;
  self->region = bambu_region_ref (region);
  self->tokens = tokens;
  self->limits = serve_limits_new ();
  self->rules = rules ? *rules : RULES;
  self->guard = serve_guard_ref (guard);
  self->clouds = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) bambu_secret_free,
                                        g_object_unref);
  self->pending = g_hash_table_new_full (NULL, NULL, pending_drop, NULL);
  self->realtime = serve_realtime_new (self->rules.get_now);

  return self;
}

void
serve_proxy_free (ServeProxy *self)
{
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->realtime, serve_realtime_free);
  g_clear_pointer (&self->clouds, g_hash_table_unref);
  g_clear_pointer (&self->limits, serve_limits_free);
  g_clear_pointer (&self->tokens, serve_tokens_free);
  g_clear_pointer (&self->region, bambu_region_unref);
  g_clear_pointer (&self->guard, serve_guard_unref);
  g_free (self);
}

BambuCloud *
serve_proxy_get_cloud (ServeProxy *self, const char *real)
{
  BambuCloud *cloud = g_hash_table_lookup (self->clouds, real);
  g_autoptr (BambuToken) token = NULL;

  if (cloud == NULL)
    {
      token = bambu_token_new (real, NULL, 0);
      cloud = bambu_cloud_new (self->region);
      bambu_cloud_set_token (cloud, token);
      g_hash_table_insert (self->clouds, g_strdup (real), cloud);
    }

  return cloud;
}

static DexFuture *
on_settled (DexFuture *future, gpointer user_data)
{
  ServePending *pending = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  pending->settle (pending, value, error);
  soup_server_message_unpause (pending->message);
  g_hash_table_remove (pending->proxy->pending, pending);

  return NULL;
}

void
serve_proxy_wait (const ServeCall *call,
                  DexFuture *future,
                  void (*settle) (ServePending *self, const GValue *value, const GError *error),
                  const char *serial)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  ServePending *pending = g_rc_box_new0 (ServePending);

  pending->proxy = call->proxy;
  pending->message = g_object_ref (call->message);
  pending->settle = settle;
  pending->passes_on =
      g_strcmp0 (soup_message_headers_get_one (headers, SERVE_PASS_HEADER), "pass") == 0;
  pending->serial = g_strdup (serial);
  pending->secrets[0] = g_strdup (call->real);
  pending->secrets[1] = g_strdup (call->custom);
  g_hash_table_add (call->proxy->pending, pending);
  soup_server_message_pause (call->message);

  future = dex_future_finally (future, on_settled, g_rc_box_acquire (pending), pending_unref);

  /* It may be settled already, and @pending gone. */
  if (dex_future_is_pending (future))
    pending->future = future;
  else
    dex_unref (future);
}

static void
settle_api (ServePending *pending, const GValue *value, const GError *error)
{
  const BambuCloudAnswer *answer = value ? g_value_get_boxed (value) : NULL;
  guint status;
  JsonNode *node = serve_reply_read_answer (answer, error, pending->passes_on,
                                            (const char *const *) pending->secrets, &status);

  if (answer && answer->retry_after && status == SERVE_STATUS_TOO_MANY)
    soup_message_headers_replace (soup_server_message_get_response_headers (pending->message),
                                  "Retry-After", answer->retry_after);
  serve_reply (pending->message, status, node);
}

/* What would lead elsewhere than it seems to */
static gboolean
is_plain_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);

  for (const char *c = path; *c; c++)
    if (g_ascii_iscntrl (*c) || *c == '\\' || *c == '%')
      return FALSE;
  for (guint i = 0; parts[i]; i++)
    if (g_str_equal (parts[i], ".") || g_str_equal (parts[i], ".."))
      return FALSE;

  return TRUE;
}

/* Returns: (nullable): the JSON that goes along; what is none is `{}` where there has to be one */
static GBytes *
dup_body (const ServeCall *call)
{
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonNode) node = g_bytes_get_size (bytes) > 0 ? bambu_json_parse (bytes, NULL) : NULL;

  if (g_str_equal (call->method, SOUP_METHOD_GET))
    return NULL;
  if (node != NULL)
    return g_steal_pointer (&bytes);

  return g_str_equal (call->method, SOUP_METHOD_DELETE) ? NULL : g_bytes_new_static ("{}", 2);
}

static void
answer_api (const ServeCall *call)
{
  ServeProxy *self = call->proxy;
  GUri *uri = soup_server_message_get_uri (call->message);
  g_autoptr (GBytes) body = NULL;

  if (!is_plain_path (call->path) || !g_str_has_prefix (g_uri_get_path (uri), SERVE_API))
    {
      serve_reply_error (call->message, SOUP_STATUS_BAD_REQUEST, "Bad path", NULL);
      return;
    }

  body = dup_body (call);
  serve_proxy_wait (call,
                    bambu_cloud_forward (serve_proxy_get_cloud (self, call->real), call->method,
                                         g_uri_get_path (uri), g_uri_get_query (uri), body,
                                         self->rules.limit_msec),
                    settle_api, NULL);
}

typedef enum
{
  ROUTE_INDEX,
  ROUTE_HEALTH,
  ROUTE_ADMIN_TOKENS,
  ROUTE_ADMIN_SESSIONS,
  ROUTE_START,
  ROUTE_REALTIME,
  ROUTE_API,
  ROUTE_NONE,
} Route;

static const struct
{
  const char *path;
  ServeLimitKind limit;
  void (*answer) (const ServeCall *call);
} routes[] = {
  [ROUTE_INDEX] = { "/", SERVE_LIMIT_INDEX, serve_proxy_answer_index },
  [ROUTE_HEALTH] = { "/health", SERVE_LIMIT_HEALTH, serve_proxy_answer_health },
  [ROUTE_ADMIN_TOKENS] = { "/admin/tokens", SERVE_LIMIT_ADMIN_TOKENS,
                           serve_proxy_answer_admin_tokens },
  [ROUTE_ADMIN_SESSIONS] = { "/admin/mqtt", SERVE_LIMIT_ADMIN_SESSIONS,
                             serve_proxy_answer_admin_sessions },
  [ROUTE_START] = { REALTIME "/start", SERVE_LIMIT_START, serve_proxy_answer_start },
  [ROUTE_REALTIME] = { REALTIME, SERVE_LIMIT_REALTIME, serve_proxy_answer_realtime },
  [ROUTE_API] = { NULL, SERVE_LIMIT_DEVICE, answer_api },
};

static Route
find_route (const char *path)
{
  for (guint i = 0; i < ROUTE_API; i++)
    if (g_str_equal (routes[i].path, path))
      return (Route) i;

  return g_str_has_prefix (path, SERVE_API) ? ROUTE_API : ROUTE_NONE;
}

static ServeLimitKind
get_limit (const ServeCall *call, Route route)
{
  return route == ROUTE_API && strstr (call->path, "user-service") ? SERVE_LIMIT_USER
                                                                   : routes[route].limit;
}

static gboolean
needs_token (Route route)
{
  return route == ROUTE_API || route == ROUTE_START || route == ROUTE_REALTIME;
}

static gboolean
is_get (const ServeCall *call)
{
  return g_str_equal (call->method, SOUP_METHOD_GET);
}

static gboolean
is_forwarded (const char *method)
{
  static const char *const methods[] = { "GET", "POST", "PUT", "DELETE", "PATCH", NULL };

  return g_strv_contains (methods, method);
}

static gboolean
check_method (const ServeCall *call, Route route)
{
  JsonObject *object;
  JsonArray *allowed;

  if (route == ROUTE_START && g_str_equal (call->method, SOUP_METHOD_POST))
    return TRUE;
  if (route != ROUTE_START && is_get (call))
    return TRUE;
  if ((route == ROUTE_INDEX || route == ROUTE_HEALTH)
      && g_str_equal (call->method, SOUP_METHOD_HEAD))
    return TRUE;
  if (call->proxy->mode == SERVE_MODE_FULL && route == ROUTE_API && is_forwarded (call->method))
    return TRUE;

  if (call->proxy->mode == SERVE_MODE_FULL)
    {
      serve_reply_error (call->message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Method not supported",
                         NULL);
      return FALSE;
    }

  object = json_object_new ();
  allowed = json_array_new ();
  json_object_set_string_member (object, "error", "Method Not Allowed");
  json_object_set_string_member (object, "message",
                                 "This proxy only supports GET requests in strict mode");
  json_array_add_string_element (allowed, "GET");
  json_object_set_array_member (object, "allowed_methods", allowed);
  soup_message_headers_replace (soup_server_message_get_response_headers (call->message), "Allow",
                                "GET");
  serve_reply_object (call->message, SOUP_STATUS_METHOD_NOT_ALLOWED, object);

  return FALSE;
}

static void
set_number (SoupMessageHeaders *headers, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  soup_message_headers_replace (headers, name, text);
}

/* A token that nobody gave out counts for the address: guessing is no way to have more of them. */
static char *
dup_client (const ServeCall *call, Route route)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (call->message);

  if (call->real != NULL && needs_token (route))
    return g_strconcat ("token ", call->custom, NULL);

  return G_IS_INET_SOCKET_ADDRESS (remote)
             ? g_inet_address_to_string (
                   g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)))
             : g_strdup ("somebody");
}

static gboolean
check_limit (const ServeCall *call, Route route)
{
  g_autofree char *client = dup_client (call, route);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);
  ServeLimitResult result = serve_limits_take (call->proxy->limits, get_limit (call, route), client,
                                               call->proxy->rules.get_now ());
  g_autofree char *words = g_strdup_printf ("%u per 1 minute", result.limit);
  JsonObject *object;

  set_number (headers, "X-RateLimit-Limit", result.limit);
  set_number (headers, "X-RateLimit-Remaining", result.remaining);
  set_number (headers, "X-RateLimit-Reset",
              g_get_real_time () / G_USEC_PER_SEC + result.reset_seconds);
  if (result.is_allowed)
    return TRUE;

  set_number (headers, "Retry-After", result.reset_seconds);
  object = json_object_new ();
  json_object_set_string_member (object, "error", "Rate limit exceeded");
  json_object_set_string_member (object, "message", words);
  json_object_set_string_member (object, "retry_after", "60 seconds");
  json_object_set_int_member (object, "retry_after_seconds", result.reset_seconds);
  serve_reply_object (call->message, SERVE_STATUS_TOO_MANY, object);

  return FALSE;
}

static void
answer (const ServeCall *call)
{
  Route route = find_route (call->path);

  if (!check_method (call, route))
    return;

  if (route == ROUTE_NONE)
    {
      serve_reply_error (call->message, SOUP_STATUS_NOT_FOUND, "Not Found", NULL);
      return;
    }

  if (!check_limit (call, route))
    return;

  if (call->real == NULL && needs_token (route))
    serve_guard_refuse (call->message);
  else
    routes[route].answer (call);
}

void
serve_proxy_handle (SoupServer *server,
                    SoupServerMessage *message,
                    const char *path,
                    GHashTable *query,
                    gpointer self)
{
  ServeProxy *proxy = self;
  ServeCall call = {
    .proxy = proxy,
    .message = message,
    .method = soup_server_message_get_method (message),
    .path = path,
    .custom = serve_guard_get_shown (message),
  };

  if (call.custom != NULL)
    call.real = serve_tokens_lookup (proxy->tokens, call.custom);
  answer (&call);
  g_debug ("%s: %u", call.method, soup_server_message_get_status (message));
}
