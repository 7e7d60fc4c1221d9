/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* POLLRDHUP */
#include "sim-camera-viewer.h"

#include <glib-unix.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include "sim-certificate-tls.h"
#include "sim-picture.h"

#define MAX_VIEWERS 2
#define LOGIN_BYTES 80
#define LOGIN_LENGTH 0x40
#define LOGIN_TYPE 0x3000
#define LOGIN_SECONDS 5
#define FIELD_BYTES 32
#define HEADER_BYTES 16
#define PIECE_BYTES 4096
#define N_TINY_PIECES 64
#define LARGE_BYTES (11 * 1024 * 1024)
#define LOOK_UP_USEC (100 * G_TIME_SPAN_MILLISECOND)

typedef enum
{
  FAULT_WRONG_CODE = 1 << 0,
  FAULT_CAMERA_WRONG_CODE = 1 << 1,
  FAULT_OFF = 1 << 2,
  FAULT_BUSY = 1 << 3,
  FAULT_ONE_VIEWER = 1 << 4,
  FAULT_STALLS = 1 << 5,
  FAULT_SILENT = 1 << 6,
  FAULT_HALF_HEADER = 1 << 7,
  FAULT_HALF_FRAME = 1 << 8,
  FAULT_PIECES = 1 << 9,
  FAULT_PAIRS = 1 << 10,
  FAULT_RESERVED = 1 << 11,
  FAULT_SIZE_ZERO = 1 << 12,
  FAULT_SIZE_MAX = 1 << 13,
  FAULT_SIZE_LARGE = 1 << 14,
  FAULT_DAMAGED = 1 << 15,
  FAULT_ALL_DAMAGED = 1 << 16,
  FAULT_NOISE = 1 << 17,
  FAULT_GREY = 1 << 18,
  FAULT_PIXEL = 1 << 19,
  FAULT_GIANT = 1 << 20,
  FAULT_LARGE = 1 << 21,
  FAULT_PROGRESSIVE = 1 << 22,
  FAULT_PREPARE = 1 << 23,
} Fault;

static const struct
{
  const char *name;
  Fault fault;
} faults[] = {
  { "wrong-code", FAULT_WRONG_CODE },
  { "camera-wrong-code", FAULT_CAMERA_WRONG_CODE },
  { "camera-off", FAULT_OFF },
  { "camera-busy", FAULT_BUSY },
  { "camera-one-viewer", FAULT_ONE_VIEWER },
  { "camera-stalls", FAULT_STALLS },
  { "camera-silent", FAULT_SILENT },
  { "camera-half-header", FAULT_HALF_HEADER },
  { "camera-half-frame", FAULT_HALF_FRAME },
  { "camera-pieces", FAULT_PIECES },
  { "camera-pairs", FAULT_PAIRS },
  { "camera-reserved-words", FAULT_RESERVED },
  { "camera-size-zero", FAULT_SIZE_ZERO },
  { "camera-size-max", FAULT_SIZE_MAX },
  { "camera-size-large", FAULT_SIZE_LARGE },
  { "camera-damaged", FAULT_DAMAGED },
  { "camera-all-damaged", FAULT_ALL_DAMAGED },
  { "camera-noise", FAULT_NOISE },
  { "camera-grey", FAULT_GREY },
  { "camera-pixel", FAULT_PIXEL },
  { "camera-giant", FAULT_GIANT },
  { "camera-large", FAULT_LARGE },
  { "camera-progressive", FAULT_PROGRESSIVE },
  { "camera-prepare", FAULT_PREPARE },
};

struct _SimCameraViewer
{
  gatomicrefcount references; /* the owner's, and one of each event on its way */
  SimCameraHouse *house;
  GSocketConnection *connection;
  int socket;
  SSL_CTX *context;
  SSL *tls;
  GThread *thread;
  guint n_frames;

  SimCameraViewerFunc func; /* %NULL: freed; main context only */
  gpointer user_data;
};

