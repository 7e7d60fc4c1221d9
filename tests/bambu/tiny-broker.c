/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tiny-broker.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <openssl/ssl.h>
#include <string.h>
#include <unistd.h>

#define CONNECT 0x10
#define CONNACK 0x20
#define PUBLISH 0x30
#define QOS_1 0x02
#define PUBACK 0x40
#define SUBSCRIBE 0x80
#define SUBACK 0x90
#define UNSUBSCRIBE 0xa0
#define UNSUBACK 0xb0
#define PINGREQ 0xc0
#define PINGRESP 0xd0
#define REFUSED 0x80
#define RETAIN 0x01
#define HAS_WILL 0x04

struct _TinyBroker
{
  GSocket *socket;
  SSL_CTX *tls;
  GThread *thread;
  int wake[2];

  GMutex mutex; /* for all that follows */
  gboolean stop;
  gboolean hang_up;
  int answer;
  gboolean holds;
  gboolean owes;     /* an answer to a log-in */
  gboolean has_will; /* the client; it may have things retained */
  char *denied;
  GQueue sayings; /* GByteArray, whole packets */
  GPtrArray *notes;
};

/* A cursor in a packet; what is not there is empty. */
typedef struct
{
  const guint8 *at;
  const guint8 *end;
} Reader;

static guint
read_number (Reader *reader)
{
  guint number;

  if (reader->end - reader->at < 2)
    return 0;

  number = reader->at[0] << 8 | reader->at[1];
  reader->at += 2;

  return number;
}

static char *
read_text (Reader *reader)
{
  gsize length = read_number (reader);
  char *text;

  length = MIN (length, (gsize) (reader->end - reader->at));
  text = g_strndup ((const char *) reader->at, length);
  reader->at += length;

  return text;
}

G_GNUC_PRINTF (2, 3)
static void
note (TinyBroker *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, arguments));
  g_mutex_unlock (&self->mutex);
  va_end (arguments);

  g_main_context_wakeup (NULL);
}

static void
reply (SSL *tls, guint8 kind, const guint8 *body, gsize size)
{
  guint8 packet[8] = { kind, (guint8) size };

  memcpy (packet + 2, body, size);
  SSL_write (tls, packet, (int) size + 2);
}

/* Returns: whether it stays connected */
static gboolean
answer_connect (TinyBroker *self, SSL *tls)
{
  guint8 body[2] = { 0, (guint8) self->answer };

  self->owes = FALSE;
  reply (tls, CONNACK, body, 2);

  return body[1] == 0;
}

/* Returns: whether it stays connected */
static gboolean
take_connect (TinyBroker *self, SSL *tls, Reader *reader)
{
  g_autofree char *protocol = read_text (reader);
  guint version_and_flags = read_number (reader);
  guint keep_alive = read_number (reader);
  g_autofree char *id = read_text (reader);
  g_autofree char *will_topic = version_and_flags & HAS_WILL ? read_text (reader) : NULL;
  g_autofree char *will = will_topic ? read_text (reader) : NULL;
  g_autofree char *user = read_text (reader);
  g_autofree char *password = read_text (reader);
  g_autoptr (GMutexLocker) locker = NULL;

  g_assert_cmpstr (protocol, ==, "MQTT");
  note (self, "id %s", id);
  note (self, "connect %s %s %04x %u", user, password, version_and_flags, keep_alive);
  if (will != NULL)
    note (self, "will %s %s", will_topic, will);

  locker = g_mutex_locker_new (&self->mutex);
  self->owes = self->holds;
  self->has_will = will != NULL;

  return self->owes || answer_connect (self, tls);
}

static void
take_subscribe (TinyBroker *self, SSL *tls, Reader *reader)
{
  guint id = read_number (reader);
  g_autofree char *topic = read_text (reader);
  guint8 body[3] = { (guint8) (id >> 8), (guint8) id, 0 };

  g_mutex_lock (&self->mutex);
  if (self->denied != NULL && strstr (topic, self->denied) != NULL)
    body[2] = REFUSED;
  g_mutex_unlock (&self->mutex);

  note (self, "subscribe %s", topic); /* before the client knows */
  reply (tls, SUBACK, body, 3);
}

static void
take_unsubscribe (TinyBroker *self, SSL *tls, Reader *reader)
{
  guint id = read_number (reader);
  g_autofree char *topic = read_text (reader);
  guint8 body[2] = { (guint8) (id >> 8), (guint8) id };

  note (self, "unsubscribe %s", topic);
  reply (tls, UNSUBACK, body, 2);
}

