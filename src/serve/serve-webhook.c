/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "serve-webhook.h"

#include <string.h>

#include "account/bambu-cloud-answer.h"
#include "account/bambu-cloud-soup.h"
#include "account/bambu-region.h"
#include "link/bambu-backoff.h"
#include "link/bambu-redact.h"
#include "serve-reply.h"

#define USER_AGENT "Culm/" CULM_VERSION
#define FIRST_MSEC 1000
#define LONGEST_MSEC (60 * 1000)
#define LONGEST_RETRY_SECONDS 300
/* What the server says beside its status is of no use. */
#define MOST_BYTES (64 * 1024)

static const ServeWebhookRules RULES = {
  .limit_msec = 10 * 1000,
  .most_events = 256,
  .most_tries = 6,
};

typedef struct
{
  char *id;
  char *event;
  GBytes *body;
  guint n_tries;
} Delivery;

struct _ServeWebhook
{
  GUri *uri;
  char *secret;
  ServeWebhookRules rules;
  ServeLossFunc lost;
  SoupSession *session;
  GQueue queue; /* of Delivery; the first one is on its way, or is tried again */
  DexFuture *work;
  SoupMessage *message; /* of that */
  guint source;
  gboolean is_ending;
};

/* Those that were freed and have something left */
static GPtrArray *ending;

static void
delivery_free (Delivery *delivery)
{
  g_free (delivery->id);
  g_free (delivery->event);
  g_bytes_unref (delivery->body);
  g_free (delivery);
}

static char *
sign (const char *secret, const char *timestamp, GBytes *body)
{
  g_autoptr (GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, (const guchar *) secret, strlen (secret));
  gsize size;
  const guchar *data = g_bytes_get_data (body, &size);

  g_hmac_update (hmac, (const guchar *) timestamp, -1);
  g_hmac_update (hmac, (const guchar *) ".", 1);
  g_hmac_update (hmac, data, (gssize) size);

  return g_strconcat ("sha256=", g_hmac_get_string (hmac), NULL);
}

static SoupMessage *
make_message (ServeWebhook *self, const Delivery *delivery)
{
  SoupMessage *message = soup_message_new_from_uri (SOUP_METHOD_POST, self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *timestamp =
      g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);

  soup_message_set_request_body_from_bytes (message, "application/json", delivery->body);
  soup_message_headers_replace (headers, "X-Culm-Event", delivery->event);
  soup_message_headers_replace (headers, "X-Culm-Delivery", delivery->id);
  soup_message_headers_replace (headers, "X-Culm-Timestamp", timestamp);
  if (self->secret != NULL)
    {
      g_autofree char *signature = sign (self->secret, timestamp, delivery->body);

      soup_message_headers_replace (headers, "X-Culm-Signature", signature);
    }

  return message;
}

static gboolean
is_passing (guint status)
{
  return status == 0 || status >= 500 || status == SOUP_STATUS_REQUEST_TIMEOUT
         || status == SERVE_STATUS_TOO_MANY;
}

static guint
choose_wait (ServeWebhook *self, guint n_tries)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 then =
      bambu_cloud_answer_parse_retry (soup_message_headers_get_one (headers, "Retry-After"), now);
  guint msec = bambu_backoff_msec (n_tries - 1, FIRST_MSEC, LONGEST_MSEC, g_random_double ());

  return then > now ? MAX (msec, (guint) MIN (then - now, LONGEST_RETRY_SECONDS) * 1000) : msec;
}

static gboolean on_due (gpointer user_data);

static void
schedule (ServeWebhook *self, guint msec)
{
  if (self->rules.delay != NULL)
    msec = self->rules.delay (msec);
  self->source = g_timeout_add (msec, on_due, self);
}

/* @delivery: (transfer full) */
static void
lose (ServeWebhook *self, Delivery *delivery, ServeLoss loss, guint status)
{
  self->lost (delivery->event, delivery->id, loss, status);
  delivery_free (delivery);
}

/* It has come to an end, or to nothing: @error: (nullable). */
static void
judge (ServeWebhook *self, const GError *error)
{
  Delivery *first = g_queue_peek_head (&self->queue);
  guint status = soup_message_get_status (self->message);
  gboolean is_untrusted = g_error_matches (error, BAMBU_CLOUD_ERROR, BAMBU_CLOUD_ERROR_CERTIFICATE);

  if (status >= 200 && status < 300)
    {
      delivery_free (g_queue_pop_head (&self->queue));
    }
  else if (!is_passing (status))
    {
      lose (self, g_queue_pop_head (&self->queue), SERVE_LOSS_REFUSED, status);
    }
  else if (first->n_tries >= self->rules.most_tries || self->is_ending)
    {
      lose (self, g_queue_pop_head (&self->queue),
            is_untrusted ? SERVE_LOSS_UNTRUSTED : SERVE_LOSS_UNREACHED, status);
    }
  else
    {
      schedule (self, choose_wait (self, first->n_tries));
      return;
    }

  if (!g_queue_is_empty (&self->queue))
    self->source = g_idle_add (on_due, self);
}

