/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-ftps.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "sim-child.h"
#include "sim-folder.h"
#include "sim-fault.h"
#include "sim-ftps-config.h"
#include "sim-ftps-gate.h"
#include "sim-json-build.h"
#include "sim-json.h"

#define WRONG_CLOCK_SECONDS (23 * 24 * 3600)
#define GROWING_MSEC 500

struct _SimFtps
{
  GObject parent_instance;

  SimPrinter *printer;
  SimStation *station;
  SimStorage *storage;
  GSocketService *service;
  char *address;
  guint16 port;
  SimFolder *folder;
  char *log;               /* a pipe: what the processes say of commands */
  GDataInputStream *lines; /* %NULL: not prepared */
  GCancellable *cancellable;
  GPtrArray *sessions; /* Session */
  guint growing;       /* a time-lapse */
};

/* A connection */
typedef struct
{
  GSubprocess *process;
  SimFtpsGate *gate; /* %NULL: the client speaks with the process itself */
} Session;

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimFtps, sim_ftps, G_TYPE_OBJECT)

static void
session_free (gpointer data)
{
  Session *self = data;

  g_clear_pointer (&self->gate, sim_ftps_gate_free);
  g_object_unref (self->process);
  g_free (self);
}

/* Takes @event. */
static void
emit_event (SimFtps *self, const char *name, JsonObject *event)
{
  json_object_set_string_member (event, "event", name);
  json_object_set_string_member (event, "serial", sim_printer_get_serial (self->printer));
  g_signal_emit (self, signals[EVENT], 0, event);
  json_object_unref (event);
}

/* As if the clock stood weeks ago */
static void
make_old (const char *path)
{
  time_t then = (time_t) (g_get_real_time () / G_USEC_PER_SEC) - WRONG_CLOCK_SECONDS;
  struct utimbuf times = { then, then };

  g_utime (path, &times);
}

/* "STOR 226 /storage/cache/name": command, reply, file */
static void
tell_line (SimFtps *self, const char *line)
{
  const char *root = sim_storage_get_path (self->storage);
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  const char *path;
  int code;

  if (g_strv_length (words) < 3)
    return;

  code = (int) g_ascii_strtoll (words[1], NULL, 10);
  path = g_str_has_prefix (words[2], root) ? words[2] + strlen (root) : words[2];
  if (g_str_equal (words[0], "USER"))
    return;

  if (g_str_equal (words[0], "STOR") && sim_printer_has_fault (self->printer, "ftps-wrong-clock"))
    make_old (words[2]);
  if (!g_str_equal (words[0], "PASS"))
    emit_event (self, "ftps",
                sim_json_build ("s:command", words[0], "i:code", code, "s:path", path, NULL));
  else if (code == 230)
    emit_event (self, "ftps-login", json_object_new ());
  else
    emit_event (self, "login-refused", sim_json_build ("s:service", "ftps", NULL));
}

static void read_line (SimFtps *self);

static void
on_line (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimFtps) self = user_data;
  gsize length;
  g_autofree char *line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length, NULL);
  g_autofree char *text = NULL;

  if (line == NULL || G_DATA_INPUT_STREAM (source) != self->lines)
    return;

  text = g_utf8_make_valid (line, (gssize) length);
  tell_line (self, text);
  read_line (self);
}

static void
read_line (SimFtps *self)
{
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, self->cancellable, on_line,
                                       g_object_ref (self));
}

/* Before the first connection: what it needs to serve one. */
static gboolean
prepare (SimFtps *self, GError **error)
{
  g_autoptr (GInputStream) input = NULL;
  int fd;

  if (self->lines != NULL)
    return TRUE;

  g_clear_pointer (&self->folder, sim_folder_free);
  self->folder = sim_folder_new ("ftps", error);
  if (self->folder == NULL)
    return FALSE;

  g_free (self->log);
  self->log = sim_folder_dup_path (self->folder, "log");
  /* For writing too, or it would end with the first process. */
  fd = mkfifo (self->log, 0600) == 0 ? g_open (self->log, O_RDWR | O_NONBLOCK | O_CLOEXEC, 0) : -1;
  if (fd < 0)
    {
      g_set_error (error, SIM_ERROR, SIM_ERROR_FAILED, "%s: %s", self->log, g_strerror (errno));
      return FALSE;
    }

  input = g_unix_input_stream_new (fd, TRUE);
  self->lines = g_data_input_stream_new (input);
  self->cancellable = g_cancellable_new ();
  read_line (self);

  return TRUE;
}

