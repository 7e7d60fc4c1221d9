/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-cloud-edge.h"

#include <string.h>

#include "sim-json-build.h"

#define RETRY_SECONDS 2
#define SLOW_MSEC 1000
#define HUGE_BYTES (16 * 1024 * 1024)

#define CHALLENGE                                                                                  \
  "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title></head><body>"         \
  "<script src=\"https://challenges.cloudflare.com/turnstile/v0/api.js\"></script></body></html>"
#define BLOCKED                                                                                    \
  "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>"        \
  "<h1>Sorry, you have been blocked</h1></body></html>"
#define BAD_GATEWAY                                                                                \
  "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1>"        \
  "</center></body></html>"

static void
add_header (SimCloudCall *call, const char *name, const char *value)
{
  soup_message_headers_append (soup_server_message_get_response_headers (call->message), name,
                               value);
}

static void
answer_page (SimCloudCall *call, guint status, const char *page)
{
  sim_cloud_call_answer_text (call, status, "text/html; charset=UTF-8", page);
}

static void
answer_html_403 (SimCloudCall *call)
{
  answer_page (call, SOUP_STATUS_FORBIDDEN, CHALLENGE);
}

static void
answer_mitigated (SimCloudCall *call)
{
  add_header (call, "cf-mitigated", "challenge");
  answer_page (call, SOUP_STATUS_FORBIDDEN, "");
}

static void
answer_html_503 (SimCloudCall *call)
{
  add_header (call, "cf-ray", "8f3a1b2c3d4e5f60-FRA");
  answer_page (call, SOUP_STATUS_SERVICE_UNAVAILABLE, "<html><body>Unavailable</body></html>");
}

static void
answer_html_429 (SimCloudCall *call)
{
  answer_page (call, SIM_CLOUD_TOO_MANY_REQUESTS, BLOCKED);
}

static void
answer_html_200 (SimCloudCall *call)
{
  answer_page (call, SOUP_STATUS_OK, "<!DOCTYPE html><html><body>Welcome</body></html>");
}

static void
answer_captcha (SimCloudCall *call)
{
  sim_cloud_call_answer (call, SIM_CLOUD_CAPTCHA,
                         sim_json_build ("s:captchaId", "3f1c1f6f2d0d4c1a", "s:error",
                                         "We need to confirm that you are not a robot.", NULL));
}

static void
answer_401 (SimCloudCall *call)
{
  sim_cloud_call_answer (call, SOUP_STATUS_UNAUTHORIZED,
                         sim_json_build ("s:message", "Unauthorized", NULL));
}

/* As where the token is dead, though it is not */
static void
answer_401_dead (SimCloudCall *call)
{
  sim_cloud_call_refuse (call, SOUP_STATUS_UNAUTHORIZED, 4, "Please login.");
}

static void
answer_429 (SimCloudCall *call)
{
  sim_cloud_call_refuse (call, SIM_CLOUD_TOO_MANY_REQUESTS, 0, "Too many requests");
}

static void
answer_429_seconds (SimCloudCall *call)
{
  g_autofree char *seconds = g_strdup_printf ("%d", RETRY_SECONDS);

  add_header (call, "Retry-After", seconds);
  answer_429 (call);
}

static void
answer_429_date (SimCloudCall *call)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, RETRY_SECONDS);
  g_autofree char *date = soup_date_time_to_string (then, SOUP_DATE_HTTP);

  add_header (call, "Retry-After", date);
  answer_429 (call);
}

static void
answer_404 (SimCloudCall *call)
{
  sim_cloud_call_answer_text (call, SOUP_STATUS_NOT_FOUND, "text/plain", "404 page not found");
}

