/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-soup.h"

#include "bambu-cloud-answer.h"
#include "link/bambu-cloud-gate.h"

#define CHUNK_BYTES (64 * 1024)

/* One message. No fiber: it is dropped at any time, and libdex 0.10 forgets to take a dropped fiber
 * out of its queue if another one waits for it. */
typedef struct
{
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  gsize most_bytes;
  GOutputStream *sink; /* NULL: the body is kept here */
  goffset n_written;
  BambuCloudSoupProgress progress;
  gpointer progress_data;
} Exchange;

static void
exchange_free (gpointer data)
{
  Exchange *exchange = data;

  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_object (&exchange->sink);
  g_byte_array_unref (exchange->body);
}

static Exchange *
exchange_new (SoupMessage *message, gsize most_bytes)
{
  Exchange *exchange = g_rc_box_new0 (Exchange);

  exchange->message = g_object_ref (message);
  exchange->body = g_byte_array_new ();
  exchange->most_bytes = most_bytes;

  return exchange;
}

static void
exchange_unref (gpointer exchange)
{
  g_rc_box_release_full (exchange, exchange_free);
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
make_answer (Exchange *exchange)
{
  BambuCloudAnswer *answer = bambu_cloud_answer_new ();
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  answer->body = g_bytes_new (exchange->body->data, exchange->body->len);
  answer->status = soup_message_get_status (exchange->message);
  answer->reason = g_strdup (soup_message_get_reason_phrase (exchange->message));
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  answer->is_mitigated = soup_message_headers_get_one (headers, "cf-mitigated") != NULL;
  answer->has_ray = soup_message_headers_get_one (headers, "cf-ray") != NULL;
  take_cookies (answer, exchange->message);

  return dex_future_new_take_boxed (BAMBU_TYPE_CLOUD_ANSWER, answer);
}

static DexFuture *
reject_size (Exchange *exchange)
{
  return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                "more than %" G_GSIZE_FORMAT " bytes", exchange->most_bytes);
}

/* Returns: −1 if the server does not say */
static goffset
get_length (Exchange *exchange)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (exchange->message);

  return soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH
             ? soup_message_headers_get_content_length (headers)
             : -1;
}

static DexFuture *read_on (Exchange *exchange);
static DexFuture *write_on (Exchange *exchange, GBytes *chunk);

static DexFuture *
on_chunk (DexFuture *future, gpointer user_data)
{
  Exchange *exchange = user_data;
  GBytes *chunk = g_value_get_boxed (dex_future_get_value (future, NULL));
  gsize size;
  const guint8 *data = g_bytes_get_data (chunk, &size);

  if (size == 0)
    return make_answer (exchange);

  if (exchange->body->len + (gsize) exchange->n_written + size > exchange->most_bytes)
    return reject_size (exchange);
  if (exchange->sink != NULL)
    return write_on (exchange, chunk);

  g_byte_array_append (exchange->body, data, (guint) size);

  return read_on (exchange);
}

/* What was to be written, and how much of it was */
typedef struct
{
  Exchange *exchange;
  GBytes *chunk;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  exchange_unref (writing->exchange);
  g_bytes_unref (writing->chunk);
  g_free (writing);
}

static DexFuture *
on_written (DexFuture *future, gpointer user_data)
{
  Writing *writing = user_data;
  Exchange *exchange = writing->exchange;
  gsize written = (gsize) g_value_get_int64 (dex_future_get_value (future, NULL));
  gsize size = g_bytes_get_size (writing->chunk);
  g_autoptr (GBytes) rest = NULL;

  exchange->n_written += (goffset) written;
  if (exchange->progress != NULL)
    exchange->progress (exchange->n_written, get_length (exchange), exchange->progress_data);
  if (written == size)
    return read_on (exchange);

  rest = g_bytes_new_from_bytes (writing->chunk, written, size - written);

  return write_on (exchange, rest);
}

static DexFuture *
write_on (Exchange *exchange, GBytes *chunk)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->exchange = g_rc_box_acquire (exchange);
  writing->chunk = g_bytes_ref (chunk);

  return dex_future_then (dex_output_stream_write_bytes (exchange->sink, chunk, G_PRIORITY_DEFAULT),
                          on_written, writing, writing_free);
}

static DexFuture *
read_on (Exchange *exchange)
{
  return dex_future_then (
      dex_input_stream_read_bytes (exchange->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT), on_chunk,
      g_rc_box_acquire (exchange), exchange_unref);
}

