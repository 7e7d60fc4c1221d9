/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-ftps.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "sim-child.h"
#include "sim-folder.h"
#include "sim-ftps-config.h"
#include "sim-json-build.h"
#include "sim-json.h"

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
  GPtrArray *sessions; /* GSubprocess */
};

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SimFtps, sim_ftps, G_TYPE_OBJECT)

/* Takes @event. */
static void
emit_event (SimFtps *self, const char *name, JsonObject *event)
{
  json_object_set_string_member (event, "event", name);
  json_object_set_string_member (event, "serial", sim_printer_get_serial (self->printer));
  g_signal_emit (self, signals[EVENT], 0, event);
  json_object_unref (event);
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

static char *
save_config (SimFtps *self, GError **error)
{
  JsonObject *files =
      json_object_get_object_member (sim_printer_get_profile (self->printer)->data, "files");
  SimFtpsConfig config = {
    .address = self->address,
    .banner = sim_json_get_string (files, "banner", ""),
    .access_code = sim_station_choose_code (self->printer),
  };

  if (!prepare (self, error) || !(config.root = sim_storage_open (self->storage, error)))
    return NULL;

  config.folder = sim_folder_get_path (self->folder);
  config.log = self->log;
  config.certificate =
      sim_station_get_certificate (self->station, self->printer, &config.send_issuers);

  return sim_ftps_config_save (&config, error);
}

static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SimFtps) self = user_data;

  if (g_ptr_array_remove (self->sessions, source))
    emit_event (self, "ftps-closed", json_object_new ());
}

static gboolean
serve (SimFtps *self, GSocketConnection *connection, GError **error)
{
  int fd = g_socket_get_fd (g_socket_connection_get_socket (connection));
  g_autofree char *config = save_config (self, error);
  g_autofree char *program = sim_child_dup_program ("proftpd");
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GSubprocess) session = NULL;

  if (config == NULL || !g_unix_set_fd_nonblocking (fd, FALSE, error))
    return FALSE;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  sim_child_bind (launcher);
  g_subprocess_launcher_take_stdin_fd (launcher, fcntl (fd, F_DUPFD_CLOEXEC, 0));
  g_subprocess_launcher_take_stdout_fd (launcher, fcntl (fd, F_DUPFD_CLOEXEC, 0));
  session = g_subprocess_launcher_spawn (launcher, error, program, "-c", config, NULL);
  if (session == NULL)
    return FALSE;

  g_subprocess_wait_async (session, NULL, on_ended, g_object_ref (self));
  g_ptr_array_add (self->sessions, g_steal_pointer (&session));

  return TRUE;
}

static gboolean
on_incoming (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  SimFtps *self = user_data;
  g_autoptr (GError) error = NULL;

  if (sim_printer_is_away (self->printer))
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
    g_subprocess_force_exit (g_ptr_array_index (self->sessions, i));
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
  self->sessions = g_ptr_array_new_with_free_func (g_object_unref);
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

  end_connections (self);
  for (guint i = 0; i < self->sessions->len; i++)
    g_subprocess_wait (g_ptr_array_index (self->sessions, i), NULL, NULL); /* it is killed */
  g_ptr_array_set_size (self->sessions, 0);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->log, g_free);
  g_clear_pointer (&self->folder, sim_folder_free);
}