void
sim_camera_house_init (SimCameraHouse *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->period = G_USEC_PER_SEC;
}

void
sim_camera_house_clear (SimCameraHouse *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
}

void
sim_camera_house_set_fault (SimCameraHouse *self, const char *name, gboolean active)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].name, name))
      self->faults = active ? self->faults | faults[i].fault : self->faults & ~faults[i].fault;
  g_cond_broadcast (&self->changed);
}

void
sim_camera_house_set_preparing (SimCameraHouse *self, gboolean preparing)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->preparing = preparing;
  g_cond_broadcast (&self->changed);
}

void
sim_camera_house_close (SimCameraHouse *self, gboolean closing)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->closing = closing;
  g_cond_broadcast (&self->changed);
}

static void
viewer_unref (gpointer data)
{
  SimCameraViewer *self = data;

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->tls, SSL_free);
  g_clear_pointer (&self->context, SSL_CTX_free);
  g_clear_object (&self->connection);
  g_free (self);
}

typedef struct
{
  SimCameraViewer *viewer;
  SimCameraEvent event;
} Told;

static void
told_free (gpointer data)
{
  Told *told = data;

  viewer_unref (told->viewer);
  g_free (told);
}

static gboolean
on_told (gpointer user_data)
{
  Told *told = user_data;

  if (told->viewer->func != NULL)
    told->viewer->func (told->viewer, told->event, told->viewer->user_data);

  return G_SOURCE_REMOVE;
}

/* Never at once: g_main_context_invoke() would do it on this thread while nobody runs the context.
 */
static void
tell (SimCameraViewer *self, SimCameraEvent event)
{
  Told *told = g_new (Told, 1);

  g_atomic_ref_count_inc (&self->references);
  told->viewer = self;
  told->event = event;
  g_idle_add_full (G_PRIORITY_DEFAULT, on_told, told, told_free);
}

/* The other side closed, or is gone. */
static gboolean
is_gone (SimCameraViewer *self)
{
  struct pollfd look = { self->socket, POLLRDHUP, 0 };

  return poll (&look, 1, 0) > 0;
}

/* Under the mutex. Returns: whether to go on */
static gboolean
doze (SimCameraViewer *self, gint64 until)
{
  gint64 look_up = g_get_monotonic_time () + LOOK_UP_USEC;

  g_cond_wait_until (&self->house->changed, &self->house->mutex, MIN (until, look_up));

  return !self->house->closing && !is_gone (self);
}

static gboolean
has_room (SimCameraHouse *house)
{
  if (house->faults & FAULT_BUSY)
    return FALSE;

  return house->inside < (house->faults & FAULT_ONE_VIEWER ? 1 : MAX_VIEWERS);
}

static gboolean
enter (SimCameraViewer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->house->mutex);
  gboolean going_on = !self->house->closing;

  while (going_on && !has_room (self->house))
    going_on = doze (self, G_MAXINT64);
  if (going_on)
    self->house->inside++;

  return going_on;
}

static void
leave (SimCameraViewer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->house->mutex);

  self->house->inside--;
  g_cond_broadcast (&self->house->changed);
}

static Fault
get_faults (SimCameraViewer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->house->mutex);

  return self->house->faults;
}

static guint32
count_picture (SimCameraViewer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->house->mutex);

  return ++self->house->number;
}

/* Under the mutex */
static gboolean
is_held (SimCameraViewer *self)
{
  const SimCameraHouse *house = self->house;

  return house->faults & (self->n_frames > 0 ? FAULT_STALLS : FAULT_SILENT)
         || (house->faults & FAULT_PREPARE && house->preparing);
}

/* Until the next frame is due, and for as long as there shall be none. */
static gboolean
pause_between_frames (SimCameraViewer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->house->mutex);
  gint64 due = g_get_monotonic_time () + (self->n_frames > 0 ? self->house->period : 0);
  gboolean going_on = !self->house->closing;

  while (going_on && (g_get_monotonic_time () < due || is_held (self)))
    going_on = doze (self, MAX (due, g_get_monotonic_time () + 1));

  return going_on;
}