static void
take_publish (TinyBroker *self, SSL *tls, gboolean is_acknowledged, Reader *reader)
{
  g_autofree char *topic = read_text (reader);
  guint id = is_acknowledged ? read_number (reader) : 0;
  g_autofree char *text = g_strndup ((const char *) reader->at, reader->end - reader->at);
  guint8 body[2] = { (guint8) (id >> 8), (guint8) id };

  note (self, "publish %s %s", topic, text);
  if (is_acknowledged)
    reply (tls, PUBACK, body, 2);
}

static gboolean
take_packet (TinyBroker *self, SSL *tls, guint8 kind, Reader reader)
{
  switch (kind & 0xf0)
    {
    case CONNECT:
      return take_connect (self, tls, &reader);

    case SUBSCRIBE:
      take_subscribe (self, tls, &reader);
      return TRUE;

    case UNSUBSCRIBE:
      take_unsubscribe (self, tls, &reader);
      return TRUE;

    case PUBLISH:
      /* nothing repeated, and nothing retained for a printer */
      g_assert_cmpint (kind & ~(QOS_1 | (self->has_will ? RETAIN : 0)), ==, PUBLISH);
      take_publish (self, tls, kind & QOS_1, &reader);
      return TRUE;

    case PINGREQ:
      reply (tls, PINGRESP, NULL, 0);
      return TRUE;

    default: /* good-bye */
      return FALSE;
    }
}

/* Takes the whole packets out of @bytes. */
static gboolean
take_packets (TinyBroker *self, SSL *tls, GByteArray *bytes)
{
  for (;;)
    {
      gsize length = 0;
      guint header = 1;
      gboolean stays;

      do
        {
          if (header >= bytes->len)
            return TRUE;
          length |= (gsize) (bytes->data[header] & 0x7f) << (7 * (header - 1));
        }
      while (bytes->data[header++] & 0x80);

      if (bytes->len < header + length)
        return TRUE;

      stays = take_packet (self, tls, bytes->data[0],
                           (Reader) { bytes->data + header, bytes->data + header + length });
      if (!stays)
        return FALSE;
      g_byte_array_remove_range (bytes, 0, (guint) (header + length));
    }
}

/* Returns: whether the connection goes on */
static gboolean
do_as_told (TinyBroker *self, SSL *tls)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  char buffer[64];
  GByteArray *saying;

  while (read (self->wake[0], buffer, sizeof buffer) > 0)
    ;

  if (self->owes && !self->holds && !answer_connect (self, tls))
    return FALSE;

  while ((saying = g_queue_pop_head (&self->sayings)))
    {
      SSL_write (tls, saying->data, (int) saying->len);
      g_byte_array_unref (saying);
    }

  if (!self->hang_up && !self->stop)
    return TRUE;

  self->hang_up = FALSE;
  return FALSE;
}

static void
serve (TinyBroker *self, int fd)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  SSL *tls = SSL_new (self->tls);

  g_unix_set_fd_nonblocking (fd, FALSE, NULL);
  SSL_set_fd (tls, fd);

  if (SSL_accept (tls) == 1)
    {
      const char *name = SSL_get_servername (tls, TLSEXT_NAMETYPE_host_name);

      note (self, "name %s", name ? name : "");

      for (;;)
        {
          GPollFD polled[] = { { fd, G_IO_IN, 0 }, { self->wake[0], G_IO_IN, 0 } };
          guint8 buffer[4096];
          int size;

          if (SSL_pending (tls) == 0)
            g_poll (polled, G_N_ELEMENTS (polled), -1);

          if (polled[1].revents != 0 && !do_as_told (self, tls))
            break;
          if (SSL_pending (tls) == 0 && polled[0].revents == 0)
            continue;
          if ((size = SSL_read (tls, buffer, sizeof buffer)) <= 0)
            break;
          g_byte_array_append (bytes, buffer, (guint) size);
          if (!take_packets (self, tls, bytes))
            break;
        }
    }

  SSL_free (tls);
  g_mutex_lock (&self->mutex);
  self->owes = FALSE;
  g_mutex_unlock (&self->mutex);
}

static gboolean
has_to_stop (TinyBroker *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stop;
}

