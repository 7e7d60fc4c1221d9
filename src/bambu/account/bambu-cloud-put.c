/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bambu-cloud-calls.h"

#include "bambu-cloud-answer.h"
#include "bambu-cloud-private.h"
#include "bambu-cloud-soup.h"

/* For logs: the address is a secret. */
#define WHAT "PUT file"
#define MOST_BYTES (64 * 1024)
/* Storage thinks about what it got before it answers. */
#define STALL_FACTOR 2
#define SIGNATURE_WORD "SignatureDoesNotMatch"

/* An upload, from its sending to its answer. */
typedef struct
{
  BambuCloud *cloud;
  SoupMessage *message;
  DexPromise *limit; /* rejected when nothing moves, or nobody wants it any more */
  GCancellable *cancellable;
  gulong cancelled;
  guint stall;
  gint64 done;
  gint64 total;
  BambuCloudProgress progress;
  gpointer user_data;
  GDestroyNotify destroy;
} Put;

static void
put_free (gpointer data)
{
  Put *self = data;

  g_clear_handle_id (&self->stall, g_source_remove);
  if (self->cancellable)
    g_signal_handler_disconnect (self->cancellable, self->cancelled);
  g_clear_object (&self->cancellable);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_object_unref (self->cloud);
  dex_unref (self->limit);
  if (self->destroy)
    self->destroy (self->user_data);
  g_free (self);
}

static void
give_up (Put *self, GError *error)
{
  if (dex_future_is_pending (DEX_FUTURE (self->limit)))
    dex_promise_reject (self->limit, error);
  else
    g_error_free (error);
}

static void
on_stalled (gpointer user_data)
{
  Put *self = user_data;

  self->stall = 0;
  give_up (self, g_error_new_literal (DEX_ERROR, DEX_ERROR_TIMED_OUT, "nothing moved"));
}

static void
watch (Put *self)
{
  g_clear_handle_id (&self->stall, g_source_remove);
  self->stall = g_timeout_add_once (bambu_cloud_get_timing (self->cloud)->limit_msec * STALL_FACTOR,
                                    on_stalled, self);
}

static void
tell (Put *self)
{
  if (self->progress)
    self->progress (self->done, self->total, self->user_data);
}

static void
on_wrote (Put *self, guint n_bytes)
{
  self->done += n_bytes;
  watch (self);
  tell (self);
}

static void
on_restarted (Put *self)
{
  self->done = 0;
  tell (self);
}

/* Not here: whoever cancels does not expect an answer before this returns. */
static void
on_cancelled (Put *self)
{
  give_up (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, WHAT ": cancelled"));
}

static gboolean
mentions (GBytes *body, const char *word)
{
  gsize size = 0;
  const char *data = body ? g_bytes_get_data (body, &size) : NULL;

  return data != NULL && g_strstr_len (data, (gssize) size, word) != NULL;
}

static DexFuture *
on_answer (DexFuture *future, gpointer user_data)
{
  Put *self = user_data;
  const BambuCloudAnswer *answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_autoptr (JsonNode) node = NULL;
  GError *error = NULL;

  g_debug (WHAT ": %u", answer->status);
  if (answer->status >= 200 && answer->status < 300)
    return dex_future_new_true ();

  if (answer->status == SOUP_STATUS_FORBIDDEN && mentions (answer->body, SIGNATURE_WORD))
    return dex_future_new_for_error (bambu_cloud_error_new (BAMBU_CLOUD_ERROR_REFUSED,
                                                            answer->status, SIGNATURE_WORD, 0,
                                                            WHAT ": the signature is not for it"));

  node = bambu_cloud_answer_read (answer, BAMBU_LEG_LINK, WHAT,
                                  bambu_cloud_get_now (self->cloud) / G_USEC_PER_SEC, &error);

  return dex_future_new_for_error (error);
}

DexFuture *
bambu_cloud_put (BambuCloud *self,
                 const char *address,
                 GInputStream *body,
                 gint64 size,
                 const char *content_type,
                 GCancellable *cancellable,
                 BambuCloudProgress progress,
                 gpointer user_data,
                 GDestroyNotify destroy)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (SoupMessage) message = NULL;
  DexFuture *answer;
  Put *put;

  dex_return_error_if_fail (BAMBU_IS_CLOUD (self));
  dex_return_error_if_fail (address != NULL);
  dex_return_error_if_fail (G_IS_INPUT_STREAM (body));

  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  if (uri != NULL && bambu_region_allows (bambu_cloud_get_region (self), uri))
    message = soup_message_new_from_uri (SOUP_METHOD_PUT, uri);
  if (message == NULL)
    {
      if (destroy)
        destroy (user_data);
      return dex_future_new_reject (BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_PROTOCOL,
                                    WHAT ": an address that is not asked");
    }

  soup_message_set_request_body (message, content_type, body, size);

  put = g_new0 (Put, 1);
  put->cloud = g_object_ref (self);
  put->message = g_object_ref (message);
  put->limit = dex_promise_new ();
  put->total = size;
  put->progress = progress;
  put->user_data = user_data;
  put->destroy = destroy;
  g_signal_connect_swapped (message, "wrote-body-data", G_CALLBACK (on_wrote), put);
  g_signal_connect_swapped (message, "restarted", G_CALLBACK (on_restarted), put);
  if (cancellable)
    {
      put->cancellable = g_object_ref (cancellable);
      put->cancelled =
          g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (on_cancelled), put);
      if (g_cancellable_is_cancelled (cancellable))
        on_cancelled (put);
    }
  watch (put);
  tell (put);

  answer = bambu_cloud_soup_exchange_until (bambu_cloud_get_session (self), message, WHAT,
                                            MOST_BYTES, dex_ref (DEX_FUTURE (put->limit)));

  return dex_future_then (answer, on_answer, put, put_free);
}