static void
answer_huge (SimCloudCall *call)
{
  char *body = g_strnfill (HUGE_BYTES, ' ');

  soup_server_message_set_status (call->message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (call->message, "application/json", SOUP_MEMORY_TAKE, body,
                                    HUGE_BYTES);
}

static void
answer_500 (SimCloudCall *call)
{
  sim_cloud_call_refuse (call, SOUP_STATUS_INTERNAL_SERVER_ERROR, 0, "Internal server error");
}

static void
answer_502 (SimCloudCall *call)
{
  answer_page (call, SOUP_STATUS_BAD_GATEWAY, BAD_GATEWAY);
}

static void
answer_503 (SimCloudCall *call)
{
  soup_server_message_set_status (call->message, SOUP_STATUS_SERVICE_UNAVAILABLE, NULL);
}

static void
answer_empty (SimCloudCall *call)
{
  sim_cloud_call_answer_text (call, SOUP_STATUS_OK, "application/json", "");
}

/* The message stays paused for as long as its client waits. */
static void
answer_silent (SimCloudCall *call)
{
  call->taken = TRUE;
}

static GIOStream *
take_connection (SimCloudCall *call)
{
  call->taken = TRUE;

  return soup_server_message_steal_connection (call->message);
}

static void
answer_reset (SimCloudCall *call)
{
  g_autoptr (GIOStream) stream = take_connection (call);

  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static const struct
{
  const char *fault;
  void (*answer) (SimCloudCall *call);
} answers[] = {
  { "edge-html-403", answer_html_403 },
  { "edge-mitigated", answer_mitigated },
  { "edge-html-503", answer_html_503 },
  { "edge-html-429", answer_html_429 },
  { "edge-html-200", answer_html_200 },
  { "edge-captcha", answer_captcha },
  { "edge-401", answer_401 },
  { "edge-401-dead", answer_401_dead },
  { "edge-404", answer_404 },
  { "edge-429", answer_429 },
  { "edge-429-seconds", answer_429_seconds },
  { "edge-429-date", answer_429_date },
  { "edge-500", answer_500 },
  { "edge-502", answer_502 },
  { "edge-503", answer_503 },
  { "edge-empty", answer_empty },
  { "edge-huge", answer_huge },
  { "edge-silent", answer_silent },
  { "edge-reset", answer_reset },
};

gboolean
sim_cloud_edge_answer (SimCloudCall *call, const char *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].fault, fault))
      {
        answers[i].answer (call);
        return TRUE;
      }

  return FALSE;
}

/* What the service answered */

static GBytes *
dup_body (SimCloudCall *call)
{
  return soup_message_body_flatten (soup_server_message_get_response_body (call->message));
}

static char *
format_head (SimCloudCall *call, gsize length)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (call->message);
  guint status = soup_server_message_get_status (call->message);

  return g_strdup_printf ("HTTP/1.1 %u %s\r\n"
                          "Content-Type: %s\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                          "\r\n",
                          status, soup_status_get_phrase (status),
                          soup_message_headers_get_content_type (headers, NULL), length);
}

static gboolean
write_to (GIOStream *stream, GBytes *bytes)
{
  return dex_await_int64 (dex_output_stream_write_bytes (g_io_stream_get_output_stream (stream),
                                                         bytes, G_PRIORITY_DEFAULT),
                          NULL)
         > 0;
}

static gboolean
write_head (GIOStream *stream, const char *head)
{
  g_autoptr (GBytes) bytes = g_bytes_new (head, strlen (head));

  return write_to (stream, bytes);
}

static void
spoil_half (SimCloudCall *call)
{
  g_autoptr (GBytes) body = dup_body (call);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (body, 0, g_bytes_get_size (body) / 2);
  g_autofree char *head = format_head (call, g_bytes_get_size (body));
  g_autoptr (GIOStream) stream = take_connection (call);

  if (write_head (stream, head))
    write_to (stream, half);
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
spoil_slow (SimCloudCall *call)
{
  g_autoptr (GBytes) body = dup_body (call);
  g_autofree char *head = format_head (call, g_bytes_get_size (body));
  g_autoptr (GIOStream) stream = take_connection (call);
  gboolean open = write_head (stream, head);

  for (gsize i = 0; open && i < g_bytes_get_size (body); i++)
    {
      g_autoptr (GBytes) byte = g_bytes_new_from_bytes (body, i, 1);

      dex_await (dex_timeout_new_msec (SLOW_MSEC), NULL); /* only rejects: this sleeps */
      open = write_to (stream, byte);
    }
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
spoil_truncated (SimCloudCall *call)
{
  g_autoptr (GBytes) body = dup_body (call);
  g_autofree char *type = g_strdup (soup_message_headers_get_content_type (
      soup_server_message_get_response_headers (call->message), NULL));
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  /* Another response is appended to what is there. */
  soup_message_body_truncate (soup_server_message_get_response_body (call->message));
  soup_server_message_set_response (call->message, type, SOUP_MEMORY_COPY, data, size * 2 / 3);
}

static void
spoil_wrong_type (SimCloudCall *call)
{
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (call->message),
                                         "text/plain", NULL);
}

static const struct
{
  const char *fault;
  void (*spoil) (SimCloudCall *call);
} spoilers[] = {
  { "edge-half", spoil_half },
  { "edge-slow", spoil_slow },
  { "edge-truncated", spoil_truncated },
  { "edge-wrong-type", spoil_wrong_type },
};

void
sim_cloud_edge_spoil (SimCloudCall *call, const char *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (spoilers); i++)
    if (g_str_equal (spoilers[i].fault, fault))
      spoilers[i].spoil (call);
}
