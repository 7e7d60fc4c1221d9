/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "serve-proxy-private.h"

#include "account/bambu-json.h"
#include "link/bambu-serial.h"
#include "serve-reply.h"

static void
refuse (SoupServerMessage *message, guint status, const char *error)
{
  serve_reply_error (message, status, error, NULL);
}

static gboolean
check_serial (const ServeCall *call, const char *serial)
{
  if (serial == NULL || *serial == '\0')
    refuse (call->message, SOUP_STATUS_BAD_REQUEST, "device_id required");
  else if (!bambu_serial_is_valid (serial))
    refuse (call->message, SOUP_STATUS_BAD_REQUEST, "Invalid device_id");
  else
    return TRUE;

  return FALSE;
}

static void
settle_start (ServePending *pending, const GValue *value, const GError *error)
{
  JsonObject *object = json_object_new ();
  gboolean is_extended = value && g_value_get_boolean (value);

  if (value == NULL)
    {
      g_debug ("A session was not begun: %s", error->message);
      json_object_set_string_member (object, "error", "Cannot listen to this printer");
      json_object_set_string_member (object, "status", "failed");
      serve_reply_object (pending->message, SOUP_STATUS_INTERNAL_SERVER_ERROR, object);
      return;
    }

  json_object_set_string_member (object, "status", is_extended ? "extended" : "started");
  json_object_set_string_member (object, "device_id", pending->serial);
  json_object_set_int_member (object, "expires_in", SERVE_REALTIME_SECONDS);
  json_object_set_string_member (
      object, "message", is_extended ? "The session lasts longer now" : "The session has begun");
  serve_reply_object (pending->message, SOUP_STATUS_OK, object);
}

void
serve_proxy_answer_start (const ServeCall *call)
{
  SoupMessageBody *body = soup_server_message_get_request_body (call->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonNode) node = bambu_json_parse (bytes, NULL);
  const char *serial;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (call->message, SOUP_STATUS_BAD_REQUEST, "Invalid JSON");
      return;
    }

  serial = bambu_json_get_text (bambu_json_find (json_node_get_object (node), "device_id"));
  if (check_serial (call, serial))
    serve_proxy_wait (call,
                      serve_realtime_start (call->proxy->realtime, call->custom,
                                            serve_proxy_get_cloud (call->proxy, call->real),
                                            serial),
                      settle_start, serial);
}

static void
answer_waiting (const ServeCall *call, const char *serial, const ServeSessionInfo *info)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "status", "waiting");
  json_object_set_string_member (object, "message", "The printer has not reported yet");
  json_object_set_string_member (object, "device_id", serial);
  json_object_set_int_member (object, "session_age", info->age_seconds);
  json_object_set_int_member (object, "expires_in", info->expires_in);
  serve_reply_object (call->message, SOUP_STATUS_ACCEPTED, object);
}

static void
answer_data (const ServeCall *call, const char *serial, const ServeSessionInfo *info)
{
  /* A serial number has letters and digits only. */
  serve_reply_text (call->message, SOUP_STATUS_OK, "application/json",
                    g_strdup_printf ("{\"device_id\":\"%s\",\"data\":%s,"
                                     "\"timestamp\":%" G_GINT64_FORMAT ".%06d,"
                                     "\"age_seconds\":%u,\"expires_in\":%u,"
                                     "\"message_count\":%u}",
                                     serial, info->data, info->reported_at / G_USEC_PER_SEC,
                                     (int) (info->reported_at % G_USEC_PER_SEC), info->age_seconds,
                                     info->expires_in, info->n_messages));
}

void
serve_proxy_answer_realtime (const ServeCall *call)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (call->message));
  g_autoptr (GHashTable) fields = soup_form_decode (query ? query : "");
  const char *serial = g_hash_table_lookup (fields, "device_id");
  ServeSessionInfo info;

  if (!check_serial (call, serial))
    return;

  switch (serve_realtime_read (call->proxy->realtime, call->custom, serial, &info))
    {
    case SERVE_SESSION_WAITING:
      answer_waiting (call, serial, &info);
      break;
    case SERVE_SESSION_DATA:
      answer_data (call, serial, &info);
      break;
    case SERVE_SESSION_EXPIRED:
      refuse (call->message, SOUP_STATUS_GONE, "The session has expired");
      break;
    case SERVE_SESSION_NONE:
    default:
      refuse (call->message, SOUP_STATUS_NOT_FOUND, "There is no session for this printer");
      break;
    }
}

void
serve_proxy_answer_admin_sessions (const ServeCall *call)
{
  JsonObject *object;

  if (!serve_guard_check (call->proxy->guard, call->message))
    return;

  object = json_object_new ();
  json_object_set_int_member (object, "active_sessions",
                              serve_realtime_count (call->proxy->realtime));
  json_object_set_int_member (object, "session_duration", SERVE_REALTIME_SECONDS);
  json_object_set_int_member (object, "cleanup_interval", SERVE_REALTIME_SWEEP_SECONDS);
  json_object_set_object_member (object, "sessions",
                                 serve_realtime_describe (call->proxy->realtime));
  serve_reply_object (call->message, SOUP_STATUS_OK, object);
}