static DexFuture *
on_settled (DexFuture *future, gpointer user_data)
{
  ServeWebhook *self = user_data;
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  judge (self, error);

  return dex_future_new_true ();
}

static gboolean
on_due (gpointer user_data)
{
  ServeWebhook *self = user_data;
  Delivery *first = g_queue_peek_head (&self->queue);

  self->source = 0;
  first->n_tries++;
  dex_clear (&self->work);
  g_clear_object (&self->message);
  self->message = make_message (self, first);
  self->work =
      dex_future_finally (bambu_cloud_soup_exchange_elsewhere (self->session, self->message, "POST",
                                                               MOST_BYTES, self->rules.limit_msec),
                          on_settled, self, NULL);

  return G_SOURCE_REMOVE;
}

void
serve_webhook_post (JsonObject *event, gpointer user_data)
{
  ServeWebhook *self = user_data;
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), event);
  Delivery *delivery = g_new0 (Delivery, 1);
  char *text = json_to_string (node, FALSE);

  delivery->id = g_strdup (json_object_get_string_member (event, "id"));
  delivery->event = g_strdup (json_object_get_string_member (event, "event"));
  delivery->body = g_bytes_new_take (text, strlen (text));

  /* The first one is on its way. */
  if (self->queue.length >= self->rules.most_events)
    lose (self, g_queue_pop_nth (&self->queue, 1), SERVE_LOSS_FULL, 0);
  g_queue_push_tail (&self->queue, delivery);
  if (self->queue.length == 1)
    self->source = g_idle_add (on_due, self);
}

char *
serve_webhook_dup_origin (ServeWebhook *self)
{
  return g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (self->uri), NULL,
                     g_uri_get_host (self->uri), g_uri_get_port (self->uri), "", NULL, NULL);
}

/* The address is not repeated: it may be secret. */
static GUri *
parse_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri != NULL && bambu_region_is_safe (uri))
    return g_steal_pointer (&uri);

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       "neither https nor http on the loopback");

  return NULL;
}

ServeWebhook *
serve_webhook_new (const char *url,
                   const char *secret,
                   const char *authorities,
                   const ServeWebhookRules *rules,
                   ServeLossFunc lost,
                   GError **error)
{
  g_autoptr (GUri) uri = parse_url (url, error);
  g_autoptr (GTlsDatabase) database = NULL;
  ServeWebhook *self;

  if (uri == NULL
      || (authorities != NULL && !(database = g_tls_file_database_new (authorities, error))))
    return NULL;

  self = g_new0 (ServeWebhook, 1);
  self->uri = g_steal_pointer (&uri);
  self->secret = g_strdup (secret);
  self->rules = rules != NULL ? *rules : RULES;
  self->lost = lost;
  g_queue_init (&self->queue);
  bambu_cloud_soup_hush ();
  self->session = soup_session_new_with_options ("user-agent", USER_AGENT, NULL);
  /* It would answer a 401 by itself. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  if (database != NULL)
    soup_session_set_tls_database (self->session, database);

  return self;
}

static void
webhook_finalize (ServeWebhook *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  dex_clear (&self->work);
  g_clear_object (&self->message);
  g_queue_clear_full (&self->queue, (GDestroyNotify) delivery_free);
  g_object_unref (self->session);
  g_uri_unref (self->uri);
  bambu_secret_free (self->secret);
  g_free (self);
}

void
serve_webhook_free (ServeWebhook *self)
{
  if (g_queue_is_empty (&self->queue))
    {
      webhook_finalize (self);
      return;
    }

  self->is_ending = TRUE;
  if (self->source != 0)
    {
      g_source_remove (self->source);
      self->source = g_idle_add (on_due, self);
    }
  if (ending == NULL)
    ending = g_ptr_array_new_with_free_func ((GDestroyNotify) webhook_finalize);
  g_ptr_array_add (ending, self);
}

static guint
count_left (void)
{
  guint count = 0;

  for (guint i = 0; i < ending->len; i++)
    count += ((ServeWebhook *) ending->pdata[i])->queue.length;

  return count;
}

static void
on_late (gpointer is_late)
{
  *(gboolean *) is_late = TRUE;
}

guint
serve_webhook_wait_for_all (guint timeout_msec)
{
  gboolean is_late = FALSE;
  guint timer;
  guint left;

  if (ending == NULL)
    return 0;

  timer = g_timeout_add_once (timeout_msec, on_late, &is_late);
  while ((left = count_left ()) > 0 && !is_late)
    g_main_context_iteration (NULL, TRUE);
  if (!is_late)
    g_source_remove (timer);
  g_clear_pointer (&ending, g_ptr_array_unref);

  return left;
}