static gpointer
serve_all (gpointer user_data)
{
  TinyBroker *self = user_data;

  while (!has_to_stop (self))
    {
      GPollFD polled[] = { { g_socket_get_fd (self->socket), G_IO_IN, 0 },
                           { self->wake[0], G_IO_IN, 0 } };
      g_autoptr (GSocket) client = NULL;

      g_poll (polled, G_N_ELEMENTS (polled), -1);
      if (polled[0].revents != 0 && (client = g_socket_accept (self->socket, NULL, NULL)))
        serve (self, g_socket_get_fd (client));
    }

  return NULL;
}

static void
wake (TinyBroker *self)
{
  g_assert_cmpint (write (self->wake[1], "!", 1), ==, 1);
}

static void
use_certificate (TinyBroker *self, SimCertificate *leaf)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("culm-tiny-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "leaf.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "leaf.key", NULL);

  g_assert_no_error (error);
  sim_certificate_save (leaf, path, TRUE, &error);
  g_assert_no_error (error);
  sim_certificate_save_key (leaf, key, &error);
  g_assert_no_error (error);

  self->tls = SSL_CTX_new (TLS_server_method ());
  g_assert_cmpint (SSL_CTX_use_certificate_chain_file (self->tls, path), ==, 1);
  g_assert_cmpint (SSL_CTX_use_PrivateKey_file (self->tls, key, SSL_FILETYPE_PEM), ==, 1);

  g_unlink (path);
  g_unlink (key);
  g_rmdir (folder);
}

TinyBroker *
tiny_broker_new (SimCertificate *leaf)
{
  TinyBroker *self = g_new0 (TinyBroker, 1);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  g_queue_init (&self->sayings);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  use_certificate (self, leaf);

  g_assert_true (g_unix_open_pipe (self->wake, O_CLOEXEC | O_NONBLOCK, &error));
  self->socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (self->socket, address, TRUE, &error));
  g_assert_true (g_socket_listen (self->socket, &error));
  self->thread = g_thread_new ("tiny-broker", serve_all, self);

  return self;
}

void
tiny_broker_free (TinyBroker *self)
{
  g_mutex_lock (&self->mutex);
  self->stop = TRUE;
  g_mutex_unlock (&self->mutex);
  wake (self);
  g_thread_join (self->thread);

  g_object_unref (self->socket);
  SSL_CTX_free (self->tls);
  g_close (self->wake[0], NULL);
  g_close (self->wake[1], NULL);
  g_free (self->denied);
  g_queue_clear_full (&self->sayings, (GDestroyNotify) g_byte_array_unref);
  g_ptr_array_unref (self->notes);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint16
tiny_broker_get_port (TinyBroker *self)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (self->socket, NULL);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

void
tiny_broker_set_answer (TinyBroker *self, int code)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->answer = code;
}

void
tiny_broker_hold (TinyBroker *self, gboolean hold)
{
  g_mutex_lock (&self->mutex);
  self->holds = hold;
  g_mutex_unlock (&self->mutex);
  wake (self);
}

void
tiny_broker_deny (TinyBroker *self, const char *serial)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_set_str (&self->denied, serial);
}

void
tiny_broker_say (TinyBroker *self, const char *serial, const char *json)
{
  g_autofree char *topic = g_strdup_printf ("device/%s/report", serial);
  GByteArray *packet = g_byte_array_new ();
  gsize size = 2 + strlen (topic) + strlen (json);
  guint8 header[] = { PUBLISH, (guint8) (size & 0x7f) | 0x80, (guint8) (size >> 7), 0,
                      (guint8) strlen (topic) };

  g_assert_cmpuint (size, <, 128 * 128);
  g_byte_array_append (packet, header, sizeof header);
  g_byte_array_append (packet, (const guint8 *) topic, (guint) strlen (topic));
  g_byte_array_append (packet, (const guint8 *) json, (guint) strlen (json));

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->sayings, packet);
  g_mutex_unlock (&self->mutex);
  wake (self);
}

void
tiny_broker_hang_up (TinyBroker *self)
{
  g_mutex_lock (&self->mutex);
  self->hang_up = TRUE;
  g_mutex_unlock (&self->mutex);
  wake (self);
}

guint
tiny_broker_count (TinyBroker *self, const char *note)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  guint count = 0;

  for (guint i = 0; i < self->notes->len; i++)
    count += g_str_has_prefix (self->notes->pdata[i], note);

  return count;
}
