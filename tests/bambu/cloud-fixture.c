/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cloud-fixture.h"

#include <string.h>

#include "account/bambu-cloud-private.h"

typedef enum
{
  ANSWER_PLAIN,
  ANSWER_HANG,
  ANSWER_RAW,
} AnswerKind;

typedef struct
{
  AnswerKind kind;
  guint status;
  char *headers;
  GBytes *body;
} Answer;

static void
answer_free (Answer *answer)
{
  g_free (answer->headers);
  g_bytes_unref (answer->body);
  g_free (answer);
}

static void
queue_free (GQueue *queue)
{
  g_queue_free_full (queue, (GDestroyNotify) answer_free);
}

static void
asked_free (CloudAsked *asked)
{
  g_free (asked->method);
  g_free (asked->path);
  g_free (asked->query);
  g_free (asked->body);
  g_hash_table_unref (asked->headers);
  g_free (asked);
}

static void
remember_header (const char *name, const char *value, gpointer headers)
{
  g_hash_table_replace (headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static void
remember (CloudServer *self, SoupServerMessage *message, const char *path)
{
  CloudAsked *asked = g_new0 (CloudAsked, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  asked->method = g_strdup (soup_server_message_get_method (message));
  asked->path = g_strdup (path);
  asked->query = g_strdup (query ? query : "");
  asked->body = g_strndup (body->data ? body->data : "", (gsize) body->length);
  asked->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), remember_header,
                                asked->headers);
  g_ptr_array_add (self->requests, asked);
}

static void
write_raw (SoupServerMessage *message, GBytes *bytes)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), g_bytes_get_data (bytes, NULL),
                             g_bytes_get_size (bytes), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  CloudServer *self = user_data;
  g_autofree char *what = g_strdup_printf ("%s %s", soup_server_message_get_method (message), path);
  GQueue *queue = g_hash_table_lookup (self->answers, what);
  Answer *answer = queue ? g_queue_peek_head (queue) : NULL;
  g_auto (GStrv) lines = NULL;

  remember (self, message, path);
  if (answer == NULL)
    {
      soup_server_message_set_status (message, 404, NULL);
      soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "no such path",
                                        12);
      return;
    }

  switch (answer->kind)
    {
    case ANSWER_HANG:
      soup_server_message_pause (message);
      break;

    case ANSWER_RAW:
      write_raw (message, answer->body);
      break;

    case ANSWER_PLAIN:
    default:
      soup_server_message_set_status (message, answer->status, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                        g_bytes_get_data (answer->body, NULL),
                                        g_bytes_get_size (answer->body));
      lines = g_strsplit (answer->headers ? answer->headers : "", "\n", -1);
      for (guint i = 0; lines[i]; i++)
        {
          g_auto (GStrv) pair = g_strsplit (lines[i], ": ", 2);

          if (pair[0] && g_str_equal (pair[0], "Content-Type"))
            soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                          pair[0], pair[1]);
          else if (pair[0] && pair[1])
            soup_message_headers_append (soup_server_message_get_response_headers (message),
                                         pair[0], pair[1]);
        }
      break;
    }

  if (queue->length > 1)
    answer_free (g_queue_pop_head (queue));
}

CloudServer *
cloud_server_new (GTlsCertificate *certificate)
{
  CloudServer *self = g_new0 (CloudServer, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  self->answers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) queue_free);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) asked_free);
  self->server = soup_server_new (NULL, NULL);
  if (certificate)
    soup_server_set_tls_certificate (self->server, certificate);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (
      self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | (certificate ? SOUP_SERVER_LISTEN_HTTPS : 0),
      &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->origin = g_strdup_printf ("%s://%s:%d", certificate ? "https" : "http",
                                  g_uri_get_host (uris->data), g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  return self;
}

void
cloud_server_free (CloudServer *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_hash_table_unref (self->answers);
  g_ptr_array_unref (self->requests);
  g_free (self->origin);
  g_free (self);
}

static GBytes *
text_to_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* @body: (transfer full) */
static void
push (CloudServer *self,
      const char *what,
      AnswerKind kind,
      guint status,
      const char *headers,
      GBytes *body)
{
  GQueue *queue = g_hash_table_lookup (self->answers, what);
  Answer *answer = g_new0 (Answer, 1);

  if (queue == NULL)
    {
      queue = g_queue_new ();
      g_hash_table_insert (self->answers, g_strdup (what), queue);
    }
  answer->kind = kind;
  answer->status = status;
  answer->headers = g_strdup (headers);
  answer->body = body;
  g_queue_push_tail (queue, answer);
}

void
cloud_server_answer (
    CloudServer *self, const char *what, guint status, const char *headers, const char *body)
{
  push (self, what, ANSWER_PLAIN, status, headers, text_to_bytes (body));
}

void
cloud_server_json (CloudServer *self, const char *what, const char *body)
{
  push (self, what, ANSWER_PLAIN, 200, NULL, text_to_bytes (body));
}

void
cloud_server_file (CloudServer *self, const char *what, const char *type, GBytes *file)
{
  g_autofree char *headers = g_strconcat ("Content-Type: ", type, NULL);

  push (self, what, ANSWER_PLAIN, 200, headers, g_bytes_ref (file));
}

void
cloud_server_hang (CloudServer *self, const char *what)
{
  push (self, what, ANSWER_HANG, 0, NULL, text_to_bytes (""));
}

void
cloud_server_raw (CloudServer *self, const char *what, const char *bytes)
{
  push (self, what, ANSWER_RAW, 0, NULL, text_to_bytes (bytes));
}

void
cloud_server_forget (CloudServer *self, const char *what)
{
  g_hash_table_remove (self->answers, what);
}

static gboolean
asked_is (const CloudAsked *asked, const char *what)
{
  gsize length = strlen (asked->method);

  return g_str_has_prefix (what, asked->method) && what[length] == ' '
         && g_str_equal (what + length + 1, asked->path);
}

guint
cloud_server_count (CloudServer *self, const char *what)
{
  guint count = 0;

  for (guint i = 0; i < self->requests->len; i++)
    count += asked_is (g_ptr_array_index (self->requests, i), what);

  return count;
}

const CloudAsked *
cloud_server_last (CloudServer *self, const char *what)
{
  for (guint i = self->requests->len; i > 0; i--)
    if (asked_is (g_ptr_array_index (self->requests, i - 1), what))
      return g_ptr_array_index (self->requests, i - 1);

  g_error ("never asked: %s", what);
}

const char *
cloud_asked_header (const CloudAsked *self, const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

BambuRegion *
cloud_server_make_region (CloudServer *self, const char *authorities)
{
  g_autoptr (GError) error = NULL;
  BambuRegion *region = bambu_region_new (self->origin, NULL, NULL, authorities, &error);

  g_assert_no_error (error);

  return region;
}

static gint64
read_clock (gpointer clock)
{
  return *(gint64 *) clock;
}

void
cloud_hurry (BambuCloud *cloud, gint64 *clock)
{
  bambu_cloud_set_timing (cloud, &(BambuCloudTiming) {
                                     .limit_msec = 20 * 1000,
                                     .first_msec = 1,
                                     .patience_msec = 100,
                                 });
  bambu_cloud_set_clock (cloud, read_clock, clock);
}