/* Where there is a gate it is a client without TLS that comes from this machine. */
static char *
save_config (SimFtps *self, const SimFtpsFaults *faults, gboolean behind_gate, GError **error)
{
  JsonObject *files =
      json_object_get_object_member (sim_printer_get_profile (self->printer)->data, "files");
  g_autofree char *nothing = NULL;
  SimFtpsConfig config = {
    .address = behind_gate ? "127.0.0.1" : self->address,
    .banner = sim_json_get_string (files, "banner", ""),
    .access_code = sim_station_choose_code (self->printer),
  };

  if (!prepare (self, error) || !(config.root = sim_storage_open (self->storage, error)))
    return NULL;
  if (sim_printer_has_fault (self->printer, "ftps-crowd")
      && !sim_storage_crowd (self->storage, error))
    return NULL;

  nothing = sim_folder_dup_path (self->folder, "nothing");
  if (faults->active[SIM_FTPS_ABSENT] && g_mkdir_with_parents (nothing, 0700) == 0)
    config.root = nothing;
  config.folder = sim_folder_get_path (self->folder);
  config.log = self->log;
  config.faults = faults;
  if (!behind_gate)
    config.certificate =
        sim_station_get_certificate (self->station, self->printer, &config.send_issuers);

  return sim_ftps_config_save (&config, error);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimFtps) self = user_data;

  for (guint i = 0; i < self->sessions->len; i++)
    if (((Session *) g_ptr_array_index (self->sessions, i))->process == (gpointer) source)
      {
        g_ptr_array_remove_index (self->sessions, i);
        emit_event (self, "ftps-closed", json_object_new ());
        return;
      }
}

static gboolean
spawn (SimFtps *self, int fd, const char *config, SimFtpsGate *gate, GError **error)
{
  g_autofree char *program = sim_child_dup_program ("proftpd");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  Session *session;

  sim_child_bind (launcher);
  g_subprocess_launcher_take_stdin_fd (launcher, fcntl (fd, F_DUPFD_CLOEXEC, 0));
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (fd, F_DUPFD_CLOEXEC, 0));
  process = g_subprocess_launcher_spawn (launcher, error, program, "-c", config, NULL);
  if (process == NULL)
    {
      g_clear_pointer (&gate, sim_ftps_gate_free);
      return FALSE;
    }

  session = g_new0 (Session, 1);
  session->process = g_object_ref (process);
  session->gate = gate;
  g_ptr_array_add (self->sessions, session);
  g_subprocess_wait_async (process, NULL, on_ended, g_object_ref (self));

  return TRUE;
}

/* It takes what inetd would give it: a socket of the internet. */
static gboolean
make_pair (GSocket **one, GSocket **other, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GSocket) listener =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (listener == NULL || !g_socket_bind (listener, any, FALSE, error)
      || !g_socket_listen (listener, error)
      || !(bound = g_socket_get_local_address (listener, error)))
    return FALSE;

  *one = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  return *one != NULL && g_socket_connect (*one, bound, NULL, error)
         && (*other = g_socket_accept (listener, NULL, error)) != NULL;
}

static gboolean
serve_by_gate (
    SimFtps *self, int fd, const char *config, const SimFtpsFaults *faults, GError **error)
{
  g_autoptr (GSocket) near = NULL;
  g_autoptr (GSocket) far = NULL;
  gboolean send_issuers;
  SimCertificate *certificate =
      sim_station_get_certificate (self->station, self->printer, &send_issuers);
  SimFtpsGate *gate;

  if (!make_pair (&near, &far, error)
      || !g_unix_set_fd_nonblocking (g_socket_get_fd (far), FALSE, error))
    return FALSE;

  gate = sim_ftps_gate_new (fcntl (fd, F_DUPFD_CLOEXEC, 0),
                            fcntl (g_socket_get_fd (near), F_DUPFD_CLOEXEC, 0), self->address,
                            certificate, send_issuers, faults, self->sessions->len == 0);

  return spawn (self, g_socket_get_fd (far), config, gate, error);
}

static gboolean
serve (SimFtps *self, GSocketConnection *connection, GError **error)
{
  int fd = g_socket_get_fd (g_socket_connection_get_socket (connection));
  SimFtpsFaults faults = sim_ftps_faults_get (self->printer);
  gboolean by_gate = sim_ftps_faults_need_gate (&faults);
  g_autofree char *config = save_config (self, &faults, by_gate, error);

  if (config == NULL)
    return FALSE;
  if (by_gate)
    return serve_by_gate (self, fd, config, &faults, error);

  return g_unix_set_fd_nonblocking (fd, FALSE, error) && spawn (self, fd, config, NULL, error);
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  SimFtps *self = user_data;
  g_autoptr (GError) error = NULL;

  if (sim_printer_is_away (self->printer) || sim_printer_has_fault (self->printer, "ftps-off"))
    return TRUE;

  emit_event (self, "ftps-opened", json_object_new ());
  if (!serve (self, connection, &error))
    g_warning ("A printer's files cannot be served: %s", error->message);

  return TRUE;
}