static void
set_reading_limit (SimCameraViewer *self, int seconds)
{
  struct timeval limit = { seconds, 0 };

  setsockopt (self->socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

static guint32
read_word (const guint8 *bytes)
{
  guint32 word;

  memcpy (&word, bytes, sizeof word);

  return GUINT32_FROM_LE (word);
}

static void
write_word (guint8 *bytes, guint32 word)
{
  word = GUINT32_TO_LE (word);
  memcpy (bytes, &word, sizeof word);
}

/* Returns: whether it was there in time and in form; what is in it is the rest's affair */
static gboolean
read_login (SimCameraViewer *self, guint8 login[LOGIN_BYTES])
{
  int length = 0;

  while (length < LOGIN_BYTES)
    {
      int got = SSL_read (self->tls, login + length, LOGIN_BYTES - length);

      if (got <= 0)
        return FALSE;
      length += got;
    }

  return read_word (login) == LOGIN_LENGTH && read_word (login + 4) == LOGIN_TYPE;
}

static gboolean
is_field (const guint8 *field, const char *text)
{
  char expected[FIELD_BYTES] = { 0 };

  memcpy (expected, text, MIN (strlen (text), FIELD_BYTES));

  return memcmp (field, expected, FIELD_BYTES) == 0;
}

/* What is refused is refused without a word. */
static gboolean
log_in (SimCameraViewer *self)
{
  guint8 login[LOGIN_BYTES];
  gboolean accepted;

  set_reading_limit (self, LOGIN_SECONDS);
  if (!read_login (self, login))
    return FALSE;

  accepted = !(get_faults (self) & (FAULT_WRONG_CODE | FAULT_CAMERA_WRONG_CODE | FAULT_OFF))
             && is_field (login + 16, "bblp") && is_field (login + 48, self->house->access_code);
  tell (self, accepted ? SIM_CAMERA_LOGGED_IN : SIM_CAMERA_REFUSED);

  return accepted;
}

/* At most @piece bytes in one record of TLS */
static gboolean
send_bytes (SimCameraViewer *self, const guint8 *data, gsize size, gsize piece)
{
  for (gsize sent = 0; sent < size; sent += piece)
    if (SSL_write (self->tls, data + sent, (int) MIN (piece, size - sent)) <= 0)
      return FALSE;

  return TRUE;
}

static GBytes *
take_picture (SimCameraViewer *self, Fault active)
{
  SimPictureKind kind = active & FAULT_GREY          ? SIM_PICTURE_GREY
                        : active & FAULT_LARGE       ? SIM_PICTURE_LARGE
                        : active & FAULT_PIXEL       ? SIM_PICTURE_PIXEL
                        : active & FAULT_GIANT       ? SIM_PICTURE_GIANT
                        : active & FAULT_PROGRESSIVE ? SIM_PICTURE_PROGRESSIVE
                                                     : SIM_PICTURE_USUAL;
  g_autoptr (GError) error = NULL;
  GBytes *jpeg = sim_picture_new_jpeg (count_picture (self), kind, &error);

  if (jpeg == NULL)
    g_warning ("There is no picture: %s", error->message);

  return jpeg;
}

static void
damage (guint8 *data, gsize size, Fault active, guint n_frames)
{
  if (active & FAULT_NOISE)
    RAND_bytes (data, (int) size);
  else if (active & FAULT_ALL_DAMAGED || (active & FAULT_DAMAGED && n_frames % 2 == 1))
    data[size - 1] = 0;
}

static guint32
choose_size (gsize size, Fault active)
{
  if (active & FAULT_SIZE_ZERO)
    return 0;
  if (active & FAULT_SIZE_MAX)
    return G_MAXUINT32;
  if (active & FAULT_SIZE_LARGE)
    return LARGE_BYTES;

  return (guint32) size;
}

static void
add_frame (GByteArray *stream, GBytes *jpeg, Fault active, guint n_frames)
{
  guint8 header[HEADER_BYTES] = { 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  write_word (header, choose_size (size, active));
  write_word (header + 8, 1);
  if (active & FAULT_RESERVED)
    {
      write_word (header + 4, 7);
      write_word (header + 12, G_MAXUINT32);
    }
  g_byte_array_append (stream, header, HEADER_BYTES);
  g_byte_array_append (stream, data, (guint) size);
  damage (stream->data + stream->len - size, size, active, n_frames);
}

/* A header in a record of its own, then the picture, as printers send it. */
static gboolean
send_stream (SimCameraViewer *self, GByteArray *stream, Fault active)
{
  gsize tiny = MIN (active & FAULT_PIECES ? N_TINY_PIECES : HEADER_BYTES, stream->len);

  if (active & FAULT_PAIRS)
    return send_bytes (self, stream->data, stream->len, stream->len);

  return send_bytes (self, stream->data, tiny, active & FAULT_PIECES ? 1 : HEADER_BYTES)
         && send_bytes (self, stream->data + tiny, stream->len - tiny, PIECE_BYTES);
}

static void
note_sent (SimCameraViewer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->house->mutex);

  self->house->sent = g_get_monotonic_time ();
}

static gboolean
send_frame (SimCameraViewer *self)
{
  Fault active = get_faults (self);
  g_autoptr (GByteArray) stream = g_byte_array_new ();

  for (int i = 0; i < (active & FAULT_PAIRS ? 2 : 1); i++)
    {
      g_autoptr (GBytes) jpeg = take_picture (self, active);

      if (jpeg == NULL)
        return FALSE;
      add_frame (stream, jpeg, active, self->n_frames++);
    }

  if (active & FAULT_HALF_HEADER)
    g_byte_array_set_size (stream, HEADER_BYTES / 2);
  else if (active & FAULT_HALF_FRAME)
    g_byte_array_set_size (stream, stream->len / 2);

  if (!send_stream (self, stream, active) || active & (FAULT_HALF_HEADER | FAULT_HALF_FRAME))
    return FALSE;

  note_sent (self);

  return TRUE;
}

static gpointer
run_viewer (gpointer data)
{
  SimCameraViewer *self = data;

  if (enter (self))
    {
      if (SSL_accept (self->tls) == 1 && log_in (self))
        while (pause_between_frames (self) && send_frame (self))
          ;
      SSL_shutdown (self->tls);
      ERR_clear_error ();
      leave (self);
    }
  shutdown (self->socket, SHUT_RDWR);
  tell (self, SIM_CAMERA_LEFT);

  return NULL;
}

SimCameraViewer *
sim_camera_viewer_new (SimCameraHouse *house,
                       GSocketConnection *connection,
                       SimCertificate *certificate,
                       gboolean send_issuers,
                       SimCameraViewerFunc func,
                       gpointer user_data)
{
  SimCameraViewer *self = g_new0 (SimCameraViewer, 1);

  g_atomic_ref_count_init (&self->references);
  self->house = house;
  self->connection = g_object_ref (connection);
  self->func = func;
  self->user_data = user_data;

  /* GLib's sockets do not block, and this one has a thread for it. */
  self->socket = g_socket_get_fd (g_socket_connection_get_socket (connection));
  g_unix_set_fd_nonblocking (self->socket, FALSE, NULL);

  self->context = SSL_CTX_new (TLS_server_method ());
  sim_certificate_configure (certificate, self->context, send_issuers);
  self->tls = SSL_new (self->context);
  SSL_set_fd (self->tls, self->socket);
  self->thread = g_thread_new ("sim-camera", run_viewer, self);

  return self;
}

void
sim_camera_viewer_free (SimCameraViewer *self)
{
  self->func = NULL;
  shutdown (self->socket, SHUT_RDWR);
  g_thread_join (g_steal_pointer (&self->thread));
  viewer_unref (self);
}
