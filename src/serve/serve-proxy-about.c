/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-proxy-private.h"

#include "serve-reply.h"

#define VERSION "2.2.0"

static void
set_limit (JsonObject *limits, const char *name, ServeLimitKind kind)
{
  g_autofree char *text = g_strdup_printf ("%u per minute", serve_limits_get_limit (kind));

  json_object_set_string_member (limits, name, text);
}

static JsonObject *
make_limits (void)
{
  JsonObject *limits = json_object_new ();

  set_limit (limits, "device_queries", SERVE_LIMIT_DEVICE);
  set_limit (limits, "user_endpoints", SERVE_LIMIT_USER);
  set_limit (limits, "admin_endpoints", SERVE_LIMIT_ADMIN_TOKENS);

  return limits;
}

JsonObject *
serve_proxy_describe (ServeProxy *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status", "healthy");
  json_object_set_string_member (object, "mode", serve_mode_get_name (self->mode));
  json_object_set_string_member (object, "backend", self->region->api);
  json_object_set_int_member (object, "tokens_configured", serve_tokens_count (self->tokens));
  json_object_set_int_member (object, "mqtt_active_sessions",
                              serve_realtime_count (self->realtime));
  json_object_set_string_member (object, "mqtt_session_duration",
                                 G_STRINGIFY (SERVE_REALTIME_SECONDS) " seconds");
  json_object_set_object_member (object, "rate_limits", make_limits ());

  return object;
}

void
serve_proxy_answer_health (const ServeCall *call)
{
  serve_reply_object (call->message, SOUP_STATUS_OK, serve_proxy_describe (call->proxy));
}

void
serve_proxy_answer_index (const ServeCall *call)
{
  JsonObject *object = json_object_new ();
  JsonObject *endpoints = json_object_new ();
  JsonObject *limits = make_limits ();
  gboolean is_strict = call->proxy->mode == SERVE_MODE_STRICT;

  json_object_set_string_member (object, "name", "Bambu Lab Cloud API Proxy");
  json_object_set_string_member (object, "version", VERSION);
  json_object_set_string_member (object, "mode", serve_mode_get_name (call->proxy->mode));
  json_object_set_string_member (object, "description",
                                 is_strict ? "Reads from the service, and changes nothing"
                                           : "Passes all requests on to the service");
  json_object_set_string_member (endpoints, "health", "/health");
  json_object_set_string_member (endpoints, "admin_tokens", "/admin/tokens");
  json_object_set_string_member (endpoints, "api_base", SERVE_API);
  json_object_set_object_member (object, "endpoints", endpoints);
  set_limit (limits, "health_check", SERVE_LIMIT_HEALTH);
  json_object_set_object_member (object, "rate_limits", limits);
  if (!is_strict)
    json_object_set_string_member (object, "warning",
                                   "Whoever has a token can change and delete things with it");

  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}

void
serve_proxy_answer_admin_tokens (const ServeCall *call)
{
  g_autoptr (GPtrArray) list = NULL;
  JsonObject *object;
  JsonArray *array;
  gboolean in_clear = serve_guard_is_secret (call->proxy->guard, call->custom);

  if (!serve_guard_check (call->proxy->guard, call->message))
    return;

  list = serve_tokens_list (call->proxy->tokens);
  object = json_object_new ();
  array = json_array_sized_new (list->len);
  for (guint i = 0; i < list->len; i++)
    {
      JsonObject *token = json_object_new ();
      g_autofree char *shown =
          in_clear ? g_strdup (list->pdata[i]) : serve_tokens_shorten (list->pdata[i]);

      json_object_set_string_member (token, "custom_token", shown);
      json_object_set_boolean_member (token, "has_real_token", TRUE);
      json_array_add_object_element (array, token);
    }
  json_object_set_array_member (object, "tokens", array);
  json_object_set_int_member (object, "count", list->len);

  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}