static void
end_connections (SimFtps *self)
{
  for (guint i = 0; i < self->sessions->len; i++)
    g_subprocess_force_exit (((Session *) g_ptr_array_index (self->sessions, i))->process);
}

static gboolean
on_growing (gpointer user_data)
{
  SimFtps *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!sim_storage_grow (self->storage, &error))
    g_warning ("A time-lapse does not grow: %s", error->message);

  return G_SOURCE_CONTINUE;
}

static void
update_growing (SimFtps *self)
{
  gboolean grows = self->service != NULL && sim_printer_has_fault (self->printer, "ftps-growing");

  if (grows && self->growing == 0)
    self->growing = g_timeout_add (GROWING_MSEC, on_growing, self);
  else if (!grows)
    g_clear_handle_id (&self->growing, g_source_remove);
}

/* What was begun in another way does not go on so. */
static void
on_fault (SimFtps *self, const char *name, gboolean active)
{
  const SimFault *fault = sim_fault_find (name, NULL);

  if (fault->place != SIM_FAULT_FILES)
    return;

  update_growing (self);
  end_connections (self);
}

static void
sim_ftps_dispose (GObject *object)
{
  sim_ftps_stop (SIM_FTPS (object));
  G_OBJECT_CLASS (sim_ftps_parent_class)->dispose (object);
}

static void
sim_ftps_finalize (GObject *object)
{
  SimFtps *self = SIM_FTPS (object);

  g_clear_pointer (&self->sessions, g_ptr_array_unref);
  g_clear_object (&self->station);
  g_clear_object (&self->printer);
  g_free (self->address);
  g_free (self->log);
  G_OBJECT_CLASS (sim_ftps_parent_class)->finalize (object);
}

static void
sim_ftps_class_init (SimFtpsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sim_ftps_dispose;
  object_class->finalize = sim_ftps_finalize;

  signals[EVENT] = g_signal_new ("event", SIM_TYPE_FTPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
}

static void
sim_ftps_init (SimFtps *self)
{
  self->sessions = g_ptr_array_new_with_free_func (session_free);
}

SimFtps *
sim_ftps_new (SimPrinter *printer, SimStation *station, SimStorage *storage)
{
  SimFtps *self;

  g_return_val_if_fail (SIM_IS_PRINTER (printer), NULL);
  g_return_val_if_fail (SIM_IS_STATION (station), NULL);
  g_return_val_if_fail (storage != NULL, NULL);

  self = g_object_new (SIM_TYPE_FTPS, NULL);
  self->printer = g_object_ref (printer);
  self->station = g_object_ref (station);
  self->storage = storage;
  g_signal_connect_object (printer, "fault", G_CALLBACK (on_fault), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (printer, "dropped", G_CALLBACK (end_connections), self,
                           G_CONNECT_SWAPPED);

  return self;
}

gboolean
sim_ftps_start (SimFtps *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) where = NULL;
  g_autoptr (GSocketAddress) taken = NULL;

  g_return_val_if_fail (SIM_IS_FTPS (self), FALSE);

  sim_ftps_stop (self);
  g_set_str (&self->address, address);
  where = g_inet_socket_address_new_from_string (address, port);
  self->service = g_socket_service_new ();
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);

  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), where,
                                      G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &taken,
                                      error))
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken));
  update_growing (self);

  return TRUE;
}

guint16
sim_ftps_get_port (SimFtps *self)
{
  g_return_val_if_fail (SIM_IS_FTPS (self), 0);

  return self->port;
}

void
sim_ftps_stop (SimFtps *self)
{
  g_return_if_fail (SIM_IS_FTPS (self));

  if (self->service != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->service, self);
      g_socket_service_stop (self->service);
      g_socket_listener_close (G_SOCKET_LISTENER (self->service));
    }
  g_clear_object (&self->service);
  update_growing (self);

  end_connections (self);
  for (guint i = 0; i < self->sessions->len; i++)
    g_subprocess_wait (((Session *) g_ptr_array_index (self->sessions, i))->process, NULL, NULL);
  g_ptr_array_set_size (self->sessions, 0);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->log, g_free);
  g_clear_pointer (&self->folder, sim_folder_free);
}