static DexFuture *
on_headers (DexFuture *future, gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->stream = g_value_dup_object (dex_future_get_value (future, NULL));
  if (exchange->sink == NULL)
    return read_on (exchange);

  /* A page that says why not is not the file. */
  if (soup_message_get_status (exchange->message) != SOUP_STATUS_OK)
    return make_answer (exchange);
  if (get_length (exchange) > (goffset) exchange->most_bytes)
    return reject_size (exchange);

  return read_on (exchange);
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

/* What is on its way when the gate closes is taken off the wire. */
typedef struct
{
  DexPromise *promise;
  gulong handler;
} Watch;

static void
on_gate (BambuCloudGate *gate, GParamSpec *pspec, DexPromise *promise)
{
  if (bambu_cloud_gate_is_closed (gate) && dex_future_is_pending (DEX_FUTURE (promise)))
    dex_promise_reject (promise,
                        g_error_new_literal (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_FORBIDDEN,
                                             "the user forbids it"));
}

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_signal_handler_disconnect (bambu_cloud_gate_get_default (), watch->handler);
  dex_unref (watch->promise);
  g_free (watch);
}

static DexFuture *
pass_on (DexFuture *future, gpointer user_data)
{
  return dex_ref (future);
}

static DexFuture *
wait_for_gate (void)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->promise = dex_promise_new ();
  watch->handler = g_signal_connect (bambu_cloud_gate_get_default (), "notify::closed",
                                     G_CALLBACK (on_gate), watch->promise);

  return dex_future_finally (dex_ref (watch->promise), pass_on, watch, watch_free);
}

/* Takes the exchange and the limit. @gate: (transfer full) (nullable): ends it by rejecting */
static DexFuture *
run (Exchange *exchange, SoupSession *session, const char *what, DexFuture *limit, DexFuture *gate)
{
  DexFuture *answer;

  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  answer = dex_future_then (send_message (session, exchange->message), on_headers, exchange,
                            exchange_unref);

  return dex_future_catch (dex_future_first (answer, limit, gate, NULL), on_failed, g_strdup (what),
                           g_free);
}

static DexFuture *
run_if_allowed (Exchange *exchange, SoupSession *session, const char *what, DexFuture *limit)
{
  if (bambu_cloud_gate_is_closed (bambu_cloud_gate_get_default ()))
    {
      exchange_unref (exchange);
      return dex_future_first (dex_future_new_reject (BAMBU_CLOUD_ERROR,
                                                      BAMBU_CLOUD_ERROR_FORBIDDEN,
                                                      "%s: the user forbids it", what),
                               limit, NULL);
    }

  return run (exchange, session, what, limit, wait_for_gate ());
}

DexFuture *
bambu_cloud_soup_exchange_until (SoupSession *session,
                                 SoupMessage *message,
                                 const char *what,
                                 gsize most_bytes,
                                 DexFuture *limit)
{
  return run_if_allowed (exchange_new (message, most_bytes), session, what, limit);
}

DexFuture *
bambu_cloud_soup_download (SoupSession *session,
                           SoupMessage *message,
                           const char *what,
                           gsize most_bytes,
                           GOutputStream *sink,
                           BambuCloudSoupProgress progress,
                           gpointer user_data,
                           DexFuture *limit)
{
  Exchange *exchange = exchange_new (message, most_bytes);

  exchange->sink = g_object_ref (sink);
  exchange->progress = progress;
  exchange->progress_data = user_data;

  return run_if_allowed (exchange, session, what, limit);
}

DexFuture *
bambu_cloud_soup_exchange (SoupSession *session,
                           SoupMessage *message,
                           const char *what,
                           gsize most_bytes,
                           guint limit_msec)
{
  return bambu_cloud_soup_exchange_until (session, message, what, most_bytes,
                                          dex_timeout_new_msec ((int) limit_msec));
}

DexFuture *
bambu_cloud_soup_exchange_elsewhere (SoupSession *session,
                                     SoupMessage *message,
                                     const char *what,
                                     gsize most_bytes,
                                     guint limit_msec)
{
  return run (exchange_new (message, most_bytes), session, what,
              dex_timeout_new_msec ((int) limit_msec), NULL);
}

static void
drop_log (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

void
bambu_cloud_soup_hush (void)
{
  g_log_set_handler ("libsoup", G_LOG_LEVEL_DEBUG, drop_log, NULL);
}
