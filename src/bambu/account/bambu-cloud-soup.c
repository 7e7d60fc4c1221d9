/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-soup.h"

#include "bambu-cloud-answer.h"

#define CHUNK_BYTES (64 * 1024)

typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  gsize most_bytes;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_object (&exchange->session);
  g_clear_object (&exchange->message);
  g_free (exchange);
}

/* From when a message is sent until its headers are there.
 *
 * libsoup 3.6 must not be told to give one up while it hands the headers over: it then takes the
 * message out of its queue twice, and the second time out of memory that was freed. So that is left
 * until it has done so, which is at once. */
typedef struct
{
  DexPromise *promise;
  SoupMessage *message;
  GCancellable *cancellable;
  gulong given_up;
  gboolean has_headers;
} Sending;

static void
on_got_headers (Sending *sending)
{
  sending->has_headers = TRUE;
}

static void
on_restarted (Sending *sending)
{
  sending->has_headers = FALSE;
}

static void
on_given_up (GCancellable *cancellable, gpointer user_data)
{
  Sending *sending = user_data;

  if (!sending->has_headers)
    g_cancellable_cancel (sending->cancellable);
}

static void
sending_free (Sending *sending)
{
  g_signal_handlers_disconnect_by_data (sending->message, sending);
  g_cancellable_disconnect (dex_promise_get_cancellable (sending->promise), sending->given_up);
  g_object_unref (sending->cancellable);
  g_object_unref (sending->message);
  dex_unref (sending->promise);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
on_sent (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send_finish (SOUP_SESSION (object), result, &error);

  if (stream)
    dex_promise_resolve_object (sending->promise, g_steal_pointer (&stream));
  else
    dex_promise_reject (sending->promise, g_steal_pointer (&error));
}

static DexFuture *
send_message (SoupSession *session, SoupMessage *message)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  Sending *sending = g_new0 (Sending, 1);

  sending->promise = dex_ref (promise);
  sending->message = g_object_ref (message);
  sending->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (message, "got-headers", G_CALLBACK (on_got_headers), sending);
  g_signal_connect_swapped (message, "restarted", G_CALLBACK (on_restarted), sending);
  sending->given_up = g_cancellable_connect (dex_promise_get_cancellable (promise),
                                             G_CALLBACK (on_given_up), sending, NULL);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, sending->cancellable, on_sent,
                           sending);

  return DEX_FUTURE (promise);
}

static GBytes *
read_all (GInputStream *stream, gsize most_bytes, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();

  for (;;)
    {
      g_autoptr (GBytes) chunk = dex_await_boxed (
          dex_input_stream_read_bytes (stream, CHUNK_BYTES, G_PRIORITY_DEFAULT), error);
      gsize size;
      const guint8 *data;

      if (chunk == NULL)
        return NULL;

      data = g_bytes_get_data (chunk, &size);
      if (size == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&body));

      if (body->len + size > most_bytes)
        {
          g_set_error (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                       "more than %" G_GSIZE_FORMAT " bytes", most_bytes);
          return NULL;
        }
      g_byte_array_append (body, data, (guint) size);
    }
}

static void
take_cookies (BambuCloudAnswer *answer, SoupMessage *message)
{
  GSList *cookies = soup_cookies_from_response (message);

  for (GSList *iter = cookies; iter; iter = iter->next)
    if (soup_cookie_get_value (iter->data))
      g_hash_table_replace (answer->cookies, g_strdup (soup_cookie_get_name (iter->data)),
                            g_strdup (soup_cookie_get_value (iter->data)));
  soup_cookies_free (cookies);
}

static DexFuture *
exchange_fiber (gpointer user_data)
{
  Exchange *exchange = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (BambuCloudAnswer) answer = bambu_cloud_answer_new ();
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  if ((stream = dex_await_object (send_message (exchange->session, exchange->message), &error))
          == NULL
      || (answer->body = read_all (stream, exchange->most_bytes, &error)) == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  answer->status = soup_message_get_status (exchange->message);
  answer->reason = g_strdup (soup_message_get_reason_phrase (exchange->message));
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  answer->is_mitigated = soup_message_headers_get_one (headers, "cf-mitigated") != NULL;
  answer->has_ray = soup_message_headers_get_one (headers, "cf-ray") != NULL;
  take_cookies (answer, exchange->message);

  return dex_future_new_take_boxed (BAMBU_TYPE_CLOUD_ANSWER, g_steal_pointer (&answer));
}

static BambuCloudError
judge (const GError *error)
{
  if (error->domain == BAMBU_CLOUD_ERROR)
    return (BambuCloudError) error->code;
  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF
      && error->code != G_TLS_ERROR_MISC)
    return BAMBU_CLOUD_ERROR_CERTIFICATE;
  if (error->domain == G_RESOLVER_ERROR
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND))
    return BAMBU_CLOUD_ERROR_OFFLINE;
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return BAMBU_CLOUD_ERROR_TIMED_OUT;

  return BAMBU_CLOUD_ERROR_SERVER;
}

static DexFuture *
on_failed (DexFuture *future, gpointer what)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  dex_future_get_value (future, &error);
  if (error->domain == G_IO_ERROR && error->code == G_IO_ERROR_CANCELLED)
    return dex_ref (future);

  message = g_strdup_printf ("%s: %s", (const char *) what, error->message);

  return dex_future_new_for_error (bambu_cloud_error_new (judge (error), 0, NULL, 0, message));
}

DexFuture *
bambu_cloud_soup_exchange (SoupSession *session,
                           SoupMessage *message,
                           const char *what,
                           gsize most_bytes,
                           guint limit_msec)
{
  Exchange *exchange = g_new0 (Exchange, 1);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  exchange->session = g_object_ref (session);
  exchange->message = g_object_ref (message);
  exchange->most_bytes = most_bytes;

  return dex_future_catch (dex_future_first (dex_scheduler_spawn (NULL, 0, exchange_fiber, exchange,
                                                                  (GDestroyNotify) exchange_free),
                                             dex_timeout_new_msec ((int) limit_msec), NULL),
                           on_failed, g_strdup (what), g_free);
}
